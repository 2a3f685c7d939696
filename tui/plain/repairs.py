"""Likely wrong figures, told after the row that brought them to light, and what takes the repair."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui import repair_words as words
from tui.plain.answers import Command
from tui.session import Session

if TYPE_CHECKING:
    from schema.checks.locator import Located


class RepairTeller:
    """Tells each once; none is taken that was not told."""

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        self._session = session
        self._say = say
        self._told: list[Located] = []

    def tell(self) -> None:
        """Tell what the figures as they stand have brought to light."""
        found = self._session.located()
        for located in found:
            if located not in self._told and not self._session.read_only:
                self._say(f"很可能填错：{located.words}。输入{Command.REPAIR.value}采纳。")
        self._told = found

    def take(self) -> None:
        """Make the repair told last, as one step of undo; what was not told yet is told first."""
        if self._session.read_only:
            self._say(self._session.read_only)
            return
        found = [each for each in self._session.located() if each in self._told]
        if found:
            self._session.edit_many({repair.place: repair.proposed for repair in found[-1].repairs})
            self._say(f"已改：{found[-1].words.partition('，可使')[0]}。可以用{Command.UNDO.value}撤销。")
        elif self._session.located():
            self.tell()
        else:
            self._say(words.nothing(self._session))
