"""Plain text: 80 columns whatever the figures, rules that meet, and the small reports as they look."""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from render.document import build
from render.text import WIDTH, to_text
from schema.cells import read_number
from schema.editions import EDITIONS
from schema.report import Report, new_report
from schema.unsafe import is_unsafe
from tests.render.conftest import filled
from tests.render.hostile import HOSTILE, with_hostile_texts

GOLDENS = Path(__file__).parent / "goldens"
VERTICAL = frozenset("│┌┐└┘├┤┬┴┼")


def text_of(report: Report, **options: object) -> str:
    return to_text(build(report), **options)  # type: ignore[arg-type]


def ruled_tables(text: str) -> Iterator[list[str]]:
    """The lines of each table."""
    table: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line[:1] in VERTICAL:
            table.append(line)
        elif table:
            yield table
            table = []


def cells(line: str) -> str:
    """One character for every cell that a line takes on a terminal."""
    return "".join(char + "\0" * (wcswidth(char) - 1) for char in line)


def assert_sound(text: str) -> None:
    """No line too wide or with spaces at its end; in tables every rule goes on until it meets another."""
    for line in text.splitlines():
        assert wcswidth(line) <= WIDTH, line
        assert line == line.rstrip()
    for table in ruled_tables(text):
        rows = [cells(line) for line in table]
        assert len(set(map(len, rows))) == 1
        for row in rows:
            for left, right in pairwise(row):
                assert (left in "─┌├└┬┴┼") == (right in "─┐┤┘┬┴┼"), row
        for above, below in pairwise(rows):
            for upper, lower in zip(above, below, strict=True):
                if upper in "│┌┐├┤┬┼":
                    assert lower in "│└┘├┤┴┼", (above, below)
                elif lower in "│└┘├┤┴┼":
                    # The figures under a label of further rows, which has none.
                    assert (upper, lower) == (" ", "│"), (above, below)


@pytest.mark.parametrize("name", ["small", "empty-2021", "empty-2019"])
def test_goldens(name: str, small_report: Report) -> None:
    report = small_report if name == "small" else new_report(EDITIONS[int(name[-4:])])
    assert text_of(report) == (GOLDENS / f"{name}.txt").read_text(encoding="utf-8")


def test_a_golden_with_ascii_rules(small_report: Report) -> None:
    assert text_of(small_report, ascii_rules=True) == (GOLDENS / "small-ascii.txt").read_text(encoding="utf-8")


def test_ascii_rules_stand_where_the_others_stand(full_report: Report) -> None:
    plain = text_of(full_report).translate({**dict.fromkeys(map(ord, "┌┐└┘├┤┬┴┼"), "+"), ord("─"): "-", ord("│"): "|"})
    assert text_of(full_report, ascii_rules=True) == plain


def test_wide_ambiguous_characters_still_fit(full_report: Report) -> None:
    text = text_of(full_report, ambiguous=2)
    assert not VERTICAL & set(text)
    for line in text.splitlines():
        assert wcswidth(line) + sum(line.count(char) for char in "“”‘’—…·") <= WIDTH


@pytest.mark.parametrize("edition", sorted(EDITIONS))
@given(seed=st.integers(0, 2**32), digits=st.integers(1, 10))
@settings(max_examples=25, deadline=None)
def test_no_figure_breaks_a_column(edition: int, seed: int, digits: int) -> None:
    report = filled(edition, paragraphs=0)
    chance = random.Random(seed)
    for place, cell in report.edition.cells.items():
        number = "".join(chance.choices("0123456789", k=chance.randint(1, digits)))
        report.cells[place] = read_number(number, cell.kind)
    text = text_of(report)
    assert_sound(text)
    for table in build(report).blocks:
        for figure in getattr(table, "figures", ()):
            assert figure.text in text


def test_a_row_of_figures_stands_beside_its_label(full_report: Report) -> None:
    lines = text_of(full_report).splitlines()
    wanted = {"1.属于国家秘密": "requests.denied.state_secret", "四、结转下年度继续办理": "requests.carried_out"}
    for label, row in wanted.items():
        (line,) = (line for line in lines if label in line)
        shown = [cell.strip() for cell in line.strip("│").split("│")]
        six = [
            full_report.text(f"{row}.{column}")
            for column in ("natural_person", "company", "research", "public_welfare", "legal_service", "other")
        ]
        assert shown == [label, *six, str(sum(map(int, six)))]


def test_wide_figures_move_columns_below_with_their_header(full_report: Report) -> None:
    for place, cell in full_report.edition.cells.items():
        full_report.cells[place] = read_number("9876543210", cell.kind)
    text = text_of(full_report)
    assert text.count("申请人情况") == 2
    assert text.count("1.属于国家秘密") == 2
    assert_sound(text)


def test_a_text_instead_of_a_figure_is_wrapped_in_its_cell(full_report: Report) -> None:
    full_report.set_text("requests.received.company", "约三百二十件左右，待核实后再填写准确数字")
    text = text_of(full_report)
    assert_sound(text)
    assert "约三百二" in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_hostile_character_is_printed(full_report: Report, hostile: str) -> None:
    text = text_of(with_hostile_texts(full_report, hostile))
    assert not [char for char in text if char != "\n" and is_unsafe(char)]
    for line in text.splitlines():
        assert wcswidth(line) <= WIDTH


@given(st.text(max_size=60))
@example("字\u093e" * 30)
@settings(max_examples=60, deadline=None)
def test_any_text_stays_within_the_page(text: str) -> None:
    rendered = text_of(with_hostile_texts(filled(2021, paragraphs=0), text))
    assert not [char for char in rendered if char != "\n" and is_unsafe(char)]
    assert all(wcswidth(line) <= WIDTH for line in rendered.splitlines())


def test_the_same_report_gives_the_same_text(full_report: Report) -> None:
    assert text_of(full_report) == text_of(full_report.copy())
