"""The single differences of the sheet that compares two reports, ready to be read."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from schema.cells import EMPTY
from schema.differences import Change, ChangeKind
from schema.form import Edition
from schema.totals import Amount
from schema.unsafe import shown

Sign = Literal["+", "-", "~", "", "!", "v", "?"]
"""Added, removed, changed, merely following; wrong, right again, worth a note."""
Sides = tuple[str, str]
"""What the two reports are called beside each other, such as 上年 and 本年."""


class Marked(NamedTuple):
    """A stretch of a sentence, and whether it is one that has changed."""

    text: str
    changed: bool


class Entry(NamedTuple):
    """One difference; no text in it holds an unsafe character."""

    sign: Sign
    name: str
    label: str = ""
    """What happened, where the two sides do not say so."""
    origin: str = ""
    """Where it stood before, where that was elsewhere."""
    old: str | None = None
    new: str | None = None
    difference: str = ""
    old_marked: tuple[Marked, ...] = ()
    new_marked: tuple[Marked, ...] = ()
    message: str = ""
    suggestion: str = ""
    reason: str = ""


NOTHING = "（没有）"

# Figures


def signed(difference: Amount) -> str:
    """A difference with its sign."""
    digits = format(abs(difference), "f" if isinstance(difference, Decimal) else "d")
    if not any(digit in "123456789" for digit in digits):
        return "数值相同"
    return ("−" if difference < 0 else "+") + digits


def figure_entry(change: Change) -> Entry:
    """A figure or a field with what stood and stands there."""
    sign: Sign = "+" if change.old is None else "-" if change.new is None else "~"
    if change.kind is ChangeKind.COMPUTED:
        sign = ""
    return Entry(
        sign,
        shown(change.name),
        old=_value(change.old),
        new=_value(change.new),
        difference="" if change.difference is None else signed(change.difference),
    )


def _value(text: str | None) -> str:
    return NOTHING if text is None else shown(text) if text.strip() else EMPTY


# Prose

_PARTS: dict[ChangeKind, tuple[Sign, str]] = {
    ChangeKind.PART_ADDED: ("+", "新增"),
    ChangeKind.PART_REMOVED: ("-", "删去"),
    ChangeKind.PART_MOVED: ("~", "移动"),
    ChangeKind.PART_RENAMED: ("~", "改标题"),
}
_SENTENCES: dict[ChangeKind, tuple[Sign, str]] = {
    ChangeKind.SENTENCE_ADDED: ("+", "新增"),
    ChangeKind.SENTENCE_REMOVED: ("-", "删去"),
    ChangeKind.SENTENCE_MOVED: ("~", "移动"),
    ChangeKind.SENTENCE_EDITED: ("~", "修改"),
    ChangeKind.PARAGRAPHS: ("~", "分段"),
    ChangeKind.QUOTED: ("", ""),
}


def part_entry(change: Change) -> Entry:
    """A headed part that came, went, moved or is called otherwise."""
    sign, label = _PARTS[change.kind]
    both = change.old is not None and change.new is not None
    sides = (_value(change.old), _value(change.new)) if both else (None, None)
    return Entry(sign, shown(change.name), label, old=sides[0], new=sides[1])


def sentence_entry(change: Change, old: Edition, new: Edition) -> Entry:
    """A sentence with what has changed in it; the figures that it quotes are named as their editions name them."""
    sign, label = _SENTENCES[change.kind]
    entry = Entry(sign, shown(change.name), label, shown(change.old_name))
    if change.kind is ChangeKind.PARAGRAPHS:
        return entry._replace(message=f"句子没有变，分段有改动：{change.old} → {change.new}")
    if change.kind is ChangeKind.SENTENCE_MOVED:
        return entry._replace(message=_text(change.new or "", new))
    if change.kind is ChangeKind.QUOTED:
        before = [(shown(piece.old), piece.old != piece.new) for piece in change.pieces]
        after = [(shown(piece.new), piece.old != piece.new) for piece in change.pieces]
    elif change.pieces:
        before = [(_text(piece.old, old), piece.old != piece.new) for piece in change.pieces]
        after = [(_text(piece.new, new), piece.old != piece.new) for piece in change.pieces]
    else:
        before, after = [(_text(change.old or "", old), False)], [(_text(change.new or "", new), False)]
    return entry._replace(old_marked=_marked(before), new_marked=_marked(after))


def _marked(pieces: Iterable[tuple[str, bool]]) -> tuple[Marked, ...]:
    return tuple(Marked(*piece) for piece in pieces if piece[0])


def _text(text: str, edition: Edition) -> str:
    if "{" in text:
        from schema.differences.naming import with_names

        text = with_names(edition, text)
    return shown(text)


# Findings

_FINDINGS: dict[ChangeKind, tuple[Sign, str]] = {
    ChangeKind.SUM_BROKEN: ("!", "新错"),
    ChangeKind.SUM_RIGHTED: ("v", "已改正"),
    ChangeKind.SUM_UNKNOWN: ("?", "因有格没有填好，核对不了"),
    ChangeKind.SUM_DROPPED: ("?", "没有另录了，不再核对"),
    ChangeKind.SUM_ONLY_OLD: ("?", "{0}的错误，{1}没有"),
    ChangeKind.SUM_ONLY_NEW: ("!", "{1}的错误，{0}没有"),
    ChangeKind.ERROR_RAISED: ("!", "新错误"),
    ChangeKind.ERROR_SETTLED: ("v", "错误已改"),
    ChangeKind.ERROR_ONLY_OLD: ("?", "{0}的错误，{1}没有"),
    ChangeKind.ERROR_ONLY_NEW: ("!", "{1}的错误，{0}没有"),
    ChangeKind.QUERY_RAISED: ("!", "新疑问"),
    ChangeKind.QUERY_SETTLED: ("v", "疑问已消"),
    ChangeKind.QUERY_ACCEPTED: ("?", "疑问已说明"),
    ChangeKind.QUERY_ONLY_OLD: ("?", "{0}的疑问，{1}没有"),
    ChangeKind.QUERY_ONLY_NEW: ("!", "{1}的疑问，{0}没有"),
    ChangeKind.FINDING_UNKNOWN: ("?", "因有格没有填好，核对不了"),
    ChangeKind.FINDING_SOFTENED: ("?", "只作提示了"),
    ChangeKind.REASON_ADDED: ("+", "新增说明"),
    ChangeKind.REASON_WITHDRAWN: ("-", "撤去说明"),
    ChangeKind.REASON_CHANGED: ("~", "改说明"),
    ChangeKind.REASON_LAPSED: ("!", "说明失效"),
}


def finding_entry(change: Change, sides: Sides) -> Entry:
    """Something that the checks say of the one report or the other."""
    sign, label = _FINDINGS[change.kind]
    message = shown((change.old if change.new is None else change.new) or "")
    name = f"{shown(change.name)}（{shown(change.code)}）"
    return Entry(sign, name, label.format(*sides), message=message, reason=shown(change.reason))


def sum_entries(changes: Sequence[Change], sides: Sides) -> tuple[Entry, ...]:
    """The sums; those that one suggestion would mend stand together, and it follows the last of them."""
    together: dict[object, list[Change]] = {}
    for number, change in enumerate(changes):
        together.setdefault(change.suggestion or number, []).append(change)
    entries = []
    for mended in together.values():
        entries += [finding_entry(change, sides) for change in mended]
        entries[-1] = entries[-1]._replace(suggestion=shown(mended[-1].suggestion))
    return tuple(entries)


def reason_entry(change: Change, sides: Sides) -> Entry:
    """A reason for a query that came, went, changed or lapsed."""
    entry = finding_entry(change, sides)
    if change.kind is ChangeKind.REASON_LAPSED:
        return entry
    old, new = (None if text is None else shown(text) for text in (change.old, change.new))
    return entry._replace(message="", old=old, new=new)
