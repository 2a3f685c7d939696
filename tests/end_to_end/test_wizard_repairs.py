"""Three slips of a clerk who types a printed table with its totals: each is named while typing; one key mends it."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from schema.report_file import load
from tests import figures
from tests.end_to_end.wizard import Wizard, written

pytestmark = pytest.mark.usefixtures("tmux")

GRANTED, PARTLY, THIRD_PARTY, NOT_HELD = 2, 3, 7, 12
LABELS = {2: "(一)予以公开", 3: "(二)部分公开", 7: "   4.第三方权益", 12: "(四)1.不掌握"}
PRINTED = [list(row) for row in figures.REQUESTS]


def test_three_slips_are_named_while_typing_and_mended_by_one_key(tmp_path: Path) -> None:
    report = figures.report(keyed=True)
    for cell in (*figures.EDITION.table("requests").cells, *figures.EDITION.table("requests").keyed_cells):
        report.set_text(cell.place, "")
    file = written(tmp_path, figures.text_of(report))
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        to_requests_with_totals(wizard)
        slip_a_row(wizard)
        count_twice(wizard)
        swap_digits(wizard)
        wizard.save()
        wizard.leave()
    assert load(file).report == figures.report(keyed=True)


def to_requests_with_totals(wizard: Wizard) -> None:
    """To an empty 三, whose source carries its totals."""
    wizard.press("F8", "F8", "F8")
    wizard.wait_for("来源有合计吗？")
    wizard.press("Down", "Enter")
    wizard.wait_for(lambda: "正在录入来源的合计" in wizard.line(2) and not wizard.asks())


def slip_a_row(wizard: Wizard) -> None:
    """The figures of （一） and （二） stand in each other's row; the totals, a column of their own, do not."""
    wizard.figures(PRINTED[:GRANTED], "\t")
    wizard.figures([[*PRINTED[PARTLY][:-1], PRINTED[GRANTED][-1]], [*PRINTED[GRANTED][:-1], PRINTED[PARTLY][-1]]], "\t")
    named(wizard, "“(一)予以公开”与“(二)部分公开”两行的数互换（F5采纳）")
    assert wizard.row(LABELS[GRANTED])[0] == "*319"
    mended(wizard, (GRANTED, PARTLY))
    taken_back_and_mended_again(wizard, (GRANTED, PARTLY))
    wizard.press("Down", "Down", "Home")


def count_twice(wizard: Wizard) -> None:
    """What was granted in part is counted under the rights of third parties as well."""
    part = [int(text) for text in PRINTED[PARTLY]]
    twice = [str(int(text) + more) for text, more in zip(PRINTED[THIRD_PARTY], part, strict=True)]
    wizard.figures([*PRINTED[PARTLY + 1 : THIRD_PARTY], [*twice[:-1], PRINTED[THIRD_PARTY][-1]]], "\t")
    named(wizard, "4.第三方权益：自然人 357 → 38、商业企业 7 → 0、")
    assert wizard.row(LABELS[THIRD_PARTY])[:2] == ["*357", "*7"]
    mended(wizard, [THIRD_PARTY])
    wizard.press("Down", "Home")


def swap_digits(wizard: Wizard) -> None:
    """968 is typed as 986, which only the column's sum in row （七） gives away."""
    assert PRINTED[NOT_HELD][0] == "968"
    wizard.figures([*PRINTED[THIRD_PARTY + 1 : NOT_HELD], ["986", *PRINTED[NOT_HELD][1:]]], "\t")
    wizard.figures(PRINTED[NOT_HELD + 1 :])
    named(wizard, "(四)1.不掌握·自然人：986 → 968（F5采纳）")
    wizard.press("F6")
    wizard.wait_for(lambda: wizard.row(LABELS[NOT_HELD])[0] == "*986")
    mended(wizard, [NOT_HELD])
    wizard.wait_for(lambda: "错误" not in wizard.line(0))


def named(wizard: Wizard, repair: str) -> None:
    """Wait until the repair stands under the page, in the one line there is, and its key in the line of keys."""
    wizard.wait_for(lambda: repair in wizard.line(-2) and wizard.line(-2).startswith(" 错误 "))
    assert "F5采纳" in wizard.line(-2) and "F5采纳" in wizard.line(-1)


def mended(wizard: Wizard, rows: Iterable[int]) -> None:
    """Press the key; the rows are as they are printed then."""
    wizard.press("F5")
    for row in rows:
        wizard.wait_for(lambda row=row: wizard.row(LABELS[row]) == PRINTED[row])  # type: ignore[misc]
    wizard.wait_for(lambda: wizard.line(-2).startswith(" 已改") and "F5" not in wizard.line(-1))


def taken_back_and_mended_again(wizard: Wizard, rows: Iterable[int]) -> None:
    """Undo is one step too, and brings the marks back."""
    wizard.press("C-z")
    wizard.wait_for(lambda: wizard.row(LABELS[GRANTED])[0] == "*319" and "F5采纳" in wizard.line(-2))
    mended(wizard, rows)
