"""What the terminal's driver tells the application besides keys."""

from textual.message import Message


class EncodingProblem(Message):
    """Bytes were left out of the input because the terminal does not send UTF-8."""


class ReadsAgain(Message):
    """The terminal has taken all that was written; nothing is painted while it has not."""
