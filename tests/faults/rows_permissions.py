"""F5, F6, F18: folders and files that may not be written, special files, and no place for lock or journal."""

import os
import signal
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from schema.report_file import load
from tests.faults import clerk
from tests.faults.clerk import NAME, Scenario
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import CELL, VALUE, WHOLE, committed
from tests.faults.terminal import ENTER, SAVE, Terminal
from tests.program import UNPRIVILEGED

# F5


def not_writable() -> Iterator[Job]:
    """Told when the report is opened, and saved elsewhere."""
    yield from (partial(_not_writable, name) for name in ("folder", "file", "file-size limit"))


_LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))"


def _not_writable(name: str) -> Tally:
    tally = Tally()
    with clerk.folder(WHOLE) as work:
        locked = work / "locked"
        locked.mkdir()
        path = (work / NAME).rename(locked / NAME)
        before = path.read_bytes()
        if name == "folder":
            locked.chmod(0o555)
        elif name == "file":
            path.chmod(0o444)
        start = _LIMIT if name == "file-size limit" else UNPRIVILEGED
        with Terminal("edit", path, before=start) as terminal:
            tally.run()
            with tally.told("I3", f"{name}, at opening"):
                terminal.wait_for("保存不了", 5)
                terminal.send(ENTER)
                terminal.drain(0.2)
                committed(terminal)
                terminal.mark()
                terminal.send(SAVE)
                terminal.wait_for("未保存", 5)
            tally.hold("I1", path.read_bytes() == before, f"{name}: changed")
            if name == "folder":
                drafts = list(Path(os.environ["XDG_STATE_HOME"]).rglob("*.draft"))
                kept = drafts and VALUE.encode() in drafts[0].read_bytes()
                tally.hold("I2", kept, f"{name}: no draft in the state folder: {drafts}")
                with tally.told("I3", "saved elsewhere"):
                    terminal.send("\x1b")
                    terminal.wait_for("另存为", 5)
                    terminal.send("\x1b[F" + ENTER)
                    terminal.wait_for("写文件名", 5)
                    terminal.send(f"../{NAME}{ENTER}")
                    terminal.wait_for("已保存", 5)
                    report = load(work / NAME).report
                    assert report is not None and report.text(CELL) == VALUE
            elif name == "file":
                drafts = list(locked.glob(".*draft*"))
                kept = drafts and VALUE.encode() in drafts[0].read_bytes()
                tally.hold("I2", kept, f"{name}: no draft: {drafts}")
            terminal.kill(signal.SIGTERM)
            terminal.ended(5)
        locked.chmod(0o755)
    return tally


# F6


def special_files() -> Iterator[Job]:
    """Links, modes, owners and attributes of the file are kept by a save."""
    yield _special_files


def _symlink(work: Path) -> Path:
    target = work / "real.toml"
    (work / NAME).rename(target)
    (work / NAME).symlink_to(target.name)
    return target


def _two_symlinks(work: Path) -> Path:
    target = _symlink(work)
    (work / NAME).rename(work / "middle")
    (work / NAME).symlink_to("middle")
    return target


def _hard_link(work: Path) -> Path:
    os.link(work / NAME, work / "second.toml")
    return work / NAME


def _mode(mode: int) -> Callable[[Path], Path]:
    def prepare(work: Path) -> Path:
        (work / NAME).chmod(mode)
        return work / NAME

    return prepare


def _other_owner(work: Path) -> Path:
    os.chown(work / NAME, 12345, 23456)
    return work / NAME


_SPECIAL: dict[str, Callable[[Path], Path]] = {
    "a symbolic link": _symlink,
    "a link to a link": _two_symlinks,
    "a hard link": _hard_link,
    "mode 0600": _mode(0o600),
    "mode 0640": _mode(0o640),
    "mode 0666": _mode(0o666),
    "mode 0755": _mode(0o755),
    "another owner": _other_owner,
}


def _special_files() -> Tally:
    tally = Tally()
    for name, prepare in _SPECIAL.items():
        if name == "another owner" and os.geteuid():
            tally.skipped = "only root can give a file to another owner"
            continue
        with clerk.folder(WHOLE) as work:
            old = (work / NAME).read_bytes()
            target = prepare(work)
            before = target.stat()
            link = (work / NAME).readlink() if (work / NAME).is_symlink() else None
            tally.run()
            session = clerk.opened(work / NAME, WHOLE)
            session.session.edit(CELL, VALUE)
            session.session.save()
            session.close()
            after = target.stat()
            same = (stat.S_IMODE(before.st_mode), before.st_uid, before.st_gid) == (
                stat.S_IMODE(after.st_mode),
                after.st_uid,
                after.st_gid,
            )
            report = load(target).report
            kept = same and report is not None and report.text(CELL) == VALUE
            if link is not None:
                kept = kept and (work / NAME).is_symlink() and (work / NAME).readlink() == link
            if name == "a hard link":
                kept = kept and (work / "second.toml").read_bytes() in (old, target.read_bytes())
            tally.hold("I1", kept, f"{name}: {before} became {after}")
            left = clerk.unexpected(work, (NAME, "real.toml", "middle", "second.toml"))
            tally.hold("I4", not left, f"{name}: {left}")
    return tally


# F18


def no_lock_no_journal() -> Iterator[Job]:
    """Neither beside the report nor in the state folder: warned, and still usable."""
    yield _no_lock_no_journal


def _no_lock_no_journal() -> Tally:
    tally = Tally()
    for name in ("read-only", "full of folders"):
        scenario = Scenario(name, clerk.whole, ())
        with clerk.folder(scenario) as work:
            state = Path(os.environ["XDG_STATE_HOME"])
            before = (work / NAME).read_bytes()
            if name == "read-only":
                state.chmod(0o555)
                work.chmod(0o555)
            else:
                for each in (f".{NAME}.lock", f".{NAME}.draft-{os.geteuid()}"):
                    (work / each).mkdir()
                state.rmdir()
                state.write_text("")
            with Terminal("edit", work / NAME, before=UNPRIVILEGED) as terminal:
                tally.run()
                with tally.told("I3", f"{name}: warned"):
                    terminal.wait_for("没有上锁", 5)
                    for _ in range(3):
                        terminal.send(ENTER)
                        terminal.drain(0.1)
                with tally.told("I5", f"{name}: used"):
                    committed(terminal)
                with tally.told("I3", f"{name}: told that nothing is kept"):
                    if name == "read-only":
                        terminal.wait_for("恢复草稿", 5)
                    else:
                        terminal.mark()
                        terminal.send(SAVE)
                        terminal.wait_for("已保存", 5)
                        report = load(work / NAME).report
                        assert report is not None and report.text(CELL) == VALUE
                terminal.kill(signal.SIGTERM)
                terminal.ended(5)
            work.chmod(0o755)
            if name == "read-only":
                tally.hold("I1", (work / NAME).read_bytes() == before, f"{name}: changed")
                state.chmod(0o755)
            else:
                state.unlink()
                state.mkdir()
    return tally
