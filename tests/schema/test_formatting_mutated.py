"""Real files that were changed at random, thousands of them, and what formatting makes of each."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schema.canonical import canonical
from schema.editions.cover import TITLE_END
from schema.report_file import Loaded, formatted
from tests.schema.conftest import GOLDENS, REPOSITORY, differences, read
from tests.schema.strategies import handwritten

FILES = sorted(
    path
    for folder in (REPOSITORY / "sample_reports", GOLDENS, *(REPOSITORY / "tests" / "checks").iterdir())
    for path in folder.glob("*.toml")
    if not read(path.read_bytes()).findings
)
MARKS = [f"批注{char}" for char in "甲乙丙丁戊己庚辛壬癸"]
"""What the changes write into a file: each is afterwards there as often as before."""
CASES = 2000
_FIGURES = ("7", '""', '"12a"', '"/"', "25.10", "-5", "123456789012345", "0.000001", '"１２"', "99999")
_PIECES = (
    " ",
    "\t",
    "\u3000",
    "。",
    "；",
    "”",
    "\\u200b",
    "\\u001b",
    "#",
    "<<<<<<<",
    "e\u0301",
    "{{requests.received}}",
)
_TITLE = re.compile(rf"[ \t]*# .*{TITLE_END}[ \t]*")

Lines = list[str]


def _above(lines: Lines, at: int, random: Random, mark: str) -> None:
    lines.insert(at, random.choice(["", "  ", "\t"]) + f"# {mark}")


def _beside(lines: Lines, at: int, random: Random, mark: str) -> None:
    lines[at] += random.choice([" ", "  ", ""]) + f"# {mark}"


def _within(lines: Lines, at: int, random: Random, mark: str) -> None:
    column = random.randint(0, len(lines[at]))
    lines[at] = lines[at][:column] + random.choice([mark, *_PIECES]) + lines[at][column:]


def _delete(lines: Lines, at: int, random: Random, mark: str) -> None:
    del lines[at]


def _move(lines: Lines, at: int, random: Random, mark: str) -> None:
    lines.insert(random.randrange(len(lines)), lines.pop(at))


def _copy(lines: Lines, at: int, random: Random, mark: str) -> None:
    lines.insert(random.randrange(len(lines)), lines[at])


def _space(lines: Lines, at: int, random: Random, mark: str) -> None:
    lines[at] = random.choice([lines[at] + "  ", f"\t{lines[at]}", f"{lines[at]}\n", lines[at].replace(",  ", ",")])


def _figure(lines: Lines, at: int, random: Random, mark: str) -> None:
    head, equals, value = lines[at].partition("= [")
    figures = value.split(",")
    if equals and figures[-1].endswith("]"):
        index = random.randrange(len(figures))
        figures[index] = random.choice(_FIGURES) + "]" * (index == len(figures) - 1)
        lines[at] = head + equals + ", ".join(figures)


CHANGES: tuple[Callable[[Lines, int, Random, str], None], ...] = (
    _above,
    _beside,
    _within,
    _delete,
    _move,
    _copy,
    _space,
    _figure,
)


def mutated(text: str, random: Random) -> Loaded:
    """A file's text after a few changes, each made only where it leaves a report."""
    loaded = read(text)
    # Every mark is used once at most, so that one that is lost and one that is doubled do not make up for each other.
    for mark in random.sample(MARKS, random.randint(1, 4)):
        lines = loaded.text.split("\n")
        random.choice(CHANGES)(lines, random.randrange(len(lines)), random, mark)
        if not (changed := read("\n".join(lines))).findings and changed.report is not None:
            loaded = changed
    if random.random() < 0.2:
        loaded = read("\ufeff" * random.randint(0, 1) + loaded.text.replace("\r", "").replace("\n", "\r\n"))
    return loaded


def prove(loaded: Loaded) -> None:
    """Formatting keeps what a file says, its accepted reasons and its comments, and has nothing to do a second time."""
    before = loaded.report
    assert before is not None
    once = formatted(loaded)
    again = read(once)
    assert differences(again.report, before) == []
    assert again.is_canonical
    assert "\r" not in again.text
    for mark in MARKS:
        assert _untitled(again).count(mark) == _untitled(loaded).count(mark), mark


def _untitled(loaded: Loaded) -> str:
    """The text without the title, which is made from the agency's name."""
    return "\n".join(line for line in loaded.text.splitlines() if not _TITLE.fullmatch(line))


@settings(
    deadline=None,
    max_examples=CASES,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
@pytest.mark.timeout(300)
def test_nothing_that_a_file_says_is_lost(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(FILES)).read_text(encoding="utf-8")
    random = Random(data.draw(st.integers(0, 2**48)))
    if random.random() < 0.25:
        text = data.draw(handwritten(text))
    prove(mutated(text, random))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_files_themselves(path: Path) -> None:
    loaded = read(path.read_bytes())
    assert loaded.report is not None
    prove(loaded)
    assert read(canonical(loaded.report)).report == loaded.report
