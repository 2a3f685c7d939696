"""What is said of a report's lock and of what is kept of it, wherever it is filled in."""

from tui.drafts.lock import Held

KEPT = "没有保存的内容都在恢复草稿里，下次打开这份报告时可以恢复。"
LOST = "别处接管了这份报告，那以后在这里的改动没有留下。"
TAKEN_OVER = "别处接管了这份报告，这里只能看。要留下这里的内容，请选“另存为”。"
"""As long as one line shows."""


def being_filled(held: Held) -> str:
    """Who is filling a report in, as a sentence without its full stop, in Chinese."""
    return f"{held.owner.described if held.owner is not None else '有人'}打开，正在填这份报告"


def looking_only(held: Held) -> str:
    """Why a report that somebody else fills in may only be read."""
    return f"{being_filled(held)}，这里只能看。"


def not_saved_there(held: Held) -> str:
    """Why a file of this name is not written."""
    return f"未保存：这个文件名有人在用，{being_filled(held)}。请换一个文件名。"


def left_where(place: str, unread: int, missing: int) -> str:
    """Where a draft is that could not be wholly recovered, and how much of it was not."""
    why = [f"{unread}行读不出来"] * bool(unread) + [f"{missing}处没有地方放"] * bool(missing)
    return f"这份恢复草稿有{'，'.join(why)}。草稿原样留在\n{place}\n用不着的话，可以把它删去。"
