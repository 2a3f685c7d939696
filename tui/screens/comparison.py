"""A screen to go through what differs between states of a report, and to choose a side place by place."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from schema.form import Place
from tui.drafts.comparison import Difference, ThreeWay
from tui.saving_words import GROUPS, grouped
from tui.screens.dialogs import TextDialog
from tui.widgets.comparison_drawing import Column, Compared
from tui.widgets.comparison_list import ComparisonList
from tui.widgets.line_widget import Run, TextLine

BASE, MINE, THEIRS = Column("base", "原来的"), Column("mine", "我的"), Column("theirs", "外面的")
FILE, DRAFT = Column("file", "文件里的"), Column("draft", "草稿里的")


class ComparisonScreen(Screen[Mapping[Place, str] | None]):
    """Lists places that differ; the answer is the key of the side chosen for each, or None after Esc.

    Push it with a callback. Without a side for every place it does not close but shows what is left.

    Args:
        title: What is compared, for the first line.
        items: The places, those of one group one after the other.
        columns: What each of an item's values is called; the last two are the sides to choose from.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_whole", show=False),
        Binding("f8,ctrl+s", "finish", show=False),
        Binding("escape,f10,ctrl+q,ctrl+c", "cancel", show=False),
    ]
    DEFAULT_CSS = """
    ComparisonScreen { background: ansi_default; layout: vertical; overflow: hidden; }
    """

    def __init__(self, title: str, items: Sequence[Compared], columns: Sequence[Column]) -> None:
        super().__init__()
        self._subject = title
        self.list = ComparisonList(items, columns)
        self._header = TextLine()
        self._answered = False

    def compose(self) -> ComposeResult:
        """What is compared, the list, the keys."""
        one, other = (column.label for column in self.list.columns[-2:])
        keys = f" 空格换 1{one} 2{other} a全选{one} b全选{other} F1全文 F8完成 Esc取消"
        yield self._header
        yield self.list
        yield TextLine(((keys, "dim"),))

    def on_mount(self) -> None:
        """Say how much is to be done."""
        self._show_state()

    def on_comparison_list_chosen(self) -> None:
        """Say how much is left."""
        self._show_state()

    def _show_state(self, *, refused: bool = False) -> None:
        left = self.list.undecided
        state: Run = (f"还有{left}处没有选", "query") if left else ("都选好了，按F8完成", "good")
        if refused:
            state = (f"还有{left}处没有选，选好再按F8", "error")
        self._header.show(((f" {self._subject}　{len(self.list.items)}处不同　", "header"), state))

    def action_show_whole(self) -> None:
        """Show the selected place's values in full."""
        if (item := self.list.selected) is not None:
            values = zip(self.list.columns, item.values, strict=True)
            text = "\n\n".join(f"{column.label}：\n{value or '（空）'}" for column, value in values)
            self.app.push_screen(TextDialog("全文", f"{item.name}\n\n{text}"))

    def action_finish(self) -> None:
        """Answer, or go to a place that has no side yet."""
        if self.list.select_undecided():
            self._show_state(refused=True)
        else:
            self._answer(self.list.choices)

    def action_cancel(self) -> None:
        """Change nothing."""
        self._answer(None)

    def _answer(self, result: Mapping[Place, str] | None) -> None:
        if not self._answered:
            self._answered = True
            self.dismiss(result)


def three_way_screen(title: str, compared: ThreeWay) -> ComparisonScreen:
    """Compare mine with theirs; the sides are ``mine`` and ``theirs``, and what both changed comes first."""
    items = [
        Compared(item.place, item.name, (item.base, item.mine, item.theirs), GROUPS[item.default], item.default or "")
        for item in grouped(compared)
    ]
    return ComparisonScreen(title, items, (BASE, MINE, THEIRS))


def draft_screen(title: str, found: Sequence[Difference]) -> ComparisonScreen:
    """Compare the file with a draft found beside it; the sides are ``file`` and, at first everywhere, ``draft``."""
    items = [Compared(each.place, each.name, (each.before, each.after), side=DRAFT.key) for each in found]
    return ComparisonScreen(title, items, (FILE, DRAFT))
