"""What the processes that check do with one file: look at it, or check it."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.checking.chain import Look, look
from tui.checking.checker import Checker
from tui.checking.found import Target
from tui.checking.outcome import Outcome


class Item(NamedTuple):
    """One file to look at or to check. Files go by number: every process knows their names."""

    number: int
    candidates: Sequence[int] | None = None
    """The files that may be last year's report, where it is to be checked."""


class Work:
    """Does one item after the other; an error of the program's own at one does not stop the others.

    Args:
        targets: All files.
        checker: What checks one.
        alone: Whether there is one file only, so that such an error is raised.
    """

    def __init__(self, targets: Sequence[Target], checker: Checker, *, alone: bool = False) -> None:
        self._targets = targets
        self._checker = checker
        self._alone = alone
        self._recorded = False

    def __call__(self, item: Item) -> Look | Outcome:
        """What a file looks like, or what checking it came to."""
        target = self._targets[item.number]
        if item.candidates is None:
            return look(target)
        try:
            return self._checker.check(target, [self._targets[each].name for each in item.candidates])
        except Exception as error:
            if self._alone:
                raise
            return self._checker.unreadable(target.name, f"没有校验完。{self._record(error)}")

    def _record(self, error: Exception) -> str:
        """What is said of an error; the first is written down, for the others will be its like."""
        from tui.commands.crash import record

        told = "程序内部出错。" if self._recorded else record(error)
        self._recorded = True
        return told

    def died(self, item: Item) -> Look | Outcome:
        """What stands for a file at which a process died twice."""
        if item.candidates is None:
            return True
        reason = "校验它的进程两次中断，没有校验完。可能是内存不够，请单独校验这个文件。"
        return self._checker.unreadable(self._targets[item.number].name, reason)
