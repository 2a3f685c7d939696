"""An edition that names its sections and rows otherwise is checked by what it declares of them."""

from typing import TypeVar

import pytest

from schema.checks import run
from schema.editions import EDITIONS
from schema.form import Edition, Row, Section, Table
from schema.places import place_name
from schema.report import Part, Report, new_report

_Declared = TypeVar("_Declared", Row, Table, Section, Edition)


def _with(declared: _Declared, **changes: object) -> _Declared:
    kind = type(declared)
    return kind(**{name: getattr(declared, name) for name in kind.__annotations__} | changes)


def _renamed_table(table: Table) -> Table:
    blocks = tuple(
        block._replace(rows=tuple(_with(row, key=f"{row.key}_new") for row in block.rows)) for block in table.blocks
    )
    roles = {f"{key}_new": role for key, role in table.roles.items()}
    return _with(table, key=f"new_{table.key}", blocks=blocks, roles=roles)


def _renamed_section(section: Section) -> Section:
    table = section.table and _renamed_table(section.table)
    return _with(section, key=f"new_{section.key}", table=table)


@pytest.fixture
def edition() -> Edition:
    """Edition 2021 with a new key for every section, table and row."""
    known = EDITIONS[2021]
    return _with(known, number=2099, sections=tuple(map(_renamed_section, known.sections)))


@pytest.fixture
def report(edition: Edition) -> Report:
    """A county's report with noughts in every cell."""
    result = new_report(edition, {"status": "final", "report.year": "2025", "agency.name": "某县人民政府"})
    for place in edition.cells:
        result.set_text(place, "0")
    return result


def _codes(report: Report) -> set[str]:
    return {finding.code for finding in run(report)}


def test_the_balance_is_checked_by_its_roles(report: Report) -> None:
    report.set_text("new_requests.received_new.company", "1")
    assert "requests-balance" in _codes(report)


def test_keyed_totals_are_told_apart(report: Report) -> None:
    report.set_text("new_requests.granted_new.total", "3")
    assert _codes(report) & {"requests-row-total", "disputes-total"} == {"requests-row-total"}
    report.set_text("new_requests.granted_new.total", "")
    report.set_text("new_disputes.reconsideration_new.total", "3")
    assert _codes(report) & {"requests-row-total", "disputes-total"} == {"disputes-total"}


def test_the_rows_of_regulations_and_of_other_results_are_found(report: Report) -> None:
    report.set_text("new_disclosure.regulations_new.issued", "1")
    report.set_text("new_disclosure.regulations_new.in_force", "0")
    report.set_text("new_requests.received_new.company", "9")
    report.set_text("new_requests.otherwise.other_new.company", "9")
    assert _codes(report) >= {"regulation-power", "in-force-short", "other-large"}
    assert "requests-balance" not in _codes(report)


def test_prose_is_measured_by_what_its_section_asks(report: Report) -> None:
    report.parts["new_problems"] = [Part("存在的主要问题", "没有。")]
    report.parts["new_overview"] = [Part("主动公开", "主动公开信息一百条。")]
    found = run(report)
    empty = [finding.where for finding in found if finding.code == "section-empty"]
    assert ("new_problems.parts.0.text",) in empty
    missing = {place_name(report.edition, finding.where[0]) for finding in found if finding.code == "aspect-missing"}
    assert missing == {"一·本节开头"}
