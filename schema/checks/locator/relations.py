"""The relations of a table: linear equations between its cells and the totals that were keyed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from schema.cells import Number
from schema.checks.sums import BALANCE, DISPUTES_TOTAL, RESULTS_TOTAL, ROW_TOTAL
from schema.form import Column, Place, Role, Row, Table
from schema.report import Report

Key = tuple[str, Place]
"""The code of a finding and the first of its places: which relation it says does not hold."""

Effect = dict[int, int]
"""By how much a change moves the residual of each relation, those that stay left out."""


class Relation(NamedTuple):
    """One equation: its terms, each with its sign, add up to 0."""

    key: Key | None
    """None for one that follows from others where nothing is blank, and so has no finding of its own."""
    terms: tuple[tuple[int, int], ...]
    """Variables by index, with 1 or -1."""


class Line(NamedTuple):
    """One row as variables."""

    row: Row
    cells: tuple[int, ...]
    total: int | None
    """Its 总计, which has a value only where it was keyed."""


class Plan:
    """The variables of a table and every relation between them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        cells = (*table.cells, *table.keyed_cells)
        self.places: tuple[Place, ...] = tuple(cell.place for cell in cells)
        self.cells = cells
        self._index = {place: index for index, place in enumerate(self.places)}
        self.lines = tuple(self._line(row) for row in table.rows)
        """The rows that are filled in."""
        self.keyed_line = None if table.results_total is None else self._line(table.results_total)
        """Row （七）, whose figures have values only where they were keyed."""
        self.relations: tuple[Relation, ...] = tuple(self._relations())
        of_variable: list[list[tuple[int, int]]] = [[] for _ in cells]
        for number, relation in enumerate(self.relations):
            for variable, sign in relation.terms:
                of_variable[variable].append((number, sign))
        self.of_variable = of_variable
        self.numbers: dict[Key, int] = {
            relation.key: number for number, relation in enumerate(self.relations) if relation.key is not None
        }

    @cached_property
    def neighbours(self) -> tuple[tuple[Line, Line], ...]:
        """The rows one below the other: as they are filled in, and as the form prints them, with row （七）."""
        found = list(pairwise(self.lines))
        if self.keyed_line is not None:
            last = max(index for index, line in enumerate(self.lines) if self._role(line) is Role.RESULT)
            found += pairwise([self.lines[last], self.keyed_line, *self.lines[last + 1 : last + 2]])
        return tuple(found)

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The rows that are filled in, and row （七）."""
        return self.lines if self.keyed_line is None else (*self.lines, self.keyed_line)

    def _role(self, line: Line) -> Role | None:
        return self.table.roles.get(line.row.key)

    def _line(self, row: Row) -> Line:
        cells = tuple(self._at(row, column) for column in row.columns)
        return Line(row, cells, None if row.total is None else self._at(row, row.total))

    def _at(self, row: Row, column: Column) -> int:
        return self._index[self.table.cell_place(row, column)]

    def _relations(self) -> Iterable[Relation]:
        results = self.table.results_total
        for line in self.lines:
            if line.total is not None:
                code = DISPUTES_TOTAL if results is None else ROW_TOTAL
                yield Relation((code.code, self.places[line.total]), _equation(line.cells, [line.total]))
        if results is not None:
            yield from self._column_relations(results)
            if results.total is not None:
                yield from self._grand_relations(results, results.total)

    def _column_relations(self, results: Row) -> Iterable[Relation]:
        """Each column's balance, its row （七）, and its balance with the keyed row （七）."""
        incoming, parts, outgoing = (list(self.table.rows_in(role)) for role in Role)
        for column in results.columns:
            first, terms, left = ([self._at(row, column) for row in rows] for rows in (incoming, parts, outgoing))
            keyed = self._at(results, column)
            yield Relation((BALANCE.code, self.places[first[0]]), _equation(first, [*terms, *left]))
            yield Relation((RESULTS_TOTAL.code, self.places[keyed]), _equation(terms, [keyed]))
            yield Relation(None, _equation(first, [keyed, *left]))

    def _grand_relations(self, results: Row, total: Column) -> Iterable[Relation]:
        """What the keyed totals of rows have to do with each other and with the 总计 of row （七）."""
        incoming, parts, outgoing = (list(self.table.rows_in(role)) for role in Role)
        first, terms, left = ([self._at(row, total) for row in rows] for rows in (incoming, parts, outgoing))
        keyed = self._at(results, total)
        every = [self._at(row, column) for row in parts for column in row.columns]
        yield Relation((RESULTS_TOTAL.code, self.places[keyed]), _equation(every, [keyed]))
        yield Relation(None, _equation([self._at(results, column) for column in results.columns], [keyed]))
        yield Relation(None, _equation(terms, [keyed]))
        yield Relation(None, _equation(first, [keyed, *left]))
        yield Relation(None, _equation(first, [*terms, *left]))


def _equation(one_side: Sequence[int], other_side: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return (*((variable, 1) for variable in one_side), *((variable, -1) for variable in other_side))


@lru_cache(maxsize=32)
def plan_of(table: Table) -> Plan:
    """The plan of a table, worked out once."""
    return Plan(table)


class Figures:
    """The values of a table's variables, and which relations can be assessed and fail."""

    def __init__(self, plan: Plan, values: Sequence[int | None]) -> None:
        self.plan = plan
        self.values = values
        self.failing: Effect = {}
        """The residual of every relation that does not hold."""
        self.assessable: list[bool] = []
        """For each relation, whether every term of it has a value."""
        for number, relation in enumerate(plan.relations):
            residual = 0
            for variable, sign in relation.terms:
                value = values[variable]
                if value is None:
                    self.assessable.append(False)
                    break
                residual += value if sign > 0 else -value
            else:
                self.assessable.append(True)
                if residual:
                    self.failing[number] = residual

    def known(self, line: Line) -> list[int] | None:
        """The figures of a row; None where one is blank."""
        values = [self.values[cell] for cell in line.cells]
        return None if None in values else [value for value in values if value is not None]

    def adds_up(self, line: Line) -> bool | None:
        """Whether a row is its keyed total; None where that cannot be said."""
        values = self.known(line)
        keyed = None if line.total is None else self.values[line.total]
        return None if values is None or keyed is None else sum(values) == keyed

    def is_crossed(self, line: Line) -> bool:
        """Whether each figure of a row is a term of its column's relations too, so that it has a second witness."""
        return all(len(self.active[cell]) > 1 for cell in line.cells)

    @cached_property
    def active(self) -> list[list[tuple[int, int]]]:
        """The assessable relations that each variable is a term of, with its sign."""
        assessable = self.assessable
        return [[each for each in relations if assessable[each[0]]] for relations in self.plan.of_variable]

    @cached_property
    def by_signature(self) -> dict[frozenset[int], list[int]]:
        """The variables by the assessable relations that they are terms of; those of none left out."""
        found: dict[frozenset[int], list[int]] = {}
        for variable, relations in enumerate(self.active):
            if relations:
                found.setdefault(frozenset(number for number, _ in relations), []).append(variable)
        return found

    def effect(self, changes: Iterable[tuple[int, int]]) -> Effect:
        """What other values of some variables, all of which have one, do to the relations."""
        moved: Effect = {}
        for variable, value in changes:
            before = self.values[variable]
            assert before is not None
            delta = value - before
            for number, sign in self.active[variable]:
                moved[number] = moved.get(number, 0) + sign * delta
        return {number: amount for number, amount in moved.items() if amount}

    def changed(self, changes: Iterable[tuple[int, int | None]]) -> "Figures":
        """The figures with other values, None for a blank."""
        values = list(self.values)
        for variable, value in changes:
            values[variable] = value
        return Figures(self.plan, values)


def figures_of(report: Report, table: Table) -> Figures:
    """The figures of a table of counts as they stand in a report; what is not a usable number is a blank."""
    plan = plan_of(table)
    return Figures(plan, [_value(report.cells, place) for place in plan.places])


def _value(cells: Mapping[Place, Number], place: Place) -> int | None:
    number = cells.get(place)
    if number is None or number.fault is not None:
        return None
    return number.value if isinstance(number.value, int) else None


def after(residuals: Mapping[int, int], effect: Mapping[int, int]) -> Effect:
    """The residuals after a change."""
    moved = dict(residuals)
    for number, amount in effect.items():
        rest = moved.get(number, 0) + amount
        if rest:
            moved[number] = rest
        else:
            del moved[number]
    return moved
