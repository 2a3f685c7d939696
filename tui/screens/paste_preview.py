"""What a pasted block would do, in words, before it is done."""

from schema.form import Edition
from schema.places import place_name
from schema.unsafe import shown
from tui.screens.dialogs import Choice, ChoiceDialog
from tui.widgets.block_paste import Landing
from tui.widgets.grid_model import Slot

_LISTED = 5


def paste_dialog(edition: Edition, landing: Landing) -> ChoiceDialog:
    """Ask whether to put a block in, naming where it goes and what is refused."""
    lines = list(_lines(edition, landing))
    if not landing.texts:
        return ChoiceDialog("不能粘贴", [*lines, "没有可以放入的数。"], [Choice("no", "知道了")])
    return ChoiceDialog("粘贴一块数", lines, [Choice("yes", f"放入{len(landing.texts)}格"), Choice("no", "不放")])


def _lines(edition: Edition, landing: Landing) -> list[str]:
    lines = [landing.unread] if landing.unread else []
    if landing.texts:
        places = list(landing.texts)
        lines.append(f"从 {place_name(edition, places[0])}")
        lines.append(f"到 {place_name(edition, places[-1])}，共{len(places)}格。")
    if landing.overwritten:
        lines.append(f"其中{landing.overwritten}格原来有别的数，会被替换；可以用Ctrl+Z撤销。")
    if landing.outside:
        lines.append(f"有{landing.outside}个数落在表外，不放。")
    lines += _listed(edition, landing.refused, "不是本格要的数，不放")
    lines += _listed(edition, landing.differing, "与放入后算出的合计不同，请核对")
    return lines


def _listed(edition: Edition, slots: list[tuple[Slot, str]], what: str) -> list[str]:
    if not slots:
        return []
    named = [f"· {place_name(edition, slot.place)}：{shown(text)[:20]}" for slot, text in slots[:_LISTED]]
    more = [f"· 还有{len(slots) - _LISTED}处"] if len(slots) > _LISTED else []
    return [f"有{len(slots)}个{what}：", *named, *more]
