"""Properties of any text: rows made anew, places and cells, offsets."""

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.prose_editor import ProseEditor
from tui.widgets.prose_wrapping import ProseDocument, ProseWrapping

edits = st.tuples(
    st.integers(0, 6),
    st.integers(0, 50),
    st.integers(0, 6),
    st.integers(0, 50),
    st.text("政，（a1 \n\x07", max_size=60),
)


@given(st.text("政府，。（）1a \n\x1b\r", max_size=300), st.lists(edits, max_size=5), st.integers(0, 40))
def test_incremental_rows_equal_rows_made_anew(
    text: str, changes: list[tuple[int, int, int, int, str]], width: int
) -> None:
    document = ProseDocument(text)
    wrapping = ProseWrapping(document, width)
    expected = text
    for row, column, other_row, other_column, inserted in changes:
        ends = []
        for line, offset in ((row, column), (other_row, other_column)):
            line = min(line, document.line_count - 1)
            ends.append((line, min(offset, len(document.lines[line]))))
        first, last = (document.get_index_from_location(end) for end in sorted(ends))
        result = document.replace_range(*ends, inserted)
        wrapping.wrap_range(min(ends), max(ends), result.end_location)
        assert result.replaced_text == expected[first:last]
        expected = expected[:first] + inserted + expected[last:]
        assert document.text == expected
        anew = ProseWrapping(document, width)
        assert wrapping._wrap_offsets == anew._wrap_offsets
        assert wrapping._offset_to_line_info == anew._offset_to_line_info
        assert wrapping._line_index_to_offsets == anew._line_index_to_offsets
        assert wrapping._shown == anew._shown


@given(st.text("政府，a \n", max_size=200), st.integers(1, 20))
def test_places_and_cells_lead_to_each_other(text: str, width: int) -> None:
    wrapping = ProseWrapping(ProseDocument(text), width)
    for line, paragraph in enumerate(text.split("\n")):
        for column in range(len(paragraph) + 1):
            offset = wrapping.location_to_offset((line, column))
            assert 0 <= offset.x <= max(width, 2)
            if offset.x < width:
                assert wrapping.offset_to_location(offset) == (line, column)


@given(st.text(alphabet=st.sampled_from("甲1\n\u202e𠮷"), max_size=30), st.integers(-3, 40))
def test_an_offset_is_a_place_in_the_text(text: str, offset: int) -> None:
    editor = ProseEditor(text)
    editor.go_to_offset(offset)
    assert editor.offset_of_caret == max(0, min(offset, len(text)))
    line, column = editor.cursor_location
    assert "\n".join([*text.split("\n")[:line], text.split("\n")[line][:column]]) == text[: max(0, offset)]
