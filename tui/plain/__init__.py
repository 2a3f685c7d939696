"""Filling in a report line by line, for screen readers, dumb terminals and scripts: one question, one answer.

The same session, checks, words and codes as the wizard, without Textual.
"""

from tui.plain.run import run_plain

__all__ = ["run_plain"]
