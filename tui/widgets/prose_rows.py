"""A text area that shows Chinese prose row by row: what stands in each, where the caret is, what to paint anew."""

from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.document._document import Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea

from tui.widgets.prose_wrapping import ProseDocument, ProseWrapping
from tui.widgets.room import follow_room, spaced

_RowKey = tuple[str, int, int, int]
"""What a row shows: its text, the first and end column selected, the caret's column; -1 where there is none."""


class ProseRows(TextArea, inherit_bindings=False):
    """A text area whose rows break as Chinese rules ask, and which repaints only the rows that changed.

    A key costs the line breaking of one paragraph and the painting of the changed rows, where the stock widget divides
    the paragraph anew for every row on the screen.
    """

    DEFAULT_CSS = """
    ProseRows {
        padding: 0;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;

        /* Stock paints a selection black on the default background, which is mostly black. */
        &:ansi .text-area--cursor {
            color: ansi_default;
            background: ansi_default;
            text-style: reverse;
        }
        &:ansi .text-area--selection {
            color: ansi_bright_white;
            background: ansi_blue;
            text-style: none;
        }
        &:nocolor .text-area--selection {
            text-style: underline;
        }
    }
    """

    # A change of these repaints rows, not the widget; one row more is no reason to lay out the screen.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)

    def __init__(
        self,
        text: str,
        *,
        ambiguous: int,
        read_only: bool,
        name: str | None,
        id: str | None,
        classes: str | None,
        disabled: bool,
    ) -> None:
        self._room = ambiguous
        self._caret_column = 0
        # End puts the caret behind a row's last character, which is also the place before the next row's first.
        self._after_row_end = False
        self._moving_to_row_end = False
        self._painted: dict[int, _RowKey | None] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(512)
        self._row_styles = (Style(), Style(), Style())
        self._row_width = 0
        super().__init__(
            text,
            read_only=read_only,
            max_checkpoints=200,
            name=name,
            id=id,
            classes=classes,
            disabled=disabled,
            compact=True,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Leave as much room for ambiguous characters as the application says."""
        follow_room(self, self._take_room)

    def _take_room(self, room: int) -> None:
        if room == self._room:
            return
        self._room = self._wrapping.ambiguous = room
        self._strips.clear()
        self._painted.clear()
        self._rewrap_and_refresh_virtual_size()

    @property
    def caret(self) -> Offset:
        """The caret's place on the screen, for the input method's window."""
        return self.cursor_screen_offset

    @property
    def offset_of_caret(self) -> int:
        """Where in the text the caret stands, in characters."""
        line, column = self.cursor_location
        return sum(len(self.document.get_line(index)) + 1 for index in range(line)) + column

    # The text, its rows and the caret

    def _set_document(self, text: str, language: str | None) -> None:
        document = ProseDocument(text)
        wrapping = ProseWrapping(document, self.wrap_width if self.is_mounted else 0, self._room)
        self.document, self.wrapped_document, self.navigator = document, wrapping, DocumentNavigator(wrapping)
        self._wrapping = wrapping
        self.move_cursor((0, 0))
        self._refresh_size()

    def _rewrap_and_refresh_virtual_size(self) -> None:
        self._wrapping.wrap(self.wrap_width)
        self._after_row_end = False
        self._refresh_size()

    def _refresh_size(self) -> None:
        before, self.virtual_size = self.virtual_size, Size(0, self._wrapping.height)
        if self.virtual_size != before:
            if self.styles.auto_dimensions:
                self.refresh(layout=True)
            else:
                self._scroll_update(self.virtual_size)
        self.scroll_cursor_visible()
        self._repaint_changed_rows()

    def _build_highlight_map(self) -> None:
        """Nothing is highlighted."""

    def _recompute_cursor_offset(self) -> None:
        column = self.cursor_location[1]
        row = self._wrapping.row_of(self.cursor_location)
        line, begin, _, _ = self._wrapping.span_of_row(row)
        if self._after_row_end and column == begin and row:
            row -= 1
            _, begin, _, _ = self._wrapping.span_of_row(row)
        self._caret_column = column - begin
        self._cursor_offset = (self._wrapping.x_of(line, begin, column), row)

    def record_cursor_width(self) -> None:
        """Remember the caret's cell for moving up and down."""
        self._recompute_cursor_offset()
        self.navigator.last_x_offset = self._cursor_offset[0]

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the caret into view, by half a page at a time: one repaint serves many rows."""
        self._recompute_cursor_offset()
        height = self.scrollable_content_region.height if self.is_mounted else 0
        row, top = self._cursor_offset[1], self.scroll_offset.y
        if not height or top <= row < top + height:
            return Offset(0, 0)
        self.scroll_to(y=max(0, row - height // 2), animate=False, force=True)
        return Offset(0, self.scroll_offset.y - top)

    def get_cursor_up_location(self) -> Location:
        """The place above the caret, at the cell it was last brought to sideways."""
        return self._location_at_row(self._cursor_offset[1] - 1)

    def get_cursor_down_location(self) -> Location:
        """The place below the caret, at the cell it was last brought to sideways."""
        return self._location_at_row(self._cursor_offset[1] + 1)

    def _location_at_row(self, row: int) -> Location:
        if row < 0:
            return 0, 0
        if row >= self._wrapping.height:
            return self.document.end
        return self._wrapping.offset_to_location(Offset(max(self._cursor_offset[0], self.navigator.last_x_offset), row))

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:
        """The beginning of the caret's row."""
        line, begin, _, _ = self._wrapping.span_of_row(self._cursor_offset[1])
        return line, begin

    def get_cursor_line_end_location(self) -> Location:
        """The end of the caret's row."""
        line, _, end, _ = self._wrapping.span_of_row(self._cursor_offset[1])
        return line, end

    def action_cursor_line_end(self, select: bool = False) -> None:
        """Move the caret behind the last character of its row."""
        self._moving_to_row_end = True
        try:
            super().action_cursor_line_end(select)
        finally:
            self._moving_to_row_end = False

    # Reactions

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        self._after_row_end = self._moving_to_row_end
        self.scroll_cursor_visible()
        self._park_input_method()
        self._repaint_changed_rows()
        self.caret_moved()

    def caret_moved(self) -> None:
        """Hear that the caret may have moved."""

    def _watch_has_focus(self, focus: bool) -> None:
        self._cursor_visible = focus
        self._park_input_method()
        if focus:
            self.history.checkpoint()

    def _watch__cursor_visible(self) -> None:
        self._repaint_changed_rows()

    def _watch_scroll_x(self) -> None:
        self._park_input_method()

    def _watch_scroll_y(self) -> None:
        self._park_input_method()

    def _park_input_method(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.caret

    def notify_style_update(self) -> None:
        """Forget what was painted in other styles."""
        self._strips.clear()
        self._painted.clear()
        super().notify_style_update()

    # Rows

    def _repaint_changed_rows(self) -> None:
        if not self.is_mounted:
            return
        top, (width, height) = self.scroll_offset.y, self.size
        changed = [y for y in range(height) if self._painted.get(y, ()) != self._row_key(top + y)]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _row_key(self, row: int) -> _RowKey | None:
        """What a row shows, or None below the text."""
        if row >= self._wrapping.height:
            return None
        line, begin, end, last = self._wrapping.span_of_row(row)
        caret = self._caret_column if row == self._cursor_offset[1] and self._draw_cursor else -1
        selected_from = selected_to = -1
        if not self.selection.is_empty:
            first, final = sorted(self.selection)
            # A selected line end is seen as one cell behind the paragraph.
            beyond = end + (last and line < final[0])
            selected_from = max(begin, first[1] if line == first[0] else 0) - begin
            selected_to = min(beyond, final[1] if line == final[0] else beyond) - begin
            if not first[0] <= line <= final[0] or selected_from >= selected_to:
                selected_from = selected_to = -1
        return self._wrapping.shown_between(line, begin, end), selected_from, selected_to, caret

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region, in the widget's styles of this moment."""
        base = self.visual_style.rich_style
        self._row_styles = (
            base,
            base + self.get_component_rich_style("text-area--selection"),
            base + self.get_component_rich_style("text-area--cursor"),
        )
        self._row_width = self.scrollable_content_region.width
        # Past TextArea, which would look up the styles of a whole code theme for each paint.
        return super(TextArea, self).render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        key = self._painted[y] = self._row_key(self.scroll_offset.y + y)
        if key is None:
            return Strip.blank(self._row_width, self._row_styles[0])
        cache_key = (key, self._row_width, self._row_styles)
        strip = self._strips.get(cache_key)
        if strip is None:
            strip = self._strips[cache_key] = self._paint_row(*key)
        return strip

    def _paint_row(self, text: str, selected_from: int, selected_to: int, caret: int) -> Strip:
        base, selection, cursor = self._row_styles
        text = self._wrapping.fitting(text)
        caret = min(caret, len(text))
        text += " "  # where the caret stands behind the last character
        edges = sorted({0, selected_from, selected_to, caret, caret + 1, len(text)})
        segments = [
            Segment(
                spaced(text[begin:end], self._room),
                cursor if begin == caret else selection if selected_from <= begin < selected_to else base,
            )
            for begin, end in pairwise(edges)
            if 0 <= begin < end <= len(text)
        ]
        return Strip(segments).adjust_cell_length(self._row_width, base)
