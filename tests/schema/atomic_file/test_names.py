"""Links, temporary names, long names, and what is no file."""

import os
import re
from pathlib import Path

import pytest

from schema.atomic_file import SaveError, write_atomically
from tests.schema.atomic_file.contents import NEW, OLD, names_in


def test_a_symbolic_link_is_followed_and_stays(file: Path) -> None:
    folder = file.parent / "别处"
    folder.mkdir()
    link = folder / "链接.toml"
    link.symlink_to("../报告.toml")
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert link.readlink() == Path("../报告.toml")
    assert file.read_bytes() == NEW
    assert names_in(folder) == ["链接.toml"]


def test_a_link_to_nothing_makes_its_target(tmp_path: Path) -> None:
    link = tmp_path / "链接.toml"
    link.symlink_to("目标.toml")
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert (tmp_path / "目标.toml").read_bytes() == NEW


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "甲").symlink_to("乙")
    (tmp_path / "乙").symlink_to("甲")
    with pytest.raises(SaveError, match="未保存"):
        write_atomically(tmp_path / "甲", NEW)
    assert names_in(tmp_path) == ["乙", "甲"]


def test_the_temporary_name_is_random_hidden_in_the_same_folder_and_opened_exclusively(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, int, int]] = []
    real = os.open

    def spy(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            opened.append((Path(path), flags, mode))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", spy)
    write_atomically(file, NEW)
    write_atomically(file, OLD)
    names = [path.name for path, _, _ in opened]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"\.报告\.toml\.[0-9a-f]{16}", name) for name in names)
    assert all(path.parent == file.parent for path, _, _ in opened)
    assert all(flags & os.O_EXCL and flags & os.O_NOFOLLOW and mode == 0o600 for _, flags, mode in opened)


def test_a_link_planted_at_the_temporary_name_is_not_followed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = file.parent / "别人的文件"
    victim.write_bytes(OLD)
    monkeypatch.setattr(os, "urandom", bytes)
    planted = file.parent / f".报告.toml.{'0' * 16}"
    planted.symlink_to(victim)
    with pytest.raises(SaveError):
        write_atomically(file, NEW)
    assert victim.read_bytes() == file.read_bytes() == OLD
    assert planted.is_symlink()


@pytest.mark.parametrize("name", ["年" * 80 + ".toml", "\U00020bb7" * 60 + ".toml", "x" * 250 + ".toml"])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, NEW)
    assert names_in(tmp_path) == [name]


def test_a_folder_a_pipe_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    for path, words in (
        (tmp_path, "这是一个文件夹"),
        (tmp_path / "管道", "不是文件"),
        (tmp_path / "没有" / "报告.toml", "文件夹不存在"),
        (tmp_path / "管道" / "报告.toml", "文件夹不存在"),
        (tmp_path / ("x" * 300), "文件名太长"),
    ):
        with pytest.raises(SaveError, match=words):
            write_atomically(path, NEW)
    assert names_in(tmp_path) == ["管道"]
