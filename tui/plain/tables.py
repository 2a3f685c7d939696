"""Figures, cell by cell, with what is computed from them said after each row."""

from collections.abc import Iterator
from dataclasses import dataclass

from schema.cells import UNITS
from schema.checks.sums import BALANCE
from schema.counterparts import carried_in_row
from schema.findings import Finding
from schema.form import Cell, Choice, Table
from tui import last_year
from tui.hints import cell_name, gravest
from tui.plain.answers import offered
from tui.plain.questions import ChoiceQuestion, Desk, Question, bracketed, one_line
from tui.session import Session
from tui.widgets.grid_model import GridModel, Line

_TOTALS = (Choice("no", "没有，由程序计算"), Choice("yes", "有，一并录入"))
_ZEROS = (Choice("no", "不填"), Choice("yes", "都填0"))
_ZEROS_ASKED_FOR = (Choice("yes", "都填0"), Choice("cancel", "不填"))
_MANY = 3
"""Blanks for which it is worth telling how to fill them all at once."""


@dataclass(frozen=True)
class KeyedQuestion(ChoiceQuestion):
    """Whether the source carries totals of its own."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """It does or does not."""
        return _TOTALS

    def _table(self, session: Session) -> Table:
        return session.report.edition.table(self.place)

    def prompt(self, session: Session) -> str:
        """The question, and what was answered before."""
        keyed = session.keyed(self._table(session))
        return bracketed(f"来源有合计吗？{offered(_TOTALS)}", "有" if keyed else "没有")

    def choose(self, desk: Desk, value: str) -> str | None:
        """Begin or end keying totals; where some would be lost, after a question."""
        table = self._table(desk.session)
        standing = any(cell.place in desk.session.report.cells for cell in table.keyed_cells)
        if value == "no" and standing:
            question = "结束录合计？录入的合计会一并去掉，改为由程序计算。可以用u撤销。"
            if desk.choose(question, (Choice("no", "继续录"), Choice("yes", "结束并去掉")), "no") != "yes":
                return self.key
        desk.session.set_keyed(table, value == "yes")
        return None


@dataclass(frozen=True)
class CarriedInQuestion(ChoiceQuestion):
    """Whether 上年结转 is what last year's report carried over; asked where every cell of it is blank."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """It is or is not."""
        return last_year.CARRY_IN_CHOICES

    def prompt(self, session: Session) -> str:
        """The question, and last year's figures."""
        carried = last_year.carried_over(session)
        told = "" if carried is None else carried.told
        question = f"{told}\n{last_year.CARRY_IN}{offered(self.choices)}"
        return bracketed(question, self.choices[0].label)

    def choose(self, desk: Desk, value: str) -> str | None:
        """Fill the row, as one step of undo."""
        carried = last_year.carried_over(desk.session)
        if value == "yes" and carried is not None:
            desk.session.edit_many(carried.figures)
            desk.say("上年结转已照上年报告填好，可以用u撤销。")
        return None


@dataclass(frozen=True)
class CellQuestion(Question):
    """One figure."""

    cell: Cell | None = None
    row: str = ""
    """The key of the row, table included."""

    def prompt(self, session: Session) -> str:
        """The official labels of row and column, the unit, last year's figure and the figure as it stands."""
        assert self.cell is not None
        name, unit = cell_name(self.cell), f"（{UNITS[self.cell.kind]}）"
        beside = f"，{last}" if (last := last_year.words(session, self.cell)) else ""
        return bracketed(name.removesuffix(unit) + unit + beside, session.text(self.place))

    def take(self, desk: Desk, text: str) -> str | None:
        """Keep the text as typed and say what is wrong with it; of the balance the row's end tells."""
        desk.session.edit(self.place, one_line(desk, text))
        findings = [each for each in desk.session.table_findings() if each.code != BALANCE.code]
        finding = gravest(findings, self.place)
        if finding is not None:
            desk.say_finding(finding)
        return None

    def empty(self, desk: Desk) -> str | None:
        """Leave the cell blank: not the same as 0."""
        desk.session.edit(self.place, "")
        return None


@dataclass(frozen=True)
class ZerosQuestion(ChoiceQuestion):
    """Whether all blanks of a table are 0; asked where it has some."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """They are or are not."""
        return _ZEROS

    def prompt(self, session: Session) -> str:
        """The question, and how many blanks there are."""
        count = len(session.blanks(session.report.edition.table(self.place)))
        return bracketed(f"空格补零吗？还有{count}格没有填：{offered(_ZEROS)}", "不填")

    def choose(self, desk: Desk, value: str) -> str | None:
        """Fill them, as one step of undo."""
        if value == "yes":
            table = desk.session.report.edition.table(self.place)
            desk.session.edit_many(dict.fromkeys(desk.session.blanks(table), "0"))
        return None


def table_questions(session: Session, section: str, table: Table) -> Iterator[Question]:
    """Whether totals are keyed, every figure in the grid's order, and what to do with blanks."""
    title = "" if table.title in session.report.edition.section(section).title else table.title
    if table.keyed_cells:
        yield KeyedQuestion(f"{table.key}#keyed", section, table.key, context=title)
    may_carry = table is session.report.edition.balanced_table and not session.read_only
    carried = last_year.carried_over(session) if may_carry else None
    captions = {row.key: block.caption for block in table.blocks for row in block.rows}
    for line in GridModel(session, table).lines:
        if carried is not None and carried.is_whole and line.slots and line.slots[0].row is carried_in_row(table):
            yield CarriedInQuestion(f"{table.key}#carried", section, table.key, context=title)
        for slot in line.slots:
            if slot.typed:
                cell = Cell(slot.place, slot.row, slot.column, slot.kind)
                context = captions.get(slot.row.key) or title
                row = f"{table.key}.{slot.row.key}"
                yield CellQuestion(slot.place, section, slot.place, context, cell, row)
    if session.blanks(table):
        yield ZerosQuestion(f"{table.key}#zeros", section, table.key, context=title)


def table_at(session: Session, question: Question) -> Table | None:
    """The table that a question asks for something in."""
    return session.report.edition.table_of(f"{question.place}.")


def blanks_told(session: Session, table: Table) -> str:
    """Said before the first question of a table that has many blanks; empty where it has not."""
    count = len(session.blanks(table))
    if count < _MANY or session.read_only:
        return ""
    return f"还有{count}格没有填。没有的都是0的话，输入z一次补上，再到有数的格去改。"


def fill_blanks(desk: Desk, table: Table | None) -> None:
    """Make 0 of all blanks of a table, after a question."""
    blanks = desk.session.blanks(table) if table is not None else []
    if not blanks:
        desk.say("这里没有空格要补。")
    elif desk.choose(f"还有{len(blanks)}格没有填，都填0？可以用u撤销。", _ZEROS_ASKED_FOR, "yes") == "yes":
        desk.session.edit_many(dict.fromkeys(blanks, "0"))
        desk.say(f"{len(blanks)}格填了0。")


def sums_after(session: Session, question: CellQuestion) -> Iterator[str]:
    """What is computed behind a row: its total, and a row of totals that stands between it and the next to fill in."""
    assert question.cell is not None
    table = session.report.edition.table_of(question.place)
    assert table is not None
    model = GridModel(session, table)
    lines = [line for line in model.lines if line.slots]
    here = next(index for index, line in enumerate(lines) if line.slots[0].row is question.cell.row)
    yield from _computed(model, lines[here])
    for line in lines[here + 1 :]:
        if any(slot.typed for slot in line.slots):
            break
        yield from _computed(model, line)


def _computed(model: GridModel, line: Line) -> Iterator[str]:
    sums = [f"{slot.column.label} {text}" for slot in line.slots if not slot.typed and (text := model.text(slot))]
    if sums:
        yield f"{line.slots[0].row.label}　{'，'.join(sums)}（程序计算）"


def imbalances(session: Session) -> list[Finding]:
    """What stands against the balance of 三."""
    return [finding for finding in session.table_findings() if finding.code == BALANCE.code]
