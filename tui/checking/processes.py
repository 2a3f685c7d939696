"""Work done by several processes, its results in order; a process that dies takes nothing with it."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_QUEUED = 2
"""How many chunks a process has at a time: one to work at, one to go on with."""
_AHEAD = 4
"""How many chunks a process may be ahead of what is printed: so much is held in memory."""
_BETWEEN_COLLECTIONS = 8
"""Chunks: hardly anything in a check is in a circle."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def can_fork() -> bool:
    """Whether this system starts processes with what this one has read."""
    return "fork" in get_all_start_methods()


class Processes(Generic[Item, Result]):
    """Some processes that do the same work; a context manager, at whose end none is left.

    Args:
        work: Done in the processes. It must not raise, and what it is given and returns must be small: both are sent
            through pipes.
        died: What stands in for the result of an item at which a process died twice.
        count: How many.
    """

    def __init__(self, work: Callable[[Item], Result], died: Callable[[Item], Result], count: int) -> None:
        self._work = work
        self._died = died
        self._count = count
        self._workers: list[_Worker[Item, Result]] = []

    def __enter__(self) -> "Processes[Item, Result]":
        for _ in range(self._count):
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def _start(self) -> "_Worker[Item, Result]":
        worker = _Worker(self._work, [each.connection for each in self._workers])
        self._workers.append(worker)
        return worker

    def results(self, chunks: Iterable[Sequence[Item]]) -> Iterator[list[Result]]:
        """The results of every chunk, in order; few chunks are ahead of the one asked for."""
        source = enumerate(chunks)
        ready: dict[int, list[Result]] = {}
        number, last = 0, -1
        exhausted = False
        while True:
            for worker in self._idle(exhausted):
                if last - number >= self._count * _AHEAD:
                    break
                if (task := next(source, None)) is None:
                    exhausted = True
                    break
                last = task[0]
                worker.give(*task)
            while number in ready:
                yield ready.pop(number)
                number += 1
            if exhausted and number > last:
                return
            if number in ready or not any(worker.tasks for worker in self._workers):
                continue
            for connection in wait([worker.connection for worker in self._workers if worker.tasks]):
                worker = next(each for each in self._workers if each.connection is connection)
                ready.update(self._taken(worker))

    def _idle(self, exhausted: bool) -> Iterator["_Worker[Item, Result]"]:
        for room in range(_QUEUED if not exhausted else 0):
            for worker in list(self._workers):
                if len(worker.tasks) <= room:
                    yield worker

    def _taken(self, worker: "_Worker[Item, Result]") -> dict[int, list[Result]]:
        """The results of a process's next chunk, or of all that it had where it has died."""
        with suppress(EOFError, OSError):
            number, results = worker.take()
            return {number: results}
        tasks = list(worker.tasks)
        self._workers.remove(worker)
        worker.end()
        self._start()
        return {number: [self._again(item) for item in chunk] for number, chunk in tasks}

    def _again(self, item: Item) -> Result:
        """An item by itself, in a process that may die of it."""
        worker = _Worker(self._work, [each.connection for each in self._workers])
        try:
            worker.give(0, [item])
            return worker.take()[1][0]
        except (EOFError, OSError):
            return self._died(item)
        finally:
            worker.end()


class _Worker(Generic[Item, Result]):
    def __init__(self, work: Callable[[Item], Result], others: "list[Connection]") -> None:
        context = get_context("fork")
        self.connection, theirs = context.Pipe()
        self.tasks: deque[tuple[int, Sequence[Item]]] = deque()
        # A signal must not find the new process before it has its own way with signals.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            self._process = ForkProcess(target=_serve, args=(work, theirs, [*others, self.connection]), daemon=True)
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def give(self, number: int, chunk: Sequence[Item]) -> None:
        """Hand over a chunk."""
        self.tasks.append((number, chunk))
        # One that has died is found out when its results are awaited.
        with suppress(OSError):
            self.connection.send(chunk)

    def take(self) -> tuple[int, list[Result]]:
        """The results of the chunk handed over first. Raises EOFError and OSError where the process has died."""
        results = self.connection.recv()
        return self.tasks.popleft()[0], results

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _serve(work: Callable[[Item], Result], connection: "Connection", others: "list[Connection]") -> None:
    """Work until nobody asks any more; the user's interruption is the first process's to answer."""
    import gc

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    # With another's end open here, no process would learn that the first one has gone.
    for other in others:
        other.close()
    gc.freeze()
    gc.disable()
    with suppress(EOFError, OSError):
        for number in count(1):
            connection.send([work(item) for item in connection.recv()])
            if number % _BETWEEN_COLLECTIONS == 0:
                gc.collect()
