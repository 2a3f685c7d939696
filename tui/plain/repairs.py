"""Likely wrong figures, told after the row that brought them to light, and what takes the repair."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui import repair_words as words
from tui.plain.answers import Command
from tui.session import Session

if TYPE_CHECKING:
    from schema.checks.locator import Located


class RepairTeller:
    """Tells each once; only the one told last is taken."""

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        self._session = session
        self._say = say
        self._told: list[Located] = []
        self._last: Located | None = None

    def tell(self) -> None:
        """Tell what the figures as they stand have brought to light."""
        found = self._session.located()
        for located in found:
            if located not in self._told and not self._session.read_only:
                self._tell(located)
        self._told = list(found)

    def _tell(self, located: "Located") -> None:
        self._say(f"{words.told(located)}。输入{Command.REPAIR.value}采纳。")
        self._told.append(located)
        self._last = located

    def take(self) -> None:
        """Make the repair told last, as one step of undo; where that is none any more, another is told first."""
        if self._session.read_only:
            self._say(self._session.read_only)
            return
        found = self._session.located()
        last, self._last = self._last, None
        if last is not None and any(each.repairs == last.repairs for each in found):
            self._session.edit_many({repair.place: repair.proposed for repair in last.repairs})
            self._say(f"已改：{last.words.partition('，可使')[0]}。可以用{Command.UNDO.value}撤销。")
        elif found:
            self._tell(found[0])
        else:
            self._say(words.nothing(self._session))
