"""`nianbao doctor` in tmux: what it finds there, the keys by name, and the shell's terminal as it was."""

import shlex
import sys
from pathlib import Path

import pytest

from tests.end_to_end.tmux import Tmux
from tests.program import MAIN, ROOT
from tui.doctor.ruler import RULED

pytestmark = pytest.mark.usefixtures("tmux")


class Doctor(Tmux):
    """`nianbao doctor` under a shell that tells its exit code and whether the terminal's settings are as before."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> None:
        words = shlex.join([sys.executable, "-c", MAIN, "doctor", *arguments])
        script = f'before=$(stty -g); {words}; echo "code=$?"; [ "$(stty -g)" = "$before" ] && echo restored; sleep 60'
        # tmux passes keys whole: a lone Esc need not be waited for.
        environment = {"PYTHONPATH": str(ROOT), "ESCDELAY": "20", "PYTHONDONTWRITEBYTECODE": "1"}
        super().__init__(["sh", "-c", script], environment, size, folder)

    def everything(self) -> str:
        """What was printed, also what has left the screen."""
        return self._tmux("capture-pane", "-p", "-S", "-500")


def test_doctor_names_keys_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Doctor(tmp_path) as doctor:
        doctor.wait_for("看完按q")
        lines = doctor.everything().split("\n")
        assert [line for line in lines if line.startswith("  |")] == [f"  |{text}|" for text in RULED]
        doctor.press("F1", "F10", "Left", "DC", "BTab", "C-s")
        doctor.wait_for("Ctrl+S         保存")
        doctor.press("Escape")
        doctor.wait_for("Esc            菜单，取消           1b")
        doctor.type("政府信息公开")
        doctor.wait_for("文字“政府信息公开”")
        doctor.paste("两行\n文字")
        doctor.wait_for("粘贴           5个字符：两行‹U+000A›文字")
        seen = doctor.capture()
        for name, meaning in (("F1", "说明"), ("F10", "退出"), ("左", "左移"), ("Shift+Tab", "上一格")):
            assert any(line.split()[:2] == [name, meaning] for line in seen.split("\n"))
        doctor.type("q")
        doctor.wait_for("restored")
        text = doctor.everything()
        assert "code=0" in text
        assert "没有要改的，可以填报。" in text
        assert "在tmux里" in text
        assert "汉字宽度      每个2格" in text
        assert "“ … — · ① × 每个1格" in text


def test_doctor_finds_a_small_window(tmp_path: Path) -> None:
    with Doctor(tmp_path, "--no-keys", size=(79, 23)) as doctor:
        doctor.wait_for("restored")
        text = doctor.everything()
        assert "code=1" in text
        assert "要改    窗口大小      79列23行" in text
        assert "要改：窗口大小" in text
