"""What is asked before a report is filled in, in the wizard and line by line: one wording for both."""

from collections.abc import Sequence

from schema.form import Choice
from tui.drafts.comparison import differences
from tui.drafts.draft_file import Draft
from tui.drafts.lock import Held
from tui.drafts.owner import Owner
from tui.opened import Opened
from tui.opening_words import being_filled

# Somebody else

HELD_TITLE = "有人正在填"
HELD_CHOICES = (Choice("read", "只看，不改"), Choice("take_over", "接管，由我来填"), Choice("leave", "退出"))
"""The first where nothing is chosen."""
_MINE = (
    "可以只看。如果那是您断线前留下的，或者那边已经没有人，可以接管：那边会结束，"
    "它没有保存的内容留在恢复草稿里，接着就问您要不要恢复。"
)
_OTHERS = (
    "可以只看。要由您来填，请先问清楚，再接管：接管以后那边就不能再改了，那边没有保存的内容，只有本人打开时才能恢复。"
)


def held_lines(held: Held) -> Sequence[str]:
    """Who has the report open, and what may be done."""
    mine = held.owner is not None and held.owner.user == Owner.here().user
    return f"{being_filled(held)}。", _MINE if mine else _OTHERS


# Drafts

DRAFT_TITLE = "上次有没保存的内容"
DRAFT_CHOICES = (
    Choice("recover", "恢复"),
    Choice("compare", "看差别"),
    Choice("give_up", "放弃"),
    Choice("leave", "先退出，下次再说"),
)
GIVE_UP_TITLE = "放弃没保存的内容？"
GIVE_UP_TEXT = "上次没有保存的内容就没有了，不能再恢复。已经保存的文件不变。"
GIVE_UP_CHOICES = (Choice("no", "不放弃"), Choice("yes", "放弃，删去恢复草稿"))


def draft_lines(opened: Opened, draft: Draft, *, recovered: bool) -> Sequence[str]:
    """Whose a draft is and how much it would change; `recovered` after a newer one was."""
    session = opened.session
    count = len(differences(session.report, opened.recovered(draft)))
    when = draft.when.astimezone()
    lines = [f"{draft.owner.described}打开这份报告，最后记于{when.month}月{when.day}日{when:%H:%M}，没有保存就断了。"]
    if recovered:
        lines.append(f"这是更早的一份草稿，与现在的内容相比有{count}处不同。")
    elif session.is_new:
        lines.append(f"报告还没有存成文件，当时填了{count}处。")
    else:
        lines.append(f"与文件相比，有{count}处不同。")
    if draft.base != ("" if session.is_new else session.loaded.digest):
        lines.append("文件在那以后又改动过：恢复会换掉文件里的这几处，请先看差别。")
    if draft.unread:
        lines.append(f"恢复草稿有{draft.unread}行损坏，读不出来，其余都在。")
    if missing := draft.applied(session.report)[1]:
        lines.append(f"另有{len(missing)}处，这份报告已经没有地方放，恢复不了。")
    return lines


def recovered_count(count: int) -> str:
    """How much was recovered, as a sentence to go on from."""
    return f"恢复了{count}处，还没有保存到文件。"
