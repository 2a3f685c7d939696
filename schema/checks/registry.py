"""How a check is declared: a rule with its code and severity, and a pure function that finds where it is broken."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from schema.cells import Number
from schema.findings import COVER, Finding, Severity
from schema.form import Cell, Edition, Kind, Place
from schema.places import place_name
from schema.report import Prose, Report
from schema.totals import Amount, Balance, balances, computed
from schema.unsafe import shown

if TYPE_CHECKING:
    from schema.previous import Problem


class Rule(NamedTuple):
    """One rule that a report can break."""

    code: str
    severity: Severity


NOTABLE = 1_000
"""No figure below is looked at for its size alone."""

LARGEST_COUNT = 10_000_000
"""The largest count that passes without a question."""


class Context:
    """What a check sees: a report, what is computed from it, and last year's report where it is known."""

    __slots__ = (
        "_prose",
        "_texts",
        "balances",
        "blank",
        "edition",
        "miskeyed",
        "notable",
        "previous",
        "previous_problem",
        "report",
        "totals",
        "unusual",
    )

    def __init__(
        self, report: Report, previous: Report | None = None, previous_problem: "Problem | None" = None
    ) -> None:
        self.report = report
        self.previous = previous
        self.previous_problem = previous_problem
        """Why the file that the report names as last year's is not what it should be."""
        self.edition: Edition = report.edition
        self._prose: tuple[Prose, ...] | None = None
        self._texts: list[tuple[Place, str, bool]] | None = None
        self.totals: dict[Place, Amount | None] = computed(report)
        self.balances: list[Balance] = [
            balance for table in report.edition.tables for balance in balances(table, report, self.totals)
        ]
        cells = report.cells
        self.notable: list[tuple[Place, Number]] = [
            (place, number)
            for place, number in cells.items()
            if (value := number[1]) is None or value >= NOTABLE or number[2] is not None
        ]
        """The cells that hold no admissible figure, or one of some size: so few that others need not be looked at."""
        self.blank: set[Place] = {place for place, number in self.notable if not number.text}
        self.unusual: list[tuple[Place, Number]] = [
            (place, number)
            for place, number in self.notable
            if number.text and (number.value is None or number.fault is not None or number.value > LARGEST_COUNT)
        ]
        """Those that hold no admissible figure and are not blank, or an uncommonly large one: in most reports, none."""
        self.miskeyed: list[tuple[Cell, Amount, Amount]] = []
        """The keyed totals that are not the computed ones, and these; not the ones that cannot be compared."""
        for place, cell in report.edition.keyed_cells.items():
            if place in cells and (computed_total := self.totals[place]) is not None:
                keyed = cells[place].usable
                if keyed is not None and keyed != computed_total:
                    self.miskeyed.append((cell, keyed, computed_total))

    @property
    def prose(self) -> tuple[Prose, ...]:
        """What stands at every place that holds paragraphs, in the form's order."""
        if self._prose is None:
            self._prose = tuple(self.report.prose())
        return self._prose

    @property
    def texts(self) -> list[tuple[Place, str, bool]]:
        """Every text with its place and whether it is one line: cover, prose with its headings, what was accepted."""
        if self._texts is None:
            self._texts = list(_texts(self.report))
        return self._texts

    def name(self, place: Place) -> str:
        """The Chinese name of a place."""
        return place_name(self.edition, place)

    def choice(self, place: Place) -> str:
        """What the form calls the word chosen at a place."""
        return shown(self.edition.fields_by_place[place].choice_label(self.report.text(place)))

    def value(self, place: Place) -> str:
        """What stands at a place: a figure, a total as computed, a text; empty for a place that is not there."""
        if (total := self.totals.get(place)) is not None:
            return str(total)
        try:
            return self.report.text(place)
        except KeyError:
            return ""

    def cell(self, place: Place) -> Cell:
        """The cell or total at a place of a figure."""
        return self.edition.cells.get(place) or self.edition.keyed_cells[place]

    def finding(
        self,
        rule: Rule,
        where: Iterable[Place],
        message: str,
        suggestion: str = "",
        severity: Severity | None = None,
        *,
        values: Mapping[Place, str] | None = None,
        offset: int | None = None,
    ) -> Finding:
        """A finding of a rule; its severity is the rule's unless given, its section that of the first place.

        Args:
            rule: The rule.
            where: The places, the one to go to first.
            message: What is said, in Chinese.
            suggestion: What to do about it, in Chinese.
            severity: Where it is not the rule's.
            values: What a place holds that the finding is about, where that is not the whole of it: a number in prose.
            offset: Where in the text at the first place that begins.
        """
        places = tuple(where)
        values = values or {}
        section = self.edition.section_of(places[0])
        return Finding(
            rule.code,
            severity or rule.severity,
            places,
            message,
            suggestion,
            section=COVER if section is None else section.key,
            values=tuple(values[place] if place in values else self.value(place) for place in places),
            offset=offset,
        )


def _texts(report: Report) -> Iterator[tuple[Place, str, bool]]:
    for field in report.edition.fields:
        yield field.key, report.text(field.key), field.kind is not Kind.PROSE
    for section in report.edition.sections:
        if section.prose:
            yield f"{section.key}.intro", report.text(f"{section.key}.intro"), False
            for index, part in enumerate(report.parts.get(section.key, [])):
                yield f"{section.key}.parts.{index}.heading", part.heading, True
                yield f"{section.key}.parts.{index}.text", part.text, False
    for index, accepted in enumerate(report.accepted):
        for name in ("code", "reason", "by", "on"):
            yield f"accepted.{index}.{name}", getattr(accepted, name), name != "reason"
        for name in ("where", "values"):
            for text in getattr(accepted, name):
                yield f"accepted.{index}.{name}", text, True


Check = Callable[[Context], Iterable[Finding]]

RULES: dict[str, Rule] = {}
"""Every rule, by code."""

TABLE_CHECKS: list[Check] = []
"""The checks of figures alone, which are repeated at every keystroke."""

TEXT_CHECKS: list[Check] = []
"""The checks that read texts, alone or with the figures."""


def table_check(*rules: Rule) -> Callable[[Check], Check]:
    """Register a check of figures alone under its rules."""
    return _registered(TABLE_CHECKS, rules)


def text_check(*rules: Rule) -> Callable[[Check], Check]:
    """Register a check that reads texts under its rules."""
    return _registered(TEXT_CHECKS, rules)


def _registered(checks: list[Check], rules: tuple[Rule, ...]) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        RULES.update((rule.code, rule) for rule in rules)
        checks.append(check)
        return check

    return register
