"""The numbers of a text held against the tables, in words: what the wizard and the plain mode say of them."""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from typing import NamedTuple

from render.line_breaking import text_width
from schema.checks import Context
from schema.checks.claims import Claim, Verdict, claims_in
from schema.checks.claims.judging import SHARE_CODE
from schema.form import Place
from schema.placeholders import BLANK_FIGURE, Placeholder, figures, placeholders
from schema.places import place_name, short_row_name
from schema.unsafe import shown
from tui.figure_choices import short_name

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")
_MOST_SUMMED = 2
"""So many places that a number is the sum of are named one by one."""
_LONGEST_WORDS = 24
_PER_CENT = ("%", "％")
_NO_PLACE = "没有这个位置"
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

    @property
    def wrong(self) -> bool:
        """Whether it and the tables cannot both be right."""
        return self.verdict is Verdict.DIFFERS and not self.scope

    @property
    def difference(self) -> str:
        """What the tables give, and what may explain that."""
        scope = f"（口径：{self.scope}）" if self.scope else ""
        return f"{self.expected} {self.brief}".strip() + scope

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
    text = context.report.text(place)
    quoted = {each.start: each for each in placeholders(text) if each.place is not None}
    look_up = figures(context.report)
    told = []
    for claim in claims_in(context, place):
        number = quoted.pop(claim.start, None)
        shows = look_up(number.place) if number is not None and number.place is not None else None
        if number is not None and (shows is None or claim.verdict is Verdict.UNPLACED):
            told.append(_told_of_placeholder(context, number, shows, claim.sentence))
        else:
            told.append(_told_of_claim(context, claim, f"{claim.written} = {shows}" if number is not None else ""))
    for number in quoted.values():
        assert number.place is not None
        told.append(_told_of_placeholder(context, number, look_up(number.place), ""))
    return sorted(told, key=lambda each: each.start)


def _told_of_claim(context: Context, claim: Claim, written: str) -> Told:
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
    )


def _told_of_placeholder(context: Context, number: Placeholder, shows: str | None, sentence: str) -> Told:
    place = number.place or ""
    if shows is None:
        return Told(
            *(number.start, number.end, shown(f"{{{_abridged(place)}}}"), Verdict.DIFFERS),
            *(_NO_PLACE, "", "", shown(sentence)),
        )
    name = place_name(context.edition, place)
    written = f"{{{place}}} = {shown(shows) or BLANK_FIGURE}"
    verdict = Verdict.HOLDS if shows else Verdict.UNPLACED
    brief = short_name(context.edition, place)
    return Told(number.start, number.end, written, verdict, brief, name, shown(shows), shown(sentence))


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
    """All of them one after the other: first those that differ, last those that were not placed."""
    placed = [each for verdict in (Verdict.DIFFERS, Verdict.HOLDS) for each in told if each.verdict is verdict]
    pieces = [each.short for each in placed]
    if unplaced := _unplaced(told):
        pieces.append(f"不对应表中数字：{unplaced}")
    return "；".join(pieces)


def around(told: Sequence[Told], offset: int, room: int) -> list[Told]:
    """Those that fit a line of `room` cells: what is wrong, then as many as fit about an offset, in their order."""
    near = sorted(told, key=lambda each: (not each.wrong, abs(each.start - offset)))
    chosen: list[Told] = []
    for each in near:
        longer = sorted([*chosen, each], key=lambda one: one.start)
        if chosen and text_width(in_a_line(longer)) > room:
            break
        chosen = longer
    return chosen


def _unplaced(told: Sequence[Told]) -> str:
    return "、".join(each.written for each in told if each.verdict is Verdict.UNPLACED)


def tally(told: Sequence[Told]) -> str:
    """How many of the numbers found were compared with the tables: ``数字 38/41 已核对，1处不符``."""
    if not told:
        return ""
    placed = [each for each in told if each.verdict is not Verdict.UNPLACED]
    wrong = sum(each.wrong for each in placed)
    return f"数字 {len(placed)}/{len(told)} 已核对" + (f"，{wrong}处不符" if wrong else "")


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
    return f"表中为{each.expected}（{each.label}），{doubt}"


def in_lines(told: Sequence[Told]) -> list[str]:
    """A line for each, the sentence of what differs under it; those that were not placed together in the last."""
    lines = []
    for each in told:
        if each.verdict is Verdict.UNPLACED:
            continue
        scope = f"（口径：{each.scope}）" if each.scope else ""
        differs = each.verdict is Verdict.DIFFERS and each.label
        compared = f"表中{each.expected}　{each.label}{scope}" if differs else each.label or each.brief
        lines.append(f"{each.verdict.mark} {each.written}　{compared}".rstrip())
        if each.verdict is Verdict.DIFFERS and each.sentence:
            lines.append(f"  “{each.sentence}”")
    if unplaced := _unplaced(told):
        lines.append(f"  没有对应的表中数字：{unplaced}")
    return lines
