"""The reports of one folder by year and agency, told from the first bytes of their files."""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from schema.cells import half_width
from schema.report_file import read_bytes

SUFFIX = ".toml"

# A folder may hold the reports of a whole province, or something else altogether, on a slow disk.
_MOST_NAMES = 20_000
_MOST_OF_THE_YEAR = 200
_MOST_OTHERS = 100
_MOST_CANDIDATES = 8
_HEAD = 16_384
"""Bytes: cover and contact, which stand first, with a long preamble before them."""

# Compiled only where no file of the same name tells enough.
_YEAR = rb"""(?m)^[ \t]*(?:report[ \t]*\.[ \t]*)?year[ \t]*=[ \t]*["']?(\d{4})(?!\d)"""
_NAME = rb"""(?m)^[ \t]*(?:agency[ \t]*\.[ \t]*)?name[ \t]*=[ \t]*(["'])(.{1,400}?)\1"""
_ANY_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"


class _Head(NamedTuple):
    year: bytes
    agency: str


class Siblings:
    """The files of one folder, of which none is read before it may be what is asked for, and none twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: list[str] | None = None
        self._heads: dict[str, _Head | None] = {}

    def of(self, year: int, agency: str, *, but: str) -> list[str]:
        """The names of the files that seem to be an agency's report of a year, without one of them; a few at most.

        Names with the year in them are looked at before others, first those with the agency in them; of the others
        no more than a hundred.
        """
        agency = bare_name(agency)
        found = []
        for name in self._likely(str(year), agency):
            if name != but and self._head(name) == (str(year).encode(), agency):
                found.append(name)
                if len(found) == _MOST_CANDIDATES:
                    break
        return found

    def _all(self) -> list[str]:
        """The names of files that may be reports, in order; none where the folder cannot be read."""
        if self._names is None:
            try:
                with os.scandir(self.folder) as entries:
                    self._names = sorted(
                        name
                        for name in (entry.name for entry in islice(entries, _MOST_NAMES))
                        if name[-5:].lower() == SUFFIX and not name.startswith(".")
                    )
            except (OSError, ValueError):
                self._names = []
        return self._names

    def _likely(self, year: str, agency: str) -> Iterator[str]:
        of_the_year: list[str] = []
        undated: list[str] = []
        of_other_years: list[str] = []
        for name in self._all():
            if year in name:
                of_the_year.append(name)
            else:
                (of_other_years if re.search(_ANY_YEAR, name) else undated).append(name)
        of_the_year.sort(key=lambda name: agency not in name)
        yield from of_the_year[:_MOST_OF_THE_YEAR]
        yield from (undated + of_other_years)[:_MOST_OTHERS]

    def _head(self, name: str) -> _Head | None:
        if name not in self._heads:
            self._heads[name] = _head_of(self.folder / name)
        return self._heads[name]


def _head_of(path: Path) -> _Head | None:
    try:
        data = read_bytes(path, regular=True, most=_HEAD)
    except (OSError, ValueError):
        return None
    year, name = re.search(_YEAR, data), re.search(_NAME, data)
    if year is None or name is None:
        return None
    return _Head(year[1], bare_name(name[2].decode(errors="replace")))


def bare_name(agency: str) -> str:
    """An agency's name for comparing: without spaces, brackets and letters half-width."""
    return "".join(half_width(agency).split())
