"""``nianbao check`` over folders and many files: chains, duplicates, bad files, what is told of them."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from schema.unsafe import find_unsafe
from tests.benchmarks.county import fill
from tests.tui.command_line import HOSTILE, SAMPLES, outcome, run
from tests.tui.test_cli_check import KEYS, SUQIAN, codes, of_2022
from tui.checking import run as running

Capture = pytest.CaptureFixture[str]


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def two_years(folder: Path, last: str) -> tuple[Path, Path]:
    """This year's and last year's report in a folder of its year each."""
    return put(folder / "2023/sq.toml", SUQIAN.read_text()), put(folder / "2022/sq.toml", last)


def test_drafts_may_be_let_pass(tmp_path: Path, capsys: Capture) -> None:
    wrong = re.sub(r"(?m)^(carried_out +=) .*$", r"\1 [9, 9, 9, 9, 9, 9]", SUQIAN.read_text())
    draft = put(tmp_path / "草稿.toml", re.sub(r'(?m)^(status +=) "final"', r'\1 "draft"', wrong))
    code, out, _ = outcome(capsys, "--allow-drafts", draft)
    assert (code, out.count("错误 requests-balance")) == (0, 6)
    assert outcome(capsys, draft)[:2] == (1, out)
    final = put(tmp_path / "定稿.toml", wrong)
    assert outcome(capsys, "--allow-drafts", draft, final)[0] == 1
    put(final, "edition = ")
    assert outcome(capsys, "--allow-drafts", draft, final)[0] == 2


def test_named_files_that_are_no_reports_may_be_passed_over(tmp_path: Path, capsys: Capture) -> None:
    other = put(tmp_path / "Cargo.toml", '[package]\nedition = "2021"\n')
    assert outcome(capsys, other)[0] == 2
    assert outcome(capsys, "--reports-only", other) == (0, "", "")
    assert outcome(capsys, "--reports-only", "--format", "json", other)[:2] == (0, "[]\n")
    report = put(tmp_path / "2023.toml", SUQIAN.read_text())
    code, _, err = outcome(capsys, "--reports-only", other, report)
    assert code == 0 and "1个文件" in err and "另有1个TOML文件不是报告，没有校验。" in err
    put(report, SUQIAN.read_text().replace("licensing ", "licencing "))
    code, out, _ = outcome(capsys, "--reports-only", report)
    assert code == 1 and "key-unknown" in out
    put(report, "edition = 2021\n<<<<<<< x\n")
    assert outcome(capsys, "--reports-only", other, report)[0] == 2
    assert outcome(capsys, "--reports-only", tmp_path / "none.toml")[0] == 2


NOTHING_CARRIED = re.sub(r"(?m)^(carried_out +=) .*$", r"\1 [0, 0, 0, 0, 0, 0]", of_2022())


def test_last_years_report_is_found_in_another_folder(tmp_path: Path, capsys: Capture) -> None:
    this, last = two_years(tmp_path, NOTHING_CARRIED)
    code, out, err = outcome(capsys, tmp_path)
    assert code == 1
    assert codes(out).count("carried-over") == 3
    assert f"{this}：上年报告：{last}（在别的文件夹找到）" in err
    # Files that are named are a chain as well.
    assert outcome(capsys, this, last)[1].count("carried-over") == 3
    # One by itself knows of what stands beside it alone.
    assert "carried-over" not in outcome(capsys, this)[1]


def test_the_file_beside_goes_before_the_one_elsewhere(tmp_path: Path, capsys: Capture) -> None:
    this, _ = two_years(tmp_path, NOTHING_CARRIED)
    put(this.with_name("sq2022.toml"), of_2022())
    _code, out, err = outcome(capsys, tmp_path)
    assert "carried-over" not in out
    assert f"{this}：上年报告：sq2022.toml（文件旁找到）" in err
    assert "重复：宿迁市人民政府2022年度有2份：" in err


def test_the_file_of_the_same_name_goes_before_others_beside(tmp_path: Path, capsys: Capture) -> None:
    this = put(tmp_path / "宿迁2023.toml", SUQIAN.read_text())
    put(tmp_path / "宿迁2022.toml", of_2022())
    put(tmp_path / "另一份2022.toml", NOTHING_CARRIED)
    _, out, err = outcome(capsys, tmp_path)
    assert f"{this}：上年报告：宿迁2022.toml（文件旁找到）" in err and "carried-over" not in out


def test_two_elsewhere_are_one_too_many(tmp_path: Path, capsys: Capture) -> None:
    this, last = two_years(tmp_path, of_2022())
    put(tmp_path / "old/sq.toml", of_2022(licensing=7))
    _, _out, err = outcome(capsys, tmp_path)
    assert f"{this}：上年报告：别的文件夹里有2份2022年度的（sq.toml、sq.toml），不知道用哪一份" in err
    put(last, of_2022().replace('"final"', '"draft"'))
    assert f"{this}：上年报告：{tmp_path}/old/sq.toml（在别的文件夹找到）" in outcome(capsys, tmp_path)[2]


def test_the_file_that_a_report_names_goes_first(tmp_path: Path, capsys: Capture) -> None:
    this, _ = two_years(tmp_path, of_2022())
    put(tmp_path / "given.toml", NOTHING_CARRIED.replace("宿迁市人民政府", "宿迁市政府"))
    put(this, SUQIAN.read_text().replace("year = 2023", 'year = 2023\nprevious = "../given.toml"'))
    _, out, _ = outcome(capsys, tmp_path)
    assert "previous-mismatch" in out and codes(out).count("carried-over") == 3
    put(this, SUQIAN.read_text().replace("year = 2023", 'year = 2023\nprevious = "none.toml"'))
    assert "previous-unreadable" in outcome(capsys, tmp_path)[1]


def test_a_file_is_remembered_by_what_it_is(tmp_path: Path, capsys: Capture) -> None:
    """By its name it would be another's: a folder that is a link stands beside other files than what it leads to."""
    put(tmp_path / "county/2022.toml", NOTHING_CARRIED)
    put(tmp_path / "else/2022.toml", of_2022())
    named = SUQIAN.read_text().replace("year = 2023", 'year = 2023\nprevious = "../2022.toml"')
    put(tmp_path / "else/deep/2023.toml", named)
    (tmp_path / "county/link").symlink_to("../else/deep", target_is_directory=True)
    assert "carried-over" not in outcome(capsys, tmp_path / "county/link/2023.toml")[1]
    assert "carried-over" not in outcome(capsys, tmp_path / "county", "--jobs", "1")[1]


WAYS_OF_WRITING = {
    "three quotes": ('"宿迁市人民政府"', '"""宿迁市人民政府"""'),
    "a key in quotes": ("name     =", '"name" ='),
    "a character by its code": ('"宿迁', '"\\u5bbf\\u8fc1'),
    "a dotted key": ("[agency]", ""),
    "a key before": ("[agency]\n", '[overview.x]\nname = "别的"\n\n[agency]\n'),
    "figures with a line": ("year = 202", "year = 2_02"),
}


@pytest.mark.parametrize("way", WAYS_OF_WRITING)
@pytest.mark.parametrize("written", ["this", "last"])
def test_last_years_report_is_found_however_it_is_written(
    tmp_path: Path, capsys: Capture, way: str, written: str
) -> None:
    plain, other = WAYS_OF_WRITING[way]
    texts = {"this": SUQIAN.read_text(), "last": NOTHING_CARRIED}
    assert plain in texts[written]
    if way == "a dotted key":
        texts[written] = 'agency.name = "宿迁市人民政府"\n' + texts[written]
        # All that belongs to the table has to be written so.
        texts[written] = re.sub(r"(?s)\[agency\]\n.*?\n\n", "", texts[written])
    else:
        texts[written] = texts[written].replace(plain, other)
    this = put(tmp_path / "本年.toml", texts["this"])
    put(tmp_path / "上年.toml", texts["last"])
    assert codes(outcome(capsys, this)[1]).count("carried-over") == 3
    assert codes(outcome(capsys, tmp_path)[1]).count("carried-over") == 3


def test_missing_years_and_duplicates_are_named(tmp_path: Path, capsys: Capture) -> None:
    for year in (2021, 2023, 2024):
        put(tmp_path / f"{year}.toml", SUQIAN.read_text().replace("year = 2023", f"year = {year}"))
    put(tmp_path / "copy/2021.toml", SUQIAN.read_text().replace("year = 2023", "year = 2021"))
    _, _, err = outcome(capsys, tmp_path)
    assert "缺少：宿迁市人民政府没有2022年度的报告\n" in err
    assert f"重复：宿迁市人民政府2021年度有2份：{tmp_path}/2021.toml、{tmp_path}/copy/2021.toml\n" in err
    # Whoever names single files does not miss the others.
    assert "缺少" not in outcome(capsys, tmp_path / "2021.toml", tmp_path / "2023.toml")[2]


def bad_files(folder: Path) -> None:
    put(folder / "0/large.toml", SUQIAN.read_text() + "# x\n" * 750_000)
    put(folder / "0/torn.toml", SUQIAN.read_text()[:1_500])
    (folder / "0/zeros.toml").write_bytes(b"\0" * 7_000)
    (folder / "0/gbk.toml").write_bytes(SUQIAN.read_text().encode("gb18030"))
    put(folder / "0/conflict.toml", f"<<<<<<< HEAD\n{SUQIAN.read_text()}")
    put(folder / "0/empty.toml", "")
    put(folder / "0/pyproject.toml", '[project]\nname = "x"\n')
    put(folder / f"0/{HOSTILE}\n.toml", SUQIAN.read_text())
    put(folder / "0/.hidden.toml", "edition = 1")


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_bad_files_are_reported_and_passed_over(tmp_path: Path, capsys: Capture, jobs: str) -> None:
    fill(tmp_path, 40)
    bad_files(tmp_path)
    code, out, err = outcome(capsys, tmp_path, "--jobs", jobs)
    assert code == 2
    bad = re.findall(r"0/(\w+)\.toml:(?:\d+): 错误 ((?:file|edition)-[\w-]+)", out)
    assert dict(bad) == {
        "large": "file-too-large",
        "torn": "file-not-toml",
        "zeros": "file-not-toml",
        "gbk": "file-encoding",
        "conflict": "file-conflict",
        "empty": "edition-unknown",
    }
    assert re.search(r"(?m)^47个文件：错误\d+，疑问\d+，提示\d+，读不了6$", err)
    assert "另有1个TOML文件不是报告" in err and "pyproject" not in out + err
    assert "hidden" not in out + err
    *_, empty, gbk, large, torn, zeros, _total = err.splitlines()
    assert empty == f"读不了：{tmp_path}/0/empty.toml：第1行，没有写明格式版本"
    assert [line.rpartition("/")[2].partition("：")[0] for line in (gbk, large, torn, zeros)] == [
        "gbk.toml",
        "large.toml",
        "torn.toml",
        "zeros.toml",
    ]
    assert not find_unsafe(out) and not find_unsafe(err)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_many_processes_say_what_one_says(tmp_path: Path, capsys: Capture, form: str) -> None:
    fill(tmp_path, 60)
    bad_files(tmp_path)
    one = outcome(capsys, tmp_path, "--format", form, "--jobs", "1")
    assert outcome(capsys, tmp_path, "--format", form, "--jobs", "3") == one
    assert outcome(capsys, tmp_path, "--format", form, "--jobs", "2", "--no-prose") != one
    if form == "json":
        findings = json.loads(one[1])
        assert [list(finding) for finding in findings] == [KEYS] * len(findings) and len(findings) > 100
    if form == "github":
        pattern = r"::(error|warning|notice) file=[^,:\n]+,line=\d+,title=[^,:\n]+::.+"
        assert all(re.fullmatch(pattern, line) for line in one[1].splitlines())


def test_one_after_the_other_says_the_same(tmp_path: Path, capsys: Capture) -> None:
    """The files of one agency a folder: each alone finds last year's beside it, as it does among all."""
    paths = fill(tmp_path, 32)
    together = outcome(capsys, tmp_path, "--jobs", "2")[1]
    assert together == "".join(outcome(capsys, path)[1] for path in paths)


def test_named_files_find_what_is_beside_and_not_named(tmp_path: Path, capsys: Capture) -> None:
    paths = fill(tmp_path, 120)
    of_last_years = [path for path in paths if path.stem == "2024"]
    assert len(of_last_years) > running._HANDFUL
    many = outcome(capsys, *of_last_years)[1]
    assert "carried-over" in many
    assert many == "".join(outcome(capsys, path)[1] for path in of_last_years)


def test_the_table_names_every_agency(tmp_path: Path, capsys: Capture) -> None:
    fill(tmp_path, 8)
    _, _, err = outcome(capsys, tmp_path)
    lines = err.splitlines()
    head = lines.index("机关           年度       完成度  错误  疑问  已说明")
    assert re.fullmatch(r"8个文件：.*", lines[-1])
    assert [line.split()[:3] for line in lines[head + 1 : head + 3]] == [
        ["第00000号机关", "2021-2024", "100%"],
        ["第00001号机关", "2021-2024", "92%"],
    ]


def test_a_folder_without_reports_is_no_success(tmp_path: Path, capsys: Capture) -> None:
    assert outcome(capsys, tmp_path)[0] == 2
    put(tmp_path / "pyproject.toml", "[project]\n")
    code, out, err = outcome(capsys, tmp_path)
    assert (code, out) == (2, "")
    assert "没有找到报告" in err and "另有1个TOML文件不是报告" in err
    assert outcome(capsys, tmp_path, "--format", "json")[1] == "[]\n"


def test_what_has_the_name_of_a_report_and_is_no_file_is_told(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "2023.toml", SUQIAN.read_text())
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "gone.toml").symlink_to("nowhere.toml")
    (tmp_path / "circle.toml").symlink_to("circle.toml")
    (tmp_path / "fine.toml").symlink_to("2023.toml")
    (tmp_path / "gone.txt").symlink_to("nowhere.toml")
    (tmp_path / "甲县").symlink_to("nowhere")
    (tmp_path / "乙县").symlink_to("2023.toml")
    monkeypatch.chdir(tmp_path)
    code, _, err = outcome(capsys, ".")
    assert code == 0
    assert err.splitlines() == [
        "没有校验：circle.toml：链接所指的不存在。",
        "没有校验：gone.toml：链接所指的不存在。",
        "没有校验：pipe.toml：这不是普通文件，是管道、套接字或设备。",
        "没有校验：甲县：链接所指的不存在。",
        "1个文件：错误0，疑问0，提示0",
    ]


def test_nothing_told_is_taken_for_a_command_to_a_runner(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = SUQIAN.read_text().replace("宿迁市", "::add-mask::宿迁##[error]市")
    put(tmp_path / "a/::stop-commands::x##[group].toml", hostile)
    put(tmp_path / "a/b.toml", hostile.replace("year = 2023", "year = 2022"))
    put(tmp_path / "a/c.toml", hostile.replace("year = 2023", "year = 2022"))
    put(tmp_path / "a/::x##[x].toml", "edition = ")
    monkeypatch.chdir(tmp_path / "a")
    _, out, err = outcome(capsys, ".", "--format", "github")
    _, _, given = outcome(capsys, "b.toml", "--previous", "::x##[x].toml", "--format", "github")
    assert "add-mask" in err and "stop-commands" in err and "##" in given
    for line in (err + given).splitlines():
        assert not line.lstrip().startswith("::") and "##[" not in line
    assert all(re.match(r"::(?:error|warning|notice) file=", line) for line in out.splitlines())


def test_unreadable_files_are_annotated(tmp_path: Path, capsys: Capture) -> None:
    code, out, _ = outcome(capsys, tmp_path / "no,ne.toml", "--format", "github")
    assert code == 2
    assert out.endswith("no%2Cne.toml,line=1,title=读不了::没有这个文件。请核对文件名；新建报告用 nianbao new。\n")


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", "9999999999", "²"])
def test_jobs_are_a_number(capsys: Capture, jobs: str) -> None:
    code, out, err = outcome(capsys, SUQIAN, "--jobs", jobs)
    assert (code, out) == (2, "") and "--jobs 不能是" in err


def test_an_error_of_our_own_at_one_file_does_not_stop_the_others(tmp_path: Path) -> None:
    paths = fill(tmp_path / "county", 40)
    broken = """
import schema.checks
check = schema.checks.run
def run(report, *rest):
    if "号机关" in report.text("agency.name") and report.text("agency.name")[1:6] == "00003": raise RuntimeError("boom")
    return check(report, *rest)
schema.checks.run = run
"""
    state = tmp_path / "state"
    done = run("check", tmp_path / "county", "--jobs", "2", code=broken, XDG_STATE_HOME=str(state))
    err = done.stderr.decode()
    assert done.returncode == 2
    assert err.count("没有校验完。程序内部出错") == 4 and "Traceback" not in err
    assert "40个文件：" in err and "读不了4" in err
    # Each process writes down the first.
    assert 1 <= len(list((state / "nianbao").iterdir())) <= 2
    assert str(paths[-1]) in done.stdout.decode()


def test_a_few_files_need_no_other_processes(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "concurrent.futures.process", raising=False)
    code, _out, err = outcome(capsys, SAMPLES)
    assert code == 1 and "读不了" not in err
    assert re.search(r"(?m)^\d+个文件：.*\n\Z", err)
    assert "concurrent.futures.process" not in sys.modules
