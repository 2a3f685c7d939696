"""The sheet of what differs, as text and as a page."""

import re

import pytest

from render.review_entries import sum_entries
from render.review_page import sheet_page
from render.review_sheet import Sheet, build_sheet
from render.review_text import sheet_text
from schema.checks import run
from schema.differences import Change, ChangeKind, differences
from schema.editions import EDITIONS
from schema.report import Accepted, Part, Report, new_report
from tests import figures

PARTLY = "requests.partly_granted.natural_person"


def sheet(old: Report, new: Report) -> Sheet:
    return build_sheet(differences(old, new, run(old), run(new)), old, new, ("旧.toml", "新.toml"))


def both(old: Report, new: Report) -> tuple[str, str]:
    """The sheet as text, and the words of its page."""
    made = sheet(old, new)
    page = re.sub(r"<style>.*?</style>|<[^>]+>", "", sheet_page(made), flags=re.DOTALL)
    return sheet_text(made), page


def changed(old: Report, texts: dict[str, str]) -> Report:
    new = old.copy()
    for place, text in texts.items():
        new.set_text(place, text)
    return new


# Zeros


@pytest.fixture
def zeros() -> tuple[Report, Report]:
    """A table that is filled with zeros but for one figure, and four totals keyed that are zero."""
    old = figures.report()
    places = [place for place in old.edition.cells if place.startswith("disputes.")]
    totals = [place for place in old.edition.keyed_cells if place.startswith("disputes.")]
    old = changed(old, dict.fromkeys(places, ""))
    new = changed(old, {**dict.fromkeys(places, "0"), places[-1]: "7", **dict.fromkeys(totals, "0")})
    return old, new


def test_blanks_filled_with_zeros_are_told_in_one_line_after_the_others(zeros: tuple[Report, Report]) -> None:
    made = sheet(*zeros)
    lines = sheet_text(made).splitlines()
    at = lines.index("【数字】")
    assert lines[at + 1].endswith("  空 → 7")
    name = r"四·行政复议·结果\w+"
    assert re.fullmatch(rf"空 → 0：11格（{name}、{name}、四·行政复议·其他结果 等）", lines[at + 2])
    assert lines[at + 3] == ""
    assert "数字12" in lines[3]


def test_totals_that_are_zero_now_are_told_in_one_line_if_they_are_many() -> None:
    report = figures.report()
    places = [place for place in report.edition.cells if place.startswith("requests.")]
    totals = [place for place in report.edition.keyed_cells if place.startswith("requests.")]
    blank, zero = changed(report, dict.fromkeys(places, "")), changed(report, dict.fromkeys(places, "0"))
    groups = {group.title: group for group in sheet(blank, zero).groups}
    following = groups["随之变化的合计（由程序计算）"]
    assert (following.entries, len(following.zeros)) == ((), len(totals))
    keyed = changed(zero, dict.fromkeys(totals, "0"))
    groups = {group.title: group for group in sheet(zero, keyed).groups}
    assert groups["另录的合计"].zeros_told.startswith(f"（没有） → 0：{len(totals)}格（三·")


def test_a_few_zeros_are_listed_as_any_figure() -> None:
    new = figures.report()
    places = [*new.edition.cells][:3]
    old, new = changed(new, dict.fromkeys(places, "")), changed(new, dict.fromkeys(places, "0"))
    assert sheet_text(sheet(old, new)).count("  空 → 0\n") == 3


def test_the_page_has_the_zeros_folded(zeros: tuple[Report, Report]) -> None:
    page = sheet_page(sheet(*zeros))
    (folded,) = re.findall(r"<details>.*?</details>", page, flags=re.DOTALL)
    assert "<summary>空 → 0：11格（" in folded
    assert folded.count("<tr>") == 1 + 11
    assert "<ins>7</ins>" not in folded
    assert "<ins>7</ins>" in page


# Names


def test_figures_that_an_edited_sentence_quotes_are_named() -> None:
    old, new = figures.report(), figures.report()
    old.set_text("other.intro", "收到{requests.received.total}件，办结。{disclosure.licensing}件许可全部公开。")
    new.set_text("other.intro", "共收到{requests.received.total}件，办结。{disclosure.licensing}件许可全部公开。{{")
    new.parts["problems"].append(Part("概况", "许可{disclosure.licensing}件。"))
    received = "{三·一、本年新收政府信息公开申请数量·总计}"
    for words in both(old, new):
        assert words.count(received) == 2
        assert "许可{二·行政许可}件。" in words
        assert "requests.received" not in words


def test_a_quoted_figure_that_changed_is_read_and_not_named() -> None:
    old = changed(figures.report(), {"other.intro": "{{disclosure.licensing}}为{disclosure.licensing}件。"})
    new = changed(old, {"disclosure.licensing": "77"})
    for words in both(old, new):
        assert "{disclosure.licensing}为" in words


def test_a_moved_sentence_is_told_with_both_places() -> None:
    old, new = figures.report(), figures.report()
    old.set_text("overview.intro", "全年公开信息188条。政策解读36篇。回应关切18次。")
    new.set_text("overview.intro", "回应关切18次。全年公开信息188条。政策解读36篇。")
    text, page = both(old, new)
    assert "一·本节开头·第1句（移动，原在一·本节开头·第3句）\n  回应关切18次。" in text
    assert "移动：原在一·本节开头·第3句，现在一·本节开头·第1句" in page


# Findings


def test_sums_that_one_suggestion_mends_stand_together() -> None:
    changes = [
        Change(ChangeKind.SUM_BROKEN, "", name, new=name, suggestion=suggestion)
        for name, suggestion in (("甲", "改一处"), ("乙", "改另一处"), ("丙", "改一处"), ("丁", ""), ("戊", ""))
    ]
    entries = sum_entries(changes, ("上年", "本年"))
    assert [(entry.message, entry.suggestion) for entry in entries] == [
        ("甲", ""),
        ("丙", "改一处"),
        ("乙", "改另一处"),
        ("丁", ""),
        ("戊", ""),
    ]


def test_a_reason_that_lapsed_stands_among_the_reasons_with_its_place() -> None:
    old = figures.report()
    old.parts["overview"][1].text = "全年新收申请3511件，上年结转96件，办结3480件，结转下年度121件。"
    (query,) = [finding for finding in run(old) if finding.code == "prose-results"]
    old.accepted = [Accepted(query.code, query.where, query.values, "含撤回的。")]
    text = old.text("overview.parts.1.text").replace("3480", "3481")
    new = changed(old, {"overview.parts.1.text": text})
    text, page = both(old, new)
    assert "\n\n【疑问的说明】\n说明失效  对疑问" in text
    assert "\n  理由：含撤回的。\n" in text
    assert text.count("新疑问") == 1
    assert "说明失效 一·第2部分（prose-results）" in page


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        ({"report.year": "2024"}, "上年的错误，本年没有  自然人列不平"),
        ({"report.year": "2022"}, "旧报告的错误，新报告没有  自然人列不平"),
        ({"agency.name": "淮安市人民政府", "report.year": "2024"}, "旧报告的错误，新报告没有  自然人列不平"),
        ({}, "已改正  自然人列不平"),
    ],
)
def test_nobody_mended_what_is_wrong_in_another_report(cover: dict[str, str], told: str) -> None:
    wrong, right = changed(figures.report(), {PARTLY: "391"}), changed(figures.report(), cover)
    assert f"\n{told}" in sheet_text(sheet(wrong, right))


# Head and notes


def test_the_page_says_that_it_compares() -> None:
    old = figures.report()
    assert '<p class="kind">修改对照</p>' in sheet_page(sheet(old, changed(old, {PARTLY: "391"})))
    assert '<p class="kind">两份报告对照</p>' in sheet_page(sheet(old, changed(old, {"report.year": "2024"})))


def test_different_agencies_are_noted() -> None:
    old = figures.report()
    assert sheet(old, changed(old, {PARTLY: "391"})).notes == ()
    for words in both(old, changed(old, {"agency.name": "淮安市人民政府"})):
        assert f"机关全称不同：旧为{old.text('agency.name')}，新为淮安市人民政府。" in words


def test_different_editions_are_noted() -> None:
    old = new_report(EDITIONS[2019], {"report.year": "2020"})
    new = new_report(EDITIONS[2021], {"report.year": "2021"})
    note = sheet(old, new).notes[0]
    assert note.startswith("格式不同：旧为")
    assert note.endswith("只有一种格式有的栏目另列。")
