"""One change in any file: all lines but those of the key stand as they stood."""

import re
import tomllib

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schema.canonical import canonical
from schema.form import Kind, Place
from schema.in_place import edit
from schema.report import Report
from schema.report_file import Loaded
from tests.schema.by_hand import changed_by
from tests.schema.conftest import differences, read, report_of
from tests.schema.staging import stage
from tests.schema.strategies import any_text, handwritten, parts, reports, typed_figure

SLOW = settings(
    deadline=None, max_examples=60, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


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


@SLOW
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


@SLOW
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


@SLOW
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


_ODD = [
    *("1", '"１，１７５"', '" 12 "', '"0"', '""', '" "', '"2.50"', '"无"', '"1 295"', '"3件"', '"1.5万元"'),
    *("nan", "-inf", "1e3", "0x10", "1_000", "7.5", "-5", "+5", "2.50", "12345678901234567890", f"0x{'f' * 5000}"),
]


@SLOW
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
    assert changed_by(text, {"agency.name": "乙"}) == (["name = '甲'\n"], ['name = "乙"\n'])
