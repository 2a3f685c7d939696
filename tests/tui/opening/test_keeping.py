"""What is kept at the end, and until the disk has confirmed what was saved."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from schema import atomic_file
from schema.report import new_report
from tests import figures
from tests.tui.command_line import ROOT
from tests.tui.drafts.journalled import FIRST, RECEIVED, beside, names
from tests.tui.opening.opened_reports import abandon, opened
from tui.drafts.draft_file import find_drafts
from tui.opened import Opened
from tui.opening import open_report
from tui.opening_words import KEPT


def test_the_draft_stays_until_the_disk_has_confirmed_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    with monkeypatch.context() as patched:
        patched.setattr(atomic_file, "_sync_folder", lambda folder: False)
        assert not it.session.save().confirmed
    assert beside(file).exists()
    it.session.edit(RECEIVED, "78")
    assert it.session.save().confirmed
    assert not beside(file).exists()


def test_leaving_does_not_remove_the_draft_of_what_the_disk_has_not_confirmed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    with monkeypatch.context() as patched:
        patched.setattr(atomic_file, "_sync_folder", lambda folder: False)
        it.session.save()
    assert it.close() == "" and beside(file).exists()
    assert opened(file).is_plain_sailing and find_drafts(file) == []


def test_keeping_what_is_being_typed(file: Path) -> None:
    it = opened(file)
    assert it.keep({FIRST: "没写完"}) == KEPT
    assert names(file.parent) == [beside(file).name, "report.toml"]
    (draft,) = opened(file).drafts
    assert draft.applied(it.session.base)[0].text(FIRST) == "没写完"


@pytest.mark.parametrize("typed", [{}, {FIRST: figures.OVERVIEW[0][1]}, {RECEIVED: "12"}], ids=["no", "same", "figure"])
def test_nothing_is_kept_where_nothing_is_left(file: Path, typed: dict[str, str]) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    it.session.undo()
    assert it.keep(typed) == ""
    assert names(file.parent) == ["report.toml"]


def test_a_new_report_in_which_nothing_was_filled_leaves_nothing(tmp_path: Path) -> None:
    it = open_report(tmp_path / "new.toml", new_report(figures.EDITION, {"report.year": "2024"}))
    assert isinstance(it, Opened)
    assert it.keep({}) == "" and names(tmp_path) == []


@pytest.mark.parametrize("new", [False, True])
def test_a_signal_in_the_first_change_of_all_does_not_lose_it(file: Path, new: bool) -> None:
    path = file.with_name("new.toml") if new else file
    it = open_report(path, new_report(figures.EDITION, {"report.year": "2024"}) if new else None)
    assert isinstance(it, Opened)
    # As if the signal came before the session had told anybody.
    it.session.report.set_text(RECEIVED, "77")
    assert it.keep({}) == KEPT
    (draft,) = find_drafts(path)
    assert draft.texts[RECEIVED] == "77"


def test_keeping_says_where_it_could_not(file: Path, full: Callable[[bool], None]) -> None:
    it = opened(file)
    full(True)
    it.session.edit(RECEIVED, "77")
    assert it.keep({}) == "恢复草稿写不进去：磁盘已满。请腾出空间，或尽快保存。"


def test_keeping_tries_once_more(file: Path, full: Callable[[bool], None]) -> None:
    it = opened(file)
    full(True)
    it.session.edit(RECEIVED, "77")
    full(False)
    assert it.keep({}) == KEPT and len(find_drafts(file)) == 1


def test_text_of_a_part_that_is_gone_does_not_keep_the_rest_from_being_kept(file: Path) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    assert it.keep({"overview.parts.9.text": "哪里"}) == KEPT
    (draft,) = find_drafts(file)
    assert draft.texts[RECEIVED] == "77"


def test_closing_gives_up_what_is_not_saved(file: Path) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    assert beside(file).exists()
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_closing_keeps_what_nobody_gave_up(file: Path) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    assert it.close() == KEPT
    assert names(file.parent) == [beside(file).name, "report.toml"]


_SIGNALLED = """
import os, signal, sys
from pathlib import Path
from tui.opening import open_report
from tui.terminal.endings import Endings

class Signalling:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[2]:
            os.kill(os.getpid(), signal.SIGTERM)

it = open_report(Path(sys.argv[1]))
Endings(lambda: it.keep({"overview.intro": "没写完"}), lambda: None).install()
sys.meta_path.insert(0, Signalling())
it.prepare()
it.session.edit("requests.received.natural_person", "77")
print("not ended")
"""


@pytest.mark.parametrize("name", ["tui.drafts.journal", "tui.drafts.journal_file", "hashlib"])
def test_a_signal_while_the_journal_is_imported_costs_nothing(file: Path, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SIGNALLED, file, name],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{KEPT}\n")
    (draft,) = find_drafts(file)
    assert draft.typed == {"overview.intro": "没写完"}
