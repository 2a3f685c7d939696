"""``nianbao git-setup``: what it shows, what it writes, and what it leaves alone."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from schema.atomic_file import SaveError
from tests.git.scratch import SUQIAN, Scratch
from tests.program import UNPRIVILEGED
from tests.tui.command_line import HOSTILE, command
from tui.git.repository import Repository
from tui.git.settings import ATTRIBUTE, steps

SETTINGS = {
    "core.quotepath": "false",
    "diff.nianbao.textconv": "nianbao diff --",
    "diff.nianbao.xfuncname": "^【.*】$",
    "difftool.nianbao.cmd": 'nianbao diff -- "$LOCAL" "$REMOTE"',
}


def settings(scratch: Scratch) -> dict[str, str]:
    """The settings of the repository that are this program's business; each has one value."""
    lines = scratch.run("git", "config", "--local", "--get-regexp", "nianbao|quotepath").stdout.splitlines()
    assert len({line.split(" ", 1)[0] for line in lines}) == len(lines)
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
        (b"*.toml text diff=nianbao\n", b"*.toml text diff=nianbao\n"),
        (b"*.toml diff=nianbao\n* -diff\n", b"*.toml diff=nianbao\n* -diff\n*.toml diff=nianbao\n"),
    ],
)
def test_other_lines_are_kept(scratch: Scratch, before: bytes, after: bytes) -> None:
    file = scratch.write(".gitattributes", before)
    assert scratch.nianbao("git-setup", "--yes").returncode == 0
    assert file.read_bytes() == after
    assert "diff: nianbao" in scratch.git("check-attr", "diff", "甲/报告.toml")
    assert [each.name for each in scratch.top.iterdir() if "gitattributes" in each.name] == [".gitattributes"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("*.toml diff=toml", f"{ATTRIBUTE}（现在是 diff=toml，以后以这一行为准）"),
        ("*.toml -diff", f"{ATTRIBUTE}（现在是 -diff，以后以这一行为准）"),
        ("*.toml text", f"{ATTRIBUTE}\n"),
    ],
)
def test_what_the_line_overrides_is_told(scratch: Scratch, line: str, told: str) -> None:
    scratch.write(".gitattributes", f"{line}\n")
    assert told in scratch.nianbao("git-setup").stdout


def test_a_line_that_git_overrides_is_told(scratch: Scratch) -> None:
    scratch.write(".git/info/attributes", "*.toml -diff\n")
    done = scratch.nianbao("git-setup", "--yes")
    assert done.returncode == 2
    assert ".git/info/attributes 里另有设置盖过了它" in done.stderr


def test_a_file_that_changes_meanwhile_is_not_replaced(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    file = scratch.write(".gitattributes", "*.png binary\n")
    monkeypatch.chdir(scratch.top)
    step = steps(Repository(scratch.top), hooks=False)[0]
    file.write_text("*.png binary\n*.pdf binary\n")
    assert step.write is not None
    with pytest.raises(SaveError, match="刚被别的程序改了"):
        step.write()
    assert file.read_text() == "*.png binary\n*.pdf binary\n"


def test_all_values_are_shown_and_become_one(scratch: Scratch) -> None:
    for value in ("cat", "nl", "nianbao diff --"):
        scratch.git("config", "--add", "diff.nianbao.textconv", value)
    done = scratch.nianbao("git-setup", "--yes")
    assert "diff.nianbao.textconv = nianbao diff --（现在是 cat、nl、nianbao diff --）" in done.stdout
    assert done.returncode == 0
    assert settings(scratch) == SETTINGS


def test_settings_of_the_user_are_not_those_of_the_repository(scratch: Scratch) -> None:
    scratch.git("config", "--global", "diff.nianbao.textconv", "nianbao diff --")
    assert scratch.nianbao("git-setup", "--yes").returncode == 0
    assert settings(scratch) == SETTINGS


@pytest.mark.parametrize("scope", ["--local", "--global"])
def test_how_names_are_told_is_left_to_who_has_chosen_it(scratch: Scratch, scope: str) -> None:
    scratch.git("config", scope, "core.quotePath", "true")
    assert "quotePath" not in scratch.nianbao("git-setup", "--yes").stdout
    assert scratch.git("config", "core.quotePath") == "true\n"


def test_a_linked_work_tree_has_its_repositorys_settings(scratch: Scratch, tmp_path: Path) -> None:
    scratch.write("2023.toml", SUQIAN.read_bytes())
    assert scratch.commit().returncode == 0
    linked = tmp_path / "linked"
    scratch.git("worktree", "add", "-q", linked)
    assert scratch.nianbao("git-setup", "--hooks", "--yes", linked).returncode == 0
    assert settings(scratch) == SETTINGS
    assert (linked / ".gitattributes").exists()
    assert (scratch.top / ".git" / "hooks" / "pre-commit").exists()


def environment_on_the_path(scratch: Scratch, folder: Path) -> Path:
    """The program in a virtual environment, as that puts it on the path once it is activated."""
    program = folder / "bin" / "nianbao"
    program.parent.mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text("")
    program.symlink_to(Path(scratch.variables["PATH"].split(os.pathsep)[0]) / "nianbao")
    return program


def test_a_program_in_an_environment_is_found_in_the_next_shell(scratch: Scratch, tmp_path: Path) -> None:
    program = environment_on_the_path(scratch, tmp_path / "环 境")
    path = os.pathsep.join([str(program.parent), scratch.variables["PATH"]])
    assert scratch.run("nianbao", "git-setup", "--yes", PATH=path).returncode == 0
    written = settings(scratch)
    assert written["diff.nianbao.textconv"] == f"'{program}' diff --"
    text = SUQIAN.read_text(encoding="utf-8")
    scratch.write("a.toml", text)
    scratch.commit()
    scratch.write("a.toml", text.replace("[ 3402,   99,", "[ 3418,   99,"))
    assert "自然人：3418" in scratch.run("git", "diff", PATH=os.environ["PATH"]).stdout


def test_shows_what_it_would_write_and_writes_nothing_unasked(scratch: Scratch) -> None:
    scratch.git("config", "diff.nianbao.textconv", "cat")
    done = scratch.nianbao("git-setup", "--hooks")
    assert done.returncode == 2
    assert "请加 --yes" in done.stderr
    for told in (
        ATTRIBUTE,
        "diff.nianbao.textconv = nianbao diff --（现在是 cat）",
        "difftool.nianbao.cmd",
        "pre-commit",
    ):
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
    assert "没有写成 git config diff.nianbao.textconv = nianbao diff --。另一个 git 正在改设置" in done.stderr
    lock.unlink()
    assert (scratch.top / ".gitattributes").exists()
    assert scratch.nianbao("git-setup", "--yes").returncode == 0
    assert settings(scratch) == SETTINGS


def test_a_symbolic_link_is_told_and_left(scratch: Scratch, tmp_path: Path) -> None:
    (scratch.top / ".gitattributes").symlink_to(tmp_path / "elsewhere")
    done = scratch.nianbao("git-setup", "--yes")
    assert "是符号链接" in done.stderr
    assert done.returncode == 2
    assert settings(scratch) == SETTINGS
    assert scratch.nianbao("git-setup", "--yes").returncode == 2
    assert not (tmp_path / "elsewhere").exists()


def test_names_in_chinese_and_names_with_a_dash_are_shown(scratch: Scratch) -> None:
    text = SUQIAN.read_text(encoding="utf-8")
    for name in ("-z.toml", "宿迁2023.toml"):
        scratch.write(name, text)
    scratch.commit()
    scratch.nianbao("git-setup", "--yes")
    for name in ("-z.toml", "宿迁2023.toml"):
        scratch.write(name, text.replace("[ 3402,   99,", "[ 3418,   99,"))
    told = scratch.git("diff")
    assert "+++ b/宿迁2023.toml" in told
    assert told.count("自然人：3418") == 2
    assert "@@ 【二、主动公开政府信息情况】" in told
    assert scratch.git("difftool", "-y", "-t", "nianbao").count("3402 → 3418") == 2


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
