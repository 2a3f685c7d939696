"""Keys as commands, with the input method on or off."""

from rich.cells import cell_len
from textual import events

from render.line_breaking import break_lines
from schema.cells import half_width
from schema.unsafe import shown


def command_of(event: events.Key) -> str:
    """The name of a key; for a letter, a digit, a sign or the space the character itself, half-width and small."""
    character = event.character
    if character is None or len(character) != 1 or event.key.startswith(("ctrl+", "alt+")):
        return event.key
    narrow = half_width(character).lower()
    return narrow if " " <= narrow <= "~" else event.key


def scrolled(command: str, top: int, room: int, count: int) -> int | None:
    """The first of `count` lines to show after a command, `room` of them fitting; None for no command of scrolling."""
    page = max(room - 1, 1)
    moves = {"up": top - 1, "down": top + 1, "pageup": top - page, "pagedown": top + page, " ": top + page}
    moves |= {"home": 0, "end": count}
    return max(0, min(moves[command], count - room)) if command in moves else None


def broken(text: str, width: int) -> list[str]:
    """The text made safe, as lines of at most `width` cells; its own line ends stay."""
    paragraphs = shown(text, keep_newlines=True).split("\n")
    return [line.rstrip(" ") for each in paragraphs for line in break_lines(each, max(width, 2))]


def widest(lines: list[str]) -> int:
    """The cells that the longest line takes."""
    return max(map(cell_len, lines), default=0)
