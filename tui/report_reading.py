"""Reading a report named on the command line."""

import errno
from collections.abc import Callable
from pathlib import Path

from schema.findings import Finding
from schema.report_file import Loaded, load
from schema.unsafe import shown
from tui.commands.streams import narrate

UNREADABLE = 2
"""The exit code when a file could not be read."""

_REASONS = {
    errno.ENOENT: "没有这个文件。请核对文件名；新建报告用 nianbao new。",
    errno.ENOTDIR: "没有这个文件。路径中有一段不是文件夹，请核对。",
    errno.EACCES: "没有读取的权限。请换用有权限的账号，或请管理员开放权限。",
    errno.EPERM: "没有读取的权限。请换用有权限的账号，或请管理员开放权限。",
    errno.EISDIR: "这是一个文件夹。请写文件夹里报告的文件名。",
    errno.ENAMETOOLONG: "文件名太长。请核对文件名。",
    errno.ELOOP: "符号链接绕成了圈。请改正链接。",
    errno.ENXIO: "这不是普通文件，是管道、套接字或设备。请写报告的文件名。",
    errno.EIO: "磁盘读取出错。请从备份恢复，或请管理员检查磁盘。",
}


def read(name: str, *, regular: bool = False, tell: Callable[[str], None] = narrate) -> Loaded | None:
    """The file of a name; None, and a line to the user, where it cannot be read at all.

    With `regular` pipes and devices are refused.
    """
    try:
        return load(Path(name), regular=regular)
    except (OSError, ValueError) as error:
        tell(f"{shown(name)}：{reason_of(error)}")
        return None


def reason_of(error: OSError | ValueError) -> str:
    """Why a file cannot be read, and what to do, in Chinese."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0, f"读不了（系统错误{error.errno}）。请找系统管理员协助。")
    return "文件名里有不许用的字符。请核对文件名。"


def finding_line(name: str, finding: Finding) -> str:
    """One finding as one line that editors can jump by, its remedy indented below."""
    head = f"{shown(name)}:{finding.line or 1}: {finding.severity.label} {finding.code} {shown(finding.message)}"
    return f"{head}\n    {shown(finding.suggestion)}" if finding.suggestion else head
