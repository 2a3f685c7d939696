"""A terminal that is not set to UTF-8: the clerk is told in words that can be read there."""

import os
import shutil
from pathlib import Path

from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.tui.command_line import SAMPLES, command
from tui.terminal.ambiguous_width import ASK_AMBIGUOUS_WIDTH

TOLD = "请在终端的设置里改成UTF-8，再按Ctrl+L重画"


def test_a_terminal_set_to_gbk_is_told_in_gbk(tmp_path: Path) -> None:
    file = shutil.copy(SAMPLES / "suqian-2023.toml", tmp_path / "report.toml")
    with PtyProgram(command("edit", Path(file))) as program:
        program.first_paint("封面")
        program.read_until_quiet()
        assert TOLD.encode("gbk") not in program.output
        # It takes the six bytes of two ambiguous characters for three 汉字.
        os.write(program._master, b"\x1b[3;7R")
        program.read_until_quiet()
        assert bytes(program.output).count(TOLD.encode("gbk")) == 1
        assert b"\x1b[24H" in program.output
        # 通 alone is valid UTF-8.
        os.write(program._master, "\x1b[B\x1b[B通".encode("gbk"))
        program.read_until_quiet()
        assert "终端发来的不是UTF-8" in visible_text(program.output)
        # Set to UTF-8 and painted anew, it is asked again.
        del program.output[:]
        os.write(program._master, b"\x0c")
        program.read_until_quiet()
        assert ASK_AMBIGUOUS_WIDTH.encode() in program.output
        os.write(program._master, b"\x1b[3;3R" + "通·".encode())
        program.read_until_quiet()
        assert {"通", "·"} <= {*visible_text(program.output)}
