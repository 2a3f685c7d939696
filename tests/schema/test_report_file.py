"""The file as a whole: read, staged, verified, formatted, written."""

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import schema.canonical
import schema.report_file
from schema.atomic_file import write_atomically
from schema.canonical import Remarks, canonical
from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.report import Part, Report, new_report
from schema.report_file import VerificationError, formatted, from_bytes, load, read_bytes
from schema.toml_reading import LARGEST_FILE
from tests.schema.conftest import GOLDENS, changed_lines, differences, read, report_of
from tests.schema.staging import stage
from tests.schema.strategies import reports

_PATH = GOLDENS / "edition-2021.toml"
_GOLDEN = _PATH.read_text(encoding="utf-8")


def _with(place: str, text: str) -> Report:
    report = report_of(_GOLDEN)
    report.set_text(place, text)
    return report


def test_a_file_is_read_with_its_bytes_and_digest() -> None:
    loaded = load(_PATH)
    assert loaded.path == _PATH
    assert loaded.data == _PATH.read_bytes()
    assert loaded.digest == hashlib.sha256(loaded.data).hexdigest()
    assert loaded.findings == []
    assert loaded.report is not None
    assert loaded.report.title == "靖远县石门乡人民政府2021年政府信息公开工作年度报告"


def test_a_file_that_cannot_be_read_raises(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="没有"):
        load(tmp_path / "没有.toml")
    with pytest.raises(IsADirectoryError):
        load(tmp_path)


@pytest.mark.parametrize("regular", [False, True])
def test_no_more_is_read_than_tells_that_a_file_is_too_large(tmp_path: Path, regular: bool) -> None:
    path = tmp_path / "很大.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE * 50)
    assert len(read_bytes(path, regular=regular)) == LARGEST_FILE + 1
    loaded = load(path, regular=regular)
    (finding,) = loaded.findings
    assert (finding.code, finding.message) == ("file-too-large", "文件超过1,000,000字节，不像是一份报告")


@pytest.mark.timeout(20)
def test_pipes_and_devices_are_refused_without_waiting_where_only_files_will_do(tmp_path: Path) -> None:
    pipe, link = tmp_path / "管道.toml", tmp_path / "链接.toml"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link, Path(os.devnull)):
        with pytest.raises(OSError) as caught:
            load(path, regular=True)
        assert caught.value.errno == errno.ENXIO
    with pytest.raises(IsADirectoryError):
        load(tmp_path, regular=True)
    assert load(Path(os.devnull)).data == b""
    assert load(_PATH, regular=True).findings == []


def test_findings_of_checks_get_their_lines() -> None:
    loaded = load(_PATH)
    placed = Finding("x", Severity.QUERY, ("requests.received.company",), "")
    nowhere = Finding("x", Severity.QUERY, (), "")
    told = Finding("x", Severity.QUERY, ("status",), "", line=99)
    lines = _GOLDEN.split("\n")
    found = loaded.located([placed, nowhere, told])
    assert found[0].line is not None
    assert lines[found[0].line - 1].startswith("received ")
    assert [each.line for each in found[1:]] == [None, 99]


def test_nothing_changed_stages_the_same_bytes_object() -> None:
    for text in (_GOLDEN, _GOLDEN.replace(" = ", "="), "edition = 2021", _GOLDEN.replace("\n", "\r\n")):
        loaded = read(text)
        assert loaded.report is not None
        assert stage(loaded, loaded.report.copy()) is loaded.data


def test_one_changed_cell_of_a_canonical_file_is_one_changed_line() -> None:
    written = stage(read(_GOLDEN), _with("requests.granted.natural_person", "13")).decode()
    assert changed_lines(_GOLDEN, written) == (
        ["granted                      = [   12,    1,    0,    0,    0,    0]\n"],
        ["granted                      = [   13,    1,    0,    0,    0,    0]\n"],
    )


def test_one_changed_sentence_of_a_canonical_file_is_one_changed_line() -> None:
    written = stage(read(_GOLDEN), _with("problems.parts.0.text", "政策解读不够主动、及时；解读形式不多。")).decode()
    assert changed_lines(_GOLDEN, written) == (["解读形式单一。\n"], ["解读形式不多。\n"])


def test_invalid_text_in_a_cell_survives_saving_and_opening() -> None:
    written = stage(read(_GOLDEN), _with("requests.granted.natural_person", "12a"))
    again = read(written)
    assert again.findings == []
    assert again.report is not None
    assert again.report.text("requests.granted.natural_person") == "12a"


@settings(deadline=None, max_examples=40, phases=(Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_canonical_file_stays_canonical_whatever_changes(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from([*EDITIONS.values()]))
    before, after = data.draw(reports(edition)), data.draw(reports(edition))
    loaded = read(canonical(before))
    again = read(stage(loaded, after))
    assert differences(again.report, after) == []
    assert again.is_canonical


def test_a_new_file_is_canonical(tmp_path: Path) -> None:
    report = new_report(EDITIONS[2021], {"report.year": "2025"})
    data = stage(from_bytes(tmp_path / "新.toml", b""), report)
    assert data == canonical(report).encode()


def test_a_file_that_could_not_be_read_is_never_overwritten() -> None:
    for text in (_GOLDEN[:500], "edition = 2099\n", "\0"):
        loaded = read(text)
        with pytest.raises(ValueError, match="报告"):
            stage(loaded, report_of(_GOLDEN))
        with pytest.raises(ValueError, match="报告"):
            formatted(loaded)


def test_another_edition_rewrites_the_file_and_keeps_comments() -> None:
    text = _GOLDEN.replace("[agency]\n", "# 说明\n[agency]\n").replace(" = ", "  = ")
    written = stage(read(text), report_of((GOLDENS / "edition-2019.toml").read_bytes()))
    assert read(written).is_canonical
    assert "# 说明\n[agency]" in written.decode()


@pytest.mark.parametrize(
    "slip",
    [("[agency]\n", '[agency]\nfax = "1"\n'), ("[    4,    1,   27]", "[4]"), ('email    = ""', "email = 5")],
    ids=["unknown key", "short row", "wrong type"],
)
def test_slips_stay_in_the_file_and_are_neither_formatted_nor_rewritten_away(slip: tuple[str, str]) -> None:
    text = _GOLDEN.replace(*slip)
    loaded = read(text)
    assert len(loaded.findings) == 1
    with pytest.raises(ValueError, match="报告"):
        formatted(loaded)
    assert loaded.report is not None
    report = loaded.report.copy()
    report.set_text("requests.carried_in.company", "7")
    gone, come = changed_lines(text, stage(loaded, report).decode())
    assert (len(gone), len(come)) == (1, 1)
    # Another edition would rewrite the whole file, and with it what is not understood.
    with pytest.raises(VerificationError):
        stage(loaded, report_of((GOLDENS / "edition-2019.toml").read_bytes()))


def test_a_text_that_utf8_cannot_hold_is_not_written() -> None:
    with pytest.raises(VerificationError, match="未保存"):
        stage(read(_GOLDEN), _with("agency.office", "\ud800"))


def test_a_report_too_long_to_be_read_again_is_told_as_that() -> None:
    with pytest.raises(VerificationError, match=r"^未保存：报告太长，.*删减文字") as caught:
        stage(read(_GOLDEN), _with("overview.intro", "汉" * 400_000))
    assert [finding.code for finding in caught.value.findings] == ["file-too-large"]


def test_what_reading_back_says_is_told_without_control_characters() -> None:
    finding = Finding("x", Severity.ERROR, (), "不合写法\x1b[31m。", "改正。")
    error = VerificationError([finding, Finding("y", Severity.ERROR, (), "另一处")])
    assert str(error) == "未保存：不合写法‹U+001B›[31m。改正。原文件没有改动。"


def _swapped(report: Report, remarks: Remarks | None = None) -> str:
    return canonical(report, remarks).replace("[   12,    1,", "[    1,   12,")


def _without_last_part(report: Report, remarks: Remarks | None = None) -> str:
    shorter = report.copy()
    shorter.parts["problems"] = shorter.parts["problems"][:-1]
    return canonical(shorter, remarks)


def _not_toml(report: Report, remarks: Remarks | None = None) -> str:
    return canonical(report, remarks) + "x"


def _one_key_more(report: Report, remarks: Remarks | None = None) -> str:
    return canonical(report, remarks).replace("[agency]\n", "[agency]\nfax = 1\n")


@pytest.mark.parametrize("writer", [_swapped, _without_last_part, _not_toml, _one_key_more])
def test_a_wrong_writer_is_found_out(writer: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = read(_GOLDEN)
    assert loaded.is_canonical
    monkeypatch.setattr(schema.canonical, "canonical", writer)
    with pytest.raises(VerificationError):
        stage(loaded, _with("requests.carried_in.company", "7"))
    with pytest.raises(VerificationError):
        formatted(loaded)


def test_a_reader_that_swaps_columns_with_the_writer_is_found_out_by_the_strict_models(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both could be wrong alike: they share one plan of the form. The models lay out the columns themselves."""
    loaded = read(_GOLDEN)
    assert loaded.is_canonical
    changed = _with("requests.carried_in.company", "7")

    def agreeable(path: Path, data: bytes) -> schema.report_file.Loaded:
        again = from_bytes(path, data)
        again.report = changed
        return again

    monkeypatch.setattr(schema.canonical, "canonical", _swapped)
    monkeypatch.setattr(schema.report_file, "from_bytes", agreeable)
    with pytest.raises(VerificationError):
        stage(loaded, changed)


def test_a_wrong_edit_in_place_is_found_out_and_the_file_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _GOLDEN.replace("year = 2021\n", "year=2021\n")
    loaded = read(text)
    monkeypatch.setattr("schema.in_place.edit", lambda loaded, report: loaded.data)
    report = report_of(text)
    report.parts["overview"].append(Part("新", "话。"))
    written = stage(loaded, report)
    assert read(written).is_canonical
    assert differences(report_of(written), report) == []


def test_open_change_save_open(tmp_path: Path) -> None:
    path = tmp_path / "报告.toml"
    path.write_bytes(_PATH.read_bytes())
    loaded = load(path)
    report = _with("requests.granted.natural_person", "13")
    write_atomically(path, stage(loaded, report))
    assert differences(load(path).report, report) == []


def test_formatting_changes_nothing_that_is_said(tmp_path: Path) -> None:
    text = "\ufeff" + _GOLDEN.replace(" = ", "=").replace("    0", "0").replace("\n", "\r\n")
    once = formatted(read(text))
    assert once.decode() == _GOLDEN
