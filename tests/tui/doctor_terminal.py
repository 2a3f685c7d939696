"""A terminal that answers as told, for a program or for the test itself to speak with."""

import os
import re
import select
import signal
import subprocess
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Self

from render.line_breaking import text_width
from tests.tui.command_line import command, environment

_PIECES = re.compile(rb"\x1b\[[0-9;?]*\$?[@-~]|[\r\n]|[^\x1b\r\n]+")


class Kind(NamedTuple):
    """How a terminal behaves."""

    encoding: str = "utf-8"
    ambiguous: int = 1
    mute: bool = False
    attributes: bool = True
    """Whether it tells its attributes, which some do not."""
    paste: bytes | None = b"2"
    size: tuple[int, int] = (80, 24)
    first: bytes = b""
    """What is typed in answer to the first question, before the answer."""


class FakeTerminal:
    """A pseudo-terminal with a thread at its far end, used as a context manager."""

    def __init__(self, kind: Kind = Kind()) -> None:  # noqa: B008
        self.kind = kind
        self.output = bytearray()
        self._typed = kind.first

    def __enter__(self) -> Self:
        self._far, self.near = os.openpty()
        termios.tcsetwinsize(self.near, self.kind.size[::-1])
        self.before = termios.tcgetattr(self.near)
        self._process: subprocess.Popen[bytes] | None = None
        self._ending = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._ending = True
        self._thread.join()
        os.close(self.near)
        os.close(self._far)

    def start(self, *arguments: str, folder: Path, code: str = "", **variables: str) -> None:
        """Run a command line on this terminal, after other code where that is given."""
        self._process = subprocess.Popen(
            command(*arguments, code=code),
            cwd=folder,
            env=environment(**{"TERM": "xterm", "LC_ALL": "C.UTF-8", **variables}),
            preexec_fn=lambda: os.login_tty(self.near),
        )

    def code(self) -> int:
        """Wait for the program's end and return its exit code."""
        assert self._process is not None
        code = self._process.wait(30)
        self.wait_for(lambda: not select.select([self._far], [], [], 0)[0])
        return code

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    def type(self, data: bytes) -> None:
        """Press keys."""
        os.write(self._far, data)

    @property
    def text(self) -> str:
        """What was written, without control sequences."""
        return re.sub(r"\x1b\[[0-9;?]*\$?[@-~]|\r", "", self.output.decode("utf-8", "replace"))

    def restored(self) -> bool:
        """Whether the terminal's attributes are as they were."""
        return termios.tcgetattr(self.near) == self.before

    def wait_for(self, condition: str | Callable[[], object]) -> None:
        """Wait until a text has been written, or until a function says yes."""
        end = time.monotonic() + 20
        while not (condition in self.text if isinstance(condition, str) else condition()):
            assert time.monotonic() < end, f"{condition!r} did not come:\n{self.text}"
            time.sleep(0.005)

    def _serve(self) -> None:
        column = 1
        while not self._ending:
            if not select.select([self._far], [], [], 0.02)[0]:
                continue
            data = os.read(self._far, 65536)
            self.output += data
            for piece in _PIECES.findall(data):
                column = self._obey(piece, column)

    def _obey(self, piece: bytes, column: int) -> int:
        answers = {b"\x1b[6n": b"\x1b[5;%dR" % column}
        if self.kind.attributes:
            answers[b"\x1b[c"] = b"\x1b[?62;4c"
        if self.kind.paste is not None:
            answers[b"\x1b[?2004$p"] = b"\x1b[?2004;%b$y" % self.kind.paste
        if piece in answers and not self.kind.mute:
            os.write(self._far, self._typed + answers[piece])
            self._typed = b""
        if piece in b"\r\n":
            return 1
        if piece.startswith(b"\x1b"):
            return column
        return column + text_width(piece.decode(self.kind.encoding, "replace"), self.kind.ambiguous)
