"""What was typed survives a kill, a hang-up and a second session: it is offered at the next opening."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from schema.report import Report, new_report
from schema.report_file import load
from tests import figures
from tests.end_to_end.wizard import Wizard, written
from tui.drafts.owner import Owner

pytestmark = pytest.mark.usefixtures("tmux")

NAME = "report.toml"
OFFERED = "上次有没保存的内容"
TAKEN = "接管了这份报告，这里的填报已结束。"
HALF = figures.without_totals()[:12]
"""The rows of 三 before the kill."""
PLACES = [cell.place for cell in figures.EDITION.table("requests").cells]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A report with its cover and nothing else."""
    return written(tmp_path, figures.text_of(new_report(figures.EDITION, dict(figures.COVER))))


class Reopened(Wizard):
    """The wizard with its question about what was left."""

    def __init__(self, folder: Path, name: str = NAME) -> None:
        super().__init__(folder, "edit", name, wait=False)

    def __enter__(self) -> "Reopened":
        super().__enter__()
        self.wait_for(OFFERED)
        return self

    def recover(self) -> None:
        """Take the offer."""
        self.press("Enter")
        self.wait_for("还没有保存到文件。核对后按Ctrl+S保存")


def fill_half(wizard: Wizard) -> None:
    """Half of 三, and the beginning of the next figure."""
    wizard.go("requests")
    wizard.figures(HALF, end="\t9")
    wizard.wait_for(lambda: wizard.row("(四)1.不掌握")[:1] == ["9"])


def assert_half(report: Report) -> None:
    """All that was committed, and nothing of the figure that was not."""
    typed = [text for row in HALF for text in row]
    assert [report.text(place) for place in PLACES] == typed + [""] * (len(PLACES) - len(typed))


def on_disk(path: Path) -> Report:
    report = load(path).report
    assert report is not None
    return report


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def draft_of(path: Path) -> str:
    return f".{path.name}.draft-{os.geteuid()}"


def lock_of(path: Path) -> str:
    return f".{path.name}.lock"


def test_every_cell_typed_before_a_kill_comes_back(file: Path) -> None:
    before = file.read_bytes()
    with Wizard(file.parent, "edit", NAME) as wizard:
        fill_half(wizard)
        wizard.kill()
    assert file.read_bytes() == before
    assert names(file.parent) == sorted([lock_of(file), draft_of(file), NAME])
    with Reopened(file.parent) as wizard:
        wizard.recover()
        assert wizard.shows("requests")
        # The cursor is on the figure that was committed last.
        row = "8.行政查询事项"
        (current,) = [line for line in wizard.capture().split("\n")[3:] if line.startswith(">")]
        assert current.partition(row)[2].split()[:6] == list(HALF[-1])
        assert wizard.line(wizard.cursor()[1]) == current
        wizard.type("5\t")
        wizard.wait_for(lambda: wizard.row(f"   {row}")[:6] == [*HALF[-1][:5], "5"])
        wizard.press("C-z")
        wizard.wait_for(lambda: wizard.row(f"   {row}")[:6] == list(HALF[-1]))
        assert file.read_bytes() == before
        wizard.save()
        assert names(file.parent) == sorted([lock_of(file), NAME])
        wizard.leave()
    assert_half(on_disk(file))
    assert names(file.parent) == [NAME]
    with Wizard(file.parent, "edit", NAME) as wizard:
        wizard.wait_until_idle()
        assert not wizard.asks(), "nothing is left to ask about"


def test_killed_again_after_the_recovery_it_is_offered_again(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        fill_half(wizard)
        wizard.kill()
    for more in ("11", "22"):
        with Reopened(file.parent) as wizard:
            wizard.recover()
            wizard.type(f"\t{more}\t")
            wizard.wait_for(lambda more=more: more in wizard.row("(四)1.不掌握"))  # type: ignore[misc]
            wizard.wait_until_idle()
            wizard.kill()
    with Reopened(file.parent) as wizard:
        wizard.recover()
        wizard.save()
        wizard.leave()
    report = on_disk(file)
    at = len(HALF) * 6
    assert [report.text(place) for place in PLACES[at : at + 3]] == ["11", "22", ""]
    assert names(file.parent) == [NAME]


def write_prose(wizard: Wizard, text: str) -> None:
    """Write into the opening of 一."""
    wizard.go("overview")
    wizard.press("Enter")
    wizard.type(text)
    wizard.wait_for(f"---- {len(text)}字")


def recovered_prose(file: Path) -> str:
    with Reopened(file.parent) as wizard:
        wizard.recover()
        assert wizard.shows("overview")
        wizard.save()
        wizard.leave()
    assert names(file.parent) == [NAME]
    return on_disk(file).text("overview.intro")


def test_prose_survives_but_for_the_last_two_hundred_keys(file: Path) -> None:
    text = ("政府信息公开工作扎实推进，" * 20)[:250]
    with Wizard(file.parent, "edit", NAME) as wizard:
        write_prose(wizard, text)
        wizard.kill()
    came_back = recovered_prose(file)
    assert text.startswith(came_back) and len(came_back) >= 200


def test_prose_survives_wholly_when_the_writer_has_paused(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        write_prose(wizard, "全年主动公开信息。")
        wizard.wait_for(lambda: "已暂存" in wizard.line(0))
        wizard.kill()
    assert recovered_prose(file) == "全年主动公开信息。"


def test_a_new_report_never_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    with Wizard(tmp_path, "new", path.name, "--agency", "某某镇人民政府", "--year", "2023") as wizard:
        fill_half(wizard)
        wizard.kill()
    assert names(tmp_path) == sorted([lock_of(path), draft_of(path)])
    with Reopened(tmp_path, path.name) as wizard:
        assert "报告还没有存成文件" in wizard.capture()
        wizard.recover()
        assert wizard.shows("requests") and wizard.line(0).startswith(" 某某镇人民政府2023年")
        wizard.save()
        wizard.leave()
    assert_half(on_disk(path))
    assert names(tmp_path) == [path.name]


def test_a_new_report_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    with Wizard(tmp_path, "new", path.name) as wizard:
        fill_half(wizard)
        wizard.kill()
    with Reopened(tmp_path, path.name) as wizard:
        wizard.press("3")
        wizard.wait_for("放弃没保存的内容？")
        wizard.press("2")
        wizard.wait_for(lambda: not wizard.asks())
        wizard.press("F10")
        wizard.wait_for("有改动还没有保存到文件")
        wizard.press("2")
        wizard.wait_for(wizard.ended)
    assert names(tmp_path) == []


def test_what_differs_is_looked_at_and_taken_in_part(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        wizard.go("requests")
        wizard.type("1\t2\t3\t")
        wizard.wait_for(lambda: wizard.row("一、本年新收")[:3] == ["1", "2", "3"])
        wizard.kill()
    with Reopened(file.parent) as wizard:
        wizard.press("2")
        wizard.wait_for("3处不同")
        # The second place is left as the file has it.
        wizard.press("Down")
        wizard.type("1")
        wizard.press("F8")
        wizard.wait_for("恢复了2处")
        wizard.save()
        wizard.leave()
    assert [on_disk(file).text(place) for place in PLACES[:4]] == ["1", "", "3", ""]
    assert names(file.parent) == [NAME]


def test_leaving_the_question_leaves_the_draft(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        fill_half(wizard)
        wizard.kill()
    with Reopened(file.parent) as wizard:
        wizard.press("Escape")
        wizard.wait_for(wizard.ended)
    assert names(file.parent) == sorted([draft_of(file), NAME])
    with Reopened(file.parent) as wizard:
        wizard.recover()
        wizard.save()
        wizard.leave()
    assert_half(on_disk(file))


def hang_up(wizard: Wizard) -> None:
    """Take the terminal away, and wait for the program's end."""
    pid = wizard.pid()
    began = time.monotonic()
    wizard._tmux("kill-session")
    while Path(f"/proc/{pid}/stat").exists():
        assert time.monotonic() - began < 10, "still there"
        time.sleep(0.005)


def test_a_hang_up_loses_nothing_but_half_a_figure(file: Path) -> None:
    before = file.read_bytes()
    with Wizard(file.parent, "edit", NAME) as wizard:
        fill_half(wizard)
        hang_up(wizard)
    assert file.read_bytes() == before
    assert names(file.parent) == sorted([draft_of(file), NAME]), "the lock is given back"
    with Reopened(file.parent) as wizard:
        wizard.recover()
        wizard.save()
        wizard.leave()
    assert_half(on_disk(file))


def test_a_hang_up_loses_no_key_of_prose(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        write_prose(wizard, "刚写到一半的一句")
        hang_up(wizard)
    assert recovered_prose(file) == "刚写到一半的一句"


@pytest.mark.parametrize("touched", [False, True], ids=["nothing done", "saved"])
def test_a_hang_up_with_nothing_unsaved_leaves_nothing(file: Path, touched: bool) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        if touched:
            fill_half(wizard)
            wizard.type("\t")
            wizard.save()
        hang_up(wizard)
    assert names(file.parent) == [NAME]


def last_lines(wizard: Wizard) -> Sequence[str]:
    """What the program has written to the terminal that it has given back."""
    # To say that the program has ended, tmux moves it all up by a line.
    lines = wizard._tmux("capture-pane", "-p", "-S", "-").splitlines()
    return [line for line in lines if line and not line.startswith("Pane is dead")]


def test_the_second_session_reads_and_the_first_goes_on(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as first:
        fill_half(first)
        with Wizard(file.parent, "edit", NAME, wait=False) as second:
            second.wait_for("有人正在填")
            second.press("Enter")
            second.wait_for(lambda: not second.asks())
            assert second.line(0).endswith("只读")
            second.go("disclosure")
            second.type("77\t")
            second.wait_for("正在填这份报告，这里只能看。")
            second.press("C-s")
            second.wait_for("只读，没有改动要保存。")
            second.leave()
        first.type("\t")
        first.save()
        first.leave()
    report = on_disk(file)
    assert report.text("requests.granted.natural_person") == HALF[2][0]
    assert not report.text("disclosure.regulations.issued")
    assert names(file.parent) == [NAME]


def test_the_second_session_takes_over_what_the_first_has(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as first:
        fill_half(first)
        with Wizard(file.parent, "edit", NAME, wait=False) as second:
            second.wait_for("有人正在填")
            second.press("2")
            first.wait_for(first.ended)
            told = "".join(last_lines(first))
            assert told.startswith(f"{Owner.here().user}（主机 ") and TAKEN in told
            assert told.endswith("没有保存的内容都在恢复草稿里，下次打开这份报告时可以恢复。")
            second.wait_for(OFFERED)
            second.press("1")
            second.wait_for("还没有保存到文件")
            second.save()
            second.leave()
    assert_half(on_disk(file))
    assert names(file.parent) == [NAME]


def test_who_has_saved_is_told_why_the_program_ends(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as first, Wizard(file.parent, "edit", NAME, wait=False) as second:
        second.wait_for("有人正在填")
        second.press("2")
        first.wait_for(first.ended)
        assert "".join(last_lines(first)).endswith(f"{TAKEN}没有未保存的内容。")
        second.wait_for(lambda: second.line(0).endswith("已保存") and not second.asks())
        second.leave()
    assert names(file.parent) == [NAME]


def test_a_new_report_saved_by_the_first_is_taken_over_as_saved(tmp_path: Path) -> None:
    """The second began it anew when there was no file yet."""
    path = tmp_path / "new.toml"
    with (
        Wizard(tmp_path, "new", path.name, "--agency", "甲镇") as first,
        Wizard(tmp_path, "new", path.name, "--agency", "乙镇", wait=False) as second,
    ):
        second.wait_for("有人正在填")
        first.save()
        second.press("2")
        first.wait_for(first.ended)
        second.wait_for(lambda: second.line(0).startswith(" 甲镇"))
        assert second.line(0).endswith("已保存")
        second.leave()
    assert names(tmp_path) == [path.name]


def test_saving_and_leaving_leave_only_the_report(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        assert names(file.parent) == sorted([lock_of(file), NAME])
        fill_half(wizard)
        assert names(file.parent) == sorted([lock_of(file), draft_of(file), NAME])
        wizard.save()
        assert names(file.parent) == sorted([lock_of(file), NAME])
        wizard.type("7\t")
        wizard.wait_for(lambda: draft_of(file) in names(file.parent))
        wizard.press("F10")
        wizard.wait_for("有改动还没有保存到文件")
        wizard.press("2")
        wizard.wait_for(wizard.ended)
    assert names(file.parent) == [NAME]
