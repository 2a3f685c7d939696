"""The table as a page of the documentation."""

from collections.abc import Iterator, Mapping

from tests.faults.counting import INVARIANTS, Tally
from tests.faults.matrix import ROWS

_HEAD = """# Faults the program survives

Every row brings about one kind of fault on the real program, as often as it says, and counts how often each
invariant held. The table is what one run of `python -m tests.faults` printed; `.ci/run` runs it, and fails where one
did not hold.
"""


def page(results: Mapping[str, Tally]) -> str:
    """The page of one run's results, by row."""
    lines = [_HEAD]
    lines += [f"- **{name}**: {meaning}." for name, meaning in INVARIANTS.items()]
    lines += ["", f"| | fault | runs | {' | '.join(INVARIANTS)} |", f"|---|---|---|{'---|' * len(INVARIANTS)}"]
    for name, tally in results.items():
        runs = f"{tally.runs:,} {ROWS[name].unit}" if tally.counts else "skipped"
        lines.append(f"| {name} | {ROWS[name].fault} | {runs} | {' | '.join(tally.columns)} |")
    lines += ["", "## What each row does", ""]
    lines += [f"- **{name} {ROWS[name].fault}.** {ROWS[name].does}" for name in results]
    skipped = [f"- **{name}**: {tally.skipped}." for name, tally in results.items() if tally.skipped]
    lines += ["", "## Not tried in this run", "", *skipped] if skipped else []
    breaches = [f"- **{name}** {breaches}" for name, tally in results.items() for breaches in _breaches(tally)]
    lines += ["", "## Breaches", "", *breaches] if breaches else []
    return "\n".join(lines) + "\n"


def _breaches(tally: Tally) -> Iterator[str]:
    """Which invariants did not hold, without what only this machine knows."""
    for invariant, count in sorted(tally.counts.items()):
        if count.held < count.tried:
            yield f"{invariant}: {count.tried - count.held} of {count.tried}"
