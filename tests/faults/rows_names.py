"""F24, F25: links laid in a shared folder, odd names."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from schema.report_file import load
from tests import figures
from tests.faults import clerk, scenarios, traced
from tests.faults.clerk import NAME, Scenario
from tests.faults.command import is_chinese, measured, said
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_hostile import raw_in
from tests.faults.rows_terminal import CELL, VALUE, WHOLE


def links_laid() -> Iterator[Job]:
    """At every name that can be foretold: links, folders, pipes, devices."""
    yield _links_laid
    yield _created_safely


def _dangling(path: Path, victim: Path) -> None:
    path.symlink_to(victim.with_name("made by following"))


def _folder_laid(path: Path, _victim: Path) -> None:
    path.mkdir()
    (path / "x").write_text("")


_LAID: dict[str, Callable[[Path, Path], object]] = {
    "a link": lambda path, victim: path.symlink_to(victim),
    "a link to nothing": _dangling,
    "a hard link": lambda path, victim: path.hardlink_to(victim),
    "a folder": _folder_laid,
    "a pipe": lambda path, _victim: os.mkfifo(path),
    "a link to itself": lambda path, _victim: path.symlink_to(path.name),
    "a link to a device": lambda path, _victim: path.symlink_to("/dev/zero"),
}


def _links_laid() -> Tally:
    tally = Tally()
    names = (f".{NAME}.lock", f".{NAME}.draft-{os.geteuid()}")
    for kind, lay in _LAID.items():
        for name in names:
            with clerk.folder(WHOLE) as work:
                where = f"{kind} at {name}"
                victim = work.parent / "victim"
                victim.write_text("secret")
                status = victim.stat()
                lay(work / name, victim)
                tally.run()
                session = clerk.opened(work / NAME, WHOLE)
                if session.held is not None:
                    # A file of somebody's that is no lock of ours: only a clerk can tell.
                    session.close()
                    session = clerk.opened(work / NAME, WHOLE, taking_over=True)
                session.session.edit(CELL, VALUE)
                problem = session.journal.problem if session.journal is not None else "none"
                if not problem and session.journal is not None and session.journal.file is not None:
                    kept = VALUE.encode() in session.journal.file.read_bytes()
                    tally.hold("I2", kept, f"{where}: the draft does not hold what was committed")
                else:
                    tally.hold("I3", is_chinese(problem), f"{where}: {problem}")
                session.session.save()
                session.close()
                now = victim.stat()
                same = victim.read_text() == "secret" and (now.st_mode, now.st_uid) == (status.st_mode, status.st_uid)
                outside = not (work.parent / "made by following").exists()
                report = load(work / NAME).report
                saved = report is not None and report.text(CELL) == VALUE
                tally.hold("I1", same and outside and saved, f"{where}: {same} {outside} {saved}")
    for name in (NAME, "page.html"):
        with clerk.folder(WHOLE) as work:
            victim = work.parent / "victim"
            victim.write_text("secret")
            (work / "out").mkdir()
            (work / "out" / name).symlink_to(victim)
            tally.run()
            session = clerk.opened(work / NAME, WHOLE)
            try:
                session.session.save_as(work / "out" / name)
            except Exception as error:
                tally.hold("I3", is_chinese(str(error)), f"saved as a link: {error}")
            session.close()
            tally.hold("I1", victim.read_text() == "secret", f"saved as {name}: followed a link")
    return tally


_CREATING = re.compile(r"openat\(AT_FDCWD, \"([^\"]*)\", ([A-Z_|]+)(?:, (0[0-7]*))?\)")


def _created_safely() -> Tally:
    """Whatever is created has a random name, a mode of its own, and follows nothing."""
    tally = Tally()
    if reason := traced.missing():
        return Tally(skipped=reason)
    for scenario in (*scenarios.KILLED, scenarios.SAVED_AS):
        clerk.rehearse(scenario)
        with clerk.folder(scenario) as work:
            ended = traced.run_traced(partial(clerk.play, scenario, work), ("openat",))
            for name, flags, mode in _CREATING.findall(ended.log):
                if "O_CREAT" in flags:
                    tally.run()
                    safe = {"O_EXCL", "O_NOFOLLOW", "O_CLOEXEC"} <= set(flags.split("|"))
                    random = re.search(r"[0-9a-f]{16}", Path(name).name)
                    tally.hold(
                        "I1",
                        (safe and random and int(mode, 8) & 0o022 == 0) or "0666" in mode,
                        f"{name} {flags} {mode}",
                    )
    return tally


def odd_names() -> Iterator[Job]:
    """Names of files, and names of agencies, that lead elsewhere or nowhere."""
    yield _odd_names


_NAMES = (
    "-rf.toml",
    "--help.toml",
    ".hidden.toml",
    " 甲 .toml",
    "甲 .toml ",
    "甲\n乙.toml",
    "甲\t乙.toml",
    "甲\x1b[31m.toml",
    "甲\u202e.toml",
    "CON.toml",
    "NUL",
    "a" * 250 + ".toml",
    "政" * 83 + ".toml",
    unicodedata.normalize("NFD", "é報告ü.toml"),
    "100%.toml",
    "$(touch x).toml",
    "`id`;.toml",
    "*.toml",
    "'\".toml",
    "甲\\乙.toml",
    "~.toml",
    "{{7*7}}.toml",
    os.fsdecode(b"\xff\xfe.toml"),
)
_AGENCIES = ("../../x", "/etc/passwd", "..", "-rf", "甲/乙", "甲\\..\\乙", "CON", "", "a" * 300, "甲;rm -rf x", "~root")


def _odd_names() -> Tally:
    tally = Tally()
    for name in _NAMES:
        with clerk.folder(Scenario(name, clerk.nothing, ())) as work:
            path = work / name
            path.write_text(figures.text_of(figures.report()), encoding="utf-8")
            tally.run()
            session = clerk.opened(path, WHOLE)
            session.session.edit(CELL, VALUE)
            kept = session.journal is not None and not session.journal.problem
            tally.hold("I2", kept, f"{name!r}: no draft")
            session.session.save()
            session.close()
            report = load(path).report
            tally.hold("I1", report is not None and report.text(CELL) == VALUE, f"{name!r}: not saved")
            left = clerk.unexpected(work, (name,))
            around = clerk.unexpected(work.parent, ("work", "state"))
            tally.hold("I4", not left and not around, f"{name!r}: {left} {around}")
            checked = said("check", "--", path) if name.startswith("-") else said("check", path)
            raw = raw_in(checked.output.encode(errors="replace"))
            tally.hold("I3", is_chinese(checked.output) and not raw, f"{name!r}: {checked.output[:100]!r} {raw}")
    for name in ("a\0b.toml", "", "a" * 300 + ".toml", "政" * 200 + ".toml", "没有/没有.toml", "x/" * 3000 + "a.toml"):
        with clerk.folder(Scenario("impossible", clerk.nothing, ())) as work:
            for command in ("check", "edit", "render", "fmt", "new"):
                tally.run()
                result = said(command, f"{work}/{name}")
                told = result.status == 2 and is_chinese(re.sub(r"x/x/[x/]*|a{9,}", "", result.output))
                tally.hold("I3", told, f"{command} {name[:20]!r}: {result.status} {result.output[:200]!r}")
    for agency in _AGENCIES:
        with clerk.folder(Scenario("agency", clerk.nothing, ())) as work:
            report = figures.report()
            report.set_text("agency.name", agency)
            report.set_text("report.previous", f"../../{agency}")
            (work / NAME).write_text(figures.text_of(report), encoding="utf-8")
            tally.run()
            session = clerk.opened(work / NAME, WHOLE)
            session.session.edit(CELL, VALUE)
            session.session.save()
            session.close()
            result = measured("render", work / NAME, "-o", work / "page.html")
            left = clerk.unexpected(work, (NAME, "page.html")) + clerk.unexpected(work.parent, ("work", "state"))
            tally.hold("I1", not left and result.status == 0, f"{agency!r}: {left} {result}")
    return tally
