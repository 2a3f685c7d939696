"""F27, F31: surroundings that no office should have, and the same bytes in all of them."""

import os
import shutil
import signal
import site
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests import figures
from tests.faults import clerk
from tests.faults.clerk import NAME
from tests.faults.command import is_chinese
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import CELL, VALUE, WHOLE, committed
from tests.faults.terminal import SAVE, Terminal
from tests.program import MAIN, ROOT

_BEFORE = {
    "umask 0": "import os; os.umask(0)",
    "umask 077": "import os; os.umask(0o077)",
    "umask 777": "import os; os.umask(0o777)",
    "an unknown user": "import os; os.setgid(54321); os.setuid(54321)",
    "a stack of 64 KB": "import resource; resource.setrlimit(resource.RLIMIT_STACK, (65536, 65536))",
    "32 open files": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))",
    "no working folder": "import os, tempfile; d = tempfile.mkdtemp(); os.chdir(d); os.rmdir(d)",
    "signals blocked": "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGTERM})",
}
_VARIABLES: dict[str, tuple[str, ...]] = {
    "no HOME": ("-u", "HOME", "-u", "XDG_STATE_HOME"),
    "HOME nowhere": ("-u", "XDG_STATE_HOME", "HOME=/nowhere"),
    "HOME a file": ("-u", "XDG_STATE_HOME", "HOME=/dev/null"),
    "no LANG": ("-u", "LANG", "-u", "LC_ALL"),
    "LC_ALL=C": ("LC_ALL=C",),
    "LC_ALL=POSIX, not coerced": ("LC_ALL=POSIX", "PYTHONCOERCECLOCALE=0"),
    "a locale that is not there": ("LC_ALL=zh_CN.GBK",),
    "no temporary folder": ("TMPDIR=/nowhere",),
    "TERM=dumb": ("TERM=dumb",),
    "TERM unknown": ("TERM=no-such-terminal",),
    "no TERM": ("-u", "TERM"),
    "TERM=linux": ("TERM=linux",),
    "TERM=vt100": ("TERM=vt100",),
    "NO_COLOR": ("NO_COLOR=1",),
    "a size that is wrong": ("COLUMNS=5", "LINES=3"),
    "a time zone that is not there": ("TZ=No/Where",),
    "a state folder that is a relative path": ("XDG_STATE_HOME=relative",),
}
_DUMB = {"TERM=dumb", "no TERM"}


def surroundings() -> Iterator[Job]:
    """Starts, or explains."""
    names = [*_BEFORE, *_VARIABLES]
    yield from (partial(_surroundings, names[start::2]) for start in range(2))
    yield _clocks


def _surroundings(names: list[str]) -> Tally:
    tally = Tally()
    for name in names:
        if name == "an unknown user" and os.geteuid():
            tally.skipped = "only root can become another user"
            continue
        with clerk.folder(WHOLE) as work:
            if name == "an unknown user":
                for each in (work.parent, work, work / NAME, Path(os.environ["XDG_STATE_HOME"])):
                    os.chown(each, 54321, 54321)
                if not _may_be_read_by_others(ROOT):
                    tally.skipped = "as an unknown user: nobody else may read the program where it lies"
                    continue
            start = _BEFORE.get(name, "pass")
            variables = ["env", *_VARIABLES.get(name, ())]
            command = [*variables, sys.executable, "-c", f"{start}\n{MAIN}", "edit", str(work / NAME)]
            with Terminal(command=command) as terminal:
                tally.run()
                if name in _DUMB:
                    with tally.told("I3", name):
                        terminal.wait_for(lambda: is_chinese(terminal.output.decode(errors="replace")), 5)
                    continue
                with tally.told("I5", name):
                    committed(terminal)
                    terminal.mark()
                    terminal.send(SAVE)
                    terminal.wait_for("已保存", 5)
                terminal.kill(signal.SIGTERM)
                if terminal.ended(3) > 3:
                    terminal.kill()
                    terminal.ended()
            report = (work / NAME).read_text(encoding="utf-8")
            wanted = figures.report()
            wanted.set_text(CELL, VALUE)
            tally.hold("I1", report == figures.text_of(wanted), f"{name}: not saved as everywhere")
    return tally


def _may_be_read_by_others(path: Path) -> bool:
    places = [path, *path.parents, Path(sys.executable).resolve(), *Path(sys.executable).resolve().parents]
    return all(each.stat().st_mode & 0o005 == 0o005 or each.stat().st_mode & 0o001 for each in places)


def _clocks() -> Tally:
    """Times of files and drafts that cannot be: no clock decides anything."""
    tally = Tally()
    for name, moment in {"1970": 0, "2099": 4_070_908_800, "before 1970": -86_400 * 365}.items():
        with clerk.folder(WHOLE) as work:
            clerk.killed(clerk.Scenario("draft", clerk.nothing, (clerk.edit(CELL, VALUE),)), work)
            for path in work.iterdir():
                os.utime(path, (moment, moment))
            tally.run()
            session = clerk.opened(work / NAME, WHOLE)
            offers = [report.text(CELL) for report in clerk.offered(session)]
            tally.hold("I2", VALUE in offers, f"{name}: {offers}")
            clerk.recover(session)
            session.session.save()
            session.close()
            tally.hold("I4", not clerk.unexpected(work), f"{name}: {clerk.unexpected(work)}")
    return tally


# F31


def same_bytes() -> Iterator[Job]:
    """Saved twice, under other locales, hash seeds, zones, masks and Pythons."""
    yield _same_bytes


_SAVE = """
import sys
from pathlib import Path
from tui.opening import open_report
opened = open_report(Path(sys.argv[1]))
opened.session.edit(sys.argv[2], sys.argv[3])
opened.session.save()
opened.close()
"""
_MACHINES: dict[str, dict[str, str]] = {
    "as it is": {},
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 4294967295": {"PYTHONHASHSEED": "4294967295"},
    "LC_ALL=C": {"LC_ALL": "C"},
    "LC_ALL=POSIX, no UTF-8": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Shanghai": {"TZ": "Asia/Shanghai"},
    "Honolulu": {"TZ": "Pacific/Honolulu"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}


def _same_bytes() -> Tally:
    tally = Tally()
    pythons = {os.path.realpath(sys.executable): sys.executable}
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        for folder in ("/usr/bin", "/usr/local/bin"):
            if (found := shutil.which(name, path=folder)) is not None and (
                real := os.path.realpath(found)
            ) not in pythons:
                pythons[real] = found
    wanted = figures.report()
    wanted.set_text(CELL, VALUE)
    whole = figures.text_of(wanted).encode()
    for real, python in pythons.items():
        packages = ":".join([str(ROOT), *site.getsitepackages()])
        for name, variables in _MACHINES.items():
            with clerk.folder(WHOLE) as work:
                environment = {**os.environ, **variables, "PYTHONPATH": packages, "PYTHONDONTWRITEBYTECODE": "1"}
                for _ in range(2):
                    result = subprocess.run(
                        [python, "-c", _SAVE, str(work / NAME), CELL, VALUE],
                        env=environment,
                        capture_output=True,
                        timeout=60,
                    )
                if result.returncode and python != sys.executable and b"No module named" in result.stderr:
                    # A Python for which the libraries are not installed.
                    continue
                tally.run(2)
                same = (work / NAME).read_bytes() == whole
                tally.hold("I1", same, f"{name}, {Path(real).name}: other bytes: {result.stderr[-300:]!r}")
                tally.hold("I4", not clerk.unexpected(work), f"{name}: {clerk.unexpected(work)}")
    return tally
