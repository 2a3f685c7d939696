"""The base of our application: Textual made fast over a bad line, with the keys in order."""

import os
from typing import Any, ClassVar

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, RenderableType
from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._callback import invoke
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import ReturnType
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from tui.collector import collect_again
from tui.terminal.ambiguous_width import ProbingApp
from tui.terminal.endings import Endings
from tui.terminal.frame import FrameWriter
from tui.terminal.key_order import KeyOrder, acting_as, key_target
from tui.terminal.messages import EncodingProblem, ReadsAgain
from tui.terminal.no_color import leave_default_colors

FULL_REPAINT = "NIANBAO_FULL_REPAINT"
"""Set this variable to 1 to send what stock Textual sends."""

# Textual waits for 1/120 s, lest a window dragged larger is laid out for every size on the way.
_RESIZED_WITHIN = 0.05

# A frame that fits one network packet arrives whole; only longer ones need the terminal to hold them back.
_SYNCHRONIZED_FROM = 1200


class TerminalApp(ProbingApp[ReturnType], inherit_bindings=False):
    """An application that sends only what changed and handles keys strictly in the order they arrive.

    The focused widget takes keys directly if it is a `KeyTarget`; a widget with a `caret` (an `Offset` on the screen or
    None) says where the terminal's hidden cursor is parked, which input method windows and screen readers follow.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    # Stock Textual quits at once on Ctrl+Q and explains itself in English on Ctrl+C.
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: it must work in modal screens too.
        Binding("ctrl+l", "redraw", show=False, system=True, priority=True)
    ]

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.theme = "ansi-dark"
        leave_default_colors(self._filters)
        self._disable_tooltips = True
        if os.environ.get(FULL_REPAINT) != "1":
            self._frame_writer = FrameWriter(self._colors(), adapting=self.room_for_ambiguous == 2)
        self.key_order = KeyOrder(self, self._handle_input, self._receiver)
        self._painted = False
        self._completing = False
        self._owed = False
        """Whether something was not painted because the terminal was behind."""

    def run(self, *, mouse: bool = False, **arguments: Any) -> ReturnType | None:
        """Run the application; without the mouse, so that the terminal's own select and copy keep working.

        An exception that ended it is raised when the terminal is as it was before. A signal, or the end of the
        terminal, ends the process with `last_words`.
        """
        endings = Endings(self.last_words, self._restore_terminal)
        endings.install()
        try:
            result = super().run(mouse=mouse, **arguments)
        finally:
            endings.remove()
        if self._exception is not None:
            raise self._exception
        return result

    def last_words(self) -> str:
        """Called by the handler of a signal that ends the process: make safe what is not, and say so in one line.

        It runs between any two steps of the program, the event loop's included, and nothing else runs after it.
        """
        return ""

    def encoding_problem(self) -> None:
        """Called when the terminal has sent bytes that are not UTF-8; they reach no widget."""

    def _on_encoding_problem(self, _message: EncodingProblem) -> None:
        self.encoding_problem()

    def _restore_terminal(self) -> None:
        driver: Any = self._driver
        if hasattr(driver, "abandon"):
            driver.abandon()

    def _fatal_error(self) -> None:
        """End without stock Textual's traceback, which shows the values of variables, the report's among them."""
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """End without printing anything; `run` raises what happened."""
        self._close_messages_no_wait()

    def after_first_paint(self) -> None:
        """Called once, when the first frame is on its way: the time to import what the first frame did not need."""
        collect_again()

    def action_redraw(self) -> None:
        """Paint the whole screen anew, whatever the terminal shows, and may have been set to meanwhile."""
        if self.encoding_suspect:
            self.ask_terminal()
        if self._frame_writer is not None:
            self._frame_writer.invalidate()
        self.screen.refresh()

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this platform, or ours in its place."""
        driver_class = super().get_driver_class()
        if driver_class.__name__ != "LinuxDriver":
            return driver_class
        from tui.terminal.driver import TerminalDriver

        return TerminalDriver

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes in order; forget the painted frame when the terminal has changed."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.key_order.take(event)
            return
        if isinstance(event, events.Resize) and self._frame_writer is not None:
            self._frame_writer.invalidate()
            self._complete_soon()
        await super().on_event(event)

    def _complete_soon(self) -> None:
        if not self._completing:
            self._completing = True
            self.set_timer(_RESIZED_WITHIN, self._complete_frame)

    def _complete_frame(self) -> None:
        """Paint what a resize left unpainted: all of it, when the terminal came back to the size it had.

        A frame of the size before may come late, and write over one of the new size.
        """
        self._completing = False
        writer = self._frame_writer
        if writer is None or self.is_headless or not self.screen_stack or self._is_behind():
            return
        if writer.is_complete(*self.size):
            return
        self.screen.refresh()
        self._complete_soon()

    def _on_load(self) -> None:
        self.app_resume_signal.subscribe(self, lambda _app: self.action_redraw())

    # Keys

    async def _handle_input(self, event: events.Key | events.Paste) -> None:
        if isinstance(event, events.Key) and not self.app_focus:
            self.app_focus = True
        focused = self.focused
        target = key_target(focused) if focused is not None else None
        if focused is None or target is None:
            await super().on_event(event)
        elif isinstance(event, events.Paste):
            with acting_as(focused):
                await invoke(target.paste, event.text)
        elif not await self._check_bindings(event.key, priority=True):
            with acting_as(focused):
                handled = await invoke(target.press, event)
            if handled:
                self._paint_now(focused)
            else:
                await self._check_bindings(event.key)

    def pass_on(self, event: events.Key | events.Paste) -> None:
        """Give a key or paste to what has the focus when all that follows from it has happened."""
        self.key_order.again(event)

    def _receiver(self) -> DOMNode | None:
        return (self.focused or self.screen) if self.screen_stack else None

    # Painting

    def _paint_now(self, widget: Widget) -> None:
        """Paint what a key has changed in a widget, without the round through its queue, the screen's and a timer.

        While more keys wait, Textual's own way is better: it paints several in one frame.
        """
        screen = widget.screen
        later = widget._layout_required or widget._scroll_required or self.message_queue_size or self.key_order.waiting
        if widget._repaint_required and not later and screen is self.screen:
            widget._repaint_required = False
            with acting_as(screen):
                screen._dirty_widgets.add(widget)
                screen._on_timer_update()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send the difference to what is on the terminal instead of the whole update."""
        writer = self._frame_writer
        if self._is_behind():
            self._owed = True
        elif writer is None or not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super()._display(screen, renderable)
        else:
            if self._shows_frames():
                self._send(writer.paint(renderable, self._cursor()))
            self.post_display_hook()
        if renderable is not None:
            self.key_order.settle()
            if not self._painted:
                self._painted = True
                self.call_later(self.after_first_paint)

    def _on_reads_again(self, _message: ReadsAgain) -> None:
        """Paint at once all that has changed since the last frame that the terminal took."""
        if self._owed and self.screen_stack:
            self._owed = False
            self.screen.refresh()
            self._complete_soon()

    def _is_behind(self) -> bool:
        """Whether the terminal has still to take what was written; what is painted meanwhile is dropped."""
        return getattr(self._driver, "behind", False)

    def _shows_frames(self) -> bool:
        return (
            self._running and not (self._closed or self._batch_count or self.is_headless) and self._driver is not None
        )

    def _send(self, sequences: str) -> None:
        if not sequences or self._driver is None:
            return
        if self._sync_available and len(sequences) >= _SYNCHRONIZED_FROM:
            sequences = f"{SYNC_START}{sequences}{SYNC_END}"
        self._driver.write(sequences)
        self._driver.flush()

    def _set_pointer_shape(self, shape: str) -> None:
        """Send nothing about a mouse that is off: a terminal that does not know the sequence may show it as text."""

    def _cursor(self) -> tuple[int, int]:
        """Where the terminal's cursor belongs: on the caret of the focused widget.

        Stock Textual moves it only when an edit or a focus event sets `cursor_position`, so that it is stale on the
        first focus, in a modal and after scrolling (textual #6082).
        """
        focused = self.screen.focused
        caret: Offset | None = getattr(focused, "caret", None)
        if caret is None:
            caret = getattr(focused, "cursor_screen_offset", None)
        x, y = self.screen.outer_size.clamp_offset(self.cursor_position if caret is None else caret)
        return x, y

    def _colors(self) -> ColorSystem:
        return COLOR_SYSTEMS.get(self.console.color_system or "truecolor", ColorSystem.TRUECOLOR)
