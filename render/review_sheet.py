"""What differs between two reports as one sheet in groups, which text and page walk."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from render.review_entries import (
    NOTHING,
    Entry,
    Sides,
    figure_entry,
    finding_entry,
    part_entry,
    reason_entry,
    sentence_entry,
    sum_entries,
)
from schema.cells import EMPTY
from schema.differences import Change, ChangeKind, Differences
from schema.differences.identity import another_report, other_agency
from schema.editions.cover import AGENCY_NAME, YEAR
from schema.findings import Severity, count_by_severity
from schema.report import Report
from schema.unsafe import shown

_MOST_LISTED = 3
"""Places where nothing was and 0 is now, up to which they are listed like other figures."""


class Group(NamedTuple):
    """Differences of one kind."""

    title: str
    layout: Literal["fields", "figures", "sentences", "messages"]
    entries: tuple[Entry, ...]
    aside: bool = False
    """Whether they follow from others by themselves."""
    zeros: tuple[Entry, ...] = ()
    """Those that tell of nothing that is 0 now, where they are many: told in one line."""

    @property
    def size(self) -> int:
        """How many differences there are."""
        return len(self.entries) + len(self.zeros)

    @property
    def zeros_told(self) -> str:
        """The line that tells of them."""
        names = "、".join(entry.name for entry in self.zeros[:_MOST_LISTED])
        return f"{self.zeros[0].old} → 0：{len(self.zeros)}格（{names} 等）"


class Sheet(NamedTuple):
    """The differences of two reports."""

    title: str
    kind: str
    """What kind of comparison it is."""
    old: str
    new: str
    verdict: str
    """What is said where nothing differs."""
    counts: tuple[str, ...]
    """What there is how much of, most important first."""
    groups: tuple[Group, ...]
    notes: tuple[str, ...]


def build_sheet(
    found: Differences, old: Report, new: Report, names: tuple[str, str], verdict: str = "没有差别"
) -> Sheet:
    """The sheet of what differs between two reports, which are called as given."""
    one, other = (report.title if _named(report) else "" for report in (old, new))
    years = [report.text(YEAR.key) for report in (old, new)]
    title = other or one or "两份报告的差别"
    if all(years) and years[0] != years[1]:
        title = f"{title}（与{years[0]}年度相比）"
    groups = tuple(group for group in _groups(found, old, new) if group.size)
    return Sheet(
        shown(title),
        "两份报告对照" if another_report(old, new) else "修改对照",
        shown(names[0]),
        shown(names[1]),
        verdict,
        (*_counts(groups),),
        groups,
        (*_notes(found, old, new),),
    )


def _named(report: Report) -> bool:
    return any(map(str.strip, report.title_parts()[:1]))


def _groups(found: Differences, old: Report, new: Report) -> Iterator[Group]:
    def of(*kinds: ChangeKind) -> list[Change]:
        return [change for change in found.figures if change.kind in kinds]

    def sentences(changes: Iterable[Change]) -> tuple[Entry, ...]:
        return tuple(sentence_entry(change, old.edition, new.edition) for change in changes)

    sides = _sides(old, new)
    yield Group("封面", "fields", tuple(map(figure_entry, found.cover)))
    yield _figures("数字", of(ChangeKind.FIGURE))
    yield _figures("另录的合计", of(ChangeKind.KEYED))
    yield _figures("只有一种格式有的栏目", of(ChangeKind.FIGURE_GONE, ChangeKind.FIGURE_NEW))
    yield Group("各部分", "messages", tuple(map(part_entry, found.parts)))
    yield Group("文字", "sentences", sentences(found.sentences))
    yield Group("合计与勾稽", "messages", sum_entries(found.sums, sides))
    yield Group("错误和疑问", "messages", tuple(finding_entry(change, sides) for change in found.findings))
    yield Group("疑问的说明", "messages", tuple(reason_entry(change, sides) for change in found.reasons))
    yield _figures("随之变化的合计（由程序计算）", found.totals)._replace(aside=True)
    yield Group("只因引用的数变了的句子", "sentences", sentences(found.quoted), aside=True)


def _sides(old: Report, new: Report) -> Sides:
    following = old.year is not None and new.year == old.year + 1 and not other_agency(old, new)
    return ("上年", "本年") if following else ("旧报告", "新报告")


def _figures(title: str, changes: Iterable[Change]) -> Group:
    entries = tuple(map(figure_entry, changes))
    zeros = tuple(filter(_is_zero_now, entries))
    if len(zeros) <= _MOST_LISTED:
        return Group(title, "figures", entries)
    return Group(title, "figures", tuple(entry for entry in entries if not _is_zero_now(entry)), zeros=zeros)


def _is_zero_now(entry: Entry) -> bool:
    return entry.new == "0" and entry.old in (EMPTY, NOTHING)


def _counts(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        if not group.aside:
            yield f"{group.title}{group.size}"


def _notes(found: Differences, old: Report, new: Report) -> Iterator[str]:
    if other_agency(old, new):
        one, other = (shown(report.text(AGENCY_NAME.key)) for report in (old, new))
        yield f"{AGENCY_NAME.label}不同：旧为{one}，新为{other}。"
    if old.edition is not new.edition:
        yield f"格式不同：旧为{old.edition.notice}，新为{new.edition.notice}；只有一种格式有的栏目另列。"
    if found.years_only:
        yield f"另有{found.years_only}句只是年份随报告年度变了，没有列出。"
    counts = count_by_severity(found.standing)
    if any(counts.values()):
        told = "，".join(f"{severity.label}{counts[severity]}" for severity in Severity if counts[severity])
        yield f"两份都有的：{told}，没有列出。"
