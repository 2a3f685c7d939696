import os
from pathlib import Path

import pytest

from tui.drafts.places import beside


def test_a_companion_stands_beside_the_report_as_a_dot_file(tmp_path: Path) -> None:
    assert beside(tmp_path / "某局2024.toml", ".lock") == tmp_path / ".某局2024.toml.lock"


def test_the_folder_is_the_one_where_the_link_leads(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.toml").touch()
    (tmp_path / "link.toml").symlink_to("real/a.toml")
    assert beside(tmp_path / "link.toml", ".lock") == tmp_path / "real" / ".a.toml.lock"


@pytest.mark.parametrize("name", ["a" * 255, "局" * 85, "a" + "局" * 84 + "bc"])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    suffix = ".draft-4294967295." + "x" * 45
    path = beside(tmp_path / name, suffix)
    path.touch()
    assert path.name.startswith("." + name[:20])
    assert path.name.endswith(suffix)


def test_long_names_that_end_differently_have_different_companions(tmp_path: Path) -> None:
    one, other = (beside(tmp_path / ("局" * 84 + end), ".lock") for end in "12")
    assert one != other


def test_the_companions_of_a_long_name_begin_alike(tmp_path: Path) -> None:
    report = tmp_path / ("局" * 85)
    assert beside(report, ".lock.0123456789").name.startswith(beside(report, ".lock").name)


def test_a_name_that_is_not_utf8_is_kept(tmp_path: Path) -> None:
    name = os.fsdecode("年报".encode("gbk") + b".toml")
    path = beside(tmp_path / name, ".lock")
    path.touch()
    assert path.name == f".{name}.lock"


def test_a_suffix_too_long_for_the_room_kept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="suffix"):
        beside(tmp_path / "a.toml", "." + "x" * 63)
