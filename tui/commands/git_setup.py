"""``nianbao git-setup``: a repository in which git shows changes of reports as the form names them."""

import sys
from typing import TYPE_CHECKING

from tui.commands.command import Command, Option, Options, UsageError

if TYPE_CHECKING:
    from tui.git.settings import Step

_YES = ("y", "yes", "是", "好", "写入")


def run(options: Options, files: list[str]) -> int:
    """Show what is missing in a repository and write it: 0 all is there, 1 declined, 2 not all could be written."""
    from pathlib import Path

    from schema.unsafe import shown
    from tui.commands.streams import data, narrate
    from tui.git.repository import GitError, Repository
    from tui.git.settings import steps

    try:
        repository = Repository(Path(files[0] if files else "."))
        found = steps(repository, hooks=options.hooks)
    except GitError as error:
        narrate(str(error))
        return 2
    except OSError as error:
        from schema.atomic_file import reason_of

        narrate(f"{shown(str(error.filename or ''))}：{reason_of(error)}")
        return 2
    for step in found:
        if step.write is None:
            narrate(step.told)
    missing = [step for step in found if step.write is not None]
    code = 0 if len(missing) == len(found) else 2
    if not missing:
        narrate("已经设置好了，没有要写的。" if not found else "其余的已经设置好了。")
        return code
    data("".join([f"将写入 git 仓库 {shown(str(repository.top))}：\n", *(f"  {step.told}\n" for step in missing)]))
    if not options.yes and not _agreed():
        narrate("没有写入。")
        return 1
    return max(code, *(_write(step) for step in missing))


def _agreed() -> bool:
    """Whether the user says yes. Raises UsageError where nobody can be asked."""
    from tui.commands.streams import finish

    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("没有写入：这里问不了您。确定要写，请加 --yes。")
    finish()
    sys.stderr.write("写入吗？[y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in _YES


def _write(step: "Step") -> int:
    from schema.atomic_file import SaveError, reason_of
    from tui.commands.streams import narrate
    from tui.git.repository import GitError

    assert step.write is not None
    try:
        step.write()
    except (SaveError, GitError) as error:
        narrate(f"没有写成 {step.told}。{error}")
        return 2
    except OSError as error:
        narrate(f"没有写成 {step.told}。{reason_of(error)}")
        return 2
    narrate(f"已写入 {step.told}")
    return 0


COMMAND = Command(
    "git-setup",
    "[文件夹]",
    "让 git 按表格的行和列显示报告的改动",
    (
        Option(("--hooks",), "另加提交前的校验"),
        Option(("--yes",), "不问，直接写入"),
    ),
    run,
    "写入前先列出要写什么。只写这一个仓库：.gitattributes 一行、git config 四项；写过的不再写。\n"
    "退出码：0 已设置好；1 您没有同意写；2 有的没有写成，或要您自己改。",
)
