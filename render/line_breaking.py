"""Display widths of characters, and lines of Chinese prose that never begin or end with the wrong punctuation."""

import unicodedata
from bisect import bisect_right
from itertools import accumulate

# GB/T 15834 5.1: closing marks stay with what they close; ellipsis, dash and unit signs with what they follow.
NO_LINE_START = frozenset(
    "，。、；：？！）》〉」』”’】〕〗〙〛］｝｠…⋯—―·・～〜－‐–々〻％‰‱℃℉°′″￠"  # full-width and ambiguous
    "!%),.:;?]}»›｡､｣"
)
NO_LINE_END = frozenset("（《〈「『“‘【〔〖〘〚［｛｟￥￡＄＃([{«‹｢$¥£€#№§")

# A space hangs over the right edge: it neither starts a line nor counts at its end.
_SPACES = frozenset(" \u3000\u2002\u2003\u2009\t")
# Between two letters or digits these belong to the word: 3.14, 2024-01, a@b.cn, https://x.cn/y?z=1, it’s.
_JOINERS = frozenset(".-_/@:'’&+=?#~%．\\·‑")
_SIGNS = frozenset("-+−±＋－~")

_START, _END, _SPACE, _WORD, _JOINER, _ZERO = 1, 2, 4, 8, 16, 32


def _cells(char: str) -> int:
    """The cells of one character where ambiguous ones are narrow."""
    # What nearly every report is written in, and ¬, which holds the place of a figure: reading the tables for the rest
    # would slow the wizard's start by a tenth, and rendering by a fifth.
    if " " <= char <= "~" or char in "“”‘’…—·¬":
        return 1
    if "\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u3029" or "\uff01" <= char <= "\uff5e":
        return 2
    from wcwidth import wcwidth

    # Alone a vowel sign such as ा takes none; behind a letter, where it belongs, one.
    return 1 if unicodedata.category(char) == "Mc" else max(0, wcwidth(char))


class _Widths(dict[str, int]):
    """Cells per character, found on first use."""

    def __init__(self, ambiguous: int) -> None:
        self.ambiguous = ambiguous

    def __missing__(self, char: str) -> int:
        width = _cells(char)
        if width == 1 and unicodedata.east_asian_width(char) == "A":
            width = self.ambiguous
        self[char] = width
        return width


class _Traits(dict[str, int]):
    """What each character may do at a break, as bits."""

    def __missing__(self, char: str) -> int:
        traits = _START * (char in NO_LINE_START) | _END * (char in NO_LINE_END) | _SPACE * (char in _SPACES)
        traits |= (
            _WORD * _is_word(char)
            | _JOINER * (char in _JOINERS)
            | _ZERO * (char not in _SPACES and not char_width(char))
        )
        self[char] = traits
        return traits


_widths = {1: _Widths(1), 2: _Widths(2)}
_traits = _Traits()


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    if category != "Nd" and category[0] != "L":
        return False
    shape = unicodedata.east_asian_width(char)
    return shape != "W" and not (category == "Lo" and shape in "FH")


def char_width(char: str, ambiguous: int = 1) -> int:
    """The cells one character takes, 0 for control and combining ones; `ambiguous` (1 or 2) for `“”……—`."""
    return _widths[ambiguous][char]


def text_width(text: str, ambiguous: int = 1) -> int:
    """The cells a text takes in one line."""
    return sum(map(_widths[ambiguous].__getitem__, text))


def line_starts(text: str, width: int, first_indent: int = 0, ambiguous: int = 1) -> list[int]:
    """The offsets in one paragraph at which its second and every further line begins.

    Widths are in cells; `first_indent` cells of the first line are left to the caller. No line begins with closing
    punctuation or ends with opening punctuation, and no word, number, `……` or `——` is cut; where a run longer than the
    line leaves no such place, words are cut first and anything then. Spaces at a break stay at the end of their line,
    beyond the width if they must. A line holds one character at least, however wide.
    """
    edges = list(accumulate(map(_widths[ambiguous].__getitem__, text), initial=0))
    length = len(text)
    starts: list[int] = []
    start, room = 0, width - first_indent
    while edges[length] - edges[start] > room:
        end = bisect_right(edges, edges[start] + max(room, 0), start) - 1
        while end < length and text[end] in _SPACES:
            end += 1
        if end >= length:
            break
        start = _best_break(text, start, end)
        if start >= length:
            break
        starts.append(start)
        room = width
    return starts


def break_lines(text: str, width: int, first_indent: int = 0, ambiguous: int = 1) -> list[str]:
    """The lines of one paragraph, which joined give the text again; see `line_starts`."""
    starts = line_starts(text, width, first_indent, ambiguous)
    return [text[begin:end] for begin, end in zip([0, *starts], [*starts, len(text)], strict=True)]


def _best_break(text: str, start: int, furthest: int) -> int:
    """The last permitted break in `start + 1 .. furthest`, or the least bad one."""
    inside_word = 0
    for offset in range(furthest, start, -1):
        if not _separable(text, start, offset):
            continue
        if not _inside_word(text, offset):
            return offset
        inside_word = inside_word or offset
    if inside_word:
        return inside_word
    offset = max(furthest, start + 1)
    while offset < len(text) and _traits[text[offset]] & (_SPACE | _ZERO):
        offset += 1
    return offset


def _separable(text: str, start: int, offset: int) -> bool:
    """Whether punctuation allows a line to begin at the offset."""
    if _traits[text[offset]] & (_START | _SPACE | _ZERO):
        return False
    last = offset - 1
    while last > start and text[last] in _SPACES:
        last -= 1
    return not _traits[text[last]] & _END


def _inside_word(text: str, offset: int) -> bool:
    """Whether the offset lies within a word, an address, or a number with its sign and separators."""
    before, after = text[offset - 1], text[offset]
    after_traits = _traits[after]
    if after_traits & _WORD and before in _SIGNS and after.isdecimal():
        return True
    left, right = offset - 1, offset
    while left > 0 and _traits[text[left]] & _JOINER and offset - left < 4:
        left -= 1
    while right + 1 < len(text) and _traits[text[right]] & _JOINER and right - offset < 4:
        right += 1
    if _traits[text[left]] & _traits[text[right]] & _WORD:
        return True
    return before == "," and after.isdecimal() and offset > 1 and text[offset - 2].isdecimal()
