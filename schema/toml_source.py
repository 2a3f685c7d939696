"""Where things stand in the text of a TOML file: the line of every key, and the author's comments."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from schema.form import Place

_BARE_OR_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\'|([A-Za-z0-9_-]+)')
# Each loop below begins its rounds with a character that none of its runs may hold, so that there is one way to match.
# No possessive groups: Python before 3.11.5 matches them wrongly.
_BASIC = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_BARE = r"[A-Za-z0-9_.\ \t-]*"
_KEYS = rf"""{_BARE}(?:(?:{_BASIC}|'[^'\n]*'){_BARE})*"""
_LINE = re.compile(
    rf"""[ \t\r]*(?:
        (?P<comment>\#[^\n]*)
      | (?P<open>\[\[?)(?P<header>{_KEYS})\]\]?[ \t\r]*(?P<remark>\#[^\n]*)?
      | (?P<key>{_KEYS})=
    )?""",
    re.VERBOSE,
)
_TOKEN = re.compile(
    rf"""\"\"\"[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{{3,5}}
      | \'\'\'[^']*(?:'(?!'')[^']*)*'{{3,5}}
      | {_BASIC}
      | '[^'\n]*'
      | (?P<comment>\#[^\n]*)
      | (?P<open>[\[{{])
      | (?P<close>[\]}}])
      | (?P<newline>\n)
      | [^"'\#\[\]{{}}\n]+
      | .""",
    re.VERBOSE | re.DOTALL,
)


class Entry(NamedTuple):
    """One key or table header of the file."""

    path: Place
    """Its keys joined by dots; tables of an array by number from 0."""
    header: bool
    line: int
    """From 1."""
    value: int
    """Where in the text what follows its equals sign begins; of a header, the header."""
    above: list[str]
    """The comment lines over it."""
    remarks: list[str]
    """The comments beside or inside its value."""


class Source:
    """A reading of a valid TOML text for its lines and comments; of an invalid one, as far as it goes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.tail: list[str] = []
        """The comment lines after the last entry."""
        self.entries = list(self._scan())
        self._lines = {entry.path: entry.line for entry in reversed(self.entries)}

    def line_of(self, place: Place) -> int:
        """The line of a place, or of the nearest table around it; 1 where nothing is near."""
        while place:
            if (line := self._lines.get(place)) is not None:
                return line
            place = place.rpartition(".")[0]
        return 1

    def value_start(self, place: Place) -> int | None:
        """Where in the text the value of a key begins, blanks before it included; None for one without a line."""
        return next((entry.value for entry in self.entries if entry.path == place and not entry.header), None)

    def _line_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def _scan(self) -> Iterator[Entry]:
        text = self.text
        position = 0
        table = ""
        counts: dict[Place, int] = {}
        above: list[str] = []
        while position < len(text):
            match = _LINE.match(text, position)
            assert match is not None
            line = self._line_at(position)
            position = match.end()
            if match["comment"]:
                above.append(match["comment"].rstrip())
            elif match["header"]:
                table = _path(match["header"])
                if match["open"] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = f"{table}.{counts[table]}"
                remark = match["remark"]
                yield Entry(table, True, line, match.start(), above, [remark.rstrip()] if remark else [])
                above = []
            elif match["key"]:
                value = position
                position, remarks = self._skip_value(position)
                path = _path(match["key"])
                yield Entry(f"{table}.{path}" if table else path, False, line, value, above, remarks)
                above = []
                continue
            newline = text.find("\n", position)
            position = len(text) if newline < 0 else newline + 1
        self.tail = above

    def _skip_value(self, position: int) -> tuple[int, list[str]]:
        """The offset after a value's last line, and the comments met on the way."""
        depth = 0
        remarks = []
        while position < len(self.text):
            match = _TOKEN.match(self.text, position)
            assert match is not None
            position = match.end()
            if match["comment"]:
                remarks.append(match["comment"].rstrip())
            elif match["open"]:
                depth += 1
            elif match["close"]:
                depth -= 1
            elif match["newline"] and depth <= 0:
                break
        return position, remarks


def _path(keys: str) -> Place:
    return ".".join(basic or literal or bare for basic, literal, bare in _BARE_OR_QUOTED.findall(keys))
