"""What our application sends to a terminal, in bytes, beside what stock Textual sends."""

import sys
from collections.abc import Iterator

import pytest
from textual.app import App

from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.tui.terminal.demo import Demo, Question
from tests.tui.terminal.emulator import Emulator
from tui.terminal.ambiguous_width import ASK_AMBIGUOUS_WIDTH
from tui.terminal.application import FULL_REPAINT

DEMO = [sys.executable, "-m", "tests.tui.terminal.demo"]
STOCK_INPUT = [sys.executable, "-m", "tests.benchmarks.stock_apps", "input"]
F2, F3, F4, REDRAW = "\x1bOQ", "\x1bOR", "\x1bOS", "\x0c"


@pytest.fixture
def demo() -> Iterator[PtyProgram]:
    with PtyProgram(DEMO) as program:
        program.first_paint("总计")
        program.read_until_quiet()
        yield program


def test_a_digit_sends_the_cell_and_the_total(demo: PtyProgram) -> None:
    answer = demo.press("7").data
    assert visible_text(answer) == "77"
    assert len(answer) <= 50


def test_a_key_that_changes_nothing_sends_nothing(demo: PtyProgram) -> None:
    demo.press("\x7f", limit=0.5)
    assert demo.press("\x7f", limit=0.5).data == b""


def test_nothing_is_sent_while_idle(demo: PtyProgram) -> None:
    assert demo.idle_bytes(1.0) == 0


def test_stock_textual_still_sends_whole_widgets_and_blinks() -> None:
    with PtyProgram(STOCK_INPUT) as program:
        program.first_paint("报告")
        program.read_until_quiet()
        assert len(program.press("7").data) > 500, "stock Textual sends little: FrameWriter may no longer be needed"


def test_turning_the_page_sends_only_what_the_pages_do_not_share(demo: PtyProgram) -> None:
    there = visible_text(demo.press(F4, quiet=0.2).data)
    assert "中华人民共和国" in there
    assert "石门乡 2021年" not in there
    assert "本年新收" not in there
    assert len(demo.press(F3, quiet=0.2).data) < 400


def test_redraw_sends_every_row_again(demo: PtyProgram) -> None:
    answer = visible_text(demo.press(REDRAW, quiet=0.2).data)
    for text in ("石门乡 2021年", "一、本年新收", "二、上年结转", "总计"):
        assert text in answer


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (70, 20)])
def test_a_resize_sends_everything_again_even_to_the_same_size(demo: PtyProgram, columns: int, rows: int) -> None:
    demo.resize(60, 20)
    demo.resize(columns, rows)
    answer = visible_text(demo.read_until_quiet(quiet=0.5))
    assert "总计" in answer
    assert "石门乡" in answer


def cursor_after_redraw(program: PtyProgram) -> tuple[int, int]:
    """Column and row, from 0, in which a whole frame leaves the cursor."""
    terminal = Emulator(80, 24)
    terminal.feed(program.press(REDRAW, quiet=0.2).data.decode().replace("\r\r\n", "\r\n"))
    return terminal.x, terminal.y


def test_the_cursor_is_parked_on_the_caret_of_the_focused_widget(demo: PtyProgram) -> None:
    assert cursor_after_redraw(demo) == (23, 1), "the last column of the first cell"
    demo.press("7\t")
    assert cursor_after_redraw(demo) == (31, 1), "and of the second"
    demo.press(F2, quiet=0.2)
    assert cursor_after_redraw(demo) == (23, 11), "after the opening bracket of the question's field"
    demo.press("政府", quiet=0.2)
    assert cursor_after_redraw(demo) == (27, 11), "and after two characters"


def test_the_terminal_is_asked_how_wide_doubtful_characters_are(demo: PtyProgram) -> None:
    assert ASK_AMBIGUOUS_WIDTH.encode() in demo.output
    doubted = demo.press(F4, quiet=0.2).data
    demo.press(F3, quiet=0.2)
    assert demo.press("\x1b[2;2R", limit=0.3).data == b""
    trusted = demo.press(F4, quiet=0.2).data
    assert "“公开".encode() in trusted
    assert "“公开".encode() not in doubted


def test_an_answer_of_two_columns_is_kept_in_mind() -> None:
    with PtyProgram(DEMO) as program:
        program.first_paint("总计")
        program.read_until_quiet()
        program.press("\x1b[2;3R", limit=0.3)
        assert "“公开".encode() not in program.press(F4, quiet=0.2).data


def test_the_mouse_is_off_and_the_kitty_keyboard_too(demo: PtyProgram) -> None:
    for mode in (b"?1000h", b"?1003h", b"?1006h", b"u"):
        assert b"\x1b[" + mode not in demo.output
    assert b"\x1b[>" not in demo.output


def test_the_switch_gives_the_stock_output() -> None:
    with PtyProgram(DEMO, {FULL_REPAINT: "1"}) as program:
        program.first_paint("总计")
        program.read_until_quiet()
        answer = program.press("7").data
        assert "一、本年新收" in visible_text(answer)


async def test_stock_quit_and_help_keys_are_gone_and_there_is_no_palette() -> None:
    app = Demo()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q", "ctrl+c", "ctrl+p")
        assert app.is_running
        assert not app._notifications
        assert len(app.screen_stack) == 1
    assert any(binding.key == "ctrl+q" for binding in App.BINDINGS), "stock Textual no longer quits on Ctrl+Q"  # type: ignore[union-attr]


async def test_the_theme_leaves_the_background_to_the_terminal() -> None:
    app = Demo()
    async with app.run_test() as pilot:
        assert app.native_ansi_color
        assert app.screen.styles.background.ansi == -1
        await pilot.press("f2")
        await app.key_order.join()
        assert isinstance(app.screen, Question)
