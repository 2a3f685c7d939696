"""One change in a file that somebody wrote by hand: only the lines of what changed change."""

from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.form import Place
from schema.in_place import edit
from schema.report import Accepted, Part, Report
from schema.report_file import from_bytes
from tests.schema.by_hand import HANDWRITTEN, changed_by
from tests.schema.conftest import GOLDENS, changed_lines, read, report_of
from tests.schema.staging import stage

GOLDEN = (GOLDENS / "edition-2021.toml").read_text()


@pytest.mark.parametrize(
    ("place", "value", "before", "after"),
    [
        ("requests.granted.company", "4", "granted=[1,0,0,0,0,0]\n", "granted=[    1,    4,    0,    0,    0,    0]\n"),
        ("requests.received.company", "8", "  1, # 企业\n", "  8, # 企业\n"),
        ("other.processing_fees.billed", "13", "billed = 12.50 # 元\n", "billed = 13 # 元\n"),
        (
            "agency.name",
            "石门镇人民政府",
            '  name = "石门乡人民政府"   # 全称\n',
            '  name = "石门镇人民政府"   # 全称\n',
        ),
        ("status", "draft", 'status="final" # 已经领导审定\n', 'status="draft" # 已经领导审定\n'),
        ("overview.parts.2.heading", "丁", 'heading = "丙" # 标题\n', 'heading = "丁" # 标题\n'),
        ("agency.website", "省门户", "website = '县门户网站'\n", 'website = "省门户"\n'),
    ],
)
def test_a_changed_value_keeps_its_comment_and_indentation(place: Place, value: str, before: str, after: str) -> None:
    assert changed_by(HANDWRITTEN, {place: value}) == ([before], [after])


def test_a_new_key_is_added_at_the_end_of_its_table() -> None:
    gone, come = changed_by(HANDWRITTEN, {"agency.phone": "0943-7343018"})
    assert (gone, come) == ([], ['phone = "0943-7343018"\n'])


def test_a_total_keyed_into_an_array_over_several_lines_keeps_its_comments() -> None:
    gone, come = changed_by(HANDWRITTEN, {"requests.received.total": "4"})
    assert "".join(gone) == "received = [\n  3, # 个人\n  1, # 企业\n  0, 0, 0, 0, # 其余没有\n]\n"
    assert come == ["received = [    3,    1,    0,    0,    0,    0,    4] # 个人  # 企业  # 其余没有\n"]


def test_equal_figures_keep_their_own_digits_in_an_array_over_several_lines() -> None:
    text = "edition = 2019\n[disclosure]\nprocurement = [\n  1, # 项\n  0, # 万元\n]\n"
    change = {"disclosure.procurement.amount": "0.0"}
    assert edit(read(text), _with(text, change)).decode() == text.replace("  0,", "  0.0,")


def _with(text: str, change: dict[Place, str]) -> Report:
    report = report_of(text)
    for place, value in change.items():
        report.set_text(place, value)
    return report


def test_what_does_not_belong_in_a_report_stays_when_something_else_is_edited() -> None:
    text = HANDWRITTEN.replace("[agency]   # 机关\n", '[agency]   # 机关\nfax = "0943-1"\n')
    loaded = read(text)
    assert [finding.code for finding in loaded.findings] == ["key-unknown"]
    report = report_of(text)
    report.set_text("agency.office", "办公室")
    assert changed_lines(text, stage(loaded, report).decode()) == (['office = "党政办"\n'], ['office = "办公室"\n'])


def test_nothing_changed_is_the_same_object(tmp_path: Path) -> None:
    for text in (HANDWRITTEN, GOLDEN):
        loaded = from_bytes(tmp_path, text.encode())
        assert loaded.report is not None
        assert stage(loaded, loaded.report.copy()) is loaded.data


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_mark_are_kept(newline: str, mark: str) -> None:
    text = mark + GOLDEN.replace("\n", newline)
    loaded = read(text)
    report = report_of(text)
    report.set_text("requests.received.company", "77")
    report.set_text("overview.intro", "第一句。第二句。")
    report.parts["problems"].append(Part("新", "一。二。"))
    written = stage(loaded, report).decode()
    assert written.startswith(mark + "# 靖远县")
    assert written.replace("\r\n", "\n").removeprefix("\ufeff") == canonical(report)
    assert written.count("\r\n") == (written.count("\n") if newline == "\r\n" else 0)


QUERY = Accepted("in-force-roll", ("overview.intro",), ("3",), "清理", "", "2026-01-05")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_name_added_to_a_reason_stands_where_it_belongs(newline: str) -> None:
    report = report_of(GOLDEN)
    report.accepted = [QUERY, QUERY._replace(values=("4",))]
    before = canonical(report).replace("\n", newline)
    report.accepted = [QUERY._replace(by="办公室", reason="清理时合并"), *report.accepted[1:]]
    written = stage(read(before), report).decode()
    assert written == canonical(report).replace("\n", newline)
    assert written.index("by     = ") < written.index("on     = ")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# 哪天\n  on=2026-01-05", '  by="办公室"\n# 哪天\n  on=2026-01-05'),
        ('on = 2026-01-05\nby = ""', 'on = 2026-01-05\nby = "办公室"'),
        ('"on" = 2026-01-05', '"on" = 2026-01-05\nby = "办公室"'),
    ],
)
def test_a_name_added_to_a_reason_written_by_hand(line: str, expected: str) -> None:
    table = '[[accepted]]\ncode = "in-force-roll"\nwhere = ["overview.intro"]\nvalues = ["3"]\nreason = "清理"\n'
    text = f"edition = 2021\n{table}{line}\n"
    report = report_of(text)
    report.accepted = [QUERY._replace(by="办公室")]
    assert stage(read(text), report).decode() == text.replace(line, expected)
