"""Plain mode on a terminal that can do nothing but lines."""

import codecs
import os
import pty
import select
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests import figures
from tests.tui.command_line import command, environment
from tests.tui.drafts.starter import Holder
from tests.tui.plain.scripts import recovered

IUTF8 = 0o40000


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


def test_a_new_report_that_another_has_saved_meanwhile_is_taken_over_as_it_was_saved(missing: Path) -> None:
    with Holder(missing):
        terminal = DumbTerminal("new", "--plain", missing)
        terminal.wait_for("接管，由我来填")
        saved = figures.text_of(figures.report())
        missing.write_text(saved, encoding="utf-8")
        terminal.send("接管，由我来填\n")
        terminal.wait_for("报告年度 [2023]：")
        terminal.send("q\n")
        assert terminal.end() == 0
    assert missing.read_text(encoding="utf-8") == saved
