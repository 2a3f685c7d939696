"""One thing looked at: what was found, whether it is right, and what to do where it is not."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from render.line_breaking import break_lines, text_width
from schema.unsafe import shown

_VERDICT_WIDTH = 8
_NAME_WIDTH = 14
_LINE_WIDTH = 79
_LONGEST_VALUE = 60


class Verdict(Enum):
    """What a thing found means for the wizard."""

    FINE = "正常"
    BETTER = "建议改"
    """The wizard works, but not as well as it could."""
    WRONG = "要改"
    """The wizard does not work, or nothing can be saved."""
    UNKNOWN = "未查"


class Item(NamedTuple):
    """One thing looked at; `found` and `advice` are safe to print."""

    name: str
    found: str
    verdict: Verdict = Verdict.FINE
    advice: str = ""

    def lines(self) -> Iterator[str]:
        """The item in lines of a terminal 80 columns wide."""
        head = padded(self.verdict.value, _VERDICT_WIDTH) + padded(self.name, _NAME_WIDTH)
        indent = _VERDICT_WIDTH + _NAME_WIDTH
        yield from indented(self.found, head, indent)
        if self.advice:
            yield from indented(self.advice, " " * indent, indent)


def indented(text: str, head: str, indent: int) -> Iterator[str]:
    """A text behind a head, its further lines under its first; `indent` is the head's width in columns."""
    for number, line in enumerate(break_lines(text, _LINE_WIDTH - indent)):
        yield (" " * indent if number else head) + line.rstrip()


def value(text: str) -> str:
    """A text of the environment, made safe to print and cut to a sane length."""
    cut = text[:_LONGEST_VALUE]
    return shown(cut) + ("..." if len(text) > len(cut) else "")


def padded(text: str, width: int) -> str:
    """A text with blanks to a width in columns; a wider one as it is."""
    return text + " " * (width - text_width(text))
