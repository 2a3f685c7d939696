"""The failing sums of report files, worked out from the TOML alone: a second opinion on schema.checks.

It shares no line with schema/: the rows of 三 are those that stand in the file between 上年结转 and 结转下年度.
Run as ``python -m tests.independent_sums FILE…``; prints one line per failing sum: file, code, place.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

APPLICANTS = ["natural_person", "company", "research", "public_welfare", "legal_service", "other"]
NOT_RESULTS = {"received", "carried_in", "carried_out", "results_total"}

Failure = tuple[str, str]
"""A finding's code and the first place it names."""


def failing_sums(document: dict[str, Any]) -> set[Failure]:
    """Every sum of a report that does not hold. A sum with a term that is no number is left out."""
    return requests_failures(flat(document["requests"])) | disputes_failures(flat(document["disputes"]))


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, list[Any]]:
    """The rows of a table by dotted key."""
    rows: dict[str, list[Any]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            rows |= flat(value, f"{prefix}{key}.")
        else:
            rows[prefix + key] = value
    return rows


def added(values: list[Any]) -> int | None:
    """The sum of whole numbers ≥ 0; None if any term is something else."""
    if any(type(value) is not int or value < 0 for value in values):
        return None
    return sum(values)


def differ(one: Any, other: Any) -> bool:
    """Whether two sums are both known and not the same."""
    return type(one) is int and type(other) is int and one >= 0 and other >= 0 and one != other


def requests_failures(rows: dict[str, list[Any]]) -> set[Failure]:
    """The failing sums of section 三."""
    results = [row for key, row in rows.items() if key not in NOT_RESULTS]
    failures: set[Failure] = set()
    for index, name in enumerate(APPLICANTS):
        handled = added([row[index] for row in results])
        came = added([rows["received"][index], rows["carried_in"][index]])
        left = None if handled is None else added([handled, rows["carried_out"][index]])
        if differ(came, left):
            failures.add(("requests-balance", f"requests.received.{name}"))
        if "results_total" in rows and differ(rows["results_total"][index], handled):
            failures.add(("requests-results-total", f"requests.results_total.{name}"))
    for key, row in rows.items():
        if len(row) == 7 and key != "results_total" and differ(row[6], added(row[:6])):
            failures.add(("requests-row-total", f"requests.{key}.total"))
    keyed = rows.get("results_total", [])
    if len(keyed) == 7 and differ(keyed[6], added([value for row in results for value in row[:6]])):
        failures.add(("requests-results-total", "requests.results_total.total"))
    return failures


def disputes_failures(rows: dict[str, list[Any]]) -> set[Failure]:
    """The failing sums of section 四."""
    return {
        ("disputes-total", f"disputes.{key}.total")
        for key, row in rows.items()
        if len(row) == 5 and differ(row[4], added(row[:4]))
    }


def main(files: list[str]) -> None:
    """Print the failing sums of files."""
    for file in files:
        with Path(file).open("rb") as stream:
            for code, place in sorted(failing_sums(tomllib.load(stream))):
                print(f"{file}: {code} {place}")


if __name__ == "__main__":
    main(sys.argv[1:])
