"""A whole report filled in by keyboard alone: the file is the canonical one, line for line."""

from pathlib import Path

import pytest

from tests import figures
from tests.end_to_end.wizard import Wizard

pytestmark = pytest.mark.usefixtures("tmux")


def fill_cover(wizard: Wizard) -> None:
    """The year, the agency and the preamble; the cover's last Tab leads on to section 一."""
    wizard.press("Tab", "BSpace", "BSpace", "BSpace", "BSpace")
    wizard.type(f"{figures.COVER['report.year']}\t\t\t")
    wizard.press("Enter")
    wizard.wait_for("Esc回列表")
    wizard.type(figures.PREAMBLE.replace("\n", "\r"))
    wizard.press("F7")
    wizard.wait_for("封面：")
    wizard.wait_for("字  Enter 编辑")
    wizard.type(f"\t{figures.COVER['agency.name']}\t\t3\t")
    wizard.type(f"{figures.COVER['agency.office']}\t\t{figures.COVER['agency.postcode']}\t\t\t\t")
    wizard.wait_for("一、总体情况")


def fill_parts(wizard: Wizard, parts: tuple[tuple[str, str], ...]) -> None:
    """The texts of the parts that the form offers, Tab from one to the next."""
    wizard.press("Down", "Enter")
    wizard.type("\t".join(text.replace("\n", "\r") for _heading, text in parts))


@pytest.mark.parametrize("keyed", [False, True], ids=["computed totals", "keyed totals"])
def test_a_large_report_by_keyboard_alone(tmp_path: Path, keyed: bool) -> None:
    with Wizard(tmp_path, "new", "2023.toml") as wizard:
        fill_cover(wizard)
        fill_parts(wizard, figures.OVERVIEW)
        wizard.press("F8")
        wizard.wait_for("二、主动公开政府信息情况")
        wizard.figures(figures.DISCLOSURE)
        fill_requests(wizard, keyed)
        fill_disputes(wizard, keyed)
        wizard.press("F8")
        wizard.wait_for("五、存在的")
        fill_parts(wizard, figures.PROBLEMS)
        wizard.press("F8")
        wizard.wait_for("六、其他")
        wizard.press("Enter")
        wizard.type(figures.OTHER + "\t")
        wizard.figures(figures.FEES)
        wizard.save()
        assert "错误" not in wizard.line(0)
        assert wizard.line(1).replace(" ", "") == "封面✓一✓二✓三✓四✓五✓[六]✓核对预览"
        wizard.leave()
    text = (tmp_path / "2023.toml").read_text(encoding="utf-8")
    assert text.splitlines() == figures.text_of(figures.report(keyed=keyed)).splitlines()
    assert [path.name for path in tmp_path.iterdir()] == ["2023.toml"]


def fill_requests(wizard: Wizard, keyed: bool) -> None:
    """三, with a slip in its last cell that the balance names and its correction."""
    wizard.press("F8")
    answer_keyed(wizard, keyed)
    rows = figures.REQUESTS if keyed else figures.without_totals()
    wizard.figures(rows[:-1], "\t")
    # No difference is claimed while cells are blank.
    assert balance(wizard) == ["."] * 7
    wizard.figures(rows[-1:])
    wizard.press("Up")
    wizard.wait_for(lambda: balance(wizard) == ["0"] * 7)
    wizard.press("End", "Down", "Home")
    wizard.type("117\t")
    wizard.wait_for(lambda: balance(wizard) == ["错+1", *["0"] * 5, "错+1"])
    wizard.press("Left")
    wizard.type("118\t")
    wizard.wait_for(lambda: balance(wizard) == ["0"] * 7)


def fill_disputes(wizard: Wizard, keyed: bool) -> None:
    """四, three rows of five."""
    wizard.press("F8")
    answer_keyed(wizard, keyed)
    rows = figures.DISPUTES if keyed else [row[:-1] for row in figures.DISPUTES]
    wizard.figures(rows, "\t")
    wizard.wait_for(lambda: wizard.row("行政诉讼·复议后起诉") == list(figures.DISPUTES[2]))


def answer_keyed(wizard: Wizard, keyed: bool) -> None:
    """Say whether the source carries its totals."""
    wizard.wait_for("来源有合计吗？")
    wizard.press(*(["Down"] if keyed else []), "Enter")
    wizard.wait_for(lambda: not wizard.asks())


def balance(wizard: Wizard) -> list[str]:
    """The figures of the 差额 row."""
    return wizard.row("差额(一+二)-(三+四)")
