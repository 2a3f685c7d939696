"""Reading drafts put together by somebody else, written by a later program or left by others."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import figures
from tests.tui.drafts.drafted import HEADER, RECORD, drafted
from tests.tui.drafts.journalled import DENIED, FIRST, RECEIVED, beside, journalled, line, only_draft
from tui.drafts import draft_file
from tui.drafts.draft_file import find_drafts, read_draft
from tui.drafts.records import LARGEST_FILE


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


def test_a_draft_tells_fractions_of_a_second(file: Path) -> None:
    session, _ = journalled(file)
    before = datetime.now(UTC)
    session.edit(RECEIVED, "7")
    assert timedelta(milliseconds=-1) <= only_draft(file).when - before < timedelta(seconds=60)
