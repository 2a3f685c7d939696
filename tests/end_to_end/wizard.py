"""The wizard in a terminal of its own, driven by its keys."""

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from tests.end_to_end.tmux import Tmux
from tests.program import MAIN, ROOT, TITLES, UNPRIVILEGED

STEPS = ("cover", "overview", "disclosure", "requests", "disputes", "problems", "other", "check", "preview")


class Wizard(Tmux):
    """`nianbao new` or `nianbao edit` in a folder, at 80×24.

    Args:
        folder: Where it runs.
        arguments: The command line's.
        unprivileged: Let permissions bind root too.
        wait: Until the first page stands.
        escape_delay: Milliseconds that the program waits for the rest of an escape sequence.
    """

    def __init__(
        self, folder: Path, *arguments: str, unprivileged: bool = False, wait: bool = True, escape_delay: int = 20
    ) -> None:
        self._wait = wait
        code = f"{UNPRIVILEGED}; {MAIN}" if unprivileged else MAIN
        # tmux passes keys whole: a lone Esc need not be waited for.
        environment = {"PYTHONPATH": str(ROOT), "ESCDELAY": str(escape_delay), "PYTHONDONTWRITEBYTECODE": "1"}
        super().__init__([sys.executable, "-c", code, *arguments], environment, folder=folder)

    def __enter__(self) -> Self:
        super().__enter__()
        if self._wait:
            self.wait_for("封面：")
        return self

    def go(self, step: str) -> None:
        """Turn pages until a step's is shown."""
        index = STEPS.index(step)
        while not self.shows(step):
            here = next(index for index, key in enumerate(STEPS) if self.shows(key))
            forward = (index - here) % len(STEPS) <= len(STEPS) // 2
            self.press("F8" if forward else "F7")
            onward = STEPS[(here + (1 if forward else -1)) % len(STEPS)]
            self.wait_for(lambda onward=onward: self.shows(onward) or self.asks())  # type: ignore[misc]
            if self.asks():
                self.press("Enter")
                self.wait_for(lambda onward=onward: self.shows(onward) and not self.asks())  # type: ignore[misc]

    def shows(self, step: str) -> bool:
        """Whether a step's page is shown."""
        return self.line(2).strip().startswith(TITLES[STEPS.index(step)])

    def asks(self) -> bool:
        """Whether a dialog is open."""
        return "+- " in self.capture()

    def line(self, row: int) -> str:
        """One line of the screen; negative ones are counted from its end."""
        return self.capture().removesuffix("\n").split("\n")[row]

    def row(self, label: str) -> list[str]:
        """The figures behind a label of the grid."""
        line = next(line for line in self.capture().split("\n") if line[1:].startswith(label))
        return line[1:].removeprefix(label).replace("=", " ").split()

    def figures(self, rows: Iterable[Iterable[str]], end: str = "") -> None:
        """Type rows of figures, Tab between them."""
        self.type("\t".join(text for row in rows for text in row) + end)

    def chunk(self, text: str) -> None:
        """Send characters and control sequences in one piece, as after a stall of the line."""
        buffer = Path(self._home.name, "chunk")
        buffer.write_text(text, encoding="utf-8")
        self._tmux("load-buffer", str(buffer))
        self._tmux("paste-buffer", "-r")

    def record(self, path: Path) -> None:
        """Copy to a file what the program writes to its terminal from now on."""
        self._tmux("pipe-pane", f"cat > {shlex.quote(str(path))}")

    def save(self) -> None:
        """Press Ctrl+S and wait until the file is said to be saved."""
        self.press("C-s")
        self.wait_for("\n 已保存 ")
        self.wait_for(lambda: self.line(0).endswith("已保存"))

    def leave(self) -> None:
        """Press F10 and wait for the end."""
        self.press("F10")
        self.wait_for(self.ended)


def written(folder: Path, text: str, name: str = "report.toml") -> Path:
    """A file in a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
