"""Blocks as people copy them: where each figure lands, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import figures
from tui.widgets.block_paste import BlockError, Landing, land, read_block
from tui.widgets.grid_model import GridModel

REQUESTS = figures.EDITION.table("requests")
DISPUTES = figures.EDITION.table("disputes")
PLAIN = {place: text for place, text in figures.cells().items() if place.startswith("requests.")}
TOTALS = {place: text for place, text in figures.keyed_totals().items() if place.startswith("requests.")}
WITHOUT_ROW = [row for index, row in enumerate(figures.REQUESTS) if index != figures.RESULTS_TOTAL]
WITHOUT_COLUMN = [row[:-1] for row in figures.REQUESTS]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

BLOCKS = {
    "25×7": figures.REQUESTS,
    "24×7": WITHOUT_ROW,
    "25×6": WITHOUT_COLUMN,
    "24×6": figures.without_totals(),
}


def model_of(table_key: str = "requests", *, keyed: bool = False) -> GridModel:
    """An empty table."""
    session = figures.blank_session()
    table = figures.EDITION.table(table_key)
    session.set_keyed(table, keyed)
    return GridModel(session, table)


def landing_of(text: str, model: GridModel | None = None) -> Landing:
    """What pasting at the first cell would do."""
    return land(model or model_of(), read_block(text))


def clean(landing: Landing) -> bool:
    """Whether nothing is refused, differs, falls outside or is overwritten."""
    return not (landing.refused or landing.differing or landing.outside or landing.overwritten)


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_every_shape_of_section_3_lands_whole(block: figures.Figures) -> None:
    landing = landing_of(figures.tsv(block))
    assert landing.texts == PLAIN
    assert clean(landing)


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_totals_are_keyed_where_totals_are_keyed(block: figures.Figures) -> None:
    landing = landing_of(figures.tsv(block), model_of(keyed=True))
    columns = {column.key for column in REQUESTS.rows[0].columns}
    wide, long = len(block[0]) == 7, len(block) == 25
    expected = {
        place: text
        for place, text in TOTALS.items()
        if (long or "results_total" not in place) and (wide or place.rpartition(".")[2] in columns)
    }
    assert landing.texts == PLAIN | expected
    assert clean(landing)


@pytest.mark.parametrize(
    "text",
    [
        figures.tsv(figures.REQUESTS).replace("\n", "\r\n"),
        figures.tsv(figures.REQUESTS).replace("\n", "\r"),
        figures.tsv(figures.REQUESTS).rstrip("\n"),
        figures.tsv(figures.REQUESTS) + "\r\n\r\n",
        figures.tsv(figures.REQUESTS).translate(FULL_WIDTH),
        figures.tsv([[f"{int(text):,}" for text in row] for row in figures.REQUESTS]),
        figures.tsv([[f"{int(text):,}".replace(",", "，") for text in row] for row in figures.REQUESTS]),
        figures.tsv([[f" {text}件 " for text in row] for row in figures.REQUESTS]),
        "\n".join(" ".join(row) for row in figures.REQUESTS),
        "\n".join("　".join(row) for row in figures.REQUESTS),
        figures.tsv([[f"\u200b{text}\x07" for text in row] for row in figures.REQUESTS]),
    ],
    ids=[
        "CRLF",
        "CR",
        "open end",
        "blank lines",
        "full-width",
        "1,234",
        "1，234",
        "件",
        "blanks",
        "wide blanks",
        "unseen",
    ],
)
def test_every_way_of_writing_the_figures(text: str) -> None:
    landing = landing_of(text)
    assert landing.texts == PLAIN
    assert clean(landing)


def web_copy(*, heads: bool, groups: bool) -> str:
    """Section 三 as copied from a published page: labels, and merged cells only where they begin."""
    rows = [*REQUESTS.rows]
    assert REQUESTS.results_total is not None
    rows.insert(figures.RESULTS_TOTAL, REQUESTS.results_total)
    lines = []
    before: tuple[str, ...] = ()
    for row, texts in zip(rows, figures.REQUESTS, strict=True):
        shown = [group for group in row.groups if group not in before] if groups else []
        before = row.groups
        lines.append("\t".join((*shown, row.label, *texts)))
    columns = REQUESTS.rows[0].columns
    if heads:
        lines.insert(0, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况")
        lines.insert(1, "自然人\t法人或其他组织\t总计")
        lines.insert(2, "\t".join(column.label for column in columns[1:]))
    return "\n".join(lines)


@pytest.mark.parametrize("heads", [False, True])
@pytest.mark.parametrize("groups", [False, True])
def test_a_table_copied_from_a_page_with_its_labels(heads: bool, groups: bool) -> None:
    landing = landing_of(web_copy(heads=heads, groups=groups))
    assert landing.texts == PLAIN
    assert clean(landing)


LABELS = [row.label for row in REQUESTS.rows]
GRID = [list(row) for row in figures.without_totals()]


@pytest.mark.parametrize("text", ["约3", "无", "没有", "约1，200件"])
@pytest.mark.parametrize("stubs", [0, 1, 2])
def test_a_word_for_a_figure_is_refused_in_its_place_and_shifts_nothing(text: str, stubs: int) -> None:
    rows = [list(row) for row in GRID]
    rows[0][0], rows[3][2] = text, text
    # A merged stub as a spreadsheet copies it: named once, then empty.
    named = [["三、本年度办理结果" if index == 2 else ""] * stubs for index in range(len(rows))]
    block = [[*stub, label, *row] for stub, label, row in zip(named, LABELS, rows, strict=True)]
    landing = landing_of(figures.tsv(block))
    refused = {"requests.received.natural_person", "requests.partly_granted.research"}
    assert {slot.place for slot, _text in landing.refused} == refused
    assert landing.texts == {place: figure for place, figure in PLAIN.items() if place not in refused}
    assert not landing.outside


def test_labels_over_merged_cells_leave_the_figures_in_their_columns() -> None:
    block = [[label, "", "", *row] for label, row in zip(LABELS, GRID, strict=True)]
    block[4] = ["三、本年度办理结果", "（三）不予公开", LABELS[4], *GRID[4]]
    assert landing_of(figures.tsv(block)).texts == PLAIN


def test_blank_figures_behind_a_label_keep_their_columns_and_rows() -> None:
    block = [[label, *row] for label, row in zip(LABELS, GRID, strict=True)]
    block[1][1:] = [""] * 6
    for row in block:
        row[1] = ""
    kept = {
        place: text
        for place, text in PLAIN.items()
        if not place.endswith("natural_person") and not place.startswith("requests.carried_in.")
    }
    assert landing_of(figures.tsv(block)).texts == kept
    block[0][1:] = [""] * 6
    without_first = {place: text for place, text in kept.items() if not place.startswith("requests.received.")}
    assert landing_of(figures.tsv(block)).texts == without_first


def test_labels_and_figures_that_cannot_be_told_apart_are_refused_whole() -> None:
    lines = web_copy(heads=False, groups=True).splitlines()
    lines[3] = lines[3].rpartition("\t")[0]
    with pytest.raises(BlockError):
        read_block("\n".join(lines))


def test_what_is_no_figure_is_refused_and_the_rest_lands() -> None:
    rows = [list(row) for row in figures.REQUESTS]
    rows[2][0], rows[3][1], rows[4][2], rows[5][3] = "12a", "/", "-5", "1.5"
    landing = landing_of(figures.tsv(rows))
    assert [text for _slot, text in landing.refused] == ["12a", "/", "-5", "1.5"]
    assert [slot.place for slot, _text in landing.refused][:2] == [
        "requests.granted.natural_person",
        "requests.partly_granted.company",
    ]
    assert len(landing.texts) == len(PLAIN) - 4
    assert all(PLAIN[place] == text for place, text in landing.texts.items())


def test_a_ragged_block_leaves_what_it_does_not_name() -> None:
    landing = landing_of("1\t2\t3\n4\n\n5\t6\t7\t8\t9\t10\t11\t12\t13\n")
    by_row: dict[str, list[str]] = {}
    for place, text in landing.texts.items():
        by_row.setdefault(place.rpartition(".")[0], []).append(text)
    assert by_row == {
        "requests.received": ["1", "2", "3"],
        "requests.carried_in": ["4"],
        "requests.partly_granted": ["5", "6", "7", "8", "9", "10"],
    }
    assert landing.outside == 2


def test_a_block_lands_from_the_cursor_on_and_says_what_falls_outside() -> None:
    model = model_of()
    model.select("requests.otherwise.other.legal_service")
    landing = land(model, read_block("1\t2\n3\t4\n5\t6\n7\t8\n"))
    assert landing.texts == {
        "requests.otherwise.other.legal_service": "1",
        "requests.otherwise.other.other": "2",
        "requests.carried_out.legal_service": "5",
        "requests.carried_out.other": "6",
    }
    assert landing.outside == 2


def test_a_wrong_total_of_the_block_is_named_before_anything_is_done() -> None:
    rows = [list(row) for row in figures.REQUESTS]
    rows[0][6], rows[figures.RESULTS_TOTAL][1] = "3512", "98"
    model = model_of()
    landing = land(model, read_block(figures.tsv(rows)))
    assert {(slot.place, text) for slot, text in landing.differing} == {
        ("requests.received.total", "3512"),
        ("requests.results_total.company", "98"),
    }
    assert len(model.session.blanks(REQUESTS)) == len(REQUESTS.cells)


def test_figures_that_would_be_replaced_are_counted() -> None:
    session = figures.session({"requests.granted.company": "99", "requests.granted.research": ""})
    landing = landing_of(figures.tsv(figures.REQUESTS), GridModel(session, REQUESTS))
    assert landing.overwritten == 1


def test_a_blank_cell_of_a_block_does_not_blank_a_figure() -> None:
    landing = land(GridModel(figures.session(), REQUESTS), read_block("\t\t5\n"))
    assert landing.texts == {"requests.received.research": "5"}


@pytest.mark.parametrize("separator", ["\t", " ", "  "])
@pytest.mark.parametrize("keyed", [False, True])
def test_section_4_as_one_printed_line(separator: str, keyed: bool) -> None:
    line = separator.join(text for row in figures.DISPUTES for text in row)
    landing = landing_of(line, model_of("disputes", keyed=keyed))
    expected = {place: text for place, text in figures.cells().items() if place.startswith("disputes.")}
    if keyed:
        expected |= {place: text for place, text in figures.keyed_totals().items() if place.startswith("disputes.")}
    assert landing.texts == expected
    assert clean(landing)


def test_section_4_as_one_line_without_totals() -> None:
    line = "\t".join(text for row in figures.DISPUTES for text in row[:-1])
    assert landing_of(line, model_of("disputes")).texts == {
        place: text for place, text in figures.cells().items() if place.startswith("disputes.")
    }


def test_section_2_as_its_blocks_are_copied() -> None:
    landing = landing_of(figures.tsv(figures.DISCLOSURE), model_of("disclosure"))
    assert landing.texts == {place: text for place, text in figures.cells().items() if place.startswith("disclosure.")}
    assert clean(landing)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.booleans())
def test_any_text_lands_only_figures_in_the_tables_own_cells(text: str, keyed: bool) -> None:
    model = model_of(keyed=keyed)
    try:
        block = read_block(text)
    except BlockError:
        return
    landing = land(model, block)
    allowed = {cell.place for cell in (*REQUESTS.cells, *(REQUESTS.keyed_cells if keyed else ()))}
    assert landing.texts.keys() <= allowed
    assert all(figure.isdecimal() and figure.isascii() for figure in landing.texts.values())


@given(st.lists(st.lists(st.sampled_from(["", "7", "１２", "1,295", "x", "甲", "总计"]), max_size=9), max_size=30))
def test_no_figure_of_a_block_is_lost_unsaid(rows: list[list[str]]) -> None:
    model = model_of()
    try:
        block = read_block("\n".join("\t".join(row) for row in rows))
    except BlockError:
        return
    landing = land(model, block)
    computed = 7 - len(REQUESTS.rows[0].columns)
    given_ = sum(1 for row in block for text in row if text)
    said = len(landing.texts) + len(landing.refused) + landing.outside
    over_computed = given_ - said
    # What lies over the 总计 column and row （七） is compared, not put.
    assert 0 <= over_computed <= computed * len(block) + 7


@pytest.mark.parametrize(("text", "told"), [("1\t2\n" * 90_000, "90000行"), ("1\t" * 500_000, "500001栏")])
def test_what_is_far_larger_than_a_table_is_refused_whole(text: str, told: str) -> None:
    with pytest.raises(BlockError, match=told):
        read_block(text)


def test_escape_sequences_around_figures_are_no_part_of_them() -> None:
    assert read_block("\x1b[31m12\x1b[0m\t\x1b]0;a title\x073\r\n4\t5") == [["12", "3"], ["4", "5"]]
