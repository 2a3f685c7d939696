"""Reading drafts: what an earlier session left, believed only as far as it can be checked."""

import os
import re
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from schema.form import Edition, Place
from schema.report import Part, Report
from schema.unsafe import shown
from tui.drafts.accepted import is_query, merged_accepted, with_begun
from tui.drafts.draft_places import in_state_folder, standing, standing_beside
from tui.drafts.owner import Owner, user_name
from tui.drafts.records import (
    LARGEST_FILE,
    NOBODY,
    AcceptedQueries,
    Header,
    NewerVersionError,
    PartTexts,
    Record,
    plain,
)

_SAFELY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_MOST_DRAFTS = 20
_LONGEST_SHOWN = 120
_IN_A_PART = re.compile(r"(?P<section>.+)\.parts\.(?P<index>[0-9]{1,6})\.(?P<name>text|heading)")
_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Draft:
    """What is left of a session: the values that were not in the file yet, all of them raw."""

    file: Path
    when: datetime
    """When the last record was written, as that host's clock had it."""
    refusal: str = ""
    """Why it cannot be used, in Chinese, which file it is and what to do; empty where it can."""
    base: str = ""
    """The SHA-256 of the file's bytes that it started from, in hexadecimal; empty for a report without a file."""
    edition: int = 0
    owner: Owner = NOBODY
    cursor: Place | None = None
    """Where the cursor was; the report may have no such place."""
    unread: int = 0
    """Lines that could not be used, or not wholly."""
    parts: Mapping[str, PartTexts] = field(default_factory=dict)
    texts: Mapping[Place, str] = field(default_factory=dict)
    typed: Mapping[Place, str] = field(default_factory=dict)
    """What was being typed at the end and not yet in the report."""
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How the parts were headed where something was being typed, by key, of sections that are not in `parts`."""
    accepted: AcceptedQueries | None = None
    status: os.stat_result | None = None

    @property
    def changed(self) -> int:
        """When the file was last changed, by the clock of its file system, in nanoseconds; 0 if it cannot be known."""
        return 0 if self.status is None else self.status.st_mtime_ns

    def applied(self, report: Report) -> tuple[Report, list[Place]]:
        """A copy of a report with the draft's values, and the places that the report does not have.

        Words that were still being typed are among them; a figure that was is not: half a figure is a wrong one. The
        beginning of a reason is there to go on with, but excuses nothing.
        """
        result, missing = report.copy(), []
        if self.accepted is not None:
            result.accepted = merged_accepted(*self.accepted, report.accepted)
        prose = {section.key for section in report.edition.sections if section.prose}
        for section, parts in self.parts.items():
            if section in prose:
                result.parts[section] = [Part(heading, text) for heading, text in parts]
            else:
                missing.append(section)
        for place, text in {**self.texts, **self._typed_words(report.edition)}.items():
            if is_query(place):
                result.accepted = with_begun(result.accepted, place, text)
                continue
            now = self._place_now(place, report)
            try:
                if now is None:
                    raise KeyError(place)
                result.set_text(now, text)
            except KeyError:
                missing.append(place)
        return result, missing

    def left_at(self, report: Report) -> Place | None:
        """Where the user was, if a report has that place: where something was being typed, else the cursor."""
        typed = (self._place_now(place, report) for place in self.typed)
        return next((place for place in (*typed, self.cursor) if place is not None and report.has(place)), None)

    def _place_now(self, place: Place, report: Report) -> Place | None:
        """Where a report that may have changed has a place of the draft: a part that has moved is known by its heading.

        None where no part is surely the same; a place that is in none is where it was.
        """
        found = _IN_A_PART.fullmatch(place)
        if found is None or found["section"] in self.parts:
            return place
        section, index = found["section"], int(found["index"])
        then, now = self.headings.get(section, ()), tuple(part.heading for part in report.parts.get(section, ()))
        if index >= len(then):
            return None
        if now in (then, self._headings_typed(section)):
            return place
        surely = then[index] and then.count(then[index]) == now.count(then[index]) == 1
        return f"{section}.parts.{now.index(then[index])}.{found['name']}" if surely else None

    def _headings_typed(self, section: str) -> tuple[str, ...]:
        """How the parts of a section are headed once the headings are applied that were being typed."""
        headings = enumerate(self.headings[section])
        return tuple(self.typed.get(f"{section}.parts.{index}.heading", heading) for index, heading in headings)

    def _typed_words(self, edition: Edition) -> dict[Place, str]:
        figures = edition.cells.keys() | edition.keyed_cells.keys()
        return {place: text for place, text in self.typed.items() if place not in figures}

    def holds_no_more_than(self, *reports: Report) -> bool:
        """Whether one of the reports has all that is in the draft, so that it is not needed any more; of a damaged one
        nobody knows.
        """
        return not (self.refusal or self.unread) and any(
            self.edition == report.edition.number and self.applied(report) == (report, []) for report in reports
        )

    @property
    def is_written_elsewhere(self) -> bool:
        """Whether another process of this host, which is still there, is writing it."""
        return not self.refusal and self.owner.pid != os.getpid() and bool(self.owner.alive())

    def found(self) -> Path | None:
        """Where the file is now, as it may have been moved aside; None where it is gone."""
        for path in (self.file, *standing(self.file)):
            with suppress(OSError):
                if self.status is not None and _is_same(self.status, path.lstat()):
                    return path
        return None

    def remove(self) -> None:
        """Remove the file, also where it was moved aside since; what else has come to stand at its name, and what is
        not the user's, stays.
        """
        if self.status is None or self.status.st_uid != os.geteuid():
            return
        if (path := self.found()) is not None:
            with suppress(OSError):
                path.unlink()


def find_drafts(report: Path) -> list[Draft]:
    """Every draft of a report, the newest first; those that cannot be used come last and say why. Never raises."""
    try:
        real = Path(os.path.realpath(report))
        found = [(path, real.name) for path in standing_beside(report)]
    except (OSError, ValueError):
        return []
    with suppress(OSError):
        found += [(path, str(real)) for path in standing(in_state_folder(real))]
    drafts = [draft for path, name in found if (draft := read_draft(path, name)) is not None]
    drafts.sort(key=lambda draft: (not draft.refusal, draft.when, draft.changed), reverse=True)
    return drafts[:_MOST_DRAFTS]


def read_draft(path: Path, report: str) -> Draft | None:
    """The draft in a file, refused where it cannot be used; None where there is nothing.

    Args:
        path: The file, which is not followed if it is a link.
        report: What the header must say: the report's name, or its path for a draft that is not beside it.
    """
    try:
        # Opening a device may already be an act.
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return _refused(path, status, "应当是恢复草稿，却是链接、文件夹或者设备，没有用它。请把它移走。")
        if status.st_uid != os.geteuid():
            told = f"是{user_name(status.st_uid)}留下的恢复草稿，不是您的，没有用它。可能还有人在填这份报告，请问清楚。"
            return _refused(path, status, told)
        status, data = _content(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _refused(path, None, f"是恢复草稿，但是读不了（系统错误{error.errno}）。请找系统管理员协助。")
    return _draft_in(path, status, data, report)


def _content(path: Path) -> tuple[os.stat_result, bytes]:
    descriptor = os.open(path, _SAFELY)
    with os.fdopen(descriptor, "rb") as file:
        return os.fstat(descriptor), file.read(LARGEST_FILE + 1)


def _draft_in(path: Path, status: os.stat_result, data: bytes, report: str) -> Draft:
    lines = data.split(b"\n")
    # Without a line feed it was cut off while it was being written, and was never said to be kept.
    tail = lines.pop()
    try:
        header = Header.read(lines[0]) if lines and len(data) <= LARGEST_FILE else None
    except NewerVersionError:
        return _refused(path, status, "是新版本的程序写的恢复草稿，没有动它。请用新版本的程序打开这份报告。")
    if header is None:
        return _refused(path, status, "是恢复草稿，但是内容损坏，没有用它。要腾出地方，可以把它删掉。")
    if header.report != plain(report):
        other = shown(header.report[:_LONGEST_SHOWN])
        return _refused(path, status, f"是恢复草稿，但是属于另一份报告（{other}），没有用它。请把它移走。")
    records = [Record.read(line) for line in lines[1:] if line]
    if (last := Record.read(tail)) is not None:
        records.append(last)
    return _folded(path, status, header, records)


def _folded(path: Path, status: os.stat_result, header: Header, records: Iterable[Record | None]) -> Draft:
    """All records as one: what stands last at each place."""
    parts: dict[str, PartTexts] = {}
    texts: dict[Place, str] = {}
    typed: dict[Place, str] = {}
    headings: Mapping[str, tuple[str, ...]] = {}
    accepted: AcceptedQueries | None = None
    when, cursor, shape, unread = None, None, 0, 0
    for record in records:
        if record is None:
            unread += 1
            continue
        if record.parts:
            shape = record.shape
            for section in record.parts:
                texts = {place: text for place, text in texts.items() if not place.startswith(f"{section}.parts.")}
            parts |= record.parts
        # The texts of parts belong to parts that a line which is lost may have moved.
        fitting = record.shape == shape
        now, typed = (
            {place: text for place, text in each.items() if fitting or ".parts." not in place}
            for each in (record.texts, record.typed)
        )
        unread += len(now) + len(typed) < len(record.texts) + len(record.typed)
        texts |= now
        headings = record.headings
        accepted = record.accepted or accepted
        when, cursor = record.when or when, record.cursor or cursor
    return Draft(
        path,
        when or _modified(status),
        "",
        header.base,
        header.edition,
        header.owner,
        cursor,
        unread,
        parts,
        texts,
        typed,
        headings,
        accepted,
        status,
    )


def _refused(path: Path, status: os.stat_result | None, told: str) -> Draft:
    return Draft(path, _EPOCH if status is None else _modified(status), f"{shown(str(path))} {told}", status=status)


def _modified(status: os.stat_result) -> datetime:
    try:
        return datetime.fromtimestamp(max(status.st_mtime, 0), UTC)
    except (ValueError, OverflowError, OSError):
        return _EPOCH


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    return os.path.samestat(one, other) and (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)
