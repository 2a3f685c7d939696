"""Letting queries stand with a reason, line by line."""

from datetime import date
from pathlib import Path

import pytest

from schema.report import Report, new_report
from schema.report_file import load
from tests import figures
from tests.doubtful import CODE, report, settled
from tests.doubtful import reason as accepted_with
from tests.tui.plain.scripts import Talk, recovered, talk
from tui.opened import Opened
from tui.opening import open_report

TODAY = date.today().isoformat()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A report with one query, whose reason is still to be given."""
    return written(tmp_path / "report.toml", report())


def written(path: Path, report: Report) -> Path:
    path.write_text(figures.text_of(report), encoding="utf-8")
    return path


def given(talked: Talk) -> list[tuple[str, str, str]]:
    return [(entry.reason, entry.by, entry.on) for entry in talked.session.report.accepted]


@pytest.mark.parametrize("key", ["a", "A", "ａ"])
def test_a_reason_is_given_saved_and_said(file: Path, key: str) -> None:
    talked = talk(file, "!", key, "清理时合并", "办公室", "s", "!", ">核对")
    assert given(talked) == [("清理时合并", "办公室", TODAY)]
    saved = load(file).report
    assert saved is not None and saved.accepted == talked.session.report.accepted
    assert "所说明的是：597、9999、489" in talked.output
    assert (
        f"疑问（已说明） {CODE}" in talked.output
        and f"理由：清理时合并（办公室，{TODAY}）" in talked.output.replace("\n", "")
    )
    assert "疑问0　" in talked.output and "已说明1" in talked.output and "没有错误和疑问。" in talked.output


def test_without_a_visit_the_query_is_chosen_by_its_number(file: Path) -> None:
    assert given(talk(file, "a", "9", "１", "甲", "")) == [("甲", "", TODAY)]
    assert given(talk(file, "a", "q")) == []


@pytest.mark.parametrize("answers", [["q"], [""], ["Ｑ"]])
def test_no_reason_is_no_reason(file: Path, answers: list[str]) -> None:
    talked = talk(file, "!", "a", *answers)
    assert given(talked) == [] and "没有说明。" in talked.output


def test_the_name_is_remembered_and_can_be_taken_away(file: Path) -> None:
    made = report()
    made.set_text("agency.level", "county")
    made.set_text("agency.kind", "department")
    made.set_text("disclosure.regulations.in_force", "1")
    written(file, made)
    talked = talk(file, "!", "a", "甲", "办公室", "!", "a", "乙", "")
    assert [(reason, by) for reason, by, _ in given(talked)] == [("甲", "办公室"), ("乙", "办公室")]
    talked = talk(file, "!", "a", "甲", "办公室", "!", "a", "乙", "-")
    assert [by for _, by, _ in given(talked)] == ["办公室", ""]


def test_hostile_reasons_are_cleaned(file: Path) -> None:
    talked = talk(file, "!", "a", "清\x1b[31m理\u202e\u2028合并", "张\x07三")
    assert given(talked)[0][:2] == ("清理 合并", "张三") and "\x1b" not in talked.output


def test_a_reason_is_changed_withdrawn_and_undone(file: Path) -> None:
    made = report()
    made.accepted.append(accepted_with())
    written(file, made)
    assert given(talk(file, "a", "1", "1", "另一个理由", "")) == [("另一个理由", "办公室", TODAY)]
    assert given(talk(file, "a", "1", "1", "", "")) == [("清理时合并", "办公室", "2026-01-05")]
    talked = talk(file, "a", "1", "2")
    assert given(talked) == [] and "说明已撤去" in talked.output
    talked = talk(file, "a", "1", "2", "u")
    assert given(talked) == [("清理时合并", "办公室", "2026-01-05")] and "已撤销：疑问的说明" in talked.output
    assert given(talk(file, "a", "1", "q")) == [("清理时合并", "办公室", "2026-01-05")]


def test_a_lapsed_reason_is_offered_or_removed(file: Path) -> None:
    made = report()
    made.accepted.append(accepted_with("597", "9998", "489"))
    written(file, made)
    talked = talk(file, "!", "a", "=", "")
    assert "以前的理由（当时为597、9998、489）：清理时合并（办公室，2026-01-05）" in talked.output
    assert given(talked) == [("清理时合并", "", TODAY)]
    assert given(talk(file, "a", "2", "1", "新的理由", "")) == [("新的理由", "", TODAY)]
    assert given(talk(file, "a", "2", "2")) == []


def test_last_years_reason_is_offered(file: Path, tmp_path: Path) -> None:
    made = report()
    made.set_text("report.previous", "2022.toml")
    written(file, made)
    last = new_report(made.edition, {"report.year": "2022", "agency.name": made.text("agency.name")})
    last.accepted.append(accepted_with("1", "2", "3"))
    written(tmp_path / "2022.toml", last)
    talked = talk(file, "a", "1", "=", "")
    assert "2022年的理由（当时为1、2、3）：清理时合并（办公室，2026-01-05）" in talked.output
    assert given(talked) == [("清理时合并", "", TODAY)]


def two_claims(file: Path) -> Path:
    """A report whose prose gives two other numbers for one total."""
    made = settled()
    made.set_text("overview.intro", "全年收到政府信息公开申请9999件。\n全年收到政府信息公开申请8888件。")
    return written(file, made)


def values(talked: Talk) -> list[tuple[str, str]]:
    return [(entry.values[0], entry.reason) for entry in talked.session.report.accepted]


def test_the_reason_is_for_the_query_visited_and_no_other_at_its_places(file: Path) -> None:
    two_claims(file)
    assert values(talk(file, "!", "a", "甲", "")) == [("9999", "甲")]
    assert values(talk(file, "!", "!", "a", "乙", "")) == [("8888", "乙")]
    talked = talk(file, "!", "!", "a", "乙", "", "a", "q")
    assert values(talked) == [("8888", "乙")] and "说明哪一条" in talked.output, "it has its reason already"


def test_the_query_visited_is_known_where_its_sentence_was_moved(file: Path) -> None:
    two_claims(file)
    talked = talk(file, "!", "!", "今年，全年收到政府信息公开申请9999件。", "a", "乙", "")
    assert talked.session.report.text("overview.intro").startswith("今年"), talked.output
    assert values(talked) == [("8888", "乙")]


@pytest.mark.parametrize("typed", ["?", "？", "s", "u", "<", "《", ">", ">3", "!", "-", "=", "Ｓ"])
def test_a_command_is_no_reason(file: Path, typed: str) -> None:
    talked = talk(file, "!", "a", typed, "甲", "")
    assert given(talked) == [("甲", "", TODAY)] and "这里写理由" in talked.output


@pytest.mark.parametrize(("typed", "reason"), [("\\s", "s"), (" ?", "?"), ("\\q", "q"), ("su", "su")])
def test_what_looks_like_a_command_may_be_a_reason(file: Path, typed: str, reason: str) -> None:
    assert given(talk(file, "!", "a", typed, "")) == [(reason, "", TODAY)]


def test_a_command_is_no_name(file: Path) -> None:
    talked = talk(file, "!", "a", "甲", "?", "\\s")
    assert given(talked) == [("甲", "s", TODAY)] and "这里写说明人" in talked.output
    talked = talk(file, "!", "a", "甲", "q")
    assert given(talked) == [] and "没有说明。" in talked.output


def test_errors_are_not_accepted(file: Path) -> None:
    made = settled()
    made.set_text("requests.received.natural_person", "3403")
    written(file, made)
    talked = talk(file, "!", "a")
    assert "错误不能说明保留，必须改正。" in talked.output and "没有可以说明的疑问。" in talked.output


def test_where_nothing_may_be_changed_no_reason_is_asked(file: Path) -> None:
    opened = open_report(file)
    assert isinstance(opened, Opened)
    second = talk(file, "1", "!", "a", "甲", "")
    assert second.session.read_only and given(second) == [] and "为什么核实以后" not in second.output
    opened.close()


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ("!\na\n清理时", "清理时"),
        ("!\na\n清理时合并\n办", "清理时合并"),
        ("!\na\n清理时合并\n", "清理时合并"),
    ],
)
def test_a_reason_that_was_begun_is_recovered_and_excuses_nothing(file: Path, answers: str, reason: str) -> None:
    talked = Talk(file, answers.encode())
    assert given(talked) == []
    begun = recovered(file, report())
    assert [(entry.code, entry.values, entry.reason) for entry in begun.accepted] == [(CODE, (), reason)]
    again = Talk(file, b"1\na\n1\n=\n\ns\nq\n")
    assert f"没有写完的理由：{reason}" in again.output
    assert given(again) == [(reason, "办" if answers.endswith("办") else "", TODAY)]
    assert not list(file.parent.glob(".*.draft-*"))


def test_the_name_that_was_being_typed_is_recovered_too(file: Path) -> None:
    Talk(file, "!\na\n清理时合并\n办公".encode())
    begun = recovered(file, report())
    assert [(entry.reason, entry.by) for entry in begun.accepted] == [("清理时合并", "办公")]
    again = Talk(file, b"1\na\n1\n=\n\ns\nq\n")
    assert "没有写完的理由：清理时合并（办公）" in again.output and given(again) == [("清理时合并", "办公", TODAY)]


def test_another_reason_that_was_begun_for_a_query_that_has_one_gives_way(file: Path) -> None:
    made = report()
    made.accepted.append(accepted_with())
    written(file, made)
    Talk(file, "a\n1\n1\n新的理由".encode())
    begun = recovered(file, made)
    assert [(entry.values, entry.reason) for entry in begun.accepted] == [
        (accepted_with().values, "清理时合并"),
        ((), "新的理由"),
    ]
    again = Talk(file, b"1\na\n2\n1\n=\n\ns\nq\n")
    assert given(again) == [("新的理由", "办公室", TODAY)], again.output


def test_nothing_begun_leaves_nothing(file: Path) -> None:
    Talk(file, b"!\na\n")
    assert not list(file.parent.glob(".*.draft-*"))


def test_final_needs_reasons(file: Path) -> None:
    talked = talk(file, ">核对", "定稿", "!", "a", "甲", "", ">核对", "定稿")
    assert "还有1处疑问没有说明，不能定稿：" in talked.output and "改正或说明1处疑问，再定稿。" in talked.output
    assert talked.session.report.final
