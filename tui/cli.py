"""The command line: ``nianbao`` and its commands."""

import gc
import sys
from collections.abc import Sequence

from tui.collector import collect_again
from tui.commands import NAMES, streams
from tui.commands.command import Command, UsageError, help_of, split_arguments

USAGE = 2
INTERNAL_ERROR = 70
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return the exit code. Whatever happens, no traceback reaches the user."""
    # Nothing that an import makes is garbage: looking for some costs a tenth of a short command's time.
    gc.disable()
    try:
        streams.prepare()
        code = _run(sys.argv[1:] if arguments is None else arguments)
        streams.finish()
        return code
    except UsageError as problem:
        streams.narrate(str(problem))
        return USAGE
    except streams.OutputError as error:
        streams.abandon()
        return _output_failed(error.error)
    except KeyboardInterrupt:
        streams.abandon()
        return INTERRUPTED
    except Exception as error:
        from tui.commands.crash import record

        streams.narrate(record(error))
        return INTERNAL_ERROR
    finally:
        collect_again()


def _run(arguments: Sequence[str]) -> int:
    if not arguments:
        from tui.commands.listing import run

        return run()
    name, *rest = arguments
    if name in ("-h", "--help"):
        streams.data(_overview())
        return 0
    if name == "--version":
        streams.data(f"nianbao {_version()}\n")
        return 0
    if name not in NAMES:
        raise UsageError(_unknown(name))
    command = _command(name)
    options, files = split_arguments(command, rest)
    if options.help:
        streams.data(help_of(command) + "\n")
        return 0
    return command.run(options, files)


def _command(name: str) -> Command:
    from importlib import import_module

    command: Command = import_module(f"tui.commands.{name.replace('-', '_')}").COMMAND
    return command


def _overview() -> str:
    lines = ["用法：nianbao [命令] [文件] [选项]", "", "填报、校验、排版政府信息公开工作年度报告。", "", "命令："]
    rows = [("", "列出当前文件夹里的报告，从中打开或新建")]
    rows += [(f" {name} {(command := _command(name)).files}", command.summary) for name in NAMES]
    for row, summary in rows:
        wide = sum(not char.isascii() for char in row)
        lines.append(f"  nianbao{row:<{20 - wide}}{summary}")
    lines += ["", "选项：", "  -h, --help  显示这段说明；nianbao 命令 --help 说明一条命令", "  --version   显示版本"]
    return "\n".join(lines) + "\n"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("nianbao")
    except PackageNotFoundError:
        return "（未安装）"


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    from schema.unsafe import shown

    if name.endswith(".toml"):
        return f"文件名前面要写命令，例如：nianbao edit {shown(name)}"
    kind = "选项" if name.startswith("-") else "命令"
    near = get_close_matches(name, NAMES, 1, 0.5)
    remedy = f"是不是 nianbao {near[0]}？" if near else ""
    return f"没有{kind}“{shown(name)}”。{remedy}全部命令见：nianbao --help"


def _output_failed(error: OSError | None) -> int:
    """The reader has gone, which is no news to anyone; or the result could not be written, which is."""
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    from schema.atomic_file import reason_of

    streams.narrate(f"结果没有写出：{'标准输出已关闭。' if error is None else reason_of(error)}")
    return USAGE


if __name__ == "__main__":
    sys.exit(main())
