import codecs
import errno
import io
import os
import pty
import select
import signal
import subprocess
import termios
import time
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


# On a dumb terminal


class DumbTerminal:
    """The program on a terminal of its own."""

    def __init__(self, *arguments: str | Path) -> None:
        self.device, slave = pty.openpty()
        without = termios.tcgetattr(slave)
        without[0] &= ~IUTF8
        termios.tcsetattr(slave, termios.TCSANOW, without)
        self.process = subprocess.Popen(
            command(*arguments),
            env=environment(TERM="dumb"),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),
        )
        os.close(slave)
        self.output = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def wait_for(self, text: str) -> None:
        """Read until a text has come."""
        deadline = time.monotonic() + 30
        while text not in self.output:
            assert time.monotonic() < deadline, self.output
            if select.select([self.device], [], [], 0.1)[0]:
                try:
                    self.output += self.decoder.decode(os.read(self.device, 65536))
                except OSError:
                    assert text in self.output, self.output
        self.output = self.output.split(text, 1)[1]

    def send(self, text: str) -> None:
        """Type."""
        os.write(self.device, text.encode())

    def end(self) -> int:
        """The exit status."""
        try:
            return self.process.wait(30)
        finally:
            self.hang_up()

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self.device >= 0:
            os.close(self.device)
        self.device = -1


def test_a_dumb_terminal_is_asked_and_answers(file: Path) -> None:
    terminal = DumbTerminal("edit", "--plain", file)
    terminal.wait_for("报告年度 [2023]：")
    terminal.send(">二\n")
    terminal.wait_for("规章 · 本年制发件数（件） [2]：")
    terminal.send("３\n")
    terminal.wait_for("规章 · 本年废止件数（件） [0]：")
    terminal.send("s\n")
    terminal.wait_for("已保存 report.toml")
    terminal.send("q\n")
    assert terminal.end() == 0
    assert b"[    3," in file.read_bytes()


def test_backspace_takes_back_a_whole_character(file: Path) -> None:
    terminal = DumbTerminal("edit", "--plain", file)
    terminal.wait_for("报告年度 [2023]：")
    before = termios.tcgetattr(terminal.device)
    terminal.send("\n\n\n\n\n\n汉\x7f字\n")
    terminal.wait_for("机关类别：")
    terminal.send("s\nq\n")
    assert terminal.process.wait(30) == 0
    after = termios.tcgetattr(terminal.device)
    assert (before[0] & IUTF8, after[0] & IUTF8) == (IUTF8, 0)
    assert '"字"' in file.read_text(encoding="utf-8")
    assert terminal.end() == 0


def test_a_line_that_the_terminal_cuts_off_is_told_of(file: Path) -> None:
    terminal = DumbTerminal("edit", "--plain", file)
    terminal.wait_for("报告年度 [2023]：")
    terminal.send("\n\n\n")
    terminal.wait_for("开头说明 第1段")
    terminal.send("字" * 1500)
    terminal.send("\n")
    terminal.wait_for("这一行到了终端一行的上限")
    terminal.hang_up()
    assert terminal.end() == 0


@pytest.mark.parametrize("key", ["\x04", "\x03"])
def test_ctrl_d_and_ctrl_c_end_with_what_was_answered_kept(file: Path, key: str) -> None:
    terminal = DumbTerminal("edit", "--plain", file)
    terminal.wait_for("报告年度 [2023]：")
    terminal.send(">2\n8\n")
    terminal.wait_for("规章 · 本年废止件数（件） [0]：")
    terminal.send(key)
    terminal.wait_for("没有保存的内容都在恢复草稿里")
    assert terminal.end() == 0
    assert recovered(file, figures.report()).text("disclosure.regulations.issued") == "8"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_signals_end_with_what_was_answered_kept(file: Path, number: signal.Signals) -> None:
    terminal = DumbTerminal("edit", "--plain", file)
    terminal.wait_for("报告年度 [2023]：")
    terminal.send(">2\n8\n")
    terminal.wait_for("规章 · 本年废止件数（件） [0]：")
    terminal.process.send_signal(number)
    assert terminal.end() == 0
    assert recovered(file, figures.report()).text("disclosure.regulations.issued") == "8"


def test_a_terminal_that_is_gone_ends_the_program(file: Path) -> None:
    terminal = DumbTerminal("edit", "--plain", file)
    terminal.wait_for("报告年度 [2023]：")
    terminal.send(">2\n8\n")
    terminal.wait_for("规章 · 本年废止件数（件） [0]：")
    terminal.hang_up()
    assert terminal.end() == 0
    assert recovered(file, figures.report()).text("disclosure.regulations.issued") == "8"
