"""The states of the sections, the findings, and declaring a report final."""

from pathlib import Path

from schema.findings import Severity
from schema.report_file import load
from tests import figures
from tests.tui.session.sessions import RECEIVED, opened
from tui.session import STATUS


def test_states_of_the_sections() -> None:
    session = figures.session()
    assert session.state("requests").mark == "✓"
    session.edit(RECEIVED, "12a")
    assert session.state("requests").mark.startswith("错")
    session.undo()
    session.edit("requests.carried_out.other", "")
    assert session.state("requests").blank
    assert figures.blank_session().state("disclosure").mark == "空"
    session.edit("agency.name", " ")
    assert session.state("cover").blank


def test_findings_are_those_of_the_report_as_it_is() -> None:
    session = figures.session()
    assert not any(finding.blocks for finding in session.findings)
    session.edit(RECEIVED, "3403")
    assert any(finding.code == "requests-balance" for finding in session.findings)
    session.undo()
    assert not any(finding.blocks for finding in session.findings)


def test_final_only_without_errors() -> None:
    session = figures.session({RECEIVED: "3403"})
    assert any(finding.severity is Severity.ERROR for finding in session.finalise())
    assert not session.report.final
    session.edit(RECEIVED, "3402")
    assert session.finalise() == []
    assert session.report.final
    assert session.undo() == STATUS
    assert not session.report.final


def test_a_blank_cell_is_an_error_only_of_a_final_report() -> None:
    session = figures.session({RECEIVED: ""})
    assert not any(finding.severity is Severity.ERROR for finding in session.findings)
    assert any(RECEIVED in finding.where for finding in session.finalise())


def test_a_final_report_with_an_error_is_saved_as_a_draft(file: Path) -> None:
    session = opened(file)
    session.finalise()
    assert not session.save().back_to_draft
    assert load(file).report == session.report and session.report.final
    session.edit(RECEIVED, "3403")
    assert session.save().back_to_draft
    assert 'status  = "draft"' in file.read_text(encoding="utf-8")
