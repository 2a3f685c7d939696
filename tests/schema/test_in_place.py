"""One change in a file that somebody wrote by hand: only the lines of what changed change."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schema.canonical import canonical
from schema.form import Kind, Place
from schema.in_place import edit
from schema.report import Accepted, Part, Report
from schema.report_file import Loaded, from_bytes
from tests.schema.conftest import GOLDENS, changed_lines, differences, read, report_of
from tests.schema.staging import stage
from tests.schema.strategies import any_text, handwritten, parts, reports, typed_figure

_SLOW = settings(
    deadline=None, max_examples=60, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
_GOLDEN = (GOLDENS / "edition-2021.toml").read_text()

_HANDWRITTEN = """\
#:schema https://example.org/nianbao.json
# 我们乡的报告
status="final" # 已经领导审定
edition   =   2021

[agency]   # 机关
website = '县门户网站'
  name = "石门乡人民政府"   # 全称
kind = "government"
office = "党政办"

# 先写第六部分
[other]
intro = \"""
  无。 \"""
[other.processing_fees]
billed = 12.50 # 元

[requests]
# 这一年最忙
received = [
  3, # 个人
  1, # 企业
  0, 0, 0, 0, # 其余没有
]
granted=[1,0,0,0,0,0]
denied . other_law = [0,1,0,0,0,0]

[overview]
intro = "一句话。"
# 第一部分
[[overview.parts]]
heading = "甲"
text = "甲的话"
# 第二部分
[[overview.parts]]
heading = "乙"
text = "乙的话"

# 第三部分
[[overview.parts]]
text = "丙的话"
heading = "丙" # 标题
# 文末
"""


def _places(report: Report) -> list[Place]:
    """Every place that can be changed by itself."""
    edition = report.edition
    places = [*edition.cells, *edition.keyed_cells, *edition.fields_by_place, *report.intro_places()]
    for section, own in report.parts.items():
        places += [f"{section}.parts.{index}.{key}" for index in range(len(own)) for key in ("heading", "text")]
    return places


def _key_of(report: Report, place: Place) -> Place:
    """The key of the file that holds a place: the row of a cell, else the place itself."""
    cell = report.edition.cells.get(place) or report.edition.keyed_cells.get(place)
    return place if cell is None or cell.row.scalar else place.rpartition(".")[0]


def _own_lines(loaded: Loaded, key: Place) -> range:
    """The lines of a key and its value, from 0; none where the file does not hold it."""
    lines = loaded.text.split("\n")
    start = next((entry.line - 1 for entry in loaded.source.entries if entry.path == key), None)
    if start is None:
        return range(0)
    for stop in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[start:stop]))
        except tomllib.TOMLDecodeError:
            continue
        return range(start, stop)
    raise AssertionError(key)


def _assert_only_this_changed(loaded: Loaded, data: bytes, key: Place) -> None:
    """All lines but those of the key stand as they stood, in bytes."""
    own = _own_lines(loaded, key)
    before, after = loaded.data.split(b"\n"), data.split(b"\n")
    if own:
        head, tail = own.start, len(before) - own.stop
        assert after[:head] == before[:head]
        assert after[len(after) - tail :] == before[len(before) - tail :]
        return
    # A key that was not there: lines came, none went; a last line without an end got one.
    rest = iter([line.rstrip(b"\r") for line in after])
    assert all(line.rstrip(b"\r") in rest for line in before)


@_SLOW
@given(st.data())
def test_changing_one_place_of_a_handwritten_file_changes_only_its_own_lines(data: st.DataObject) -> None:
    original = data.draw(reports())
    loaded = read(data.draw(handwritten(canonical(original))))
    assert differences(loaded.report, original) == []
    place = data.draw(st.sampled_from(_places(original)))
    changed = original.copy()
    field = original.edition.fields_by_place.get(place)
    if field is not None and field.choices:
        changed.set_text(place, data.draw(st.sampled_from([choice.value for choice in field.choices])))
    elif field is not None and field.kind is Kind.YEAR:
        changed.set_text(place, "2024")
    else:
        cell = place in original.edition.cells or place in original.edition.keyed_cells
        changed.set_text(place, data.draw(typed_figure() if cell else any_text()))
    if changed == original:
        assert stage(loaded, changed) is loaded.data
        return
    written = edit(loaded, changed)
    assert differences(report_of(written), changed) == []
    _assert_only_this_changed(loaded, written, _key_of(original, place))


@_SLOW
@given(st.data())
def test_parts_come_and_go_and_everything_else_stays(data: st.DataObject) -> None:
    original = data.draw(reports())
    loaded = read(data.draw(handwritten(canonical(original))))
    changed = original.copy()
    section = data.draw(st.sampled_from([*original.parts]))
    changed.parts[section] = data.draw(parts())
    written = stage(loaded, changed)
    assert differences(report_of(written), changed) == []
    if not loaded.is_canonical:
        own = f"[[{section}.parts]]".encode()
        before, after = (_lines_outside(each, own) for each in (loaded.data, written))
        assert [line for line in after if line] == [line for line in before if line]


def _lines_outside(data: bytes, header: bytes) -> list[bytes]:
    """The stripped lines outside the tables of one header, comments left out."""
    result, inside, block = [], False, False
    for line in data.split(b"\n"):
        bare = line.strip()
        comment = not block and bare.startswith(b"#")
        if not block and bare.startswith(b"["):
            inside = bare.startswith(header)
        if not inside and not comment:
            result.append(bare)
        if block:
            block = not bare.startswith(b'"""')
        elif not comment:
            block = re.search(rb'= *"""$', bare) is not None
    return result


@_SLOW
@given(st.data())
def test_both_ways_of_writing_agree_on_a_canonical_file(data: st.DataObject) -> None:
    """Only the comments that the program writes beside and above the cover's fields are not followed in place."""
    original = data.draw(reports())
    loaded = read(canonical(original))
    assert loaded.is_canonical
    aligned = ("status", "report.year", "agency.name", "agency.kind", "agency.level")
    there = [entry.path for entry in loaded.source.entries]
    places = [place for place in _places(original) if _key_of(original, place) in there and place not in aligned]
    place = data.draw(st.sampled_from(places))
    changed = original.copy()
    changed.set_text(place, data.draw(any_text(4).filter(str.strip)))
    assert edit(loaded, changed) == canonical(changed).encode()


def _changed(text: str, change: dict[Place, str]) -> tuple[list[str], list[str]]:
    loaded = read(text)
    assert loaded.findings == []
    report = report_of(text)
    for place, value in change.items():
        report.set_text(place, value)
    return changed_lines(text, stage(loaded, report).decode())


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
    assert _changed(_HANDWRITTEN, {place: value}) == ([before], [after])


def test_a_new_key_is_added_at_the_end_of_its_table() -> None:
    gone, come = _changed(_HANDWRITTEN, {"agency.phone": "0943-7343018"})
    assert (gone, come) == ([], ['phone = "0943-7343018"\n'])


def test_a_total_keyed_into_an_array_over_several_lines_keeps_its_comments() -> None:
    gone, come = _changed(_HANDWRITTEN, {"requests.received.total": "4"})
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


def _with_parts(parts_: list[Part]) -> str:
    report = report_of(_HANDWRITTEN)
    report.parts["overview"] = parts_
    return stage(read(_HANDWRITTEN), report).decode()


_JIA, _YI, _BING = Part("甲", "甲的话"), Part("乙", "乙的话"), Part("丙", "丙的话")


def test_a_part_that_goes_takes_only_its_own_comment_along() -> None:
    assert changed_lines(_HANDWRITTEN, _with_parts([_JIA, _BING])) == (
        ["# 第二部分\n", "[[overview.parts]]\n", 'heading = "乙"\n', 'text = "乙的话"\n', "\n"],
        [],
    )
    assert changed_lines(_HANDWRITTEN, _with_parts([_JIA, _YI])) == (
        ["\n", "# 第三部分\n", "[[overview.parts]]\n", 'text = "丙的话"\n', 'heading = "丙" # 标题\n'],
        [],
    )


@pytest.mark.parametrize(("index", "after"), [(0, "# 第一部分\n"), (1, "# 第二部分\n"), (2, "# 第三部分\n")])
def test_a_new_part_comes_before_the_comment_of_the_next(index: int, after: str) -> None:
    all_parts = [_JIA, _YI, _BING]
    all_parts.insert(index, Part("新", "新的话。"))
    written = _with_parts(all_parts)
    gone, _ = changed_lines(_HANDWRITTEN, written)
    assert gone == []
    assert f'heading = "新"\ntext = """\n新的话。\n"""\n\n{after}' in written


_ODD = [
    *("1", '"１，１７５"', '" 12 "', '"0"', '""', '" "', '"2.50"', '"无"', '"1 295"', '"3件"', '"1.5万元"'),
    *("nan", "-inf", "1e3", "0x10", "1_000", "7.5", "-5", "+5", "2.50", "12345678901234567890", f"0x{'f' * 5000}"),
]


@_SLOW
@given(
    st.lists(st.lists(st.sampled_from(_ODD), min_size=6, max_size=7), min_size=2, max_size=2),
    st.sampled_from([*_ODD, "0"]),
    st.sampled_from(["-2023", "0", "2023", "99999999", '" ２０２３ "', '"x"']),
)
def test_odd_values_elsewhere_stay_as_they_are_written(rows: list[list[str]], scalar: str, year: str) -> None:
    received, granted = (f"[{','.join(row)}]" for row in rows)
    text = (
        f"edition = 2021\n[report]\nyear = {year}\n[agency]\nname = '甲'\n[disclosure]\nfees = {scalar}\n"
        f"licensing={scalar}\n[requests]\nreceived = {received}\ngranted={granted}\n"
    )
    assert _changed(text, {"agency.name": "乙"}) == (["name = '甲'\n"], ['name = "乙"\n'])


def test_parts_can_all_go_and_come_back() -> None:
    emptied = _with_parts([])
    assert "overview.parts" not in emptied
    assert emptied.endswith('intro = "一句话。"\n# 文末\n')
    report = report_of(emptied)
    report.parts["overview"] = [_JIA]
    assert '[[overview.parts]]\nheading = "甲"\n' in stage(read(emptied), report).decode()


def test_two_parts_that_swap_keep_their_headers_in_place() -> None:
    gone, come = changed_lines(_HANDWRITTEN, _with_parts([_YI, _JIA, _BING]))
    assert [line for line in gone if "#" in line or "[" in line] == [
        line for line in come if "#" in line or "[" in line
    ]


def test_parts_written_in_one_line_make_the_file_canonical_when_they_change() -> None:
    text = 'edition = 2021\n# 说明\n[problems]\nparts = [{heading = "甲", text = "甲的话"}]\n'
    report = report_of(text)
    report.parts["problems"].append(_YI)
    written = stage(read(text), report)
    assert read(written).is_canonical
    assert "# 说明" in written.decode()


def test_what_does_not_belong_in_a_report_stays_when_something_else_is_edited() -> None:
    text = _HANDWRITTEN.replace("[agency]   # 机关\n", '[agency]   # 机关\nfax = "0943-1"\n')
    loaded = read(text)
    assert [finding.code for finding in loaded.findings] == ["key-unknown"]
    report = report_of(text)
    report.set_text("agency.office", "办公室")
    assert changed_lines(text, stage(loaded, report).decode()) == (['office = "党政办"\n'], ['office = "办公室"\n'])


def test_nothing_changed_is_the_same_object(tmp_path: Path) -> None:
    for text in (_HANDWRITTEN, _GOLDEN):
        loaded = from_bytes(tmp_path, text.encode())
        assert loaded.report is not None
        assert stage(loaded, loaded.report.copy()) is loaded.data


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_mark_are_kept(newline: str, mark: str) -> None:
    text = mark + _GOLDEN.replace("\n", newline)
    loaded = read(text)
    report = report_of(text)
    report.set_text("requests.received.company", "77")
    report.set_text("overview.intro", "第一句。第二句。")
    report.parts["problems"].append(Part("新", "一。二。"))
    written = stage(loaded, report).decode()
    assert written.startswith(mark + "# 靖远县")
    assert written.replace("\r\n", "\n").removeprefix("\ufeff") == canonical(report)
    assert written.count("\r\n") == (written.count("\n") if newline == "\r\n" else 0)


_QUERY = Accepted("in-force-roll", ("overview.intro",), ("3",), "清理", "", "2026-01-05")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_name_added_to_a_reason_stands_where_it_belongs(newline: str) -> None:
    report = report_of(_GOLDEN)
    report.accepted = [_QUERY, _QUERY._replace(values=("4",))]
    before = canonical(report).replace("\n", newline)
    report.accepted = [_QUERY._replace(by="办公室", reason="清理时合并"), *report.accepted[1:]]
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
    report.accepted = [_QUERY._replace(by="办公室")]
    assert stage(read(text), report).decode() == text.replace(line, expected)
