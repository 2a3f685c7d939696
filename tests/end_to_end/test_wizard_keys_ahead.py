"""Keys typed ahead: none of them lands in another cell."""

import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from schema.report_file import load
from tests import figures
from tests.end_to_end.wizard import Wizard, written

pytestmark = pytest.mark.usefixtures("tmux")

SEQUENCES = {
    "tab": "\t",
    "enter": "\r",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "delete": "\x1b[3~",
    "backspace": "\x7f",
    "f2": "\x1bOQ",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "save": "\x13",
}
MOST_DIGITS = 15


@dataclass
class Sheet:
    """One table as a spreadsheet of texts, and what keys do to it; written apart from the program's own model."""

    texts: list[list[str]]
    row: int = 0
    column: int = 0
    edit: str | None = None
    caret: int = 0
    replacing: bool = False
    past: bool = False
    """Past the last cell there is no cell for figures; there is no key here that goes back before the first."""

    def press(self, key: str) -> None:
        if self.past and (key.isdecimal() or key in ("enter", "tab")):
            return
        self.past = False
        if key.isdecimal():
            if self.edit is None:
                self.edit, self.caret, self.replacing = "", 0, True
            self.edit = self.edit[: self.caret] + key + self.edit[self.caret :]
            self.caret += 1
        elif self.edit is None and key in ("enter", "f2"):
            self.edit, self.replacing = self.texts[self.row][self.column], False
            self.caret = len(self.edit)
        elif self.edit is None and key in ("delete", "backspace"):
            self.texts[self.row][self.column] = ""
        elif self.edit is not None and key in ("home", "end", "delete", "backspace"):
            self._edit_line(key)
        elif self.edit is not None and key in ("left", "right") and not self.replacing:
            self.caret = max(0, min(len(self.edit), self.caret + (1 if key == "right" else -1)))
        elif key != "f2":
            typed = self.edit is not None
            self.commit()
            before = self.row, self.column
            self._move("down" if key == "enter" else key)
            stuck = before == (self.row, self.column)
            self.past = stuck and (key == "tab" or (typed and key in ("enter", "down")))

    def _edit_line(self, key: str) -> None:
        assert self.edit is not None
        if key in ("home", "end"):
            self.caret = 0 if key == "home" else len(self.edit)
        elif key == "delete":
            self.edit = self.edit[: self.caret] + self.edit[self.caret + 1 :]
        elif self.caret:
            self.caret -= 1
            self.edit = self.edit[: self.caret] + self.edit[self.caret + 1 :]

    def commit(self) -> None:
        if self.edit is not None:
            digits = self.edit.lstrip("0") or "0"
            self.texts[self.row][self.column] = self.edit if not self.edit or len(digits) > MOST_DIGITS else digits
            self.edit = None

    def _move(self, key: str) -> None:
        last_row, last_column = len(self.texts) - 1, len(self.texts[0]) - 1
        if key in ("home", "end"):
            self.column = 0 if key == "home" else last_column
        elif key in ("up", "down"):
            self.row = max(0, min(last_row, self.row + (1 if key == "down" else -1)))
        elif key in ("left", "right"):
            self.column = max(0, min(last_column, self.column + (1 if key == "right" else -1)))
        elif self.column < last_column:
            self.column += 1
        elif self.row < last_row:
            self.row, self.column = self.row + 1, 0


@dataclass
class Sheets:
    """三 and 四, F8 and F7 between them."""

    sheets: list[Sheet] = field(
        default_factory=lambda: [
            Sheet([list(row) for row in figures.without_totals()]),
            Sheet([list(row[:-1]) for row in figures.DISPUTES]),
        ]
    )
    shown: int = 0

    def press(self, key: str) -> None:
        if key in ("f7", "f8"):
            self.sheets[self.shown].commit()
            self.sheets[self.shown].past = False
            self.shown = 1 if key == "f8" else 0
        else:
            self.sheets[self.shown].press(key)

    def texts(self) -> list[str]:
        self.sheets[self.shown].commit()
        return [text for sheet in self.sheets for row in sheet.texts for text in row]


def keys(seed: int, count: int) -> list[str]:
    """Digits, moves and edits, and a page turned now and then."""
    chance = random.Random(seed)
    shown = 0
    chosen = []
    for _ in range(count):
        if chance.random() < 0.04:
            chosen.append("f7" if shown else "f8")
            shown = 1 - shown
        elif chance.random() < 0.55:
            chosen.append(chance.choice("0123456789"))
        else:
            moves = ["tab", "tab", "tab", "enter", "enter", "up", "down", "left", "right", "home", "end"]
            chosen.append(chance.choice([*moves, "delete", "backspace", "f2"]))
    return chosen


@pytest.mark.parametrize("seed", range(4))
def test_200_keys_in_one_piece(tmp_path: Path, seed: int) -> None:
    file = written(tmp_path, figures.text_of(figures.report()))
    pressed = keys(seed, 200)
    expected = Sheets()
    for key in pressed:
        expected.press(key)
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        wizard.go("requests")
        wizard.chunk("".join(SEQUENCES.get(key, key) for key in [*pressed, "save"]))
        wizard.wait_for("\n 已保存 ")
    report = load(file).report
    assert report is not None
    tables = [figures.EDITION.table(key) for key in ("requests", "disputes")]
    assert [report.text(cell.place) for table in tables for cell in table.cells] == expected.texts()


def test_a_tab_is_never_overtaken_by_digits(tmp_path: Path) -> None:
    file = written(tmp_path, figures.text_of(figures.report()))
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        wizard.go("requests")
        wizard.type("12\t34\t56\t")
        wizard.wait_for(lambda: wizard.row("一、本年新收") == ["12", "34", "56", "4", "5", "1", "112"])
        wizard.save()
    assert "received                     = [   12,   34,   56,    4,    5,    1]" in file.read_text(encoding="utf-8")


def test_keys_typed_before_the_first_page_are_not_lost(tmp_path: Path) -> None:
    written(tmp_path, figures.text_of(figures.report()))
    with Wizard(tmp_path, "edit", "report.toml", wait=False) as wizard:
        # No Ctrl+S: until the program has the terminal, the terminal takes it for itself.
        wizard.chunk("\x1b[19~\x1b[19~\x1b[19~12\t34\t")
        wizard.wait_for(lambda: wizard.shows("requests"))
        wizard.wait_for(lambda: wizard.row("一、本年新收")[:2] == ["12", "34"])


def test_esc_is_not_taken_together_with_the_key_after_it(tmp_path: Path) -> None:
    """As long as the program waits for the rest of an arrow key on a bad line, Esc and a digit are two keys."""
    written(tmp_path, figures.text_of(figures.report()))
    with Wizard(tmp_path, "edit", "report.toml", escape_delay=500) as wizard:
        wizard.go("requests")
        wizard.chunk("7\x1b8\x1b[B9\t")
        wizard.wait_for(lambda: wizard.row("二、上年结转")[0] == "9")
        assert wizard.row("一、本年新收")[0] == "8"
        wizard.chunk("\x1b[A\x1b[D77\x1b")
        wizard.type("6\t")
        wizard.wait_for(lambda: wizard.row("一、本年新收")[0] == "6")


def test_a_paste_presses_no_keys(tmp_path: Path) -> None:
    written(tmp_path, figures.text_of(figures.report()))
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        wizard.go("requests")
        wizard.paste("1\x1bZ4\r\x1b[14~\r9\t\x1b[19~7")
        wizard.wait_for("粘贴一块数")
        wizard.press("Escape")
        wizard.wait_for(lambda: not wizard.asks())
        assert wizard.shows("requests") and "已保存" in wizard.line(0)
        assert wizard.row("一、本年新收") == list(figures.REQUESTS[0])
