"""The command line's help, versions and refusals: all in Chinese, all with a remedy."""

import re

import pytest

from schema.unsafe import find_unsafe
from tests.tui.command_line import HOSTILE
from tui.cli import main
from tui.commands import NAMES

ENGLISH = re.compile(r"\b(usage|error|options|positional|argument|show|invalid|unrecognized|expected|required)\b")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in NAMES)])
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert out.startswith("用法：nianbao")
    assert not ENGLISH.search(out)
    assert err == ""


def test_help_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    overview = capsys.readouterr().out
    assert all(f"nianbao {name}" in overview for name in NAMES)
    main(["render", "x.toml", "--help"])
    page = capsys.readouterr().out
    assert all(flag in page for flag in ("-o, --output", "--to", "text、html", "--final", "--ascii", "-h, --help"))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("nianbao ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek", "a.toml"], "没有命令“chek”。是不是 nianbao check？"),
        (["zzz"], "全部命令见：nianbao --help"),
        (["--colour"], "没有选项“--colour”"),
        (["report.toml"], "nianbao edit report.toml"),
        (["check"], "没有写文件名。用法：nianbao check 文件"),
        (["check", "a.toml", "--frmt", "json"], "没有选项“--frmt”，可以用：--format、--previous"),
        (["check", "a.toml", "--form", "json"], "没有选项“--form”"),
        (["check", "a.toml", "--format"], "--format 后面还要写格式"),
        (["check", "a.toml", "--format", "yaml"], "--format 不能是“yaml”，可以是：text、json、github。"),
        (["fmt", "a.toml", "--check=3"], "--check 后面不带内容"),
        (["render", "a.toml", "b.toml"], "一次只处理一个文件，这里写了2个"),
        (["check", f"--{HOSTILE}"], "没有选项“--甲‹U+001B›"),
        ([HOSTILE], "没有命令“甲‹U+001B›"),
        (["check", "a.toml", "--format", HOSTILE], "不能是“甲‹U+001B›"),
    ],
)
def test_refusals(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert not find_unsafe(err)
    assert not ENGLISH.search(err)


def _files(told: str) -> list[str]:
    """The files that are told to be unreadable, in order."""
    return [line.split("：")[1] for line in told.splitlines() if line.startswith("读不了：")]


def test_options_and_files_stand_in_any_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "1.toml", "--format=json", "2.toml", "--", "--3.toml"]) == 2
    out, err = capsys.readouterr()
    assert out == "[]\n"
    assert _files(err) == ["1.toml", "2.toml", "--3.toml"]


def test_what_follows_two_dashes_is_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format=json", "--", "--no-prose", "--", "-o"]) == 2
    err = capsys.readouterr().err
    assert _files(err) == ["--no-prose", "--", "-o"]
