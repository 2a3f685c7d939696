"""From a document to a report: what does not fit is named with its line, the rest is read."""

import pytest

from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.unsafe import find_unsafe
from tests.schema.conftest import GOLDENS, read

_GOLDEN = (GOLDENS / "edition-2021.toml").read_text(encoding="utf-8")


def _findings(text: str) -> list[Finding]:
    findings = read(text).findings
    assert all(finding.severity is Severity.ERROR and finding.suggestion for finding in findings)
    return findings


def _edited(old: str, new: str) -> tuple[Finding, int]:
    """The one finding of the golden file with one text replaced, and the line of the new text."""
    assert _GOLDEN.count(old) == 1, old
    text = _GOLDEN.replace(old, new)
    (finding,) = _findings(text)
    return finding, text[: text.index(new)].count("\n") + 1


_SLIPS = {
    "unknown at the top": ("[report]\n", "[reprot]\nx = 1\n[report]\n", "key-unknown", "reprot", "report"),
    "unknown in the cover": ('phone    = "0', 'fone     = "0', "key-unknown", "agency.fone", "phone"),
    "unknown row": (
        "partly_granted               =",
        "partly_grant =",
        "key-unknown",
        "requests.partly_grant",
        "partly_",
    ),
    "unknown inner row": (
        "denied.other_law             =",
        "denied.other_laws =",
        "key-unknown",
        "requests.denied.other_laws",
        "other_law",
    ),
    "unknown in a part": ('heading = "依申请公开"', 'headline = "依申请公开"', "key-unknown", None, "heading"),
    "unknown in accepted": ('by     = "党政办"', 'who = "党政办"', "key-unknown", "accepted.0.who", ""),
    "a row too short": (
        "carried_in                   = [    0,    0,    0,    0,    0,    0]",
        "carried_in = [0, 0, 0]",
        "row-length",
        "requests.carried_in",
        "",
    ),
    "a row too long": (
        "regulations         = [    0,    0,    0]",
        "regulations = [0, 0, 0, 0]",
        "row-length",
        "disclosure.regulations",
        "",
    ),
    "a number for a row": (
        "carried_in                   = [    0,    0,    0,    0,    0,    0]",
        "carried_in = 0",
        "row-length",
        "requests.carried_in",
        "",
    ),
    "a date for a number": ("licensing           = 11398889", "licensing = 2026-01-01", "value-type", None, ""),
    "truth for a number": ("licensing           = 11398889", "licensing = true", "value-type", None, ""),
    "a list for a number": ("licensing           = 11398889", "licensing = [1]", "value-type", None, ""),
    "a number for a text": ('office   = "石门乡党政办公室"', "office = 5", "value-type", "agency.office", ""),
    "an amount for a text": ('office   = "石门乡党政办公室"', "office = 5.5", "value-type", "agency.office", ""),
    "an unknown choice": ('kind     = "government"', 'kind = "school"', "value-type", "agency.kind", ""),
    "truth for a year": ("year = 2021", "year = true", "value-type", "report.year", ""),
    "a time for a date": ("published = 2022-01-20", "published = 2022-01-20T10:00:00", "value-type", None, ""),
    "a value for a table": (
        "[other.processing_fees]",
        "[other.processing_fee]",
        "key-unknown",
        None,
        "processing_fees",
    ),
    "a row of rows as one": (
        "unavailable.unclear          = [    0,    0,    0,    0,    0,    0]",
        'unavailable.unclear = {a = "x"}',
        "row-length",
        "requests.unavailable.unclear",
        "",
    ),
    "a text for a list": ('values = ["30", "0"]', 'values = "30"', "value-type", "accepted.0.values", ""),
    "numbers for texts": ('values = ["30", "0"]', "values = [30, 0]", "value-type", "accepted.0.values", ""),
}


@pytest.mark.parametrize(("old", "new", "code", "place", "hint"), _SLIPS.values(), ids=_SLIPS)
def test_a_slip_is_found_at_its_line(old: str, new: str, code: str, place: str | None, hint: str) -> None:
    finding, line = _edited(old, new)
    assert finding.code == code
    assert finding.line == line
    assert place is None or finding.where == (place,)
    assert hint in finding.suggestion


def test_the_remedy_of_a_row_names_its_columns_and_how_a_blank_is_written() -> None:
    finding, _ = _edited("[    4,    1,   27]", "[4]")
    assert finding.message == "二·行政规范性文件：应有3个数，现有1个"
    assert "里面3个数，依次是本年制发件数、本年废止件数、现行有效件数，" in finding.suggestion
    assert finding.suggestion.endswith('没有填的写作 ""。')


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("licensing           = 11398889", "licensing = true", '没有填的写作 ""'),
        ('office   = "石门乡党政办公室"', "office = 5", '写在引号里："…"'),
        ('kind     = "government"', 'kind = "school"', "可以写：government（人民政府）、"),
        ("year = 2021", "year = 2021.0", "不加小数点"),
        ("published = 2022-01-20", "published = 2022-01-20T10:00:00", "写作2026-01-20"),
        ('values = ["30", "0"]', 'values = "30"', '写作 ["…"]'),
    ],
)
def test_a_value_of_another_type_has_a_remedy(old: str, new: str, remedy: str) -> None:
    finding, _ = _edited(old, new)
    assert finding.code == "value-type" and remedy in finding.suggestion


def test_the_rest_of_a_file_with_slips_is_read() -> None:
    loaded = read(_GOLDEN.replace("[    4,    1,   27]", "[4]").replace('office   = "石门乡党政办公室"', "office = 5"))
    assert {finding.where[0] for finding in loaded.findings} == {"disclosure.normative_documents", "agency.office"}
    assert loaded.report is not None
    assert loaded.report.text("disclosure.normative_documents.issued") == ""
    assert loaded.report.text("agency.office") == ""
    assert loaded.report.text("requests.received.natural_person") == "30"


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("edition = 2021\nreport = 1\n", "report", 2),
        ("edition = 2021\noverview = 'x'\n", "overview", 2),
        ("edition = 2021\n\nrequests = []\n", "requests", 3),
        ("edition = 2021\n[other]\nprocessing_fees = 3\n", "other.processing_fees", 3),
        ("edition = 2021\n[overview]\nparts = 'x'\n", "overview.parts", 3),
        ("edition = 2021\n[overview]\nparts = [1]\n", "overview.parts", 3),
        ("edition = 2021\naccepted = 1\n", "accepted", 2),
        ("edition = 2021\n[requests]\ndenied = 1\n", "requests.denied", 3),
    ],
)
def test_what_is_no_table_is_named(text: str, place: str, line: int) -> None:
    (finding,) = _findings(text)
    assert (finding.code, finding.where, finding.line) == ("value-type", (place,), line)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "没有写明格式版本"),
        ("# 年报\n[report]\n", 1, "没有写明格式版本"),
        ("# 年报\nedition = 2099\n", 2, "2099"),
        (f"edition = {'9' * 400}\n", 1, "不认识的格式版本"),
    ],
)
def test_an_unknown_edition_is_refused_and_the_known_ones_are_named(text: str, line: int, words: str) -> None:
    loaded = read(text)
    assert loaded.report is None
    (finding,) = loaded.findings
    assert (finding.code, finding.line) == ("edition-unknown", line)
    assert words in finding.message
    assert all(edition.notice in finding.suggestion for edition in EDITIONS.values())
    assert len(finding.message) < 100


@pytest.mark.parametrize(
    ("value", "message", "number"),
    [
        ('"2021"', "“2021”", 2021),
        ('"2019"', "“2019”", 2019),
        ("2021.0", "“2021.0”", 2021),
        ("true", "“true”", 2021),
        ("[2021]", "", 2021),
        ("2021-01-01", "", 2021),
        ('"\\u001b[31m"', "‹U+001B›", 2021),
    ],
)
def test_an_edition_that_is_no_whole_number_is_told_how_to_write_it(value: str, message: str, number: int) -> None:
    loaded = read(f"edition = {value}\n")
    assert loaded.report is None
    (finding,) = loaded.findings
    assert (finding.code, finding.line) == ("edition-unknown", 1)
    assert "不是整数" in finding.message and message in finding.message
    assert finding.suggestion == f"写作 edition = {number}，不加引号和小数点。"
    assert not find_unsafe(finding.message)


def test_a_missing_key_is_blank() -> None:
    loaded = read("edition = 2019\n")
    assert loaded.findings == []
    assert loaded.report is not None
    assert loaded.report.texts["status"] == "draft"
    assert loaded.report.texts["agency.name"] == ""
    assert all(number.blank for number in loaded.report.cells.values())
    assert len(loaded.report.cells) == len(EDITIONS[2019].cells)


@pytest.mark.parametrize(
    ("value", "text", "usable"),
    [
        ("7", "7", True),
        ("0", "0", True),
        ("0x10", "16", True),
        ("1_000", "1000", True),
        ('"12"', "12", True),
        ('"１２"', "12", True),
        ('""', "", False),
        ('"/"', "/", False),
        ('"12a"', "12a", False),
        ("-5", "-5", False),
        ("2.5", "2.5", False),
        ("12345678901234567890", "12345678901234567890", False),
        ("inf", "inf", False),
        ("1e3", "1e3", False),
    ],
)
def test_a_cell_keeps_what_was_typed(value: str, text: str, usable: bool) -> None:
    loaded = read(f"edition = 2021\n[requests]\nreceived = [0, {value}, 0, 0, 0, 0]\n")
    assert loaded.findings == []
    assert loaded.report is not None
    number = loaded.report.number("requests.received.company")
    assert (number.text, number.usable is not None) == (text, usable)


def test_a_keyed_total_is_read_and_a_blank_one_is_none() -> None:
    loaded = read('edition = 2021\n[requests]\nreceived = [1, 0, 0, 0, 0, 0, 1]\ngranted = [1, 0, 0, 0, 0, 0, ""]\n')
    assert loaded.findings == []
    assert loaded.report is not None
    assert loaded.report.text("requests.received.total") == "1"
    assert "requests.granted.total" not in loaded.report.cells


def test_findings_hold_nothing_raw() -> None:
    hostile = "a\\u001b[2J\\u202e"
    text = f'edition = 2021\n"{hostile}" = 1\nstatus = "{hostile}"\n[agency]\nkind = "{hostile}"\n'
    findings = _findings(text)
    assert len(findings) == 3
    for finding in findings:
        shown = finding.message + finding.suggestion
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "‹U+001B›" in shown


def test_a_flood_of_slips_is_cut() -> None:
    assert len(_findings("edition = 2021\n" + "".join(f"x{index} = 1\n" for index in range(500)))) == 100
