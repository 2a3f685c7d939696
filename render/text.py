"""A report as plain text for terminals and mail: 80 columns by display width."""

from render.document import Document, Heading, Paragraph
from render.line_breaking import break_lines, text_width
from render.ruled_table import ASCII, BOX
from render.tables import Table
from render.text_tables import table_text

WIDTH = 80
"""The cells of a line."""

_INDENT = 4
_WIDEST_TITLE = 60


def to_text(document: Document, *, ascii_rules: bool = False, ambiguous: int = 1) -> str:
    """The document as text that ends in a line feed.

    Paragraphs are indented two characters. The stub of section 三 becomes one column in which its merged labels stand
    above their rows; section 四, too wide for a page in its one official line, has a row for each of its groups; a
    table whose figures leave its labels too little room goes on below with further columns. ``ambiguous`` (1 or 2) is
    the width of ``“”……—`` and of box-drawing characters on the reader's terminal: where these are wide, or with
    ``ascii_rules``, rules are drawn as ``+-|``.
    """
    rules = ASCII if ascii_rules or ambiguous == 2 else BOX
    lines = _title(document, ambiguous)
    previous: object = None
    for block in document.blocks:
        if isinstance(block, Table):
            for panel in table_text(block, WIDTH, rules, ambiguous):
                lines += ["", panel]
        elif isinstance(block, Heading):
            if block.level == 2 or isinstance(previous, Paragraph):
                lines.append("")
            lines += _indented(block.text, ambiguous)
        else:
            if isinstance(previous, Table) or block.kind == "date":
                lines.append("")
            lines += _at_right(block.text, ambiguous) if block.kind == "date" else _indented(block.text, ambiguous)
        previous = block
    return "\n".join(lines) + "\n"


def _title(document: Document, ambiguous: int) -> list[str]:
    """The title in the middle, parted after the agency where it is long, and the draft mark; then a free line."""
    whole = "".join(document.title)
    parts = [whole] if text_width(whole, ambiguous) <= _WIDEST_TITLE else [*document.title]
    lines = [line for part in parts for line in break_lines(part, WIDTH, ambiguous=ambiguous)]
    if document.draft:
        lines.append(document.draft)
    return [*(_moved(line.rstrip(), (WIDTH - text_width(line, ambiguous)) // 2) for line in lines), ""]


def _indented(text: str, ambiguous: int) -> list[str]:
    first, *rest = break_lines(text, WIDTH, _INDENT, ambiguous=ambiguous)
    return [" " * _INDENT + first.rstrip(), *map(str.rstrip, rest)]


def _at_right(text: str, ambiguous: int) -> list[str]:
    """A line that ends two characters before the right edge."""
    lines = break_lines(text, WIDTH - 2 * _INDENT, ambiguous=ambiguous)
    return [_moved(line.rstrip(), WIDTH - _INDENT - text_width(line, ambiguous)) for line in lines]


def _moved(line: str, cells: int) -> str:
    return " " * max(0, cells) + line
