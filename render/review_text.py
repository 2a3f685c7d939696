"""The sheet of what differs between two reports as text."""

from collections.abc import Iterator

from render.review_entries import Entry
from render.review_sheet import Sheet


def sheet_text(sheet: Sheet) -> str:
    """The lines of a sheet, ending in a line feed; changed words of a sentence stand in 【】."""
    lines = [sheet.title, f"旧：{sheet.old}", f"新：{sheet.new}"]
    lines.append("，".join(sheet.counts) or sheet.verdict)
    for group in sheet.groups:
        lines += ["", f"【{group.title}】"]
        for entry in group.entries:
            lines += _LAYOUTS[group.layout](entry)
        if group.zeros:
            lines.append(group.zeros_told)
    return "\n".join([*lines, *([""] if sheet.notes else []), *sheet.notes]) + "\n"


def _figure_lines(entry: Entry) -> Iterator[str]:
    yield f"{entry.name}  {entry.old} → {entry.new}" + (f"（{entry.difference}）" if entry.difference else "")


def _sentence_lines(entry: Entry) -> Iterator[str]:
    happened = "，原在".join(filter(None, (entry.label, entry.origin)))
    yield entry.name + (f"（{happened}）" if happened else "")
    if entry.message:
        yield f"  {entry.message}"
    for mark, pieces in (("−", entry.old_marked), ("+", entry.new_marked)):
        if pieces:
            yield f"  {mark} " + "".join(f"【{piece.text}】" if piece.changed else piece.text for piece in pieces)


def _message_lines(entry: Entry) -> Iterator[str]:
    if entry.message:
        yield f"{entry.label}  {entry.message}"
    else:
        yield f"{entry.label}  {entry.name}"
        both = entry.old is not None and entry.new is not None
        if both and "\n" not in f"{entry.old}{entry.new}" and len(f"{entry.old}{entry.new}") < 60:
            yield f"  {entry.old} → {entry.new}"
        else:
            yield from (f"  {mark} {text}" for mark, text in (("−", entry.old), ("+", entry.new)) if text is not None)
    if entry.suggestion:
        yield f"  {entry.suggestion}"
    if entry.reason:
        yield f"  理由：{entry.reason}"


_LAYOUTS = {"fields": _figure_lines, "figures": _figure_lines, "sentences": _sentence_lines, "messages": _message_lines}
