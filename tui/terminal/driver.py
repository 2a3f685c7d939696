"""The terminal's driver."""

import os

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal.device import LEAVE, is_in_foreground, open_without_waiting, set_attributes, write_over
from tui.terminal.key_parser import KeyParser


class TerminalDriver(LinuxDriver):
    """Hands what the terminal says to the application without a detour.

    The stock driver starts a coroutine on the event loop for every key, only to put it into the application's queue:
    one turn of the loop more.
    """

    def send_message(self, message: Message) -> None:
        """Put a message into the application's queue; called by the input thread."""
        self._app.post_message(message)

    def run_input_thread(self) -> None:
        """Read what the terminal sends with our parser in place of Textual's, which the driver has no setting for."""
        vars(linux_driver)["XTermParser"] = KeyParser
        super().run_input_thread()

    def abandon(self) -> None:
        """Give the terminal back at once, without waiting for it; nothing may be written afterwards."""
        if self._writer_thread is not None and is_in_foreground(self.fileno):
            output = open_without_waiting(1)
            write_over(output, LEAVE)
            set_attributes(self.fileno, self.attrs_before)
            os.close(output)
