"""The words by which prose calls what the form counts: the form's own labels, and what people write instead."""

import re
from collections.abc import Iterator
from functools import lru_cache

from schema.checks.claims.slots import ANY, NEW, ORGANISATIONS, Slot, Word
from schema.checks.claims.synonyms import ACTIONS, SYNONYMS, WEAK, WEAK_ACTIONS
from schema.editions import EDITIONS
from schema.form import Edition, Role, Row


@lru_cache(maxsize=8)
def vocabulary(edition: Edition) -> dict[str, Word]:
    """Every word of an edition's reports, by its spelling."""
    words: dict[str, Word] = {}
    for slot, values in SYNONYMS.items():
        words |= {spelling: Word(slot, value) for value, spellings in values.items() for spelling in spellings.split()}
    for slot, values in WEAK.items():
        words |= {
            spelling: Word(slot, value, weak=True)
            for value, spellings in values.items()
            for spelling in spellings.split()
        }
    for other in EDITIONS.values():
        words |= _official_words(other)
    words |= _official_words(edition)
    columns = {column.key for row in _rows(edition, "disclosure") for column in row.columns}
    for table, weak in ((WEAK_ACTIONS, True), (ACTIONS, False)):
        for value, spellings in table.items():
            if value in columns:
                words |= {spelling: Word(Slot.ACTION, value, weak) for spelling in spellings.split()}
    return words


_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")
_LEADING = re.compile("^(?:属于|危及|保护|要求|申请人)")
_QUOTES = str.maketrans("", "", "“”‘’\"'")


def _bare(label: str) -> str:
    return _NUMBERING.sub("", label).translate(_QUOTES)


def _rows(edition: Edition, key: str) -> Iterator[Row]:
    """The rows of a table; none where the edition has no such table."""
    return (row for table in edition.tables if table.key == key for row in table.rows)


def _official_words(edition: Edition) -> dict[str, Word]:
    words: dict[str, Word] = {}
    table = edition.balanced_table
    for row in table.rows:
        if table.roles[row.key] is Role.RESULT:
            group, dot, _ = row.key.partition(".")
            if dot:
                words[_bare(row.naming_groups[-1])] = Word(Slot.KIND, group)
            if not row.catch_all:
                name = _bare(row.name)
                words |= {spelling: Word(Slot.KIND, row.key) for spelling in {name, _LEADING.sub("", name)}}
    words[_bare(table.rows[0].name)] = Word(Slot.ROW, NEW)
    for column in table.rows[0].columns:
        if column.label not in SYNONYMS[Slot.REST][ANY].split():
            words[column.label] = Word(Slot.COLUMN, column.key)
        if column.group:
            words[column.group] = Word(Slot.COLUMN, ORGANISATIONS)
    for row in _rows(edition, "disputes"):
        words[row.name] = Word(Slot.DISPUTE, row.key)
        words |= {column.label: Word(Slot.OUTCOME, column.key) for column in row.columns}
    for row in _rows(edition, "disclosure"):
        words[row.name] = Word(Slot.DOCUMENT, row.key)
        words |= {column.label: Word(Slot.ACTION, column.key) for column in row.columns if "年" in column.label}
    return words
