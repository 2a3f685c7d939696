"""The reports of one folder by year and agency, told from the first bytes of their files."""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from schema.cells import half_width
from schema.editions.cover import AGENCY_NAME
from schema.report_file import load, read_bytes

SUFFIX = ".toml"

# A folder may hold the reports of a whole province, or something else altogether, on a slow disk.
MOST_NAMES = 20_000
_MOST_OF_THE_YEAR = 200
_MOST_OTHERS = 100
MOST_CANDIDATES = 8
HEAD_BYTES = 16_384
"""The first bytes looked at: cover and contact, which stand first, with a long preamble before them."""

# Compiled only where no file of the same name tells enough.
_YEAR = rb"""(?m)^[ \t]*year[ \t]*=[ \t]*["']?(\d{4})(?![\d.])"""
_NAME = rb"""(?m)^[ \t]*name[ \t]*=[ \t]*(["'])([^"'\\\n]{1,400})\1"""
_ANY_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"


class Head(NamedTuple):
    """What the first bytes of a report tell of it."""

    year: bytes
    agency: str
    """For comparing: see `bare_name`."""


class Siblings:
    """The files of one folder, of which none is read before it may be what is asked for, and none twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: list[str] | None = None
        self._heads: dict[str, Head | None] = {}

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
                if len(found) == MOST_CANDIDATES:
                    break
        return found

    def _all(self) -> list[str]:
        """The names of files that may be reports, in order; none where the folder cannot be read."""
        if self._names is None:
            try:
                with os.scandir(self.folder) as entries:
                    self._names = sorted(
                        name
                        for name in (entry.name for entry in islice(entries, MOST_NAMES))
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

    def _head(self, name: str) -> Head | None:
        if name not in self._heads:
            self._heads[name] = _head_of(self.folder / name)
        return self._heads[name]


def _head_of(path: Path) -> Head | None:
    try:
        data = read_bytes(path, regular=True, most=HEAD_BYTES)
    except (OSError, ValueError):
        return None
    return head_in(data) or (head_read(path) if b"agency" in data and b"year" in data else None)


def head_in(data: bytes) -> Head | None:
    """Year and agency of the report that begins with some bytes; None where they are not sure to tell both."""
    year, name = re.search(_YEAR, data), re.search(_NAME, data)
    if year is None or name is None:
        return None
    # Each is the first of its name, and stands in its own table.
    for key, table in ((year, b"[report]"), (name, b"[agency]")):
        if not data.startswith(table, data.rfind(b"\n[", 0, key.start()) + 1):
            return None
    return Head(year[1], bare_name(name[2].decode(errors="replace")))


def head_read(path: Path) -> Head | None:
    """Year and agency of a report whose first bytes are written so that only reading it tells them."""
    try:
        report = load(path, regular=True).report
    except (OSError, ValueError):
        return None
    agency = "" if report is None else bare_name(report.text(AGENCY_NAME.key))
    return Head(b"%d" % report.year, agency) if report is not None and report.year is not None and agency else None


def bare_name(agency: str) -> str:
    """An agency's name for comparing: without spaces, brackets and letters half-width."""
    return "".join(half_width(agency).split())
