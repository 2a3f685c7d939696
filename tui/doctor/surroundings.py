"""What can be known of the terminal without asking it: streams, variables, size."""

import codecs
import os
from collections.abc import Iterable, Mapping

from tui.doctor.item import Item, Verdict, value

COLUMNS, ROWS = 80, 24
"""The smallest window the wizard can be shown in."""

_LOCALE_VARIABLES = ("LC_ALL", "LC_CTYPE", "LANG", "PYTHONIOENCODING", "PYTHONUTF8")
_COLORS_BY_TERM = {"kitty": "256色", "256color": "256色", "16color": "16色"}


def streams(stdin: bool, stdout: bool, stderr: bool) -> list[Item]:
    """Whether the standard streams are terminals. Where output is not, the wizard was not meant to run here."""
    missing = Verdict.WRONG if stdout else Verdict.UNKNOWN
    items = [
        _stream("标准输入", stdin, missing, "请直接在终端里运行，不要用 < 或管道接输入。"),
        _stream(
            "标准输出", stdout, missing, "终端的大小、宽度、按键都没有查；要查，请直接在终端里运行 nianbao doctor。"
        ),
    ]
    if stdout:
        items.append(_stream("标准错误", stderr, missing, "填报界面画在标准错误上，请不要用 2> 把它接走。"))
    return items


def _stream(name: str, terminal: bool, missing: Verdict, advice: str) -> Item:
    return Item(name, "是终端") if terminal else Item(name, "不是终端", missing, advice)


def terminal_type(environ: Mapping[str, str]) -> Item:
    """TERM."""
    term = environ.get("TERM", "")
    if term in ("", "dumb"):
        advice = "填报界面认不出这个终端。请在终端程序里把终端类型写成 xterm，或用 nianbao edit --plain 文件 逐行填报。"
        return Item("终端类型", f"TERM={value(term)}", Verdict.WRONG, advice)
    return Item("终端类型", f"TERM={value(term)}")


def language(environ: Mapping[str, str], encodings: Iterable[str]) -> Item:
    """The locale, and whether Python writes UTF-8 because of it; `encodings` are those of the output streams."""
    variables = [f"{name}={value(environ[name])}" for name in _LOCALE_VARIABLES if environ.get(name)]
    written = sorted({value(encoding) for encoding in encodings})
    found = f"{'，'.join(variables) or 'LANG、LC_ALL都没有设'}；程序写出{'、'.join(written)}"
    if all(_is_utf8(encoding) for encoding in written):
        return Item("语言和编码", found)
    advice = "请先运行 export LC_ALL=zh_CN.UTF-8（没有装的写 C.UTF-8），再运行 nianbao；好用就写进 ~/.profile。"
    if environ.get("PYTHONIOENCODING"):
        advice += "PYTHONIOENCODING也要去掉：unset PYTHONIOENCODING。"
    return Item("语言和编码", found, Verdict.WRONG, advice)


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False


def window_size(descriptor: int) -> Item:
    """The terminal's own word on its size, which is what the wizard goes by."""
    try:
        columns, rows = os.get_terminal_size(descriptor)
    except OSError:
        columns, rows = 0, 0
    if not columns or not rows:
        advice = f"终端没有说自己多大。请先运行 stty cols {COLUMNS} rows {ROWS}，或换一个终端程序。"
        return Item("窗口大小", "不知道", Verdict.BETTER, advice)
    found = f"{columns}列{rows}行"
    if columns < COLUMNS or rows < ROWS:
        return Item("窗口大小", found, Verdict.WRONG, f"请把窗口拉大，或把字调小，到{COLUMNS}列{ROWS}行以上。")
    return Item("窗口大小", found)


def exported_size(environ: Mapping[str, str]) -> list[Item]:
    """COLUMNS and LINES, if a shell has exported them."""
    found = [f"{name}={value(environ[name])}" for name in ("COLUMNS", "LINES") if name in environ]
    return [Item("大小变量", f"{'，'.join(found)}；填报界面不看它，只看窗口的实际大小")] if found else []


def colors(environ: Mapping[str, str]) -> Item:
    """The colours that Rich, and with it Textual, chooses for this terminal."""
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        found = "全彩（按COLORTERM）"
    else:
        ending = environ.get("TERM", "").strip().lower().rpartition("-")[2]
        found = f"{_COLORS_BY_TERM.get(ending, '16色')}（按TERM）"
    if environ.get("NO_COLOR"):
        found = "只用黑白（NO_COLOR已设）"
    return Item("颜色", found)


def multiplexer(environ: Mapping[str, str]) -> Item:
    """Whether tmux or screen stands between."""
    term = environ.get("TERM", "")
    for variable, name, key in (("TMUX", "tmux", "Ctrl+B"), ("STY", "screen", "Ctrl+A")):
        if not environ.get(variable):
            continue
        found = f"在{name}里（断线后窗口还在；{key}归{name}用）"
        if term.startswith(("tmux", "screen")):
            return Item("tmux、screen", found)
        advice = f"在{name}里TERM应当是 screen-256color；请去掉配置里改TERM的行。"
        return Item("tmux、screen", found, Verdict.BETTER, advice)
    return Item("tmux、screen", "没有用")


def connection(environ: Mapping[str, str]) -> Item:
    """Whether the terminal is at the other end of an SSH connection."""
    client = environ.get("SSH_CONNECTION", "").split(" ")[0]
    return Item("连接", f"通过SSH，来自{value(client)}" if client else "不是SSH")
