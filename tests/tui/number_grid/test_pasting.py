"""Figures and blocks that are pasted."""

from tests import figures
from tests.tui.number_grid.grid_app import COMPANY, NATURAL, running
from tests.tui.typed_ahead import type_ahead


async def test_a_block_that_cannot_be_read_says_so() -> None:
    async with running() as (app, pilot):
        app.grid.paste("一、本年新收\t1\t2\n二、上年结转\t3\n")
        await pilot.pause()
        (pasted,) = app.pasted
        assert pasted.landing.unread and not pasted.landing.texts


async def test_a_pasted_figure_goes_into_the_edit_and_a_block_waits() -> None:
    async with running() as (app, pilot):
        app.grid.paste("１，２９５\r\n")
        assert app.grid.editing
        await type_ahead(app, "tab")
        assert app.session.text(NATURAL) == "1295"
        await type_ahead(app, "7")
        app.grid.paste(figures.tsv(figures.without_totals()))
        await pilot.pause()
        assert app.session.text(COMPANY) == "7", "what was being typed is kept"
        assert len(app.pasted) == 1 and app.session.text(NATURAL) == "1295"
        app.grid.paste("   \n")
        await pilot.pause()
        assert len(app.pasted) == 1


async def test_a_hostile_paste_into_an_edit_leaves_only_what_can_be_seen() -> None:
    async with running() as (app, _pilot):
        app.grid.paste("7\x1b[31m\u202e\u200b\x07")
        await type_ahead(app, "tab")
        assert app.session.text(NATURAL) == "7"
        assert " 7 " in app.line("本年新收")
