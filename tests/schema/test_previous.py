"""Last year's file: named or found beside, and whatever else may lie there."""

import os
from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.previous import (
    MISMATCH,
    UNREADABLE,
    agency_from,
    carried_in_from,
    find_previous,
)
from schema.report import Report
from schema.report_file import load
from schema.siblings import Siblings
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import clean_report

AGENCY = "某县人民政府"


def of_year(year: int, changes: dict[str, str] | None = None) -> Report:
    """A clean report of a year."""
    edition = 2019 if year < 2021 else 2021
    return clean_report(edition, {"report.year": str(year), "report.published": ""} | (changes or {}))


def put(path: Path, report: Report) -> Path:
    """Write a report."""
    path.write_text(canonical(report), encoding="utf-8")
    return path


def test_nothing_is_known_where_nothing_is_there(tmp_path: Path) -> None:
    assert find_previous(tmp_path / "2022.toml", of_year(2022)) is None
    assert find_previous(tmp_path / "none" / "2022.toml", of_year(2022)) is None


@pytest.mark.parametrize("name", ["2021.toml", "report-2021.TOML", "县政府.toml", "report-2022.toml", "a2025b.toml"])
def test_the_file_beside_is_told_by_what_is_in_it(tmp_path: Path, name: str) -> None:
    put(tmp_path / name, of_year(2021))
    put(tmp_path / "2020.toml", of_year(2020))
    put(tmp_path / "别的-2021.toml", of_year(2021, {"agency.name": "某县教育局"}))
    report = of_year(2022)
    found = find_previous(put(tmp_path / "this-2022.toml", report), report)
    assert found is not None and found.path == tmp_path / name and not found.named
    assert found.report == load(tmp_path / name).report
    assert found.words == f"上年报告：{name}（文件旁找到）" and found.query is None


def test_the_change_of_edition_does_not_matter(tmp_path: Path) -> None:
    put(tmp_path / "2020.toml", of_year(2020))
    found = find_previous(tmp_path / "2021.toml", of_year(2021))
    assert found is not None and found.report is not None and found.report.edition.number == 2019


def test_2019_has_no_year_before(tmp_path: Path) -> None:
    (tmp_path / "2018.toml").write_text(canonical(of_year(2019)).replace("year = 2019", "year = 2018"))
    assert find_previous(tmp_path / "2019.toml", of_year(2019)) is None


def test_without_year_or_agency_nothing_is_looked_for(tmp_path: Path) -> None:
    put(tmp_path / "2021.toml", of_year(2021, {"agency.name": ""}))
    assert find_previous(tmp_path / "2022.toml", of_year(2022, {"agency.name": ""})) is None
    assert find_previous(tmp_path / "2022.toml", of_year(2022, {"report.year": ""})) is None


def test_names_differ_by_spaces_and_width_alone(tmp_path: Path) -> None:
    put(tmp_path / "2021.toml", of_year(2021, {"agency.name": "某县 人民政府(本级)"}))
    found = find_previous(tmp_path / "2022.toml", of_year(2022, {"agency.name": "某县人民政府（本级）"}))
    assert found is not None and found.report is not None and found.problem is None


def test_of_several_the_one_named_alike_is_taken(tmp_path: Path) -> None:
    put(tmp_path / "a-2021.toml", of_year(2021, {"disclosure.licensing": "1"}))
    put(tmp_path / "b-2021.toml", of_year(2021, {"disclosure.licensing": "2"}))
    found = find_previous(tmp_path / "b-2022.toml", of_year(2022))
    assert found is not None and found.path == tmp_path / "b-2021.toml"


def test_of_several_the_final_one_is_taken(tmp_path: Path) -> None:
    put(tmp_path / "x.toml", of_year(2021, {"disclosure.licensing": "1", "status": "draft"}))
    put(tmp_path / "y.toml", of_year(2021, {"disclosure.licensing": "2"}))
    found = find_previous(tmp_path / "2022.toml", of_year(2022))
    assert found is not None and found.path == tmp_path / "y.toml"


def test_copies_of_one_report_are_as_good_as_one(tmp_path: Path) -> None:
    for name in ("x.toml", "y.toml"):
        put(tmp_path / name, of_year(2021))
    found = find_previous(tmp_path / "2022.toml", of_year(2022))
    assert found is not None and found.report is not None and found.problem is None


def test_of_several_that_differ_none_is_taken_and_both_are_named(tmp_path: Path) -> None:
    for name in ("x.toml", "y.toml"):
        put(tmp_path / name, of_year(2021, {"agency.phone": name}))
    found = find_previous(tmp_path / "2022.toml", of_year(2022))
    assert found is not None and found.report is None and found.query is None
    assert "x.toml、y.toml" in found.words and found.words.endswith("不知道用哪一份，请在“上年报告文件”写明文件名")


def test_a_broken_one_beside_is_told_but_is_no_query(tmp_path: Path) -> None:
    (tmp_path / "2021.toml").write_text(canonical(of_year(2021)) + "\nbroken")
    found = find_previous(tmp_path / "2022.toml", of_year(2022))
    assert found is not None and found.report is None and found.query is None
    assert "2021.toml" in found.words and "读不出来" in found.words


def test_one_named_alike_of_which_nothing_can_be_read_is_told_unless_there_is_another(tmp_path: Path) -> None:
    (tmp_path / "r-2021.toml").write_text("broken")
    found = find_previous(tmp_path / "r-2022.toml", of_year(2022))
    assert found is not None and found.report is None and found.query is None
    assert found.words == "上年报告“r-2021.toml”：第1行读不出来，不像是一份报告"
    put(tmp_path / "other.toml", of_year(2021))
    found = find_previous(tmp_path / "r-2022.toml", of_year(2022))
    assert found is not None and found.path == tmp_path / "other.toml" and found.report is not None


def named(folder: Path, name: str, year: int = 2022, **changes: str) -> tuple[Path, Report]:
    """A report that names last year's file."""
    return folder / "this.toml", of_year(year, {"report.previous": name} | changes)


def test_a_file_named_is_taken_before_any_beside(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    put(tmp_path / "2021.toml", of_year(2021, {"disclosure.licensing": "1"}))
    put(tmp_path / "old" / "r.toml", of_year(2021, {"disclosure.licensing": "2"}))
    found = find_previous(*named(tmp_path, "old/r.toml"))
    assert found is not None and found.named and found.path == tmp_path / "old" / "r.toml"
    assert found.words == "上年报告：r.toml（报告中写明）" and found.query is None


def test_spaces_around_a_name_do_not_count(tmp_path: Path) -> None:
    put(tmp_path / "r.toml", of_year(2021))
    found = find_previous(*named(tmp_path, " r.toml\u3000"))
    assert found is not None and found.report is not None and found.path == tmp_path / "r.toml"


def test_a_missing_one_is_not_replaced_by_one_beside(tmp_path: Path) -> None:
    put(tmp_path / "2021.toml", of_year(2021))
    found = find_previous(*named(tmp_path, "none.toml"))
    assert found is not None and found.report is None and found.query is not None
    assert found.query.code == UNREADABLE and found.words == "上年报告“none.toml”：没有这个文件"


def test_what_is_no_report_is_told_without_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("root:x:0:0\n")
    found = find_previous(*named(tmp_path, "secret"))
    assert found is not None and found.query is not None and found.query.code == UNREADABLE
    assert "第1行读不出来" in found.words and "root" not in found.words + found.query.suggestion


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/dev/zero", "不是普通文件"),
        ("/dev/stdin", ""),
        ("/proc/kmsg", ""),
        ("/", "这是一个文件夹"),
        ("pipe", "不是普通文件"),
        ("socket/../folder", "没有这个文件"),
        ("folder", "这是一个文件夹"),
        ("loop", "绕成了圈"),
        ("a\0b", "不许用的字符"),
        ("\x1b[31m\u202e.toml", "没有这个文件"),
        ("名" * 300, "文件名太长"),
        ("huge", "读不出来"),
        ("../" * 2000, ""),
    ],
)
def test_hostile_names_are_refused(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(2_000_000_000)
    found = find_previous(*named(tmp_path, name))
    assert found is not None and found.report is None and found.query is not None
    assert why in found.words and not find_unsafe(found.words) and not find_unsafe(found.query.suggestion)


def test_another_year_is_not_taken(tmp_path: Path) -> None:
    put(tmp_path / "r.toml", of_year(2020))
    found = find_previous(*named(tmp_path, "r.toml"))
    assert found is not None and found.report is None and found.query is not None
    assert (found.query.code, found.query.against, found.query.says) == (MISMATCH, "report.year", "2020")
    assert "报告年度是2020，本报告的上年是2021" in found.words


def test_without_its_own_year_a_report_takes_none(tmp_path: Path) -> None:
    put(tmp_path / "r.toml", of_year(2021))
    found = find_previous(*named(tmp_path, "r.toml", **{"report.year": ""}))
    assert found is not None and found.report is None and found.query is not None
    assert (found.query.code, found.query.against) == (MISMATCH, "report.year")
    assert "本报告没有写明报告年度" in found.words and found.query.suggestion == "先填好“报告年度”。"


def test_another_agency_is_taken_and_told(tmp_path: Path) -> None:
    put(tmp_path / "r.toml", of_year(2021, {"agency.name": "某县\x1b人民政府"}))
    found = find_previous(*named(tmp_path, "r.toml"))
    assert found is not None and found.report is not None and found.query is not None
    assert (found.query.code, found.query.against) == (MISMATCH, "agency.name")
    assert "“某县‹U+001B›人民政府”" in found.words


def test_folders_with_thousands_of_files_are_not_read_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = canonical(of_year(2021, {"agency.name": "别的机关"}))
    for number in range(3000):
        (tmp_path / f"{number:04}.toml").write_text(text, encoding="utf-8")
    put(tmp_path / "县-2021.toml", of_year(2021))
    opened = []
    import schema.siblings

    read = schema.siblings.read_bytes
    monkeypatch.setattr(
        schema.siblings, "read_bytes", lambda *args, **kw: opened.append(kw["most"]) or read(*args, **kw)
    )
    found = find_previous(tmp_path / "this.toml", of_year(2022))
    assert found is not None and found.path == tmp_path / "县-2021.toml"
    assert 0 < len(opened) <= 110 and max(opened) <= 20_000


def test_among_thousands_of_a_year_the_agencys_own_is_looked_at_first(tmp_path: Path) -> None:
    text = canonical(of_year(2021, {"agency.name": "别的机关"}))
    for number in range(1000):
        (tmp_path / f"2021-{number:04}.toml").write_text(text, encoding="utf-8")
    put(tmp_path / f"乙2021年{AGENCY}.toml", of_year(2021))
    found = find_previous(tmp_path / "this.toml", of_year(2022))
    assert found is not None and found.path == tmp_path / f"乙2021年{AGENCY}.toml"


def test_a_folder_is_not_even_listed_where_the_file_named_alike_is_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "县2021年.toml", of_year(2021))
    monkeypatch.setattr(os, "scandir", lambda path: pytest.fail("listed"))
    found = find_previous(tmp_path / "县2022年.toml", of_year(2022))
    assert found is not None and found.path == tmp_path / "县2021年.toml"


def test_one_reading_of_a_folder_serves_every_report_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agencies = [f"某县{name}局" for name in "教育卫生民政财税"]
    for agency in agencies:
        for year in (2021, 2022):
            put(tmp_path / f"{agency}{'一' * (year - 2020)}.toml", of_year(year, {"agency.name": agency}))
    opened: list[Path] = []
    import schema.siblings

    read = schema.siblings.read_bytes
    monkeypatch.setattr(schema.siblings, "read_bytes", lambda path, **kw: opened.append(path) or read(path, **kw))
    siblings = Siblings(tmp_path)
    for agency in agencies:
        found = find_previous(tmp_path / f"{agency}一一.toml", of_year(2022, {"agency.name": agency}), siblings)
        assert found is not None and found.path == tmp_path / f"{agency}一.toml"
    assert len(opened) == len(set(opened)) <= 2 * len(agencies)


def test_pipes_beside_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "2021.toml")
    os.mkfifo(tmp_path / "a.toml")
    put(tmp_path / "b.toml", of_year(2021))
    found = find_previous(tmp_path / "2022.toml", of_year(2022))
    assert found is not None and found.path == tmp_path / "b.toml"


# What is taken over

ROW = "requests.carried_in"


def test_carried_in_is_offered_for_blanks_alone() -> None:
    previous = of_year(2020, {"requests.carried_out.natural_person": "3", "requests.carried_out.company": "1"})
    blank = {f"{ROW}.{column}": "" for column in ("natural_person", "company", "research")}
    report = of_year(2021, blank | {f"{ROW}.company": "2"})
    assert carried_in_from(previous, report) == {f"{ROW}.natural_person": "3", f"{ROW}.research": "0"}


def test_what_last_year_left_open_is_not_offered() -> None:
    previous = of_year(2021, {"requests.carried_out.natural_person": "", "requests.carried_out.company": "/"})
    report = of_year(2022, {f"{ROW}.natural_person": "", f"{ROW}.company": "", f"{ROW}.research": ""})
    assert carried_in_from(previous, report) == {f"{ROW}.research": "0"}


def test_a_total_is_never_offered_for_it_is_this_years_source_that_has_to_carry_it() -> None:
    previous = of_year(2021, {"requests.carried_out.natural_person": "3"})
    report = of_year(2022, {f"{ROW}.natural_person": "", "requests.received.total": "0"})
    assert carried_in_from(previous, report) == {f"{ROW}.natural_person": "3"}
    blank = of_year(2021, {"requests.carried_out.natural_person": "", "requests.carried_out.total": "4"})
    assert carried_in_from(blank, report) == {}


def test_agency_and_contact_are_taken_over() -> None:
    taken = agency_from(of_year(2021, {"agency.office": " ", "agency.phone": "0527-1"}))
    assert taken == {
        "agency.name": AGENCY,
        "agency.kind": "government",
        "agency.level": "county",
        "agency.phone": "0527-1",
        "agency.email": "xxgk@example.gov.cn",
    }
