"""Where the program writes, how much room there is, and the versions of what it stands on."""

import os
import platform
from pathlib import Path
from tempfile import TemporaryFile

from schema.atomic_file import reason_of
from tui.doctor.item import Item, Verdict, value

_TOO_LITTLE = 1 << 20
_LITTLE = 50 << 20


def current_folder() -> Item:
    """Whether a report can be saved here."""
    advice = "报告存不进这个文件夹。请换到自己的文件夹再运行 nianbao，或请管理员给您写的权限。"
    try:
        folder = Path.cwd()
    except OSError as error:
        return Item("当前文件夹", reason_of(error), Verdict.WRONG, advice)
    if (reason := unwritable(folder)) is not None:
        return Item("当前文件夹", f"{value(str(folder))}：{reason}", Verdict.WRONG, advice)
    return Item("当前文件夹", f"{value(str(folder))}，可以写")


def drafts_folder() -> Item:
    """Whether drafts can be kept where the report's folder takes none; a folder yet missing is made when needed."""
    from tui.state_folder import state_folder

    advice = "报告所在的文件夹写不了时，恢复草稿就没有地方放。请管理员给您写的权限。"
    try:
        folder = state_folder()
    except OSError:
        return Item("草稿文件夹", "您在这台主机上没有自己的文件夹", Verdict.BETTER, advice)
    existing = folder
    while not os.path.exists(existing) and existing != existing.parent:  # noqa: PTH110
        existing = existing.parent
    if (reason := unwritable(existing)) is not None:
        return Item("草稿文件夹", f"{value(str(folder))}：{reason}", Verdict.BETTER, advice)
    return Item("草稿文件夹", f"{value(str(folder))}，可以写")


def unwritable(folder: Path) -> str | None:
    """Why no file can be written to a folder, found by writing one without a name; None if one can."""
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(4096))
            file.flush()
    except OSError as error:
        return reason_of(error)
    return None


def free_space() -> Item:
    """The room left on the disk of the current folder."""
    try:
        status = os.statvfs(".")
    except OSError as error:
        return Item("剩余空间", reason_of(error), Verdict.UNKNOWN)
    return room(status.f_bavail * status.f_frsize)


def room(free: int) -> Item:
    """What so many free bytes mean."""
    found = f"{free / (1 << 30):.1f} GB" if free >= 1 << 30 else f"{free / (1 << 20):.1f} MB"
    if free < _TOO_LITTLE:
        return Item("剩余空间", found, Verdict.WRONG, "磁盘快满了，报告会存不进去。请先腾出空间。")
    if free < _LITTLE:
        return Item("剩余空间", found, Verdict.BETTER, "空间不多，请早些腾出来。")
    return Item("剩余空间", found)


def versions() -> Item:
    """Of Python and of what the wizard is drawn with."""
    from importlib.metadata import PackageNotFoundError, version

    python = f"Python {value(platform.python_version())}"
    try:
        return Item("版本", f"{python}，textual {value(version('textual'))}")
    except PackageNotFoundError:
        return Item("版本", f"{python}，没有textual", Verdict.WRONG, "程序没有装完整，请重新安装 nianbao。")
