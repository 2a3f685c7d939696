"""Drives a program in a real terminal emulator: a tmux of its own, unseen, 80×24, UTF-8."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

TMUX = shutil.which("tmux")
MISSING = None if TMUX else "tmux is not installed"
"""Why the tests in tmux are skipped; None if they are not."""

_SGR = re.compile(r"\x1b\[([0-9;:]*)m")


class Seen(NamedTuple):
    """One cell as the eye sees it."""

    text: str
    style: tuple[str, ...]


class Tmux:
    """One program in one tmux pane, used as a context manager.

    Args:
        command: Program and arguments.
        environment: Set for the program besides the environment of this process.
        size: Columns and rows.
        folder: Where the program runs.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        folder: Path | None = None,
    ) -> None:
        self._command = list(command)
        self._environment = {"LC_ALL": "C.UTF-8", **(environment or {})}
        self._size = size
        self._folder = folder or Path.cwd()

    def __enter__(self) -> Self:
        self._home = tempfile.TemporaryDirectory(prefix="tmux-")
        variables = [f"{name}={value}" for name, value in self._environment.items()]
        columns, rows = self._size
        # The pane outlives its program, so that its last screen and its end can be looked at.
        script = "set -g status off ; set -g remain-on-exit on ; set -g escape-time 0"
        Path(self._home.name, "tmux.conf").write_text(script.replace(" ; ", "\n") + "\n")
        self._tmux(
            *("new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", str(self._folder)),
            *("env", *variables, *self._command),
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server", check=False)
        self._home.cleanup()

    def _tmux(self, *arguments: str, check: bool = True) -> str:
        socket = str(Path(self._home.name, "socket"))
        config = str(Path(self._home.name, "tmux.conf"))
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        environment.pop("TMUX", None)
        result = subprocess.run(
            [TMUX or "tmux", "-u", "-S", socket, "-f", config, *arguments],
            capture_output=True,
            text=True,
            env=environment,
            timeout=20,
        )
        if check and result.returncode:
            raise RuntimeError(f"tmux {' '.join(arguments)}: {result.stderr}")
        return result.stdout

    def type(self, text: str) -> None:
        """Send characters as they are."""
        self._tmux("send-keys", "-l", "--", text)

    def press(self, *names: str) -> None:
        """Send keys by tmux's names: Tab, BTab, Enter, Escape, F1, Left, Home, BSpace, DC, PPage, C-s …"""
        self._tmux("send-keys", *names)

    def paste(self, text: str) -> None:
        """Paste, bracketed if the program asked for that."""
        buffer = Path(self._home.name, "paste")
        buffer.write_text(text, encoding="utf-8")
        self._tmux("load-buffer", str(buffer))
        self._tmux("paste-buffer", "-p", "-r")

    def resize(self, columns: int, rows: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def capture(self, escapes: bool = False) -> str:
        """The screen, row by row; with SGR sequences and blanks at the end of rows if `escapes`."""
        return self._tmux("capture-pane", "-p", *(["-e", "-N"] if escapes else []))

    def seen(self) -> list[list[Seen]]:
        """The screen as cells, without what cannot be seen: blanks at the end of a row, the text colour of blanks."""
        style: dict[str, str] = {}
        return [_seen(line, style) for line in self.capture(escapes=True).split("\n")]

    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's cursor, counted from 0."""
        x, y = self._display("#{cursor_x} #{cursor_y}").split()
        return int(x), int(y)

    def pid(self) -> int:
        """The program's process id."""
        return int(self._display("#{pane_pid}"))

    def ended(self) -> bool:
        """Whether the program has ended."""
        return self._display("#{pane_dead}") == "1"

    def kill(self) -> None:
        """kill -9 the program."""
        os.kill(self.pid(), signal.SIGKILL)
        self.wait_for(lambda: self.ended())

    def wait_for(self, condition: str | Callable[[], object], timeout: float = 10.0) -> None:
        """Wait until a text stands on the screen, or until a function says yes."""
        end = time.monotonic() + timeout
        while not (condition in self.capture() if isinstance(condition, str) else condition()):
            if time.monotonic() > end:
                raise TimeoutError(f"{condition!r} did not come in {timeout} s; the screen:\n{self.capture()}")
            time.sleep(0.005)

    def wait_until_idle(self, timeout: float = 10.0) -> None:
        """Wait until the program has stopped working on what was sent: its threads use next to no processor time."""
        quiet = 0
        pid = self.pid()
        used = _processor_time(pid)
        end = time.monotonic() + timeout
        while quiet < 2:
            if time.monotonic() > end:
                raise TimeoutError(f"still working after {timeout} s; the screen:\n{self.capture()}")
            time.sleep(0.015)
            before, used = used, _processor_time(pid)
            quiet = quiet + 1 if used - before < 400_000 else 0

    def _display(self, form: str) -> str:
        return self._tmux("display-message", "-p", form).strip()


def _processor_time(pid: int) -> int:
    """Nanoseconds that all threads of a process have run."""
    return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat"))


def _seen(line: str, style: dict[str, str]) -> list[Seen]:
    """The cells of a captured row; `style` is carried from row to row, as tmux does."""
    pieces = _SGR.split(line)
    cells: list[Seen] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            _obey(style, piece)
            continue
        full = tuple(f"{kind}={value}" for kind, value in sorted(style.items()))
        blank = (
            full if style.keys() & {"4", "7", "9"} else tuple(name for name in full if name.startswith("background"))
        )
        cells += [Seen(character, full if character != " " else blank) for character in piece]
    while cells and cells[-1] == Seen(" ", ()):
        cells.pop()
    return cells


def _obey(style: dict[str, str], parameters: str) -> None:
    codes = iter((parameters or "0").replace(":", ";").split(";"))
    for code in codes:
        number = int(code or 0)
        value = code
        if number in (38, 48):
            kind = next(codes)
            value = ";".join([kind, *(next(codes) for _ in range(1 if kind == "5" else 3))])
        if number == 0:
            style.clear()
        elif 30 <= number <= 38 or 90 <= number <= 97:
            style["foreground"] = value
        elif 40 <= number <= 48 or 100 <= number <= 107:
            style["background"] = value
        elif number == 39:
            style.pop("foreground", None)
        elif number == 49:
            style.pop("background", None)
        elif number == 22:
            style.pop("1", None)
            style.pop("2", None)
        elif 23 <= number <= 29:
            style.pop(str(number - 20), None)
        else:
            style[code] = ""
