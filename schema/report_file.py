"""The report's file: read, edited in place, and written so that it is only ever the old or the new one."""

import errno
import os
import stat
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from schema.editions import EDITIONS
from schema.findings import Finding
from schema.form import Edition
from schema.laid_out import LaidOut, read_laid_out
from schema.report import Report
from schema.structure import Literal, StructureReader, structure_finding
from schema.toml_reading import LARGEST_FILE, decode, parse, refused
from schema.unsafe import shown

if TYPE_CHECKING:
    from schema.canonical import Remarks
    from schema.toml_source import Source

_OPENED = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/", os.devnull)
"""How the names of files begin that are open already, as shells give them; the empty one has an end."""


class Loaded:
    """A file as it was read: its bytes and, where it can be read, its report.

    ``report`` is None where the file is no TOML or of an unknown edition; ``findings`` are the errors of structure,
    each with its line.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.data = data
        self.text = ""
        self.laid_out: LaidOut | None = None
        """Its reading where it is laid out as the program writes it."""
        self.report: Report | None = None
        self.findings: list[Finding] = []

    def at(self, path: Path) -> "Loaded":
        """What it would be had it been read from another path."""
        from copy import copy

        other = copy(self)
        other.path = path
        return other

    @cached_property
    def document(self) -> dict[str, object]:
        """What the file holds as TOML; nothing where it is none."""
        document = parse(self.text)
        return {} if isinstance(document, Finding) else document

    @cached_property
    def source(self) -> "Source":
        """The lines and comments of the text."""
        from schema.toml_source import Source

        return Source(self.text)

    @property
    def _places(self) -> "LaidOut | Source":
        """Where in the text keys and tables stand."""
        return self.source if self.laid_out is None else self.laid_out

    @cached_property
    def remarks(self) -> "Remarks":
        """The author's own comments."""
        from schema.canonical import Remarks

        return Remarks(self.source)

    @cached_property
    def is_canonical(self) -> bool:
        """Whether the bytes are exactly the canonical ones."""
        return self.report is not None and _canonical(self.report, self.remarks) == self.data

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        # Its library takes 4 MB, which neither checking nor editing needs.
        from hashlib import sha256

        return sha256(self.data).hexdigest()

    def located(self, findings: list[Finding]) -> list[Finding]:
        """The findings with their lines in the file: of what is about a part of a text, that part's line."""
        return [
            finding if finding.line is not None or not finding.where else finding.with_line(self._line_of(finding))
            for finding in findings
        ]

    def _line_of(self, finding: Finding) -> int:
        place, report = finding.told_at, self.report
        if finding.offset is None or report is None or not report.has(place):
            return self._places.line_of(place)
        from schema.text_lines import line_within

        prose = place in report.prose_places()
        return line_within(self._places, place, report.text(place), finding.offset, prose=prose)


def load(path: Path, *, regular: bool = False) -> Loaded:
    """Read a file. Raises as `read_bytes` where the file itself cannot be read; anything in it is a finding.

    Of what is no regular file only that which somebody else has opened for this program is read, and with `regular` not
    even that: whoever names a pipe by mistake would wait for ever.
    """
    return from_bytes(path, read_bytes(path, regular=regular or not str(path).startswith(_OPENED)))


_AT_ONCE = 65_536
"""Bytes. Hardly any report has more."""


def read_bytes(path: Path, *, regular: bool = False, most: int = LARGEST_FILE + 1) -> bytes:
    """What a file holds, and of one larger than any report as much as tells that it is: a device may have no end.

    No more than `most` bytes are read. With `regular` a pipe or a device is refused, which could keep its reader
    waiting for ever. Raises OSError, with ENXIO for what is refused, and ValueError for a name that no file can have.
    """
    data = b""
    with open(path, "rb", 0, opener=_open_regular) if regular else path.open("rb", 0) as file:
        # What has nothing to read yet gives None.
        while (rest := most - len(data)) and (more := file.read(min(rest, _AT_ONCE))):
            data += more
    return data


def _open_regular(name: str, flags: int) -> int:
    descriptor = os.open(name, flags | os.O_NONBLOCK | os.O_NOCTTY)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        # Of a folder Python says itself what it is.
        return descriptor
    os.close(descriptor)
    raise OSError(errno.ENXIO, "", name)


def from_bytes(path: Path, data: bytes) -> Loaded:
    """The reading of a file's bytes."""
    loaded = Loaded(path, data)
    text = decode(data)
    if isinstance(text, Finding):
        loaded.findings.append(text)
        return loaded
    loaded.text = text
    if refused(text) is None and (laid_out := read_laid_out(data, text)) is not None:
        loaded.laid_out, loaded.report = laid_out, laid_out.report
        return loaded
    document = parse(text)
    if isinstance(document, Finding):
        loaded.findings.append(document)
        return loaded
    loaded.document = document
    edition = _edition_of(document)
    if isinstance(edition, Finding):
        loaded.findings = loaded.located([edition])
        return loaded
    reader = StructureReader(edition)
    loaded.report = reader.read(document)
    loaded.findings = loaded.located(reader.findings) if reader.findings else []
    return loaded


def _edition_of(document: dict[str, object]) -> Edition | Finding:
    number = document.get("edition")
    known = "、".join(f"{each.number}（{each.notice}）" for each in EDITIONS.values())
    if number is None:
        return structure_finding(
            "edition-unknown", "edition", "没有写明格式版本", f"在文件开头写 edition = 2021；可用：{known}。"
        )
    if type(number) is int and number in EDITIONS:
        return EDITIONS[number]
    if type(number) is not int:
        near = next((each for each in EDITIONS if isinstance(number, str) and str(each) in number), max(EDITIONS))
        return structure_finding(
            "edition-unknown",
            "edition",
            f"格式版本{_as_written(number)}不是整数",
            f"写作 edition = {near}，不加引号和小数点。",
        )
    shown_number = number if 0 <= number < 10**6 else "…"
    return structure_finding(
        "edition-unknown",
        "edition",
        f"不认识的格式版本“{shown_number}”",
        f"本程序认识：{known}；更新的版本请升级程序。",
    )


def _as_written(value: object) -> str:
    """A text, a truth or a decimal number as messages quote it; nothing for what is longer."""
    if isinstance(value, bool):
        return f"“{str(value).lower()}”"
    return f"“{shown(value[:20])}”" if isinstance(value, str) else ""


class VerificationError(Exception):
    """What was about to be written does not read back as the report; nothing was written. The message is Chinese.

    ``findings`` are what reading it back says that was not said of the file before.
    """

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        self.findings = tuple(findings)
        super().__init__(_refusal(self.findings))


def _refusal(findings: Sequence[Finding]) -> str:
    if not findings:
        return "未保存：要写入的内容读回来与所填的不一致，原文件没有改动。"
    first = findings[0]
    if first.code == "file-too-large":
        return "未保存：报告太长，存下就再也打不开，原文件没有改动。请删减文字后再保存。"
    return f"未保存：{shown(first.message).removesuffix('。')}。{shown(first.suggestion)}原文件没有改动。"


def _canonical(report: Report, remarks: "Remarks | None" = None) -> bytes:
    # What writes is imported when something is written: a report is opened and checked without it.
    from schema.canonical import canonical

    return canonical(report, remarks).encode()


def staged_file(loaded: Loaded, report: Report) -> Loaded:
    """What the file is to be read as once it holds the report: the same where nothing changed.

    A canonical file stays canonical; in any other only the lines of changed fields change, and what does not belong in
    a report stays as it is. The bytes are read back and compared before they are returned. Raises VerificationError,
    and ValueError for a file that could not be read.
    """
    before = loaded.report
    if before == report:
        return loaded
    if before is None:
        if loaded.data:
            raise ValueError(loaded.path)
        return _verified(loaded, _canonical(report), report)
    if loaded.is_canonical or before.edition is not report.edition:
        return _rewritten(loaded, before, report)
    from schema.in_place import edit

    try:
        return _verified(loaded, edit(loaded, report), report)
    except (ValueError, LookupError, TypeError, AttributeError, VerificationError):
        # Built in a way that cannot be edited in place, such as parts written as inline tables.
        return _rewritten(loaded, before, report)


def _rewritten(loaded: Loaded, before: Report, report: Report) -> Loaded:
    """The canonical file, unless they would lose what the file holds besides the report."""
    if loaded.findings and not loaded.is_canonical:
        raise VerificationError
    remarks = loaded.remarks.followed(before, report)
    return _verified(loaded, _canonical(report, remarks), report)


def _verified(loaded: Loaded, data: bytes, report: Report) -> Loaded:
    """Bytes read back by both readers and compared. Raises VerificationError.

    The readers have nothing in common: tomllib and the strict models see that no slip of the fast reader stays unseen.
    What did not fit the form before may stand as it did; the strict models read only a file without such.
    """
    again = from_bytes(loaded.path, data)
    known = {(finding.code, finding.where) for finding in loaded.findings}
    new = [finding for finding in again.findings if (finding.code, finding.where) not in known]
    if new or again.report != report:
        raise VerificationError(new)
    if not again.findings:
        import tomllib

        from schema.models import figures

        try:
            read = figures(report.edition, tomllib.loads(again.text, parse_float=Literal))
        except ValueError as error:
            raise VerificationError from error
        if read != {place: number.text for place, number in report.cells.items() if not number.blank}:
            raise VerificationError
    return again


def formatted(loaded: Loaded) -> bytes:
    """The canonical bytes of a file, its author's comments kept.

    Raises ValueError for a file with errors of structure, which formatting would lose, and VerificationError.
    """
    if loaded.report is None or loaded.findings:
        raise ValueError(loaded.path)
    return _verified(loaded, _canonical(loaded.report, loaded.remarks), loaded.report).data
