"""Keys and pastes one after another, each finished before the next is looked at.

Stock Textual reorders what was typed ahead (textual #6605): a printable key goes straight to the focused widget, a key
bound to an action first travels through the queues of the widget, its ancestors, the screen and the application, and a
change of focus waits at the end of the application's queue. After a stall of the line `12⇥34` ends in one field.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Protocol, cast, runtime_checkable

from textual import events
from textual._callback import invoke
from textual._context import active_message_pump
from textual.dom import DOMNode
from textual.message_pump import MessagePump

Input = events.Key | events.Paste

# A node that is stuck must not silence the keyboard for ever.
_PATIENCE = 1.0
_ROUNDS = 10


@runtime_checkable
class KeyTarget(Protocol):
    """A widget that takes keys by a call instead of by a message while it has the focus."""

    def press(self, event: events.Key) -> bool | Awaitable[bool]:
        """Act on a key; false leaves it to the bindings, from the widget's own to the application's."""

    def paste(self, text: str) -> Awaitable[None] | None:
        """Take pasted text, as the terminal sent it."""


@cache
def _takes_keys(widget_class: Hashable) -> bool:
    return isinstance(widget_class, type) and issubclass(widget_class, KeyTarget)


def key_target(widget: MessagePump) -> KeyTarget | None:
    """The widget itself, if it is a `KeyTarget`."""
    return cast(KeyTarget, widget) if _takes_keys(type(widget)) else None


@contextmanager
def acting_as(pump: MessagePump) -> Iterator[None]:
    """Run code as if the message loop of `pump` ran it, so that what it posts is its own and bubbles."""
    token = active_message_pump.set(pump)
    try:
        yield
    finally:
        active_message_pump.reset(token)


class OrderedKeys(MessagePump):
    """Mix into a stock widget, before it, to make it a `KeyTarget` with the handlers it has.

    `class ProseEditor(OrderedKeys, TextArea)`.
    """

    async def press(self, event: events.Key) -> bool:
        """Run the widget's own key handlers now."""
        await self._handle_now(event)
        return event._stop_propagation or event._no_default_action

    async def paste(self, text: str) -> None:
        """Run the widget's own paste handlers now."""
        await self._handle_now(events.Paste(text))

    async def _handle_now(self, event: Input) -> None:
        for _class, handler in self._get_dispatch_methods(event.handler_name, event):
            await invoke(handler, event)


class KeyOrder:
    """Lets the next key in when all that followed from the last one has happened.

    Finished means: the key's handlers and bindings have returned, and every message they posted along the way from the
    focused widget to the application has been handled, with the focus and the screen come to rest.

    Args:
        application: Whose message loop handles the keys.
        handle: Handles one key or paste.
        receiver: The node that gets the next key: the focused widget, or the screen.
    """

    def __init__(
        self,
        application: MessagePump,
        handle: Callable[[Input], Awaitable[None]],
        receiver: Callable[[], DOMNode | None],
    ) -> None:
        self._application = application
        self._handle = handle
        self._receiver = receiver
        self._waiting: deque[Input] = deque()
        self._received: DOMNode | None = None
        self._finished = True
        self._settling: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def waiting(self) -> bool:
        """Whether a key waits for the one before it."""
        return bool(self._waiting)

    async def take(self, event: Input) -> None:
        """Handle a key, or keep it until it is its turn."""
        self._waiting.append(event)
        await self._next()

    def again(self, event: Input) -> None:
        """Let a key or paste be handled once more, before any other and by what has the focus then."""
        self._waiting.appendleft(event)

    def settle(self) -> None:
        """See whether the last key is finished; called when its effects have been painted, or when a key waits."""
        if not self._finished and self._settling is None:
            self._settling = asyncio.create_task(self._settle())

    async def join(self) -> None:
        """Wait until every key that has reached the application is finished; not to be called by its message loop."""
        await _reached(self._application)
        self.settle()
        await self._idle.wait()

    async def _next(self) -> None:
        if self._waiting and self._finished:
            self._finished = False
            self._idle.clear()
            self._received = self._receiver()
            await self._handle(self._waiting.popleft())
        if self._waiting:
            self.settle()

    async def _settle(self) -> None:
        receiver = self._received
        for _ in range(_ROUNDS):
            for node in receiver.ancestors_with_self if receiver is not None else ():
                if node is not self._application:
                    await _reached(node)
            # A handler may ask for the focus, which the application grants at the end of its queue.
            await _reached(self._application)
            await _reached(self._application)
            before, receiver = receiver, self._receiver()
            if receiver is before:
                break
        self._application.call_later(self._done)

    async def _done(self) -> None:
        self._finished = True
        self._settling = None
        if self._waiting:
            await self._next()
        else:
            self._idle.set()


async def _reached(node: MessagePump) -> None:
    """Wait until a node has handled everything that is in its queue now."""
    reached = asyncio.get_running_loop().create_future()
    if node.call_later(lambda: None if reached.done() else reached.set_result(None)):
        await asyncio.wait([reached], timeout=_PATIENCE)
