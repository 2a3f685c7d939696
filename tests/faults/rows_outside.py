"""F15: somebody else's hands on the file while it is open."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from schema.atomic_file import SaveError
from schema.report_file import load
from tests import figures
from tests.faults import clerk
from tests.faults.clerk import NAME
from tests.faults.command import is_chinese
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import CELL, VALUE, WHOLE, committed
from tests.faults.terminal import ESCAPE, SAVE, Terminal
from tui.saving import OutsideChangeError

Change = Callable[[Path], object]


def _theirs() -> str:
    theirs = figures.report()
    theirs.set_text("agency.office", "外面改的办公室")
    return figures.text_of(theirs)


def _same_size(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("3402", "3403", 1), encoding="utf-8")


def _same_size_and_time(path: Path) -> None:
    status = path.stat()
    _same_size(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _same_inode_older(path: Path) -> None:
    path.write_text(_theirs(), encoding="utf-8")
    os.utime(path, (0, 0))


def _replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_text(_theirs(), encoding="utf-8")
    other.replace(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    other = path.parent.parent / "elsewhere.toml"
    other.write_text(_theirs(), encoding="utf-8")
    path.unlink()
    path.symlink_to(other)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


CHANGES: dict[str, Change] = {
    "changed": lambda path: path.write_text(_theirs(), encoding="utf-8"),
    "changed, same size": _same_size,
    "changed, same size and time": _same_size_and_time,
    "changed, and older": _same_inode_older,
    "replaced": _replaced,
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: os.truncate(path, 1000),
    "a line added": lambda path: path.open("a").write("# 改\n"),
    "removed": Path.unlink,
    "made a folder": _folder,
    "made a link": _link,
    "made a pipe": _pipe,
    "no report any more": lambda path: path.write_text("甲乙丙", encoding="utf-8"),
    "in GBK": lambda path: path.write_bytes(_theirs().encode("gb18030")),
}
SILENT: dict[str, Change] = {
    "touched": Path.touch,
    "written again, the same": lambda path: path.write_bytes(path.read_bytes()),
    "replaced by the same": lambda path: Path(shutil.copy(path, path.with_name("other"))).replace(path),
}


def changed_outside() -> Iterator[Job]:
    """Each change, met by saving without and with a screen."""
    yield _met_by_saving
    for names in (list(CHANGES)[::2], list(CHANGES)[1::2]):
        yield partial(_met_by_the_wizard, names)
    yield _chosen


def state_of_file(path: Path) -> object:
    """What stands at a path, so far as another may see a difference."""
    if path.is_symlink():
        return path.readlink(), path.read_bytes()
    return path.read_bytes() if path.is_file() else (path.is_dir(), path.exists())


def _met_by_saving() -> Tally:
    tally = Tally()
    for name, change in (CHANGES | SILENT).items():
        with clerk.folder(WHOLE) as work:
            path = work / NAME
            session = clerk.opened(path, WHOLE)
            session.session.edit(CELL, VALUE)
            change(path)
            before = state_of_file(path)
            tally.run()
            try:
                session.session.save()
            except (OutsideChangeError, SaveError):
                tally.hold("I1", name in CHANGES and state_of_file(path) == before, f"{name}: refused, or changed")
            else:
                loaded = load(path)
                kept = name in SILENT and loaded.report is not None and loaded.report.text(CELL) == VALUE
                tally.hold("I1", kept, f"{name}: saved over it")
            session.close()
    return tally


def asked_when_saving(terminal: Terminal) -> str:
    """The screen with the question that a save raises, which is then answered by leaving all as it is."""
    terminal.mark()
    terminal.send(SAVE)
    terminal.wait_for("另存为", 5)
    asked = terminal.screen()
    terminal.send(ESCAPE)
    terminal.wait_for(lambda: "另存为" not in terminal.screen(), 5)
    return asked


def _met_by_the_wizard(names: list[str]) -> Tally:
    """Asked in words; what is outside stands until the clerk decides, and the clerk's own is in the draft."""
    tally = Tally()
    for name in names:
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
            path = work / NAME
            committed(terminal)
            CHANGES[name](path)
            before = state_of_file(path)
            tally.run()
            with tally.told("I3", name):
                asked = asked_when_saving(terminal)
                assert is_chinese(asked), asked
            tally.hold("I1", state_of_file(path) == before, f"{name}: what is outside was changed")
            terminal.kill()
            terminal.ended()
            drafts = list(work.glob(f".{NAME}.draft*"))
            told = drafts and VALUE.encode() in drafts[0].read_bytes()
            tally.hold("I2", told, f"{name}: {drafts}")
    return tally


_ANSWERS = {
    "mine": ("2", VALUE, "政务服务"),
    "theirs": ("3", "1175", "外面改的办公室"),
    "cancelled": ("5", "1175", "外面改的办公室"),
}


def _chosen() -> Tally:
    """Mine over theirs, or theirs, or neither."""
    tally = Tally()
    for name, (key, cell, office) in _ANSWERS.items():
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
            path = work / NAME
            committed(terminal)
            CHANGES["changed"](path)
            terminal.mark()
            tally.run()
            terminal.send(SAVE)
            with tally.told("I3", name):
                terminal.wait_for("逐项比较", 5)
                terminal.send(key)
                terminal.drain(0.5)
            report = load(path).report
            found = report is not None and (report.text(CELL), office in report.text("agency.office"))
            tally.hold("I1", found == (cell, True), f"{name}: {found}")
    return tally
