"""The terminal's own cursor stands at the caret, where input methods open their window and screen readers read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests import figures
from tests.tui.painted import Painted, painted, settled, terminal_text, wizard_of
from tests.tui.test_wide_terminal import doubtful, turn_to
from tests.tui.typed_ahead import type_ahead

PAGE_END = 19
"""The row of the line under the page; what is said below may repeat what is typed."""

TERMINALS = [(1, None), (1, 1), (2, 2)]


def cursor(app: Painted[Any]) -> tuple[int, int]:
    """Where the frames have left it."""
    return app.terminal.x, app.terminal.y


def behind(app: Painted[Any], text: str) -> tuple[int, int]:
    """The cell behind a text that stands once in the rows of the page."""
    places = []
    for y, row in enumerate(app.terminal.rows[:PAGE_END]):
        cells = [cell for cell, _ in row]
        ends = [x for x in range(1, len(cells) + 1) if "".join(cells[:x]).endswith(text)]
        # The second half of a wide character belongs to it.
        places += [(x, y) for x in ends if x == len(cells) or cells[x] != ""]
    assert len(places) == 1, f"{text!r} stands at {places}:\n{terminal_text(app)}"
    return places[0]


# Page and the keys that lead to where something is typed.
FIELDS: dict[str, tuple[str, Sequence[str]]] = {
    "line": ("cover", ["down"] * 5),
    "year": ("cover", ["down"]),
    "cell": ("requests", ["down"]),
    "cell being edited": ("requests", ["down", "f2"]),
    "cell of two digits": ("disclosure", ["down", "tab", "1"]),
    "prose": ("problems", ["down", "enter"]),
    "prose after others": ("problems", ["down", "enter", "down", "end", "left", "left"]),
    "prose at the end": ("problems", ["down", "enter", *["down"] * 20, "end"]),
    "heading in a dialog": ("problems", ["down", "f2"]),
    "new heading in a dialog": ("problems", ["+"]),
    "file name in a dialog": ("cover", ["escape", "end", "enter"]),
}


@pytest.mark.parametrize(("width", "answer"), TERMINALS)
@pytest.mark.parametrize("field", FIELDS)
async def test_it_stands_behind_what_was_typed(field: str, width: int, answer: int | None, tmp_path: Path) -> None:
    step, keys = FIELDS[field]
    app = wizard_of(doubtful("suqian-2023", tmp_path) if width == 2 else figures.session())
    async with painted(app, width, answer):
        await turn_to(app, step)
        await type_ahead(app, *keys)
        await type_ahead(app, "镕", "玥")
        await settled(app)
        assert cursor(app) == behind(app, "镕玥")
        await type_ahead(app, "left")
        await settled(app)
        # A cursor key ends an edit of a figure that replaced what stood there.
        if field not in ("cell", "cell of two digits"):
            assert cursor(app) == behind(app, "镕")


@pytest.mark.parametrize(("width", "answer"), TERMINALS)
async def test_it_stands_in_a_line_longer_than_its_field(width: int, answer: int | None) -> None:
    app = wizard_of(figures.session())
    async with painted(app, width, answer):
        await type_ahead(app, *["down"] * 5, "end", *"政府信息公开" * 12, "镕", "玥")
        await settled(app)
        assert cursor(app) == behind(app, "镕玥")
        await type_ahead(app, "home", "镕")
        await settled(app)
        assert cursor(app) == behind(app, "镕")


@pytest.mark.parametrize(("width", "answer"), TERMINALS)
async def test_it_follows_what_is_scrolled(width: int, answer: int | None) -> None:
    app = wizard_of(figures.session())
    async with painted(app, width, answer):
        await turn_to(app, "problems")
        await type_ahead(app, "down", "enter")
        app.post_message(events.Paste("“政府信息”——公开…\n" * 60))
        await type_ahead(app, "镕", "玥")
        for keys in (["up"] * 30, ["pageup"], ["pagedown"] * 3):
            await settled(app)
            assert cursor(app) == behind(app, "镕玥")
            await type_ahead(app, "backspace", "backspace", *keys, "镕", "玥")
        await turn_to(app, "requests")
        await type_ahead(app, *["down"] * 22, "镕", "玥")
        await settled(app)
        assert cursor(app) == behind(app, "镕玥")


async def test_it_stands_on_the_last_digit_of_a_cell_before_anything_is_typed() -> None:
    app = wizard_of(figures.session())
    async with painted(app):
        await turn_to(app, "requests")
        for figure in ("本年新收              3402", "上年结转                91"):
            await settled(app)
            x, y = behind(app, figure)
            assert cursor(app) == (x - 1, y)
            await type_ahead(app, "down")


async def test_it_stands_on_the_choice_in_a_dialog() -> None:
    app = wizard_of(figures.session())
    async with painted(app):
        await turn_to(app, "requests")
        await type_ahead(app, "escape", "down")
        await settled(app)
        x, y = cursor(app)
        assert app.terminal.rows[y][x][0] == ">"
