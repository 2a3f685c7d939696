"""What must be settled before Textual is imported: it reads its settings once, at import."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tui.lean_imports import without

SETTINGS = {
    # The parser gives up on escape sequences longer than 32 characters, so with the Kitty protocol an input method's
    # commit of five or more 汉字 arrives as garbage; several terminals drop it altogether.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # Milliseconds to wait for the rest of an escape sequence. On a jittery line an arrow key arrives in two parts more
    # than the default 100 ms apart, and its tail would be typed into the field. Escape itself is reported this late.
    "ESCDELAY": "500",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    # A key that needs a layout pass is painted in the second frame: at 60 Hz that alone costs up to 16 ms.
    "TEXTUAL_FPS": "240",
    # Imported by Textual whenever it is installed: results would differ between machines.
    "TEXTUAL_SPEEDUPS": "0",
    # pydantic otherwise reads the metadata of every installed package to find plugins, which could change its models.
    "PYDANTIC_DISABLE_PLUGINS": "1",
}

ASCII_FRAMES = "NIANBAO_ASCII"
"""Set this variable to 1 for screens in which nothing depends on how wide a terminal draws ambiguous characters."""


def prepare_environment() -> None:
    """Set Textual's start-up settings; what the user has set already stays."""
    # Exported by some shells: the size at their start, which Textual would take for the terminal's ever after.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    # Empty it means nothing (no-color.org); to Textual it is set.
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)


@contextmanager
def lean_imports() -> Iterator[None]:
    """Import Textual in this context to save some 8 ms and 4 MB: without the collector and without `ssl`.

    asyncio accepts a missing `ssl` module; it can then open no TLS connection in this process. `sys.modules` is left as
    it was found, so that `import ssl` works afterwards. The collector stays off until `tui.collector.collect_again`.
    """
    gc.disable()
    with without("ssl"):
        yield


# Each command on a line of its own, so that none is broken in two.
_INSTEAD = """或改用：
  nianbao edit --plain 文件　（一行一行问答）
  nianbao check 文件　（校验）
  nianbao render 文件　（排成文本或网页）"""


def require_terminal() -> str | None:
    """Say why the wizard cannot run here, in lines for the user; None if it can."""
    if not (sys.stdin is not None and sys.stdin.isatty()):
        return f"标准输入不是终端，无法打开填报界面；请在终端里直接运行，{_INSTEAD}"
    if not (sys.stdout is not None and sys.stdout.isatty()):
        return f"标准输出不是终端，无法打开填报界面；请不要重定向输出，{_INSTEAD}"
    # What Textual draws on.
    if not (sys.stderr is not None and sys.stderr.isatty()):
        return f"标准错误不是终端，无法打开填报界面；请不要重定向错误输出（2>），{_INSTEAD}"
    term = os.environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        return f"终端类型不明（TERM={term}），无法打开填报界面；请换一个终端，{_INSTEAD}"
    return None
