"""What a page of prose says of its numbers: beside the caret, in the line under the page, and in full."""

import pytest

from render.line_breaking import text_width
from schema.checks.claims import Verdict
from tests import figures
from tests.tui.driven_wizard import assert_golden, go, picture, running, wizard
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.test_prose_page import FIRST, SECOND, writing
from tests.tui.typed_ahead import type_ahead
from tui.pages.prose_page import ProsePage
from tui.pages.told_figures import ToldFigures
from tui.prose_figures import (
    around,
    in_a_line,
    in_lines,
    in_words,
    paragraph_at,
    sentence_at,
    tally,
    told_of,
    with_text,
    within,
)

RIGHT, WRONG = "全年新收申请3511件。", "全年新收申请30件。"
LONG = (
    "全年办结3486件，其中予以公开1191件，部分公开328件，不予公开142件，无法提供1078件，不予处理406件，其他处理341件。"
)


def told(text: str) -> list[tuple[str, Verdict]]:
    session = figures.session({FIRST: text})
    return [(each.written, each.verdict) for each in told_of(session.figures, FIRST)]


def said_under(lines: list[str]) -> str:
    """The two lines of the message."""
    return "".join(line.strip() for line in lines[21:23])


def test_numbers_and_placeholders_are_told_in_the_order_of_the_text() -> None:
    assert told("新收申请3511件，办结{requests.results_total.total}件；见{nowhere}。培训2次。") == [
        ("3511件", Verdict.HOLDS),
        ("{requests.results_total.total} = 3486", Verdict.HOLDS),
        ("{nowhere}", Verdict.DIFFERS),
        ("2次", Verdict.UNPLACED),
    ]


def test_a_placeholder_in_the_wrong_sentence_differs() -> None:
    ((written, verdict),) = told("新收申请{requests.granted.total}件。")
    assert (written, verdict) == ("{requests.granted.total} = 1191", Verdict.DIFFERS)


def test_a_placeholder_that_counts_nothing_known_stands_for_its_place() -> None:
    session = figures.session({FIRST: "编号为{requests.granted.total}。", "requests.granted.natural_person": ""})
    (each,) = told_of(session.figures, FIRST)
    assert each.written == "{requests.granted.total} = 〔未填〕" and each.verdict is Verdict.UNPLACED
    (each,) = told_of(figures.session({FIRST: "编号为{requests.granted.total}。"}).figures, FIRST)
    assert each.short == "{requests.granted.total} = 1191 ✓ （一）予以公开"


def test_words() -> None:
    session = figures.session({FIRST: RIGHT + WRONG + "培训2次，参加30人。"})
    found = told_of(session.figures, FIRST)
    assert in_a_line(found) == "30件 ≠ 3511 一、本年新收；3511件 ✓ 一、本年新收；不对应表中数字：2次、30人"
    assert tally(found) == "数字 2/4 已核对，1处不符"
    assert in_words(found) == (
        "3511件，与表中相符（一、本年新收政府信息公开申请数量·总计）；"
        "30件，表中为3511（一、本年新收政府信息公开申请数量·总计），不符；2次、30人没有对应的表中数字。"
    )
    assert in_lines(found) == [
        "✓ 3511件　一、本年新收政府信息公开申请数量·总计",
        "≠ 30件　表中3511　一、本年新收政府信息公开申请数量·总计",
        f"  “{WRONG}”",
        "  没有对应的表中数字：2次、30人",
    ]
    assert tally([]) == ""


def test_words_of_scope_are_a_doubt_and_not_wrong() -> None:
    session = figures.session({FIRST: "本级新收申请30件。"})
    (each,) = told_of(session.figures, FIRST)
    assert each.verdict is Verdict.DIFFERS and each.scope and not each.wrong
    assert tally([each]) == "数字 1/1 已核对"
    assert each.short == f"30件 ≠ 3511 一、本年新收（口径：{each.scope}）"
    assert "口径" in in_words([each]) and "不符" not in in_words([each])


def test_what_was_let_stand_with_a_reason_is_not_wrong() -> None:
    session = figures.session({FIRST: WRONG + "收到申请31件。"})
    (query, _other) = [each for each in session.findings if each.code == "prose-requests-received"]
    known = ToldFigures(session)
    assert tally(known.of(FIRST, session.text(FIRST))) == "数字 2/2 已核对，2处不符"
    assert session.accept(query, "本级数字")
    text = session.text(FIRST)
    first, second = known.of(FIRST, text)
    assert (first.verdict, first.wrong, second.wrong) == (Verdict.DIFFERS, False, True)
    assert first.short == "30件 ≠ 3511 一、本年新收（已说明）"
    assert tally([first, second]) == "数字 2/2 已核对，1处不符，1处已说明"
    assert in_a_line([first, second]).startswith("31件 ≠ ")
    assert "已说明" in in_words([first]) and "不符" not in in_words([first])
    assert in_lines([first])[0].endswith("·总计（已说明）")
    message = known.message(FIRST, WRONG, 0, 80)
    assert message is not None and "（已说明）" in message.text and message.label == ""
    session.undo()
    assert all(each.wrong for each in known.of(FIRST, text))


@pytest.mark.parametrize(
    ("text", "offset", "sentence"),
    [
        ("甲。乙！丙", 0, "甲。"),
        ("甲。乙！丙", 2, "甲。"),
        ("甲。乙！丙", 3, "乙！"),
        ("甲。乙！丙", 5, "丙"),
        ("甲。\n乙", 2, "甲。"),
        ("甲。\n乙", 3, "乙"),
        ("", 0, ""),
        ("甲\n\n乙", 2, ""),
    ],
)
def test_the_sentence_at_the_caret(text: str, offset: int, sentence: str) -> None:
    start, end = sentence_at(text, offset)
    assert text[start:end].rstrip("\n") == sentence
    first, last = paragraph_at(text, offset)
    assert first <= start <= end <= last + 1


def test_what_is_wrong_and_what_is_near_comes_first_where_there_is_no_room() -> None:
    text = LONG.replace("341件", "340件")
    found = told_of(figures.session({FIRST: text}).figures, FIRST)
    chosen = around(found, 0, 60)
    assert chosen[0].written == "3486件"
    assert chosen[-1].written == "340件" and chosen[-1].wrong
    assert text_width(in_a_line(chosen)) <= 60 < text_width(in_a_line(found))
    assert [each.start for each in chosen] == sorted(each.start for each in chosen)
    assert around(found, 0, 1) == [found[-1]]


def test_the_rest_of_the_paragraph_is_listed_behind_the_sentence_where_there_is_room() -> None:
    text = f"全年办结3486件。结转上年96件。{RIGHT}予以公开1191件。{WRONG}"
    known = ToldFigures(figures.session({FIRST: text}))

    def said(width: int) -> list[str]:
        message = known.message(FIRST, text, text.index("3511"), width)
        assert message is not None and message.label == "不符"
        return [each.split()[0] for each in message.text.split("；")]

    assert said(200) == ["30件", "3486件", "96件", "3511件", "1191件"]
    assert said(60) == ["30件", "3511件", "96件", "……还有2个，F1看全部"]
    assert said(30) == ["30件", "……还有4个，F1看全部"]


def test_a_share_is_of_something() -> None:
    session = figures.session({FIRST: "全年办结3486件，其中予以公开1191件，占34.2%；部分公开328件，占50%。"})
    shares = [each for each in told_of(session.figures, FIRST) if "%" in each.written]
    assert [each.short for each in shares] == ["34.2% ✓ 占（七）总计", "50% ≠ 9% 占（七）总计"]


def test_a_text_that_is_not_stored_is_told_against_the_same_tables() -> None:
    session = figures.session({FIRST: RIGHT})
    other = with_text(session.figures, FIRST, WRONG)
    assert [each.written for each in told_of(other, FIRST)] == ["30件"]
    assert session.report.text(FIRST) == RIGHT
    assert with_text(session.figures, FIRST, RIGHT) is session.figures


def test_what_is_told_follows_the_table() -> None:
    session = figures.session({FIRST: RIGHT})
    known = ToldFigures(session)
    assert [each.verdict for each in known.of(FIRST, RIGHT)] == [Verdict.HOLDS]
    session.edit("requests.received.company", "100")
    assert [each.verdict for each in known.of(FIRST, RIGHT)] == [Verdict.DIFFERS]


# In the wizard


async def test_the_numbers_of_what_is_being_typed_are_told_when_typing_rests() -> None:
    async with writing(figures.session({FIRST: ""})) as (app, page):
        await type_ahead(app, *WRONG.rstrip("。"))
        assert "≠" not in screen_text(app)
        caret = page.editor.cursor_location
        page._to_tell.end()
        assert "不符 30件 ≠ 3511 一、本年新收" in await picture(app)
        assert app.session.text(FIRST) == ""
        assert page.editor.cursor_location == caret and app.screen.focused is page.editor
        await type_ahead(app, "left", *["backspace"] * 2, *"3511")
        page._to_tell.end()
        assert "3511件 ✓ 一、本年新收" in await picture(app)


async def test_they_are_told_without_being_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.pages.prose_texts._TELL_SECONDS", 0.01)
    async with writing(figures.session({FIRST: ""})) as (app, _page):
        await type_ahead(app, *WRONG)
        while "≠ 3511" not in screen_text(app):
            await type_ahead(app)


async def test_the_caret_among_many_numbers() -> None:
    async with writing(figures.session({FIRST: LONG * 2 + "\n" + RIGHT})) as (app, page):
        await type_ahead(app, *["right"] * 8)
        page._to_tell.end()
        await assert_golden(app, "numbers")
        await type_ahead(app, *["down"] * 10)
        page._to_tell.end()
        assert said_under(screen_lines(app)) == "3511件 ✓ 一、本年新收"


async def test_moving_within_the_same_numbers_says_nothing_new() -> None:
    async with writing(figures.session({FIRST: RIGHT})) as (app, page):
        await type_ahead(app, "right")
        page._to_tell.end()
        before = screen_lines(app)[20:23]
        await type_ahead(app, "right", "right")
        page._to_tell.end()
        assert screen_lines(app)[20:23] == before


async def test_without_numbers_the_forms_demand_stands_there() -> None:
    async with writing(figures.session({FIRST: "没有数字。"})) as (app, page):
        demand = said_under(screen_lines(app))
        await type_ahead(app, "right", "4")
        page._to_tell.end()
        assert said_under(screen_lines(app)) == "不对应表中数字：4" != demand
        await type_ahead(app, "backspace")
        page._to_tell.end()
        assert said_under(screen_lines(app)) == demand
        await type_ahead(app, "4", "escape")
        assert said_under(screen_lines(app)) == demand


@pytest.mark.parametrize(
    ("text", "said"),
    [("甲{乙。", "不成对"), ("受理XX件。", "“XX”"), ("贯彻《政府信息公开工作条例》。", "不是条例的名称")],
)
async def test_without_numbers_what_is_wrong_besides_them_stands_there(text: str, said: str) -> None:
    async with writing(figures.session({FIRST: text})) as (app, _page):
        assert said in said_under(screen_lines(app))


async def test_the_line_under_the_page_counts_the_section() -> None:
    async with writing(figures.session({FIRST: WRONG, SECOND: RIGHT + "培训2次。"})) as (app, page):
        counted = await picture(app)
        assert "---- 数字 5/6 已核对，1处不符 ---" in counted
        await type_ahead(app, *["delete"] * len(WRONG))
        assert "---- 数字 4/5 已核对 ---" in await picture(app)
        page._to_store.end()
        assert "---- 数字 4/5 已核对 ---" in await picture(app)


async def test_f6_puts_the_caret_on_the_number_and_its_finding_stays() -> None:
    async with writing(figures.session({FIRST: "", SECOND: f"第一段。\n第二段，{WRONG}"})) as (app, page):
        await type_ahead(app, "f6")
        while page.item.place != SECOND:
            await type_ahead(app, "f6")
        assert page.editor.cursor_location == (1, len("第二段，全年新收申请"))
        page._to_tell.end()
        shown = await picture(app)
        assert "疑问" in said_under(shown.split("\n")) and "30" in said_under(shown.split("\n"))
        await type_ahead(app, "left")
        page._to_tell.end()
        assert "30件 ≠ 3511" in await picture(app)


async def test_enter_on_a_finding_puts_the_caret_on_the_number() -> None:
    async with running(figures.session({SECOND: f"第一段。\n{WRONG}"})) as app:
        await type_ahead(app, "f9")
        while "新收" not in screen_text(app):
            await type_ahead(app, "down")
        await type_ahead(app, "enter")
        page = wizard(app).page
        assert isinstance(page, ProsePage) and page.item.place == SECOND
        assert page.editor.cursor_location == (1, len("全年新收申请"))
        assert app.screen.focused is page.editor


async def test_f1_lists_the_numbers_of_the_paragraph() -> None:
    async with writing(figures.session({FIRST: f"{WRONG}培训2次。\n{RIGHT}"})) as (app, _page):
        await type_ahead(app, "f1")
        shown = screen_text(app)
        assert "本段的数字" in shown and "≠ 30件　表中3511" in shown
        assert "✓ 3511件" not in shown


async def test_the_menu_lists_the_numbers_of_the_section() -> None:
    async with writing(figures.session({FIRST: f"{WRONG}培训2次。"})) as (app, page):
        await type_ahead(app, "escape", "escape", "2")
        await assert_golden(app, "numbers-all")
        await type_ahead(app, "escape")
        await page.action_list_figures()
        assert "（三）政府信息管理" in screen_text(app)


async def test_a_section_without_numbers_says_so() -> None:
    async with running(figures.session()) as app:
        await go(app, "problems")
        page = wizard(app).page
        assert isinstance(page, ProsePage)
        await page.action_list_figures()
        assert "没有数字" in await picture(app)


async def test_a_report_that_may_only_be_read_tells_its_numbers() -> None:
    session = figures.session({FIRST: WRONG})
    session.read_only = "别人正在填写。"
    async with writing(session) as (app, page):
        await type_ahead(app, "right")
        page._to_tell.end()
        assert "30件 ≠ 3511" in await picture(app)


async def test_hostile_numbers_are_told_safely() -> None:
    text = "新收申请\u202e30件\x1b[31m，办结{\x07}1件，未\u200b收到\x9b2J申请。"
    async with writing(figures.session({FIRST: text})) as (app, page):
        await type_ahead(app, "right")
        page._to_tell.end()
        await picture(app)
        await type_ahead(app, "f1")
        await picture(app)
        await type_ahead(app, "escape")
        await page.action_list_figures()
        await picture(app)


def test_within_takes_what_begins_there() -> None:
    found = told_of(figures.session({FIRST: RIGHT + WRONG}).figures, FIRST)
    assert [each.written for each in within(found, 0, len(RIGHT))] == ["3511件"]
    assert [each.written for each in within(found, len(RIGHT), 99)] == ["30件"]
