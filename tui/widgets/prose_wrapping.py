"""A text as the prose editor shows it: paragraphs, their rows, and where the caret stands in them."""

from bisect import bisect_right

from textual.document._document import Document, EditResult, Location
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset, clamp

from render.line_breaking import char_width, line_starts, text_width
from schema.unsafe import find_unsafe

STAND_IN = "\N{REPLACEMENT CHARACTER}"
"""Shown in the place of each character that must not reach the terminal."""


class ProseDocument(Document):
    """A text whose paragraphs end at line feeds only, so that any text comes back as it was given.

    Textual's own document splits at every kind of line end and joins with the first.
    """

    def __init__(self, text: str) -> None:
        self._newline = "\n"
        self._lines = text.split("\n")

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace the text between two places, which may be given in either order."""
        (top, left), (bottom, right) = sorted((start, end))
        replaced = self.get_text_range((top, left), (bottom, right))
        lines = self._lines
        before = lines[top][:left] if top < len(lines) else ""
        after = lines[bottom][right:] if bottom < len(lines) else ""
        inserted = text.split("\n")
        inserted[0] = before + inserted[0]
        column = len(inserted[-1])
        inserted[-1] += after
        lines[top : bottom + 1] = inserted
        return EditResult((top + len(inserted) - 1, column), replaced)


class ProseWrapping(WrappedDocument):
    """The rows of a prose text, broken as `render.line_breaking` breaks them.

    An edit breaks its own paragraphs again and no other. Sections hold a stand-in for each unsafe character, so that
    a column of a section is a column of the document.
    """

    def __init__(self, document: ProseDocument, width: int = 0, ambiguous: int = 1) -> None:
        self.ambiguous = ambiguous
        """Cells of characters such as `“`; `wrap` again after a change."""
        self._shown: list[str] = []
        super().__init__(document, width)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self._offset_to_line_info)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Break every paragraph at a width in cells; 0 leaves each in one row."""
        self._width = width
        self._shown = list(map(_displayed, self.document.lines))
        self._wrap_offsets = list(map(self._starts, self._shown))
        self._number_rows()

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Break again the paragraphs that an edit touched, after the document has changed."""
        last_old, last_new = len(self._shown) - 1, self.document.line_count - 1
        top = clamp(min(start[0], old_end[0]), 0, min(last_old, last_new))
        old_bottom = clamp(max(start[0], old_end[0]), 0, last_old)
        new_bottom = clamp(max(start[0], new_end[0]), 0, last_new)

        shown = [_displayed(line) for line in self.document.lines[top : new_bottom + 1]]
        offsets = list(map(self._starts, shown))
        same_rows = list(map(len, offsets)) == list(map(len, self._wrap_offsets[top : old_bottom + 1]))
        self._shown[top : old_bottom + 1] = shown
        self._wrap_offsets[top : old_bottom + 1] = offsets
        if not same_rows:
            self._number_rows()

    def _starts(self, paragraph: str) -> list[int]:
        return line_starts(paragraph, self._width, ambiguous=self.ambiguous) if self._width else []

    def _number_rows(self) -> None:
        self._offset_to_line_info = [
            (line, section) for line, offsets in enumerate(self._wrap_offsets) for section in range(len(offsets) + 1)
        ]
        self._line_index_to_offsets = []
        row = 0
        for offsets in self._wrap_offsets:
            self._line_index_to_offsets.append(list(range(row, row + len(offsets) + 1)))
            row += len(offsets) + 1

    def row_of(self, location: Location) -> int:
        """The row that holds a place; the place between two rows of a paragraph belongs to the second.

        While an undo is under way the caret may still be below the text: then the row is the last paragraph's.
        """
        line, column = min(location[0], len(self._shown) - 1), location[1]
        return self._line_index_to_offsets[line][bisect_right(self._wrap_offsets[line], column)]

    def span_of_row(self, row: int) -> tuple[int, int, int, bool]:
        """A row's paragraph, its first and end column there, and whether the paragraph ends with it."""
        line, section = self._offset_to_line_info[row]
        offsets = self._wrap_offsets[line]
        last = section == len(offsets)
        return line, offsets[section - 1] if section else 0, len(self._shown[line]) if last else offsets[section], last

    def shown_between(self, line: int, begin: int, end: int) -> str:
        """A part of a paragraph as it is shown."""
        return self._shown[line][begin:end]

    def x_of(self, line: int, begin: int, column: int) -> int:
        """The cell of a column in the row that begins at another; hanging spaces all stand behind the last cell."""
        x = text_width(self._shown[line][begin:column], self.ambiguous)
        return min(x, self._width) if self._width else x

    def fitting(self, row: str) -> str:
        """A row without the hanging spaces for which there is no room."""
        while row and self._width and text_width(row, self.ambiguous) > self._width:
            row = row[: min(len(row) - 1, self._width)]
        return row

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of a paragraph, as shown."""
        shown = self._shown[line_index]
        offsets = self._wrap_offsets[line_index]
        return [shown[begin:end] for begin, end in zip([0, *offsets], [*offsets, len(shown)], strict=True)]

    def get_tab_widths(self, line_index: int) -> list[int]:
        """None: a tab is shown as a stand-in."""
        return []

    def location_to_offset(self, location: Location) -> Offset:
        """The cell and row of a place."""
        row = self.row_of(location)
        line, begin, _, _ = self.span_of_row(row)
        return Offset(self.x_of(line, begin, location[1]), row)

    def offset_to_location(self, offset: Offset) -> Location:
        """The place at a cell of a row; beyond the end of the row or the text, the last one there."""
        x, y = offset
        line, section = self._offset_to_line_info[clamp(y, 0, self.height - 1)]
        return line, self.get_target_document_column(line, max(0, x), section)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column of a paragraph at a cell of one of its rows, counted from either end."""
        rows = self._line_index_to_offsets[line_index]
        _, begin, end, last = self.span_of_row(rows[y_offset])
        cells = 0
        for column in range(begin, end):
            cells += char_width(self._shown[line_index][column], self.ambiguous)
            if cells > x_offset:
                return column
        return end if last else max(begin, end - 1)


def _displayed(paragraph: str) -> str:
    """The paragraph with a stand-in for each unsafe character."""
    unsafe = find_unsafe(paragraph)
    if not unsafe:
        return paragraph
    chars = list(paragraph)
    for offset in unsafe:
        chars[offset] = STAND_IN
    return "".join(chars)
