"""``nianbao fmt``: files in the canonical form."""

import os

from tui.commands.command import Command, Option, Options

_UNTIDY = 1


def run(options: Options, files: list[str]) -> int:
    """Rewrite files and the reports of folders.

    0 all canonical now, 1 some would change (``--check``), 2 some could not be read or written.
    """
    code, named = 0, files
    if options.reports_only or any(map(os.path.isdir, files)):
        files, code = _found(files, options.reports_only)
    codes = [_format_one(name, options.check) for name in files]
    if untidy := codes.count(_UNTIDY):
        what = _told(named[0]) if len(named) == 1 and " " not in named[0] else "和文件名"
        _tell(f"以上{untidy}个文件不是规范写法。要整理，请运行 nianbao fmt {what}")
    return max([code, *codes])


def _tell(text: str) -> None:
    """Tell the user lines; none is a command to a runner of GitHub's, which reads all that a step writes."""
    from tui.checking.github import harmless
    from tui.commands.streams import narrate

    narrate(harmless(text))


def _told(name: str) -> str:
    """A file's name as it is told, which is no such command either and still names it."""
    from schema.unsafe import shown

    return f"{'./' if name.startswith('::') else ''}{shown(name)}".replace("##[", "## [")


def _found(names: list[str], reports_only: bool) -> tuple[list[str], int]:
    """The files that are named and the reports of the folders; 2 with them where a folder hid some or had none."""
    from tui.checking.chain import look
    from tui.checking.found import Search
    from tui.checking.summary import limited
    from tui.report_reading import UNREADABLE, reason_of

    search = Search(names, reports_only=reports_only)
    for folder, error in search.errors:
        _tell(f"{_told(folder)}：{reason_of(error)}")
    for line in limited(search.passed_over("没有整理"), "个没有整理的"):
        _tell(line)
    files = [target.name for target in search.targets if not (target.in_folder or reports_only) or look(target)]
    if not files and not search.folders:
        return [], 0
    if not files and not search.errors:
        _tell("文件夹里没有找到报告。请核对文件夹名；报告是后缀为 .toml 的文件。")
    return files, UNREADABLE if search.errors or not files else 0


def _format_one(name: str, only_check: bool) -> int:
    from schema.atomic_file import SaveError, write_atomically
    from schema.report_file import VerificationError, formatted
    from tui.commands.streams import data
    from tui.report_reading import UNREADABLE, finding_line, read
    from tui.saving import OutsideChangeError, bytes_expected

    loaded = read(name, regular=True, tell=_tell)
    if loaded is None:
        return UNREADABLE
    if loaded.findings:
        lines = [finding_line(_told(name), finding) for finding in loaded.findings]
        _tell("\n".join([*lines, f"{_told(name)}：没有改动；请先改正以上{len(lines)}处。"]))
        return UNREADABLE
    if loaded.is_canonical:
        return 0
    if only_check:
        data(f"{_told(name)}\n")
        return _UNTIDY
    try:
        as_read = (loaded.data,)
        write_atomically(loaded.path, formatted(loaded), check=lambda: bytes_expected(loaded.path, as_read))
    except SaveError as error:
        _tell(f"{_told(name)}：{error}")
        return UNREADABLE
    except OutsideChangeError:
        _tell(f"{_told(name)}：没有改动；整理时文件被别的程序改了。请再整理一次。")
        return UNREADABLE
    except VerificationError:
        _tell(f"{_told(name)}：没有改动；整理后的内容与原文件不一致。请保留原文件，并报告这个问题。")
        return UNREADABLE
    _tell(f"{_told(name)}：已整理")
    return 0


COMMAND = Command(
    "fmt",
    "文件...",
    "把报告文件整理成规范写法，内容不变；写文件夹的，整理其中所有报告",
    (
        Option(("--check",), "只列出不规范的文件，不改动；有则退出码为 1"),
        Option(("--reports-only",), "写了名字而不是报告的 TOML 文件略过，与文件夹里的一样"),
    ),
    run,
)
