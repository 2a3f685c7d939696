"""The values of a form's fields: what they look like in a line, and what keys make of a choice."""

from collections.abc import Sequence

from rich.cells import cell_len

from schema.cells import half_width
from schema.form import Choice, Field
from schema.unsafe import is_unsafe
from tui.widgets.line_widget import Run, fit, safe_text, split_cells


def choice_after(field: Field, value: str, key: str, character: str | None) -> str | None:
    """What a choice field holds after a key; None for a key that means nothing to it.

    Cursor keys and the space go round, a digit picks by number and a letter by the first letter of the word or of its
    label, full-width ones too; any other character changes nothing.
    """
    values = [choice.value for choice in field.choices]
    typed = half_width(character or "").casefold()
    if key in ("left", "right") or typed == " ":
        return _next_value(values, value, -1 if key == "left" else 1)
    if not typed or is_unsafe(typed[0]):
        return None
    if len(typed) == 1 and "1" <= typed <= "9":
        return values[int(typed) - 1] if int(typed) <= len(values) else value
    named = [choice.value for choice in field.choices if _begins(choice, typed)]
    return _next_value(named, value, 1) if named else value


def _next_value(values: Sequence[str], value: str, by: int) -> str:
    """The value after (or before) one among others, in a circle; an end of them if it is none."""
    if value in values:
        return values[(values.index(value) + by) % len(values)]
    return values[0 if by > 0 else -1]


def _begins(choice: Choice, typed: str) -> bool:
    return choice.value.casefold().startswith(typed) or choice.label.startswith(typed)


def choice_cell(field: Field, value: str) -> int:
    """The cell at which the chosen word stands among the choices; 0 if none is chosen."""
    cell = 0
    for choice in field.choices:
        if choice.value == value:
            return cell
        cell += safe_text(choice.label)[1] + 2
    return 0


def prose_runs(text: str, current: bool) -> list[Run]:
    """How much prose there is, and how to get at it."""
    count = sum(not char.isspace() for char in text)
    return [(f"{count}字  Enter 编辑" if count else "空  Enter 编辑", "focused" if current else "normal")]


def mark_style(mark: str) -> str:
    """The style of 错, 疑 or another mark."""
    return "error" if mark.startswith("错") else "query" if mark.startswith("疑") else "dim"


def choice_runs(field: Field, value: str, current: bool) -> list[Run]:
    """All the choices, the chosen one in brackets, each in the same cells whether chosen or not."""
    runs: list[Run] = []
    for choice in field.choices:
        chosen = choice.value == value
        style = "focused" if chosen and current else "header" if chosen else "normal"
        runs.append((f"[{choice.label}]" if chosen else f" {choice.label} ", style))
    if all(choice.value != value for choice in field.choices):
        runs.append((f" 现为：{value}" if value else " 未选", "focused" if current else "normal"))
    return runs


def caret_runs(visible: str, cell: int) -> list[Run]:
    """A text with the character under the caret reversed."""
    before, rest = split_cells(visible, cell)
    under, after = split_cells(rest, max(1, cell_len(rest[:1])))
    return [(before, "normal"), (under or " ", "focused"), (after, "normal")]


def abridged(text: str, cells: int) -> str:
    """The text, or its beginning and two dots where it is too wide."""
    if safe_text(text)[1] <= cells:
        return text
    return fit(text, cells - 2).rstrip() + ".."
