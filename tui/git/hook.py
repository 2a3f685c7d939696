"""The check before each commit: what stands in a repository's pre-commit hook, and what is to be done about it."""

import os
import stat
from pathlib import Path

from schema.unsafe import shown
from tui.git.repository import Repository
from tui.git.settings import Step

HOOK = "hooks/pre-commit"


def hook_step(repository: Repository, program: str) -> Step | None:
    """What is missing of the hook; None where it is there and runs. Raises GitError and OSError."""
    path = repository.path(HOOK)
    script = hook_script(program)
    name = shown(os.path.relpath(path, repository.top))
    if not repository.holds(path.parent):
        return Step(f"git 的 core.hooksPath 指到仓库外面（{shown(str(path.parent))}），没有加提交前的校验。", None)
    if not os.path.lexists(path):
        return Step(
            f"新建 {name}：提交前校验报告，定稿有错误、文件读不了时不提交", lambda: _write(path, script, new=True)
        )
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    if not _is_ours(text) and not any(f"{each} check" in text for each in ("nianbao", program)):
        return Step(f"已有提交前的钩子 {name}，没有改动。要校验报告，请在里面自己加上 {program} check。", None)
    if _is_ours(text) and text != script:
        return Step(f"更新 {name}：里面的程序位置变了", lambda: _write(path, script, new=False))
    if not os.access(path, os.X_OK):
        return Step(f"{name} 没有执行权限，git 不会运行它：加上执行权限", lambda: _make_executable(path))
    return None


def _is_ours(text: str) -> bool:
    """Whether it is this program's hook, wherever the program was when it was written."""
    before, _, after = hook_script("\0").partition("\0")
    return text.startswith(before) and text.endswith(after)


def _write(path: Path, script: str, *, new: bool) -> None:
    from schema.atomic_file import write_atomically

    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, script.encode(), must_be_new=new, mode=0o777)
    if not os.access(path, os.X_OK):
        _make_executable(path)


def _make_executable(path: Path) -> None:
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def hook_script(program: str) -> str:
    """The hook: it checks what is about to be committed, not what lies in the folder."""
    return f"""\
#!/bin/sh
# nianbao git-setup：提交前校验要提交的报告。
# 草稿有错误、有疑问的只列出来；定稿没有通过校验、文件读不了的，不提交。
# 这一次不校验：git commit --no-verify
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
git diff --cached --name-only -z --diff-filter=ACMRT --ignore-submodules -- '*.toml' >"$folder/names" || exit 1
[ -s "$folder/names" ] || exit 0
mkdir "$folder/files" || exit 1
git ls-files -z -- '*.toml' | git checkout-index -z --stdin --prefix="$folder/files/" || exit 1
cd "$folder/files" || exit 1
xargs -0 {program} check --allow-drafts --reports-only -- <"$folder/names" || {{
    echo '没有提交：以上有定稿没有通过校验，或有文件读不了。请改正，或说明疑问的理由，再提交。' >&2
    exit 1
}}
"""
