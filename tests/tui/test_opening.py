"""Opening a report: its lock, what may only be read, what stands in the way, and what earlier sessions left."""

import errno
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from schema import atomic_file
from schema.atomic_file import SaveError
from schema.report import new_report
from schema.report_file import load
from schema.unsafe import find_unsafe
from tests import figures
from tests.tui.command_line import ROOT
from tests.tui.drafts.journalled import DENIED, FIRST, RECEIVED, beside, journalled, names
from tests.tui.drafts.starter import Holder
from tui.drafts.draft_file import find_drafts
from tui.drafts.journal_file import JournalFile
from tui.drafts.lock import take_over
from tui.drafts.records import Header
from tui.opened import Opened
from tui.opening import open_report
from tui.opening_words import KEPT, LOST

COMPANY = "requests.received.company"


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Fills the disk for journals, or makes room on it again."""
    make = JournalFile.make

    def refused(*_: object) -> JournalFile:
        raise OSError(errno.ENOSPC, "")

    return lambda is_full: monkeypatch.setattr(JournalFile, "make", refused if is_full else make)


def opened(path: Path, *, taking_over: bool = False) -> Opened:
    """A report that can be opened."""
    result = open_report(path, taking_over=taking_over)
    assert isinstance(result, Opened)
    assert not any(find_unsafe(told) for told in (*result.notices, result.remark, result.session.read_only))
    return result


def leave(path: Path, texts: dict[str, str], typed: dict[str, str] | None = None) -> None:
    """Fill something in and be killed."""
    session, journal = journalled(path)
    for place, text in texts.items():
        session.edit(place, text)
    for place, text in (typed or {}).items():
        journal.typing(place, text)


def leave_new(path: Path, texts: dict[str, str]) -> None:
    """Fill in something of a report that is never saved."""
    new = open_report(path, new_report(figures.EDITION, dict(figures.COVER)))
    assert isinstance(new, Opened)
    new.session.edit_many(texts)
    assert new.keep({}) == KEPT


def offered(it: Opened) -> list[str]:
    """What the drafts hold at a place."""
    return [it.recovered(draft).text(RECEIVED) for draft in it.drafts]


def abandon(it: Opened) -> None:
    """Leave, and want nothing of what is not saved."""
    it.session.given_up = True
    assert it.close() == ""


def lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


# One writer


def test_a_report_is_locked_until_it_is_closed(file: Path) -> None:
    it = opened(file)
    assert it.is_plain_sailing
    assert names(file.parent) == [".report.toml.lock", "report.toml"]
    assert it.session.edit(RECEIVED, "77")
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_somebody_else_s_report_can_only_be_read(file: Path) -> None:
    with Holder(file) as holder:
        it = opened(file)
        assert it.held is not None and it.held.owner is not None and it.held.owner.pid == holder.process.pid
        assert it.session.read_only == f"{it.held.owner.described}打开，正在填这份报告，这里只能看。"
        assert not it.session.edit(RECEIVED, "77") and it.session.text(RECEIVED) == "3402"
        assert it.journal is None and not it.notices and not it.drafts
        it.close()
        assert holder.still_holds() and names(file.parent) == [".report.toml.lock", "report.toml"]


def test_their_draft_is_not_touched_while_they_fill_in(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    with Holder(file):
        it = opened(file)
        assert not it.drafts and it.keep({}) == ""
    assert len(find_drafts(file)) == 1


def test_a_lock_that_cannot_be_read_is_somebody_s(file: Path) -> None:
    lock_of(file).write_text("{", encoding="utf-8")
    assert opened(file).session.read_only == "有人打开，正在填这份报告，这里只能看。"


def test_a_report_taken_over_can_be_filled_in_and_its_draft_recovered(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    with Holder(file) as holder:
        it = opened(file, taking_over=True)
        assert holder.process.wait() != 0
    assert not it.session.read_only
    (draft,) = it.drafts
    assert it.recovered(draft).text(RECEIVED) == "77"
    it.close()


def test_a_copy_of_what_somebody_else_fills_in_is_ours(file: Path) -> None:
    with Holder(file) as holder:
        it = opened(file)
        copy = file.with_name("copy.toml")
        it.session.save_as(copy)
        assert lock_of(copy).exists() and it.held is None
        assert it.session.edit(RECEIVED, "77")
        assert beside(copy).exists() and not beside(file).exists()
        assert holder.still_holds()
        abandon(it)
        assert holder.still_holds()
    assert not lock_of(copy).exists() and not beside(copy).exists()


def test_where_there_can_be_no_lock_the_user_is_told_and_fills_in(file: Path) -> None:
    lock_of(file).mkdir()
    it = opened(file)
    (notice,) = it.notices
    assert notice.startswith(f"没有上锁：{lock_of(file).name} 应当是锁文件") and "请先问清楚" in notice
    assert it.session.edit(RECEIVED, "77") and beside(file).exists()
    abandon(it)
    assert lock_of(file).is_dir() and not beside(file).exists()


_WRITER = """
import sys
from pathlib import Path
from tui.opening import open_report
it = open_report(Path(sys.argv[1]))
it.session.edit("requests.received.natural_person", "77")
print(type(it.held).__name__, flush=True)
sys.stdin.read()
"""


def test_without_a_lock_a_living_journal_shows_who_fills_in(file: Path) -> None:
    lock_of(file).mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, file],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "NoneType\n"
        it = opened(file)
        assert it.held is not None and it.held.owner is not None and it.held.owner.pid == process.pid
        assert it.session.read_only and not it.drafts
        it.close()
        assert beside(file).exists()
        # Asked for, it is done, and what the other one has so far is offered.
        assert offered(opened(file, taking_over=True)) == ["77"]
    finally:
        process.kill()
        process.communicate()
    assert offered(opened(file)) == ["77"]


def test_another_s_name_is_not_saved_to(file: Path) -> None:
    """Their new report has no file yet."""
    theirs = open_report(file.with_name("b.toml"), new_report(figures.EDITION))
    assert isinstance(theirs, Opened)
    theirs.session.edit(RECEIVED, "55")
    before = names(file.parent)
    it = opened(file)
    with pytest.raises(SaveError, match=r"未保存：这个文件名有人在用，.*打开，正在填这份报告。请换一个文件名。"):
        it.session.save_as(file.with_name("b.toml"))
    assert names(file.parent) == sorted([*before, ".report.toml.lock"]) and it.session.loaded.path == file
    assert it.session.edit(RECEIVED, "77") and beside(file).exists()


def test_a_copy_that_cannot_be_written_leaves_no_lock(file: Path) -> None:
    it = opened(file)
    copy = file.with_name("copy.toml")
    copy.touch()
    with pytest.raises(SaveError):
        it.session.save_as(copy)
    assert lock_of(file).exists() and not lock_of(copy).exists()


def test_a_copy_that_cannot_be_locked_is_told(file: Path) -> None:
    it = opened(file)
    told: list[str] = []
    it.tell = told.append
    copy = file.with_name("copy.toml")
    lock_of(copy).mkdir()
    it.session.save_as(copy)
    assert told == [it.unlocked] and told[0].startswith("没有上锁：")
    assert not lock_of(file).exists() and it.session.edit(RECEIVED, "77") and beside(copy).exists()


def test_a_new_report_saved_under_its_own_name_stays_locked(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    it = open_report(path, new_report(figures.EDITION))
    assert isinstance(it, Opened)
    it.session.save_as(tmp_path / "." / "new.toml")
    assert lock_of(path).exists() and it.session.edit(RECEIVED, "77") and beside(path).exists()


@pytest.mark.parametrize("taking_over", [False, True])
def test_what_somebody_else_has_saved_meanwhile_is_opened_and_not_the_new_report(
    tmp_path: Path, taking_over: bool
) -> None:
    path = tmp_path / "new.toml"
    path.write_text(figures.text_of(figures.report()), encoding="utf-8")
    it = open_report(path, new_report(figures.EDITION), taking_over=taking_over)
    assert isinstance(it, Opened) and not it.session.is_new and it.session.text(RECEIVED) == "3402"


def test_two_writers_without_a_lock_leave_each_other_s_journal_alone(file: Path) -> None:
    lock_of(file).mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, file],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "NoneType\n"
        theirs = beside(file).read_bytes()
        it = opened(file, taking_over=True)
        for text in ("88", "89"):
            it.session.edit(COMPANY, text)
            assert beside(file).read_bytes() == theirs
        assert it.journal is not None and it.journal.file is not None and it.journal.file.parent == file.parent
        own = next(draft for draft in find_drafts(file) if draft.file == it.journal.file)
        assert dict(own.texts) == {COMPANY: "89"} and len(find_drafts(file)) == 2
    finally:
        process.kill()
        process.communicate()


def test_only_who_holds_the_report_clears_away_what_is_being_written(file: Path) -> None:
    unfinished = file.with_name(f"{beside(file).name}.{'0' * 16}.new")
    lock_of(file).mkdir()
    for end in ("unlocked", "locked"):
        unfinished.touch()
        it = opened(file)
        it.prepare()
        assert unfinished.exists() == (end == "unlocked")
        it.close()
        lock_of(file).rmdir() if end == "unlocked" else None


# A lock that is lost


@pytest.mark.parametrize("gone", ["lock", "all"])
def test_a_lock_that_has_merely_gone_is_had_again(file: Path, gone: str) -> None:
    """As after `git clean -fd`."""
    it = opened(file)
    told: list[str] = []
    it.tell = told.append
    it.session.edit(RECEIVED, "77")
    lock_of(file).unlink()
    if gone == "all":
        beside(file).unlink()
    assert it.session.edit(COMPANY, "88") and it.session.edit(DENIED, "99")
    assert not told and lock_of(file).exists() and it.session.read_only == ""
    lock_of(file).unlink()
    if gone == "all":
        beside(file).unlink()
    assert it.keep({FIRST: "没写完"}) == KEPT and names(file.parent) == [beside(file).name, "report.toml"]
    (draft,) = find_drafts(file)
    held = draft.applied(it.session.base)[0]
    assert [held.text(place) for place in (RECEIVED, COMPANY, DENIED, FIRST)] == ["77", "88", "99", "没写完"]


def test_a_folder_that_is_gone_is_told_once_and_the_journal_kept_elsewhere(file: Path) -> None:
    folder = file.parent / "inner"
    folder.mkdir()
    inner = file.rename(folder / file.name)
    it = opened(inner)
    told: list[str] = []
    it.tell = told.append
    folder.rename(file.parent / "moved")
    assert it.session.edit(RECEIVED, "77") and it.session.edit(COMPANY, "88")
    assert told == ["没有上锁：报告所在的文件夹不存在。别人同时填这份报告时不会有提醒，请先问清楚。"]
    assert it.journal is not None and it.journal.elsewhere and not it.session.read_only
    (file.parent / "moved").rename(folder)
    assert it.session.edit(DENIED, "99") and len(told) == 1
    it.keep({})
    assert not lock_of(inner).exists()


@pytest.fixture
def stolen(file: Path) -> tuple[Opened, list[str]]:
    """A report that was taken over by somebody whom we did not hear, after a first change; and what is told then."""
    it = opened(file)
    told: list[str] = []
    it.tell = told.append
    assert it.session.edit(RECEIVED, "77")
    take_over(file)
    return it, told


def test_after_somebody_took_over_nothing_is_changed_any_more(file: Path, stolen: tuple[Opened, list[str]]) -> None:
    it, told = stolen
    draft = beside(file).read_bytes()
    assert told == []
    it.session.edit(COMPANY, "88")
    assert told == [it.session.read_only] and "别处接管了这份报告，这里只能看。" in told[0]
    assert not it.session.edit(DENIED, "99") and it.session.undo() is None
    assert it.stored_at == ""
    with pytest.raises(SaveError, match="别处接管了这份报告"):
        it.session.save()
    assert beside(file).read_bytes() == draft
    assert beside(file).read_bytes() == draft and lock_of(file).exists()


def test_after_somebody_took_over_not_even_what_was_typed_before_is_saved(
    file: Path, stolen: tuple[Opened, list[str]]
) -> None:
    it, told = stolen
    before = file.read_bytes()
    with pytest.raises(SaveError, match="别处接管了这份报告"):
        it.session.save()
    assert file.read_bytes() == before
    assert told == [it.session.read_only]


def test_what_a_lost_report_holds_can_be_saved_elsewhere(file: Path, stolen: tuple[Opened, list[str]]) -> None:
    it, _ = stolen
    it.session.edit(COMPANY, "88")
    copy = file.with_name("copy.toml")
    it.session.save_as(copy)
    saved = load(copy).report
    assert saved is not None and (saved.text(RECEIVED), saved.text(COMPANY)) == ("77", "88")
    assert it.session.edit(DENIED, "99")
    assert lock_of(copy).exists() and beside(copy).exists() and it.stored_at
    abandon(it)
    assert lock_of(file).exists() and beside(file).exists(), "the other one's"
    assert not lock_of(copy).exists() and not beside(copy).exists()


def test_last_words_disturb_nobody_who_took_over_and_lose_nothing(file: Path, stolen: tuple[Opened, list[str]]) -> None:
    it, _ = stolen
    it.session.edit(COMPANY, "88")
    draft = beside(file).read_bytes()
    assert it.keep({FIRST: "没写完"}) == KEPT
    assert beside(file).read_bytes() == draft and lock_of(file).exists()
    held = [draft.applied(it.session.base)[0] for draft in find_drafts(file)]
    assert sorted((each.text(RECEIVED), each.text(COMPANY), each.text(FIRST) == "没写完") for each in held) == [
        ("77", "88", True),
        ("77", "99", False),
    ]


def test_what_nobody_could_keep_after_somebody_took_over_is_said_to_be_lost(
    stolen: tuple[Opened, list[str]], full: Callable[[bool], None]
) -> None:
    it, _ = stolen
    full(True)
    assert it.keep({FIRST: "没写完"}) == LOST and not it.is_kept


def test_the_draft_stays_until_the_disk_has_confirmed_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    with monkeypatch.context() as patched:
        patched.setattr(atomic_file, "_sync_folder", lambda folder: False)
        assert not it.session.save().confirmed
    assert beside(file).exists()
    it.session.edit(RECEIVED, "78")
    assert it.session.save().confirmed
    assert not beside(file).exists()


def test_leaving_does_not_remove_the_draft_of_what_the_disk_has_not_confirmed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    with monkeypatch.context() as patched:
        patched.setattr(atomic_file, "_sync_folder", lambda folder: False)
        it.session.save()
    assert it.close() == "" and beside(file).exists()
    assert opened(file).is_plain_sailing and find_drafts(file) == []


def test_saving_elsewhere_takes_lock_and_journal_along(file: Path) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    copy = file.with_name("copy.toml")
    it.session.save_as(copy)
    assert names(file.parent) == [".copy.toml.lock", "copy.toml", "report.toml"]
    it.session.edit(RECEIVED, "78")
    assert [draft.applied(it.session.base)[0].text(RECEIVED) for draft in find_drafts(copy)] == ["78"]
    abandon(it)
    assert names(file.parent) == ["copy.toml", "report.toml"]


# What may only be read, and what is said of the file


def test_who_could_never_change_anything_is_told_of_no_loss(file: Path) -> None:
    with Holder(file):
        it = opened(file)
        assert it.keep({FIRST: "没写完"}) == ""
    path = file.with_name("new.toml")
    with Holder(path):
        new = open_report(path, new_report(figures.EDITION))
        assert isinstance(new, Opened) and new.held is not None
        assert not new.session.is_at_stake and new.keep({}) == "" and new.is_kept


def test_a_file_that_does_not_fit_the_form_can_only_be_read(file: Path) -> None:
    text = re.sub(r"(?m)^kind .*$", "kind = 5", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    it = opened(file)
    line = text[: text.index("kind = 5")].count("\n") + 1
    assert it.session.read_only.startswith(f"文件有1处与格式不合，这里只能看。第{line}行：")
    assert (
        it.session.read_only.endswith("全部问题见 nianbao check，改正后再填。") and "。。" not in it.session.read_only
    )
    assert not it.session.edit(RECEIVED, "77")
    assert not lock_of(file).exists(), "nobody is kept from mending it"
    assert it.keep({}) == "" and file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("number", "told"), [("2030", "2030"), ("0x" + "f" * 5000, "…")], ids=["2030", "huge"])
def test_a_newer_edition_can_only_be_read(file: Path, number: str, told: str) -> None:
    text = file.read_text(encoding="utf-8").replace("edition = 2021", f"edition = {number}", 1)
    file.write_text(text + "\n[later]\nvalue = 1\n", encoding="utf-8")
    result = open_report(file)
    if result == 2:
        assert told == "…", "refused by the reader of the file already"
        return
    assert isinstance(result, Opened)
    assert result.session.read_only.startswith(f"这份报告的格式（edition = {told}）比本程序新，只能看")
    assert result.session.text(RECEIVED) == "3402" and not result.session.edit(RECEIVED, "77")
    assert not result.session.dirty and not lock_of(file).exists()


@pytest.mark.parametrize("edition", ["2018", "true", '"2021"'])
def test_a_file_of_no_edition_is_refused(file: Path, edition: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = file.read_text(encoding="utf-8").replace("edition = 2021", f"edition = {edition}", 1)
    file.write_text(text, encoding="utf-8")
    assert open_report(file) == 2
    assert "edition-unknown" in capsys.readouterr().err
    assert names(file.parent) == ["report.toml"]


def test_keys_that_we_do_not_know_are_told_and_kept(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("[disclosure]", "[disclosure]\nlater = 1  # 以后的", 1)
    file.write_text(text + "\n[later]\nvalue = 1\n", encoding="utf-8")
    it = opened(file)
    (notice,) = it.notices
    first = text[: text.index("later = 1")].count("\n") + 1
    assert notice.startswith("文件里有2处本程序不认识的内容（第") and f"{first}行" in notice and "原样保留" in notice
    assert it.session.edit(RECEIVED, "77")
    it.session.save()
    after = file.read_text(encoding="utf-8")
    assert "\nlater = 1  # 以后的" in after and after.endswith("\n[later]\nvalue = 1\n")
    assert len(set(after.splitlines()) ^ set((text + "\n[later]\nvalue = 1\n").splitlines())) == 2
    it.close()


@pytest.mark.parametrize(
    "windows",
    [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")],
    ids=["BOM", "CRLF"],
)
def test_windows_files_are_remarked_on_and_stay_as_they_are(file: Path, windows: Callable[[bytes], bytes]) -> None:
    data = windows(file.read_bytes())
    file.write_bytes(data)
    it = opened(file)
    assert "Windows" in it.remark and not it.notices and not it.is_plain_sailing
    it.session.edit(RECEIVED, "77")
    it.session.save()
    changed = [
        (old, new) for old, new in zip(data.split(b"\n"), file.read_bytes().split(b"\n"), strict=True) if old != new
    ]
    assert len(changed) == 1 and b"3402" in changed[0][0] and b"77" in changed[0][1]
    assert changed[0][0].endswith(b"\r") == changed[0][1].endswith(b"\r")


# What stands in the way of saving

_UNPRIVILEGED = """
import ctypes, sys
from pathlib import Path
ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522), (ctypes.c_uint32 * 6)())
from tui.opening import open_report
it = open_report(Path(sys.argv[1]))
it.session.edit("requests.received.natural_person", "77")
print(*it.notices, it.journal.elsewhere, bool(it.journal.problem), bool(it.stored_at), sep="\\n")
"""


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_is_told_at_once(file: Path, state: Path, what: str) -> None:
    target = file if what == "file" else file.parent
    target.chmod(0o444 if what == "file" else 0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _UNPRIVILEGED, str(file)],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    finally:
        target.chmod(0o755)
    assert done.returncode == 0, done.stderr
    *notices, elsewhere, problem, stored = done.stdout.splitlines()
    if what == "file":
        (notice,) = notices
        assert notice.startswith("这个文件只许看，不许改，保存不了。") and elsewhere == "False"
    else:
        notice, unlocked = notices
        assert notice.startswith("这个文件夹不许写，保存不了。") and unlocked.startswith("没有上锁：")
        assert elsewhere == "True" and len(list(state.rglob("*.draft"))) == 1
    assert "另存为" in notice and (problem, stored) == ("False", "True")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    new = open_report(tmp_path / "none" / "report.toml", new_report(figures.EDITION))
    assert isinstance(new, Opened)
    assert new.notices[0].startswith("文件夹不存在，保存不了。")


class Space(NamedTuple):
    """What the system says of a disk, as far as it is asked."""

    f_bavail: int
    f_frsize: int
    f_blocks: int


def test_a_disk_nearly_full_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "statvfs", lambda _folder: Space(10, 4096, 1000))
    assert opened(file).notices == ["磁盘快满了，只剩40千字节，可能保存不了。请先腾出空间。"]


@pytest.mark.parametrize("space", [(300, 4096, 1000), (0, 4096, 0), None], ids=["enough", "not counted", "unknown"])
def test_a_disk_with_room_is_not(
    file: Path, monkeypatch: pytest.MonkeyPatch, space: tuple[int, int, int] | None
) -> None:
    def statvfs(_folder: Path) -> object:
        if space is None:
            raise OSError(errno.ENOSYS, "")
        return Space(*space)

    monkeypatch.setattr(os, "statvfs", statvfs)
    assert opened(file).is_plain_sailing


def test_a_limit_to_the_size_of_files_is_told(file: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        (notice,) = opened(file).notices
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert notice.startswith("系统限制每个文件不超过50千字节，可能保存不了。")


# Drafts


def test_a_draft_is_offered_and_recovered_as_one_step(file: Path) -> None:
    leave(file, {RECEIVED: "77", COMPANY: "88"}, {FIRST: "没写完", DENIED: "12"})
    it = opened(file)
    (draft,) = it.drafts
    assert not it.notices and it.session.text(RECEIVED) == "3402"
    it.recover(draft)
    texts = {place: it.session.text(place) for place in (RECEIVED, COMPANY, FIRST, DENIED)}
    assert texts == {RECEIVED: "77", COMPANY: "88", FIRST: "没写完", DENIED: "0"}
    assert it.drafts == [] and it.stored_at
    (own,) = find_drafts(file)
    assert own.owner.pid == os.getpid() and own.applied(it.session.base) == (it.session.report, [])
    assert it.session.undo() is not None and it.session.report == it.session.base
    assert it.session.redo() is not None
    it.session.save()
    assert find_drafts(file) == []
    it.close()
    assert names(file.parent) == ["report.toml"]


def test_a_recovered_draft_is_still_there_where_the_next_one_is_not_answered(file: Path) -> None:
    leave(file, {RECEIVED: "77", COMPANY: "88"})
    leave(file, {RECEIVED: "78", DENIED: "9"})
    it = opened(file)
    first, second = it.drafts
    it.recover(first)
    assert it.drafts == [second] and it.close() == KEPT
    held = [draft.texts for draft in find_drafts(file)]
    assert all(dict(draft.texts) in held for draft in (first, second))


@pytest.mark.parametrize("what", ["damaged", "no place"])
def test_a_draft_of_which_not_all_was_recovered_is_left(file: Path, what: str) -> None:
    leave(file, {RECEIVED: "77"}, {"overview.parts.4.text": "没写完"} if what == "no place" else {})
    if what == "damaged":
        beside(file).write_bytes(beside(file).read_bytes() + b"00000000 lost\n")
    else:
        report = figures.report()
        del report.parts["overview"][3:]
        file.write_text(figures.text_of(report), encoding="utf-8")
    before = beside(file).read_bytes()
    it = opened(file)
    told = it.recover(it.drafts[0])
    assert it.session.text(RECEIVED) == "77" and it.drafts == []
    (kept,) = [path for path in file.parent.iterdir() if path.read_bytes() == before]
    assert str(kept) in told and ("1行读不出来" if what == "damaged" else "1处没有地方放") in told
    abandon(it)
    assert kept.exists()


def test_of_a_draft_that_was_wholly_recovered_nothing_is_left_or_told(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    it = opened(file)
    assert it.recover(it.drafts[0]) == ""
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_a_draft_tells_where_the_last_change_was(file: Path) -> None:
    it = opened(file)
    it.at(COMPANY)
    changes: list[tuple[Callable[[], bool], str]] = [
        (lambda: it.session.edit(FIRST, "新写的"), FIRST),
        (lambda: it.session.set_parts("problems", []), "problems.intro"),
        (lambda: it.session.edit_many({RECEIVED: "77", DENIED: "88"}), "problems.intro"),
        (lambda: it.session.undo() is not None, "problems.intro"),
    ]
    for change, place in changes:
        assert change()
        (draft,) = find_drafts(file)
        assert draft.cursor == place and it.session.report.has(place)
    it.keep({"other.intro": "没写完"})
    (draft,) = find_drafts(file)
    assert draft.cursor == "other.intro"


def test_part_of_a_draft_is_taken(file: Path) -> None:
    leave(file, {RECEIVED: "77", COMPANY: "88"})
    it = opened(file)
    (draft,) = it.drafts
    chosen = it.session.report.copy()
    chosen.set_text(COMPANY, "88")
    it.recover(draft, chosen)
    assert (it.session.text(RECEIVED), it.session.text(COMPANY)) == ("3402", "88")
    (own,) = find_drafts(file)
    assert dict(own.texts) == {COMPANY: "88"}


def test_a_draft_given_up_is_gone(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    it = opened(file)
    it.give_up(it.drafts[0])
    assert it.drafts == [] and find_drafts(file) == [] and it.session.text(RECEIVED) == "3402"


def test_a_draft_not_answered_is_still_there(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    before = beside(file).read_bytes()
    for end in (Opened.close, lambda it: it.keep({})):
        it = opened(file)
        assert len(it.drafts) == 1
        end(it)
        assert names(file.parent) == [beside(file).name, "report.toml"] and beside(file).read_bytes() == before


def test_where_the_journal_cannot_be_written_a_recovered_draft_stays(file: Path, full: Callable[[bool], None]) -> None:
    leave(file, {RECEIVED: "77"})
    before = beside(file).read_bytes()
    it = opened(file)
    told: list[str] = []
    it.tell = told.append
    full(True)
    it.recover(it.drafts[0])
    assert it.drafts == [] and beside(file).read_bytes() == before
    assert told == ["恢复草稿写不进去：磁盘已满。请腾出空间，或尽快保存。"] and it.stored_at == ""
    full(False)
    it.session.edit(COMPANY, "88")
    assert len(told) == 1 and it.stored_at
    (own,) = find_drafts(file)
    assert own.applied(it.session.base)[0] == it.session.report
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_a_draft_of_what_is_saved_by_now_is_removed(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    report = figures.report()
    report.set_text(RECEIVED, "77")
    file.write_text(figures.text_of(report), encoding="utf-8")
    it = opened(file)
    assert it.is_plain_sailing and find_drafts(file) == []


def test_a_damaged_draft_of_which_nothing_else_is_left_is_told(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    data = beside(file).read_bytes()
    beside(file).write_bytes(data.replace(b'"77"', b'"78"'))
    it = opened(file)
    (notice,) = it.notices
    assert notice.startswith(f"恢复草稿 {beside(file)} 损坏了1行") and "没有动它" in notice
    assert it.drafts == [] and beside(file).exists()


def test_what_a_draft_holds_for_parts_that_are_gone_is_not_thrown_away(file: Path) -> None:
    leave(file, {}, {"overview.parts.4.text": "没写完"})
    report = figures.report()
    del report.parts["overview"][3:]
    file.write_text(figures.text_of(report), encoding="utf-8")
    it = opened(file)
    assert "已经没有地方放" in it.notices[0] and it.drafts == [] and beside(file).exists()


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (lambda data: b"\0" * 100, "内容损坏"),
        (lambda data: data.replace(b'"draft":1', b'"draft":2'), "内容损坏"),
        (lambda data: _header(data, report="other.toml"), "属于另一份报告（other.toml）"),
        (lambda data: _header(data, edition=2019), "是按另一个年度的格式填的"),
    ],
    ids=["binary", "checksum", "other report", "other edition"],
)
def test_a_draft_that_cannot_be_used_is_told_and_left_alone(
    file: Path, spoilt: Callable[[bytes], bytes], told: str
) -> None:
    leave(file, {RECEIVED: "77"})
    beside(file).write_bytes(spoilt(beside(file).read_bytes()))
    before = beside(file).read_bytes()
    it = opened(file)
    (notice,) = it.notices
    assert told in notice and str(beside(file)) in notice and it.drafts == []
    it.session.edit(COMPANY, "88")
    assert any(path.read_bytes() == before for path in file.parent.iterdir()), "moved aside at most"
    it.close()


def _header(data: bytes, **fields: Any) -> bytes:
    """A draft with another first line, whose checksum is right."""
    first, _, rest = data.partition(b"\n")
    header = Header.read(first)
    assert header is not None
    return header._replace(**fields).line() + rest


def test_the_newer_of_two_drafts_comes_first_and_the_older_adds_only_its_own(file: Path) -> None:
    leave(file, {RECEIVED: "77", COMPANY: "88"})
    leave(file, {RECEIVED: "78"})
    assert len(find_drafts(file)) == 2
    it = opened(file)
    newer, older = it.drafts
    assert [dict(each.texts) for each in (newer, older)] == [{RECEIVED: "78"}, {RECEIVED: "77", COMPANY: "88"}] or (
        newer.when == older.when
    )
    first, second = sorted(it.drafts, key=lambda draft: len(draft.texts))
    it.recover(first)
    assert it.drafts == [second]
    assert it.recovered(second).text(COMPANY) == "88"
    it.recover(second)
    assert (it.session.text(RECEIVED), it.session.text(COMPANY)) == ("77", "88")
    assert it.session.undo() and it.session.text(RECEIVED) == "78"
    assert it.drafts == [] and len(find_drafts(file)) == 1
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_a_second_draft_that_adds_nothing_is_not_asked_about(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    leave(file, {RECEIVED: "77", COMPANY: "88"})
    it = opened(file)
    larger = max(it.drafts, key=lambda draft: len(draft.texts))
    it.recover(larger)
    assert it.drafts == []


def test_a_new_report_that_was_never_saved_is_found_by_its_draft(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    leave_new(path, {RECEIVED: "77"})
    assert not path.exists() and names(tmp_path) == [beside(path).name]
    it = opened(path)
    (draft,) = it.drafts
    assert it.session.is_new and draft.base == ""
    it.recover(draft)
    assert (it.session.text(RECEIVED), it.session.text("agency.name")) == ("77", figures.COVER["agency.name"])
    it.session.save()
    it.close()
    assert names(tmp_path) == ["new.toml"]


def test_beginning_the_same_new_report_again_offers_the_draft(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    leave_new(path, {RECEIVED: "77"})
    again = open_report(path, new_report(figures.EDITION, {"agency.name": "另一个机关"}))
    assert isinstance(again, Opened)
    again.recover(again.drafts[0])
    assert again.session.text("agency.name") == figures.COVER["agency.name"]


def test_a_name_without_file_and_draft_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert open_report(tmp_path / "none.toml") == 2
    assert "没有这个文件" in capsys.readouterr().err and names(tmp_path) == []


# The end


def test_keeping_what_is_being_typed(file: Path) -> None:
    it = opened(file)
    assert it.keep({FIRST: "没写完"}) == KEPT
    assert names(file.parent) == [beside(file).name, "report.toml"]
    (draft,) = opened(file).drafts
    assert draft.applied(it.session.base)[0].text(FIRST) == "没写完"


@pytest.mark.parametrize("typed", [{}, {FIRST: figures.OVERVIEW[0][1]}, {RECEIVED: "12"}], ids=["no", "same", "figure"])
def test_nothing_is_kept_where_nothing_is_left(file: Path, typed: dict[str, str]) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    it.session.undo()
    assert it.keep(typed) == ""
    assert names(file.parent) == ["report.toml"]


def test_a_new_report_in_which_nothing_was_filled_leaves_nothing(tmp_path: Path) -> None:
    it = open_report(tmp_path / "new.toml", new_report(figures.EDITION, {"report.year": "2024"}))
    assert isinstance(it, Opened)
    assert it.keep({}) == "" and names(tmp_path) == []


@pytest.mark.parametrize("new", [False, True])
def test_a_signal_in_the_first_change_of_all_does_not_lose_it(file: Path, new: bool) -> None:
    path = file.with_name("new.toml") if new else file
    it = open_report(path, new_report(figures.EDITION, {"report.year": "2024"}) if new else None)
    assert isinstance(it, Opened)
    # As if the signal came before the session had told anybody.
    it.session.report.set_text(RECEIVED, "77")
    assert it.keep({}) == KEPT
    (draft,) = find_drafts(path)
    assert draft.texts[RECEIVED] == "77"


def test_keeping_says_where_it_could_not(file: Path, full: Callable[[bool], None]) -> None:
    it = opened(file)
    full(True)
    it.session.edit(RECEIVED, "77")
    assert it.keep({}) == "恢复草稿写不进去：磁盘已满。请腾出空间，或尽快保存。"


def test_keeping_tries_once_more(file: Path, full: Callable[[bool], None]) -> None:
    it = opened(file)
    full(True)
    it.session.edit(RECEIVED, "77")
    full(False)
    assert it.keep({}) == KEPT and len(find_drafts(file)) == 1


def test_text_of_a_part_that_is_gone_does_not_keep_the_rest_from_being_kept(file: Path) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    assert it.keep({"overview.parts.9.text": "哪里"}) == KEPT
    (draft,) = find_drafts(file)
    assert draft.texts[RECEIVED] == "77"


def test_closing_gives_up_what_is_not_saved(file: Path) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    assert beside(file).exists()
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_closing_keeps_what_nobody_gave_up(file: Path) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    assert it.close() == KEPT
    assert names(file.parent) == [beside(file).name, "report.toml"]


_SIGNALLED = """
import os, signal, sys
from pathlib import Path
from tui.opening import open_report
from tui.terminal.endings import Endings

class Signalling:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[2]:
            os.kill(os.getpid(), signal.SIGTERM)

it = open_report(Path(sys.argv[1]))
Endings(lambda: it.keep({"overview.intro": "没写完"}), lambda: None).install()
sys.meta_path.insert(0, Signalling())
it.prepare()
it.session.edit("requests.received.natural_person", "77")
print("not ended")
"""


@pytest.mark.parametrize("name", ["tui.drafts.journal", "tui.drafts.journal_file", "hashlib"])
def test_a_signal_while_the_journal_is_imported_costs_nothing(file: Path, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SIGNALLED, file, name],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{KEPT}\n")
    (draft,) = find_drafts(file)
    assert draft.typed == {"overview.intro": "没写完"}
