"""A git repository, asked and told through git itself."""

import os
import subprocess
from pathlib import Path

from schema.unsafe import shown

_REASONS = (
    ("not a git repository", "不在 git 仓库里。请到仓库的文件夹里运行，或先用 git init 建仓库。"),
    ("must be run in a work tree", "这个 git 仓库没有工作文件夹。请在克隆出来的仓库里运行。"),
    ("dubious ownership", "这个 git 仓库属于别的用户，git 不肯用它。请换用仓库主人的账号。"),
    ("cannot change to", "没有这个文件夹，或没有进入的权限。请核对文件夹名。"),
    ("Permission denied", "没有写入的权限。请换用有权限的账号。"),
    ("Read-only file system", "文件系统只读。"),
    ("No space left", "磁盘已满。请腾出空间后再试。"),
    ("File exists", "另一个 git 正在改设置。请稍后再试；没有别的 git 在运行时，删去 .git/config.lock。"),
    ("bad config", "git 的设置文件里有错误，git 读不了。请先改正。"),
)


class GitError(Exception):
    """Git did not do what was asked; the message is Chinese and says what to do."""


class Repository:
    """The repository that a folder is in.

    ``top`` is the folder of its files. Raises GitError where there is none, or no git.
    """

    def __init__(self, folder: Path) -> None:
        self.top = folder
        self.top = Path(self.ask("rev-parse", "--show-toplevel"))

    def ask(self, *arguments: str) -> str:
        """What git answers, without the last line's end. Raises GitError."""
        done = self._run(arguments)
        if done.returncode:
            raise GitError(_reason(os.fsdecode(done.stderr)))
        return os.fsdecode(done.stdout).removesuffix("\n")

    def settings(self, name: str, *, everywhere: bool = False) -> list[str]:
        """The values of a setting of this repository alone, or also of its user and system. Raises GitError."""
        done = self._run(("config", *(() if everywhere else ("--local",)), "-z", "--get-all", name))
        if done.returncode > 1:
            raise GitError(_reason(os.fsdecode(done.stderr)))
        return os.fsdecode(done.stdout).split("\0")[:-1]

    def attribute(self, name: str, path: str) -> str:
        """What git takes an attribute of a path to be: its value, or set, unset, unspecified. Raises GitError."""
        return self.ask("check-attr", "-z", name, "--", path).split("\0")[2]

    def set(self, name: str, value: str) -> None:
        """Give a setting of this repository one value, whatever it has. Raises GitError."""
        self.ask("config", "--local", "--replace-all", name, value)

    def path(self, name: str) -> Path:
        """Where git looks for a file of its own, such as ``hooks/pre-commit``. Raises GitError."""
        return self.top / self.ask("rev-parse", "--git-path", name)

    def holds(self, path: Path) -> bool:
        """Whether a path is the repository's own: among its files or in git's folder for it."""
        common = self.top / self.ask("rev-parse", "--git-common-dir")
        real = os.path.realpath(path)
        return any(os.path.commonpath([real, own]) == own for own in map(os.path.realpath, (self.top, common)))

    def _run(self, arguments: tuple[str, ...]) -> "subprocess.CompletedProcess[bytes]":
        # In English, which is what the reasons are known by.
        try:
            return subprocess.run(
                ["git", "-C", self.top, *arguments],
                env={**os.environ, "LC_ALL": "C", "LANGUAGE": ""},
                stdin=subprocess.DEVNULL,
                capture_output=True,
            )
        except FileNotFoundError as error:
            raise GitError("没有找到 git。请先安装 git。") from error
        except (OSError, ValueError) as error:
            raise GitError(f"git 运行不起来（{type(error).__name__}）。请找系统管理员协助。") from error


def _reason(told: str) -> str:
    for words, reason in _REASONS:
        if words in told:
            return reason
    return f"git 没有做成：{shown(told.strip().partition(chr(10))[0])[:200]}"
