"""The check before each commit that ``nianbao git-setup --hooks`` writes: when it stops one, and what it says."""

import os
from pathlib import Path

import pytest

from tests.git.scratch import DRAFT, SUQIAN, Scratch
from tui.git.repository import Repository
from tui.git.settings import steps

FINAL = SUQIAN.read_bytes()
BROKEN = FINAL.replace(b"licensing ", b"licencing ")
HOOK = ".git/hooks/pre-commit"


@pytest.fixture
def hooked(scratch: Scratch) -> Scratch:
    """A repository with the hook."""
    assert scratch.nianbao("git-setup", "--hooks", "--yes").returncode == 0
    assert os.access(scratch.top / HOOK, os.X_OK)
    return scratch


def refusal(scratch: Scratch) -> str:
    """What is said of a commit that the hook stops."""
    refused = scratch.commit()
    assert refused.returncode == 1
    assert "没有提交：以上有定稿没有通过校验，或有文件读不了。" in refused.stderr
    return refused.stderr


def test_a_hook_that_is_there_stays(scratch: Scratch) -> None:
    hook = scratch.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")
    done = scratch.nianbao("git-setup", "--hooks", "--yes")
    assert done.returncode == 2
    assert "已有提交前的钩子 .git/hooks/pre-commit，没有改动" in done.stderr
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    hook.write_text("#!/bin/sh\nnianbao check 2023.toml\n")
    hook.chmod(0o755)
    done = scratch.nianbao("git-setup", "--hooks", "--yes")
    assert (done.returncode, done.stderr) == (0, "已经设置好了，没有要写的。\n")


def test_no_hook_is_written_where_other_repositories_have_theirs(scratch: Scratch, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    scratch.git("config", "core.hooksPath", shared)
    done = scratch.nianbao("git-setup", "--hooks", "--yes")
    assert done.returncode == 2
    assert "指到仓库外面" in done.stderr
    assert not shared.exists()


def test_it_is_executable_as_soon_as_it_is_there(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scratch.top)
    step = next(each for each in steps(Repository(scratch.top), hooks=True) if "pre-commit" in each.told)
    monkeypatch.setattr(Path, "chmod", lambda *_: pytest.fail("there it was before"))
    assert step.write is not None
    step.write()
    assert os.access(scratch.top / HOOK, os.X_OK)


def test_one_that_git_passes_over_is_told_and_mended(hooked: Scratch) -> None:
    (hooked.top / HOOK).chmod(0o644)
    done = hooked.nianbao("git-setup", "--hooks")
    assert f"{HOOK} 没有执行权限，git 不会运行它" in done.stdout
    assert hooked.nianbao("git-setup", "--hooks", "--yes").returncode == 0
    hooked.write("2023.toml", BROKEN)
    assert "key-unknown" in refusal(hooked)


def test_one_of_a_program_that_has_moved_is_brought_up_to_date(hooked: Scratch) -> None:
    hook = hooked.top / HOOK
    current = hook.read_text()
    hook.write_text(current.replace("xargs -0 nianbao ", "xargs -0 '/old place/nianbao' "))
    done = hooked.nianbao("git-setup", "--hooks", "--yes")
    assert f"更新 {HOOK}" in done.stdout
    assert hook.read_text() == current
    hook.write_text(current + "make\n")
    assert hooked.nianbao("git-setup", "--hooks", "--yes").returncode == 0
    assert hook.read_text() == current + "make\n"


def test_it_checks_what_is_committed_and_not_what_lies_there(hooked: Scratch) -> None:
    hooked.write("宿迁 2023.toml", FINAL)
    hooked.write("草稿.toml", DRAFT.read_bytes())
    assert hooked.commit().returncode == 0
    hooked.write("宿迁 2023.toml", BROKEN)
    told = refusal(hooked)
    assert "key-unknown" in told
    hooked.write("宿迁 2023.toml", FINAL)
    assert hooked.run("git", "commit", "-q", "-m", "改").returncode == 1
    hooked.git("reset", "-q", "HEAD")
    hooked.write("草稿.toml", DRAFT.read_bytes().replace(b"[report]", b"[report]\nyears = 1"))
    assert hooked.commit().returncode == 0
    hooked.write("草稿.toml", DRAFT.read_bytes() + b"<<<<<<< HEAD\n=======\n>>>>>>> x\n")
    assert "file-conflict" in refusal(hooked)
    assert hooked.commit("--no-verify").returncode == 0


@pytest.mark.parametrize("name", ["-z.toml", 'a"b\\c.toml', "甲 县/乙\n.toml", "报告.toml"])
def test_it_takes_any_name_and_tells_it_by_its_path(hooked: Scratch, name: str) -> None:
    hooked.write(name, FINAL)
    assert hooked.commit().returncode == 0
    hooked.write(name, BROKEN)
    lines = refusal(hooked).splitlines()
    shown = name.replace("\n", "‹U+000A›")
    assert any(line.startswith(f"{shown}:") and "key-unknown" in line for line in lines), lines


@pytest.mark.parametrize("status", ['  status = "final"', '"status" = "final"', "status = 'final' # 定"])
def test_a_final_report_is_one_however_it_says_so(hooked: Scratch, status: str) -> None:
    text = BROKEN.decode()
    (line,) = (each for each in text.splitlines() if each.startswith("status "))
    hooked.write("2023.toml", text.replace(line, status))
    assert "key-unknown" in refusal(hooked)


def test_other_files_are_none_of_its_business(hooked: Scratch) -> None:
    hooked.write("Cargo.toml", '[package]\nname = "x"\nedition = "2021"\n')
    hooked.write("pyproject.toml", "[project\n")
    hooked.write("说明.txt", "甲")
    done = hooked.commit()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (hooked.top / "pyproject.toml").unlink()
    assert hooked.commit().returncode == 0


def test_renamed_and_replaced_reports_are_checked(hooked: Scratch) -> None:
    hooked.write("a.toml", BROKEN)
    (hooked.top / "link.toml").symlink_to("b.toml")
    hooked.write("b.toml", FINAL)
    assert hooked.commit("--no-verify").returncode == 0
    (hooked.top / "a.toml").rename(hooked.top / "c.toml")
    assert "c.toml:" in refusal(hooked)
    (hooked.top / "c.toml").rename(hooked.top / "a.toml")
    (hooked.top / "link.toml").unlink()
    hooked.write("link.toml", BROKEN.replace(b"2023", b"2022"))
    assert "link.toml:" in refusal(hooked)


def test_a_submodule_named_like_a_report_is_let_pass(hooked: Scratch) -> None:
    hooked.write("2023.toml", FINAL)
    assert hooked.commit().returncode == 0
    commit = hooked.git("rev-parse", "HEAD").strip()
    hooked.git("update-index", "--add", "--cacheinfo", f"160000,{commit},sub.toml")
    assert hooked.run("git", "commit", "-q", "-m", "子模块").returncode == 0


def test_without_the_program_nothing_is_committed_unchecked(hooked: Scratch) -> None:
    hooked.write("2023.toml", FINAL)
    hooked.git("add", "-A")
    done = hooked.run("git", "commit", "-q", "-m", "改", PATH="/usr/bin:/bin")
    assert done.returncode == 1
    assert "没有提交" in done.stderr


def test_nothing_is_left_of_what_was_checked(hooked: Scratch, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    hooked.variables["TMPDIR"] = str(room)
    hooked.write("2023.toml", BROKEN)
    refusal(hooked)
    assert not list(room.iterdir())
