"""Hypothesis strategies for whole reports, as a file can hold them."""

from datetime import date
from random import Random

from hypothesis import strategies as st

from schema.cells import read_number
from schema.editions import EDITIONS
from schema.form import Cell, Edition, Field, Kind
from schema.report import Accepted, Part, Report

_AWKWARD = (
    "",
    '"',
    '""',
    '"""',
    "'''",
    "\\",
    "\\n",
    "\\u0000",
    "\n",
    "\n\n",
    "\n\n\n",
    " ",
    "  ",
    "\t",
    "\u3000",
    "\r",
    "\r\n",
    "。",
    "！",
    "？”",
    "；）",
    "。』”",
    "...",
    "#",
    "# 注",
    "=",
    "[x]",
    "e\u0301",
    "\U0001f468\u200d\U0001f469",
    "\ufe0f",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\U000e0041",
    "\U0010ffff",
    "\u3164",
    "<<<<<<< a",
    "=======",
    "=======\n",
    "\n>>>>>>> b",
    "一二三",
    "全年公开188条",
    "ab",
    "A",
    "12",
    "·",
    "“引”",
)

_CHARACTERS = st.characters(exclude_categories=("Cs",))


def any_text(max_size: int = 12) -> st.SearchStrategy[str]:
    """Any text that UTF-8 can hold, awkward pieces favoured."""
    pieces = st.one_of(st.sampled_from(_AWKWARD), st.text(_CHARACTERS, max_size=3))
    return st.lists(pieces, max_size=max_size).map("".join)


def prose() -> st.SearchStrategy[str]:
    """Any prose."""
    return any_text()


def line() -> st.SearchStrategy[str]:
    """Any text of a one-line field."""
    return any_text(4)


_FIGURES = (
    "",
    "0",
    "7",
    "007",
    "12",
    "１２",
    "1,234",
    "99999",
    "123456789012345",
    "1234567890123456",
    "-5",
    "+5",
    "-0",
    "0.0",
    "25.10",
    "25.1000001",
    "0.000001",
    "1e5",
    "inf",
    "nan",
    "0x10",
    "1_000",
    "12a",
    "/",
    "无",
    "3件",
    "1.5万元",
    " 8 ",
    "12\t34",
)


def typed_figure() -> st.SearchStrategy[str]:
    """What somebody may type into a cell."""
    return st.one_of(
        st.sampled_from(_FIGURES),
        st.integers(0, 10**6).map(str),
        st.decimals(0, 10**6, places=2, allow_nan=False).map(str),
        line(),
    )


def _field_text(field: Field) -> st.SearchStrategy[str]:
    if field.kind is Kind.CHOICE:
        return st.sampled_from(["", *(choice.value for choice in field.choices)])
    if field.kind is Kind.PROSE:
        return prose()
    if field.kind is Kind.YEAR:
        return st.one_of(st.sampled_from(["", "2021", "0021", "２０２１", "21", "02021"]), line())
    if field.kind is Kind.DATE:
        odd = st.sampled_from(["2022-1-20", "20220120", "2022-W03-4", "2022-02-30", "0000-01-01"])
        return st.one_of(st.dates(date(1, 1, 1)).map(date.isoformat), odd, line())
    return line()


def parts() -> st.SearchStrategy[list[Part]]:
    """The headed parts of one section."""
    return st.lists(st.builds(Part, heading=line(), text=prose()), max_size=4)


def accepted() -> st.SearchStrategy[list[Accepted]]:
    """Queries that were let stand."""
    texts = st.lists(line(), max_size=3).map(tuple)
    day = st.one_of(st.sampled_from(["", "2022-01-18", "2022-99-99", "0000-01-01", "2022-02-30"]), line())
    return st.lists(
        st.builds(Accepted, code=line(), where=texts, values=texts, reason=line(), by=line(), on=day), max_size=2
    )


@st.composite
def reports(draw: st.DrawFn, edition: Edition | None = None) -> Report:
    """A report of either edition, every value arbitrary, some totals keyed."""
    edition = edition or draw(st.sampled_from([*EDITIONS.values()]))
    report = Report(edition)
    for field in edition.fields:
        text = draw(_field_text(field))
        if text or not field.optional:
            report.texts[field.key] = text
    for section in edition.sections:
        if section.prose:
            report.texts[f"{section.key}.intro"] = draw(prose())
            report.parts[section.key] = draw(parts())

    def figures(cells: list[Cell], texts: st.SearchStrategy[str]) -> dict[str, str]:
        drawn = draw(st.lists(st.tuples(st.sampled_from(cells), texts), max_size=12))
        return {cell.place: text for cell, text in drawn}

    filling = draw(st.sampled_from(["", "0", "3"]))
    typed = dict.fromkeys(edition.cells, filling) | figures([*edition.cells.values()], typed_figure())
    report.cells = {place: read_number(text, edition.cells[place].kind) for place, text in typed.items()}
    for place, text in figures([*edition.keyed_cells.values()], typed_figure()).items():
        report.set_text(place, text)
    report.accepted = draw(accepted())
    return report


@st.composite
def handwritten(draw: st.DrawFn, text: str) -> str:
    """The text of a canonical file as a person might have written it: order, spacing, comments, line ends, mark.

    It says the same as before.
    """
    random = Random(draw(st.integers(0, 2**32)))
    tables: list[list[list[str]]] = [[]]
    unit: list[str] = []
    block = False
    for line_ in text.removesuffix("\n").split("\n"):
        if not block and line_.startswith("["):
            tables.append([])
        unit.append(line_)
        if not block and line_.endswith('"""') and line_.count('"""') == 1:
            block = True
        elif block and line_ == '"""':
            block = False
        if not block and line_ and not line_.startswith("#"):
            tables[-1].append(unit)
            unit = []
    groups: dict[str, list[list[list[str]]]] = {}
    for table in tables:
        header, keys = (table[:1], table[1:]) if table[0][-1].startswith("[") else ([], table)
        random.shuffle(keys)
        name = header[0][-1].strip("[").partition("]")[0].partition(".")[0] if header else ""
        groups.setdefault(name, []).append([_messy(each, random) for each in (*header, *keys)])
    head, *rest = groups.values()
    random.shuffle(rest)
    lines = [line_ for group in (head, *rest) for table in group for each in table for line_ in each]
    lines += random.choice([[], ["", "# 文末的话"]])
    newline = random.choice(["\n", "\n", "\r\n"])
    return random.choice(["", "", "\ufeff"]) + newline.join(lines) + random.choice([newline, newline, ""])


def _messy(unit: list[str], random: Random) -> list[str]:
    """One key or header with its comments, written carelessly."""
    count = next((n for n, line_ in enumerate(unit) if line_ and not line_.startswith("#")), len(unit))
    above, (first, *more) = unit[:count], unit[count:]
    above = random.choice([above, above, [*above, "# 作者的话"], [], ["", "  # 缩进的话", ""]])
    if first.startswith("["):
        return [*above, random.choice([first, first.partition("  #")[0], f"{first.partition('  #')[0]} # 表旁"])]
    key, _, value = first.partition("=")
    key, value = key.strip(), value.strip()
    if more:
        return [*above, f"{key}={value}", *more]
    if value.startswith("[") and value != "[]" and '"' not in value:
        figures = value.strip("[]").replace(" ", "").split(",")
        rows = ["[", *(f"  {figure},  # 第{index}列" for index, figure in enumerate(figures)), "]"]
        plain = [["[" + ", ".join(figures) + " ]"], ["[" + ",".join(figures) + ",]"], [value]]
        first_line, *others = random.choice([*plain, rows])
        return [*above, f"{key} ={first_line}", *others]
    remark = random.choice(["", "", " # 旁边的话"]) if "#" not in value else ""
    return [*above, random.choice(["", "\t"]) + key + random.choice([" = ", "=", "  =  "]) + value + remark]
