"""What our frame writer leaves on a real terminal is what stock Textual's whole repaints leave, step by step."""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.end_to_end.tmux import Tmux
from tui.terminal.application import FULL_REPAINT

STEPS = 160
CHINESE = "政府信息公开年度报告，。“”《》（）——…①²é𠮷〇"


@dataclass(frozen=True)
class Program:
    """A program to drive, and how.

    Args:
        command: Program and arguments; `{folder}` becomes an empty folder of its own.
        marker: Stands on its first screen.
        keys: Named keys that a session presses, the more often the more often they stand here.
    """

    command: Sequence[str]
    marker: str
    keys: Sequence[str]
    texts: Sequence[str] = field(default=("7", "42", "甲", "乙丙", "“引”", "——", "a b"))

    def start(self, folder: Path, full_repaint: bool) -> Tmux:
        command = [argument.format(folder=folder) for argument in self.command]
        environment = {"PYTHONPATH": str(Path.cwd()), "ESCDELAY": "20", FULL_REPAINT: "1" if full_repaint else "0"}
        return Tmux(command, environment, folder=folder)


_COMMON = ["Tab", "Tab", "Left", "Left", "Right", "Up", "Down", "Home", "End", "BSpace"]

PROGRAMS = {
    "demo": Program(
        [sys.executable, "-m", "tests.tui.terminal.demo"],
        "石门乡",
        [*_COMMON, "BTab", "Enter", "BSpace", "DC", "PPage", "NPage", "F2", "F3", "F4", "F4", "C-l", "C-z"],
    ),
}


def steps(program: Program, seed: int) -> Iterator[Callable[[Tmux], None]]:
    """A long session: typing, moving, deleting, turning pages, questions, pastes and other sizes."""
    chance = random.Random(seed)
    for _ in range(STEPS):
        kind = chance.random()
        if kind < 0.40:
            text = chance.choice([*program.texts, "".join(chance.choices(CHINESE, k=3))])
            yield lambda terminal, text=text: terminal.type(text)  # type: ignore[misc]
        elif kind < 0.90:
            keys = chance.choices(program.keys, k=chance.randint(1, 3))
            yield lambda terminal, keys=keys: terminal.press(*keys)  # type: ignore[misc]
        elif kind < 0.95:
            size = chance.choice([(80, 24), (80, 24), (61, 20), (100, 30)])
            yield lambda terminal, size=size: terminal.resize(*size)  # type: ignore[misc]
        else:
            text = "".join(chance.choices(CHINESE, k=20)) + "\n第二段"
            yield lambda terminal, text=text: terminal.paste(text)  # type: ignore[misc]


@pytest.mark.usefixtures("tmux")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_screen_of_a_long_session_equals_the_whole_repaint(program: Program, seed: int, tmp_path: Path) -> None:
    folders = [tmp_path / "ours", tmp_path / "stock"]
    for folder in folders:
        folder.mkdir()
    with program.start(folders[0], False) as ours, program.start(folders[1], True) as stock:
        for terminal in (ours, stock):
            terminal.wait_for(program.marker)
        for number, step in enumerate(steps(program, seed)):
            step(ours)
            step(stock)
            # Both have done what the step asked for; on a busy machine one may yet be late.
            ours.wait_until_idle()
            stock.wait_until_idle()
            try:
                ours.wait_for(lambda: ours.seen() == stock.seen(), timeout=5)
            except TimeoutError:
                pytest.fail(f"step {number}:\n{ours.capture()}\n--- whole repaint ---\n{stock.capture()}")
