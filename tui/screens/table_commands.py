"""What is done to many figures of a page at once: blanks to 0, the source's totals, last year's, a pasted block."""

from typing import TYPE_CHECKING, Protocol

from schema.form import Place
from tui import last_year
from tui.messages import Message
from tui.screens.report_screen import ReportScreen
from tui.session import Session

if TYPE_CHECKING:
    from tui.widgets.block_paste import Landing
    from tui.widgets.grid_model import GridModel


_CARRIED_IN = "carried_in"


class TableScreen(ReportScreen, Protocol):
    """What the commands need of the wizard's screen."""

    def notify_line(self, message: Message) -> None:
        """Say something under the page."""

    def describe(self, place: Place, typed: str | None = None) -> None:
        """Say what a place is."""

    def may_edit(self) -> bool:
        """Whether the report may be changed; where it may not, the user is told why."""


class TableCommands:
    """The commands; each change is one step of undo."""

    def __init__(self, screen: TableScreen) -> None:
        self._screen = screen
        self._asked: set[str] = set()

    @property
    def _session(self) -> Session:
        return self._screen.session

    async def run(self, command: str) -> None:
        """Do ``fill_zeros``, ``key_totals`` or ``carry_in`` on the current page."""
        self._screen.page.commit()
        if not self._screen.may_edit():
            return
        if command == "fill_zeros":
            await self._fill_zeros(self._screen.page.model)
        elif command == "carry_in":
            await self._ask_carrying_in()
        else:
            await self._key_totals(self._screen.page.model)

    def _changed(self) -> None:
        self._screen.page.reload()
        self._screen.refresh_status()
        if (place := self._screen.page.place()) is not None:
            self._screen.describe(place)

    # Blanks

    async def _fill_zeros(self, model: "GridModel | None") -> None:
        from tui.screens.dialogs import Choice, ChoiceDialog

        blanks = self._session.blanks(model.table) if model is not None else []
        if not blanks:
            self._screen.notify_line(Message("这里没有空格要补。"))
            return
        lines = [f"本节还有{len(blanks)}格没有填，都填0？已经填的不动，可以用Ctrl+Z撤销。"]
        dialog = ChoiceDialog("空格补零", lines, [Choice("yes", "都填0"), Choice("no", "不填")])
        await self._screen.app.push_screen(dialog, lambda answer: self._fill(blanks, answer))

    def _fill(self, blanks: list[Place], answer: str | None) -> None:
        if answer == "yes" and self._screen.may_edit():
            self._session.edit_many(dict.fromkeys(blanks, "0"))
            self._changed()

    async def ask_once(self) -> None:
        """On first entering a table: about the source's totals, then about what last year's report carried over.

        The second question waits for an answer to the first: after text typed over that one it would be in the way.
        """
        model = self._screen.page.model
        if self._session.read_only or model is None:
            return
        if self._may_ask_keyed(model):
            await self._ask_keyed(model)
        else:
            await self._ask_carrying_in_once()

    # Keyed totals

    def _may_ask_keyed(self, model: "GridModel") -> bool:
        """Whether a table with totals is entered for the first time, and empty."""
        if not model.table.keyed_cells or model.table.key in self._asked:
            return False
        self._asked.add(model.table.key)
        blank = len(self._session.blanks(model.table)) == len(model.table.cells)
        return blank and not self._session.keyed(model.table)

    async def _ask_keyed(self, model: "GridModel") -> None:
        """Does the source carry its own totals?"""
        from tui.screens.dialogs import Choice, ChoiceDialog

        dialog = ChoiceDialog(
            "来源有合计吗？",
            [
                "如果手里的统计表有“总计”，照录下来可以当场核对，填错一格也能找出来。",
                "不录，各行就没有别的数印证：两行填颠倒了也看不出来。",
            ],
            [Choice("no", "没有，由程序计算"), Choice("yes", "有，一并录入")],
            unasked=True,
        )
        await self._screen.app.push_screen(dialog, lambda answer: self._answer_keyed(model, answer))

    async def _answer_keyed(self, model: "GridModel", answer: str | None) -> None:
        self._set_keyed(model, True, answer)
        if answer is not None:
            await self._ask_carrying_in_once()

    async def _key_totals(self, model: "GridModel | None") -> None:
        if model is None or not model.table.keyed_cells:
            self._screen.notify_line(Message("这里没有合计可录。"))
            return
        self._asked.add(model.table.key)
        keyed = self._session.keyed(model.table)
        if keyed and any(cell.place in self._session.report.cells for cell in model.table.keyed_cells):
            await self._ask_end(model)
        else:
            self._set_keyed(model, not keyed, "yes")

    async def _ask_end(self, model: "GridModel") -> None:
        from tui.screens.dialogs import Choice, ChoiceDialog

        dialog = ChoiceDialog(
            "结束录合计？",
            ["录入的合计会一并去掉，改为由程序计算。可以用Ctrl+Z撤销。"],
            [Choice("no", "继续录"), Choice("yes", "结束并去掉")],
        )
        await self._screen.app.push_screen(dialog, lambda answer: self._set_keyed(model, False, answer))

    def _set_keyed(self, model: "GridModel", keyed: bool, answer: str | None) -> None:
        if answer == "yes" and self._screen.may_edit():
            self._session.set_keyed(model.table, keyed)
            self._changed()
            if keyed:
                told = "照录来源的合计：= 与各格之和相符，! 不符，? 还没有核对；来源没有的留空。"
                self._screen.notify_line(Message(told))

    # What last year's report carried over

    def carried_over(self, model: "GridModel | None") -> last_year.CarriedOver | None:
        """What last year's report says was carried over, for the blank cells of a table's 上年结转."""
        if model is None or model.table is not self._session.report.edition.balanced_table:
            return None
        return last_year.carried_over(self._session)

    async def _ask_carrying_in_once(self) -> None:
        carried = self.carried_over(self._screen.page.model)
        if _CARRIED_IN not in self._asked and carried is not None and carried.is_whole:
            self._asked.add(_CARRIED_IN)
            await self._ask_carrying_in(unasked=True)

    async def _ask_carrying_in(self, *, unasked: bool = False) -> None:
        from tui.screens.dialogs import Choice, ChoiceDialog

        carried = self.carried_over(self._screen.page.model)
        if carried is None:
            self._screen.notify_line(Message("没有可取的：不知道上年报告的结转数，或者上年结转已经填了。"))
            return
        choices = [Choice(*each) for each in last_year.CARRY_IN_CHOICES]
        dialog = ChoiceDialog(last_year.CARRY_IN, [carried.told], choices, unasked=unasked)
        await self._screen.app.push_screen(dialog, lambda answer: self._carry_in(carried.figures, answer))

    def _carry_in(self, carried: dict[Place, str], answer: str | None) -> None:
        if answer == "yes" and self._screen.may_edit():
            self._session.edit_many(carried)
            self._changed()
            self._screen.notify_line(Message("上年结转已照上年报告填好，可以用Ctrl+Z撤销。", "good"))

    # Pasted blocks

    async def ask_landing(self, landing: "Landing") -> None:
        """Show what a pasted block would do, and do it when the user agrees."""
        from tui.screens.paste_preview import paste_dialog

        dialog = paste_dialog(self._session.report.edition, landing)
        await self._screen.app.push_screen(dialog, lambda answer: self._land(landing, answer))

    def _land(self, landing: "Landing", answer: str | None) -> None:
        if answer == "yes" and self._screen.may_edit():
            self._session.edit_many(landing.texts)
            self._changed()
