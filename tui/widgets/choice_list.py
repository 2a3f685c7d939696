"""A few choices, one of them selected, without a screen."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.widgets.command_keys import broken
from tui.widgets.line_widget import Run

_MOST_DIGITS = 9
_STEPS = {"up": -1, "left": -1, "shift+tab": -1, "down": 1, "right": 1, "tab": 1}


class Choice(NamedTuple):
    """One answer: what it is to the program and what it says to the user."""

    key: str
    label: str


class ChoiceList:
    """Choices one under the other; the first is selected.

    Args:
        choices: The choices.
        digits: Whether a digit takes a choice.
    """

    def __init__(self, choices: Sequence[Choice], *, digits: bool = True) -> None:
        self.choices = tuple(choices)
        self.selected = 0
        self.digits = min(len(self.choices), _MOST_DIGITS) if digits else 0

    def move(self, command: str) -> bool:
        """Select another choice, round in a circle; False for a command that does not move."""
        if not self.choices:
            return False
        if command in ("home", "end"):
            self.selected = 0 if command == "home" else len(self.choices) - 1
        elif (step := _STEPS.get(command)) is not None:
            self.selected = (self.selected + step) % len(self.choices)
        else:
            return False
        return True

    def chosen(self, command: str) -> Choice | None:
        """The choice that Enter or its digit takes; None for any other command."""
        if command == "enter":
            return self.choices[self.selected] if self.choices else None
        if len(command) == 1 and "1" <= command <= "9" and int(command) <= self.digits:
            return self.choices[int(command) - 1]
        return None

    def rows(self, width: int) -> list[tuple[int, Run]]:
        """Every line of at most `width` cells, with the index of the choice it belongs to."""
        rows: list[tuple[int, Run]] = []
        for index, choice in enumerate(self.choices):
            selected = index == self.selected
            digit = str(index + 1) if index < self.digits else " "
            for number, line in enumerate(broken(choice.label, width - 4)):
                head = f"{'>' if selected else ' '} {digit} " if number == 0 else "    "
                rows.append((index, (head + line, "focused" if selected else "normal")))
        return rows
