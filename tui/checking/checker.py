"""Checking one file after the other: reading, last year's report, the findings as they are printed."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from schema.checks import run
from schema.editions.cover import AGENCY_NAME, PREVIOUS
from schema.findings import Finding, Severity
from schema.previous import Found, Problem, chosen, find_previous, judged, judged_report
from schema.report import Report
from schema.report_file import load
from schema.siblings import Siblings
from schema.unsafe import shown
from tui.checking.found import Target
from tui.checking.outcome import Outcome
from tui.commands.previous_option import Given, judged_given
from tui.report_reading import finding_line, reason_of

_REMEMBERED = 8


class Checker:
    """Checks files; of those it has read it remembers a few, which may be last year's reports of the next.

    Args:
        form: ``text``, ``json`` or ``github``.
        given: The file that was given as last year's report of every other, and its report.
        prose: Whether prose is looked at.
        many: Whether what is told of a file must say which.
        talkative: Whether it is told which file was taken as last year's.
    """

    def __init__(
        self,
        form: str,
        given: Given | None = None,
        *,
        prose: bool = True,
        many: bool = False,
        talkative: bool = True,
    ) -> None:
        self._given = given
        self._many = many
        self._talkative = talkative
        self._all_findings = run if prose else _without_prose()
        self._as_data = _FORMATS[form]
        self._annotates = form == "github"
        self._siblings: dict[Path, Siblings] = {}
        self._read: dict[tuple[int, ...], Report] = {}

    def check(self, target: Target, candidates: Sequence[str] = ()) -> Outcome:
        """Check a file.

        Args:
            target: The file.
            candidates: The files that may be last year's report, unless the report names one.
        """
        name = target.name
        try:
            loaded = load(Path(name), regular=target.in_folder)
        except (OSError, ValueError) as error:
            return self.unreadable(name, reason_of(error))
        report = loaded.report
        if report is None:
            return Outcome(
                self._as_data(name, loaded.findings),
                "",
                *_counts(loaded.findings),
                unread=True,
                why=_why(loaded.findings[0]),
            )
        self._remember(name, report)
        found = self._previous(target, report, candidates)
        previous, problem = (None, None) if found is None else (found.report, found.query)
        findings = [*loaded.findings, *loaded.located(self._all_findings(report, previous, problem))]
        return Outcome(
            self._as_data(name, findings),
            self._told(name, found),
            *_counts(findings),
            draft=not report.final,
            agency=report.text(AGENCY_NAME.key).strip(),
            year=report.year,
            percent=self._percent(report),
        )

    def unreadable(self, name: str, reason: str) -> Outcome:
        """A file that could not be read, and why, in Chinese."""
        data = ""
        if self._annotates:
            from tui.checking.github import unreadable

            data = f"{unreadable(name, reason)}\n"
        return Outcome(data, f"{shown(name)}：{reason}", unread=True, why=reason)

    def _percent(self, report: Report) -> int:
        if not self._many:
            return 0
        from schema.completion import percent_filled

        return percent_filled(report)

    # Last year's report

    def _remember(self, name: str, report: Report) -> None:
        if self._many and (file := _identity(name)) is not None:
            self._read[file] = report
            if len(self._read) > _REMEMBERED:
                del self._read[next(iter(self._read))]

    def _previous(self, target: Target, report: Report, candidates: Sequence[str]) -> Found | None:
        path = Path(target.name)
        if self._given is not None:
            return judged_given(self._given, report)
        if named := report.text(PREVIOUS.key).strip():
            return self._judged(path.parent / named, report, named=True)
        if candidates and report.year is not None:
            alike = path.with_name(path.name.replace(str(report.year), str(report.year - 1)))
            paths = dict.fromkeys(map(Path, candidates))
            if alike in paths and (best := self._judged(alike, report)).problem is None:
                return best
            found = [self._judged(each, report) for each in paths]
            near = [each for each in found if each.path is not None and each.path.parent == path.parent]
            return chosen(near, report.year - 1) or chosen(found, report.year - 1, "别的文件夹里")
        if target.in_folder:
            return None
        return find_previous(path, report, self._siblings.setdefault(path.parent, Siblings(path.parent)))

    def _judged(self, path: Path, report: Report, *, named: bool = False) -> Found:
        known = None if (file := _identity(path)) is None else self._read.get(file)
        found = judged(path, report, named=named) if known is None else judged_report(path, known, report, named=named)
        if known is None and found.report is not None:
            self._remember(str(path), found.report)
        return found

    def _told(self, name: str, found: Found | None) -> str:
        if found is None or (found.problem is None and (self._given is not None or not self._talkative)):
            return ""
        words = found.words
        elsewhere = found.path is not None and found.path.parent != Path(name).parent
        if elsewhere and found.problem is None and not found.named:
            words = f"上年报告：{shown(str(found.path))}（在别的文件夹找到）"
        return f"{shown(name)}：{words}" if self._many else words


def _counts(findings: Sequence[Finding]) -> tuple[int, int, int, int]:
    """How many errors, queries and hints there are, and how many queries that a reason excuses."""
    standing = [finding.severity for finding in findings if not finding.accepted]
    errors, queries, hints = map(standing.count, (Severity.ERROR, Severity.QUERY, Severity.HINT))
    return errors, queries, hints, len(findings) - len(standing)


def _identity(path: str | Path) -> tuple[int, ...] | None:
    """What tells a file from every other and from what it was before: names, with links among them, do not."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def _why(finding: Finding) -> str:
    line = "" if finding.line is None else f"第{finding.line}行，"
    return f"{line}{shown(finding.message)}"


def _without_prose() -> Callable[[Report, Report | None, Problem | None], list[Finding]]:
    from schema.checks.without_prose import run_without_prose

    return run_without_prose


def _as_text(name: str, findings: Sequence[Finding]) -> str:
    return "".join(f"{finding_line(name, finding)}\n" for finding in findings if not finding.accepted)


def _as_json(name: str, findings: Sequence[Finding]) -> str:
    from tui.commands.json_lines import BETWEEN, line

    return BETWEEN.join(line(finding.as_json(name)) for finding in findings)


def _as_annotations(name: str, findings: Sequence[Finding]) -> str:
    from tui.checking.github import annotation

    return "".join(f"{annotation(name, finding)}\n" for finding in findings if not finding.accepted)


_FORMATS = {"text": _as_text, "json": _as_json, "github": _as_annotations}
