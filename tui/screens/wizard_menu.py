"""The wizard's menu: what the function keys do, and what has no key."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from tui.pages.page import Page
from tui.widgets.choice_list import Choice

_REPAIR = "repair"
_EDITING = ("save", "undo", "redo", _REPAIR)


def menu_choices(page: Page, bindings: Iterable[BindingType], *, read_only: bool, repair: bool) -> list[Choice]:
    """What may be done on a page: the page's own actions first, by ``page.`` and their names.

    Args:
        page: The page in front.
        bindings: The wizard's keys.
        read_only: Whether nothing may be changed.
        repair: Whether a repair is offered.
    """
    choices = [Choice(f"page.{action}", label) for action, label in page.menu()]
    for binding in bindings:
        assert isinstance(binding, Binding)
        of_table = binding.action.startswith("table(")
        idle = read_only and (of_table or binding.action in _EDITING)
        missing = (of_table and page.model is None) or (binding.action == _REPAIR and not repair)
        if binding.action != "menu" and not missing and not idle:
            choices.append(Choice(binding.action, f"{_key_name(binding.key)}  {binding.description}"))
    return [*choices, Choice("app.redraw", "Ctrl+L  重画屏幕"), Choice("save_as", "另存为")]


def _key_name(keys: str) -> str:
    key = keys.partition(",")[0]
    return key.upper() if key.startswith("f") else "Ctrl+" + key.removeprefix("ctrl+").upper()
