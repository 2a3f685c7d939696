"""Which drafts of a report are found, and in which order."""

import json
import os
from pathlib import Path

from tests.tui.drafts.drafted import HEADER, RECORD, drafted
from tests.tui.drafts.journalled import RECEIVED, beside, line, only_draft
from tui.drafts.draft_file import find_drafts
from tui.drafts.draft_places import in_state_folder


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
