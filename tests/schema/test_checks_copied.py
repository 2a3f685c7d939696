"""Last year beside this year: what was copied."""

import re

import pytest

from tests.schema.two_years import IN_FORCE, LAST, PREVIOUS, SAME, accept, of_year, queries, with_text


def test_the_same_figures_in_every_cell() -> None:
    figures = {"disclosure.licensing": "7", IN_FORCE: "3", "requests.granted.other": "2"}
    previous = of_year(2021, figures)
    (finding,) = queries(of_year(2022, figures), previous)
    assert finding.code == SAME and finding.where == (
        IN_FORCE,
        "disclosure.licensing",
        "requests.granted.other",
        PREVIOUS,
    )
    assert finding.values == ("3", "7", "2", "3格相同") and "不为0的3格都没有变" in finding.message
    assert queries(of_year(2022, figures | {"disputes.reconsideration.upheld": "1"}), previous) == []
    assert queries(of_year(2022, figures | {"disclosure.licensing": "0"}), previous) == []
    assert queries(of_year(2022, figures | {"disclosure.penalties": ""}), previous) == []
    fees = ("notices", "billed", "received")
    assert len(queries(of_year(2022, figures | {f"other.processing_fees.{key}": "" for key in fees}), previous)) == 1


def test_what_stays_by_itself_is_not_copied() -> None:
    assert queries(of_year(2022, {IN_FORCE: "3"}), of_year(2021, {IN_FORCE: "3"})) == []
    assert queries(of_year(2022), of_year(2021)) == []


SHORT = "2021年，我县深入推进政务公开。"


@pytest.mark.parametrize(
    ("last", "now"),
    [
        (LAST, LAST),
        (LAST, LAST.replace("2021", "2022")),
        (LAST, LAST.replace("2021", "二〇二二")),
        (LAST, LAST.replace("2021", "２０２２ ")),
        (LAST.replace("2021", "二○二一"), LAST.replace("2021", "二零二二")),
        (LAST, f"　　{LAST}".replace("，", "， ")),
    ],
)
def test_a_repeated_paragraph(last: str, now: str) -> None:
    report = with_text(of_year(2022), SHORT, now, "另起一段。")
    (finding,) = queries(report, with_text(of_year(2021), "先说别的。", last))
    assert finding.code == SAME and finding.where == ("problems.parts.0.text",)
    assert finding.offset == len(SHORT) + 1
    bare = "".join(now.split())
    assert re.fullmatch(rf"{bare[:20]}…（共{len(bare)}字，校验码[0-9a-f]{{8}}）", finding.values[0])
    assert f"“{now.strip()[:20]}…”" in finding.message


def test_a_reason_for_one_paragraph_is_none_for_another_that_begins_alike() -> None:
    others = (LAST.replace("持续提升", "不断提升"), LAST.replace("良好", "较好"), f"{LAST}谢谢。")
    previous = with_text(of_year(2021), LAST, *others)
    report = with_text(of_year(2022), LAST)
    (finding,) = queries(report, previous)
    accept(report, finding)
    spaced = LAST.replace("，", "，　")
    for text, accepted in [(LAST, True), (spaced, True), *((other, False) for other in others)]:
        (again,) = queries(with_text(report, text), previous)
        assert again.accepted is accepted, text


def test_every_repeated_paragraph_is_told() -> None:
    texts = (LAST, LAST.replace("我县", "全县"), LAST)
    found = queries(with_text(of_year(2022), *texts), with_text(of_year(2021), *texts))
    assert [finding.offset for finding in found] == [0, len(LAST) + 1, 2 * len(LAST) + 2]


def test_a_paragraph_is_looked_for_in_every_section() -> None:
    report = of_year(2022)
    report.set_text("overview.intro", LAST)
    assert len(queries(report, with_text(of_year(2021), LAST))) == 1


@pytest.mark.parametrize(
    ("last", "now"),
    [
        (LAST, LAST.replace("持续", "不断")),
        (LAST, LAST.replace("2021年", "近3年")),
        (SHORT, SHORT),
        (LAST.replace("我县", "编制"), LAST.replace("我县", "编制")),
    ],
)
def test_what_is_not_repeated(last: str, now: str) -> None:
    assert queries(with_text(of_year(2022), now), with_text(of_year(2021), last)) == []


def test_the_preamble_is_the_same_every_year() -> None:
    texts = {"report.preamble": LAST}
    assert queries(of_year(2022, texts), of_year(2021, texts)) == []


def test_an_accepted_paragraph_is_back_when_it_begins_otherwise() -> None:
    previous = with_text(of_year(2021), LAST, LAST.replace("2021年，", "一年来，"))
    report = with_text(of_year(2022), LAST)
    (finding,) = queries(report, previous)
    accept(report, finding)
    assert queries(report, previous)[0].accepted
    with_text(report, LAST.replace("2021年，", "一年来，"))
    assert not queries(report, previous)[0].accepted
