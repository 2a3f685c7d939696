"""A choice is made by keys."""

import pytest

from tests.tui.field_form.form_app import KIND, LEVEL, form_app, press


@pytest.mark.parametrize(
    ("pressed", "chosen"),
    [
        (["right"], "department"),
        (["left"], "authorised"),
        (["space", "space", "space"], None),
        (["\u3000"], "department"),
        (["3"], "authorised"),
        (["２"], "department"),
        (["a"], "authorised"),
        (["ｄ"], "department"),
        (["法"], "authorised"),
        (["9"], None),
        (["z"], None),
        (["3", "escape"], None),
    ],
)
async def test_a_choice_is_made_by_keys(pressed: list[str], chosen: str | None) -> None:
    async with form_app(at=KIND) as (app, pilot):
        assert all(press(app, *pressed))
        assert app.texts[KIND] == (chosen or "government")
        await pilot.pause()
        label = {None: "人民政府", "department": "部门", "authorised": "法律法规授权组织"}[chosen]
        assert f"[{label}]" in app.line(KIND) and app.line(KIND).count("[") == 1


async def test_a_letter_goes_round_the_choices_it_begins() -> None:
    async with form_app(at=LEVEL) as (app, _):
        press(app, "c", "c", "c")
        assert app.commits == [(LEVEL, "city"), (LEVEL, "county"), (LEVEL, "city")]


async def test_a_choice_with_an_unknown_value_says_so_and_can_be_made() -> None:
    async with form_app({KIND: "衙门\u202e"}, at=KIND) as (app, pilot):
        assert app.line(KIND).endswith("现为：衙门‹U+202E›")
        press(app, "down", "up", "right")
        await pilot.pause()
        assert app.commits == [(KIND, "government")]
        assert "[人民政府]" in app.line(KIND) and "现为" not in app.line(KIND)
