"""What a repository of reports is set up with: diffs that read like the form, and a check before each commit."""

import os
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from schema.unsafe import shown
from tui.git.repository import Repository

ATTRIBUTES = ".gitattributes"
ATTRIBUTE = "*.toml diff=nianbao"
HOOK = "hooks/pre-commit"


class Step(NamedTuple):
    """One thing that is written: what the user is shown of it, and the writing.

    ``write`` is None for what is told alone. It raises SaveError, OSError and GitError.
    """

    told: str
    write: Callable[[], object] | None


def steps(repository: Repository, *, hooks: bool) -> list[Step]:
    """What is missing in a repository, in the order of writing. Raises GitError and OSError."""
    program = this_program()
    wanted = {
        "diff.nianbao.textconv": f"{program} diff",
        "difftool.nianbao.cmd": f'{program} diff "$LOCAL" "$REMOTE"',
    }
    found = [_attribute(repository), *(_setting(repository, *each) for each in wanted.items())]
    if hooks:
        found.append(_hook(repository, program))
    return [step for step in found if step is not None]


def this_program() -> str:
    """How a shell calls this program: by its name where it is found, else by its place."""
    if shutil.which("nianbao"):
        return "nianbao"
    beside = Path(sys.executable).with_name("nianbao")
    return shlex.quote(str(beside)) if beside.exists() else f"{shlex.quote(sys.executable)} -m tui.cli"


def _attribute(repository: Repository) -> Step | None:
    path = repository.top / ATTRIBUTES
    if path.is_symlink():
        return Step(f"{ATTRIBUTES} 是符号链接，git 不认，没有改动。请换成普通文件后再运行。", None)
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        before = b""
    line = ATTRIBUTE.encode()
    if any(each.split() == line.split() for each in before.splitlines()):
        return None
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    gap = newline if before and not before.endswith(b"\n") else b""
    after = before + gap + line + newline

    def write() -> None:
        from schema.atomic_file import SaveError, write_atomically

        def unchanged() -> None:
            if (path.read_bytes() if path.exists() else b"") != before:
                raise SaveError("没有写：文件刚被别的程序改了。请再运行一次。")

        write_atomically(path, after, must_be_new=not path.exists(), check=unchanged)

    return Step(f"{ATTRIBUTES} 加一行：{ATTRIBUTE}", write)


def _setting(repository: Repository, name: str, value: str) -> Step | None:
    now = repository.setting(name)
    if now == value:
        return None
    before = f"（现在是 {shown(now)}）" if now is not None else ""
    return Step(f"git config {name} = {shown(value)}{before}", lambda: repository.set(name, value))


def _hook(repository: Repository, program: str) -> Step | None:
    path = repository.path(HOOK)
    script = hook_script(program)
    name = shown(os.path.relpath(path, repository.top))
    if not repository.holds(path.parent):
        return Step(f"git 的 core.hooksPath 指到仓库外面（{shown(str(path.parent))}），没有加提交前的校验。", None)
    if os.path.lexists(path):
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == script:
            return None
        return Step(f"已有提交前的钩子 {name}，没有改动。要校验报告，请在里面自己加上 {program} check。", None)

    def write() -> None:
        from schema.atomic_file import write_atomically

        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, script.encode(), must_be_new=True)
        path.chmod(0o755)

    return Step(f"新建 {name}：提交前校验报告，定稿有错误、文件读不了时不提交", write)


def hook_script(program: str) -> str:
    """The hook: it checks what is about to be committed, not what lies in the folder."""
    return f"""\
#!/bin/sh
# nianbao git-setup：提交前校验要提交的报告。
# 草稿有错误、有疑问的只列出来；定稿没有通过校验、文件读不了的，不提交。
# 这一次不校验：git commit --no-verify
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
git ls-files -z -- '*.toml' | git checkout-index -z --stdin --prefix="$folder/" || exit 1
git -c core.quotePath=false diff --cached --name-only --diff-filter=ACMR -- '*.toml' | (
    cd "$folder" || exit 1
    set --
    while IFS= read -r name; do
        # 没有 edition 的不是报告。
        if [ ! -f "$name" ] || grep -Eq '(^|[^[:alnum:]_.-])edition[[:space:]]*=' "$name"; then
            set -- "$@" "./$name"
        fi
    done
    [ $# -eq 0 ] || {program} check --allow-drafts "$@" </dev/null || {{
        echo '没有提交：请先改正以上定稿的错误，或说明疑问的理由。' >&2
        exit 1
    }}
)
"""
