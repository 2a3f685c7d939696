"""The terminal's driver."""

import os
import select
import signal
import termios
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tui.terminal.decoder import Decoder
from tui.terminal.device import LEAVE, attributes, is_in_foreground, open_without_waiting, set_attributes
from tui.terminal.key_parser import KeyParser
from tui.terminal.messages import EncodingProblem, ReadsAgain
from tui.terminal.writer import Writer

_OTHER_SCREEN = "\x1b[?1049h"
_ENTER = "\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
_READ = 65536
# A GBK character cut in two arrives whole within less.
_CHARACTER_WITHIN = 0.5
_MILLISECONDS = 1000


class TerminalDriver(LinuxDriver):
    """Reads the terminal in a thread and writes to it from the event loop; neither ever waits for the other.

    The stock driver starts a coroutine on the event loop for every key, only to put it into the application's queue.
    Its thread for input reads for ever, at full speed, from a terminal that is gone (textual #6690), ends with a
    traceback at a byte that is not UTF-8 (#6456), and its thread for output blocks the loop (#6692).
    """

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._writer: Writer | None = None
        self._awake: tuple[int, int] | None = None
        self._decoder = Decoder()
        self._stopped = threading.Event()
        """Whether somebody else had the terminal since it was last read."""

    def learn_encoding(self, utf8: bool) -> None:
        """Take what the terminal sends for UTF-8, or for something else, from now on."""
        self._decoder.sends_utf8 = utf8

    # Output

    @property
    def behind(self) -> bool:
        """Whether the terminal has not yet taken what was written: the time to paint nothing."""
        return self._writer is not None and self._writer.behind

    def write(self, data: str) -> None:
        """Write without waiting; to be called in the event loop."""
        if self._writer is not None:
            self._writer.write(data)

    def write_bytes(self, data: bytes) -> None:
        """Write text in an encoding of its own."""
        if self._writer is not None:
            self._writer.write_bytes(data)

    def abandon(self) -> None:
        """Give the terminal back at once, without waiting for it; may be called at any time, but nothing follows it."""
        if self._writer is not None and not self._writer.resting and is_in_foreground(self.fileno):
            self._writer.abandon()
            set_attributes(self.fileno, self.attrs_before)

    # From beginning to end

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._writer = Writer(open_without_waiting(1), self._reads_again, hang_up)
        self.attrs_before = attributes(self.fileno)
        signal.signal(signal.SIGWINCH, lambda *_: self._loop.call_soon_threadsafe(self._tell_size))
        self._enter(_OTHER_SCREEN + _ENTER)
        self._awake = os.pipe()
        self._key_thread = threading.Thread(target=self._run_input_thread, name="terminal-input", daemon=True)
        self._key_thread.start()
        self._request_terminal_sync_mode_support()

    def _enter(self, sequences: str) -> None:
        set_attributes(self.fileno, self._raw())
        self._tell_size()
        self.write(sequences)
        self._enable_mouse_support()

    def _raw(self) -> list[Any] | None:
        raw = attributes(self.fileno)
        if raw is not None:
            raw[0] = self._patch_iflag(raw[0])
            raw[3] = self._patch_lflag(raw[3])
            raw[6][termios.VMIN] = 1
        return raw

    def disable_input(self) -> None:
        """Read no more; what was typed and not read is dropped."""
        if self._awake is None or self._key_thread is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self.exit_event.set()
        self._wake()
        self._key_thread.join()
        self.exit_event.clear()
        for end in self._awake:
            os.close(end)
        self._awake = None
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def _wake(self) -> None:
        if self._awake is not None:
            os.write(self._awake[1], b"\0")

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.write(LEAVE)
        self.disable_input()
        set_attributes(self.fileno, self.attrs_before)

    def close(self) -> None:
        """Let the terminal take what was written, but not wait for one that has stopped."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    # Stopped and continued by a shell

    def _sigtstp_application(self, *_: object) -> None:
        if has_job_control():
            self._loop.call_soon_threadsafe(self._stop)

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._continue)

    def _stop(self) -> None:
        """Stop with the terminal given back; the stock driver waits for its threads first, and may never end that."""
        if self._writer is not None:
            self._writer.rest()
            set_attributes(self.fileno, self.attrs_before)
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self) -> None:
        """Take the terminal over again, in the size it has now, or stop again in the background."""
        if self._writer is None:
            return
        if not is_in_foreground(self.fileno):
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        # Stopped by SIGSTOP it could not leave the other screen; entered twice, it would forget where the cursor was.
        sequences = _OTHER_SCREEN + _ENTER if self._writer.resting else _ENTER
        self._writer.resume()
        self._enter(sequences)
        self._stopped.set()
        self._wake()
        self.send_message(self.SignalResume())

    # Input

    def send_message(self, message: Message) -> None:
        """Put a message into the application's queue; called by any thread."""
        self._app.post_message(message)

    def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self.send_message(events.Resize(size, size))

    def _reads_again(self) -> None:
        self.send_message(ReadsAgain())

    def _run_input_thread(self) -> None:
        """End the application if its input fails; stock Textual prints a traceback, with the values of variables."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read what the terminal sends until `disable_input`; the end of the input is a hang-up (textual #6690)."""
        assert self._awake is not None
        parser, decoder = KeyParser(self._debug), self._decoder
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(self._awake[0], select.POLLIN)
        while not self.exit_event.is_set():
            patience = _CHARACTER_WITHIN if decoder.may_expire else parser.patience
            ready = dict(poll.poll(None if patience is None else patience * _MILLISECONDS + 1))
            if self._awake[0] in ready:
                os.read(self._awake[0], 1)
            if self._stopped.is_set():
                self._stopped.clear()
                # Whatever had begun, its end went to somebody else.
                decoder.break_off()
                self._process(parser.break_off())
            if self.fileno in ready:
                data = self._read()
                if not data:
                    hang_up()
                    return
                text, dropped = decoder.decode(data)
                if dropped:
                    self.send_message(EncodingProblem())
            else:
                text = decoder.expire()
            if text:
                self._process(parser.feed(text))
            self._process(parser.tick())

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _READ)
        except OSError:
            return b""


def hang_up() -> None:
    """Do what happens when the line is cut: the kernel tells some processes only by the end of their input.

    The signal is sent to the main thread, which may be blocked.
    """
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGHUP)


def has_job_control() -> bool:
    """Whether a shell can continue this process after it has stopped: not without one, as in `ssh -t host nianbao`."""
    try:
        return os.getpgrp() != os.getsid(0)
    except OSError:
        return False
