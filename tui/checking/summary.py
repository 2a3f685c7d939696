"""What is told of many files at the end: sums, a table of agencies, years that are missing or there twice."""

import os
from collections.abc import Iterable, Iterator, Sequence

from schema.editions import edition_for
from schema.siblings import bare_name
from schema.unsafe import shown
from tui.checking.outcome import Outcome

_HEADS = ("机关", "年度", "完成度", "错误", "疑问", "已说明")
_MOST_AGENCIES = 200
MOST_LINES = 50
"""So many of what there may be any number of are told line by line."""
_MOST_FILES = 5
_NAME_WIDTH = 36


class _Agency:
    """What is remembered of the reports of one agency."""

    __slots__ = ("accepted", "errors", "name", "percent", "queries", "reports", "years")

    def __init__(self, name: str) -> None:
        self.name = name
        self.years: dict[int, tuple[str, ...]] = {}
        self.reports = 0
        self.percent = 0
        """The sum of all."""
        self.errors = self.queries = self.accepted = 0

    def take(self, name: str, outcome: Outcome) -> None:
        self.reports += 1
        self.percent += outcome.percent
        self.errors += outcome.errors
        self.queries += outcome.queries
        self.accepted += outcome.accepted
        if outcome.year is not None and edition_for(outcome.year) is not None:
            self.years[outcome.year] = (*self.years.get(outcome.year, ()), name)

    @property
    def row(self) -> tuple[str, ...]:
        figures = (self.errors, self.queries, self.accepted)
        percent = f"{self.percent // self.reports}%"
        return _cut(shown(self.name or "（没有写机关）")), _spans(self.years) or "－", percent, *map(str, figures)


class Summary:
    """Takes what every file came to, and keeps of it what is told at the end.

    Args:
        drafts_pass: Whether errors and queries of drafts are no reason to fail.
    """

    def __init__(self, *, drafts_pass: bool = False) -> None:
        self.blocks = False
        """Whether any file that counts has an error or a query that no reason excuses."""
        self._drafts_pass = drafts_pass
        self.files = 0
        self.unread = 0
        self.doubtful = 0
        """The files with errors, with queries that no reason excuses, or unread."""
        self._errors = self._queries = self._hints = self._accepted = 0
        self._agencies: dict[str, _Agency] = {}
        self._unread: list[str] = []

    def take(self, name: str, outcome: Outcome) -> None:
        """Take one file."""
        self.files += 1
        if outcome.unread:
            self.cannot_read(name, outcome.why)
        self.doubtful += bool(outcome.unread or outcome.errors or outcome.queries)
        if outcome.errors or outcome.queries:
            self.blocks |= not (outcome.draft and self._drafts_pass)
        self._errors += outcome.errors
        self._queries += outcome.queries
        self._hints += outcome.hints
        self._accepted += outcome.accepted
        if not outcome.unread:
            key = bare_name(outcome.agency)
            agency = self._agencies.get(key)
            if agency is None:
                agency = self._agencies[key] = _Agency(outcome.agency)
            agency.take(name, outcome)

    def cannot_read(self, name: str, why: str) -> None:
        """Take what could not be read."""
        self.unread += 1
        if self.unread <= MOST_LINES:
            self._unread.append(f"读不了：{shown(name)}：{shown(why)}")

    @property
    def line(self) -> str:
        """All files in one line."""
        told = [f"错误{self._errors}", f"疑问{self._queries}", f"提示{self._hints}"]
        told += [f"已说明{self._accepted}"] if self._accepted else []
        told += [f"读不了{self.unread}"] if self.unread else []
        return f"{self.files}个文件：{'，'.join(told)}"

    def lines(self, folder: bool, passed_over: Sequence[str] = ()) -> Iterator[str]:
        """Everything that is told of several files; the sums last, where they are looked for.

        Args:
            folder: Whether all reports of a folder are looked at, so that years can be missed.
            passed_over: What is said of files that were not checked.
        """
        if sum(agency.reports for agency in self._agencies.values()) > 1:
            yield from self._table()
        yield from limited(list(self._twice()), "处同一年度有几份的")
        if folder:
            yield from limited(list(self._missing()), "个缺年度的机关")
        yield from limited(passed_over, "个没有校验的")
        yield from self.unread_lines
        yield self.line

    @property
    def unread_lines(self) -> list[str]:
        """What could not be read, and why."""
        return [*self._unread, *_rest(self.unread, "个读不了的")]

    def _table(self) -> Iterator[str]:
        from render.line_breaking import text_width

        agencies = list(self._agencies.values())
        if len(agencies) > _MOST_AGENCIES:
            agencies.sort(key=lambda agency: (-agency.errors, -agency.queries))
        told = agencies[:_MOST_AGENCIES]
        rows = [_HEADS, *(agency.row for agency in told)]
        widths = [max(map(text_width, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            texts = [
                _padded(text, width - text_width(text), left=index < 2)
                for index, (text, width) in enumerate(zip(row, widths, strict=True))
            ]
            yield "  ".join(texts).rstrip()
        if rest := len(agencies) - len(told):
            yield f"以上是错误最多的{len(told)}个机关，错误一样多的看疑问；另有{rest}个没有列出。"

    def _twice(self) -> Iterator[str]:
        for agency in self._agencies.values():
            for year, names in sorted(agency.years.items()):
                if len(names) < 2:
                    continue
                different = list({os.path.realpath(name): name for name in names}.values())
                if agency.name and len(different) > 1:
                    listed = "、".join(map(shown, different[:_MOST_FILES])) + (
                        "等" if len(different) > _MOST_FILES else ""
                    )
                    yield f"重复：{shown(agency.name)}{year}年度有{len(different)}份：{listed}"

    def _missing(self) -> Iterator[str]:
        """The years between an agency's first and the latest of all, of which there is no report."""
        latest = max((year for agency in self._agencies.values() for year in agency.years), default=0)
        for agency in self._agencies.values():
            if agency.name and agency.years:
                years = [year for year in range(min(agency.years), latest + 1) if year not in agency.years]
                if years:
                    yield f"缺少：{shown(agency.name)}没有{_spans(years)}年度的报告"


def limited(lines: Sequence[str], what: str) -> list[str]:
    """The first of many lines, and how many more there are."""
    return [*lines[:MOST_LINES], *_rest(len(lines), what)]


def _rest(count: int, what: str) -> list[str]:
    return [f"还有{count - MOST_LINES}{what}没有列出。"] if count > MOST_LINES else []


def _spans(years: Iterable[int]) -> str:
    """Years with those that follow each other drawn together, the first three such groups."""
    groups: list[tuple[int, int]] = []
    for year in sorted(years):
        if groups and groups[-1][1] == year - 1:
            groups[-1] = groups[-1][0], year
        else:
            groups.append((year, year))
    told = [str(first) if first == last else f"{first}-{last}" for first, last in groups[:3]]
    return "、".join(told) + ("等" if len(groups) > 3 else "")


def _cut(text: str) -> str:
    from render.line_breaking import text_width

    while text_width(text) > _NAME_WIDTH:
        text = f"{text[:-2]}…"
    return text


def _padded(text: str, blanks: int, *, left: bool) -> str:
    return text + " " * blanks if left else " " * blanks + text
