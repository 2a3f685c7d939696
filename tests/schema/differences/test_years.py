"""Reports of two years: years are expected to differ as the reports' do, and nothing else is taken for a year."""

import pytest

from schema.differences import ChangeKind, Differences, differences
from schema.report import Part
from tests.schema import pingtan


def compared(old_text: str, new_text: str, **cover: tuple[str, str]) -> Differences:
    """The reports of 2021 and 2022, with these preambles and fields of the cover."""
    old, new = pingtan.report(2021), pingtan.report(2022)
    for place, texts in {"report__preamble": (old_text, new_text), **cover}.items():
        old.set_text(place.replace("__", "."), texts[0])
        new.set_text(place.replace("__", "."), texts[1])
    return differences(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("统计期限为2021年1月1日至12月31日。", "统计期限为2022年1月1日至12月31日。"),
        ("2021 年度报告。", "2022 年度报告。"),
        ("比2018年增加。", "比2019年增加。"),
        ("编制2021—2024年规划。", "编制2022—2025年规划。"),
        ("编制2020-2021年规划。", "编制2021-2022年规划。"),
        ("编制2020年至2021年规划。", "编制2021年至2022年规划。"),
        ("2019、2020和2021年。", "2020、2021和2022年。"),
    ],
)
def test_a_year_goes_with_the_report(old: str, new: str) -> None:
    found = compared(old, new)
    assert (found.sentences, found.years_only) == ([], 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("发布信息2021条。", "发布信息2022条。"),
        ("共2021，其中2020件。", "共2022，其中2021件。"),
        ("收费2021.5万元。", "收费2022.5万元。"),
        ("编号2021-15号。", "编号2022-15号。"),
        ("2017年以前的。", "2018年以前的。"),
    ],
)
def test_what_is_no_year_near_the_report_is_told(old: str, new: str) -> None:
    found = compared(old, new)
    assert [(each.old, each.new) for each in found.sentences] == [(old, new)]
    assert found.years_only == 0


def test_a_quoted_figure_that_changes_like_a_year_is_told() -> None:
    old, new = pingtan.report(2021), pingtan.report(2022)
    for report, figure in ((old, "2021"), (new, "2022")):
        report.set_text("report.preamble", "收到{requests.received.natural_person}件。")
        report.set_text("requests.received.natural_person", figure)
    assert [each.new for each in differences(old, new).quoted] == ["收到2022件。"]


def test_only_in_the_name_of_last_years_file_is_any_number_a_year() -> None:
    found = compared(
        "",
        "",
        report__previous=("青溪镇-2020.toml", "青溪镇-2021.toml"),
        agency__phone=("0517-2021", "0517-2022"),
        agency__address=("人民路2021号", "人民路2022号"),
    )
    assert [each.place for each in found.cover] == ["report.year", "agency.address", "agency.phone"]


def test_a_year_that_both_reports_give_alike_is_no_difference() -> None:
    found = compared("自2021年起施行。收到3件。", "自2021年起施行。收到4件。")
    assert [(each.kind, each.old) for each in found.sentences] == [(ChangeKind.SENTENCE_EDITED, "收到3件。")]


def test_a_quoted_figure_beside_a_year_that_both_give_alike_has_not_changed() -> None:
    text = "自2021年起施行。其中{disclosure.regulations.issued}件。自2021年起制发{disclosure.regulations.issued}件。"
    found = compared(text, text)
    assert (found.quoted, found.sentences) == ([], [])


def test_a_heading_with_a_year_that_both_give_alike_is_not_renamed() -> None:
    old, new = pingtan.report(2021), pingtan.report(2022)
    old.parts["overview"] = [Part("2021年条例的实施", "组织培训两期。")]
    new.parts["overview"] = [Part("2021年条例的实施", "群众评议满意率上升。")]
    found = differences(old, new)
    kinds = [each.kind for each in [*found.parts, *found.sentences]]
    assert kinds == [ChangeKind.SENTENCE_REMOVED, ChangeKind.SENTENCE_ADDED]


def test_paragraphs_of_sentences_with_years() -> None:
    assert compared("自2021年起施行。\n2021年。", "自2021年起施行。\n2022年。").sentences == []
    (change,) = compared("自2021年起施行。\n2021年。", "自2021年起施行。2022年。").sentences
    assert (change.kind, change.old, change.new) == (ChangeKind.PARAGRAPHS, "2段", "1段")


def test_years_in_the_prose_of_two_years_are_expected() -> None:
    found = compared(
        "统计期限为2021年1月1日至12月31日，比2020年增加。共2021件。",
        "统计期限为2022年1月1日至12月31日，比2021年增加。共2021件。",
    )
    assert [each.place for each in found.cover] == ["report.year"]
    assert found.sentences == []
    assert found.years_only == 1
