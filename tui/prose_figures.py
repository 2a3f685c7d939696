"""The numbers of a text held against the tables, in words: what the wizard and the plain mode say of them."""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from typing import NamedTuple

from render.line_breaking import text_width
from schema.checks import Context
from schema.checks.claims import Claim, Verdict
from schema.checks.claims.judging import SHARE_CODE
from schema.form import Place
from schema.placeholders import BLANK_FIGURE
from schema.places import place_name, short_row_name
from schema.unsafe import shown
from tui.figure_choices import short_name
from tui.prose_claims import NO_PLACE, ProseClaim, prose_claims

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")
_MOST_SUMMED = 2
"""So many places that a number is the sum of are named one by one."""
_LONGEST_WORDS = 24
_PER_CENT = ("%", "％")
_EXPLAINED = "已说明"
_OF_TOTAL = "·总计"
_PRINTED_BRACKETS = str.maketrans("()", "（）")


class Told(NamedTuple):
    """What is said of one number, of one statement without a number or of one placeholder."""

    start: int
    """Where it begins in the text, in characters."""
    end: int
    written: str
    """As it stands in the text; a placeholder with what it shows."""
    verdict: Verdict
    brief: str
    """What it was compared with, for a line; empty where it was not placed."""
    label: str
    """The same as the form names it."""
    expected: str
    """What the tables give."""
    sentence: str
    scope: str = ""
    """The words that say that it counts something else than the tables."""
    explained: bool = False
    """Whether the query about it was let stand with a reason."""

    @property
    def wrong(self) -> bool:
        """Whether it and the tables cannot both be right, and nobody has said why they may differ."""
        return self.verdict is Verdict.DIFFERS and not self.scope and not self.explained

    @property
    def difference(self) -> str:
        """What the tables give, and what explains that or may."""
        return f"{self.expected} {self.brief}".strip() + self.excuse

    @property
    def excuse(self) -> str:
        """What explains a difference or may, in brackets; empty where nothing does."""
        if self.explained:
            return f"（{_EXPLAINED}）"
        return f"（口径：{self.scope}）" if self.scope else ""

    @property
    def short(self) -> str:
        """In a line: ``75件 ✓ 本年新收``, ``30件 ≠ 0 本年新收``."""
        if self.verdict is Verdict.DIFFERS:
            return f"{self.written} {self.verdict.mark} {self.difference}"
        return f"{self.written} {self.verdict.mark} {self.brief}".rstrip()


def with_text(context: Context, place: Place, text: str) -> Context:
    """The context of a report with another text at one place; the figures are the same."""
    if context.report.text(place) == text:
        return context
    other = copy(context)
    other.report = context.report.copy()
    other.report.set_text(place, text)
    return other


def told_of(context: Context, place: Place) -> list[Told]:
    """What is said of the numbers and placeholders of a text, in its order."""
    return [
        _told_of_claim(context, each) if each.quotes is None else _told_of_placeholder(context, each, each.quotes)
        for each in prose_claims(context, place)
    ]


def _told_of_claim(context: Context, told: ProseClaim) -> Told:
    claim = told.claim
    written = "" if told.shows is None else f"{claim.written} = {told.shows}"
    unit = "%" if claim.written.endswith(_PER_CENT) else ""
    expected = "" if claim.expected is None else f"{claim.expected}{unit}"
    share = "占" if claim.code == SHARE_CODE else ""
    return Told(
        claim.start,
        claim.end,
        shown(written or (claim.written if claim.number is not None else f"“{_abridged(claim.written)}”")),
        claim.verdict,
        share + shown(_brief(context, claim)),
        share + shown(claim.label),
        expected,
        shown(claim.sentence.strip()),
        shown(claim.scope),
        told.explained,
    )


def _told_of_placeholder(context: Context, told: ProseClaim, place: Place) -> Told:
    start, end, verdict, sentence = told.claim.start, told.claim.end, told.claim.verdict, shown(told.claim.sentence)
    if told.shows is None:
        return Told(start, end, shown(f"{{{_abridged(place)}}}"), verdict, NO_PLACE, "", "", sentence)
    written = f"{{{place}}} = {shown(told.shows) or BLANK_FIGURE}"
    brief, label = short_name(context.edition, place), place_name(context.edition, place)
    return Told(start, end, written, verdict, brief, label, shown(told.shows), sentence)


def _brief(context: Context, claim: Claim) -> str:
    """What a claim was compared with, in as few words as will do."""
    label = claim.label.removesuffix(_OF_TOTAL)
    if not 0 < len(claim.target) <= _MOST_SUMMED:
        return label
    names = "+".join(_brief_name(context, place) for place in claim.target)
    return min(names, label or names, key=text_width)


def _brief_name(context: Context, place: Place) -> str:
    cell = context.edition.cells.get(place) or context.edition.keyed_cells.get(place)
    if cell is None:
        return place_name(context.edition, place)
    label = short_row_name(cell.row).translate(_PRINTED_BRACKETS)
    return label if cell.row.scalar or cell.column is cell.row.total else f"{label}·{cell.column.short}"


def _abridged(text: str) -> str:
    return text if len(text) <= _LONGEST_WORDS else text[:_LONGEST_WORDS] + "…"


def within(told: Iterable[Told], start: int, end: int) -> list[Told]:
    """Those that begin in a part of the text."""
    return [each for each in told if start <= each.start < end]


def paragraph_at(text: str, offset: int) -> tuple[int, int]:
    """Where the paragraph of an offset begins and ends."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Where the sentence of an offset begins and ends; behind a sentence's end it is still that sentence."""
    start, end = paragraph_at(text, offset)
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() >= offset:
            return match.start(), match.end()
    return start, end


def in_a_line(told: Sequence[Told]) -> str:
    """All of them one after the other: first those that are wrong, last those that were not placed."""
    placed = sorted((each for each in told if each.verdict is not Verdict.UNPLACED), key=_rank)
    pieces = [each.short for each in placed]
    if unplaced := _unplaced(told):
        pieces.append(f"不对应表中数字：{unplaced}")
    return "；".join(pieces)


def _rank(told: Told) -> int:
    return 0 if told.wrong else 1 if told.verdict is Verdict.DIFFERS else 2


def around(told: Sequence[Told], offset: int, room: int, nearest: tuple[int, int] = (0, 0)) -> list[Told]:
    """Those that fit a line of `room` cells: what is wrong, then a part of the text, then the rest around an offset.

    Those of that part come first, each group in the order of the text.
    """
    own = within(told, *nearest)
    places = {each: (each not in own, index) for index, each in enumerate(told)}
    near = sorted(told, key=lambda each: (not each.wrong, places[each][0], abs(each.start - offset)))
    chosen: list[Told] = []
    for each in near:
        longer = sorted([*chosen, each], key=places.__getitem__)
        if not chosen or text_width(in_a_line(longer)) <= room:
            chosen = longer
    return chosen


def _unplaced(told: Sequence[Told]) -> str:
    return "、".join(each.written for each in told if each.verdict is Verdict.UNPLACED)


def tally(told: Sequence[Told]) -> str:
    """How many of the numbers found were compared with the tables: ``数字 38/41 已核对，1处不符``."""
    if not told:
        return ""
    placed = [each for each in told if each.verdict is not Verdict.UNPLACED]
    counts = ((sum(each.wrong for each in told), "处不符"), (sum(each.explained for each in told), f"处{_EXPLAINED}"))
    found = "".join(f"，{count}{words}" for count, words in counts if count)
    return f"数字 {len(placed)}/{len(told)} 已核对{found}"


def in_words(told: Sequence[Told]) -> str:
    """All of them as a sentence, without signs: ``30件，表中为0（本年新收），不符；2次没有对应的表中数字。``."""
    pieces = []
    for each in told:
        if each.verdict is Verdict.DIFFERS:
            pieces.append(f"{each.written}，{_difference_in_words(each)}")
        elif each.verdict is Verdict.HOLDS:
            pieces.append(f"{each.written}，与表中相符" + (f"（{each.label}）" if each.label else ""))
    if unplaced := _unplaced(told):
        pieces.append(f"{unplaced}没有对应的表中数字")
    return "；".join(pieces) + "。"


def _difference_in_words(each: Told) -> str:
    if not each.label:
        return each.brief
    doubt = f"口径（{each.scope}）可能不同" if each.scope else "不符"
    return f"表中为{each.expected}（{each.label}），{_EXPLAINED if each.explained else doubt}"


def in_lines(told: Sequence[Told]) -> list[str]:
    """A line for each, the sentence of what differs under it; those that were not placed together in the last."""
    lines = []
    for each in told:
        if each.verdict is Verdict.UNPLACED:
            continue
        differs = each.verdict is Verdict.DIFFERS and each.label
        compared = f"表中{each.expected}　{each.label}{each.excuse}" if differs else each.label or each.brief
        lines.append(f"{each.verdict.mark} {each.written}　{compared}".rstrip())
        if each.verdict is Verdict.DIFFERS and each.sentence:
            lines.append(f"  “{each.sentence}”")
    if unplaced := _unplaced(told):
        lines.append(f"  没有对应的表中数字：{unplaced}")
    return lines
