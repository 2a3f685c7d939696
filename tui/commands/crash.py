"""What is left of an error of the program's own: a file with the traceback, for whoever mends it."""

import os
import traceback
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkstemp

from schema.unsafe import shown
from tui.state_folder import state_folder


def record(error: BaseException) -> str:
    """Write down an error in a new file that only the user can read; the sentence to tell the user."""
    text = "".join(traceback.format_exception(error))
    for find in (state_folder, gettempdir):
        with suppress(OSError):
            folder = Path(find())
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, name = mkstemp(".log", "nianbao-", folder)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return f"程序内部出错，已保存的文件没有改动。请把这个记录交给维护人员：\n{shown(name)}"
    return "程序内部出错，已保存的文件没有改动；详情没有地方可记，请把运行的命令告诉维护人员。"
