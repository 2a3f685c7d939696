"""Where there can be no lock, writers do each other no harm."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.tui.command_line import ROOT
from tests.tui.drafts.journalled import RECEIVED, beside
from tests.tui.opening.opened_reports import COMPANY, abandon, lock_of, opened
from tui.drafts.draft_file import find_drafts
from tui.opened import Opened

_WRITER = """
import sys
from pathlib import Path
from tui.opening import open_report
it = open_report(Path(sys.argv[1]))
it.session.edit("requests.received.natural_person", "77")
print(type(it.held).__name__, flush=True)
sys.stdin.read()
"""


@contextmanager
def another_writer(file: Path) -> Iterator[int]:
    """Somebody who fills in a report that can have no lock: the number of their process, killed at the end."""
    lock_of(file).mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, file],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "NoneType\n"
        yield process.pid
    finally:
        process.kill()
        process.communicate()


def offered(it: Opened) -> list[str]:
    """What the drafts hold at a place."""
    return [it.recovered(draft).text(RECEIVED) for draft in it.drafts]


def test_where_there_can_be_no_lock_the_user_is_told_and_fills_in(file: Path) -> None:
    lock_of(file).mkdir()
    it = opened(file)
    (notice,) = it.notices
    assert notice.startswith(f"没有上锁：{lock_of(file).name} 应当是锁文件") and "请先问清楚" in notice
    assert it.session.edit(RECEIVED, "77") and beside(file).exists()
    abandon(it)
    assert lock_of(file).is_dir() and not beside(file).exists()


def test_without_a_lock_a_living_journal_shows_who_fills_in(file: Path) -> None:
    with another_writer(file) as pid:
        it = opened(file)
        assert it.held is not None and it.held.owner is not None and it.held.owner.pid == pid
        assert it.session.read_only and not it.drafts
        it.close()
        assert beside(file).exists()
        # Asked for, it is done, and what the other one has so far is offered.
        assert offered(opened(file, taking_over=True)) == ["77"]
    assert offered(opened(file)) == ["77"]


def test_two_writers_without_a_lock_leave_each_other_s_journal_alone(file: Path) -> None:
    with another_writer(file):
        theirs = beside(file).read_bytes()
        it = opened(file, taking_over=True)
        for text in ("88", "89"):
            it.session.edit(COMPANY, text)
            assert beside(file).read_bytes() == theirs
        assert it.journal is not None and it.journal.file is not None and it.journal.file.parent == file.parent
        own = next(draft for draft in find_drafts(file) if draft.file == it.journal.file)
        assert dict(own.texts) == {COMPANY: "89"} and len(find_drafts(file)) == 2


def test_only_who_holds_the_report_clears_away_what_is_being_written(file: Path) -> None:
    unfinished = file.with_name(f"{beside(file).name}.{'0' * 16}.new")
    lock_of(file).mkdir()
    for end in ("unlocked", "locked"):
        unfinished.touch()
        it = opened(file)
        it.prepare()
        assert unfinished.exists() == (end == "unlocked")
        it.close()
        lock_of(file).rmdir() if end == "unlocked" else None
