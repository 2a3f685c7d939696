"""Where the journal stands: beside the report, or in the user's own folder."""

import errno
import os
import pwd
from pathlib import Path

import pytest

from schema.report_file import load
from tests import figures
from tests.tui.drafts.journalled import RECEIVED, beside, journalled, names, only_draft, recovered
from tui.drafts.draft_file import find_drafts


def _refuse(monkeypatch: pytest.MonkeyPatch, folder: Path, number: int = errno.EROFS) -> None:
    """No file can be made in a folder, as if the file system were read-only."""
    real = os.open

    def refusing(path: str, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT and Path(path).parent == folder:
            raise OSError(number, os.strerror(number))
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", refusing)


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_it_stands_elsewhere_where_the_folder_takes_no_file(
    file: Path, state: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as patch:
        _refuse(patch, file.parent, number)
        session, journal = journalled(file)
        session.edit(RECEIVED, "7")
        assert journal.elsewhere and journal.problem == ""
        assert journal.file is not None and journal.file.parent == state / "nianbao" / "drafts"
        assert journal.file.parent.stat().st_mode & 0o777 == 0o700
        assert journal.file.stat().st_mode & 0o777 == 0o600
        assert recovered(file) == session.report
        # A report of the same name in another folder is another report.
        twin = file.parent / "sub" / file.name
        twin.parent.mkdir()
        twin.write_bytes(file.read_bytes())
        assert find_drafts(twin) == []
        theirs = journal.file.rename(journal.file.with_name(_state_name(twin)))
        assert "属于另一份报告" in only_draft(twin).refusal
        theirs.rename(journal.file)
    was = journal.file
    theirs = file.with_name("other.toml")
    theirs.write_bytes(file.read_bytes() + b"\n")
    session.rebase(load(theirs), session.report)
    session.loaded = session.confirmed = load(file)
    journal.rebased()
    # It comes back where it can, leaving nothing behind.
    assert not journal.elsewhere and journal.file == beside(file)
    assert not was.exists()
    assert recovered(file) == session.report


def _state_name(file: Path) -> str:
    from hashlib import sha256

    return sha256(os.fsencode(os.path.realpath(file))).hexdigest() + ".draft"


def test_a_session_goes_on_where_nothing_can_be_written(
    file: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (state / "nianbao").write_text("in the way")
    with monkeypatch.context() as patch:
        _refuse(patch, file.parent)
        session, journal = journalled(file)
        session.edit(RECEIVED, "7")
        assert journal.problem.startswith("恢复草稿写不进去：") and journal.file is None
    session.edit(RECEIVED, "8")
    assert journal.problem == "" and recovered(file) == session.report


def test_the_users_folder_is_theirs_alone(file: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse(monkeypatch, file.parent)
    (state / "nianbao").mkdir()
    (state / "elsewhere").mkdir()
    (state / "nianbao" / "drafts").symlink_to(state / "elsewhere")
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    assert journal.problem and names(state / "elsewhere") == []
    (state / "nianbao" / "drafts").unlink()
    (state / "nianbao" / "drafts").mkdir(mode=0o777)
    session.edit(RECEIVED, "8")
    assert not journal.problem
    assert (state / "nianbao" / "drafts").stat().st_mode & 0o777 == 0o700


def test_no_user_needs_a_home(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    assert recovered(file) == session.report
    journal.discard()
    _refuse(monkeypatch, file.parent)
    session.edit(RECEIVED, "8")
    assert journal.problem


def test_a_link_to_a_report_has_the_reports_own_draft(file: Path) -> None:
    folder = file.parent / "links"
    folder.mkdir()
    link = folder / "link.toml"
    link.symlink_to(file)
    session, journal = journalled(link)
    session.edit(RECEIVED, "7")
    assert journal.file == beside(file) and names(folder) == ["link.toml"]
    assert recovered(file) == recovered(link) == session.report


@pytest.mark.parametrize(
    "name", ["报告" * 30 + ".toml", "长" * 83 + ".toml", os.fsdecode(b"\xff\xfe.toml"), "a\nb.toml"]
)
def test_reports_of_odd_names_have_drafts(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(figures.text_of(figures.report()))
    session, journal = journalled(path)
    session.edit(RECEIVED, "7")
    assert journal.problem == "" and not journal.elsewhere
    assert recovered(path) == session.report
