"""The old and the new content of a file, and what stands in its folder."""

from pathlib import Path

OLD, NEW = "旧的内容\n".encode(), "新的内容\n".encode() * 1000


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())
