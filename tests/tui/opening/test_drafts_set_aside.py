"""Drafts that are not recovered, or not wholly: which are left, which are told of, which are removed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import figures
from tests.tui.drafts.journalled import RECEIVED, beside, names
from tests.tui.opening.opened_reports import COMPANY, abandon, leave, opened
from tui.drafts.draft_file import find_drafts
from tui.drafts.records import Header
from tui.opened import Opened


@pytest.mark.parametrize("what", ["damaged", "no place"])
def test_a_draft_of_which_not_all_was_recovered_is_left(file: Path, what: str) -> None:
    leave(file, {RECEIVED: "77"}, {"overview.parts.4.text": "没写完"} if what == "no place" else {})
    if what == "damaged":
        beside(file).write_bytes(beside(file).read_bytes() + b"00000000 lost\n")
    else:
        report = figures.report()
        del report.parts["overview"][3:]
        file.write_text(figures.text_of(report), encoding="utf-8")
    before = beside(file).read_bytes()
    it = opened(file)
    told = it.recover(it.drafts[0])
    assert it.session.text(RECEIVED) == "77" and it.drafts == []
    (kept,) = [path for path in file.parent.iterdir() if path.read_bytes() == before]
    assert str(kept) in told and ("1行读不出来" if what == "damaged" else "1处没有地方放") in told
    abandon(it)
    assert kept.exists()


def test_of_a_draft_that_was_wholly_recovered_nothing_is_left_or_told(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    it = opened(file)
    assert it.recover(it.drafts[0]) == ""
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_a_draft_given_up_is_gone(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    it = opened(file)
    it.give_up(it.drafts[0])
    assert it.drafts == [] and find_drafts(file) == [] and it.session.text(RECEIVED) == "3402"


def test_a_draft_not_answered_is_still_there(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    before = beside(file).read_bytes()
    for end in (Opened.close, lambda it: it.keep({})):
        it = opened(file)
        assert len(it.drafts) == 1
        end(it)
        assert names(file.parent) == [beside(file).name, "report.toml"] and beside(file).read_bytes() == before


def test_a_draft_of_what_is_saved_by_now_is_removed(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    report = figures.report()
    report.set_text(RECEIVED, "77")
    file.write_text(figures.text_of(report), encoding="utf-8")
    it = opened(file)
    assert it.is_plain_sailing and find_drafts(file) == []


def test_a_damaged_draft_of_which_nothing_else_is_left_is_told(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    data = beside(file).read_bytes()
    beside(file).write_bytes(data.replace(b'"77"', b'"78"'))
    it = opened(file)
    (notice,) = it.notices
    assert notice.startswith(f"恢复草稿 {beside(file)} 损坏了1行") and "没有动它" in notice
    assert it.drafts == [] and beside(file).exists()


def test_what_a_draft_holds_for_parts_that_are_gone_is_not_thrown_away(file: Path) -> None:
    leave(file, {}, {"overview.parts.4.text": "没写完"})
    report = figures.report()
    del report.parts["overview"][3:]
    file.write_text(figures.text_of(report), encoding="utf-8")
    it = opened(file)
    assert "已经没有地方放" in it.notices[0] and it.drafts == [] and beside(file).exists()


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (lambda data: b"\0" * 100, "内容损坏"),
        (lambda data: data.replace(b'"draft":1', b'"draft":2'), "内容损坏"),
        (lambda data: _header(data, report="other.toml"), "属于另一份报告（other.toml）"),
        (lambda data: _header(data, edition=2019), "是按另一个年度的格式填的"),
    ],
    ids=["binary", "checksum", "other report", "other edition"],
)
def test_a_draft_that_cannot_be_used_is_told_and_left_alone(
    file: Path, spoilt: Callable[[bytes], bytes], told: str
) -> None:
    leave(file, {RECEIVED: "77"})
    beside(file).write_bytes(spoilt(beside(file).read_bytes()))
    before = beside(file).read_bytes()
    it = opened(file)
    (notice,) = it.notices
    assert told in notice and str(beside(file)) in notice and it.drafts == []
    it.session.edit(COMPANY, "88")
    assert any(path.read_bytes() == before for path in file.parent.iterdir()), "moved aside at most"
    it.close()


def _header(data: bytes, **fields: Any) -> bytes:
    """A draft with another first line, whose checksum is right."""
    first, _, rest = data.partition(b"\n")
    header = Header.read(first)
    assert header is not None
    return header._replace(**fields).line() + rest
