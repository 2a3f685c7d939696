"""A block of figures pasted from Excel, Word or a web page: where each lands, and what is refused."""

import re
from dataclasses import dataclass, field

from schema.cells import BLANK, read_number
from schema.form import Layout, Place
from schema.unsafe import cleaned
from tui.widgets.grid_model import GridModel, Slot

_MOST_ROWS = 200
_MOST_COLUMNS = 60
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class Landing:
    """What a paste would do."""

    texts: dict[Place, str] = field(default_factory=dict)
    """The figures to put, by place."""
    refused: list[tuple[Slot, str]] = field(default_factory=list)
    """What is no figure of its cell, with the cell it was meant for."""
    differing: list[tuple[Slot, str]] = field(default_factory=list)
    """Figures over computed cells that differ from what the block itself gives."""
    outside: int = 0
    """How many figures fall outside the table."""
    overwritten: int = 0
    """How many cells hold another figure now."""


def read_block(text: str) -> list[list[str]]:
    """The rows and cells of a pasted text: parted by tabs or, without any, by runs of blanks.

    Where every row begins with a label, as in a table copied from a page, labels and header rows are left out.
    """
    rows = [row.split("\t") if "\t" in text else row.split() for row in _lines(text)]
    rows = [[cleaned(cell).strip() for cell in row[:_MOST_COLUMNS]] for row in rows[:_MOST_ROWS]]
    labels = [_label_cells(row) for row in rows]
    if all(count or not any(row) for count, row in zip(labels, rows, strict=True)):
        rows = [row[count:] for count, row in zip(labels, rows, strict=True)]
        rows = [row for row in rows if any(row)]
    return rows


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    # A multiplexer turns the two characters of a Windows line end into two line ends. A blank row of a block has tabs.
    if len(lines) > 2 and not any(lines[1::2]) and all("\t" in line for line in lines[::2]):
        return lines[::2]
    return lines


def _label_cells(row: list[str]) -> int:
    """How many cells a row begins with that are labels: up to its last cell with Chinese text."""
    last = 0
    for index, cell in enumerate(row):
        if _HAN.search(cell.removesuffix("件").removesuffix("万元").removesuffix("元")):
            last = index + 1
    return last


def land(model: GridModel, block: list[list[str]]) -> Landing:
    """Lay a block from the cursor on; computed cells are compared, not written."""
    block = _as_rows(model, block)
    rows = [index for index in range(model.row, len(model.lines)) if model.lines[index].slots]
    without = [index for index in rows if model.lines[index].slots[0].row is not model.table.results_total]
    if len(block) == len(without):
        # The block has no line for row （七）.
        rows = without
    landing = Landing()
    computed: list[tuple[Slot, str]] = []
    for offset, texts in enumerate(block):
        if offset >= len(rows):
            landing.outside += sum(1 for text in texts if text)
            continue
        slots = model.lines[rows[offset]].slots[model.column :]
        landing.outside += sum(1 for text in texts[len(slots) :] if text)
        for slot, text in zip(slots, texts, strict=False):
            if slot.typed:
                _land_one(model, landing, slot, text)
            elif text:
                computed.append((slot, text))
    landing.differing = _differing(model, landing, computed)
    return landing


def _land_one(model: GridModel, landing: Landing, slot: Slot, text: str) -> None:
    number = read_number(text, slot.kind)
    if number is BLANK:
        return
    if number.fault is not None:
        landing.refused.append((slot, text))
        return
    before = model.number(slot).text
    if before and before != number.text:
        landing.overwritten += 1
    landing.texts[slot.place] = number.text


def _as_rows(model: GridModel, block: list[list[str]]) -> list[list[str]]:
    """A printed line of section 四, its three groups side by side, as one row a group."""
    lines = [line for line in model.lines if line.slots]
    if model.table.layout is Layout.STRIP and len(block) == 1:
        for width in (len(lines[0].slots), len(lines[0].row_columns)):
            if len(block[0]) == width * len(lines):
                return [block[0][start : start + width] for start in range(0, len(block[0]), width)]
    return block


def _differing(model: GridModel, landing: Landing, computed: list[tuple[Slot, str]]) -> list[tuple[Slot, str]]:
    trial = model.session.report.copy()
    for place, text in landing.texts.items():
        trial.set_text(place, text)
    totals = model.totals_of(trial)
    differing = []
    for slot, text in computed:
        expected = totals.get(slot.place)
        if expected is not None and read_number(text, slot.kind).usable != expected:
            differing.append((slot, text))
    return differing
