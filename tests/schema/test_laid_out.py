"""The reader of what the program writes against tomllib and the reader of any document: they read alike."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schema import laid_out_values as module
from schema import report_file
from schema.canonical import canonical
from schema.editions import EDITIONS
from schema.laid_out import LaidOut, read_laid_out
from schema.report import Accepted, Report
from schema.report_file import from_bytes
from schema.structure import Literal, StructureReader
from schema.toml_source import Source
from tests import figures
from tests.program import ROOT
from tests.schema.conftest import GOLDENS, differences
from tests.schema.strategies import handwritten, reports

FILES = [*sorted((ROOT / "sample_reports").glob("*.toml")), *sorted(GOLDENS.glob("*.toml"))]
TEXTS = [path.read_text(encoding="utf-8") for path in FILES]
REASON = Accepted("cell-implausible", ("disclosure.penalties",), ("14113260", "] = #"), "已核实", "张三", "2024-01-10")

_VALUES = (
    *(
        "1",
        "01",
        "-1",
        "-0",
        "1.5",
        "1.",
        "1e3",
        "1_0",
        "0x1",
        "true",
        '""',
        '"x"',
        '"""x"""',
        '"""\n\nx\n\n"""',
        "'x'",
    ),
    *("2024-02-29", "2023-02-29", "2024-2-1", "20240229", "2024-02-29 10:00:00", "2024", "{}", '"draft"', '"finale"'),
    *(
        "[]",
        "[ ]",
        "[1]",
        "[1, 2, 3]",
        "[1,2,3,]",
        "[1 2]",
        '["", "", ""]',
        '["1,2"]',
        "[-1, 1.5, 2]",
        "[[1]]",
        "[\n1]",
    ),
    *('"a\\"', '"\\u0041"', '""""', '"""a"""b"""', '"""a""""', '"a" "b"', "", " ", '"a]"', "123456789012345", "9" * 16),
)
_LINES = (
    *("", "#", "# 注", " # 注", "x = 1", "[x]", "[[x]]", "[report]", "[[overview.parts]]", "[overview.parts]"),
    *("[] = 1", "[report] = 1", "[report] # 注", " [report]", "edition = 2021", "edition = 2019"),
    *(
        "denied = 1",
        "a.b = 1",
        "=",
        "published = 2024-01-20",
        'previous = ""',
        'intro = ""',
        '"""',
        "\x00",
        "\x7f",
        "\t",
        "a\tb",
        "甲",
    ),
    *("]", "year"),
)


def agrees(text: str) -> bool:
    """Whether a text was read; what was read is what the others read without a finding, in the same order."""
    laid_out = read_laid_out(text.encode(), text)
    if laid_out is None:
        return False
    reader = StructureReader(laid_out.report.edition)
    document = tomllib.loads(text, parse_float=Literal)
    assert document["edition"] == laid_out.report.edition.number
    expected = reader.read(document)
    assert not reader.findings
    assert differences(expected, laid_out.report) == []
    assert expected == laid_out.report
    for name in ("texts", "cells", "parts"):
        assert [*getattr(expected, name)] == [*getattr(laid_out.report, name)]
    assert [*map(type, _values(expected))] == [*map(type, _values(laid_out.report))]
    assert_same_places(laid_out, text)
    return True


def _values(report: Report) -> Sequence[object]:
    return [value for number in report.cells.values() for value in number] + [*report.texts.values()]


def assert_same_places(laid_out: LaidOut, text: str) -> None:
    source = Source(text)
    for entry in source.entries:
        for place in (entry.path, f"{entry.path}.none"):
            assert laid_out.line_of(place) == source.line_of(place)
        assert laid_out.value_start(entry.path) == source.value_start(entry.path)
    assert laid_out.line_of("none") == 1 and laid_out.value_start("none") is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_the_program_wrote_is_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # A text in place of a figure is left to the others.
    assert agrees(text) is ('"/"' not in text)


def test_keyed_totals_and_reasons_are_laid_out() -> None:
    assert agrees(figures.text_of(figures.report(keyed=True)))
    text = figures.text_of(figures.with_accepted(figures.report(keyed=True), [REASON, REASON]))
    assert agrees(text)
    laid_out = read_laid_out(text.encode(), text)
    assert laid_out is not None and laid_out.report.accepted == [REASON, REASON]
    assert laid_out.line_of("accepted.1.reason") == text.count("\n", 0, text.rindex("reason")) + 1


@settings(max_examples=200, deadline=None)
@given(reports())
def test_any_report_that_the_program_writes(report: Report) -> None:
    agrees(canonical(report))


@settings(max_examples=100, deadline=None)
@given(reports(), st.data())
def test_any_report_that_a_person_wrote(report: Report, data: st.DataObject) -> None:
    text = data.draw(handwritten(canonical(report)))
    if not text.startswith("\ufeff"):
        agrees(text)


@settings(max_examples=1500, deadline=None)
@given(st.data())
def test_changed_values_and_lines(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, equals, _ = lines[at].partition("=")
        change = data.draw(st.sampled_from(["value", "value", "line", "swap", "again", "gone", "cut"]))
        if change == "value" and equals:
            remark = data.draw(st.sampled_from(["", "", "  # 注", " x"]))
            lines[at] = f"{key}= {data.draw(st.sampled_from(_VALUES))}{remark}"
        elif change == "line":
            lines.insert(at, data.draw(st.sampled_from(_LINES)))
        elif change == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "again":
            lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines[at])
        elif change == "gone" and len(lines) > 1:
            del lines[at]
        elif change == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
    agrees("\n".join(lines))


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_changed_characters(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 2))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 8)))
        text = (
            text[:start] + data.draw(st.sampled_from(['"', "=", "[", "]", "#", "\n", "0", ",", " ", "甲"])) + text[end:]
        )
    agrees(text)


@given(st.text(st.sampled_from('edition =2021\n[]#"abc'), max_size=40))
@example("")
@example("\n")
@example("edition")
@example("edition = 2021")
@example("edition = 2021\n")
@example('edition = 2021\nstatus = ""\n[report]\n#')
def test_what_is_no_report_is_not_read(text: str) -> None:
    assert read_laid_out(text.encode(), text) is None


def test_nothing_between_two_tables_is_passed_over() -> None:
    text = TEXTS[0]
    for line in ("[x]", "x = 1", "甲", "=", '"""', "\t", " ", " # 注"):
        for header in ("\n[report]", "\n[overview]", "\n[[overview.parts]]", "\n[requests]", "\n[other]"):
            changed = text.replace(header, f"\n{line}{header}", 1)
            assert changed != text and not agrees(changed)
    assert not agrees(f"{text}[[accepted]]\n[report]\n") and not agrees(f"{text}[[accepted]]\ncode = 1\n")


def test_a_file_is_read_the_same_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXTS[0]
    report = figures.report()
    report.set_text("requests.received.natural_person", "x")
    for each in (text, canonical(report)):
        fast = from_bytes(Path("a.toml"), each.encode())
        with monkeypatch.context() as patch:
            patch.setattr(report_file, "read_laid_out", lambda data, text: None)
            slow = from_bytes(Path("a.toml"), each.encode())
        assert (fast.report, fast.findings, fast.document) == (slow.report, slow.findings, slow.document)


def test_figures_that_were_met_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_COUNTS", 3)
    counts = module._Counts()
    assert [counts[f" {value}"].value for value in range(10)] == [*range(10)]
    assert len(counts) <= 3


@pytest.mark.parametrize(
    "unit",
    [" ", "\n", "#", "#\n", "\n#", '"', "a", "a = ", 'a = """', 'a = """"', "[", "[a", "a = [1,", "a = 1\n", "[[a]]"],
)
@pytest.mark.timeout(20)
def test_no_text_takes_long(unit: str) -> None:
    for start in ("", "edition = 2021\n", 'edition = """', "edition = 2021 #"):
        for end in ("", "\\", "\n"):
            text = start + unit * (100_000 // len(unit)) + end
            assert read_laid_out(text.encode(), text) is None


def test_editions_without_a_number_of_their_own_are_not_read() -> None:
    for number in ("2020", "02021", "2021.0", '"2021"'):
        for text in TEXTS[:2]:
            first = next(each for each in EDITIONS if f"edition = {each}" in text)
            assert not agrees(text.replace(f"edition = {first}", f"edition = {number}"))
