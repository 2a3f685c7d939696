"""What differs between two reports as one sheet in groups, which text and page walk."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from schema.differences import Change, ChangeKind, Differences
from schema.editions.cover import YEAR
from schema.findings import Severity, count_by_severity
from schema.report import Report
from schema.totals import Amount
from schema.unsafe import shown

Sign = Literal["+", "-", "~", "", "!", "v", "?"]
"""Added, removed, changed, merely following; wrong, right again, let stand with a reason."""


class Marked(NamedTuple):
    """A stretch of a sentence, and whether it is one that has changed."""

    text: str
    changed: bool


class Entry(NamedTuple):
    """One difference, ready to be read; no text in it holds an unsafe character."""

    sign: Sign
    name: str
    label: str = ""
    """What happened, where the two sides do not say so."""
    old: str | None = None
    new: str | None = None
    difference: str = ""
    old_marked: tuple[Marked, ...] = ()
    new_marked: tuple[Marked, ...] = ()
    message: str = ""
    suggestion: str = ""
    reason: str = ""


class Group(NamedTuple):
    """Differences of one kind."""

    title: str
    layout: Literal["figures", "sentences", "messages"]
    entries: tuple[Entry, ...]
    aside: bool = False
    """Whether they follow from others by themselves."""


class Sheet(NamedTuple):
    """The differences of two reports."""

    title: str
    old: str
    new: str
    counts: tuple[str, ...]
    """What there is how much of, most important first."""
    groups: tuple[Group, ...]
    notes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.groups


BLANK = "空"
NOTHING = "（没有）"


def build_sheet(found: Differences, old: Report, new: Report, names: tuple[str, str]) -> Sheet:
    """The sheet of what differs between two reports, which are called as given."""
    one, other = (report.title if _named(report) else "" for report in (old, new))
    years = [report.text(YEAR.key) for report in (old, new)]
    title = other or one or "两份报告的差别"
    if all(years) and years[0] != years[1]:
        title = f"{title}（与{years[0]}年度相比）"
    groups = tuple(group for group in _groups(found) if group.entries)
    return Sheet(
        shown(title), shown(names[0]), shown(names[1]), (*_counts(groups),), groups, (*_notes(found, old, new),)
    )


def _named(report: Report) -> bool:
    return any(map(str.strip, report.title_parts()[:1]))


def _groups(found: Differences) -> Iterator[Group]:
    def of(*kinds: ChangeKind) -> list[Change]:
        return [change for change in found.figures if change.kind in kinds]

    yield Group("封面", "figures", _figures(found.cover))
    yield Group("数字", "figures", _figures(of(ChangeKind.FIGURE)))
    yield Group("另录的合计", "figures", _figures(of(ChangeKind.KEYED)))
    yield Group("只有一种格式有的栏目", "figures", _figures(of(ChangeKind.FIGURE_GONE, ChangeKind.FIGURE_NEW)))
    yield Group("各部分", "messages", tuple(map(_part, found.parts)))
    yield Group("文字", "sentences", tuple(map(_sentence, found.sentences)))
    yield Group("合计与勾稽", "messages", _sums(found.sums))
    yield Group("错误和疑问", "messages", tuple(map(_finding, found.findings)))
    yield Group("疑问的说明", "messages", tuple(map(_reason, found.reasons)))
    yield Group("随之变化的合计（由程序计算）", "figures", _figures(found.totals), aside=True)
    yield Group("只因引用的数变了的句子", "sentences", tuple(map(_sentence, found.quoted)), aside=True)


def _counts(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        if not group.aside:
            yield f"{group.title}{len(group.entries)}"


def _notes(found: Differences, old: Report, new: Report) -> Iterator[str]:
    if old.edition is not new.edition:
        yield f"格式不同：旧为{old.edition.notice}，新为{new.edition.notice}；只比较两种格式都有的栏目。"
    if found.years_only:
        yield f"另有{found.years_only}句只是年份随报告年度变了，没有列出。"
    counts = count_by_severity(found.standing)
    if any(counts.values()):
        told = "，".join(f"{severity.label}{counts[severity]}" for severity in Severity if counts[severity])
        yield f"两份都有的：{told}，没有列出。"


# Figures


def signed(difference: Amount) -> str:
    """A difference with its sign."""
    digits = format(abs(difference), "f" if isinstance(difference, Decimal) else "d")
    if not any(digit in "123456789" for digit in digits):
        return "数值相同"
    return ("−" if difference < 0 else "+") + digits


def _figures(changes: Iterable[Change]) -> tuple[Entry, ...]:
    return tuple(map(_figure, changes))


def _figure(change: Change) -> Entry:
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
    return NOTHING if text is None else shown(text) if text.strip() else BLANK


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


def _part(change: Change) -> Entry:
    sign, label = _PARTS[change.kind]
    both = change.old is not None and change.new is not None
    sides = (_value(change.old), _value(change.new)) if both else (None, None)
    return Entry(sign, shown(change.name), label, *sides)


def _sentence(change: Change) -> Entry:
    sign, label = _SENTENCES[change.kind]
    name = shown(change.name)
    if change.old_name:
        label = f"{label}，原在{shown(change.old_name)}"
    if change.pieces:
        old = tuple(Marked(shown(piece.old), piece.old != piece.new) for piece in change.pieces if piece.old)
        new = tuple(Marked(shown(piece.new), piece.old != piece.new) for piece in change.pieces if piece.new)
        return Entry(sign, name, label, old_marked=old, new_marked=new)
    if change.kind is ChangeKind.SENTENCE_MOVED:
        return Entry(sign, name, label, message=shown(change.new or ""))
    if change.kind is ChangeKind.PARAGRAPHS:
        return Entry(sign, name, label, message=f"句子没有变，分段有改动：{change.old} → {change.new}")
    old, new = (() if text is None else (Marked(shown(text), False),) for text in (change.old, change.new))
    return Entry(sign, name, label, old_marked=old, new_marked=new)


# Findings

_FINDINGS: dict[ChangeKind, tuple[Sign, str]] = {
    ChangeKind.SUM_BROKEN: ("!", "新错"),
    ChangeKind.SUM_RIGHTED: ("v", "已改正"),
    ChangeKind.SUM_UNKNOWN: ("?", "因有空格核对不了"),
    ChangeKind.ERROR_RAISED: ("!", "新错误"),
    ChangeKind.ERROR_SETTLED: ("v", "错误已改"),
    ChangeKind.QUERY_RAISED: ("!", "新疑问"),
    ChangeKind.QUERY_SETTLED: ("v", "疑问已消"),
    ChangeKind.QUERY_ACCEPTED: ("?", "疑问已说明"),
    ChangeKind.REASON_ADDED: ("+", "新增说明"),
    ChangeKind.REASON_WITHDRAWN: ("-", "撤去说明"),
    ChangeKind.REASON_CHANGED: ("~", "改说明"),
}


def _finding(change: Change) -> Entry:
    sign, label = _FINDINGS[change.kind]
    message = shown((change.old if change.new is None else change.new) or "")
    return Entry(
        sign, f"{shown(change.name)}（{shown(change.code)}）", label, message=message, reason=shown(change.reason)
    )


def _sums(changes: Sequence[Change]) -> tuple[Entry, ...]:
    """The sums, a suggestion that is made for several of them told with the last."""
    last = {change.suggestion: change for change in changes}
    return tuple(
        _finding(change)._replace(suggestion=shown(change.suggestion) if last[change.suggestion] is change else "")
        for change in changes
    )


def _reason(change: Change) -> Entry:
    sign, label = _FINDINGS[change.kind]
    old, new = (None if text is None else shown(text) for text in (change.old, change.new))
    return Entry(sign, f"{shown(change.name)}（{shown(change.code)}）", label, old, new)
