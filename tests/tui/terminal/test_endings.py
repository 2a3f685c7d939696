"""However the program is ended from outside, it ends at once, with status 0 and the terminal given back."""

import os
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.tui.terminal.line import IGNORING_HANG_UPS, NEXT, WITHOUT_LEADING, Line, processor_seconds

LEFT = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[?7h")
SIGNALS = [signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE]
WITHIN = 1.0


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with Line(tmp_path) as line:
        yield line.ready()


def is_cooked(line: PtyProgram) -> bool:
    """Whether the terminal echoes and edits lines, as for a shell."""
    wanted = termios.ICANON | termios.ECHO | termios.ISIG
    return bool(termios.tcgetattr(line._master)[3] & wanted == wanted)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal(line: Line, number: signal.Signals) -> None:
    assert not is_cooked(line)
    os.kill(line.pid, number)
    assert line.status(WITHIN) == 0
    output = line.read_until_quiet()
    assert output.startswith(b"\x18"), "what may be the rest of a sequence is cancelled first"
    assert all(each in output for each in LEFT)
    assert is_cooked(line)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_the_terminal_reads_nothing(line: Line, number: signal.Signals) -> None:
    line.stall(NEXT * 20)
    os.kill(line.pid, number)
    assert line.status(WITHIN) == 0
    assert is_cooked(line)
    output = line.read_until_quiet()
    assert all(each in output for each in LEFT)


@pytest.mark.parametrize("wrapper", [[], IGNORING_HANG_UPS, WITHOUT_LEADING])
def test_the_end_of_the_line(tmp_path: Path, wrapper: list[str]) -> None:
    with Line(tmp_path, wrapper) as line:
        line.ready()
        pid = line.wizard()
        before = used = processor_seconds(pid)
        line.cut()
        while (now := processor_seconds(pid)) == now and line._process.poll() is None:
            used = max(used, now)
            assert used - before < 0.1
        assert line.status(WITHIN) == 0
        assert not Path(f"/proc/{pid}").exists()


LAST_WORDS = """
import sys, time
from tests.tui.terminal.demo import Demo
class Speaking(Demo):
    def last_words(self):
        {words}
    def action_page(self, page):
        {page}
Speaking().run()
"""


def speaking(words: str, page: str = "pass") -> PtyProgram:
    return PtyProgram([sys.executable, "-c", LAST_WORDS.format(words=words, page=page)])


def ended(program: PtyProgram, number: int = signal.SIGTERM) -> str:
    """What stands on the terminal after a signal."""
    program.first_paint("总计")
    program.read_until_quiet()
    os.kill(program.pid, number)
    text = visible_text(program.read_until_quiet())
    assert program._process.wait(WITHIN) == 0
    return text


def test_last_words_stand_on_the_terminal_without_anything_that_it_would_obey() -> None:
    with speaking("return '没有保存的内容在草稿里\\x1b[31m。'") as program:
        assert ended(program).endswith("没有保存的内容在草稿里‹U+001B›[31m。\r\n")
        assert is_cooked(program)


def test_last_words_that_fail_are_dropped() -> None:
    with speaking("raise SystemExit('失败')") as program:
        assert "失败" not in ended(program)
        assert is_cooked(program)


def test_in_the_background_last_words_go_where_they_disturb_nobody(tmp_path: Path) -> None:
    """Without a controlling terminal it is nobody's foreground."""
    code = "from tui.terminal.endings import say; say('没有保存的内容在草稿里\\x1b[31m。')"
    master, slave = os.openpty()
    errors = tmp_path / "errors"
    try:
        for target in (errors.open("wb"), None):
            with target or nullcontext():
                subprocess.run(
                    [sys.executable, "-c", code],
                    stdin=slave,
                    stdout=slave,
                    stderr=target or slave,
                    start_new_session=True,
                )
        os.set_blocking(master, False)
        with pytest.raises(BlockingIOError):
            os.read(master, 1)
    finally:
        os.close(master)
        os.close(slave)
    assert errors.read_text(encoding="utf-8") == "没有保存的内容在草稿里‹U+001B›[31m。\n"


def test_a_signal_is_put_off_until_what_must_be_whole_is_done() -> None:
    code = (
        "import os, signal\nfrom tui.terminal.endings import Endings, put_off\n"
        "Endings(lambda: print('last words', flush=True), lambda: None).install()\n"
        "with put_off():\n with put_off(): os.kill(os.getpid(), signal.SIGHUP)\n print('whole', flush=True)\n"
        "print('never')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "whole\nlast words\n")


def test_the_event_loop_need_not_run() -> None:
    with speaking("return '完'", "print(self.call_later(print)) or time.sleep(60)") as program:
        program.first_paint("总计")
        program.press("\x1bOS", limit=0.2)
        assert ended(program).endswith("完\r\n")


def test_input_that_fails_ends_the_program_without_a_traceback() -> None:
    code = (
        "from tui.terminal import driver\nfrom tests.tui.terminal.demo import Demo\n"
        "def fail(self, data): raise ValueError(data)\n"
        "driver.Decoder.decode = fail\n"
        "try: Demo().run()\nexcept ValueError as error: print('raised', error)"
    )
    with PtyProgram([sys.executable, "-c", code]) as program:
        program.first_paint("总计")
        program.read_until_quiet()
        program.press("7")
        assert visible_text(program.read_until_quiet() or program.output).endswith("raised b'7'\r\n")
        assert b"Traceback" not in program.output
        assert is_cooked(program)
