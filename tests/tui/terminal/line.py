"""The wizard on a line of its own: one that can be cut, stall, stop it, and send anything."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.pty_program import PtyProgram
from tests.tui.terminal.emulator import Emulator

ROOT = Path(__file__).parent.parent.parent.parent
SAMPLE = ROOT / "sample_reports" / "suqian-2023.toml"
WITHOUT_LEADING = ["sh", "-c", 'trap "" HUP; "$@"; exit $?', "sh"]
"""Runs a command so that the kernel sends its hang-up to a shell that ignores it, as under some wrappers."""
IGNORING_HANG_UPS = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh"]
UP, DOWN, NEXT, SAVE, REDRAW, LEAVE = "\x1b[A", "\x1b[B", "\x1b[19~", "\x13", "\x0c", "\x1b[21~"


def until(condition: Callable[[], object], within: float = 10.0) -> float:
    """Seconds until a condition holds. Raises TimeoutError."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > within:
            raise TimeoutError(f"not within {within} s")
        time.sleep(0.002)
    return time.monotonic() - begun


class Cuttable(PtyProgram):
    """A program whose line can be cut."""

    def send(self, keys: str | bytes) -> None:
        """Write keys without reading what the program answers."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def cut(self) -> None:
        """Close the terminal."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)

    def status(self, within: float = 10.0) -> int:
        """The exit status of the program, once it has ended; what it writes meanwhile is not read."""
        until(lambda: self._process.poll() is not None, within)
        assert self._process.returncode is not None
        return self._process.returncode


class Line(Cuttable):
    """`nianbao edit` on a copy of a sample, at the first page.

    Args:
        folder: Where the copy is made.
        wrapper: A command that runs the one behind it.
    """

    def __init__(
        self, folder: Path, wrapper: list[str] | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self.report = Path(shutil.copy(SAMPLE, folder / "report.toml"))
        command = [*(wrapper or []), sys.executable, "-m", "tui.cli", "edit", str(self.report)]
        super().__init__(command, {"PYTHONPATH": str(ROOT), **(environment or {})})

    def ready(self) -> "Line":
        """Wait until the first page stands and nothing more is written."""
        self.first_paint("封面")
        self.read_until_quiet()
        return self

    def written(self) -> int:
        """How many bytes the wizard has written, to the terminal or elsewhere."""
        return int(Path(f"/proc/{self.wizard()}/io").read_text().split()[3])

    def stall(self, keys: str) -> None:
        """Send keys until the terminal takes nothing more of what the wizard answers."""
        before = -1
        while (written := self.written()) != before:
            before = written
            self.send(keys)
            self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until the wizard has nothing to do: none of its threads runs, or waits for a processor."""
        pid = self.wizard()
        used = -1.0
        while (now := processor_seconds(pid)) - used > 0.0005 or not sleeps(pid):
            used = now
            time.sleep(0.03)

    def wizard(self) -> int:
        """The process id of the wizard, behind whatever wraps it."""
        pid = self.pid
        while children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            pid = int(children[0])
        return pid

    def screen(self) -> list[str]:
        """What a full repaint shows, row by row."""
        return shown(self.press(REDRAW, quiet=0.3).data)


def shown(*outputs: bytes, size: tuple[int, int] = (80, 24)) -> list[str]:
    """The rows of a terminal after some output, which begins with a full repaint."""
    terminal = Emulator(*size)
    terminal.feed(b"".join(outputs).decode().replace("\r\n", "\n"))
    return ["".join(text for text, _ in row).rstrip() for row in terminal.rows]


def processor_seconds(pid: int) -> float:
    """How long all threads of a process have run; NaN when it has ended."""
    try:
        return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9
    except OSError:
        return float("nan")


def sleeps(pid: int) -> bool:
    """Whether every thread of a process waits for something to happen."""
    states = (path.read_text().rpartition(")")[2].split()[0] for path in Path(f"/proc/{pid}/task").glob("*/stat"))
    return all(state == "S" for state in states)
