"""A terminal in a page: obeys exactly the escape sequences the frame writer may send and refuses every other."""

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

_TOKEN = re.compile(r"\x1b\[([0-9;]*)([A-Za-z])|.", re.DOTALL)

_OFF = {22: "12", 23: "3", 24: "4", 25: "56", 27: "7", 28: "8", 29: "9"}
_SHOWS_ON_BLANK = set("479")

HELD_BACK = "depends on where a terminal holds the cursor back at the right margin"


class Pen:
    """Attributes, foreground and background, each as SGR parameters."""

    def __init__(self) -> None:
        self.flags: set[str] = set()
        self.foreground = self.background = ""

    def obey(self, parameters: str) -> None:
        for code in _grouped(parameters or "0"):
            number = int(code.partition(";")[0] or 0)
            if number == 0:
                self.__init__()  # type: ignore[misc]
            elif number in _OFF:
                self.flags -= set(_OFF[number])
            elif 30 <= number <= 39 or 90 <= number <= 97:
                self.foreground = "" if number == 39 else code
            elif 40 <= number <= 49 or 100 <= number <= 107:
                self.background = "" if number == 49 else code
            else:
                assert code in "123456789", f"unexpected attribute {code}"
                self.flags.add(code)

    def seen_on(self, character: str) -> str:
        """What of it can be seen on a character."""
        flags = self.flags if character != " " else self.flags & _SHOWS_ON_BLANK
        foreground = self.foreground if character != " " or flags else ""
        return ";".join([*sorted(flags), *filter(None, (foreground, self.background))])


class Emulator:
    """A screen of (text, pen) cells; the second cell of a wide character has the text ""."""

    def __init__(self, width: int, height: int, ambiguous_width: int = 1) -> None:
        self.width, self.height = width, height
        # Nothing may be taken for granted about the first screen.
        self.rows = [[("#", "45")] * width for _ in range(height)]
        self.x = self.y = 0
        self.pen = Pen()
        self._ambiguous_width = ambiguous_width

    def feed(self, output: str) -> None:
        for token in _TOKEN.finditer(output):
            text = token.group()
            if token.group(2):
                self._obey(token.group(1), token.group(2))
            elif text == "\r":
                self.x = 0
            elif text == "\n":
                self.y += 1
                assert self.y < self.height, "the screen would scroll"
            elif text == "\b":
                assert self.x < self.width, HELD_BACK
                self.x -= 1
            elif unicodedata.category(text) in ("Cc", "Cf"):
                raise AssertionError(f"control character {text!r}")
            else:
                self._write(text)

    def _obey(self, parameters: str, command: str) -> None:
        numbers = [int(number) for number in parameters.split(";") if number]
        count = numbers[0] if numbers else 1
        if command == "m":
            self.pen.obey(parameters)
            return
        assert command in "HG" or self.x < self.width, HELD_BACK
        if command == "H":
            self.y, self.x = count - 1, (numbers[1] if len(numbers) > 1 else 1) - 1
        elif command == "G":
            self.x = count - 1
        elif command in "CD":
            self.x += count if command == "C" else -count
        elif command == "K" and not parameters:
            assert not self.pen.seen_on(" "), "erases with a background"
            self._free(self.x)
            self.rows[self.y][self.x :] = [(" ", "")] * (self.width - self.x)
        else:
            raise AssertionError(f"unexpected sequence {parameters}{command}")
        assert 0 <= self.x < self.width, "cursor outside the screen"
        assert 0 <= self.y < self.height, "cursor outside the screen"

    def _write(self, character: str) -> None:
        row = self.rows[self.y]
        width = cell_len(character)
        if width == 0:
            at = self.x - 1 if row[self.x - 1][0] else self.x - 2
            row[at] = (row[at][0] + character, row[at][1])
            return
        if unicodedata.east_asian_width(character) == "A":
            width = self._ambiguous_width
        assert self._ambiguous_width == 2 or self.x + width <= self.width, "writes over the margin"
        x = min(self.x, self.width - width)
        for column in range(x, x + width):
            self._free(column)
        seen = self.pen.seen_on(character)
        row[x : x + width] = [(character, seen), *[("", seen)] * (width - 1)]
        self.x = x + width

    def _free(self, column: int) -> None:
        """Blank both halves of a wide character of which one is about to be overwritten."""
        row = self.rows[self.y]
        if row[column][0] == "":
            row[column - 1] = row[column] = (" ", "")
        elif column + 1 < self.width and row[column + 1][0] == "":
            row[column + 1] = row[column] = (" ", "")


def _grouped(parameters: str) -> Iterator[str]:
    codes = iter(parameters.split(";"))
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes)
            code = ";".join([code, kind, *(next(codes) for _ in range(1 if kind == "5" else 3))])
        yield code
