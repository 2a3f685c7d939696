"""A block of figures pasted from Excel, Word or a web page: where each lands, and what is refused."""

import re
from dataclasses import dataclass, field

from schema.cells import BLANK, read_number
from schema.form import Layout, Place
from schema.unsafe import cleaned, without_sequences
from tui.widgets.grid_model import GridModel, Slot

_MOST_ROWS = 200
_MOST_COLUMNS = 60
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_FIGURE = frozenset({"没有", "暂无", "不详", "不明", "无数据", "未统计", "不适用", "大约"})
# How the form's row labels begin.
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]")


class BlockError(ValueError):
    """A block whose figures cannot be told from its labels; the text says so to the user."""


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
    unread: str = ""
    """Why nothing of the block could be read, if so."""


def read_block(text: str) -> list[list[str]]:
    """The rows and cells of a pasted text: parted by tabs or, without any, by runs of blanks.

    Labels before the figures, as in a table copied from a page, and header rows are left out.

    Raises:
        BlockError: The rows begin with labels, and differ in how many figures follow; or it is far larger than a table.
    """
    text = without_sequences(text)
    lines = _lines(text)
    if len(lines) > _MOST_ROWS:
        raise BlockError(f"粘贴的有{len(lines)}行，比表大得多，一格也没有填。请只复制这张表的数，再粘贴一次。")
    rows = [row.split("\t") if "\t" in text else row.split() for row in lines]
    if (widest := max(map(len, rows), default=0)) > _MOST_COLUMNS:
        raise BlockError(f"粘贴的有{widest}栏，比表大得多，一格也没有填。请只复制这张表的数，再粘贴一次。")
    return _without_labels([[cleaned(cell).strip() for cell in row] for row in rows])


def _without_labels(rows: list[list[str]]) -> list[list[str]]:
    data = [row for row in rows if any(cell and not _is_label(cell) for cell in row)]
    if not data:
        return []
    start = rows.index(data[0])
    if not any(_own_labels(row) for row in data):
        return [row for index, row in enumerate(rows) if index >= start or not any(row)]
    if len({len(row) for row in data}) == 1:
        common = min(map(_first_figure, data))
        common = max(_own_labels(row[:common]) for row in data)
        widths = [common] * len(rows)
        figures = len(data[0]) - common
    else:
        widths = [_own_labels(row) for row in rows]
        figures = len(data[0]) - _own_labels(data[0])
        if any(len(row) - _own_labels(row) != figures for row in data):
            raise BlockError("各行的数不一样多，分不清哪些是栏目名、哪些是数。请只复制数，再粘贴一次。")
    stripped = []
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        # A row of the form whose figures are all blank keeps its line; a heading does not.
        blank = any(row[:width]) and len(row) - width == figures and not any(row[width:])
        if row in data or (blank and (index > start or _NUMBERED.match("".join(row[:width])))):
            stripped.append(row[width:])
    return stripped


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    # A multiplexer turns the two characters of a Windows line end into two line ends. A blank row of a block has tabs.
    if len(lines) > 2 and not any(lines[1::2]) and all("\t" in line for line in lines[::2]):
        return lines[::2]
    return lines


def _is_label(cell: str) -> bool:
    """Whether a cell has a name in it; "约3", "无" or "12件" stand where a figure should."""
    text = cell.removesuffix("件").removesuffix("万元").removesuffix("元")
    return len(_HAN.findall(text)) > 1 and text not in _NO_FIGURE


def _first_figure(row: list[str]) -> int:
    """The index of the first cell that is neither blank nor a label."""
    return next((index for index, cell in enumerate(row) if cell and not _is_label(cell)), len(row))


def _own_labels(row: list[str]) -> int:
    """How many cells a row begins with that are labels, or blanks before a label."""
    labels = [index for index in range(_first_figure(row)) if row[index]]
    return labels[-1] + 1 if labels else 0


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
