"""``nianbao fmt``: files in the canonical form."""

from argparse import Namespace

from tui.commands.command import Command, Option


def run(options: Namespace, files: list[str]) -> int:
    """Rewrite files: 0 all canonical now, 1 some would change (``--check``), 2 some could not be read or written."""
    return max(_format_one(name, options.check) for name in files)


def _format_one(name: str, only_check: bool) -> int:
    from schema.atomic_file import SaveError, write_atomically
    from schema.report_file import VerificationError, formatted
    from schema.unsafe import shown
    from tui.commands.streams import data, narrate
    from tui.report_reading import UNREADABLE, finding_line, read
    from tui.saving import OutsideChangeError, bytes_expected

    loaded = read(name, regular=True)
    if loaded is None:
        return UNREADABLE
    if loaded.findings:
        lines = [finding_line(name, finding) for finding in loaded.findings]
        narrate("\n".join([*lines, f"{shown(name)}：没有改动；请先改正以上{len(lines)}处。"]))
        return UNREADABLE
    if loaded.is_canonical:
        return 0
    if only_check:
        data(f"{shown(name)}\n")
        return 1
    try:
        as_read = (loaded.data,)
        write_atomically(loaded.path, formatted(loaded), check=lambda: bytes_expected(loaded.path, as_read))
    except SaveError as error:
        narrate(f"{shown(name)}：{error}")
        return UNREADABLE
    except OutsideChangeError:
        narrate(f"{shown(name)}：没有改动；整理时文件被别的程序改了。请再整理一次。")
        return UNREADABLE
    except VerificationError:
        narrate(f"{shown(name)}：没有改动；整理后的内容与原文件不一致。请保留原文件，并报告这个问题。")
        return UNREADABLE
    narrate(f"{shown(name)}：已整理")
    return 0


COMMAND = Command(
    "fmt",
    "文件...",
    "把报告文件整理成规范写法，内容不变",
    (Option(("--check",), "只列出不规范的文件，不改动；有则退出码为 1"),),
    run,
)
