"""``nianbao fmt``: what is rewritten, and what is left alone."""

import os
from pathlib import Path

import pytest

from schema.unsafe import find_unsafe
from tests.tui.command_line import HOSTILE, SAMPLES, run
from tui.cli import main

SUQIAN = SAMPLES / "suqian-2023.toml"
UNTIDY = SUQIAN.read_text().replace("[ 3402,   99,", "[3402,99,").replace("\n", "\r\n")


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    file = tmp_path / "untidy.toml"
    file.write_bytes(UNTIDY.encode())
    file.chmod(0o640)
    return file


def test_makes_a_file_canonical_and_keeps_its_mode(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", str(untidy)]) == 0
    assert untidy.read_bytes() == SUQIAN.read_bytes()
    assert untidy.stat().st_mode & 0o777 == 0o640
    assert list(untidy.parent.iterdir()) == [untidy]
    assert capsys.readouterr() == ("", f"{untidy}：已整理\n")


def test_does_not_write_what_is_canonical(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["fmt", str(untidy)])
    capsys.readouterr()
    before = untidy.stat()
    assert main(["fmt", str(untidy)]) == 0
    after = untidy.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert capsys.readouterr() == ("", "")


def test_check_names_what_would_change_and_changes_nothing(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check", str(SUQIAN), str(untidy)]) == 1
    told = "以上1个文件不是规范写法。要整理，请运行 nianbao fmt 和文件名\n"
    assert capsys.readouterr() == (f"{untidy}\n", told)
    assert main(["fmt", "--check", str(untidy)]) == 1
    assert capsys.readouterr().err == told.replace("和文件名", str(untidy))
    assert untidy.read_bytes() == UNTIDY.encode()
    assert main(["fmt", "--check", str(SUQIAN)]) == 0


def test_a_file_with_slips_is_not_touched_and_the_others_go_on(
    untidy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typo = untidy.with_name("typo.toml")
    typo.write_text(SUQIAN.read_text().replace("licensing ", "licencing "))
    before = typo.read_bytes()
    for arguments in ([], ["--check"]):
        assert main(["fmt", *arguments, str(typo), str(untidy.with_name("none.toml")), str(untidy)]) == 2
        err = capsys.readouterr().err
        assert f"{typo}:" in err and "key-unknown" in err and "没有改动；请先改正以上1处" in err
        assert "none.toml：没有这个文件" in err
        main(["fmt", str(untidy)])
        capsys.readouterr()
    assert typo.read_bytes() == before
    assert untidy.read_bytes() == SUQIAN.read_bytes()


def test_a_result_that_does_not_read_back_is_not_written(
    untidy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from schema import canonical

    monkeypatch.setattr(canonical, "canonical", lambda *_: "edition = 2021\n")
    assert main(["fmt", str(untidy)]) == 2
    assert "没有改动；整理后的内容与原文件不一致" in capsys.readouterr().err
    assert untidy.read_bytes() == UNTIDY.encode()


def test_a_file_that_cannot_be_written_is_named(
    untidy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from schema import atomic_file

    def full(path: Path, data: bytes, **_: object) -> None:
        raise atomic_file.SaveError("未保存：磁盘已满。")

    monkeypatch.setattr(atomic_file, "write_atomically", full)
    assert main(["fmt", str(untidy)]) == 2
    assert f"{untidy}：未保存：磁盘已满。" in capsys.readouterr().err


@pytest.mark.parametrize("outside", ["changed", "gone"])
def test_what_somebody_else_writes_meanwhile_is_never_replaced(
    untidy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], outside: str
) -> None:
    from schema import report_file

    formatted = report_file.formatted

    def meanwhile(loaded: report_file.Loaded) -> bytes:
        if outside == "changed":
            untidy.write_bytes(b"edition = 2021\n")
        else:
            untidy.unlink()
        return formatted(loaded)

    monkeypatch.setattr(report_file, "formatted", meanwhile)
    assert main(["fmt", str(untidy)]) == 2
    assert capsys.readouterr() == ("", f"{untidy}：没有改动；整理时文件被别的程序改了。请再整理一次。\n")
    assert [each.read_bytes() for each in untidy.parent.iterdir()] == ([b"edition = 2021\n"] * (outside == "changed"))


def test_a_folder_stands_for_its_reports(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = untidy.parent
    inner = folder / "甲县" / "2023.toml"
    inner.parent.mkdir()
    inner.write_bytes(UNTIDY.encode())
    other = folder / "pyproject.toml"
    other.write_text("[tool]\nname=1\n")
    assert main(["fmt", "--check", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert out == f"{untidy}\n{inner}\n"
    assert err == f"以上2个文件不是规范写法。要整理，请运行 nianbao fmt {folder}\n"
    assert main(["fmt", str(inner.parent), str(untidy)]) == 0
    assert main(["fmt", "--check", str(folder)]) == 0
    assert other.read_text() == "[tool]\nname=1\n"
    conflict = folder / "conflict.toml"
    conflict.write_text(f"<<<<<<< a\n=======\n>>>>>>> b\n{SUQIAN.read_text()}")
    capsys.readouterr()
    assert main(["fmt", "--check", str(folder)]) == 2
    assert f"{conflict}:1: 错误 file-conflict" in capsys.readouterr().err


def test_named_files_that_are_no_reports_may_be_passed_over(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = untidy.with_name("Cargo.toml")
    other.write_text('[package]\nedition = "2021"\n')
    assert main(["fmt", str(other)]) == 2
    capsys.readouterr()
    assert main(["fmt", "--reports-only", str(other)]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["fmt", "--reports-only", "--check", str(other), str(untidy)]) == 1
    assert capsys.readouterr().out == f"{untidy}\n"
    assert main(["fmt", "--reports-only", str(untidy.with_name("none.toml"))]) == 2


def test_a_folder_without_reports_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check", str(tmp_path)]) == 2
    assert "文件夹里没有找到报告" in capsys.readouterr().err


def test_pipes_are_refused_without_waiting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert main(["fmt", "--check", str(pipe)]) == 2
    assert "这不是普通文件" in capsys.readouterr().err


def test_what_stands_in_a_folder_and_is_no_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.toml").write_bytes(SUQIAN.read_bytes())
    (tmp_path / "gone.toml").symlink_to("nowhere.toml")
    assert main(["fmt", "--check", str(tmp_path)]) == 0
    assert capsys.readouterr() == ("", f"没有整理：{tmp_path}/gone.toml：链接所指的不存在。\n")


def test_nothing_told_is_taken_for_a_command_to_a_runner(
    untidy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(untidy.parent)
    names = ["::warning file=a::y.toml", "::error::##[error].toml", "::none.toml"]
    Path(names[0]).write_bytes(untidy.read_bytes())
    Path(names[1]).write_text("edition = ")
    assert main(["fmt", "--check", *names]) == 2
    assert main(["fmt", "--check", names[0]]) == 1
    assert main(["fmt", names[0]]) == 0
    out, err = capsys.readouterr()
    assert out == f"./{names[0]}\n" * 2
    assert "已整理" in err and "没有这个文件" in err and "没有改动" in err
    assert not [line for line in err.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_hostile_names_are_made_visible(untidy: Path) -> None:
    hostile = untidy.rename(untidy.with_name(f"{HOSTILE}.toml"))
    done = run("fmt", "--check", hostile)
    assert (done.returncode, "甲‹U+001B›" in done.stdout.decode()) == (1, True)
    assert not find_unsafe(done.stdout.decode())
    done = run("fmt", hostile)
    assert done.returncode == 0
    assert not find_unsafe(done.stderr.decode())
