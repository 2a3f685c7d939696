"""Scripts of answers: what a clerk would type to fill a report in, question by question."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from schema.editions.cover import PREAMBLE
from schema.form import Role, Row, Section, Table
from schema.report import Report, new_report
from tui.drafts.draft_file import find_drafts
from tui.opened import Opened
from tui.opening import open_report
from tui.plain.dialogue import Dialogue
from tui.plain.run import fill_in

_LEADS = tuple(">》＞\\＼")


def filling(target: Report) -> Iterator[str]:
    """The answers that make a new report of the same edition into another, save it and leave."""
    for field in target.edition.fields:
        text = target.text(field.key)
        if field is PREAMBLE:
            yield from paragraphs(text)
        elif field.key != "status":
            yield literal(text)
    for section in target.edition.sections:
        if section.prose:
            yield from prose(target, section)
        if section.table is not None:
            yield from figures(target, section.table)
    yield "定稿" if target.final else ""
    yield from ("", "")  # save and leave


def literal(text: str) -> str:
    """An answer that means a text, whatever it is; an empty one keeps what is there."""
    return f"\\{text}" if len(text.strip()) == 1 or text[:1] in _LEADS else text


def paragraphs(text: str) -> Iterator[str]:
    """The answers to the questions for the paragraphs of a text not there yet."""
    if text:
        for paragraph in text.split("\n"):
            yield literal(paragraph) or "\\"
    yield ""


def prose(target: Report, section: Section) -> Iterator[str]:
    """The answers for one section's prose, its offered parts renamed, removed and added to as needed."""
    yield from paragraphs(target.text(f"{section.key}.intro"))
    offered = new_report(target.edition).parts[section.key]
    wanted = target.parts[section.key]
    for part in wanted:
        yield literal(part.heading)
        yield from paragraphs(part.text)
    yield from ["-"] * max(len(offered) - len(wanted), 0)
    yield ""  # no further part


def figures(target: Report, table: Table) -> Iterator[str]:
    """The answers for one table: its totals too where the target has them."""
    keyed = any(cell.place in target.cells for cell in table.keyed_cells)
    if table.keyed_cells:
        yield "2" if keyed else "1"
    for row in rows(table, keyed=keyed):
        columns = [*row.columns, row.total] if keyed and row.total is not None else row.columns
        for column in columns:
            yield literal(target.text(table.cell_place(row, column)))
    if any(target.cells[cell.place].blank for cell in table.cells):
        yield "1"  # blanks stay blank


def rows(table: Table, *, keyed: bool) -> Iterator[Row]:
    """The rows that are asked for, in the form's order."""
    for row in table.rows:
        if keyed and table.results_total is not None and table.roles[row.key] is Role.OUTGOING:
            yield table.results_total
        yield row


def sent(lines: Iterable[str], end: str = "\n") -> bytes:
    """Lines as they arrive."""
    return "".join(f"{line}{end}" for line in lines).encode()


class Talk:
    """A report filled in by a script, and what was said meanwhile."""

    def __init__(self, path: Path, data: bytes, report: Report | None = None) -> None:
        opened = open_report(path, report)
        assert isinstance(opened, Opened)
        self.opened = opened
        self.session = opened.session
        sink = io.StringIO()
        self.result = fill_in(opened, Dialogue(io.BytesIO(data), sink))
        self.output = sink.getvalue()


def new(target: Report) -> Report:
    """The empty report that `nianbao new` begins with for a target."""
    return new_report(target.edition, {"report.year": target.text("report.year")})


def typable(report: Report) -> Report:
    """A report without what cannot be typed: accepted queries."""
    made = report.copy()
    made.accepted = []
    return made


def talk(path: Path, *lines: str, report: Report | None = None) -> Talk:
    """A conversation in lines, on a report of which nobody has left a draft."""
    for draft in path.parent.glob(f".{path.name}.draft-*"):
        draft.unlink()
    return Talk(path, sent(lines), report)


def recovered(path: Path, report: Report) -> Report:
    """What a report becomes with the one draft that is left of it."""
    (draft,) = find_drafts(path)
    assert not draft.refusal
    return draft.applied(report)[0]
