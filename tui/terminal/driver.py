"""The terminal's driver."""

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

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
