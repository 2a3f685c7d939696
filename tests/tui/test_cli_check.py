"""``nianbao check``: its lines, its JSON and its exit codes."""

import errno
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from schema.unsafe import find_unsafe
from tests.tui.command_line import HOSTILE, SAMPLES, command, environment, run
from tui.cli import main

HONGZE = SAMPLES / "hongze-2023.toml"
SUQIAN = SAMPLES / "suqian-2023.toml"
SHIMEN = SAMPLES / "shimen-2021.toml"
KEYS = ["file", "line", "code", "severity", "section", "where", "message", "suggestion", "repair", "accepted"]


def test_a_clean_report_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SUQIAN)]) == 0
    assert capsys.readouterr() == ("", "1个文件：错误0，疑问0，提示0\n")


def test_a_finding_is_a_line_to_jump_by(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(HONGZE)]) == 1
    out, err = capsys.readouterr()
    findings = [line for line in out.splitlines() if not line.startswith("    ")]
    assert [re.fullmatch(r"(.*):(\d+): (\S+) (\S+) (.+)", line) is not None for line in findings] == [True, True]
    file, line, severity, code, message = re.fullmatch(r"(.*?):(\d+): (\S+) (\S+) (.+)", findings[0]).groups()  # type: ignore[union-attr]
    assert (file, severity, code) == (str(HONGZE), "错误", "disputes-total")
    assert "10,    1,    0,    0,    0" in HONGZE.read_text().splitlines()[int(line) - 1]
    assert "相差11" in message
    assert err == "1个文件：错误2，疑问0，提示0\n"


def test_an_unaccepted_query_is_told_by_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SHIMEN)]) == 1
    assert re.search("错误0，疑问[1-9]", capsys.readouterr().err)


def test_json_is_one_array_with_the_published_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", str(SUQIAN), str(HONGZE)]) == 1
    out = capsys.readouterr().out
    findings = json.loads(out)
    assert [list(finding) for finding in findings] == [KEYS, KEYS]
    assert findings[0] | {"line": 0, "message": "", "suggestion": ""} == {
        "file": str(HONGZE),
        "line": 0,
        "code": "disputes-total",
        "severity": "error",
        "section": "disputes",
        "where": findings[0]["where"],
        "message": "",
        "suggestion": "",
        "repair": None,
        "accepted": False,
    }
    assert findings[0]["where"][0].startswith("disputes.reconsideration.")
    assert "行政复议" in out


def test_json_without_findings_is_an_empty_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", str(SUQIAN)]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_unreadable_files_are_told_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('edition = 2021\nyear = "open\n', encoding="utf-8")
    assert main(["check", str(tmp_path / "none.toml"), str(broken), "a\0b", str(HONGZE)]) == 2
    out, err = capsys.readouterr()
    assert "none.toml：没有这个文件。" in err
    assert "a‹U+0000›b：文件名里有不许用的字符。" in err
    assert f"{broken}:2: 错误 file-not-toml" in out
    assert out.count("disputes-total") == 2
    assert err.endswith("4个文件：错误3，疑问0，提示0，读不了3\n")


def test_a_file_without_permission_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "")

    # Root may read everything: the refusal is made by hand.
    monkeypatch.setattr(os, "open", refused)
    assert main(["check", str(SUQIAN)]) == 2
    assert "没有读取的权限" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{}"],
        ["check", "--previous", "{}", str(SUQIAN)],
        ["fmt", "{}"],
        ["render", "{}"],
        ["claims", "{}"],
        ["claims", "--previous", "{}", str(SUQIAN)],
        ["diff", "{}"],
        ["diff", "{}", str(SUQIAN)],
        ["diff", str(SUQIAN), "{}"],
        ["edit", "--plain", "{}"],
        ["new", "--plain", "--previous", "{}", "new.toml"],
    ],
)
@pytest.mark.parametrize("device", ["pipe", "/dev/zero"])
@pytest.mark.timeout(20)
def test_pipes_and_devices_are_refused_without_waiting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], device: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    code = main([argument.format(tmp_path / device) for argument in arguments])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "") and "这不是普通文件，是管道、套接字或设备" in err


def test_a_shell_may_hand_a_report_over(capfd: pytest.CaptureFixture[str]) -> None:
    words = ["bash", "-c", 'cat "$0" | "$@" /dev/stdin; "$@" <(cat "$0") < "$0"', str(HONGZE), *command("check")]
    subprocess.run(words, env=environment(), timeout=60, check=False)
    out, err = capfd.readouterr()
    assert len(re.findall(r"(?m)^/dev/(?:stdin|fd/\d+):\d+: 错误 disputes-total", out)) == 4
    assert err == "1个文件：错误2，疑问0，提示0\n" * 2


def test_slips_of_structure_are_errors_and_the_rest_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "typo.toml"
    file.write_text(HONGZE.read_text().replace("licensing ", "licencing "))
    assert main(["check", str(file)]) == 1
    out = capsys.readouterr().out
    assert "错误 key-unknown 不认识的键“disclosure.licencing”" in out
    assert "是不是想写“licensing”？" in out
    assert out.count("disputes-total") == 2


def test_last_years_report_must_be_readable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SUQIAN), "--previous", str(SHIMEN)]) == 0
    capsys.readouterr()
    assert main(["check", str(SUQIAN), "--previous", str(tmp_path / "none.toml")]) == 2
    assert "none.toml：没有这个文件" in capsys.readouterr().err
    broken = tmp_path / "broken.toml"
    broken.write_text("edition = 1999\n")
    assert main(["check", str(SUQIAN), "--previous", str(broken)]) == 2
    assert f"{broken}:1: 错误 edition-unknown" in capsys.readouterr().err


def hostile_report(folder: Path) -> Path:
    """A report with hostile text in its name, its keys, its texts and its cells."""
    text = SUQIAN.read_text()
    escaped = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in HOSTILE)
    text = text.replace('office   = ""', f'office   = "{escaped}"')
    text = text.replace("licensing           = 1808595", f'licensing           = "{escaped}"')
    text = text.replace("[agency]", f'[agency]\n"{escaped}" = 1')
    text = text.replace('heading = "主动公开"', f'heading = "{escaped}"')
    file = folder / f"{HOSTILE}\n.toml"
    file.write_text(text)
    return file


@pytest.mark.parametrize("form", ["text", "json"])
def test_hostile_text_is_made_visible(tmp_path: Path, form: str) -> None:
    file = hostile_report(tmp_path)
    done = run("check", file, "--format", form)
    assert done.returncode == 1
    out = done.stdout.decode()
    assert not find_unsafe(out) and not find_unsafe(done.stderr.decode())
    if form == "json":
        findings = json.loads(out)
        assert {finding["file"] for finding in findings} == {str(file)}
        assert any(HOSTILE in place for finding in findings for place in finding["where"])
        assert "甲" in out
    else:
        assert "‹U+001B›" in out
        assert all(line.startswith(("    ", str(tmp_path))) for line in out.splitlines())


def test_a_terminal_that_lacks_the_characters_gets_escapes(tmp_path: Path) -> None:
    done = run("check", HONGZE, "--format", "json", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "行政复议" in json.loads(done.stdout.decode("ascii"))[0]["message"]
    done = run("check", HONGZE, PYTHONIOENCODING="gb18030")
    assert "错误 disputes-total" in done.stdout.decode("gb18030")
    done = run("check", HONGZE, PYTHONIOENCODING="ascii")
    assert (done.returncode, b"disputes-total" in done.stdout) == (1, True)


def test_a_file_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml")
    done = run("check", name)
    assert done.returncode == 2
    assert "‹U+DCFF›.toml：没有这个文件" in done.stderr.decode()


def of_2022(licensing: int = 1_808_000) -> str:
    """A report of the year before, whose figures roll over into this year's."""
    text = SUQIAN.read_text().replace("year = 2023", "year = 2022")
    carried = re.search(r"(?m)^carried_in .*(\[.*)$", text)
    assert carried is not None
    text = re.sub(r"(?m)^(carried_out +=) .*$", rf"\1 {carried[1]}", text)
    text = re.sub(r"(?m)^(normative_documents =) .*$", r"\1 [100, 0, 977]", text)
    text = re.sub(r"(?m)^(regulations +=) .*$", r"\1 [0, 0, 9]", text)
    return re.sub(r"(?m)^(licensing +=) .*", rf"\1 {licensing}", text)


def test_a_slipped_unit_is_told_beside_last_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    previous = tmp_path / "2022.toml"
    previous.write_text(of_2022(licensing=5))
    assert main(["check", str(SUQIAN), "--previous", str(previous)]) == 1
    out, err = capsys.readouterr()
    assert "疑问 cell-implausible" in out and "上年5件" in out
    assert "错误0，疑问" in err


def beside(folder: Path) -> tuple[Path, Path]:
    """This year's and last year's file in one folder."""
    this, last = folder / "sq2023.toml", folder / "sq2022.toml"
    this.write_bytes(SUQIAN.read_bytes())
    last.write_text(of_2022())
    return this, last


def codes(out: str) -> list[str]:
    """The codes of queries told."""
    return re.findall(r"疑问 ([a-z-]+)", out)


def test_last_years_file_is_found_beside_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this, last = beside(tmp_path)
    main(["check", str(this)])
    out, err = capsys.readouterr()
    assert err.startswith("上年报告：sq2022.toml（文件旁找到）\n1个文件：")
    assert not {"carried-over", "in-force-roll"} & set(codes(out))
    last.write_text(re.sub(r"(?m)^(carried_out +=) .*$", r"\1 [0, 0, 0, 0, 0, 0]", of_2022()))
    assert main(["check", str(this)]) == 1
    out, err = capsys.readouterr()
    assert codes(out).count("carried-over") == 3
    assert main(["check", "--format", "json", str(this)]) == 1
    found = json.loads(capsys.readouterr().out)
    (first, *_) = [finding for finding in found if finding["code"] == "carried-over"]
    assert list(first) == KEYS
    assert first["where"] == ["requests.carried_in.natural_person", "report.previous"]
    assert "carried_in" in this.read_text().splitlines()[first["line"] - 1]


def test_with_many_files_each_gets_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this, last = beside(tmp_path)
    main(["check", str(this), str(last), str(HONGZE)])
    err = capsys.readouterr().err
    assert err.startswith(f"{this}：上年报告：sq2022.toml（文件旁找到）\n机关 ")
    assert err.splitlines()[-1].startswith("3个文件：")


def test_the_file_given_is_taken_before_the_one_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this, _ = beside(tmp_path)
    given = tmp_path / "given.toml"
    given.write_text(re.sub(r"(?m)^(carried_out +=) .*$", r"\1 [0, 0, 0, 0, 0, 0]", of_2022()))
    main(["check", str(this), "--previous", str(given)])
    out, err = capsys.readouterr()
    assert "carried-over" in codes(out) and "文件旁找到" not in err


def test_a_report_of_another_year_is_not_last_years(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SUQIAN), "--previous", str(SUQIAN)]) == 0
    assert capsys.readouterr().err.startswith(
        "上年报告“suqian-2023.toml”：报告年度是2023，本报告的上年是2022，没有用来核对\n"
    )


def test_a_file_named_but_not_there_is_a_query_at_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this, _ = beside(tmp_path)
    this.write_text(SUQIAN.read_text().replace("year = 2023", 'year = 2023\nprevious = "\\u001bnone.toml"'))
    assert main(["check", str(this)]) == 1
    out, err = capsys.readouterr()
    (line,) = [line for line in out.splitlines() if "previous-unreadable" in line]
    number = int(line.removeprefix(f"{this}:").partition(":")[0])
    assert this.read_text().splitlines()[number - 1].startswith("previous =")
    assert line.endswith("上年报告“‹U+001B›none.toml”：没有这个文件")
    assert err.startswith("上年报告“‹U+001B›none.toml”：没有这个文件\n")
