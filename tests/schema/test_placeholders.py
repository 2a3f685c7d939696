"""Figures quoted in prose: what stands for what, and what is said of those that stand for nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks import placeholders as checks
from schema.checks import run
from schema.checks.registry import Context
from schema.checks.texts import placeholder_left
from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.form import Edition, Place
from schema.placeholders import BLANK_FIGURE, expanded, expander, figure, has_figure, nearest, placeholders, written
from schema.report import Report
from tests.schema.checked_reports import clean_report

_RECEIVED = "requests.received.total"
_TEXTS = st.text(alphabet=st.sampled_from("{}a.收\n"), max_size=12)


def _report(changes: dict[str, str] | None = None) -> Report:
    return clean_report(
        2021, {"requests.received.natural_person": "25", "requests.received.company": "5"} | (changes or {})
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("受理申请{requests.received.total}件。", "受理申请30件。"),
        ("{requests.received.natural_person}件、{requests.received.company}件", "25件、5件"),
        ("{requests.results_total.total}{requests.results_total.company}", "00"),
        ("{disputes.litigation.direct.total}", "0"),
        ("{disclosure.fees}万元", "12.50万元"),
        ("{{requests.received.total}}", "{requests.received.total}"),
        ("{{{requests.received.total}}}", "{30}"),
        ("{requests.received.totals}", "{requests.received.totals}"),
        ("{ requests.received.total }", "{ requests.received.total }"),
        ("{requests.received}", "{requests.received}"),
        ("{overview.intro}", "{overview.intro}"),
        ("{}{", "{}{"),
        ("}", "}"),
        ("甲{\nrequests.received.total}", "甲{\nrequests.received.total}"),
        ("没有花括号", "没有花括号"),
        ("{requests.carried_out.natural_person}件", "〔未填〕件"),
        ("{requests.carried_out.total}件", "〔未填〕件"),
        ("{requests.carried_in.other}件", "/件"),
    ],
)
def test_expanded(text: str, read: str) -> None:
    changes = {
        "disclosure.fees": "12.50",
        "requests.carried_out.natural_person": "",
        "requests.carried_in.other": "/",
    }
    assert expanded(_report(changes), text) == read


def test_a_keyed_total_is_not_what_is_shown() -> None:
    """The printed table shows the computed one."""
    assert expanded(_report({_RECEIVED: "31"}), written(_RECEIVED)) == "30"


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_every_figure_has_its_placeholder(edition: int) -> None:
    report = clean_report(edition)
    places = [*report.edition.cells, *report.edition.keyed_cells]
    text = "".join(f"申请{written(place)}件，" for place in places)
    assert expanded(report, text) == "申请0件，" * len(places)
    assert [each.place for each in placeholders(text)] == places
    assert all(has_figure(report.edition, place) and figure(report, place) == "0" for place in places)
    report.set_text("overview.intro", text)
    assert list(placeholder_left(Context(report))) == []


@given(_TEXTS)
def test_nothing_else_is_lost(text: str) -> None:
    """Text without a figure in it only loses the second of two braces."""
    once = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|[{}]").sub(
        lambda match: match.group()[0] if match.group() in ("{{", "}}") else match.group(), text
    )
    assert expander(clean_report())(text) == once


@given(_TEXTS)
def test_placeholders_are_where_they_say(text: str) -> None:
    for each in placeholders(text):
        words = text[each.start : each.end]
        assert words == (written(each.place) if each.place is not None else words)
        assert words in ("{", "}") if each.place is None else words[0] + words[-1] == "{}"


def test_doubled_braces_make_any_text_literal() -> None:
    for text in ("{requests.received.total}", "{", "}{", "{{a}}"):
        assert expanded(clean_report(), text.replace("{", "{{").replace("}", "}}")) == text


def _told(place: str, text: str, changes: dict[str, str] | None = None) -> list[tuple[str, Severity, int | None, str]]:
    report = _report((changes or {}) | {place: text})
    return [
        (each.code, each.severity, each.offset, each.message)
        for each in run(report)
        if each.code.startswith("placeholder-")
    ]


@pytest.mark.parametrize(
    "place", ["report.preamble", "other.intro", "problems.parts.0.heading", "overview.parts.0.text"]
)
def test_unknown_place(place: str) -> None:
    report = _report({place: "第一段。\n受理{requests.recieved.total}件。" if "heading" not in place else "{x}"})
    (finding,) = [each for each in run(report) if each.code == "placeholder-unknown"]
    assert finding.severity is Severity.ERROR
    assert finding.where == (place,)
    if "heading" not in place:
        assert finding.offset == 7
        assert "第2段“{requests.recieved.total}”不是表中的位置" in finding.message
        assert "{requests.received.total}（三·一、本年新收政府信息公开申请数量·总计）" in finding.suggestion
        assert finding.values == ("{requests.recieved.total}",)


@pytest.mark.parametrize(
    ("text", "severity", "offset"),
    [
        ("{requests.received}", Severity.ERROR, 0),
        ("甲{ requests.received.total }", Severity.ERROR, 1),
        ("甲{}", Severity.ERROR, 1),
        ("甲{乙", Severity.QUERY, 1),
        ("甲}", Severity.QUERY, 1),
        ("{requests.received.total", Severity.QUERY, 0),
        ("{{甲}", Severity.QUERY, 3),
    ],
)
def test_braces_that_hold_nothing(text: str, severity: Severity, offset: int) -> None:
    assert [told[:3] for told in _told("other.intro", text)] == [("placeholder-unknown", severity, offset)]


_UNKNOWN = "六·本节开头：第{}段“{{requests.received.a{}}}”不是表中的位置，不能换成数字"


def test_of_a_great_many_the_rest_of_a_text_is_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[str] = []

    def counted(edition: Edition, place: str) -> tuple[Place, ...]:
        sought.append(place)
        return nearest(edition, place)

    monkeypatch.setattr(checks, "nearest", counted)
    lines = [f"{{requests.received.a{number}}}\n" for number in range(3000)]
    found = _told("other.intro", "".join(lines))
    assert len(found) == 21 and len(sought) == 5
    assert found[19][2:] == (sum(map(len, lines[:19])), _UNKNOWN.format(20, 19))
    assert found[20][1:3] == (Severity.ERROR, sum(map(len, lines[:20])))
    assert "第21段起还有2980处花括号不成对" in found[20][3]


def test_the_rest_is_a_query_where_all_are_braces_on_their_own_and_an_error_where_one_is_not() -> None:
    found = _told_findings("{\n" * 25)
    assert {each.severity for each in found} == {Severity.QUERY} and len(found) == 21
    assert found[-1].values == ("5处",) and found[-1].offset == 40
    found = _told_findings("{\n" * 25 + "{x}")
    assert [each.severity for each in found[-2:]] == [Severity.QUERY, Severity.ERROR] and found[-1].offset == 50


def _told_findings(text: str) -> list[Finding]:
    return [each for each in run(_report({"other.intro": text})) if each.code == "placeholder-unknown"]


@pytest.mark.parametrize("text", ["{{", "}}", "{{甲}}", written(_RECEIVED), f"{{{{{written(_RECEIVED)}}}}}"])
def test_nothing_said(text: str) -> None:
    assert _told("other.intro", text) == []


def test_blank_figure() -> None:
    text = (
        "{requests.received.total}、{requests.received.company}、{requests.received.total}、{requests.carried_in.total}"
    )
    blank = {"requests.received.company": ""}
    report = _report(blank | {"other.intro": text})
    (finding,) = [each for each in run(report) if each.code == "placeholder-blank"]
    assert finding.where == ("other.intro", "requests.received.total", "requests.received.company")
    assert finding.severity is Severity.ERROR
    assert "有2个没有填或者算不出" in finding.message and BLANK_FIGURE in finding.message
    assert finding.offset == 0
    ((_, severity, _, _),) = _told("other.intro", text, blank | {"status": "draft"})
    assert severity is Severity.HINT


def test_hostile_place() -> None:
    ((_, _, _, message),) = _told("other.intro", "{\x1b[31m\u202e" + "甲" * 5000 + "}")
    assert "\x1b" not in message and "\u202e" not in message and len(message) < 200
    assert nearest(EDITIONS[2021], "requests.received.totl")[0] == _RECEIVED
    assert nearest(EDITIONS[2021], "甲" * 1000) == ()


def test_paragraphs_that_quote_other_figures_are_not_the_same() -> None:
    text = (
        "全年持续做好依申请公开工作，规范受理、登记、办理、答复各个环节，加强部门会商，" * 2
        + "共收到{requests.received.total}件。"
    )
    last_year = clean_report(2021, {"report.year": "2021", "requests.received.company": "5", "overview.intro": text})
    for company, repeated in (("5", True), ("6", False)):
        this_year = clean_report(
            2021, {"report.year": "2022", "requests.received.company": company, "overview.intro": text}
        )
        found = [
            each
            for each in run(this_year, last_year)
            if each.code == "same-as-last-year" and each.where[0] == "overview.intro"
        ]
        assert bool(found) is repeated


def test_a_section_is_as_long_as_it_is_read() -> None:
    found = run(clean_report(2021, {"problems.parts.0.text": "有{requests.received.total}件。"}))
    assert "有0件。" in next(each.message for each in found if each.code == "section-empty")
