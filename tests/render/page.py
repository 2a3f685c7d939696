"""Reads an HTML page back: its elements, its text and its tables laid out as a browser does."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Cell:
    """One cell and where it begins."""

    tag: str
    attributes: dict[str, str | None]
    row: int = 0
    column: int = 0
    text: str = ""

    def span(self, name: str) -> int:
        return int(self.attributes.get(name) or 1)


@dataclass
class TableRead:
    """One table as a grid: the cell at every row and column, a merged cell at each that it takes."""

    grid: dict[tuple[int, int], Cell] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    columns: int = 0
    """As its column groups say."""
    rows: int = 0

    def place(self, cell: Cell) -> None:
        column = 0
        while (self.rows - 1, column) in self.grid:
            column += 1
        cell.row, cell.column = self.rows - 1, column
        for row in range(cell.row, cell.row + cell.span("rowspan")):
            for taken in range(column, column + cell.span("colspan")):
                assert (row, taken) not in self.grid, f"two cells at {row}, {taken}"
                self.grid[row, taken] = cell
        self.cells.append(cell)

    def labels_above(self, cell: Cell) -> list[str]:
        """The column headers over a cell, from the top, since the last row that is a caption alone."""
        texts: list[str] = []
        for row in range(cell.row):
            head = self.grid[row, cell.column]
            if head.attributes.get("scope") == "rowgroup" and head.span("colspan") == self.columns:
                texts = [head.text]
            elif head.tag == "th" and head.text not in texts:
                texts.append(head.text)
        return texts

    def labels_left(self, cell: Cell) -> list[str]:
        """The row headers beside a cell, from the left."""
        heads = [self.grid[cell.row, column] for column in range(cell.column)]
        return list(dict.fromkeys(head.text for head in heads if head.tag == "th"))


class Page(HTMLParser):
    """A page that was read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        self.tables: list[TableRead] = []
        self.meta: dict[str, str | None] = {}
        self.other_markup: list[str] = []
        self.style = ""
        self._open: list[str] = []
        self._cell: Cell | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        attributes = dict(attrs)
        if tag == "meta":
            name = attributes.get("name") or attributes.get("http-equiv")
            if name:
                self.meta[name] = attributes.get("content")
        elif tag == "table":
            self.tables.append(TableRead())
        elif tag == "col":
            self.tables[-1].columns += 1
        elif tag == "tr":
            self.tables[-1].rows += 1
        elif tag in ("td", "th"):
            self._cell = Cell(tag, attributes)
        if tag not in ("meta", "col", "wbr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, tag
        if tag in ("td", "th"):
            assert self._cell is not None
            self.tables[-1].place(self._cell)
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text += data
        if self._open and self._open[-1] == "style":
            self.style += data
        elif data.strip():
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.other_markup.append(data)

    def handle_pi(self, data: str) -> None:
        self.other_markup.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other_markup.append(data)
