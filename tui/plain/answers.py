"""What an answer means: a command, a text, or to let things be."""

from enum import Enum
from typing import NamedTuple

from schema.cells import half_width
from schema.form import Choice

_LONGEST_TARGET = 20
"""Characters after ``>``: more is a paragraph that begins so, not the name of a section."""
# What Chinese input methods type for < and >.
_BRACKETS = str.maketrans({"《": "<", "〈": "<", "》": ">", "〉": ">"})

_BACKING_OUT = ("leave", "cancel")
"""The values of choices that ``q`` takes."""


class Command(Enum):
    """What can be asked for in place of an answer; the value is how it is typed."""

    BACK = "<"
    EXPLAIN = "?"
    SECTIONS = ">"
    FINDINGS = "!"
    SAVE = "s"
    UNDO = "u"
    REDO = "r"
    ZEROS = "z"
    REPAIR = "c"
    REASON = "a"
    LEAVE = "q"
    EMPTY = "-"
    KEEP = ""


class Answer(NamedTuple):
    """A command with the section it names, or a text where `command` is None."""

    command: Command | None
    text: str = ""


def read_answer(line: str) -> Answer:
    """Read a line: full-width letters and signs are commands too, a backslash before it makes anything a text.

    Blanks before what else would be a command do so too, and are taken off; before other texts they stay.
    """
    if line[:1] in ("\\", "＼"):
        return Answer(None, line[1:])
    bare = half_width(line).translate(_BRACKETS).strip().lower()
    command = _command(bare)
    if command is None:
        return Answer(None, line)
    if bare and line[0].isspace():
        return Answer(None, line.lstrip())
    return Answer(command, bare[1:].strip() if command is Command.SECTIONS else "")


def _command(bare: str) -> Command | None:
    if bare.startswith(">") and len(bare) <= 1 + _LONGEST_TARGET:
        return Command.SECTIONS
    return next((command for command in Command if command.value == bare), None)


def chosen(choices: tuple[Choice, ...], text: str) -> str | None:
    """The value of the choice that a text names by number, label or value, or by ``q``; None if it names none."""
    bare = half_width(text).strip().lower()
    if bare == Command.LEAVE.value:
        return next((choice.value for choice in choices if choice.value in _BACKING_OUT), None)
    for number, choice in enumerate(choices, 1):
        if bare in (str(number), choice.value.lower(), half_width(choice.label).lower()):
            return choice.value
    return None


def offered(choices: tuple[Choice, ...]) -> str:
    """The choices with their numbers."""
    return "　".join(f"{number} {choice.label}" for number, choice in enumerate(choices, 1))


KEYS_HELP = (
    "每行一个答案，按回车送出；只按回车，保留方括号里的内容。",
    "<　回到上一问",
    ">　列出各节；>3、>三或>复议　去那一节",
    "?　说明这一问",
    "!　列出问题，去下一个问题",
    "c　照刚才说的改填错的数（采纳）",
    "a　说明疑问：核实以后仍然保留的，写明理由",
    "-　清空；在部分的标题处是删去这一部分，在段落处是删去这一段",
    "u　撤销　　r　重做",
    "z　把这张表里的空格都补成0",
    "s　保存　　q　离开",
    "这些字符全角、半角都可以。要把它们当作内容，前面加\\或一个空格，例如 \\s。",
)
"""How to answer, for ``?``."""
