"""汉字 as an input method commits them over a line: one to twenty at once, their bytes parted anywhere."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from schema.report_file import load
from tests import figures
from tests.benchmarks.pty_program import PtyProgram
from tests.benchmarks.wizard import DOWN, ENTER, MARKER, NEXT, SAVE, wizard
from tests.end_to_end.wizard import Wizard, written

COMMITS = ("政", "府信", "息公开工作", "年度报告包括下列内容行政机关主动", "公示文件的情况收到和处理申请的情况及复议")
"""1 to 20 characters."""

# Where something is typed, and how one comes there from the cover.
FIELDS: dict[str, Callable[[Wizard], object]] = {
    "line": lambda wizard: wizard.press(*["Down"] * 9),
    "prose": lambda wizard: (wizard.go("overview"), wizard.press("Down", "Enter", "End")),
    "dialog": lambda wizard: (wizard.go("overview"), wizard.press("+")),
    "cell": lambda wizard: (wizard.go("disclosure"), wizard.press("Tab")),
    "cell being edited": lambda wizard: (wizard.go("requests"), wizard.press("Down", "F2")),
}


@pytest.mark.usefixtures("tmux")
@pytest.mark.parametrize("field", FIELDS)
def test_the_terminals_cursor_stands_behind_every_commit(field: str, tmp_path: Path) -> None:
    file = written(tmp_path, figures.text_of(figures.report()))
    with Wizard(tmp_path, "edit", file.name) as terminal:
        FIELDS[field](terminal)
        for commit in COMMITS:
            terminal.chunk(commit)
            # A cell shows no more than two characters of what is typed.
            terminal.wait_for(lambda end=commit[-2:]: before_cursor(terminal).endswith(end))  # type: ignore[misc]


def before_cursor(terminal: Wizard) -> str:
    """What stands left of the terminal's cursor."""
    x, y = terminal.cursor()
    row = terminal.line(y)
    return next((row[:end] for end in range(len(row) + 1) if cell_len(row[:end]) == x), "")


TEXT = "政府“信息𠮷”"
"""Characters of two, three and four bytes."""

DATA = TEXT.encode()


def parted(data: bytes, at: Sequence[int]) -> list[bytes]:
    return [data[begin:end] for begin, end in zip([0, *at], [*at, len(data)], strict=True)]


def send(program: PtyProgram, pieces: Sequence[bytes], pause: float) -> None:
    """Send pieces with pauses between them."""
    for piece in pieces:
        program.press(piece, quiet=pause, limit=pause)


# From the cover to a field, and the place that it holds.
KINDS = {
    "line": (DOWN * 9, "agency.address"),
    "prose": (NEXT + DOWN + ENTER, "overview.parts.0.text"),
    "cell": (NEXT * 2, "disclosure.regulations.issued"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_characters_arrive_whole_wherever_their_bytes_are_parted(kind: str, tmp_path: Path) -> None:
    way, place = KINDS[kind]
    made = figures.report()
    made.set_text(place, "")
    file = written(tmp_path, figures.text_of(made))
    chance = random.Random(kind)
    partings = [[at] for at in range(1, len(DATA))]
    partings += [sorted(chance.sample(range(1, len(DATA)), 5)) for _ in range(5)]
    partings.append(list(range(1, len(DATA))))
    with wizard(file) as program:
        program.first_paint(MARKER)
        program.press(way, quiet=0.3)
        for at in partings:
            send(program, parted(DATA, at), 0.01)
        # Longer than the program waits for the rest of an escape sequence.
        send(program, parted(DATA, [1]), 0.7)
        program.press(SAVE, shows="已保存")
    report = load(file).report
    assert report is not None
    assert report.text(place) == TEXT * (len(partings) + 1)
