"""A lock that has gone, or that somebody has taken over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from schema.atomic_file import SaveError
from schema.report_file import load
from tests.tui.drafts.journalled import DENIED, FIRST, RECEIVED, beside, names
from tests.tui.opening.opened_reports import COMPANY, abandon, lock_of, opened
from tui.drafts.draft_file import find_drafts
from tui.drafts.lock import take_over
from tui.opened import Opened
from tui.opening_words import KEPT, LOST


@pytest.mark.parametrize("gone", ["lock", "all"])
def test_a_lock_that_has_merely_gone_is_had_again(file: Path, gone: str) -> None:
    """As after `git clean -fd`."""
    it = opened(file)
    told: list[str] = []
    it.tell = told.append
    it.session.edit(RECEIVED, "77")
    lock_of(file).unlink()
    if gone == "all":
        beside(file).unlink()
    assert it.session.edit(COMPANY, "88") and it.session.edit(DENIED, "99")
    assert not told and lock_of(file).exists() and it.session.read_only == ""
    lock_of(file).unlink()
    if gone == "all":
        beside(file).unlink()
    assert it.keep({FIRST: "没写完"}) == KEPT and names(file.parent) == [beside(file).name, "report.toml"]
    (draft,) = find_drafts(file)
    held = draft.applied(it.session.base)[0]
    assert [held.text(place) for place in (RECEIVED, COMPANY, DENIED, FIRST)] == ["77", "88", "99", "没写完"]


def test_a_folder_that_is_gone_is_told_once_and_the_journal_kept_elsewhere(file: Path) -> None:
    folder = file.parent / "inner"
    folder.mkdir()
    inner = file.rename(folder / file.name)
    it = opened(inner)
    told: list[str] = []
    it.tell = told.append
    folder.rename(file.parent / "moved")
    assert it.session.edit(RECEIVED, "77") and it.session.edit(COMPANY, "88")
    assert told == ["没有上锁：报告所在的文件夹不存在。别人同时填这份报告时不会有提醒，请先问清楚。"]
    assert it.journal is not None and it.journal.elsewhere and not it.session.read_only
    (file.parent / "moved").rename(folder)
    assert it.session.edit(DENIED, "99") and len(told) == 1
    it.keep({})
    assert not lock_of(inner).exists()


@pytest.fixture
def stolen(file: Path) -> tuple[Opened, list[str]]:
    """A report that was taken over by somebody whom we did not hear, after a first change; and what is told then."""
    it = opened(file)
    told: list[str] = []
    it.tell = told.append
    assert it.session.edit(RECEIVED, "77")
    take_over(file)
    return it, told


def test_after_somebody_took_over_nothing_is_changed_any_more(file: Path, stolen: tuple[Opened, list[str]]) -> None:
    it, told = stolen
    draft = beside(file).read_bytes()
    assert told == []
    it.session.edit(COMPANY, "88")
    assert told == [it.session.read_only] and "别处接管了这份报告，这里只能看。" in told[0]
    assert not it.session.edit(DENIED, "99") and it.session.undo() is None
    assert it.stored_at == ""
    with pytest.raises(SaveError, match="别处接管了这份报告"):
        it.session.save()
    assert beside(file).read_bytes() == draft
    assert beside(file).read_bytes() == draft and lock_of(file).exists()


def test_after_somebody_took_over_not_even_what_was_typed_before_is_saved(
    file: Path, stolen: tuple[Opened, list[str]]
) -> None:
    it, told = stolen
    before = file.read_bytes()
    with pytest.raises(SaveError, match="别处接管了这份报告"):
        it.session.save()
    assert file.read_bytes() == before
    assert told == [it.session.read_only]


def test_what_a_lost_report_holds_can_be_saved_elsewhere(file: Path, stolen: tuple[Opened, list[str]]) -> None:
    it, _ = stolen
    it.session.edit(COMPANY, "88")
    copy = file.with_name("copy.toml")
    it.session.save_as(copy)
    saved = load(copy).report
    assert saved is not None and (saved.text(RECEIVED), saved.text(COMPANY)) == ("77", "88")
    assert it.session.edit(DENIED, "99")
    assert lock_of(copy).exists() and beside(copy).exists() and it.stored_at
    abandon(it)
    assert lock_of(file).exists() and beside(file).exists(), "the other one's"
    assert not lock_of(copy).exists() and not beside(copy).exists()


def test_last_words_disturb_nobody_who_took_over_and_lose_nothing(file: Path, stolen: tuple[Opened, list[str]]) -> None:
    it, _ = stolen
    it.session.edit(COMPANY, "88")
    draft = beside(file).read_bytes()
    assert it.keep({FIRST: "没写完"}) == KEPT
    assert beside(file).read_bytes() == draft and lock_of(file).exists()
    held = [draft.applied(it.session.base)[0] for draft in find_drafts(file)]
    assert sorted((each.text(RECEIVED), each.text(COMPANY), each.text(FIRST) == "没写完") for each in held) == [
        ("77", "88", True),
        ("77", "99", False),
    ]


def test_what_nobody_could_keep_after_somebody_took_over_is_said_to_be_lost(
    stolen: tuple[Opened, list[str]], full: Callable[[bool], None]
) -> None:
    it, _ = stolen
    full(True)
    assert it.keep({FIRST: "没写完"}) == LOST and not it.is_kept
