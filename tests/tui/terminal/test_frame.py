"""The frame writer against a small terminal: what is seen is the whole frame after every update, in few bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.tui.terminal.emulator import Emulator
from tui.terminal.cells import is_ambiguous
from tui.terminal.frame import FrameWriter

WIDTH, HEIGHT = 14, 4
SIZE = Region(0, 0, WIDTH, HEIGHT)
# SGR parameters and the style that means them; with `ON_BLANK`, what is seen of it on a blank.
STYLES = {
    "": Style(),
    "1;31": Style(bold=True, color="red"),
    "2;31": Style(dim=True, color="red"),
    "1;2;3": Style(bold=True, dim=True, italic=True),
    "44": Style(bgcolor="blue"),
    "7": Style(reverse=True),
    "4;32;48;5;200": Style(underline=True, color="green", bgcolor="color(200)"),
    "38;2;1;2;3": Style(color="#010203"),
}
ON_BLANK = {"44", "7", "4;32;48;5;200"}
CHARACTERS = ["汉", "字", "，", "a", "7", " ", " ", " ", "e\u0301", "—", "│", "“"]

Cell = tuple[str, str]
Row = list[Cell]
Frame = list[Row]
Update = LayoutUpdate | ChopsUpdate


def row_of(text: str, pen: str = "", width: int = WIDTH) -> Row:
    """A row that begins with a text."""
    row: Row = []
    for character in text:
        row += [(character, pen), *[("", pen)] * (cell_len(character) - 1)]
    return row + [(" ", "")] * (width - len(row))


def strip(row: Row) -> Strip:
    return Strip([Segment(text, STYLES[pen]) for text, pen in row if text], len(row))


def whole(frame: Frame) -> LayoutUpdate:
    """The update for a changed layout."""
    return LayoutUpdate([[strip(row)] for row in frame], Region(0, 0, len(frame[0]), len(frame)))


def part(frame: Frame, *spans: tuple[int, int, int]) -> ChopsUpdate:
    """The update for dirty spans (row, first column, column after the last) on a screen of three widgets abreast."""
    chops, all_ends = [], []
    for row in frame:
        cuts = [cut for cut in (5, 9) if row[cut][0]]
        ends = [*cuts, len(row)]
        chops.append({x: strip(row[x:end]) for x, end in zip([0, *cuts], ends, strict=True)})
        all_ends.append(ends)
    return ChopsUpdate(chops, list(spans), all_ends)


def seen(frame: Frame) -> Frame:
    """The frame as the emulator shows it."""
    return [[(text, pen if text != " " or pen in ON_BLANK else "") for text, pen in row] for row in frame]


@st.composite
def rows(draw: st.DrawFn) -> Row:
    row: Row = []
    while len(row) < WIDTH:
        character = draw(st.sampled_from(CHARACTERS))
        pen = draw(st.sampled_from(list(STYLES)))
        count = min(draw(st.integers(1, 6)), WIDTH - len(row)) if character == " " else 1
        if len(row) + cell_len(character) > WIDTH:
            character = " "
        if character in "—“" and draw(st.booleans()):
            # With a blank behind each, as texts have them that leave room.
            pairs = draw(st.integers(1, 3))
            row += [(character, pen), (" ", pen)] * min(pairs, (WIDTH - len(row)) // 2)
            continue
        row += [(character, pen), *[("", pen)] * (cell_len(character) - 1)] * count
    return row


def spliced(old: Row, new: Row, x1: int, x2: int) -> Row:
    """Columns x1 to x2 from another row, as Textual's compositor cuts: half a wide character is a blank."""
    row = old[:x1] + new[x1:x2] + old[x2:]
    for column in (x1, x2):
        if column < WIDTH and row[column][0] == "" and (column == 0 or cell_len(row[column - 1][0]) != 2):
            row[column] = (" ", row[column][1])
        if column and cell_len(row[column - 1][0]) == 2 and (column == WIDTH or row[column][0] != ""):
            row[column - 1] = (" ", row[column - 1][1])
        if column < WIDTH and row[column][0] == "":
            row[column] = ("", row[column - 1][1])
    return row


frames = st.lists(rows(), min_size=HEIGHT, max_size=HEIGHT)


@st.composite
def sessions(draw: st.DrawFn) -> list[tuple[Frame, Update]]:
    """Frames after one another, each with the update that leads to it from the one before."""
    frame = draw(frames)
    steps: list[tuple[Frame, Update]] = [(frame, whole(frame))]
    for _ in range(draw(st.integers(1, 8))):
        if draw(st.booleans()):
            frame = draw(frames)
            steps.append((frame, whole(frame)))
        else:
            y = draw(st.integers(0, HEIGHT - 1))
            x1, x2 = sorted((draw(st.integers(0, WIDTH)), draw(st.integers(0, WIDTH))))
            frame = [*frame[:y], spliced(frame[y], draw(rows()), x1, x2), *frame[y + 1 :]]
            steps.append((frame, part(frame, (y, max(0, x1 - 1), min(WIDTH, x2 + 1)))))
    return steps


@settings(deadline=None, max_examples=300)
@given(sessions(), st.booleans())
def test_the_terminal_shows_the_whole_frame_after_every_update(
    steps: list[tuple[Frame, Update]], trusted: bool
) -> None:
    writer = FrameWriter(trusted=trusted)
    terminal = Emulator(WIDTH, HEIGHT)
    for step, (frame, update) in enumerate(steps):
        cursor = (step % WIDTH, step % HEIGHT)
        terminal.feed(writer.paint(update, cursor))
        assert terminal.rows == seen(frame)
        assert (terminal.x, terminal.y) == cursor
        assert not terminal.pen.seen_on("x"), "the pen is left as the default"
        assert writer.paint(update, cursor) == "", "an update that changes nothing sends nothing"


def assert_in_columns(frame: Frame, terminal: Emulator) -> None:
    """Every cell of the layout stands at its column; an ambiguous character as itself, with a blank, or as ASCII."""
    for row, shown in zip(seen(frame), terminal.rows, strict=True):
        room = False
        for (text, pen), (shown_text, shown_pen) in zip(row, shown, strict=True):
            if room:
                assert text == " "
                assert shown_text == "" or (shown_text, shown_pen) == (text, pen)
                room = False
            elif is_ambiguous(text):
                room = shown_text == text
                assert room or (len(shown_text) == 1 and shown_text.isascii() and shown_text != " ")
                assert shown_pen == pen
            else:
                assert (shown_text, shown_pen) == (text, pen)
        assert not room, "half a character at the right margin"


@settings(deadline=None, max_examples=300)
@given(sessions(), st.sampled_from([(1, False), (2, False), (2, True)]))
def test_every_cell_stands_at_its_column_when_ambiguous_characters_may_be_wide(
    steps: list[tuple[Frame, Update]], terminal_is: tuple[int, bool]
) -> None:
    width, known = terminal_is
    writer = FrameWriter(trusted=known, adapting=True)
    terminal = Emulator(WIDTH, HEIGHT, width)
    for step, (frame, update) in enumerate(steps):
        cursor = (step % WIDTH, step % HEIGHT)
        terminal.feed(writer.paint(update, cursor))
        assert_in_columns(frame, terminal)
        assert (terminal.x, terminal.y) == cursor
        assert writer.paint(update, cursor) == "", "an update that changes nothing sends nothing"


def test_the_second_of_two_characters_with_room_leaves_nothing_of_what_stood_there() -> None:
    writer = FrameWriter(adapting=True)
    terminal = Emulator(WIDTH, HEIGHT)
    for text in ("abcdef", "— — "):
        terminal.feed(writer.paint(whole([row_of(text)] * HEIGHT), (0, 0)))
    assert "".join(text for text, _ in terminal.rows[0]).rstrip() == "— —"


@settings(deadline=None)
@given(frames, st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.integers(1, WIDTH))
def test_a_span_of_unchanged_cells_sends_nothing_wherever_it_cuts(frame: Frame, y: int, x: int, width: int) -> None:
    writer = FrameWriter()
    writer.paint(whole(frame), (0, 0))
    assert writer.paint(part(frame, (y, x, min(WIDTH, x + width))), (0, 0)) == ""


@pytest.fixture
def writer() -> FrameWriter:
    writer = FrameWriter()
    writer.paint(whole([row_of("")] * HEIGHT), (0, 0))
    return writer


def test_one_changed_digit_is_one_absolute_move_and_the_digit(writer: FrameWriter) -> None:
    frame = [row_of(""), row_of("  7"), row_of(""), row_of("")]
    assert writer.paint(part(frame, (1, 0, 14)), (3, 1)) == "\x1b[2;3H7"


def test_a_moved_cursor_alone_is_one_move(writer: FrameWriter) -> None:
    assert writer.paint(None, (4, 2)) == "\x1b[3;5H"
    assert writer.paint(None, (4, 2)) == ""


def test_the_style_is_sent_once_for_neighbours_and_their_blanks(writer: FrameWriter) -> None:
    frame = [row_of("12 34", "1;31"), *[row_of("")] * 3]
    assert writer.paint(whole(frame), (0, 0)) == "\x1b[H\x1b[1;31m12 34\x1b[m\r"


def test_blanks_at_the_end_of_a_row_are_erased(writer: FrameWriter) -> None:
    writer.paint(whole([row_of("一二三四五六"), *[row_of("")] * 3]), (0, 0))
    assert writer.paint(whole([row_of("一"), *[row_of("")] * 3]), (0, 0)) == "\x1b[1;3H\x1b[K\r"


@pytest.mark.parametrize(("column", "shown", "sent"), [(1, " x字", "\x1b[H x\r"), (2, "汉x", "\x1b[1;3Hx \r")])
def test_half_of_a_wide_character_is_never_left_behind(writer: FrameWriter, column: int, shown: str, sent: str) -> None:
    frame = [row_of("汉字"), *[row_of("")] * 3]
    terminal = Emulator(WIDTH, HEIGHT)
    terminal.feed(FrameWriter().paint(whole(frame), (0, 0)))
    writer.paint(whole(frame), (0, 0))
    # A narrow character over one half, in an update which does not reach the other.
    chops = [{column: strip([("x", "")])}, *[{}] * 3]
    update = ChopsUpdate(chops, [(0, column, column + 1)], [[column + 1, WIDTH], *[[WIDTH]] * 3])
    output = writer.paint(update, (0, 0))
    terminal.feed(output)
    assert "".join(text for text, _ in terminal.rows[0]).rstrip() == shown
    assert output == sent


def test_after_a_character_of_doubtful_width_the_next_stands_at_its_own_column() -> None:
    frame = [row_of("“公开”——是"), row_of("──x──"), row_of(""), row_of("")]
    terminal = Emulator(WIDTH, HEIGHT, ambiguous_width=2)
    terminal.feed(FrameWriter().paint(whole(frame), (0, 0)))
    shown = [[text for text, _ in row] for row in terminal.rows]
    assert shown[0][8] == "是"
    assert shown[0][1:5] == ["公", "", "开", ""]
    assert shown[1][2] == "x"


def test_a_trusted_terminal_gets_no_moves_after_doubtful_characters() -> None:
    frame = [row_of("“公开”——是")]
    assert "“公开”——是" in FrameWriter(trusted=True).paint(whole(frame), (0, 0))
    assert "“公开”——是" not in FrameWriter().paint(whole(frame), (0, 0))


def test_combining_marks_of_another_style_join_the_cell_before(writer: FrameWriter) -> None:
    segments = [Segment("汉", Style()), Segment("\u0301x", Style(bold=True)), Segment(" " * (WIDTH - 3))]
    writer.paint(LayoutUpdate([[Strip(segments)]] * HEIGHT, SIZE), (0, 0))
    assert writer.paint(whole([row_of("汉\u0301x")] * HEIGHT), (0, 0)).count("\u0301") == 0


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b2J", "\u202e", "\u200b", "\u2066", "\x07", "\r", "\ufeff"])
def test_nothing_a_terminal_would_obey_gets_through(writer: FrameWriter, hostile: str) -> None:
    segments = [Segment(f"甲{hostile}乙", Style())]
    output = writer.paint(LayoutUpdate([[Strip(segments).adjust_cell_length(WIDTH)]] * HEIGHT, SIZE), (0, 0))
    terminal = Emulator(WIDTH, HEIGHT)
    terminal.feed(output)
    assert "甲" in output
    assert "乙" in output


def test_everything_is_written_again_after_invalidate_and_after_a_resize(writer: FrameWriter) -> None:
    frame = [row_of("汉字")] * HEIGHT
    first = writer.paint(whole(frame), (0, 0))
    assert writer.paint(whole(frame), (0, 0)) == ""
    assert writer.is_complete(WIDTH, HEIGHT)
    assert not writer.is_complete(WIDTH - 1, HEIGHT)
    writer.invalidate()
    assert not writer.is_complete(WIDTH, HEIGHT)
    assert len(writer.paint(whole(frame), (0, 0))) >= len(first)
    narrower = [row_of("汉字", width=10)] * HEIGHT
    assert writer.paint(whole(narrower), (0, 0)).count("汉字") == HEIGHT


def test_only_the_spans_of_an_update_are_looked_at(writer: FrameWriter) -> None:
    frame = [row_of("abcdefghijklmn"), *[row_of("")] * 3]
    assert writer.paint(part(frame, (0, 6, 8)), (0, 0)) == "\x1b[1;7Hgh\r"


def test_a_new_wide_character_moves_the_cursor_by_two(writer: FrameWriter) -> None:
    def frame(wide: str, digit: str) -> Frame:
        row = row_of(f"{wide}x{digit}")
        row[2] = ("x", "1;31")
        return [row, *[row_of("")] * 3]

    writer.paint(whole(frame("汉", "1")), (0, 0))
    assert writer.paint(whole(frame("字", "2")), (0, 0)) == "\x1b[H字\x1b[C2\r"


def test_the_cursor_is_not_trusted_after_the_last_column(writer: FrameWriter) -> None:
    frame = [row_of(""), row_of(" " * (WIDTH - 1) + "7"), row_of(""), row_of("")]
    assert writer.paint(whole(frame), (WIDTH - 2, 1)) == "\x1b[2;14H7\x1b[13G"
