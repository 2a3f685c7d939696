"""The wizard on lines that stall, stop it, change its size and send what is no text."""

import os
import re
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.tui.terminal.line import DOWN, LEAVE, NEXT, REDRAW, ROOT, SAVE, Line, shown, until
from tests.tui.terminal.test_endings import is_cooked
from tui.terminal.paste_reader import PASTE_BEGINS

REQUESTS = NEXT * 3
"""From the cover to 三, the cursor on its first cell."""


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with Line(tmp_path) as line:
        yield line.ready()


def to_requests(line: Line) -> list[str]:
    """Turn to 三; its rows."""
    line.press(REQUESTS, quiet=0.3)
    return line.screen()


# A stalled line


def test_a_terminal_that_reads_nothing_does_not_keep_the_keys_from_being_handled(line: Line) -> None:
    to_requests(line)
    before = line.report.read_bytes()
    line.stall(NEXT * 9)
    line.send("4321\r" + SAVE)
    until(lambda: line.report.read_bytes() != before)
    assert b"4321" in line.report.read_bytes()


def test_when_it_reads_again_only_the_last_frame_is_painted(line: Line) -> None:
    to_requests(line)
    painted = line.press(REDRAW, quiet=0.3).data
    line.stall(NEXT * 9)
    written = line.written()
    line.send((NEXT * 9) * 40 + "4321\r")
    line.wait_until_idle()
    assert line.written() - written < 3000, "nothing but the journal was written meanwhile"
    late = line.read_until_quiet()
    assert len(late) < 150_000, "one frame, besides what the kernel held"
    assert shown(painted, late) == line.screen()
    assert any("4321" in row for row in shown(painted, late))


def test_it_ends_while_the_terminal_reads_nothing(line: Line) -> None:
    line.stall(NEXT * 9)
    line.send(LEAVE)
    assert line.status(3.0) == 0
    assert is_cooked(line)
    assert b"\x1b[?1049l" in line.read_until_quiet()


# Stopped by a shell


def test_stopped_by_a_shell_and_continued_at_another_size(tmp_path: Path) -> None:
    line = Line(tmp_path)
    wizard = " ".join(shlex.quote(word) for word in line._command)
    with PtyProgram(
        ["bash", "--norc", "--noprofile", "-i"], {"PYTHONPATH": str(ROOT), "PS1": "ready> ", "HISTFILE": ""}
    ) as shell:
        shell.first_paint("ready>")
        shell.press(f"{wizard}\n", shows="封面")
        shell.read_until_quiet()
        pid = int(Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text().split()[0])
        assert not is_cooked(shell)
        os.kill(pid, signal.SIGTSTP)
        left = shell.read_until_quiet()
        assert b"\x1b[?1049l" in left and visible_text(left).endswith("ready> ")
        # The shell keeps its own editing on; a command sees the terminal as it is left.
        assert " echo " in visible_text(shell.press("stty -a\n", shows="ready>").data)
        shell.resize(100, 30)
        back = shell.press("fg\n", shows="封面").data + shell.read_until_quiet()
        assert not is_cooked(shell)
        painted = back[back.rindex(b"\x1b[?1049h") :]
        assert "100" in str(max(len(row) for row in rows(painted, (100, 30))))
        os.kill(pid, signal.SIGTERM)
        assert "ready>" in visible_text(shell.read_until_quiet())


def rows(output: bytes, size: tuple[int, int]) -> list[str]:
    return shown(re.sub(rb"\x1b\[\?[0-9$;]+[a-z]|\x1b\]22;[a-z]+\x07|\x1b\[6n", b"", output), size=size)


def test_without_a_shell_that_could_continue_it_it_does_not_stop(line: Line) -> None:
    os.kill(line.pid, signal.SIGTSTP)
    assert "封面" in "".join(line.screen())
    assert Path(f"/proc/{line.pid}/stat").read_text().split()[2] != "T"


def test_stopped_and_continued_by_signals_that_cannot_be_caught(line: Line) -> None:
    before = line.screen()
    os.kill(line.pid, signal.SIGSTOP)
    until(lambda: Path(f"/proc/{line.pid}/stat").read_text().split()[2] == "T")
    line.resize(79, 24)
    line.resize(80, 24)
    os.kill(line.pid, signal.SIGCONT)
    assert rows(line.read_until_quiet(), (80, 24)) == before


# A paste whose end does not come


def test_a_paste_without_an_end_lets_ctrl_s_through(line: Line) -> None:
    to_requests(line)
    line.send(PASTE_BEGINS + "4321")

    def pressed() -> bool:
        """Whoever finds that nothing happens presses the key again and again."""
        line.send(SAVE)
        return b"4321" in line.report.read_bytes()

    until(pressed)


def test_a_paste_that_was_stopped_in_the_middle_is_over_when_it_goes_on(line: Line) -> None:
    to_requests(line)
    line.send(PASTE_BEGINS + "4321")
    line.wait_until_idle()
    os.kill(line.pid, signal.SIGSTOP)
    until(lambda: Path(f"/proc/{line.pid}/stat").read_text().split()[2] == "T")
    os.kill(line.pid, signal.SIGCONT)
    line.wait_until_idle()
    line.send("\r" + SAVE)
    until(lambda: b"4321" in line.report.read_bytes(), within=3.0)


# Sizes


def test_two_thousand_sizes(line: Line) -> None:
    before = line.screen()
    sizes = [(1, 1), (500, 3), (80, 24), (0, 0), (79, 24), (500, 200), (3, 500)]
    for index in range(2000):
        line.resize(*sizes[index % len(sizes)])
        line.read(0)
    line.resize(80, 24)
    line.read_until_quiet(quiet=1.0)
    assert line.screen() == before
    line.resize(79, 24)
    painted = line.read_until_quiet(quiet=0.5)
    assert "窗口太小，请放大到80列24行" in visible_text(painted)


# What is no text


def test_gbk_changes_no_cell_and_stops_nothing(line: Line) -> None:
    before = to_requests(line)
    line.send("政府信息公开，聸丂亊俓狛鎈琜".encode("gbk"))
    line.send(b"\xff\xfe\x80" + "\x9b\0".encode())
    line.read_until_quiet(quiet=0.8)
    # What it says of them is not what this is about.
    assert line.screen()[:-3] == before[:-3]
    saved = line.report.read_bytes()
    line.press(SAVE, quiet=0.3)
    assert line.report.read_bytes() == saved


def test_characters_cut_anywhere_with_pauses_arrive_whole(line: Line) -> None:
    line.press(DOWN * 8, quiet=0.3)
    for byte in "三𠮷（公）".encode():
        line.send(bytes([byte]))
        time.sleep(0.05)
    line.send("\r" + SAVE)
    until(lambda: "三𠮷（公）" in line.report.read_text(encoding="utf-8"))


def test_each_read_with_dropped_bytes_is_told() -> None:
    code = (
        "from tests.tui.terminal.demo import Demo\n"
        "class Telling(Demo):\n"
        "    count = 0\n"
        "    def encoding_problem(self):\n"
        "        self.count += 1\n"
        "        self.query_one('#title').update(f'第{self.count}次')\n"
        "Telling().run()"
    )
    with PtyProgram([sys.executable, "-c", code]) as program:
        program.first_paint("总计")
        program.read_until_quiet()
        program.press("公开".encode("gbk"), shows="第1次")
        assert program.press(b"7\xff8", shows="2").data
        assert "78" in visible_text(program.press(REDRAW, quiet=0.3).data)
