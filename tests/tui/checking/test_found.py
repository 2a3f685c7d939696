"""Which files the names on a command line mean."""

import os
from pathlib import Path

import pytest

from tui.checking.chain import look
from tui.checking.found import Search, Target, beside

REPORT = 'edition = 2021\n[report]\nyear = 2023\n[agency]\nname = "甲局"\n'


def files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(REPORT, encoding="utf-8")


def found(*names: str | Path) -> list[str]:
    return [target.name for target in Search([str(name) for name in names]).targets]


def test_a_folder_is_searched_to_its_depth_in_order_of_paths(tmp_path: Path) -> None:
    files(tmp_path, "b/2.toml", "b/1.TOML", "a.toml", "b-c.toml", "b/c/d/3.toml", "b/notes.txt", "b/toml")
    names = ["a.toml", "b/1.TOML", "b/2.toml", "b/c/d/3.toml", "b-c.toml"]
    assert found(tmp_path) == [f"{tmp_path}/{name}" for name in names]


def test_what_is_hidden_is_left_alone(tmp_path: Path) -> None:
    files(
        tmp_path, "a.toml", ".a.toml.lock", ".a.toml", ".git/b.toml", "x/.cache/c.toml", f".a.toml.draft-{os.geteuid()}"
    )
    assert found(tmp_path) == [f"{tmp_path}/a.toml"]


def test_a_hidden_folder_that_is_named_is_searched(tmp_path: Path) -> None:
    files(tmp_path, ".reports/a.toml")
    assert found(tmp_path / ".reports") == [f"{tmp_path}/.reports/a.toml"]


def test_links_in_circles_end(tmp_path: Path) -> None:
    files(tmp_path, "a/1.toml", "a/b/2.toml")
    (tmp_path / "a/b/up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a/self.toml").symlink_to("self.toml")
    (tmp_path / "a/gone.toml").symlink_to("none.toml")
    search = Search([str(tmp_path)])
    assert [target.name for target in search.targets] == [f"{tmp_path}/a/1.toml", f"{tmp_path}/a/b/2.toml"]
    assert search.errors == []


def test_a_file_is_told_by_its_own_name_and_once(tmp_path: Path) -> None:
    files(tmp_path, "z/1.toml")
    (tmp_path / "a").symlink_to(tmp_path / "z", target_is_directory=True)
    (tmp_path / "b.toml").symlink_to(tmp_path / "z/1.toml")
    assert found(tmp_path) == [f"{tmp_path}/z/1.toml"]
    assert found(tmp_path / "a") == [f"{tmp_path}/a/1.toml"]
    assert found(tmp_path, tmp_path / "z") == [f"{tmp_path}/z/1.toml"]


def test_links_that_lead_out_are_followed(tmp_path: Path) -> None:
    files(tmp_path, "out/1.toml", "out/deep/2.toml", "in/3.toml")
    (tmp_path / "in/file.toml").symlink_to(tmp_path / "out/1.toml")
    (tmp_path / "in/deep").symlink_to(tmp_path / "out/deep", target_is_directory=True)
    assert found(tmp_path / "in") == [f"{tmp_path}/in/{name}" for name in ("3.toml", "deep/2.toml", "file.toml")]


def test_a_file_named_keeps_its_place_and_is_not_found_again(tmp_path: Path) -> None:
    files(tmp_path, "a.toml", "b.toml")
    assert found(tmp_path / "b.toml", tmp_path) == [f"{tmp_path}/b.toml", f"{tmp_path}/a.toml"]


def test_what_is_no_file_has_no_say(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    files(tmp_path, "folder.toml/a.toml")
    assert found(tmp_path) == [f"{tmp_path}/folder.toml/a.toml"]


@pytest.mark.parametrize("name", ["a" * 300, "局" * 100, "x/" * 3_000, "a\0b"])
def test_a_name_that_no_file_can_have_is_left_to_the_reading(name: str) -> None:
    search = Search([name])
    assert (search.targets, search.folders, search.errors) == ([Target(name)], 0, [])


def test_the_working_folder_needs_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, "a.toml", "b/c.toml")
    monkeypatch.chdir(tmp_path)
    assert found(".") == found("./") == ["a.toml", "b/c.toml"]
    assert found("b/") == found("b") == ["b/c.toml"]


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, "a.toml", "shut/b.toml")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "")
        return scandir(path)

    # Root may read everything: the refusal is made by hand.
    monkeypatch.setattr(os, "scandir", refusing)
    search = Search([str(tmp_path)])
    assert [target.name for target in search.targets] == [f"{tmp_path}/a.toml"]
    assert [name for name, _ in search.errors] == [f"{tmp_path}/shut"]


def test_what_stands_beside_files_that_are_named(tmp_path: Path) -> None:
    files(tmp_path, "a.toml", "b.toml", ".c.toml", "d/e.toml")
    named = [Target(f"{tmp_path}/a.toml")]
    assert [target.name for target in beside(named)] == [f"{tmp_path}/b.toml"]


@pytest.mark.parametrize(
    "data",
    [
        b'[project]\nname = "nianbao"\nversion = "2024"\n',
        "说明 = '是别的东西'\n".encode(),
        b"x = 1\n" + "字".encode() * 10_000,
        b'[package]\nname = "x"\nedition = "2021"\n',
        b"edition = '2021'\nmax_width = 100\n",
    ],
)
def test_other_files_of_a_folder_are_no_reports(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.toml").write_bytes(data)
    assert look(Target(str(tmp_path / "x.toml"), True)) is False
    assert look(Target(str(tmp_path / "x.toml"), may_be_other=True)) is False
    assert look(Target(str(tmp_path / "x.toml"))) is True


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 5_000,
        b"\xff\xfe" + 'edition = "x"'.encode("utf-16-le"),
        "edition = 2021 # 甲".encode("gbk"),
        b"<<<<<<< HEAD\nedition = 2021\n",
        b"# " + b"x" * 5_000 + b"\nedition = 2021\n",
        b"[[requests]]\n",
        b"  report.status = 'final'\n",
        b'edition = "2021"\n[report]\n',
    ],
)
def test_reports_that_came_to_harm_are_checked(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.toml").write_bytes(data)
    assert look(Target(str(tmp_path / "x.toml"), True)) is True


def test_year_and_agency_are_told_from_the_beginning(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(REPORT.replace("甲局", "甲 局"), encoding="utf-8")
    assert look(Target(str(tmp_path / "x.toml"), True)) == (b"2023", "甲局")
