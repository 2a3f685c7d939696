"""Measures speed and size against stock floors and prints one table.

python -m tests.benchmarks [--quick] [--counts-only]
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from compileall import compile_dir
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from tests.benchmarks import (
    checks,
    claims,
    comparing,
    counts,
    disconnecting,
    folder,
    formatting,
    in_process,
    journalling,
    timings,
)
from tests.benchmarks.reporting import Row, heading, line

# What is timed starts from compiled modules on both sides, as installed programs do.
_COMPILED = (
    "schema",
    "render",
    "tui",
    "tests.benchmarks",
    "textual",
    "rich",
    "pydantic",
    "tomlkit",
    "jinja2",
    "wcwidth",
)


def main() -> int:
    """Print the table; 1 if an exact count breaks its goal."""
    parser = ArgumentParser(prog="python -m tests.benchmarks", description="Speed and size against stock floors.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: ratios are rough")
    parser.add_argument("--counts-only", action="store_true", help="exact counts alone, no timings")
    options = parser.parse_args()
    _compile()
    print(heading(), flush=True)
    broken = False
    counted = chain(counts.rows(), journalling.counted_rows())
    for row in counted if options.counts_only else chain(_timed(options.quick), counted):
        print(line(row), flush=True)
        broken = broken or (row.exact and not row.met)
    return int(broken)


def _timed(quick: bool) -> Iterator[Row]:
    rounds = 5 if quick else 15
    yield from timings.start_rows(rounds)
    yield from timings.grid_key_rows(1 if quick else 3)
    yield from timings.prose_key_rows(1 if quick else 3, 20 if quick else 40)
    yield from timings.check_rows(rounds)
    yield from journalling.timed_rows(30 if quick else 100)
    yield from disconnecting.rows(1 if quick else 3)
    yield from in_process.rows(rounds)
    yield from checks.rows(rounds)
    yield from formatting.rows(rounds)
    yield from comparing.rows(rounds)
    yield from claims.rows(rounds)
    yield from folder.rows(rounds)


def _compile() -> None:
    for package in _COMPILED:
        spec = find_spec(package)
        for location in spec.submodule_search_locations or () if spec is not None else ():
            compile_dir(Path(location), quiet=2)


if __name__ == "__main__":
    sys.exit(main())
