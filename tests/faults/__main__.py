"""Brings about the faults of the matrix, prints fault × invariant with counts, and fails where one did not hold.

python -m tests.faults [--only F2,F7] [--write PAGE]
"""

import multiprocessing
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from tests import conftest  # noqa: F401  the same surroundings as the tests'
from tests.faults.counting import Tally, total
from tests.faults.jobs import Row, done
from tests.faults.matrix import ROWS
from tests.faults.page import page

_PROCESSES = 2


def main() -> int:
    """Print the table; 1 if an invariant was breached."""
    parser = ArgumentParser(prog="python -m tests.faults", description="The faults that the program survives.")
    parser.add_argument("--only", metavar="F2,F7", help="these rows alone")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the table as a Markdown page")
    parser.add_argument("--times", action="store_true", help="say how long each part took")
    options = parser.parse_args()
    names = options.only.split(",") if options.only else list(ROWS)
    if unknown := [name for name in names if name not in ROWS]:
        parser.error(f"no such row: {', '.join(unknown)}")
    results: dict[str, Tally] = {}
    for row, tally in _results([ROWS[name] for name in names], options.times):
        results[row.id] = tally
        print(line(row, tally), flush=True)
        for breach in tally.breaches:
            print(f"      {breach}", flush=True)
    if options.write:
        options.write.write_text(page(results), encoding="utf-8")
    return int(any(tally.breached for tally in results.values()))


def line(row: Row, tally: Tally) -> str:
    """One line of the table."""
    if not tally.counts:
        return f"{row.id:<4} skipped: {tally.skipped}"
    counts = "".join(f"  {name} {count.held}/{count.tried}" for name, count in sorted(tally.counts.items()))
    skipped = f"  skipped in part: {tally.skipped}" if tally.skipped else ""
    verdict = "  BREACHED" if tally.breached else ""
    return f"{row.id:<4} {tally.runs:>6} {row.unit:<10}{counts}{verdict}{skipped}"


def _results(rows: Iterable[Row], times: bool) -> Iterator[tuple[Row, Tally]]:
    """The rows in their order, their parts done on all processors."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_PROCESSES, mp_context=context) as pool:
        waiting: list[tuple[Row, str, list[Future[Tally]]]] = []
        for row in rows:
            reason = row.lacks()
            jobs = () if reason else row.jobs()
            waiting.append((row, reason, [pool.submit(done, job, times) for job in jobs]))
        for row, reason, futures in waiting:
            yield row, Tally(skipped=reason) if reason else total(future.result() for future in futures)


if __name__ == "__main__":
    sys.exit(main())
