"""The terminal's own colours and no others, where the user asked for none."""

from textual.filter import LineFilter, Monochrome, NoColor


def leave_default_colors(filters: list[LineFilter]) -> None:
    """Put a filter that removes colours in the place of Textual's that turns them into greys.

    Under `NO_COLOR` Textual chooses between the two before an application can set its theme; on a theme that leaves
    the colours to the terminal the greys make black on black of it (textual #856, met in mistralai/mistral-vibe #1030).
    """
    for index, each in enumerate(filters):
        if isinstance(each, Monochrome):
            filters[index] = NoColor()
