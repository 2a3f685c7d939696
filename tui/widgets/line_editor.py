"""One line of text being edited, without a screen."""

from itertools import accumulate

from render.line_breaking import char_width
from schema.unsafe import cleaned, is_unsafe, shown

_MODIFIED = ("ctrl+", "alt+", "super+", "hyper+", "meta+")


class LineEditor:
    """A text, a caret in it, and the part of both that fits a space on the screen.

    The loaded text is kept as it is, hostile characters included; only `view` makes it safe. What is typed or pasted is
    cleaned.
    """

    def __init__(self, text: str = "") -> None:
        self.load(text)

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self._text

    @property
    def cursor(self) -> int:
        """The index of the character the caret stands before; the text's length at its end."""
        return self._cursor

    @property
    def selected(self) -> bool:
        """Whether the whole text gives way to the next thing inserted or removed."""
        return self._selected

    def load(self, text: str, select_all: bool = False) -> None:
        """Begin with a text, the caret at its end; with `select_all` typing replaces it and a cursor key keeps it."""
        self._text = text
        self._cursor = len(text)
        self._selected = select_all
        self._first = 0

    def insert(self, text: str) -> int:
        """Put text in at the caret, and say how many of its characters were dropped as unsafe or as line ends."""
        clean = cleaned(text).replace("\n", "")
        if clean:
            if self._selected:
                self._remove(0, len(self._text))
            self._text = self._text[: self._cursor] + clean + self._text[self._cursor :]
            self._cursor += len(clean)
        return len(text) - len(clean)

    def backspace(self) -> None:
        """Remove the character before the caret, or all that is selected."""
        if self._selected:
            self._remove(0, len(self._text))
        elif self._cursor:
            self._remove(self._cursor - 1, self._cursor)

    def delete(self) -> None:
        """Remove the character after the caret with its combining marks, or all that is selected."""
        if self._selected:
            self._remove(0, len(self._text))
        else:
            self._remove(self._cursor, self._after(self._cursor))

    def left(self) -> None:
        """Move the caret one character to the left."""
        self._move(self._before(self._cursor))

    def right(self) -> None:
        """Move the caret one character to the right."""
        self._move(self._after(self._cursor))

    def home(self) -> None:
        """Move the caret before the text."""
        self._move(0)

    def end(self) -> None:
        """Move the caret behind the text."""
        self._move(len(self._text))

    def press(self, key: str, character: str | None) -> bool:
        """Do what a key of Textual's name asks, and say whether it was a key of this editor."""
        if (act := _ACTIONS.get(key)) is not None:
            act(self)
            return True
        # Not str.isprintable: the full-width space of an input method would fail it.
        if not character or key.startswith(_MODIFIED) or any(map(is_unsafe, character)):
            return False
        self.insert(character)
        return True

    def view(self, width: int) -> tuple[str, int]:
        """The visible text, at most `width` cells, and the cell of the caret in it, less than `width`.

        Unsafe characters stand as their names; no wide character is cut.
        """
        if width <= 0:
            return "", 0
        text = shown(self._text)
        caret = self._cursor if text == self._text else len(shown(self._text[: self._cursor]))
        edges = list(accumulate(map(char_width, text), initial=0))
        self._first = first = _first_visible(edges, self._first, caret, width)
        end = first
        while end < len(text) and edges[end + 1] - edges[first] <= width:
            end += 1
        return text[first:end], min(edges[caret] - edges[first], width - 1)

    def _remove(self, begin: int, end: int) -> None:
        self._text = self._text[:begin] + self._text[end:]
        self._cursor = begin
        self._selected = False

    def _move(self, cursor: int) -> None:
        self._cursor = cursor
        self._selected = False

    def _before(self, index: int) -> int:
        index -= 1
        while index > 0 and _is_mark(self._text[index]):
            index -= 1
        return max(index, 0)

    def _after(self, index: int) -> int:
        index += 1
        while index < len(self._text) and _is_mark(self._text[index]):
            index += 1
        return min(index, len(self._text))


def _is_mark(char: str) -> bool:
    """Whether a character combines with the one before it, so that the caret never stands between them."""
    return not char_width(char) and not is_unsafe(char)


def _first_visible(edges: list[int], first: int, caret: int, width: int) -> int:
    """The character a view of `width` cells begins with, the same as before where that still shows the caret.

    `edges` are the cells before each character and behind the last. A caret that has left the view comes back a quarter
    in from the side it left by, so that the view does not move with every key.
    """
    length = len(edges) - 1
    last = length
    while last > 0 and edges[length] + 1 - edges[last - 1] <= width:
        last -= 1
    under_caret = max(1, edges[caret + 1] - edges[caret]) if caret < length else 1
    first = min(first, last)
    if caret < first or edges[caret] + under_caret - edges[first] > width:
        room = width // 4 if caret < first else max(width - width // 4 - under_caret, 0)
        first = caret
        while first > 0 and edges[caret] - edges[first - 1] <= room:
            first -= 1
        first = min(first, last)
    # A combining mark whose character is out of view would sit on whatever stands before the view.
    while 0 < first < caret and edges[first + 1] == edges[first]:
        first += 1
    return first


_ACTIONS = {
    "left": LineEditor.left,
    "right": LineEditor.right,
    "home": LineEditor.home,
    "end": LineEditor.end,
    "backspace": LineEditor.backspace,
    "delete": LineEditor.delete,
}
