"""Command lines run inside this process or measured in one of their own, and whether what they say is Chinese."""

import os
import re
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from tests.program import ROOT
from tui.cli import main

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"\b[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}|Traceback|Errno|[a-z]Error\b|Exception")


class Said(NamedTuple):
    """What came of a command line."""

    status: int
    output: str
    seconds: float = 0.0
    """Of processor."""
    megabytes: float = 0.0


def said(*arguments: str | Path) -> Said:
    """A command line run inside this process."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        status = main([str(each) for each in arguments])
    return Said(status, out.getvalue())


def measured(
    *arguments: str | Path,
    before: str = "pass",
    environment: dict[str, str] | None = None,
    limit: float = 20.0,
    prepare: Callable[[], object] = lambda: None,
) -> Said:
    """A command line run in a process of its own, with its time and its memory.

    Args:
        arguments: Its words.
        before: Python that the process runs first.
        environment: The whole of it, if given.
        limit: Seconds after which it is killed.
        prepare: Called in the child before it becomes the program.
    """
    code = f"{before}\nimport sys\nfrom tui.cli import main\nsys.exit(main(sys.argv[1:]))"
    variables = {**(os.environ if environment is None else environment), "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as out:
        child = os.fork()
        if child == 0:
            try:
                with open(os.devnull) as nothing:  # noqa: PTH123
                    os.dup2(nothing.fileno(), 0)
                os.dup2(out.fileno(), 1)
                os.dup2(out.fileno(), 2)
                signal.alarm(int(limit))
                prepare()
                os.execve(sys.executable, [sys.executable, "-c", code, *map(str, arguments)], variables)
            finally:
                os._exit(99)
        _, status, usage = os.wait4(child, 0)
        seconds = usage.ru_utime + usage.ru_stime
        out.seek(0)
        text = out.read().decode(errors="replace")
    return Said(os.waitstatus_to_exitcode(status), text, seconds, usage.ru_maxrss / 1024)


def is_chinese(text: str) -> bool:
    """Whether a message is in Chinese, with neither an English sentence nor a traceback."""
    return bool(_CHINESE.search(text)) and not _ENGLISH.search(text)


def limit(kind: int, amount: int) -> Callable[[], None]:
    """Limits a resource of the child that it is called in."""
    return lambda: resource.setrlimit(kind, (amount, amount))
