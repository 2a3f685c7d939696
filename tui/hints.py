"""What the wizard says of the place under the cursor."""

from collections.abc import Sequence
from itertools import accumulate

from render.line_breaking import char_width, text_width
from schema.cells import read_number
from schema.checks import check_tables
from schema.editions.cover import AGENCY_KIND
from schema.findings import COVER, Finding, Severity
from schema.form import Aspect, Cell, Edition, Place, Section
from schema.places import place_name
from schema.unsafe import shown
from tui import last_year
from tui.changes import ACCEPTED
from tui.messages import Message, Run
from tui.session import Session
from tui.step_names import CHECK_STEP

_PLACE_WIDTH = 79
"""Cells of the line that names a place. The longest official label takes 72 of them."""
_MOST_TEXT = 48
"""Cells of that line for what is in a figure's place and has no room there."""
_CUT = ".."
_READ_ALL = " F1看全文"
_STYLES = {Severity.ERROR: "error", Severity.QUERY: "query", Severity.HINT: "dim"}


def finding_message(finding: Finding, place: str = "") -> Message:
    """A finding with what to do about it, without the name of the place where that stands beside it."""
    text = f"{finding.message.removeprefix(f'{place}：')}　{finding.suggestion}"
    return Message(text, "normal", finding.severity.label, _STYLES[finding.severity])


def place_runs(session: Session, place: Place) -> tuple[Run, ...]:
    """The full official name of a place."""
    edition = session.report.edition
    cell = edition.cells.get(place) or edition.keyed_cells.get(place)
    if cell is None:
        return ((f" {place_name(edition, place)}", "header"),)
    text = session.report.number(place).text
    whole = _whole(text) if _too_wide(edition, place, text) else ""
    if (last := last_year.words(session, cell)) and text_width(whole) + text_width(last) <= _MOST_TEXT:
        whole = f"{whole}　{last}"
    room = _PLACE_WIDTH - text_width(whole)
    names = cell_name(cell), f"{cell.column.short} {cell.row.label}", f"{cell.column.short} {cell.row.short_label}"
    name = next((name for name in names if text_width(name) <= room), abridged(names[-1], room))
    return ((f" {name}{whole}", "header"),)


def _whole(text: str) -> str:
    """What a place holds, for the line that names it: a part of a figure would read as another one."""
    safe = shown(text)
    if text_width(safe) <= _MOST_TEXT:
        return f"　现为{safe}"
    return f"　现为{abridged(safe, _MOST_TEXT - text_width(_READ_ALL))}{_READ_ALL}"


def abridged(text: str, width: int) -> str:
    """The text in at most `width` cells, with two dots at its end where it is cut."""
    if text_width(text) <= width:
        return text
    edges = accumulate(map(char_width, text))
    return text[: sum(1 for edge in edges if edge <= width - len(_CUT))].rstrip() + _CUT


def cell_name(cell: Cell) -> str:
    """The full official labels of a figure's row and column."""
    column = "" if cell.row.scalar else f" · {cell.column.label}"
    return " ".join((*cell.row.naming_groups, cell.row.label)) + column


def _too_wide(edition: Edition, place: Place, text: str) -> bool:
    """Whether a figure of a table does not fit its cell in the grid, or not while it is being edited."""
    # Not at the top: the first page has no figures.
    from tui.widgets.grid_measures import MEASURES

    table = edition.table_of(place)
    return table is not None and text_width(shown(text)) > MEASURES[table.layout].figure - 2


def _wide_figures(session: Session, place: Place) -> list[str]:
    """The figures around a place that its grid has no room for: those of its row, its column's total and difference."""
    edition = session.report.edition
    table, cell = edition.table_of(place), edition.cells.get(place) or edition.keyed_cells.get(place)
    if table is None or cell is None:
        return []
    around = [(cell.row, column) for column in (*cell.row.columns, cell.row.total) if column is not None]
    if table.results_total is not None:
        around.append((table.results_total, cell.column))
    places = [table.cell_place(row, column) for row, column in around]
    totals = session.figures.totals
    texts = [
        (place_name(edition, other), session.report.number(other).text or str(totals.get(other) or ""))
        for other in places
    ]
    if table.roles:
        texts += [
            (f"{cell.column.label}的差额", f"{balance.difference:+}")
            for balance in session.figures.balances
            if balance.column == cell.column.key and balance.difference
        ]
    return [f"{name}：{text}" for name, text in texts if _too_wide(edition, place, text)]


def message(session: Session, place: Place, typed: str | None = None, left: Place | None = None) -> Message:
    """What is wrong at a place, or at the one just filled in and left; where nothing is, how to fill it in."""
    edition = session.report.edition
    if (finding := finding_at(session, place, typed)) is not None:
        return finding_message(finding, place_name(edition, place))
    if left is not None and typed is None:
        finding = gravest(_findings_of(session, place), left)
        if finding is not None and finding.severity is Severity.ERROR:
            return finding_message(finding)
    return Message(hint(edition, place))


def finding_at(session: Session, place: Place, typed: str | None = None) -> Finding | None:
    """The gravest of what is wrong at a place, or of what the cell's own rules say of a text being typed there."""
    found = _findings_of(session, place) if typed is None else typed_findings(session, place, typed)
    return gravest(found, place)


def _findings_of(session: Session, place: Place) -> Sequence[Finding]:
    """What is said about figures where a place is one of them; else everything, which takes longer to find out."""
    is_figure = session.report.edition.table_of(place) is not None
    return session.table_findings() if is_figure else session.findings


def gravest(findings: Sequence[Finding], place: Place) -> Finding | None:
    """The first error at a place, else the first query that no reason excuses."""
    for severity in (Severity.ERROR, Severity.QUERY):
        for finding in findings:
            if finding.severity is severity and not finding.accepted and place in finding.where:
                return finding
    return None


def typed_findings(session: Session, place: Place, typed: str) -> list[Finding]:
    """What the cell's own rules say of a text that is still being typed."""
    edition = session.report.edition
    cell = edition.cells.get(place) or edition.keyed_cells.get(place)
    if cell is None or read_number(typed, cell.kind).fault is None:
        return []
    trial = session.report.copy()
    trial.set_text(place, typed)
    return [finding for finding in check_tables(trial) if finding.code.startswith("cell-")]


def hint(edition: Edition, place: Place) -> str:
    """How the form asks a place to be filled in."""
    if (cell := edition.cells.get(place) or edition.keyed_cells.get(place)) is not None:
        if place in edition.keyed_cells:
            return f"照录来源表中的{cell.column.label}，供核对；留空表示来源没有。"
        return cell.row.hint
    if (field := edition.fields_by_place.get(place)) is not None:
        return field.hint
    section = edition.section_of(place)
    return section.demand if section is not None else ""


def missing_aspects(session: Session, section: Section) -> list[str]:
    """The headings that the form asks of a prose section and none of its parts has."""
    kind = session.text(AGENCY_KIND.key)
    headings = [part.heading for part in session.report.parts[section.key]]
    return [
        aspect.heading
        for aspect in section.aspects
        if aspect.only_for in ("", kind) and not any(aspect.heading in heading for heading in headings)
    ]


def aspect_of(section: Section, heading: str) -> Aspect | None:
    """The aspect of the form that a part's heading names."""
    return next((aspect for aspect in section.aspects if aspect.heading in heading), None)


def section_key(edition: Edition, place: Place) -> str:
    """The section a place belongs to, or the cover; of accepted queries the step that lists them."""
    if place.partition(".")[0] == ACCEPTED:
        return CHECK_STEP
    section = edition.section_of(place)
    return COVER if section is None else section.key


def help_text(session: Session, place: Place, keys: Sequence[str] = ()) -> str:
    """What F1 explains: the place, what the form asks there, what stands against it, and the keys."""
    edition = session.report.edition
    section = edition.section_of(place)
    advice = hint(edition, place)
    cell = edition.cells.get(place) or edition.keyed_cells.get(place)
    lines = [cell_name(cell) if cell is not None else place_name(edition, place)]
    if section is None or advice != section.demand:
        lines += ["", advice]
    if wide := _wide_figures(session, place):
        lines += ["", *wide]
    table = edition.table_of(place)
    if table is not None and table.note:
        lines += ["", table.note.strip("（）")]
    if section is not None:
        lines += ["", section.title, section.demand]
        for aspect in section.aspects:
            lines.append(f"· {aspect.heading}：{aspect.demand}")
    for finding in session.findings:
        if place in finding.where:
            accepted = "（已说明）" if finding.accepted else ""
            lines += ["", f"{finding.severity.label}{accepted}：{finding.message}", finding.suggestion]
    for located in session.located():
        if place in located.places:
            lines += ["", f"{located.lead}{located.words}"]
    lines += ["", *(keys or KEYS_HELP)]
    return "\n".join(lines)


KEYS_HELP = (
    "按键",
    "方向键 移动　Tab 下一格　Shift+Tab 上一格　Home/End 行首行尾　PgUp/PgDn 翻页",
    "直接打字 替换　F2或回车 修改　回车 存入并下移　Esc 取消　Del 清空",
    "F1 说明　F3 录合计　F4 空格补零　F5 采纳改法　F6 下一问题　F7 上一节",
    "F8 下一节　F9 核对　Ctrl+S 保存　Ctrl+Z 撤销　Ctrl+Y 重做　Ctrl+L 重画",
    "Esc 菜单　F10 退出",
    "第一行的“已暂存”：记在恢复草稿里，断线不丢；Ctrl+S才写进报告文件。",
    "数字前：! 不对　* 很可能填错　= 计算得出或核对相符　? 合计没有核对",
    "从Excel、Word或网页复制的一块数可以直接粘贴，先看预览再放入。",
)
