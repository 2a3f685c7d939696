"""The lines of a draft: its header and its records, one JSON object each with a checksum in front."""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple, Self, TypeGuard
from zlib import crc32

from schema.form import Place
from schema.report import Accepted
from tui.drafts.owner import Owner

VERSION = 1
"""What this program writes; drafts of a later one are left alone."""
LARGEST_FILE = 8_000_000
"""Bytes that a draft may have."""

PartTexts = tuple[tuple[str, str], ...]
"""The headed parts of one section: heading and text of each."""


class AcceptedQueries(NamedTuple):
    """The accepted queries that the file held, and those that took their place: others may change them in the file."""

    before: tuple[Accepted, ...]
    after: tuple[Accepted, ...]


NOBODY = Owner("", "", 0, 0, "", "")

_CHECKSUM_LENGTH = 8
LONGEST_PLACE = 900
"""Characters of a place: that of an accepted query names every place it is about."""
_MOST_PARTS = 10_000
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class NewerVersionError(Exception):
    """A draft was written by a later version of the program."""


class Header(NamedTuple):
    """The first line of a draft: what it is a draft of."""

    report: str
    """The report's name; its whole path in a draft that does not lie beside it. See `plain`."""
    edition: int
    base: str
    """The SHA-256 of the file's bytes, in hexadecimal; empty for a report that has no file yet."""
    owner: Owner

    def line(self) -> bytes:
        """The line, without a line feed before it."""
        fields: dict[str, object] = {"draft": VERSION, **self._asdict(), "owner": self.owner.to_json()}
        return _line(fields)[1:]

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """The header in a line; None where it is none. Raises NewerVersionError."""
        value = _object_in(line)
        if value is None:
            return None
        version, report, edition, base = (value.get(key) for key in ("draft", "report", "edition", "base"))
        if type(version) is int and version > VERSION:
            raise NewerVersionError
        if version != VERSION or type(edition) is not int or not _is_text(report) or not _is_text(base):
            return None
        return cls(report, edition, base, Owner.from_json(value.get("owner")) or NOBODY)


class Record(NamedTuple):
    """What one line keeps, all as it stood in that moment."""

    when: datetime | None
    """None where the line tells no time that can be shown."""
    cursor: Place | None
    parts: Mapping[str, PartTexts]
    """The parts of whole sections, by key."""
    texts: Mapping[Place, str]
    typed: Mapping[Place, str]
    """All that stood in editors and was not in the report yet."""
    shape: int
    """How many records of the file, this one included, hold parts: to which of them the texts of parts belong."""
    headings: Mapping[str, tuple[str, ...]]
    """All headings of the sections whose parts the file does not hold, but something that is typed in one of them."""
    accepted: AcceptedQueries | None = None
    """None where the record does not tell of them."""

    def line(self) -> bytes:
        """The line, between line feeds: one that was cut short spoils only itself."""
        assert self.when is not None
        fields: dict[str, object] = {"time": self.when.isoformat(timespec="milliseconds")}
        fields |= {"at": self.cursor} if self.cursor is not None else {}
        fields |= {
            key: value for key in ("shape", "parts", "texts", "typed", "headings") if (value := getattr(self, key))
        }
        if self.accepted is not None:
            fields["accepted"] = self.accepted
        return _line(fields)

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """The record in a line; None where it is none."""
        value = _object_in(line)
        if value is None:
            return None
        cursor, shape = value.get("at"), value.get("shape", 0)
        parts = _parts_in(value.get("parts", {}))
        texts, typed = _texts_in(value.get("texts", {})), _texts_in(value.get("typed", {}))
        headings = _headings_in(value.get("headings", {}))
        accepted = _accepted_in(value["accepted"]) if "accepted" in value else None
        if type(shape) is not int or parts is None or texts is None or typed is None or headings is None:
            return None
        if accepted is None and "accepted" in value:
            return None
        when = _moment(value.get("time"))
        return cls(when, cursor if _is_place(cursor) else None, parts, texts, typed, shape, headings, accepted)


def plain(path: str) -> str:
    """A file's name or path as it stands in a header, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _line(fields: dict[str, object]) -> bytes:
    # Half characters cannot be written; nothing that reads keys or files lets them in.
    data = _ENCODER.encode(fields).encode("utf-8", "replace")
    return b"\n%0*x %b\n" % (_CHECKSUM_LENGTH, crc32(data), data)


def _object_in(line: bytes) -> dict[str, object] | None:
    checksum, data = line[: _CHECKSUM_LENGTH + 1], line[_CHECKSUM_LENGTH + 1 :]
    if checksum != b"%0*x " % (_CHECKSUM_LENGTH, crc32(data)):
        return None
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _is_text(value: object) -> TypeGuard[str]:
    """Whether a value is a text that a file can hold: JSON can name half characters."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_place(value: object) -> TypeGuard[Place]:
    return isinstance(value, str) and len(value) <= LONGEST_PLACE and _is_text(value)


def _texts_in(value: object) -> dict[Place, str] | None:
    if not isinstance(value, dict) or not all(_is_place(place) and _is_text(text) for place, text in value.items()):
        return None
    return value


def _parts_in(value: object) -> dict[str, PartTexts] | None:
    if not isinstance(value, dict):
        return None
    sections: dict[str, PartTexts] = {}
    for section, parts in value.items():
        if not _is_place(section) or not isinstance(parts, list) or len(parts) > _MOST_PARTS:
            return None
        if not all(isinstance(part, list) and len(part) == 2 and all(map(_is_text, part)) for part in parts):
            return None
        sections[section] = tuple((heading, text) for heading, text in parts)
    return sections


def _headings_in(value: object) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(value, dict):
        return None
    for section, headings in value.items():
        if not _is_place(section) or not isinstance(headings, list) or not all(map(_is_text, headings)):
            return None
    return {section: tuple(headings) for section, headings in value.items()}


def _accepted_in(value: object) -> AcceptedQueries | None:
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(entries, list) for entries in value):
        return None
    before, after = ([_entry_in(entry) for entry in entries] for entries in value)
    if None in before or None in after:
        return None
    return AcceptedQueries(tuple(filter(None, before)), tuple(filter(None, after)))


def _entry_in(value: object) -> Accepted | None:
    if not isinstance(value, list) or len(value) != len(Accepted._fields):
        return None
    code, where, values, *rest = value
    if not all(map(_is_text, (code, *rest))):
        return None
    if not all(isinstance(texts, list) and all(map(_is_text, texts)) for texts in (where, values)):
        return None
    return Accepted(code, tuple(where), tuple(values), *rest)


def _moment(value: object) -> datetime | None:
    """A time as every zone can show it; a text without its own zone is no time."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        return moment if moment is not None and moment.utcoffset() is not None and _is_shown(moment) else None
    except (ValueError, OverflowError):
        return None


def _is_shown(moment: datetime) -> bool:
    return 1971 <= moment.astimezone(UTC).year <= 9998
