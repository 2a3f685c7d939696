"""What the lines under a page say."""

from typing import NamedTuple

Run = tuple[str, str]
"""A text and the name of its style."""


class Message(NamedTuple):
    """A text with the name of its style, behind a word that says how serious it is."""

    text: str
    style: str = "dim"
    label: str = ""
    label_style: str = "normal"

    @property
    def lead(self) -> Run:
        """What stands before the text."""
        return (f" {self.label} " if self.label else " ", self.label_style)
