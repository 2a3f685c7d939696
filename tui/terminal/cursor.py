"""Writing cells at places: keeps track of where the terminal's cursor is and with which pen it writes."""

from tui.terminal import pens
from tui.terminal.cells import CONTINUED, is_ambiguous, width_is_certain

ERASE_TO_END = "\x1b[K"


class Output:
    """Escape sequences for one frame.

    Starts with the cursor anywhere and the default pen; the first move is absolute, because something else (`wall`, a
    terminal's own message) may have moved the cursor since the last frame.

    Args:
        width: Columns of the screen.
        trusted: Every character is as wide as we think; otherwise a move after one that may not be is absolute.
        adapted: Ambiguous characters have two cells, which they may leave half empty.
    """

    def __init__(self, width: int, trusted: bool = False, adapted: bool = False) -> None:
        self.parts: list[str] = []
        self._width = width
        self._trusted = trusted
        self._halves = adapted and not trusted
        self._x: int | None = None
        self._y: int | None = None
        self._pen = pens.DEFAULT

    def move(self, x: int, y: int) -> None:
        """Put the cursor there, in as few bytes as possible."""
        if (x, y) == (self._x, self._y):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self._y is not None:
            ways += self._moves_in_row(x) if y == self._y else self._moves_down(x, y - self._y)
        self.parts.append(min(ways, key=len))
        self._x, self._y = x, y

    def _moves_in_row(self, x: int) -> list[str]:
        ways = [f"\x1b[{x + 1}G"]
        if x == 0:
            ways.append("\r")
        if self._x is not None:
            distance = x - self._x
            count = abs(distance) if abs(distance) > 1 else ""
            ways.append(f"\x1b[{count}{'C' if distance > 0 else 'D'}")
            if distance < 0:
                ways.append("\b" * -distance)
        return ways

    def _moves_down(self, x: int, rows: int) -> list[str]:
        # A tty that turns "\n" into "\r\n" makes no difference here.
        if not 0 < rows < 4:
            return []
        right = "" if x == 0 else "\x1b[C" if x == 1 else f"\x1b[{x}C"
        return ["\r" + "\n" * rows + right]

    def write(self, x: int, y: int, cells: list[str], cell_pens: list[str]) -> None:
        """Write cells from (x, y) on; they must not begin with the second cell of a wide character."""
        self.move(x, y)
        append = self.parts.append
        before = ""
        certain = True
        for column, (cell, pen) in enumerate(zip(cells, cell_pens, strict=True), x):
            if cell == CONTINUED:
                continue
            # Runs of one frame character are written through: a move for each would cost more than the frame.
            if not certain and (cell != before or self._halves):
                self._x = None
                self.move(column, y)
            if pen != self._pen and not (cell == " " and pens.blank(self._pen) == pen):
                append(pens.change(self._pen, pen))
                self._pen = pen
            if self._halves and is_ambiguous(cell):
                self._blank_second_half(column, y)
            append(cell)
            before = cell
            certain = self._trusted or width_is_certain(cell)
        # At the right margin a terminal holds the cursor back, in one of several ways.
        end = x + len(cells)
        self._x = end if certain and end < self._width else None

    def _blank_second_half(self, x: int, y: int) -> None:
        """Blank two cells, lest a terminal that draws the next character in one leaves something beside it."""
        self.parts.append("  ")
        self._x = None
        self.move(x, y)

    def erase_to_end(self, x: int, y: int) -> None:
        """Blank the row from (x, y) on with the default background."""
        self.move(x, y)
        if pens.blank(self._pen) != pens.DEFAULT:
            self.reset()
        self.parts.append(ERASE_TO_END)

    def reset(self) -> None:
        """Return to the default pen."""
        self.parts.append(pens.change(self._pen, pens.DEFAULT))
        self._pen = pens.DEFAULT

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)
