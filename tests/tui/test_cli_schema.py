"""``nianbao schema``: where the JSON Schema goes."""

import json
from pathlib import Path

import pytest

from schema.editions import EDITIONS
from schema.json_schema import json_schema
from tests.tui.command_line import HOSTILE, run
from tui.cli import main


def test_prints_every_edition_in_utf8_whatever_the_terminal_expects() -> None:
    done = run("schema", PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == json_schema([EDITIONS[2021], EDITIONS[2019]])


@pytest.mark.parametrize("number", EDITIONS)
def test_prints_one_edition(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--edition", str(number)]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema([EDITIONS[number]])


def test_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nianbao.schema.json"
    assert main(["schema", "-o", str(file)]) == 0
    assert capsys.readouterr() == ("", f"已写入{file}\n")
    written = file.read_text(encoding="utf-8")
    main(["schema"])
    assert written == capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "report.toml"], "要以 .json 结尾"),
        (["--edition", "2020"], "可以是：2021、2019"),
        (["report.toml"], "不带文件名"),
        (["-o", "nowhere/x.json"], "nowhere/x.json：未保存：文件夹不存在"),
        (["-o", f"nowhere/{HOSTILE}.json"], "甲‹U+001B›"),
    ],
)
@pytest.mark.usefixtures("working_folder")
def test_refusals(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
