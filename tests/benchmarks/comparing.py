"""What `nianbao diff` takes, interpreter start included, against reading the same files with tomllib."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from schema.canonical import canonical
from schema.report_file import load
from tests.benchmarks.reporting import Row, undisturbed
from tests.benchmarks.wizard import SAMPLE

_READ = "import sys, tomllib\nfor name in sys.argv[1:]:\n    with open(name, 'rb') as file:\n        tomllib.load(file)"


def rows(rounds: int) -> Iterator[Row]:
    """Every measurement of this module."""
    with TemporaryDirectory() as folder:
        other = _corrected(Path(folder))
        program = [sys.executable, "-m", "tui.cli", "diff", str(SAMPLE)]
        reading = [sys.executable, "-c", _READ]
        took: list[list[float]] = [[], [], [], []]
        commands = ([*program, str(other)], [*reading, str(SAMPLE), str(other)], program, [*reading, str(SAMPLE)])
        for _ in range(2 * rounds):
            for command, times in zip(commands, took, strict=True):
                times.append(_milliseconds(command))
    ours, floor, listed, read = map(undisturbed, took)
    yield Row("`nianbao diff OLD NEW`", ours, "ms", 3.0, floor)
    yield Row("`nianbao diff FILE`, for git's textconv", listed, "ms", None, read)


def _corrected(folder: Path) -> Path:
    """A copy of the sample with a figure and a sentence changed."""
    report = load(SAMPLE).report
    assert report is not None
    report.set_text("requests.partly_granted.natural_person", "391")
    report.set_text("other.intro", "另作说明。" + report.text("other.intro"))
    path = folder / "corrected.toml"
    path.write_text(canonical(report), encoding="utf-8")
    return path


def _milliseconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    taken = 1e3 * (time.perf_counter() - start)
    assert done.returncode in (0, 1), done.stderr.decode()
    return taken
