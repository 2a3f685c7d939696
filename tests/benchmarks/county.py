"""A county's folder of reports for measuring: as many as wanted, made from real ones."""

import re
from decimal import Decimal
from pathlib import Path

from schema.canonical import canonical
from schema.report import Report
from schema.report_file import load
from tests.program import ROOT

YEARS = range(2021, 2025)
_SAMPLES = ("suqian-2023", "shimen-2021", "hongze-2023")
# No year is more than twice another.
_FACTORS = range(4, 9)
_NAME = "甲乙丙丁机关"
# Begins every sentence: a rare character that means nothing, another for every agency, so that none was read before.
_MARK, _MARKS = 0x3400, 6_000
_SENTENCE = re.compile(r"(?:^|(?<=[。；\n]))(?!$)")


def fill(folder: Path, count: int, *, by_year: bool = False) -> list[Path]:
    """Write so many reports into a folder, four years of each agency; their files in the order of their paths.

    The figures of tables and prose are those of real reports times a number that changes with agency and year: sums
    that held hold, and so does what the prose says. What was carried over from year to year does not.

    Args:
        folder: The folder.
        count: How many.
        by_year: Whether each year has a folder, rather than each agency.
    """
    reports = [load(ROOT / "sample_reports" / f"{name}.toml").report for name in _SAMPLES]
    texts = {
        (sample, factor, year): _times(report, factor, year)
        for sample, report in enumerate(reports)
        if report is not None
        for factor in _FACTORS
        for year in YEARS
    }
    files = []
    for number in range(count):
        agency, which = divmod(number, len(YEARS))
        year = YEARS[which]
        path = folder / (f"{year}/{agency:05}.toml" if by_year else f"{agency:05}/{year}.toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        text = texts[agency % len(_SAMPLES), _FACTORS[(agency + year) % len(_FACTORS)], year]
        text = text.replace(_NAME, f"第{agency:05}号机关").replace(chr(_MARK), chr(_MARK + 1 + agency % _MARKS))
        path.write_text(text, encoding="utf-8")
        files.append(path)
    return sorted(files)


def _times(report: Report, factor: int, year: int) -> str:
    """A report with all its counts so many times as large, of another year."""
    made = report.copy()
    old = report.text("report.year")
    for place, number in report.cells.items():
        if number.value is not None:
            made.set_text(place, f"{Decimal(number.value) * factor:f}")
    prose = set(report.prose_places())
    for place in dict.fromkeys((*report.texts, *report.prose_places())):
        text = report.text(place).replace(old, str(year)).replace(report.text("agency.name"), _NAME)
        if place in prose:
            text = _SENTENCE.sub(chr(_MARK), text)
        made.set_text(place, re.sub(r"\d+(?=件)", lambda match: str(int(match[0]) * factor), text))
    for parts in made.parts.values():
        for part in parts:
            part.heading = part.heading.replace(old, str(year))
    made.set_text("agency.name", _NAME)
    return canonical(made)
