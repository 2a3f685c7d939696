"""What is asked when the report's file is no longer the one that was read: nothing is overwritten unasked."""

from typing import cast

from schema.form import Choice, Place
from schema.report_file import Loaded
from tui import saving_words as words
from tui.drafts.comparison import Side, ThreeWay, three_way
from tui.plain.dialogue import Dialogue
from tui.saving import outside
from tui.session import Session

_THEIRS = Choice("theirs", "用外面的（我的改动可以用u找回）")
_SIDES = (Choice("mine", "我的"), Choice("theirs", "外面的"), words.CANCEL)


def ask_about_change(session: Session, dialogue: Dialogue, data: bytes) -> str:
    """Ask what to do about a file that now holds some bytes; empty where it is gone.

    Returns:
        ``mine`` to overwrite them, ``merged`` or ``theirs`` when the session is based on them now, the former to be
        saved; ``save_as``, or ``cancel``.
    """
    change = outside(session.loaded.path, data, session.report.edition)
    if change.loaded is not None and change.loaded.report is not None:
        return _ask_about_report(session, dialogue, change.loaded)
    if change.gone:
        dialogue.say(words.GONE)
    else:
        dialogue.say("\n".join([words.NO_REPORT, *change.problems]))
    again = words.AGAIN if change.gone else words.MINE
    return dialogue.choose("", (again, words.SAVE_AS, words.CANCEL), words.CANCEL.value)


def _ask_about_report(session: Session, dialogue: Dialogue, loaded: Loaded) -> str:
    assert loaded.report is not None
    compared = three_way(session.base, session.report, loaded.report)
    if not compared.items:
        # Others have written the very same.
        session.rebase(loaded, session.report)
        return "merged"
    dialogue.say(f"{words.OUTSIDE}。{words.summary(compared)}")
    choices = (words.COMPARE, words.MINE, _THEIRS, words.SAVE_AS, words.CANCEL)
    answer = dialogue.choose("", choices, words.CANCEL.value)
    if answer == "theirs":
        session.rebase(loaded, compared.theirs)
        dialogue.say("已换成文件里现在的内容。要找回您的改动，输入u。")
    elif answer == "compare":
        sides = _ask_sides(dialogue, compared)
        if sides is None:
            dialogue.say("没有保存，两边都没有动。")
            return words.CANCEL.value
        session.rebase(loaded, compared.merged(sides))
        return "merged"
    return answer


def _ask_sides(dialogue: Dialogue, compared: ThreeWay) -> dict[Place, Side] | None:
    """Which side is taken at each place; None to leave everything as it is."""
    sides: dict[Place, Side] = {}
    items = words.grouped(compared)
    for number, item in enumerate(items, 1):
        dialogue.say(f"\n第{number}处，共{len(items)}处，{words.GROUPS[item.default]}：{item.name}")
        for label, text in (("原来的", item.base), ("我的", item.mine), ("外面的", item.theirs)):
            dialogue.say(f"{label}：{text or '（空）'}")
        answer = dialogue.choose("", _SIDES, item.default)
        if answer == words.CANCEL.value:
            return None
        sides[item.place] = cast(Side, answer)
    return sides
