"""What `fmt --check` takes for one file, against a style-preserving library that reads and writes it."""

from collections.abc import Iterator

import tomlkit

from schema.report_file import load
from tests.benchmarks.in_process import by_turns
from tests.benchmarks.reporting import Row
from tests.benchmarks.wizard import SAMPLE


def rows(rounds: int) -> Iterator[Row]:
    """Every measurement of this module."""

    def ours() -> None:
        assert load(SAMPLE).is_canonical

    def floor() -> None:
        text = SAMPLE.read_bytes().decode()
        assert tomlkit.dumps(tomlkit.parse(text)) == text

    taken, bare = by_turns(2 * rounds, ours, floor)
    yield Row("fmt --check of a file", taken, "ms", 1.5, bare)
