"""Tables with typing errors in them: 宿迁 2023, clean and with every 总计 keyed."""

from collections.abc import Mapping

from schema.checks import Context, check_tables, run
from schema.checks.locator import Located, locate
from schema.findings import Finding
from schema.form import Place
from schema.report import Report
from tests import figures

REQUESTS = figures.EDITION.table("requests")
DISPUTES = figures.EDITION.table("disputes")
COLUMNS = tuple(column.key for column in REQUESTS.rows[0].columns)
KEYS = tuple(row.key for row in REQUESTS.rows)
SUMS = {"requests-balance", "requests-results-total", "requests-row-total", "disputes-total"}


def clean(totals: str = "rows") -> Report:
    """The report without an error; the 总计 of every row is keyed, or ``all`` totals, or ``none``."""
    report = figures.report(keyed=totals != "none")
    if totals == "rows":
        results = REQUESTS.results_total
        for place, cell in report.edition.keyed_cells.items():
            if cell.row is results:
                report.set_text(place, "")
    return report


def with_texts(report: Report, texts: Mapping[Place, str]) -> Report:
    """A copy with other texts at some places."""
    made = report.copy()
    for place, text in texts.items():
        made.set_text(place, text)
    return made


def place(key: str, column: str = "natural_person") -> Place:
    return f"requests.{key}.{column}"


def row(report: Report, key: str) -> list[int]:
    """The six figures of a row of 三."""
    return [int(report.text(place(key, column))) for column in COLUMNS]


def as_row(key: str, values: list[int]) -> dict[Place, str]:
    """Six figures in a row of 三."""
    return {place(key, column): str(value) for column, value in zip(COLUMNS, values, strict=True)}


def moved(report: Report, origins: Mapping[str, str]) -> dict[Place, str]:
    """The figures of rows in other rows' lines: whose stand where."""
    return {each: text for key, origin in origins.items() for each, text in as_row(key, row(report, origin)).items()}


def counted_twice(report: Report, key: str) -> dict[Place, str]:
    """The figures of 部分公开 added to those of a row."""
    return as_row(key, [sum(each) for each in zip(row(report, key), row(report, "partly_granted"), strict=True)])


def located(report: Report) -> list[Located]:
    return locate(Context(report))


def proposed(found: list[Located]) -> dict[Place, str]:
    return {repair.place: repair.proposed for each in found for repair in each.repairs}


def taken_back(report: Report, found: list[Located]) -> Report:
    """The report after the repairs are made."""
    return with_texts(report, proposed(found))


def sums(report: Report) -> list[Finding]:
    """What is said of sums."""
    return [finding for finding in check_tables(report) if finding.code in SUMS]


def keys(found: list[Finding]) -> set[tuple[str, Place]]:
    return {(finding.code, finding.where[0]) for finding in found}


def findings(report: Report) -> list[Finding]:
    """What is said of sums, with repairs."""
    return [finding for finding in run(report) if finding.code in SUMS]
