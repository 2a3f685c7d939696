"""What a repository of reports is set up with: diffs that read like the form, and a check before each commit."""

import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from schema.unsafe import shown
from tui.git.repository import GitError, Repository

ATTRIBUTES = ".gitattributes"
ATTRIBUTE = "*.toml diff=nianbao"

_DRIVER = "nianbao"
_ANY_REPORT = "报告.toml"
_UNTOLD = "unspecified"
_BARE = {"set": "diff", "unset": "-diff"}


class Step(NamedTuple):
    """One thing that is written: what the user is shown of it, and the writing.

    ``write`` is None for what cannot be written and is told alone. It raises SaveError, OSError and GitError.
    """

    told: str
    write: Callable[[], object] | None


def steps(repository: Repository, *, hooks: bool) -> list[Step]:
    """What is missing in a repository, in the order of writing. Raises GitError and OSError."""
    program = this_program()
    wanted = {
        "diff.nianbao.textconv": f"{program} diff --",
        "diff.nianbao.xfuncname": "^【.*】$",
        "difftool.nianbao.cmd": f'{program} diff -- "$LOCAL" "$REMOTE"',
    }
    found = [_attribute(repository), *(_setting(repository, *each) for each in wanted.items())]
    # Whoever has chosen how other names than those in ASCII are told, here or for all repositories, keeps that.
    if not repository.settings("core.quotePath", everywhere=True):
        found.append(_setting(repository, "core.quotePath", "false"))
    if hooks:
        from tui.git.hook import hook_step

        found.append(hook_step(repository, program))
    return [step for step in found if step is not None]


def this_program() -> str:
    """How a shell calls this program, also one that is started later: by its name where that is found, else by place.

    What an activated virtual environment has put on the path is found as long as that is active.
    """
    found = shutil.which("nianbao")
    if found is not None:
        return shlex.quote(found) if _in_environment(Path(found)) else "nianbao"
    beside = Path(sys.executable).with_name("nianbao")
    return shlex.quote(str(beside)) if beside.exists() else f"{shlex.quote(sys.executable)} -m tui.cli"


def _in_environment(program: Path) -> bool:
    return (program.parent.parent / "pyvenv.cfg").exists()


def _attribute(repository: Repository) -> Step | None:
    now = repository.attribute("diff", _ANY_REPORT)
    if now == _DRIVER:
        return None
    path = repository.top / ATTRIBUTES
    if path.is_symlink():
        return Step(f"{ATTRIBUTES} 是符号链接，git 不认，没有改动。请换成普通文件后再运行。", None)
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        before = b""
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    gap = newline if before and not before.endswith(b"\n") else b""
    after = before + gap + ATTRIBUTE.encode() + newline

    def write() -> None:
        from schema.atomic_file import SaveError, write_atomically

        def unchanged() -> None:
            if (path.read_bytes() if path.exists() else b"") != before:
                raise SaveError("没有写：文件刚被别的程序改了。请再运行一次。")

        write_atomically(path, after, must_be_new=not path.exists(), check=unchanged)
        if repository.attribute("diff", _ANY_REPORT) != _DRIVER:
            raise GitError("这一行写了，但 .git/info/attributes 里另有设置盖过了它。请在那里改。")

    instead = "" if now == _UNTOLD else f"（现在是 {shown(_BARE.get(now, f'diff={now}'))}，以后以这一行为准）"
    return Step(f"{ATTRIBUTES} 加一行：{ATTRIBUTE}{instead}", write)


def _setting(repository: Repository, name: str, value: str) -> Step | None:
    now = repository.settings(name)
    if now == [value]:
        return None
    before = f"（现在是 {'、'.join(map(shown, now))}）" if now else ""
    return Step(f"git config {name} = {shown(value)}{before}", lambda: repository.set(name, value))
