"""The pages of figures: sections 二, 三 and 四."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from schema.checks.locator.proof import proof
from schema.form import Place, Table
from tui.messages import Message
from tui.pages.page import Page
from tui.widgets.grid_drawing import difference_text, figure_text
from tui.widgets.grid_model import GridModel, Slot
from tui.widgets.line_widget import Run, fit
from tui.widgets.number_grid import NumberGrid

if TYPE_CHECKING:
    from schema.checks.locator import Located

_FOR_BLANKS_OR_REPAIRS = ("F4补零", "F5采纳")


class TablePage(Page):
    """One table of figures and its balance."""

    keys = "F1说明 F2修改 F3录合计 F4补零 F6问题 F7上节 F8下节 F9核对 ^S保存 Esc菜单"
    reading_keys = "方向键移动 F1说明 F6问题 F7上节 F8下节 F9核对 Esc菜单 F10退出"

    model: GridModel

    def __init__(self, step: str, model: GridModel) -> None:
        super().__init__(step, model)
        self._offered: list[Located] = []
        self._unproven = 0
        """Rows, besides the one in hand, that no keyed total confirms though others are keyed."""

    def compose(self) -> ComposeResult:
        """The grid alone."""
        yield NumberGrid(
            on_commit=self._committed,
            on_move=self._moved,
            on_type=self._typed,
            may_edit=self.wizard.may_edit,
        )

    def menu(self) -> tuple[tuple[str, str], ...]:
        """Last year's 结转, where the table takes it over and the report is known."""
        table = self.session.report.edition.balanced_table
        offered = self.table is table and self.session.previous is not None and not self.session.read_only
        return (("carry_in", "照上年报告填上年结转"),) if offered else ()

    async def action_carry_in(self) -> None:
        """Ask about what last year's report carried over."""
        await self.screen.run_action("table('carry_in')")

    @property
    def message_lines(self) -> int:
        """One where the table needs the room."""
        return 1 if self.model.balances else 2

    @property
    def grid(self) -> NumberGrid:
        """The grid."""
        return self.query_one(NumberGrid)

    @property
    def table(self) -> Table:
        """The table shown."""
        return self.model.table

    def title(self) -> tuple[Run, ...]:
        """The section's title and the unit of its figures."""
        section = self.session.report.edition.section(self.step)
        unit = f"单位：{self.table.unit}" if self.table.unit else ""
        keyed = "　正在录入来源的合计（F3结束）" if self.session.keyed(self.table) else ""
        return ((f" {section.title}{keyed}　{unit}", "header"),)

    def rule_words(self) -> str:
        """What the figures in brackets are, and how many rows are unproven, and above and below the view."""
        above, below = self.grid.hidden
        pieces = ["括号内为上年数"] if self.model.has_room_for_last_year else []
        pieces += [f"未印证{self._unproven}行"] if self._unproven else []
        pieces += [f"上面还有{above}行"] if above else []
        pieces += [f"下面还有{below}行"] if below else []
        return "，".join(pieces)

    def show_repairs(self, found: "Sequence[Located]") -> None:
        """Mark the figures of the table that are probably wrong, and name the key that sets them right."""
        self._offered = [each for each in found if each.table == self.table.key]
        self._unproven = self._count_unproven()
        self.grid.suspect(frozenset(place for each in self._offered for place in each.places))

    def _count_unproven(self) -> int:
        """Without keyed totals that would be every row: it is said once, where they are asked about."""
        if not self.session.keyed(self.table):
            return 0
        started = proof(self.session.figures, self.table).started
        totals = (cell for cell in self.table.keyed_cells if cell.column is cell.row.total)
        blank = {cell.row.key for cell in totals if self.session.report.number(cell.place).blank}
        return len((started & blank) - {self.model.slot.row.key})

    def keys_now(self) -> str:
        """The keys that work now; there is room for F5 only in place of the one for blanks."""
        keys = super().keys_now()
        return keys.replace(*_FOR_BLANKS_OR_REPAIRS) if self._offered else keys

    def balance(self) -> tuple[Run, ...]:
        """第一项+第二项 minus 第三项+第四项 in every column, in the grid's columns."""
        return balance_runs(self.model)

    def open(self) -> Widget:
        """The grid as the session has it."""
        self.model.rebuild()
        self.grid.show(self.model)
        return self.grid

    def typed(self) -> dict[Place, str]:
        """The figure being typed."""
        return self.grid.typed

    def commit(self) -> None:
        """Put the figure being typed into the session."""
        self.grid.commit()

    def cancel(self) -> bool:
        """Forget the figure being typed."""
        return self.grid.cancel()

    def reload(self) -> None:
        """Compute and paint the grid anew."""
        self.grid.refresh_all()

    def place(self) -> Place | None:
        """The place of the current figure."""
        return self.model.slot.place

    def go_to(self, place: Place) -> bool:
        """Put the cursor on a figure, or on the first one a table's finding names."""
        return self.grid.go_to(place)

    def on_number_grid_passed(self, message: NumberGrid.Passed) -> None:
        """Say that there is no further figure here."""
        message.stop()
        told = (
            "已到最后一格，F8下一节。要改这一格，按F2。"
            if message.forward
            else "已到第一格，F7上一节。要改这一格，按F2。"
        )
        self.wizard.notify_line(Message(told))

    def _committed(self, place: Place) -> None:
        self.wizard.committed(place)

    def _moved(self, slot: Slot) -> None:
        self.wizard.describe(slot.place)

    def _typed(self, slot: Slot, text: str) -> None:
        self.wizard.describe(slot.place, text)


def balance_runs(model: GridModel) -> tuple[Run, ...]:
    """The 差额 of every column under the grid's columns; nothing for a table without a balance."""
    if not model.balances:
        return ()
    return ((fit(" 差额(一+二)-(三+四)", model.measures.label), "header"), *_differences(model))


def _differences(model: GridModel) -> Iterator[Run]:
    width = model.measures.figure
    for difference, final in model.differences():
        if difference is None:
            yield fit(".", width, right=True), "dim"
        elif difference == 0:
            yield fit("0", width, right=True), "good" if final else "dim"
        elif final:
            yield difference_text(f"{difference:+}", width), "error"
        else:
            yield fit(figure_text(f"{difference:+}", width - 1), width, right=True), "dim"
