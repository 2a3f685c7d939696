"""The comments that the program writes into a file: the form's labels over rows, beside headers and fields."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from schema.editions import EDITIONS
from schema.editions.cover import PUBLISHED
from schema.form import Column, Edition, Field, Role, Row, Table
from schema.literals import CELL_WIDTH
from schema.prose_lines import is_wide

ACCEPTED_COMMENT = "# 经核实保留的疑问；所列数值一变即失效"
PUBLISHED_COMMENT = f"# {PUBLISHED.label}，可不填"


@lru_cache(maxsize=16)
def file_rows(table: Table) -> tuple[tuple[Row, tuple[str, ...]], ...]:
    """The rows of a table in the file's order, row （七） before 第四项, each with the comment lines over it."""
    width = max(len(row.key) for row in table.rows)
    result: list[tuple[Row, tuple[str, ...]]] = []
    groups: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    for each in table.blocks:
        for row in each.rows:
            if table.results_total is not None and table.roles[row.key] is Role.OUTGOING:
                result.append((table.results_total, (f"# {table.results_total.label}",)))
            labels = []
            if not row.scalar and each.column_comment and row.columns != columns[: len(row.columns)]:
                labels.append(column_comment(row, width))
                columns = row.columns
            if not row.comment:
                labels += [f"# {group}" for group in row.groups[_common_length(groups, row.groups) :]]
                groups = row.groups
            labels.append(f"# {row_comment(row, each.column_comment)}")
            result.append((row, tuple(labels)))
    return tuple(result)


def _common_length(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def row_comment(row: Row, column_comment: bool = True) -> str:
    """The label of a row in the file; it names the row's columns where no column comment does."""
    if row.comment:
        return row.comment
    if row.scalar or not column_comment:
        return f"{row.label} {'、'.join(column.comment or column.label for column in row.columns)}"
    return row.label


def column_comment(row: Row, key_width: int) -> str:
    """The comment that names a row's columns, each ending over the last digit of its column."""
    comment = "#"
    end = key_width + len(" = [") - 1
    for column in row.columns:
        end += CELL_WIDTH + 1
        comment += " " * (end - _width(comment) - _width(column.short)) + column.short
    return comment


def choices_comment(field: Field) -> str:
    """The words that a field may hold, and what the form calls them."""
    return "# " + " | ".join(f"{choice.value} {choice.label}" for choice in field.choices)


def _width(text: str) -> int:
    return sum(1 + is_wide(char) for char in text)


def _squeezed(comment: str) -> str:
    return "".join(comment.split())


COMMENTED_FIELDS = frozenset(
    {"edition", *(field.key for edition in EDITIONS.values() for field in edition.fields if field.choices)}
) | {PUBLISHED.key}
"""The fields beside which the program writes a comment of its own."""


def is_label(comment: str) -> bool:
    """Whether the program itself writes such a comment, however spaced."""
    return _squeezed(comment) in _label_comments()


@lru_cache(maxsize=1)
def _label_comments() -> frozenset[str]:
    """Every comment that the program itself writes, without its spaces."""
    comments = {ACCEPTED_COMMENT, PUBLISHED_COMMENT}
    for edition in EDITIONS.values():
        comments.add(f"# {edition.notice}")
        comments |= {choices_comment(field) for field in edition.fields if field.choices}
        comments |= {f"# {title}" for title in _titles(edition)}
        comments |= {label for table in edition.tables for _, labels in file_rows(table) for label in labels}
    return frozenset(map(_squeezed, comments))


def _titles(edition: Edition) -> Iterator[str]:
    for section in edition.sections:
        yield section.title
        if section.table is not None:
            yield section.table.title
