"""``nianbao git-setup``: what it shows, what it writes, and what it leaves alone."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.git.scratch import DRAFT, SUQIAN, Scratch
from tests.program import UNPRIVILEGED
from tests.tui.command_line import HOSTILE, command
from tui.git.settings import ATTRIBUTE

SETTINGS = {
    "diff.nianbao.textconv": "nianbao diff",
    "difftool.nianbao.cmd": 'nianbao diff "$LOCAL" "$REMOTE"',
}


def settings(scratch: Scratch) -> dict[str, str]:
    lines = scratch.run("git", "config", "--local", "--get-regexp", "nianbao").stdout.splitlines()
    return dict(line.split(" ", 1) for line in lines)


def test_writes_the_line_and_the_settings_once(scratch: Scratch) -> None:
    done = scratch.nianbao("git-setup", "--yes")
    assert done.returncode == 0, done.stderr
    assert (scratch.top / ".gitattributes").read_text() == f"{ATTRIBUTE}\n"
    assert settings(scratch) == SETTINGS
    assert not (scratch.top / ".git" / "hooks" / "pre-commit").exists()
    config = (scratch.top / ".git" / "config").read_bytes()
    again = scratch.nianbao("git-setup", "--yes")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "已经设置好了，没有要写的。\n")
    assert (scratch.top / ".gitattributes").read_text() == f"{ATTRIBUTE}\n"
    assert (scratch.top / ".git" / "config").read_bytes() == config
    assert "diff: nianbao" in scratch.git("check-attr", "diff", "甲/报告.toml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"*.png binary", b"*.png binary\n*.toml diff=nianbao\n"),
        (b"*.png binary\r\n", b"*.png binary\r\n*.toml diff=nianbao\r\n"),
        (b"# \xd6\xd0\n*.toml diff=other\n", b"# \xd6\xd0\n*.toml diff=other\n*.toml diff=nianbao\n"),
        (b"  *.toml\tdiff=nianbao\n*.a b\n", b"  *.toml\tdiff=nianbao\n*.a b\n"),
    ],
)
def test_other_lines_are_kept(scratch: Scratch, before: bytes, after: bytes) -> None:
    file = scratch.write(".gitattributes", before)
    assert scratch.nianbao("git-setup", "--yes").returncode == 0
    assert file.read_bytes() == after
    assert [each.name for each in scratch.top.iterdir() if "gitattributes" in each.name] == [".gitattributes"]


def test_shows_what_it_would_write_and_writes_nothing_unasked(scratch: Scratch) -> None:
    scratch.git("config", "diff.nianbao.textconv", "cat")
    done = scratch.nianbao("git-setup", "--hooks")
    assert done.returncode == 2
    assert "请加 --yes" in done.stderr
    for told in (ATTRIBUTE, "diff.nianbao.textconv = nianbao diff（现在是 cat）", "difftool.nianbao.cmd", "pre-commit"):
        assert told in done.stdout
    assert settings(scratch) == {"diff.nianbao.textconv": "cat"}
    assert not (scratch.top / ".gitattributes").exists()


@pytest.mark.parametrize(("answer", "code"), [("是\n", 0), ("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_asks_on_a_terminal(scratch: Scratch, answer: str, code: int) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command("git-setup"),
        cwd=scratch.top,
        env=scratch.variables,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.write(ours, answer.encode())
    told = process.communicate(timeout=60)[0].decode()
    os.close(theirs)
    os.close(ours)
    assert process.returncode == code, told
    assert told.index(ATTRIBUTE) < told.index("写入吗？")
    assert ((scratch.top / ".gitattributes").exists(), bool(settings(scratch))) == (code == 0, code == 0)


def test_finds_the_repository_from_any_folder_in_it(scratch: Scratch) -> None:
    (scratch.top / "甲县").mkdir()
    assert scratch.nianbao("git-setup", "甲县", "--yes").returncode == 0
    assert (scratch.top / ".gitattributes").exists()
    assert not list((scratch.top / "甲县").iterdir())


def test_outside_a_repository_and_without_git(scratch: Scratch, tmp_path: Path) -> None:
    outside = tmp_path / "别处"
    outside.mkdir()
    bare = tmp_path / "bare.git"
    scratch.git("init", "-q", "--bare", bare)
    for folder, said in ((outside, "不在 git 仓库里"), (tmp_path / "none", "没有这个文件夹"), (bare, "没有工作文件夹")):
        done = scratch.nianbao("git-setup", "--yes", folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
    done = scratch.run(*command("git-setup", "--yes"), PATH="")
    assert (done.returncode, done.stderr) == (2, "没有找到 git。请先安装 git。\n")
    done = scratch.nianbao("git-setup", HOSTILE)
    assert "\x1b" not in done.stderr and done.returncode == 2


def test_says_what_could_not_be_written_and_writes_the_rest(scratch: Scratch) -> None:
    scratch.top.chmod(0o555)
    done = scratch.run(*command("git-setup", "--yes", code=UNPRIVILEGED))
    scratch.top.chmod(0o755)
    assert done.returncode == 2
    assert f"没有写成 .gitattributes 加一行：{ATTRIBUTE}。未保存：没有写入的权限" in done.stderr
    assert settings(scratch) == SETTINGS
    scratch.git("config", "--unset", "diff.nianbao.textconv")
    lock = scratch.write(".git/config.lock", "")
    done = scratch.nianbao("git-setup", "--yes")
    assert done.returncode == 2
    assert "没有写成 git config diff.nianbao.textconv = nianbao diff。另一个 git 正在改设置" in done.stderr
    lock.unlink()
    assert (scratch.top / ".gitattributes").exists()
    assert scratch.nianbao("git-setup", "--yes").returncode == 0
    assert settings(scratch) == SETTINGS


def test_a_hook_that_is_there_stays(scratch: Scratch) -> None:
    hook = scratch.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")
    done = scratch.nianbao("git-setup", "--hooks", "--yes")
    assert done.returncode == 0
    assert "已有提交前的钩子 .git/hooks/pre-commit，没有改动" in done.stderr
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"


def test_no_hook_is_written_where_other_repositories_have_theirs(scratch: Scratch, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    scratch.git("config", "core.hooksPath", shared)
    done = scratch.nianbao("git-setup", "--hooks", "--yes")
    assert "指到仓库外面" in done.stderr
    assert not shared.exists()


def test_a_symbolic_link_is_told_and_left(scratch: Scratch, tmp_path: Path) -> None:
    (scratch.top / ".gitattributes").symlink_to(tmp_path / "elsewhere")
    done = scratch.nianbao("git-setup", "--yes")
    assert "是符号链接" in done.stderr
    assert not (tmp_path / "elsewhere").exists()


def test_git_then_shows_changes_as_the_form_names_them(scratch: Scratch) -> None:
    text = SUQIAN.read_text(encoding="utf-8")
    scratch.write("宿迁2023.toml", text)
    scratch.write("pyproject.toml", "[project]\nname = 'x'\n")
    scratch.commit()
    scratch.nianbao("git-setup", "--yes")
    scratch.write("宿迁2023.toml", text.replace("[ 3402,   99,", "[ 3418,   99,"))
    scratch.write("pyproject.toml", "[project]\nname = 'y'\n")
    told = scratch.git("diff")
    removed = [line for line in told.splitlines() if line.startswith("-") and "3402" in line]
    added = [line for line in told.splitlines() if line.startswith("+") and "3418" in line]
    assert any("本年新收政府信息公开申请数量" in line and "自然人" in line for line in removed), told
    assert any("本年新收政府信息公开申请数量" in line and "自然人" in line for line in added), told
    assert "-name = 'x'" in told and "+name = 'y'" in told
    scratch.commit()
    assert all(line in scratch.git("log", "-p", "-1") for line in (*removed, *added))
    compared = scratch.git("difftool", "-y", "-t", "nianbao", "HEAD~1", "--", "宿迁2023.toml")
    assert "自然人" in compared and "3402" in compared and "3418" in compared


def test_the_hook_checks_what_is_committed(scratch: Scratch) -> None:
    assert scratch.nianbao("git-setup", "--hooks", "--yes").returncode == 0
    hook = scratch.top / ".git" / "hooks" / "pre-commit"
    assert os.access(hook, os.X_OK)
    final = SUQIAN.read_bytes()
    broken = final.replace(b"licensing ", b"licencing ")
    assert broken != final
    scratch.write("宿迁 2023.toml", final)
    scratch.write("草稿.toml", DRAFT.read_bytes())
    scratch.write("other.toml", "[tool]\nname = 1\n")
    assert scratch.commit().returncode == 0
    # What is committed is what was added, not what lies in the folder.
    scratch.write("宿迁 2023.toml", broken)
    refused = scratch.commit()
    assert refused.returncode == 1
    assert "宿迁 2023.toml:" in refused.stderr and "key-unknown" in refused.stderr
    assert "没有提交：请先改正" in refused.stderr
    scratch.write("宿迁 2023.toml", final)
    assert scratch.run("git", "commit", "-q", "-m", "改").returncode == 1
    scratch.git("reset", "-q", "HEAD")
    scratch.write("草稿.toml", DRAFT.read_bytes().replace(b"[report]", b"[report]\nyears = 1"))
    assert scratch.commit().returncode == 0
    scratch.write("草稿.toml", DRAFT.read_bytes() + b"<<<<<<< HEAD\n=======\n>>>>>>> x\n")
    refused = scratch.commit()
    assert refused.returncode == 1
    assert "file-conflict" in refused.stderr
    assert scratch.commit("--no-verify").returncode == 0
