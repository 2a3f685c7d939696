"""The program on terminals of several kinds: what it switches on and off, which colours it uses, where it refuses."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import figures
from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.benchmarks.wizard import DOWN, ENTER, MARKER, NEXT, STEPS
from tests.end_to_end.wizard import written
from tests.tui.terminal.emulator import Emulator

LEAVE, REDRAW = "\x1b[21~", "\x0c"
_SEQUENCE = re.compile(r"\x1b(?:\][^\x07]*\x07|\[[0-?]*[ -/]*[@-~]|[^\[\]])")
_PAINTING = re.compile(r"\x1b\[[0-9;]*[HGKCDm]")


def edit(
    folder: Path, environment: Mapping[str, str] | None = None, size: tuple[int, int] = (80, 24), options: str = ""
) -> PtyProgram:
    """The wizard on a report without errors."""
    file = written(folder, figures.text_of(figures.report()))
    command = [sys.executable, "-m", "tui.cli", "edit", *options.split(), str(file)]
    return PtyProgram(command, {"NO_COLOR": "", **(environment or {})}, size)


def switched(output: bytes) -> list[str]:
    """The sequences that do something else than painting."""
    return [each for each in _SEQUENCE.findall(output.decode()) if not _PAINTING.fullmatch(each)]


def test_what_is_switched_on_is_switched_off_and_nothing_else(tmp_path: Path) -> None:
    with edit(tmp_path) as program:
        program.first_paint(MARKER)
        program.read_until_quiet(0.6)
        start = len(program.output)
        # The alternate screen, no cursor, reports of the focus, bracketed pastes, no wrapping; then questions.
        assert switched(bytes(program.output)) == [
            *("\x1b[?1049h", "\x1b[?25l", "\x1b[?1004h", "\x1b[?2004h", "\x1b[?7l"),
            *("\x1b[?2026$p", "\x1b[6n", "\x1b[6n"),
        ]
        program.press(NEXT + DOWN + ENTER + NEXT, quiet=0.6)
        assert switched(bytes(program.output[start:])) == []
        start = len(program.output)
        program.press(LEAVE, quiet=1.0)
        end = switched(bytes(program.output[start:]))
        mouse = {f"\x1b[?{mode}l" for mode in (1000, 1003, 1006, 1015, 1016)}
        back = ["\x1b[?2026l", "\x1b[?2004l", "\x1b[?1004l", "\x1b[?7h", "\x1b[?1049l", "\x1b[?25h"]
        assert [each for each in end if each not in mouse] == back


def colours(output: bytes) -> set[str]:
    """The parameters of colours that were sent."""
    parameters = [each for code in re.findall(r"\x1b\[([0-9;]*)m", output.decode()) for each in code.split(";")]
    return {each for each in parameters if each and (30 <= int(each) <= 48 or 90 <= int(each) <= 107)} - {"39"}


@pytest.mark.parametrize(
    ("environment", "has_colours"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "screen"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "of-another-planet"}, True),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else None,
)
def test_no_kind_of_terminal_gets_more_than_the_first_sixteen_colours(
    environment: dict[str, str], has_colours: bool, tmp_path: Path
) -> None:
    with edit(tmp_path, {"COLORTERM": "", **environment}) as program:
        program.first_paint(MARKER)
        for _ in STEPS:
            assert program.press(NEXT + DOWN, quiet=0.2).data
        sent = colours(bytes(program.output))
        assert bool(sent) == has_colours
        assert not {"38", "48"} & sent


def test_a_terminal_one_row_and_one_column_too_small_gets_one_line(tmp_path: Path) -> None:
    with edit(tmp_path, size=(79, 23)) as program:
        program.first_paint("窗口太小，请放大到80列24行。")
        program.resize(80, 24)
        program.first_paint(MARKER)


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_place_a_cursor_is_offered_the_line_by_line_mode(term: str, tmp_path: Path) -> None:
    with edit(tmp_path, {"TERM": term}) as program:
        program.first_paint("--plain")
        assert "终端类型不明" in visible_text(program.output)
        assert b"\x1b" not in program.output


@pytest.mark.parametrize(
    ("options", "answer", "width"),
    [("", "\x1b[2;3R\x1b[3;5R", 2), ("--ascii", "", 2), ("--ascii", "", 1), ("--ascii", "\x1b[2;2R", 2)],
)
def test_columns_stand_where_ambiguous_characters_may_be_wide(
    options: str, answer: str, width: int, tmp_path: Path
) -> None:
    with edit(tmp_path, options=options) as program:
        program.first_paint(MARKER)
        program.press(answer + NEXT + DOWN + ENTER + "“政府”——公开…①" + "\x1b[F", quiet=0.6)
        terminal = Emulator(80, 24, ambiguous_width=width)
        terminal.feed(program.press(REDRAW, quiet=0.6).data.decode().replace("\r\r\n", "\r\n"))
    rows = [[text for text, _ in row] for row in terminal.rows]
    assert any("".join(row).replace(" ", "").startswith("“政府”——公开…①") for row in rows)
    parts = [row for row in rows if "".join(row).startswith(("  （", "> （"))]
    assert [row.index("字", 60) for row in parts] == [77] * 5
