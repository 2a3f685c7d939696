"""Reading drafts that were cut short, changed, put together by somebody else or written by a later program."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.editions import EDITIONS
from schema.report import Part, Report, new_report
from tests import figures
from tests.tui.drafts.journalled import (
    DENIED,
    FIRST,
    PARTS,
    RECEIVED,
    SWAPPED,
    beside,
    journalled,
    line,
    only_draft,
)
from tui.drafts import draft_file
from tui.drafts.draft_file import Draft, find_drafts, read_draft
from tui.drafts.draft_places import in_state_folder
from tui.drafts.owner import Owner
from tui.drafts.records import LARGEST_FILE

HEADER = {"draft": 1, "report": "report.toml", "edition": 2021, "base": "00", "owner": Owner.here().to_json()}
RECORD = {"time": "2026-01-20T10:32:05+08:00", "texts": {RECEIVED: "7"}}


@pytest.fixture
def states(file: Path) -> list[Report]:
    """The states of a report that a draft of it has kept, the first being the file's."""
    session, journal = journalled(file)
    states = [session.report.copy()]
    journal.at(RECEIVED)
    for change in (
        lambda: session.edit(RECEIVED, "7"),
        lambda: session.edit(FIRST, "改了"),
        lambda: session.edit_many({RECEIVED: "8", DENIED: "x"}),
        lambda: session.set_parts("overview", SWAPPED),
        lambda: session.edit("overview.parts.1.text", "甲的文字"),
        lambda: session.set_parts("overview", PARTS),
        lambda: session.edit("agency.name", "石门乡"),
    ):
        change()
        states.append(session.report.copy())
    return states


def drafted(file: Path, *records: object, header: object = HEADER) -> Draft:
    """A draft of lines with the right checksums."""
    lines = [each if isinstance(each, bytes) else line(json.dumps(each)) for each in (header, *records)]
    beside(file).write_bytes(b"".join(lines).lstrip(b"\n"))
    return only_draft(file)


def applied(draft: Draft, report: Report) -> Report:
    """The report with a draft's values."""
    return draft.applied(report)[0]


# Cut short, changed, with lines lost


def test_a_draft_cut_short_anywhere_holds_every_change_that_is_whole(file: Path, states: list[Report]) -> None:
    data = beside(file).read_bytes()
    header_end = data.index(b"\n") + 1
    for length in range(len(data) + 1):
        beside(file).write_bytes(data[:length])
        draft = only_draft(file)
        if length < header_end:
            assert "内容损坏" in draft.refusal and str(beside(file)) in draft.refusal
            continue
        # The line feed behind a record does not count.
        whole = sum(1 for each in (data[:length] + b"\n").split(b"\n")[1:] if each and each + b"\n" in data)
        assert (draft.refusal, draft.unread) == ("", 0)
        assert applied(draft, states[0]) == states[whole]


def test_a_draft_with_any_byte_changed_holds_nothing_that_was_not_in_it(file: Path, states: list[Report]) -> None:
    data = beside(file).read_bytes()
    header_end = data.index(b"\n")
    for offset in range(len(data)):
        for other in {data[offset] ^ 1, data[offset] ^ 0x80, ord("\n")} - {data[offset]}:
            beside(file).write_bytes(data[:offset] + bytes([other]) + data[offset + 1 :])
            draft = only_draft(file)
            if offset <= header_end:
                assert draft.refusal
                continue
            _is_of(draft, states)
            assert draft.unread <= 3


def test_a_draft_without_any_one_line_holds_the_others(file: Path, states: list[Report]) -> None:
    lines = beside(file).read_bytes().rstrip(b"\n").split(b"\n\n")
    for index in range(1, len(lines)):
        for lost in ([], [b"00000000 \x00\xff"]):
            beside(file).write_bytes(b"\n\n".join([*lines[:index], *lost, *lines[index + 1 :], b""]))
            draft = only_draft(file)
            _is_of(draft, states)
            assert draft.unread >= len(lost)
            if index != 4:
                # All but the last of parts, which no later line repeats.
                last = applied(draft, states[0])
                assert last.text(RECEIVED) == ("7" if index == 3 else "8")
                assert last.text("agency.name") == (states[0].text("agency.name") if index == 7 else "石门乡")


def _is_of(draft: Draft, states: list[Report]) -> None:
    """Every value of a draft stood at its place, and the parts of a section stood together."""
    assert not draft.refusal
    report, missing = draft.applied(states[0])
    assert missing == []
    for place in (RECEIVED, DENIED, "agency.name"):
        assert report.text(place) in {state.text(place) for state in states}
    for part in report.parts["overview"]:
        assert any(
            part.text == other.text
            for state in states
            for other in state.parts["overview"]
            if other.heading == part.heading
        )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\n\n\n",
        b"\x00" * 5000,
        bytes(range(256)) * 20,
        b"00000000 {}\n",
        line("{}").lstrip(),
        line("[]").lstrip(),
        line("null").lstrip(),
        line('"draft"').lstrip(),
        line("[" * 200_000).lstrip(),
        line('{"draft":' + "[" * 100_000 + "]" * 100_000 + "}").lstrip(),
        line('{"draft":' + "1" * 100_000 + "}").lstrip(),
        line(b"\xff\xfe{\x00").lstrip(),
        line(json.dumps(HEADER)).lstrip() + b"\n" * LARGEST_FILE,
        *[
            line(json.dumps({**HEADER, **change})).lstrip()
            for change in (
                {"draft": "1"},
                {"draft": 0},
                {"draft": None},
                {"draft": [2]},
                {"draft": 1e400},
                {"report": 1},
                {"report": "\ud800"},
                {"edition": "2021"},
                {"edition": 2021.0},
                {"base": None},
            )
        ],
    ],
)
def test_what_is_no_draft_is_refused_in_words(file: Path, content: bytes) -> None:
    beside(file).write_bytes(content)
    draft = only_draft(file)
    assert draft.refusal and str(beside(file)) in draft.refusal
    draft.remove()
    assert not beside(file).exists()


@pytest.mark.parametrize(
    "record",
    [
        [],
        {"texts": []},
        {"texts": {RECEIVED: 7}},
        {"texts": {RECEIVED: None}},
        {"texts": {RECEIVED: "\udc80"}},
        {"texts": {"x" * 1000: "7"}},
        {"texts": {"\ud800": "7"}},
        {"texts": "x", "parts": {}},
        {"typed": [FIRST, "x"]},
        {"parts": []},
        {"parts": {"overview": "甲"}},
        {"parts": {"overview": [["甲"]]}},
        {"parts": {"overview": ["甲乙"]}},
        {"parts": {"overview": [["甲", "乙", "丙"]]}},
        {"parts": {"overview": [["甲", 1]]}},
        {"parts": {"overview": [["甲", "\ud800"]]}},
        {"parts": {"overview": [["", ""]] * 10_001}},
        {"shape": "1", "texts": {RECEIVED: "9"}},
        {"shape": True, "texts": {RECEIVED: "9"}},
        {"headings": [], "texts": {RECEIVED: "9"}},
        {"headings": {"overview": "甲"}, "texts": {RECEIVED: "9"}},
        {"headings": {"overview": ["甲", 1]}, "texts": {RECEIVED: "9"}},
        {"headings": {"overview": ["\ud800"]}, "texts": {RECEIVED: "9"}},
        {"headings": {"x" * 1000: []}, "texts": {RECEIVED: "9"}},
        line('{"texts":' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}"),
        line('{"texts":{"a":' + "9" * 50_000 + "}}"),
        line("{"),
        line(b'{"texts":{"\xff":"1"}}'),
        b"\n" + bytes(range(128, 178)) + b"\n",
    ],
)
def test_a_line_that_is_no_record_is_counted_and_left_out(file: Path, record: object) -> None:
    draft = drafted(file, RECORD, record, {"time": "x", "texts": {DENIED: "5"}})
    assert (draft.refusal, draft.unread) == ("", 1)
    assert (draft.texts, draft.parts, draft.typed) == ({RECEIVED: "7", DENIED: "5"}, {}, {})


@pytest.mark.parametrize(
    "time",
    [None, 5, "", "x", "2026-01-20", "2026-01-20T10:32:05", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-12:00"],
)
def test_a_time_that_cannot_be_told_is_the_files(file: Path, time: object) -> None:
    draft = drafted(file, {**RECORD, "time": time})
    assert draft.texts == {RECEIVED: "7"}
    assert abs((datetime.now(UTC) - draft.when).total_seconds()) < 3600
    os.utime(beside(file), (-(10**11), -(10**11)))
    assert only_draft(file).when.tzinfo is not None


def test_a_time_is_told_with_its_zone(file: Path) -> None:
    assert drafted(file, RECORD).when == datetime(2026, 1, 20, 2, 32, 5, tzinfo=UTC)


@pytest.mark.parametrize("cursor", [5, None, [], "x" * 1000, "\ud800"])
def test_a_cursor_is_a_place_or_none(file: Path, cursor: object) -> None:
    assert drafted(file, {**RECORD, "at": cursor}).cursor is None


def test_an_owner_that_is_none_is_nobody(file: Path) -> None:
    draft = drafted(file, RECORD, header={**HEADER, "owner": {"pid": -1}})
    assert draft.owner.pid == 0 and draft.owner.user == ""
    assert draft.texts == {RECEIVED: "7"}


@settings(max_examples=200, deadline=None)
@given(
    record=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["texts", "parts", "typed", "at", "overview", FIRST]), inner)
        ),
    )
)
def test_no_json_can_do_harm(tmp_path_factory: pytest.TempPathFactory, record: object) -> None:
    file = tmp_path_factory.mktemp("hostile") / "report.toml"
    header = line(json.dumps(HEADER)).lstrip()
    beside(file).write_bytes(header + line(json.dumps(record)))
    draft = read_draft(beside(file), file.name)
    assert draft is not None and not draft.refusal
    draft.applied(figures.report())


# Places that a report does not have


def test_places_that_the_report_does_not_have_are_named(file: Path) -> None:
    texts = {
        RECEIVED: "7",
        "nowhere": "x",
        "overview.parts.0.colour": "x",
        "overview.parts.999999999999.text": "x",
        "overview.parts.-1.text": "x",
        "overview.parts.٣.text": "x",
        "overview.parts..text": "x",
        "": "x",
    }
    draft = drafted(file, {"texts": texts, "parts": {"requests": [["", ""]], "nowhere": []}, "shape": 1})
    report, missing = draft.applied(figures.report())
    assert sorted(missing) == sorted([*(texts.keys() - {RECEIVED}), "nowhere", "requests"])
    expected = figures.report()
    expected.set_text(RECEIVED, "7")
    assert report == expected


def test_a_draft_of_another_edition_is_one_still(file: Path) -> None:
    draft = drafted(file, {"texts": {"agency.name": "石门乡", RECEIVED: "7"}}, header={**HEADER, "edition": 2019})
    assert draft.edition == 2019
    report = applied(draft, new_report(EDITIONS[2019]))
    assert report.text("agency.name") == "石门乡"


@pytest.mark.parametrize("kind", ["texts", "typed"])
@pytest.mark.parametrize(
    ("then", "now", "index"),
    [
        (["甲", "乙"], ["甲", "乙"], 1),
        (["甲", "乙"], ["新", "甲", "乙"], 2),
        (["甲", "乙"], ["乙", "丙"], 0),
        (["甲", "乙"], ["丙", "乙", "甲"], 1),
        (["甲", ""], ["甲", ""], 1),
        (["乙", "乙"], ["乙", "乙"], 1),
        (["甲", "乙"], ["甲"], None),
        (["甲", "乙"], ["甲", "丙"], None),
        (["甲", "乙"], ["乙", "乙"], None),
        (["乙", "乙"], ["甲", "乙"], None),
        (["甲", ""], ["", ""], None),
        (["甲", ""], ["", "甲"], None),
        (["甲"], ["甲", "乙"], None),
        (None, ["甲", "乙"], None),
    ],
)
def test_a_text_goes_to_the_part_it_was_written_in_and_to_no_other(
    file: Path, kind: str, then: list[str] | None, now: list[str], index: int | None
) -> None:
    headings = {} if then is None else {"headings": {"overview": then}}
    draft = drafted(file, {kind: {"overview.parts.1.text": "写的"}, **headings})
    report = figures.report()
    report.parts["overview"] = [Part(heading, "原有") for heading in now]
    expected = report.copy()
    if index is not None:
        expected.parts["overview"][index].text = "写的"
    assert draft.applied(report) == (expected, [] if index is not None else ["overview.parts.1.text"])
    if kind == "typed":
        assert draft.left_at(report) == (None if index is None else f"overview.parts.{index}.text")


# Of somebody or something else


def test_a_draft_of_another_report_is_refused(file: Path) -> None:
    told = drafted(file, RECORD, header={**HEADER, "report": "\x1b[31mother.toml"}).refusal
    assert "属于另一份报告" in told and "\x1b" not in told
    # What lies beside the report says its name, not its path.
    assert drafted(file, RECORD, header={**HEADER, "report": str(file)}).refusal


def test_a_draft_of_a_later_program_is_refused_and_left(file: Path) -> None:
    draft = drafted(file, RECORD, header={"draft": 2})
    assert "新版本" in draft.refusal
    session, _ = journalled(file)
    session.edit(RECEIVED, "8")
    assert sorted(bool(each.refusal) for each in find_drafts(file)) == [False, True]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_others_left_is_told_and_not_read(file: Path) -> None:
    theirs = file.with_name(f".{file.name}.draft-12345")
    theirs.write_bytes(line(json.dumps(HEADER)).lstrip() + line(json.dumps(RECORD)))
    os.chown(theirs, 12345, 12345)
    told = only_draft(file).refusal
    assert "用户12345" in told and "不是您的" in told and str(theirs) in told
    only_draft(file).remove()
    session, journal = journalled(file)
    session.edit(RECEIVED, "8")
    assert journal.file == beside(file)
    assert [bool(each.refusal) for each in find_drafts(file)] == [False, True]


def test_a_file_that_cannot_be_read_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside(file).write_text("x")
    monkeypatch.setattr(draft_file, "_content", _fails)
    assert "读不了" in only_draft(file).refusal


def _fails(path: Path) -> tuple[os.stat_result, bytes]:
    raise OSError(5, "Input/output error")


def test_the_newest_draft_comes_first_and_those_that_cannot_be_used_last(file: Path) -> None:
    name = beside(file).name
    for number, time in enumerate(
        ("2026-01-20T10:00:00+08:00", "2026-01-20T03:00:00+00:00", "2026-01-20T10:30:00+08:00")
    ):
        content = line(json.dumps(HEADER)).lstrip() + line(json.dumps({**RECORD, "time": time}))
        file.with_name(f"{name}.{number:016x}").write_bytes(content)
    beside(file).write_text("x")
    assert [each.file.name[-1] for each in find_drafts(file)[:3]] == ["1", "2", "0"]
    assert [bool(each.refusal) for each in find_drafts(file)] == [False, False, False, True]


def test_of_drafts_of_one_moment_that_which_was_written_last_comes_first(file: Path) -> None:
    name = beside(file).name
    content = line(json.dumps(HEADER)).lstrip() + line(json.dumps(RECORD))
    for number, written in enumerate((2, 5, 1, 4, 3)):
        path = file.with_name(f"{name}.{number:016x}")
        path.write_bytes(content)
        os.utime(path, ns=(10**18, 10**18 + written))
    assert [each.file.name[-1] for each in find_drafts(file)] == ["1", "3", "4", "0", "2"]


def test_a_draft_tells_fractions_of_a_second(file: Path) -> None:
    session, _ = journalled(file)
    before = datetime.now(UTC)
    session.edit(RECEIVED, "7")
    assert timedelta(milliseconds=-1) <= only_draft(file).when - before < timedelta(seconds=60)


def test_there_are_no_drafts_of_what_cannot_be(tmp_path: Path) -> None:
    assert find_drafts(tmp_path / "no" / "such" / "folder.toml") == []
    assert find_drafts(Path("nul\0.toml")) == []
    (tmp_path / "file").write_text("")
    assert find_drafts(tmp_path / "file" / "x.toml") == []


def test_what_has_come_to_stand_at_its_name_since_is_not_removed(file: Path) -> None:
    draft = drafted(file, RECORD)
    beside(file).unlink()
    beside(file).write_text("another")
    draft.remove()
    assert beside(file).read_text() == "another"


def test_the_state_folder_is_looked_into_only_if_it_is_the_users(file: Path, state: Path) -> None:
    place = in_state_folder(file, make=True)
    place.write_bytes(line(json.dumps({**HEADER, "report": str(file)})).lstrip() + line(json.dumps(RECORD)))
    assert only_draft(file).texts == {RECEIVED: "7"}
    if os.geteuid() == 0:
        os.chown(place.parent, 12345, 12345)
        assert find_drafts(file) == []
