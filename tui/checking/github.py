"""Findings as annotations of a workflow: one line each, which GitHub shows beside the line of the file.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

import os
import re

from schema.findings import Finding, Severity
from schema.unsafe import shown

_START = re.compile(r"(?m)^([^\S\n]*:)(?=:)")
_COMMANDS = {Severity.ERROR: "error", Severity.QUERY: "warning", Severity.HINT: "notice"}


def annotation(name: str, finding: Finding) -> str:
    """A finding as an annotation of its line, its remedy below the message."""
    message = f"{finding.message}\n{finding.suggestion}" if finding.suggestion else finding.message
    title = f"{finding.severity.label} {finding.code}"
    return _command(_COMMANDS[finding.severity], name, finding.line or 1, title, message)


def unreadable(name: str, reason: str) -> str:
    """A file that could not be read as an annotation."""
    return _command("error", name, 1, "读不了", reason)


def harmless(text: str) -> str:
    """Lines of which a runner takes none for a command to itself: it reads all that a step writes."""
    return _START.sub(r"\1 ", text).replace("##[", "## [")


def _command(command: str, name: str, line: int, title: str, message: str) -> str:
    file = _property(shown(_relative(name)))
    return f"::{command} file={file},line={line},title={_property(shown(title))}::{_text(message)}"


def _relative(name: str) -> str:
    """A path from the working folder, as GitHub takes it; where that leads out of the folder, the path as it is."""
    try:
        path = os.path.relpath(name)
    except (OSError, ValueError):
        return name
    return name if path.startswith("..") else path


def _text(text: str) -> str:
    return shown(text, keep_newlines=True).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
