"""Each kind of typing error, made by hand in 宿迁 2023, is named, and taken back by what is proposed."""

import pytest

from schema.checks.locator import Kind, Located
from schema.form import Place
from tests.schema.locator.typed import (
    KEYS,
    as_row,
    clean,
    counted_twice,
    located,
    moved,
    place,
    proposed,
    row,
    sums,
    taken_back,
    with_texts,
)

PARTLY = place("partly_granted")


def only(texts: dict[Place, str], totals: str = "rows") -> Located:
    """The one error located, which taken back gives the clean report."""
    report = clean(totals)
    wrong = with_texts(report, texts)
    assert sums(wrong)
    (found,) = located(wrong)
    assert found.certain
    assert taken_back(wrong, [found]) == report
    return found


def test_a_clean_report_has_no_location() -> None:
    for totals in ("rows", "all", "none"):
        assert located(clean(totals)) == []


def test_one_cell_in_the_words_of_the_design() -> None:
    found = only({PARTLY: "325"})
    assert found.kind is Kind.ONE_CELL
    assert found.words == "（二）部分公开·自然人：325 → 319，可使两处合计同时相符"
    assert found.brief == "(二)部分公开·自然人：325 → 319，可使两处合计同时相符"
    assert found.repairs == ((PARTLY, "325", "319"),)
    assert found.settles == (
        ("requests-row-total", "requests.partly_granted.total"),
        ("requests-balance", "requests.received.natural_person"),
    )


def test_one_cell_settles_more_where_every_total_is_keyed() -> None:
    assert only({PARTLY: "325"}, "all").words == "（二）部分公开·自然人：325 → 319，可使四处合计同时相符"


@pytest.mark.parametrize(
    ("text", "kind", "look"),
    [
        ("391", Kind.DIGITS_SWAPPED, "像是两个数字打颠倒了"),
        ("914", Kind.ONE_CELL, ""),
        ("39", Kind.DIGIT_DROPPED, "像是漏打了一个数字"),
        ("3319", Kind.DIGIT_DOUBLED, "像是多打了一个数字"),
    ],
)
def test_what_one_cell_looks_like(text: str, kind: Kind, look: str) -> None:
    found = only({PARTLY: text})
    assert found.kind is kind
    assert found.words.partition("相符")[2] == (f"，{look}" if look else "")


def test_a_cell_that_counts_partly_granted_again() -> None:
    found = only({place("granted", "company"): "19"})
    assert found.kind is Kind.COUNTED_TWICE
    assert found.words.endswith("：19 → 12，可使两处合计同时相符，像是部分公开又计入了这里")


@pytest.mark.parametrize("totals", ["rows", "all"])
@pytest.mark.parametrize("key", KEYS)
def test_a_mistyped_total_is_named_itself(key: str, totals: str) -> None:
    report = clean(totals)
    total = place(key, "total")
    found = only({total: report.text(total) + "7"}, totals)
    assert [repair.place for repair in found.repairs] == [total]


def test_a_mistyped_total_of_row_seven() -> None:
    found = only({place("results_total", "company"): "9"}, "all")
    assert found.words == "（七）总计·商业企业：9 → 99，可使合计相符，像是漏打了一个数字"


def test_neighbours_of_a_row() -> None:
    found = only(
        {place("unavailable.not_held", "natural_person"): "74", place("unavailable.not_held", "company"): "968"}
    )
    assert found.kind is Kind.NEIGHBOURS_SWAPPED
    assert found.words == (
        "（四）无法提供·1.本机关不掌握相关政府信息：自然人 74 → 968、商业企业 968 → 74，"
        "可使两处合计同时相符，像是相邻两格填颠倒了"
    )


def test_neighbours_of_a_column() -> None:
    found = only({place("granted"): "319", PARTLY: "1175"})
    assert found.kind is Kind.NEIGHBOURS_SWAPPED
    assert found.words == (
        "（一）予以公开：自然人 319 → 1175；（二）部分公开：自然人 1175 → 319，"
        "可使两处合计同时相符，像是相邻两格填颠倒了"
    )


def test_two_rows_in_each_others_line() -> None:
    report = clean()
    found = only(moved(report, {"granted": "partly_granted", "partly_granted": "granted"}))
    assert found.kind is Kind.ROW_SLIPPED
    assert found.words == (
        "“（一）予以公开”与“（二）部分公开”两行的数互换，可使两处合计同时相符，像是整行错了一行（也可能是这几行的总计错了行）"
    )
    assert {each.place: each.proposed for each in found.instead} == {
        place("granted", "total"): "328",
        place("partly_granted", "total"): "1191",
    }


def test_a_row_in_the_line_of_another_part_of_the_balance_with_its_total() -> None:
    report = clean()
    texts = moved(report, {"carried_in": "granted", "granted": "carried_in"})
    texts |= {place("carried_in", "total"): "1191", place("granted", "total"): "96"}
    found = only(texts)
    assert found.kind is Kind.ROW_SLIPPED
    assert found.words.startswith("“二、上年结转政府信息公开申请数量”与“（一）予以公开”两行的数连同总计互换，")
    assert found.instead == ()


def test_totals_in_each_others_line() -> None:
    found = only({place("carried_in", "total"): "1191", place("granted", "total"): "96"})
    assert found.kind is Kind.TOTALS_SWAPPED
    assert found.words.endswith("像是两行的总计填颠倒了")


@pytest.mark.parametrize(
    ("origins", "way"),
    [
        # 要求提供公开出版物 is a row of zeros under two others.
        ({"not_processed.petition": 2, "not_processed.repeat": 0, "not_processed.publication": 1}, "上"),
        ({"not_processed.publication": 1, "not_processed.excessive": 2, "not_processed.reconfirmation": 0}, "下"),
    ],
)
def test_a_run_of_rows(origins: dict[str, int], way: str) -> None:
    report = clean()
    names = list(origins)
    found = only(moved(report, {key: names[origin] for key, origin in origins.items()}))
    assert found.kind is Kind.ROW_SLIPPED
    assert f"各行的数{way}移一行，" in found.words


@pytest.mark.parametrize("key", ["granted", "denied.third_party", "unavailable.not_held", "otherwise.other"])
def test_partly_granted_counted_in_another_row_too(key: str) -> None:
    found = only(counted_twice(clean(), key))
    assert found.kind is Kind.COUNTED_TWICE
    assert found.words.endswith("像是部分公开又计入了这里")


def test_a_row_that_repeats_partly_granted() -> None:
    report = clean()
    found = only(moved(report, {"denied.third_party": "partly_granted"}))
    assert found.kind is Kind.COUNTED_TWICE


def test_a_row_with_three_wrong_cells() -> None:
    report = clean()
    found = only(as_row("granted", [each + 10 * index for index, each in enumerate(row(report, "granted"))]))
    assert found.kind is Kind.ROW_WRONG


def test_two_cells_are_two_errors_each_with_its_own_repair() -> None:
    report = clean()
    wrong = with_texts(report, {PARTLY: "391", place("granted", "company"): "1"})
    found = located(wrong)
    assert [each.kind for each in found] == [Kind.DIGIT_DROPPED, Kind.DIGITS_SWAPPED]
    assert taken_back(wrong, found) == report
    for each in found:
        (other,) = (one for one in found if one is not each)
        assert located(taken_back(wrong, [each]))[0].repairs == other.repairs


def test_cells_that_only_together_set_right_are_one() -> None:
    """Row （七） adds up to its own total, so that either alone would make one more sum fail."""
    texts = {place("results_total"): "3385", place("results_total", "total"): "3496"}
    found = only(texts, "all")
    assert found.kind is Kind.CELLS_WRONG
    assert found.words == "（七）总计·自然人：3385 → 3375；（七）总计·总计：3496 → 3486，可使两处合计同时相符"


def test_three_slips_at_once_are_three_errors() -> None:
    report = clean()
    wrong = with_texts(
        report,
        {place("not_processed.petition"): "350"}
        | moved(
            report,
            {"unavailable.needs_creation": "unavailable.unclear", "unavailable.unclear": "unavailable.needs_creation"},
        )
        | counted_twice(report, "denied.third_party"),
    )
    found = located(wrong)
    assert [each.kind for each in found] == [Kind.COUNTED_TWICE, Kind.ROW_SLIPPED, Kind.DIGITS_SWAPPED]
    assert taken_back(wrong, found) == report
    for count in range(3):
        # One after the other, as keys take them.
        assert located(wrong)[0].repairs == found[count].repairs
        wrong = taken_back(wrong, found[count : count + 1])
    assert proposed(located(wrong)) == {}
