"""Lines to compare by eye: what the terminal does not tell can be seen."""

from collections.abc import Iterator

from tui.doctor.item import indented

RULED = (
    "0123456789" * 4,
    "汉字" * 10,
    "（全角）《书名》，。：；！？ＡＢＣ１２３",
    "“”…—·①×“”…" * 4,
    "图1：“公开”——第①项…×· abcdefghijklmnopqr",
)
"""Texts of forty cells each, where ambiguous characters are narrow."""

IN_GBK = "如果看得懂这一行，终端的编码是GBK，要改成UTF-8"

_EXPLANATIONS = (
    "全都对齐：正常。",
    "只有带“”…—·①×的两行向右伸出：终端把它们画成了2格，请改成1格，改法见“终端程序的设置”。",
    "对齐，但“”…—叠着旁边的字：只是字体画得宽，能填报；要好看请换等宽字体。",
    "汉字成了乱码：终端的编码不是UTF-8，要改。",
)


def lines() -> Iterator[str]:
    """The ruler, and how to read it; behind it belongs the line in GBK."""
    yield from (f"  |{text}|" for text in RULED)
    yield "右边的竖线应当上下对齐。看是哪一种："
    yield "  正常 |汉字汉字|      画成了2格 |汉字汉字|"
    yield "       |oooooooo|                |o o o o o o o o |"
    for explanation in _EXPLANATIONS:
        yield from indented(explanation, "  ", 2)
    yield "下面一行看不懂才对："
