"""Checking all files of a command line: by one process or several, told in order, with what many of them add up to."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from types import FrameType
from typing import TypeVar, cast

from tui.checking.chain import Chain, Look
from tui.checking.checker import Checker
from tui.checking.found import Search, Target, beside
from tui.checking.outcome import Outcome
from tui.checking.progress import Progress
from tui.checking.summary import MOST_LINES, Summary
from tui.checking.work import Item, Work
from tui.commands.streams import data, narrate
from tui.report_reading import UNREADABLE, reason_of

INTERRUPTED = 130
TERMINATED = 143

_HANDFUL = 24
"""So many files one process has checked before others have been started."""
_LOOKS_AT_ONCE = 100
_MOST_AT_ONCE = 16

T = TypeVar("T")
Doing = Callable[[Sequence[Item], int], Iterator[Look | Outcome]]


class Terminated(BaseException):
    """The program was asked to end."""


class Checking:
    """One run over the files of a command line.

    Args:
        names: The names on the command line.
        checker: Makes what checks a file, told whether there are many and whether to tell which files were taken.
        form: ``text``, ``json`` or ``github``.
        jobs: How many processes may be used.
        drafts_pass: Whether errors and queries of drafts leave the exit code 0.
        reports_only: Whether files that are named are passed over where they are no reports.
    """

    def __init__(
        self,
        names: Sequence[str],
        checker: Callable[[bool, bool], Checker],
        form: str,
        jobs: int,
        *,
        drafts_pass: bool = False,
        reports_only: bool = False,
    ) -> None:
        self._search = Search(names, reports_only=reports_only)
        self._targets = self._search.targets
        self._total = len(self._targets)
        self._many = len(names) > 1 or self._search.folders > 0 or reports_only
        self._reports_only = reports_only
        self._checker = checker(self._many, self._total <= _HANDFUL)
        self._jobs = min(jobs, self._total // _MOST_AT_ONCE + 1) if self._total > _HANDFUL else 1
        self._form = form
        self._narrate = teller(form)
        self._progress = Progress(self._total if self._total > _HANDFUL else 0, self._narrate, lines=form != "json")
        self._summary = Summary(drafts_pass=drafts_pass)
        self._others = 0
        """The files of folders that are no reports."""
        self._told_data = False

    def run(self) -> int:
        """Check everything; the exit code."""
        if not self._many:
            return self._run()
        with _terminable():
            try:
                return self._run()
            except (KeyboardInterrupt, Terminated) as stop:
                self._progress.clear()
                told = f"已中断：校验了{self._summary.files}个文件，一共{self._total}个。"
                self._narrate("\n".join([*self._summary.unread_lines, told]))
                return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED
            finally:
                # An error of the program's own is told below what was to be told before it.
                self._progress.clear()

    def _run(self) -> int:
        for folder, error in self._search.errors:
            self._summary.cannot_read(folder, reason_of(error))
        with self._doing() as doing:
            self._check(doing)
        self._progress.clear()
        self._end_data()
        return self._conclude()

    def _conclude(self) -> int:
        summary = self._summary
        if self._reports_only and not summary.files and not self._search.folders:
            return 0
        passed_over = [f"另有{self._others}个TOML文件不是报告，没有校验。"] if self._others else []
        passed_over += self._search.passed_over("没有校验")
        lines = list(summary.lines(self._search.folders > 0, passed_over)) if self._many else [summary.line]
        if found_none := self._search.folders > 0 and not summary.files:
            lines.append("文件夹里没有找到报告。请核对文件夹名；报告是后缀为 .toml 的文件。")
        self._narrate("\n".join(lines))
        if found_none:
            return UNREADABLE
        return UNREADABLE if summary.unread else int(summary.blocks)

    # Who does it

    @contextmanager
    def _doing(self) -> Iterator[Doing]:
        # What stands beside files that are named is looked at, and not checked.
        targets = [*self._targets, *(beside(self._targets) if self._total > _HANDFUL else ())]
        self._looked_at = len(targets) if self._many else 0
        work = Work(targets, self._checker, alone=not self._many)
        if self._jobs > 1:
            from tui.checking.processes import Processes, can_fork

            if can_fork():
                with Processes(work, work.died, self._jobs) as processes:
                    yield lambda items, size: (
                        each for chunk in processes.results(_chunks(items, size)) for each in chunk
                    )
                return
        yield lambda items, _: map(work, items)

    def _check(self, doing: Doing) -> None:
        self._progress.at(0, 0)
        looks = cast(Iterator[Look], doing([Item(number) for number in range(self._looked_at)], _LOOKS_AT_ONCE))
        chain = Chain(looks)
        reports = [number for number in range(self._total) if chain.may_be_report(number)]
        self._others = self._total - len(reports)
        size = max(1, min(_MOST_AT_ONCE, len(reports) // (4 * self._jobs)))
        items = [Item(number, chain.candidates(number)) for number in reports]
        for number, outcome in zip(reports, doing(items, size), strict=True):
            self._tell(self._targets[number], cast(Outcome, outcome))

    # What is told

    def _tell(self, target: Target, outcome: Outcome) -> None:
        self._summary.take(target.name, outcome)
        # What cannot be read is told at the end, where it is not lost among the findings.
        later = outcome.unread and self._many and self._summary.unread <= MOST_LINES
        if outcome.told and not later:
            self._progress.tell(outcome.told)
        if outcome.data:
            self._put(outcome.data)
        self._progress.at(self._summary.files + self._others, self._summary.doubtful)

    def _put(self, text: str) -> None:
        if self._form == "json":
            from tui.commands.json_lines import BEGINNING, BETWEEN

            text = (BETWEEN if self._told_data else BEGINNING) + text
        self._told_data = True
        self._progress.put(text)

    def _end_data(self) -> None:
        if self._form == "json":
            from tui.commands.json_lines import EMPTY, END

            data(END if self._told_data else EMPTY)


def teller(form: str) -> Callable[[str], None]:
    """What tells the user lines besides the results of a form."""
    if form != "github":
        return narrate
    from tui.checking.github import harmless

    return lambda text: narrate(harmless(text))


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(items: Sequence[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


@contextmanager
def _terminable() -> Iterator[None]:
    """Let the signal to end raise `Terminated` here; the next one ends the process at once."""
    import signal

    def stop(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Terminated

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:
        # Only the main thread is sent signals.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
