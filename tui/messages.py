"""What the lines under a page say."""

from dataclasses import dataclass

Run = tuple[str, str]
"""A text and the name of its style."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text with the name of its style, behind a word that says how serious it is."""

    text: str
    style: str = "dim"
    label: str = ""
    label_style: str = "normal"

    @property
    def lead(self) -> Run:
        """What stands before the text."""
        return (f" {self.label} " if self.label else " ", self.label_style)
