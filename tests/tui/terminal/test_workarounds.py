"""What stock Textual still does; a failure here means that a workaround of ours can go."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.drivers._writer_thread import WriterThread
from textual.filter import Monochrome
from textual.widgets import Input, Static

from tests.benchmarks.pty_program import PtyProgram
from tests.tui.terminal.line import Cuttable, processor_seconds, until
from tui.terminal.environment import SETTINGS


def keys_parsed(sequence: str) -> list[str]:
    """The keys and pastes that Textual, without our settings, reads in a terminal's input."""
    code = (
        "import json, sys\n"
        "from textual._xterm_parser import XTermParser\n"
        "events = list(XTermParser().feed(json.loads(sys.argv[1])))\n"
        "print(json.dumps([event.text if hasattr(event, 'text') else event.character for event in events]))"
    )
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    command = [sys.executable, "-c", code, json.dumps(sequence)]
    result: list[str] = json.loads(subprocess.check_output(command, env=environment))
    return result


def committed(text: str) -> str:
    """What an input method's commit looks like under the Kitty keyboard protocol."""
    return f"\x1b[0;;{':'.join(str(ord(character)) for character in text)}u"


def test_the_kitty_protocol_still_garbles_five_characters() -> None:
    assert "".join(keys_parsed(committed("政府"))) == "政府"
    assert "".join(keys_parsed(committed("政府信息公开"))) != "政府信息公开"


class Field(App[None]):
    """A field in the fourth row."""

    def compose(self) -> ComposeResult:
        yield Static("一\n二\n三")
        yield Input()


async def test_the_cursor_still_stands_elsewhere_on_the_first_focus() -> None:
    app = Field()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.focused is app.query_one(Input)
        assert app.cursor_position != app.query_one(Input).cursor_screen_offset, "textual #6082 is fixed"


def test_colours_left_to_the_terminal_still_turn_black_where_none_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Field()
    app.theme = "ansi-dark"
    assert any(isinstance(each, Monochrome) for each in app.get_line_filters()), "leave_default_colors can go"


@pytest.fixture
def stock() -> Iterator[Cuttable]:
    """A stock application with a field, on a line of its own."""
    with Cuttable([sys.executable, "-m", "tests.benchmarks.stock_apps", "input"]) as program:
        program.first_paint("报告")
        program.read_until_quiet(limit=1.0)
        yield program


def test_a_byte_that_is_not_utf_8_still_ends_it_with_a_traceback(stock: Cuttable) -> None:
    stock.send(b"\xff")
    until(lambda: stock.read(0.1) is None or b"UnicodeDecodeError" in stock.output)


def test_a_signal_still_leaves_the_terminal_as_it_is(stock: Cuttable) -> None:
    os.kill(stock.pid, signal.SIGTERM)
    assert stock.status() == -signal.SIGTERM
    stock.read_until_quiet()
    assert b"?1049l" not in stock.output


def test_it_still_stops_for_ever_without_a_shell_that_could_continue_it(stock: Cuttable) -> None:
    os.kill(stock.pid, signal.SIGTSTP)
    until(lambda: Path(f"/proc/{stock.pid}/stat").read_text().split()[2] == "T")


def test_it_still_reads_for_ever_from_a_terminal_that_is_gone() -> None:
    """textual #6690."""
    command = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-m", "tests.benchmarks.stock_apps", "input"]
    with Cuttable(command) as program:
        program.first_paint("报告")
        before = processor_seconds(program.pid)
        program.cut()
        until(lambda: processor_seconds(program.pid) > before + 0.3)


def test_a_terminal_that_reads_nothing_still_blocks_who_writes() -> None:
    """textual #6692."""

    class Stalled:
        """A file that takes nothing."""

        read_again = threading.Event()

        def write(self, _text: str) -> None:
            self.read_again.wait()

        def flush(self) -> None:
            """Nothing was written."""

    output = WriterThread(Stalled())  # type: ignore[arg-type]
    output.start()
    writing = threading.Thread(target=lambda: [output.write("7") for _ in range(40)], daemon=True)
    writing.start()
    writing.join(0.5)
    assert writing.is_alive(), "textual #6692 is fixed"
    Stalled.read_again.set()
    writing.join()
    output.stop()


def test_sequences_it_does_not_know_are_still_typed() -> None:
    assert "".join(keys_parsed("\x1b[?1;2c" + "7" * 30)).endswith("2c" + "7" * 30)


def test_an_esc_in_a_paste_still_makes_keys_of_it() -> None:
    pasted, *keys = keys_parsed("\x1b[200~甲\x1b[31m乙\x1b[201~" + "7" * 30)
    assert pasted != "甲\x1b[31m乙" or keys != ["7"] * 30


def test_an_empty_variable_still_takes_the_colours_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert Field().no_color, "prepare_environment need not remove it"


def test_the_shape_of_a_pointer_is_still_sent_without_a_mouse() -> None:
    with PtyProgram([sys.executable, "-m", "tests.benchmarks.stock_apps", "input"]) as program:
        program.first_paint("报告")
        assert b"\x1b]22;" in program.output, "TerminalApp need not suppress it"
