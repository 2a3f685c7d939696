"""A seeded study of the locator: typing errors of every kind at every place of clean tables.

python -m tests.benchmarks.locator [--pairs N] [--show] [FOLDER]
"""

import gc
import sys
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles

from schema.checks import Context, check_tables
from schema.checks.locator import Located, locate
from schema.checks.sums import BALANCE, DISPUTES_TOTAL, RESULTS_TOTAL, ROW_TOTAL
from schema.form import Table
from schema.report import Report
from schema.report_file import load
from tests.benchmarks.injected import Injected, Totals, injected, tables, typed, with_totals

SAMPLES = Path(__file__).parents[2] / "sample_reports"
SEED = 20240131

NAMED, SECOND, PARTLY, GUESSED, SILENT, SEEN = "named", "second", "partly", "guessed", "silent", "seen"
MISLED, WRONG = "misled", "wrong"
SUMS = {each.code for each in (BALANCE, RESULTS_TOTAL, ROW_TOTAL, DISPUTES_TOTAL)}
Counts = dict[tuple[str, Totals, str], Counter[str]]
"""By table, keyed totals and kind of error: how many were named, and so on; their number under the empty word."""


def clean_tables(folder: Path) -> Iterator[tuple[str, Report, Table]]:
    """The tables of the reports of a folder that are filled and add up, without their keyed totals."""
    for path in sorted(folder.glob("*.toml")):
        report = load(path).report
        if report is None:
            continue
        unsound = {finding.where[0].partition(".")[0] for finding in check_tables(report) if finding.blocks}
        for table in tables(report.edition):
            filled = all(report.cells[cell.place].usable is not None for cell in table.cells)
            if filled and table.key not in unsound:
                yield path.stem, report, table


def verdict(report: Report, error: Injected, located: list[Located]) -> str:
    """How what was located compares with what was done: anything else named than that is wrong.

    It is second where the error is told as the other possibility; guessed or misled where nothing is said for certain.
    """
    truth = {place: report.text(place) for place in error.texts}
    sure = [each for each in located if each.certain]
    proposed = _proposed(sure or located)
    if not proposed:
        return SILENT
    if proposed.items() <= truth.items():
        return (NAMED if proposed == truth else PARTLY) if sure else GUESSED
    second = {repair.place: repair.proposed for each in located for repair in each.instead or each.repairs}
    if second == truth:
        return SECOND if sure else GUESSED
    return WRONG if sure else MISLED


def _proposed(located: list[Located]) -> dict[str, str]:
    return {repair.place: repair.proposed for each in located for repair in each.repairs}


class Study:
    """Tries errors and keeps what came of them."""

    def __init__(self, pairs: int, show: bool = False, every: int = 1) -> None:
        self.pairs = pairs
        self.every = every
        """Of how many errors one is tried."""
        self.show = show
        self.counts: Counts = defaultdict(Counter)
        self.times: list[float] = []
        self.check_times: list[float] = []

    def run(self, name: str, report: Report, table: Table) -> None:
        """Every error on one table, under each way to key totals."""
        for keyed in Totals:
            clean = with_totals(report, keyed)
            random = Random(f"{SEED} {name} {table.key} {keyed.name}")
            for error in islice(injected(clean, table, random, self.pairs), 0, None, self.every):
                self._try(f"{name} {keyed.value}", clean, table, keyed, error)

    def _try(self, name: str, clean: Report, table: Table, keyed: Totals, error: Injected) -> None:
        wrong = typed(clean, table, keyed, error)
        # What the study itself keeps would be looked through in the middle of a search.
        gc.disable()
        started = time.process_time()
        context = Context(wrong)
        findings = check_tables(wrong, context)
        checked = time.process_time()
        located = locate(context)
        self.check_times.append(checked - started)
        self.times.append(time.process_time() - checked)
        gc.enable()
        said = verdict(clean, error, located)
        counts = self.counts[table.key, keyed, error.kind]
        counts[""] += 1
        counts[said] += 1
        counts[SEEN] += any(finding.code in SUMS and finding.where[0].startswith(table.key) for finding in findings)
        if self.show and said == WRONG:
            print(name, error, [each.words for each in located])


def lines(study: Study) -> Iterator[str]:
    """The study as a table."""
    shown = (NAMED, SECOND, PARTLY, SILENT, SEEN, GUESSED, MISLED)
    yield f"{'':<34}{'tried':>8}" + "".join(f"{each:>9}" for each in shown) + f"{WRONG:>7}"
    group = None
    for (table, keyed, kind), counts in study.counts.items():
        if group != (table, keyed):
            group = (table, keyed)
            yield f"{table}, {keyed.value}"
        tried = counts[""]
        shares = "".join(f"{100 * counts[each] / tried:>7.2f} %" for each in shown)
        yield f"  {kind:<32}{tried:>8}{shares}{counts[WRONG]:>7}"
    cuts = quantiles(study.times, n=100)
    yield (
        f"locate, ms: p50 {1e3 * cuts[49]:.2f}, p99 {1e3 * cuts[98]:.2f}, longest {1e3 * max(study.times):.2f} "
        f"of {len(study.times)}; {median(study.times) / median(study.check_times):.1f} x computing and checking the "
        f"figures ({1e3 * median(study.check_times):.2f})"
    )


def merged(studied: Study) -> Study:
    """The study with the reports' tables of one key and the keyed totals in order."""
    studied.counts = dict(sorted(studied.counts.items(), key=lambda each: (each[0][0] != "requests", *_order(each[0]))))
    return studied


def _order(key: tuple[str, Totals, str]) -> tuple[str, int]:
    return key[0], list(Totals).index(key[1])


def main() -> int:
    """Print the study; 1 if anything was named that was not wrong."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.locator", description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=1000, help="pairs of wrong cells for each table")
    parser.add_argument("--show", action="store_true", help="print each error for which something else was named")
    parser.add_argument(
        "folder", type=Path, nargs="?", default=SAMPLES, help="of reports, those of the program if none"
    )
    options = parser.parse_args()
    study = Study(options.pairs, options.show)
    for name, report, table in clean_tables(options.folder):
        print(name, table.key, file=sys.stderr)
        study.run(name, report, table)
    for each in lines(merged(study)):
        print(each)
    return int(any(counts[WRONG] for counts in study.counts.values()))


if __name__ == "__main__":
    sys.exit(main())
