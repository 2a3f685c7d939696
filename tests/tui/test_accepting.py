"""A session's queries let stand with a reason: one step each, today's date, and what may be final."""

from datetime import date
from pathlib import Path

import pytest

from render.document import build
from render.text import to_text
from schema.checks import findings_of
from schema.findings import Finding, Severity
from schema.report import Accepted
from schema.report_file import load
from tests import doubtful, figures
from tests.doubtful import CODE, ISSUED
from tui.cli import main
from tui.session import STATUS, Session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A report with one query, in a file."""
    path = tmp_path / "report.toml"
    path.write_text(figures.text_of(doubtful.settled()), encoding="utf-8")
    session = Session(load(path))
    session.edit(ISSUED, doubtful.VALUES[1])
    assert [finding.code for finding in session.findings if finding.blocks] == [CODE]
    return session


def query(session: Session) -> Finding:
    return next(finding for finding in session.findings if finding.code == CODE)


def test_a_query_is_accepted_as_one_step(session: Session) -> None:
    doubt = query(session)
    assert session.state("disclosure").mark == "疑1"
    assert session.accept(doubt, " 清理时合并 ", " 办公室 ")
    today = date.today().isoformat()
    assert session.report.accepted == [Accepted(CODE, doubt.where, doubt.values, "清理时合并", "办公室", today)]
    assert query(session).accepted and session.state("disclosure").mark == "✓"
    assert session.undo() == "accepted" and query(session).blocks
    assert session.redo() == "accepted" and query(session).accepted
    assert [finding for finding in session.table_findings() if finding.blocks] == []


@pytest.mark.parametrize("reason", ["", " ", "\u3000"])
def test_without_a_reason_nothing_is_accepted(session: Session, reason: str) -> None:
    assert not session.accept(query(session), reason) and not session.report.accepted


def test_errors_and_hints_are_not_accepted(session: Session) -> None:
    session.edit("requests.received.natural_person", "1")
    for severity in (Severity.ERROR, Severity.HINT):
        finding = next((each for each in session.findings if each.severity is severity), None)
        assert finding is None or not session.accept(finding, "理由")
    assert any(finding.severity is Severity.ERROR for finding in session.findings)
    assert not session.report.accepted


def test_where_nothing_may_be_changed_nothing_is_accepted(session: Session) -> None:
    session.accept(query(session), "理由")
    session.read_only = "别人正在填。"
    assert not session.accept(query(session), "另一个理由") and not session.withdraw(query(session))
    assert session.report.accepted[0].reason == "理由"


def test_the_same_reason_again_is_no_change(session: Session) -> None:
    assert session.accept(query(session), "理由", "办公室")
    assert not session.accept(query(session), "理由", "办公室")
    assert session.accept(query(session), "理由", "法规科")
    assert [entry.by for entry in session.report.accepted] == ["法规科"]


def test_a_reason_is_withdrawn_as_one_step(session: Session) -> None:
    session.accept(query(session), "理由")
    assert session.withdraw(query(session)) and query(session).blocks and not session.report.accepted
    assert not session.withdraw(query(session))
    session.undo()
    assert query(session).accepted


def test_it_comes_back_when_a_figure_changes_and_takes_a_new_reason(session: Session) -> None:
    session.accept(query(session), "理由")
    session.edit(ISSUED, "9998")
    assert query(session).blocks
    (lapsed,) = [finding for finding in session.findings if finding.code == "accepted-stale"]
    assert session.accept(query(session), "新的理由")
    assert [entry.reason for entry in session.report.accepted] == ["新的理由"]
    assert not any(finding.code == "accepted-stale" for finding in session.findings)
    session.undo()
    assert session.withdraw(lapsed) and not session.report.accepted


# Final


def test_final_only_without_queries_or_with_reasons(session: Session) -> None:
    assert [finding.code for finding in session.finalise()] == [CODE] and not session.report.final
    session.accept(query(session), "理由")
    assert session.finalise() == [] and session.report.final


def test_a_final_report_with_a_new_query_is_saved_as_a_draft(session: Session) -> None:
    session.accept(query(session), "理由")
    session.finalise()
    assert not session.save().back_to_draft
    session.edit(ISSUED, "9998")
    assert session.save().back_to_draft == "未说明的疑问"
    saved = load(session.loaded.path).report
    assert saved is not None and not saved.final and saved == session.report


def test_a_final_file_with_a_query_is_not_written_for_that_alone(session: Session) -> None:
    session.edit(STATUS, "final")
    path = session.loaded.path
    path.write_text(figures.text_of(session.report), encoding="utf-8")
    again = Session(load(path))
    assert any(finding.blocks for finding in again.findings)
    assert not again.save().written and again.report.final
    again.edit("agency.office", "另一个科")
    assert again.save().back_to_draft


def test_the_lines_of_a_reason_are_all_that_changes_in_the_file(session: Session) -> None:
    path = session.loaded.path
    session.save()
    text = path.read_text(encoding="utf-8").replace("[disclosure]", "# 与台账核对过\n[disclosure]") + "# 完\n"
    path.write_text(text, encoding="utf-8")
    again = Session(load(path))
    again.accept(query(again), "清理时\x1b[31m合并“两件”", "办公室")
    again.save()
    before, after = text.splitlines(), path.read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert [line.split()[0] for line in added] == ["[[accepted]]", "code", "where", "values", "reason", "by", "on"]
    assert [line for line in after if line not in added and line] == [line for line in before if line]
    read = load(path).report
    assert read == again.report and "\x1b" not in path.read_text(encoding="utf-8")
    assert again.withdraw(query(again)) and again.save().written
    assert path.read_text(encoding="utf-8").splitlines() == before


def test_everything_said_is_said_of_what_the_session_holds(session: Session) -> None:
    session.accept(query(session), "理由")
    assert session.findings == findings_of(session.figures)


# What others see of it


def test_a_reason_is_not_printed(session: Session) -> None:
    plain = to_text(build(session.report, findings=session.findings))
    session.accept(query(session), "清理时合并", "法规科")
    assert to_text(build(session.report, findings=session.findings)) == plain


def test_checking_counts_what_was_accepted_and_says_no_more(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    path = session.loaded.path
    session.save()
    assert main(["check", str(path)]) == 1
    assert CODE in capsys.readouterr().out
    session.accept(query(session), "清理时合并", "法规科")
    session.save()
    assert main(["check", str(path)]) == 0
    out, err = capsys.readouterr()
    assert CODE not in out and "清理时合并" not in out and "疑问0，" in err and err.endswith("，已说明1\n")
