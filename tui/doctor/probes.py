"""What the terminal says of itself when it is asked, and what that means."""

import re
from typing import NamedTuple

from tui.doctor.conversation import ask, raw
from tui.doctor.item import Item, Verdict

WIDE = "年好"
"""Two 汉字 none of whose bytes is a control character to a terminal set to GBK or Latin-1: both count six cells."""

AMBIGUOUS = "“…—·①×"
"""Characters that terminals draw in one cell or in two."""

_ANSWERED = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
_POSITION = re.compile(rb"\x1b\[[0-9]{1,5};([0-9]{1,5})R")
_PASTE_MODE = re.compile(rb"\x1b\[\?2004;([0-4])\$y")
_ASK_POSITION = b"\x1b[6n"
_ASK_PASTE_MODE = b"\x1b[?2004$p"
_WIPE = b"\r\x1b[K"


class Answers(NamedTuple):
    """What a terminal answered."""

    answered: bool = False
    wide: int | None = None
    """The cells of `WIDE`; None if the terminal did not tell where its cursor is."""
    ambiguous: tuple[int, ...] = ()
    """The cells of each of `AMBIGUOUS`; empty if it was not asked or did not tell."""
    paste: bool | None = None
    """Whether it marks what is pasted; None if it did not tell."""


def question_terminal(source: int, target: int) -> Answers:
    """Ask the terminal that reads at `target` and types at `source`; leaves the cursor's line blank.

    Only a terminal that counts 汉字 as UTF-8 is asked of other characters: to one of another encoding their bytes may
    be half of a control sequence.
    """
    with raw(source, target, _WIPE):
        answer = ask(source, target, _WIPE + WIDE.encode() + _ASK_POSITION + _WIPE)
        widths = _widths(answer)
        wide = widths[0] if len(widths) == 1 else None
        if wide != 2 * len(WIDE):
            return Answers(_ANSWERED.search(answer) is not None, wide)
        question = b"".join(_WIPE + char.encode() + _ASK_POSITION for char in AMBIGUOUS)
        answer = ask(source, target, question + _WIPE + _ASK_PASTE_MODE + _WIPE)
    widths = _widths(answer)
    mode = _PASTE_MODE.search(answer)
    return Answers(
        True, wide, widths if len(widths) == len(AMBIGUOUS) else (), None if mode is None else mode[1] in (b"1", b"2")
    )


def _widths(answer: bytes) -> tuple[int, ...]:
    """The cells left of the cursor in each position told."""
    return tuple(int(column) - 1 for column in _POSITION.findall(answer))


def items(answers: Answers) -> list[Item]:
    """The answers, judged."""
    if not answers.answered:
        advice = "问了终端，0.5秒里没有回答。能填报，但宽度查不出来，请用下面的标尺自己看。"
        return [Item("终端应答", "没有回答", Verdict.UNKNOWN, advice)]
    answered = Item("终端应答", "有回答")
    if answers.wide is None:
        return [answered, Item("汉字宽度", "终端没有说", Verdict.UNKNOWN, "请用下面的标尺自己看。")]
    if answers.wide != 2 * len(WIDE):
        advice = "终端的编码不是UTF-8。请在终端程序里把编码改成UTF-8，改法见“终端程序的设置”。"
        found = f"{len(WIDE)}个汉字占了{answers.wide}格，应当是{2 * len(WIDE)}格"
        return [answered, Item("汉字宽度", found, Verdict.WRONG, advice)]
    return [answered, Item("汉字宽度", "每个2格"), _ambiguous(answers.ambiguous), _paste(answers.paste)]


def _ambiguous(widths: tuple[int, ...]) -> Item:
    name = "引号等宽度"
    if not widths:
        return Item(name, "终端没有说", Verdict.UNKNOWN, "请用下面的标尺自己看。")
    narrow = "".join(char for char, width in zip(AMBIGUOUS, widths, strict=True) if width == 1)
    if narrow == AMBIGUOUS:
        return Item(name, f"{' '.join(AMBIGUOUS)} 每个1格")
    if narrow:
        wide = " ".join(char for char in AMBIGUOUS if char not in narrow)
        found = f"{' '.join(narrow)} 每个1格，{wide} 不是1格"
    else:
        found = f"{' '.join(AMBIGUOUS)} 都不是1格"
    advice = "请在终端程序里把“不明确宽度的字符”改成窄的（1格），改法见“终端程序的设置”；不改也能填报。"
    return Item(name, found, Verdict.BETTER, advice)


def _paste(marked: bool | None) -> Item:
    if marked is None:
        return Item("粘贴标记", "终端没有说", Verdict.UNKNOWN, "请在下面的按键一节里粘贴一段试试。")
    if marked:
        return Item("粘贴标记", "有：整段粘贴能认出来")
    advice = "粘贴的内容会当作逐个按键。请只往正文和表格里粘贴，粘贴后核对。"
    return Item("粘贴标记", "没有", Verdict.BETTER, advice)
