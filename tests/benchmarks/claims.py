"""Reading what prose says, against finding its digits and reading its file."""

import re
import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import process_time

from schema.canonical import canonical
from schema.checks.claims import all_claims
from schema.checks.registry import Context
from schema.report import Part, Report
from schema.report_file import load
from tests.benchmarks.reporting import Row, undisturbed
from tests.benchmarks.stock_apps import PARAGRAPH
from tests.benchmarks.wizard import SAMPLE

CHARACTERS = 6000

# Prose in the manner of published reports, though with more numbers; before it, as much without any.
_PROSE = Path(__file__).parents[1] / "schema" / "claims" / "corpus" / "dev"

_DIGITS = re.compile(r"\d+")
# Rare characters that mean nothing here; the step is longer than any row of equal sentences.
_FIRST_MARK, _MARKS, _STEP = 0x3400, 6000, 97
_SENTENCE = re.compile(r"(?:^|(?<=[。；\n]))(?!$)")


def rows(rounds: int) -> Iterator[Row]:
    """All claims of a report whose texts have never been read, and one pass over the report without any meaning."""
    ours, floor = [], []
    claims = 0
    for turn in range(4 * rounds):
        report = long_report(turn)
        file = canonical(report)
        texts = [report.text(place) for place in report.prose_places()]
        context = Context(report)
        start = process_time()
        tomllib.loads(file)
        for text in texts:
            for match in _DIGITS.finditer(text):
                match.group()
        between = process_time()
        claims = len(all_claims(context))
        ours.append(1e3 * (process_time() - between))
        floor.append(1e3 * (between - start))
    what = f"reading {claims} claims in {CHARACTERS:,} characters"
    yield Row(what, undisturbed(ours), "ms", 5.0, undisturbed(floor))


def long_report(turn: int) -> Report:
    """A report with so much prose, no sentence of which stands in that of another turn."""
    report = load(SAMPLE).report
    assert report is not None
    marks = (chr(_FIRST_MARK + number % _MARKS) for number in count(_STEP * turn))
    report.parts["overview"] = [
        Part(f"第{number + 1}部分", _SENTENCE.sub(lambda _: next(marks), text)) for number, text in enumerate(_texts())
    ]
    return report


def _texts() -> list[str]:
    texts = [PARAGRAPH]
    left = CHARACTERS - len(PARAGRAPH)
    for path in sorted(_PROSE.glob("*.toml")):
        report = load(path).report
        assert report is not None
        for part in report.parts["overview"]:
            texts.append(part.text[:left])
            left -= len(texts[-1])
            if not left:
                return texts
    raise ValueError(f"{left} characters too few in {_PROSE}")
