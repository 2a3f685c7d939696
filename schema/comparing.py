"""What is read at the places of a report by whoever compares it with another."""

from collections.abc import Iterator

from schema.cells import EMPTY
from schema.form import Place, Table
from schema.report import Accepted, Report


def field_text(report: Report, place: Place) -> str:
    """What is read at a place: of a field of choices, what the form calls the choice."""
    text = report.text(place)
    field = report.edition.fields_by_place.get(place)
    return text if field is None else field.choice_label(text)


def table_places(table: Table) -> Iterator[Place]:
    """The places of a table in reading order, totals that may be keyed among them."""
    for row in table.rows:
        yield from (cell.place for cell in table.row_cells(row))
        if row.total is not None:
            yield table.cell_place(row, row.total)
    if (results := table.results_total) is not None:
        columns = results.columns if results.total is None else (*results.columns, results.total)
        yield from (table.cell_place(results, column) for column in columns)


def reason_text(entry: Accepted) -> str:
    """A reason with who gave it, and when."""
    given = "，".join(filter(None, (entry.by, entry.on)))
    return f"{entry.reason}{f'（{given}）' if given else ''}"


def values_text(entry: Accepted) -> str:
    """The values that a reason was given for; nothing for one that was given for none."""
    return "、".join(value or EMPTY for value in entry.values)
