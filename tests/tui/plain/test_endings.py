import errno
import io
import signal
import subprocess
from pathlib import Path

import pytest

from schema.report_file import load
from tests import figures
from tests.tui.command_line import command, environment
from tests.tui.plain.scripts import Talk, filling, new, recovered, sent
from tui.drafts.draft_file import find_drafts
from tui.drafts.journal_file import JournalFile
from tui.opening import open_report
from tui.plain.dialogue import Dialogue
from tui.plain.run import fill_in

IUTF8 = 0o40000
MORE_THAN_A_PIPE_HOLDS = 1 << 17
TARGET = figures.report(keyed=True)
SCRIPT = list(filling(TARGET))


@pytest.mark.parametrize("count", [*range(1, 30), *range(30, len(SCRIPT) - 2, 19), len(SCRIPT) - 2])
def test_a_link_cut_at_any_question_leaves_every_answer_in_the_journal(count: int, missing: Path) -> None:
    begun = new(TARGET)
    talked = Talk(missing, sent(SCRIPT[:count]), begun)
    assert talked.result == 0
    assert not missing.exists()
    if talked.session.report == begun:
        assert not find_drafts(missing)
    else:
        assert recovered(missing, begun) == talked.session.report


def test_answers_sent_before_the_cut_are_in_the_session(missing: Path) -> None:
    talked = Talk(missing, sent(SCRIPT[:-2]), new(TARGET))
    assert talked.session.report == TARGET


def test_ctrl_c_ends_as_a_cut_link_does(missing: Path) -> None:
    class Interrupted(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            line = super().readline(-1)
            if not line:
                raise KeyboardInterrupt
            return line

    begun = new(TARGET)
    opened = open_report(missing, begun)
    assert not isinstance(opened, int)
    assert fill_in(opened, Dialogue(Interrupted(sent(["", "", "", "", "某机关"])), io.StringIO())) == 0
    assert recovered(missing, begun).text("agency.name") == "某机关"


def test_an_error_of_the_program_leaves_the_journal_too(missing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("tui.plain.course.Course.step_back", fail)
    begun = new(TARGET)
    with pytest.raises(RuntimeError):
        Talk(missing, sent(["", "", "", "", "某机关", "<"]), begun)
    assert recovered(missing, begun).text("agency.name") == "某机关"


def test_what_an_error_leaves_is_written_elsewhere_where_the_journal_cannot_hold_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> JournalFile:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(JournalFile, "make", full)
    monkeypatch.setattr("tui.plain.course.Course.step_back", lambda _course: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        Talk(file, sent([">2", "8", "<"]))
    (rescue,) = file.parent.glob("report-未保存-*.toml")
    report = load(rescue).report
    assert report is not None and report.text("disclosure.regulations.issued") == "8"
    assert capfd.readouterr().err.splitlines() == ["没有保存的内容已另存到", str(rescue)]


def test_what_the_journal_holds_after_an_error_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tui.plain.course.Course.step_back", lambda _course: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        Talk(file, sent([">2", "8", "<"]))
    assert capfd.readouterr().err == "没有保存的内容都在恢复草稿里，下次打开这份报告时可以恢复。\n"


def test_a_reader_who_has_gone_is_a_cut_link(missing: Path) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            if "机关类别" in text:
                raise BrokenPipeError
            return super().write(text)

    begun = new(TARGET)
    opened = open_report(missing, begun)
    assert not isinstance(opened, int)
    assert fill_in(opened, Dialogue(io.BytesIO(sent(["", "", "", "", "某机关", ""])), Gone())) == 0
    assert recovered(missing, begun).text("agency.name") == "某机关"


def test_the_end_of_input_is_said_in_one_line(file: Path) -> None:
    done = subprocess.run(
        command("edit", "--plain", file), env=environment(), input=sent([">2", "7"]), capture_output=True, timeout=60
    )
    assert done.returncode == 0
    told = done.stderr.decode().split()
    assert told == ["输入结束。没有保存的内容都在恢复草稿里，下次打开这份报告时可以恢复。"]


def test_a_signal_in_the_middle_of_writing_a_question_does_not_cost_the_last_words(file: Path) -> None:
    """Python's streams refuse to be used by the handler of a signal that came while they were used."""
    report = figures.report()
    report.set_text("report.preamble", "字" * MORE_THAN_A_PIPE_HOLDS)
    file.write_text(figures.text_of(report), encoding="utf-8")
    with subprocess.Popen(
        command("edit", "--plain", file),
        env=environment(PYTHONUNBUFFERED=""),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(sent([">2", "8", ">0", "", "", ""]))
        asked = process.stdout.read(4096)
        while "字".encode() * 9 not in asked:
            assert asked, "the program has ended"
            asked = process.stdout.read(4096)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        told = process.stderr.read().decode()
    assert told == "没有保存的内容都在恢复草稿里，下次打开这份报告时可以恢复。\n"
