"""How much of labelled prose is read rightly: a report, beside it ``NAME.claims.json``, and what the checks say.

python -m tests.schema.claims.measuring [FOLDER] [--misses]

The labels are described in ``corpus/README.md``. A label whose target is a short name or missing, as in lists made
by hand, is compared by number and verdict alone. What is missed in a folder ``held`` is printed only on request.
"""

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from schema.checks import findings_of
from schema.checks.claims import Claim, Verdict, all_claims
from schema.checks.registry import Context
from schema.findings import Finding, Severity
from schema.form import Edition, Place
from schema.report import Report
from schema.report_file import load

CORPUS = Path(__file__).parent / "corpus"

# The parts of a list may be what is wrong where its sum is named.
_LIST_SUM = "prose-list-sum"
_OF_WORDS = ("prose-period", "prose-law-name")
_NUMERALS = "零〇一二三四五六七八九十百千万亿两"


class Label(NamedTuple):
    """What a reader who knows the report says to one number in its prose, or to one statement without a number."""

    sentence: str
    number: Decimal | None
    verdict: str
    written: str
    code: str = ""
    target: tuple[Place, ...] | None = None
    about: bool = False

    @property
    def checkable(self) -> bool:
        """Whether the tables can say anything to it."""
        return self.verdict in ("holds", "differs")


class Mark(NamedTuple):
    """A label at its place: of the number itself, or of the words of a statement, and of the sentence around it."""

    label: Label
    place: Place
    start: int
    end: int
    sentence: tuple[int, int]

    def touches(self, start: int, end: int) -> bool:
        """Whether a piece of the same text overlaps it."""
        return start < self.end and self.start < end


@dataclass
class Measure:
    """What was read rightly in one report, or in several together."""

    name: str
    labels: int = 0
    checkable: int = 0
    right: int = 0
    placed: int = 0
    contradictions: int = 0
    founded: int = 0
    """Contradictions that are a query."""
    confirmed: int = 0
    """Numbers that the tables do not hold, shown as agreeing with them."""
    alarms: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.name,
            self.labels + other.labels,
            self.checkable + other.checkable,
            self.right + other.right,
            self.placed + other.placed,
            self.contradictions + other.contradictions,
            self.founded + other.founded,
            self.confirmed + other.confirmed,
            self.alarms + other.alarms,
            self.misses + other.misses,
        )

    @property
    def share_right(self) -> float:
        """Of the labels that can be checked, how many have the right verdict."""
        return self.right / self.checkable if self.checkable else 1.0

    def cells(self) -> tuple[str, ...]:
        """The columns of the table."""
        return (
            self.name,
            str(self.labels),
            str(self.checkable),
            _percent(self.placed, self.checkable),
            _percent(self.right, self.checkable),
            f"{self.founded}/{self.contradictions}",
            str(len(self.alarms)),
            str(self.confirmed),
        )


_HEADS = ("report", "labels", "checkable", "placed", "verdict", "contradictions", "alarms", "confirmed")


def reports(folder: Path) -> list[Path]:
    """Every report of a folder that has labels beside it."""
    return sorted(path for path in folder.glob("*.toml") if labels_file(path).exists())


def labels_file(path: Path) -> Path:
    """The file of a report's labels."""
    return path.with_suffix(".claims.json")


def read_labels(path: Path) -> list[Label]:
    """The labels of a report, in the order of its text."""
    return [_label(entry) for entry in json.loads(labels_file(path).read_text(encoding="utf-8"), parse_float=Decimal)]


def _label(entry: dict[str, object]) -> Label:
    value, target = entry["number"], entry.get("target")
    number = None if value is None else Decimal(str(value))
    return Label(
        str(entry["sentence"]),
        number,
        str(entry["verdict"]),
        str(entry.get("written", "" if number is None else abs(number))),
        str(entry.get("code") or ""),
        tuple(target) if isinstance(target, list) else None,
        bool(entry.get("about")),
    )


def marked(report: Report, labels: Iterable[Label]) -> list[Mark]:
    """The labels at their places, each after the one before it. Raises ValueError for one that is not in the prose."""
    texts = [(place, report.text(place)) for place in report.prose_places()]
    marks: list[Mark] = []
    for label in labels:
        last = marks[-1] if marks else None
        found = next(_places(texts, label, last), None)
        if found is None:
            raise ValueError(f"not in the prose after {last and last.label}: {label}")
        marks.append(found)
    return marks


def _places(texts: list[tuple[Place, str]], label: Label, last: Mark | None) -> Iterator[Mark]:
    begun = last is None
    for place, text in texts:
        end = 0
        if last is not None and not begun:
            if place != last.place:
                continue
            end = last.end
            begun = True
        start = text.find(label.sentence)
        while start >= 0:
            stop = start + len(label.sentence)
            for match in _written(label).finditer(text, max(start, end), stop):
                yield Mark(label, place, match.start(), match.end(), (start, stop))
            start = text.find(label.sentence, start + 1)


def _written(label: Label) -> re.Pattern[str]:
    written = re.escape(label.written)
    if not label.written or label.written not in label.sentence:
        return re.compile(re.escape(label.sentence))
    if label.written[0] in _NUMERALS:
        return re.compile(rf"(?<![第{_NUMERALS}]){written}(?![{_NUMERALS}])")
    return re.compile(rf"(?<!\d)(?<!\d[.,]){written}(?!\d|[.,]\d)")


def measure(path: Path) -> Measure:
    """Read a report and compare what is said about its prose with its labels."""
    report = load(path).report
    assert report is not None
    context = Context(report)
    marks = marked(report, read_labels(path))
    claims = all_claims(context)
    queries = [each for each in findings_of(context) if each.code.startswith("prose-") and _is_asked(each)]
    result = Measure(path.name.removesuffix(".toml"), len(marks))
    for mark in marks:
        _judge(mark, claims, queries, context.edition, result)
    for finding in queries:
        if not _is_founded(finding, marks):
            result.alarms.append(f"{path.stem}: alarm: {finding.code} {finding.message}")
    return result


def _is_asked(finding: Finding) -> bool:
    return finding.severity is not Severity.HINT


def _judge(mark: Mark, claims: list[Claim], queries: list[Finding], edition: Edition, result: Measure) -> None:
    label = mark.label
    here = [
        claim
        for claim in claims
        if claim.place == mark.place
        and mark.touches(claim.start, claim.end)
        and (claim.number is None) == (label.number is None or not label.written)
    ]
    if not label.checkable:
        result.confirmed += any(claim.verdict is Verdict.HOLDS for claim in here)
        return
    result.checkable += 1
    verdicts = {claim.verdict for claim in here if not (claim.verdict is Verdict.DIFFERS and claim.scope)}
    asked = any(_is_about(finding, mark) for finding in queries)
    # What is said of words, not of figures, is a finding alone.
    differs = asked if label.code in _OF_WORDS else Verdict.DIFFERS in verdicts
    right = differs if label.verdict == "differs" else not differs and Verdict.HOLDS in verdicts
    placed = right and (label.target is None or any(_same_target(edition, label, claim) for claim in here))
    result.right += right
    result.placed += placed
    if label.verdict == "differs":
        result.contradictions += 1
        result.founded += asked
        right = right and asked
    if not (right and placed):
        said = "、".join(f"{claim.verdict.value} {claim.code} {claim.label}" for claim in here) or "nothing"
        what = label.written or label.sentence
        result.misses.append(f"{result.name}: {what} {label.verdict} {label.code}, read as {said}: {label.sentence}")


def _same_target(edition: Edition, label: Label, claim: Claim) -> bool:
    """Whether a claim was compared with what the label names; a total is the cells it adds up."""
    if label.number is None:
        return True
    if label.code == "prose-share":
        return claim.code == label.code
    return _cells(edition, label.target or ()) == _cells(edition, claim.target)


def _cells(edition: Edition, places: Iterable[Place]) -> frozenset[Place]:
    cells: set[Place] = set()
    for place in places:
        keyed = edition.keyed_cells.get(place)
        table = edition.table_of(place)
        if keyed is None or table is None:
            cells.add(place)
            continue
        rows = table.rows
        if table.results_total is not None and keyed.row == table.results_total:
            ends = ("received", "carried_in", "carried_out")
            rows = tuple(row for row in rows if row.key not in ends)
        else:
            rows = (keyed.row,)
        column = place.rpartition(".")[2]
        for row in rows:
            cells.update(
                cell.place for cell in table.row_cells(row) if column == "total" or cell.place.endswith("." + column)
            )
    return frozenset(cells)


def _is_about(finding: Finding, mark: Mark) -> bool:
    if finding.where[0] != mark.place or finding.offset is None:
        return False
    if mark.start <= finding.offset < mark.end:
        return True
    inside = mark.sentence[0] <= finding.offset < mark.sentence[1]
    return inside and finding.code in (mark.label.code or finding.code, _LIST_SUM)


def _is_founded(finding: Finding, marks: list[Mark]) -> bool:
    """Whether a query is about a contradiction: on its label or, on no other label, for it in the same sentence."""
    on_it = [
        mark
        for mark in marks
        if finding.where[0] == mark.place and finding.offset is not None and mark.start <= finding.offset < mark.end
    ]
    if on_it and finding.code != _LIST_SUM:
        return any(mark.label.verdict == "differs" for mark in on_it)
    return any(mark.label.verdict == "differs" and _is_about(finding, mark) for mark in marks)


def total(measures: Iterable[Measure]) -> Measure:
    """Several reports together."""
    return sum(measures, Measure("all"))


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _line(cells: Iterable[str]) -> str:
    name, *others = cells
    return f"{name:<24}" + "".join(f"{cell:>16}" for cell in others)


def main() -> int:
    """Print a table of each folder's reports; 1 where a query is founded on nothing."""
    parser = ArgumentParser(prog="python -m tests.schema.claims.measuring", description="How well prose is read.")
    parser.add_argument("folder", nargs="?", type=Path, help="reports with labels; the whole corpus unless given")
    parser.add_argument("--misses", action="store_true", help="what is missed in a held half too")
    options = parser.parse_args()
    alarmed = False
    for folder in [options.folder] if options.folder else [CORPUS / "dev", CORPUS / "held"]:
        measures = [measure(path) for path in reports(folder)]
        whole = total(measures)
        told = options.misses or folder.name != "held"
        print(folder.name, _line(_HEADS), sep="\n")
        for each in (*(measures if told else ()), whole):
            print(_line(each.cells()))
        if told:
            print(*whole.alarms, *whole.misses, sep="\n")
        alarmed = alarmed or bool(whole.alarms)
    return int(alarmed)


if __name__ == "__main__":
    sys.exit(main())
