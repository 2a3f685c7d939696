"""The likely wrong figure: marked when the figure that gave it away is on the screen, named, and set right by F5."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from schema.form import Place
from tests import figures
from tests.tui.driven_wizard import go, picture, piloted, wizard
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import type_ahead
from tui import repair_words
from tui.app import WizardApp
from tui.messages import Message
from tui.pages.table_page import TablePage
from tui.screens import repairs
from tui.session import Session
from tui.step_names import CHECK_STEP

COLUMNS = [column.key for column in figures.EDITION.table("requests").rows[0].columns]
GRANTED, PARTLY = "requests.granted", "requests.partly_granted"
NATURAL = f"{GRANTED}.natural_person"
REQUESTS = figures.EDITION.table("requests")
DIGITS_SWAPPED = {NATURAL: "1157"}


def row(key: str, texts: Iterable[str]) -> dict[Place, str]:
    """The six figures of a row of 三."""
    return {f"requests.{key}.{column}": text for column, text in zip(COLUMNS, texts, strict=True)}


ROW_SLIPPED = row("granted", figures.REQUESTS[3][:-1]) | row("partly_granted", figures.REQUESTS[2][:-1])
COUNTED_TWICE = row("denied.third_party", ("357", "7", "0", "0", "2", "0"))


@asynccontextmanager
async def at_requests(session: Session) -> AsyncIterator[tuple[WizardApp, Pilot[int]]]:
    """The wizard at 三, with everything said that waits."""
    async with piloted(session) as (app, pilot):
        await go(app, "requests")
        await picture(app)
        yield app, pilot


def marked(app: WizardApp) -> set[Place]:
    """The places that the grid marks as likely wrong."""
    page = wizard(app).page
    assert isinstance(page, TablePage)
    lines = page.model.lines
    return {slot.place for line in lines for slot in line.slots if page.model.mark(slot) == "*"}


def said(app: WizardApp) -> str:
    """The message under the page, of one line on this page."""
    return screen_lines(app)[-2].strip()


async def test_swapped_digits_are_named_when_the_last_figure_is_typed() -> None:
    async with at_requests(figures.session({"requests.granted.total": ""}, keyed=True)) as (app, _pilot):
        wizard(app).go_to(NATURAL)
        await type_ahead(app, *"1157", "tab")
        await picture(app)
        await type_ahead(app, "end", *"1191", "enter")
        shown = await picture(app)
        assert marked(app) == {NATURAL}
        assert " *1157 " in shown and "F5采纳" in screen_lines(app)[-1]
        assert said(app).startswith("错误 ") and "(一)予以公开·自然人：1157 → 1175（F5采纳）" in said(app)


@pytest.mark.parametrize(
    ("slip", "named"),
    [
        (DIGITS_SWAPPED, "；应是(一)予以公开·自然人：1157 → 1175（F5采纳）"),
        (ROW_SLIPPED, "可能是“(一)予以公开”与“(二)部分公开”两行的数互换（F5采纳）"),
        (COUNTED_TWICE, "应是4.第三方权益：自然人 357 → 38、商业企业 7 → 0、法律服务..（F5采纳）"),
    ],
    ids=["digits swapped", "row slipped", "counted twice"],
)
async def test_f6_leads_to_it_f5_sets_it_right_and_undo_takes_that_back(slip: dict[Place, str], named: str) -> None:
    session = figures.session(slip, keyed=True)
    async with at_requests(session) as (app, _pilot):
        wrong = {place for place, text in slip.items() if figures.session().text(place) != text}
        assert marked(app) == wrong
        await type_ahead(app, "f6")
        assert wizard(app).page.place() in wrong
        assert named in said(app)
        await type_ahead(app, "f5")
        assert session.report == figures.report(keyed=True)
        assert wizard(app).page.place() in wrong and not marked(app)
        assert f"已改{len(wrong)}格：" in said(app)
        assert "F5采纳" not in await picture(app)
        await type_ahead(app, "ctrl+z")
        assert {place: session.text(place) for place in slip} == slip
        await picture(app)
        assert marked(app) == wrong
        await type_ahead(app, "ctrl+y")
        assert session.report == figures.report(keyed=True)


async def test_the_message_is_there_wherever_the_sum_shows_and_at_the_figure_itself() -> None:
    async with at_requests(figures.session(DIGITS_SWAPPED, keyed=True)) as (app, _pilot):
        for place in (NATURAL, f"{GRANTED}.total", "requests.received.natural_person", "requests.results_total.total"):
            wizard(app).go_to(place)
            await picture(app)
            assert "1157 → 1175（F5采纳）" in said(app), place
        wizard(app).go_to("requests.received.company")
        await picture(app)
        assert "F5" not in said(app)
        assert "F5采纳" in screen_lines(app)[-1]


async def test_what_the_keys_have_not_waited_for_is_shown_before_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairs, "_DELAY", 3600.0)
    session = figures.session(keyed=True)
    async with at_requests(session) as (app, _pilot):
        wizard(app).go_to(NATURAL)
        await type_ahead(app, *"1157", "f5")
        assert session.text(NATURAL) == "1157"
        assert marked(app) == {NATURAL} and "（F5采纳）" in said(app)
        await type_ahead(app, "f5")
        assert session.text(NATURAL) == "1175"


UPHELD, OTHER = "disputes.reconsideration.upheld", "disputes.litigation.direct.other"


async def test_of_two_the_one_that_the_line_names_is_taken() -> None:
    session = figures.session({UPHELD: "390"}, keyed=True)
    async with piloted(session) as (app, _pilot):
        await go(app, "disputes")
        wizard(app).go_to(OTHER)
        await type_ahead(app, *"61", "enter")
        await picture(app)
        assert marked(app) == {UPHELD, OTHER} and wizard(app).page.place() not in (UPHELD, OTHER)
        named = "\n".join(line.strip() for line in screen_lines(app)[-3:-1])
        assert "61 → 16" in named and "390" not in named
        await type_ahead(app, "f5")
        assert (session.text(UPHELD), session.text(OTHER)) == ("390", "16")


async def test_where_the_line_names_none_the_one_taken_is_told_first() -> None:
    session = figures.session({UPHELD: "390"}, keyed=True)
    async with piloted(session) as (app, _pilot):
        await go(app, "disputes")
        wizard(app).go_to(OTHER)
        await picture(app)
        await type_ahead(app, "f5")
        assert session.text(UPHELD) == "390" and wizard(app).page.place() == UPHELD
        assert "390 → 309" in await picture(app)
        await type_ahead(app, "f5")
        assert session.text(UPHELD) == "309"


async def test_what_the_line_names_no_more_is_named_again_before_it_is_taken() -> None:
    session = figures.session(DIGITS_SWAPPED, keyed=True)
    async with at_requests(session) as (app, _pilot):
        await type_ahead(app, "f6")
        assert "（F5采纳）" in said(app)
        wizard(app).notify_line(Message("已保存 2023.toml"))
        await type_ahead(app, "f5")
        assert session.text(NATURAL) == "1157" and "1157 → 1175（F5采纳）" in said(app)
        await type_ahead(app, "f5")
        assert session.text(NATURAL) == "1175"


async def test_from_another_page_f6_names_what_f5_takes() -> None:
    session = figures.session(DIGITS_SWAPPED, keyed=True)
    async with at_requests(session) as (app, _pilot):
        await go(app, "overview")
        await type_ahead(app, "f6", "f5")
        assert session.text(NATURAL) == "1175"


async def test_from_another_page_f5_shows_it_first() -> None:
    session = figures.session(DIGITS_SWAPPED, keyed=True)
    async with at_requests(session) as (app, _pilot):
        await go(app, "overview")
        await picture(app)
        await type_ahead(app, "f5")
        await picture(app)
        assert session.text(NATURAL) == "1157" and wizard(app).page.place() == NATURAL
        await type_ahead(app, "f5")
        assert session.text(NATURAL) == "1175"


async def test_where_nothing_is_certain_f5_says_so() -> None:
    async with at_requests(figures.session({NATURAL: "1157"})) as (app, _pilot):
        assert not marked(app)
        await type_ahead(app, "f5")
        assert "不能确定是哪一格" in said(app)
        assert app.session.text(NATURAL) == "1157"


async def test_where_everything_adds_up_f5_says_so() -> None:
    async with at_requests(figures.session(keyed=True)) as (app, _pilot):
        await type_ahead(app, "f5")
        assert "没有对不上的合计" in said(app)


async def test_where_one_only_reads_nothing_is_taken() -> None:
    session = figures.session(DIGITS_SWAPPED, keyed=True)
    session.read_only = "别人正在填，只能看。"
    async with at_requests(session) as (app, _pilot):
        assert marked(app) == {NATURAL}
        wizard(app).go_to(NATURAL)
        await picture(app)
        assert "1157 → 1175" in said(app) and "F5" not in screen_text(app)
        await type_ahead(app, "f5")
        assert session.text(NATURAL) == "1157" and "别人正在填" in screen_text(app)
        await type_ahead(app, "escape")
        assert "F6  下一问题" in screen_text(app) and "F5" not in screen_text(app)


async def test_the_menu_offers_it_only_while_there_is_something_to_take() -> None:
    async with at_requests(figures.session(DIGITS_SWAPPED, keyed=True)) as (app, _pilot):
        await type_ahead(app, "escape")
        assert "F5  采纳改法" in screen_text(app)
        await type_ahead(app, "escape", "f5", "escape")
        assert "F5" not in screen_text(app)


async def test_the_line_of_keys_fits_with_f5_in_it() -> None:
    async with at_requests(figures.session(DIGITS_SWAPPED, keyed=True)) as (app, _pilot):
        assert "F5采纳" in wizard(app).page.keys_now()
        assert cell_len(wizard(app).page.keys_now()) < 80


async def test_the_help_of_a_marked_figure_says_the_whole_repair() -> None:
    async with at_requests(figures.session(ROW_SLIPPED, keyed=True)) as (app, _pilot):
        await type_ahead(app, "f6", "f1", "pagedown")
        assert "可能是“（一）予以公开”与“（二）部分公开”两行的数互换" in screen_text(app)


@pytest.mark.parametrize("cell", REQUESTS.cells, ids=lambda cell: cell.place)
def test_every_message_of_one_wrong_figure_fits_its_line_and_names_the_key(cell: object) -> None:
    place = getattr(cell, "place")  # noqa: B009
    session = figures.session(keyed=True)
    session.edit(place, str(int(session.text(place)) + 10_000))
    (located,) = session.located()
    for lines in (1, 2):
        message = repair_words.message(session, located, place, lines)
        assert isinstance(message, Message)
        assert cell_len(message.text) <= 72 * lines, message.text
        assert message.text.endswith("（F5采纳）") and located.repairs[0].proposed in message.text


@pytest.mark.parametrize(
    ("wrong", "step", "place", "lead", "other"),
    [
        (DIGITS_SWAPPED, "requests", NATURAL, "应是", "可能是"),
        ({UPHELD: "390"}, "disputes", UPHELD, "可能是", "应是"),
    ],
    ids=["certain", "guess"],
)
async def test_a_guess_is_told_from_what_is_certain_wherever_it_is_said(
    wrong: dict[Place, str], step: str, place: Place, lead: str, other: str
) -> None:
    session = figures.session(wrong, keyed=True)
    ((_, now, proposed),) = session.located()[0].repairs
    async with piloted(session) as (app, _pilot):
        await go(app, step)
        wizard(app).go_to(place)
        under_the_page = await picture(app)
        await type_ahead(app, "f1", "pagedown")
        help_of_it = screen_text(app)
        await type_ahead(app, "escape")
        await wizard(app).show_step(CHECK_STEP)
        listed = await picture(app)
        for shown in (under_the_page, help_of_it, listed):
            joined = "".join(line.strip(" |") for line in shown.splitlines())
            assert f"{now} → {proposed}" in joined
            assert lead in joined and other not in joined


async def test_the_cover_says_nothing_of_the_sums_of_a_section() -> None:
    async with piloted(figures.session(DIGITS_SWAPPED, keyed=True)) as (app, _pilot):
        wizard(app)._repairs.look()
        for _ in range(6):
            shown = await picture(app)
            assert wizard(app)._repairs.found and wizard(app)._repairs.has_news
            assert "不平" not in shown and "1157" not in shown
            await type_ahead(app, "down")
        await go(app, "requests")
        await picture(app)
        assert "自然人列不平；应是(一)予以公开·自然人：1157 → 1175（F5采纳）" in said(app)


async def test_on_another_table_the_section_is_named() -> None:
    session = figures.session(keyed=True)
    async with piloted(session) as (app, _pilot):
        await go(app, "disputes")
        session.edit_many(DIGITS_SWAPPED)
        wizard(app).committed(NATURAL)
        await picture(app)
        named = "".join(line.strip() for line in screen_lines(app)[-3:-1])
        assert "三：自然人列不平；应是" in named and named.endswith("（F5采纳）")


# What nothing confirms


async def test_rows_without_a_keyed_total_are_counted_apart_from_the_one_in_hand() -> None:
    session = figures.session({f"{GRANTED}.total": "", f"{PARTLY}.total": ""}, keyed=True)
    async with at_requests(session) as (app, _pilot):
        assert "未印证2行" in await picture(app)
        wizard(app).go_to(f"{GRANTED}.total")
        await type_ahead(app, *"1191", "enter")
        assert "未印证" not in await picture(app), "the row in hand may still get its total"


async def test_without_keyed_totals_no_row_is_said_to_be_unproven() -> None:
    async with at_requests(figures.session()) as (app, _pilot):
        assert "未印证" not in await picture(app)
