"""The Chinese name of a place in a report."""

from functools import lru_cache

from schema.form import Cell, Column, Edition, Place, Row


@lru_cache(maxsize=2048)
def place_name(edition: Edition, place: Place) -> str:
    """What the form calls a place, such as ``三·（二）部分公开·自然人``; the place itself where it is unknown."""
    if (cell := edition.cells.get(place) or edition.keyed_cells.get(place)) is not None:
        table = edition.table_of(place)
        section = edition.section_of(place)
        assert table is not None and section is not None
        return f"{section.numeral}·{row_name(cell.row)}{_column_name(cell.row, cell.column)}"
    if (field := edition.fields_by_place.get(place)) is not None:
        return field.label
    section = edition.section_of(place)
    if section is None:
        return _accepted_name(place) if place.partition(".")[0] == "accepted" else place
    keys = place.split(".")
    if len(keys) == 1:
        return section.title
    if keys[1] == "intro":
        return f"{section.numeral}·{section.intro_label}"
    if len(keys) == 4 and keys[1] == "parts" and keys[2].isdecimal() and len(keys[2]) < 7:
        return f"{section.numeral}·第{int(keys[2]) + 1}部分{'标题' if keys[3] == 'heading' else ''}"
    for table in edition.tables:
        for row in (*table.rows, *filter(None, [table.results_total])):
            if place == f"{table.key}.{row.key}":
                return f"{section.numeral}·{row_name(row)}"
    table_here = edition.table_of(place + ".")
    return section.title if table_here is None else table_here.title


def _accepted_name(place: Place) -> str:
    index = place.partition(".")[2].partition(".")[0]
    return "疑问的说明" + (f"·第{int(index) + 1}条" if index.isdecimal() and len(index) < 7 else "")


def row_name(row: Row) -> str:
    """A row's name with the groups that belong to it, such as ``（三）不予公开·1.属于国家秘密``."""
    return "·".join((*row.naming_groups, row.name))


def short_row_name(row: Row) -> str:
    """A row's label for narrow places, with the groups that belong to it."""
    label = row.short_label.strip()
    # The first row of a group carries the group's number in its short label.
    return label if label.startswith(("(", "（")) else "·".join((*row.naming_groups, label))


def short_cell_name(edition: Edition, cell: Cell) -> str:
    """The name of a figure's place with its row's label for narrow places."""
    section = edition.section_of(cell.place)
    assert section is not None
    return f"{section.numeral}·{short_row_name(cell.row)}{_column_name(cell.row, cell.column)}"


def _column_name(row: Row, column: Column) -> str:
    return "" if row.scalar else f"·{column.label}"
