"""How a command is declared, and how its arguments are read."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import NamedTuple

from schema.unsafe import shown


class UsageError(Exception):
    """The command line cannot be carried out as typed; the message is Chinese and says what to do."""


class Option(NamedTuple):
    """One option of a command, for reading it and for its line in the help."""

    flags: tuple[str, ...]
    help: str
    value: str = ""
    """What stands behind the option in the help; empty for an option without a value."""
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its attribute among the options: the first long flag's word."""
        return next(flag for flag in self.flags if flag.startswith("--")).removeprefix("--").replace("-", "_")


class Options(SimpleNamespace):
    """The options of one command line, each by its name: None or False where it is not given."""


class Command(NamedTuple):
    """One command.

    ``run`` gets the options and the file names, and returns the exit code; it may raise UsageError.
    """

    name: str
    files: str
    """How its file names stand in the help: ``文件`` or ``文件...``, in brackets what may be left out; empty for a
    command that takes none."""
    summary: str
    options: tuple[Option, ...]
    run: Callable[[Options, list[str]], int]
    details: str = ""
    counts_files: bool = False
    """Whether it says itself how many files it takes."""

    @property
    def most_files(self) -> int | None:
        """How many files it takes; None for any number from one."""
        return None if self.counts_files or self.files.endswith("...") else int(bool(self.files))

    @property
    def usage(self) -> str:
        """How it is called, without its options."""
        return f"nianbao {self.name} {self.files}".rstrip()


HELP = Option(("-h", "--help"), "显示这段说明")


def split_arguments(command: Command, arguments: Sequence[str]) -> tuple[Options, list[str]]:
    """The options and the file names of a command line, in any order. Raises UsageError."""
    declared = (*command.options, HELP)
    options = Options(**{option.name: None if option.value else False for option in declared})
    # What follows "--" is no option, whatever it looks like.
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    rest, after = list(arguments[:end]), arguments[end + 1 :]
    if any(argument.startswith("-") for argument in rest):
        from tui.commands.option_parser import take_options

        rest = take_options(command.name, declared, rest, options)
    _refuse_unknown(command, rest)
    files = [*rest, *after]
    if options.help:
        return options, files
    most = command.most_files
    if most == 0 and files:
        raise UsageError(f"“{command.name}”不带文件名，这里写了“{shown(files[0])}”。用法：{command.usage}")
    if most != 0 and not files and not command.files.startswith("["):
        raise UsageError(f"没有写文件名。用法：{command.usage}")
    if most is not None and len(files) > most:
        raise UsageError(f"“{command.name}”一次只处理一个文件，这里写了{len(files)}个；文件名里有空格的，请加引号。")
    return options, files


def _refuse_unknown(command: Command, rest: list[str]) -> None:
    """Raises UsageError for an unknown option among the arguments that are left."""
    for argument in rest:
        if argument.startswith("-") and argument != "-":
            known = [flag for option in (*command.options, HELP) for flag in option.flags]
            dashed = "；以减号开头的文件名请写成 ./文件名。" if command.files else "。"
            raise UsageError(f"“{command.name}”没有选项“{shown(argument)}”，可以用：{'、'.join(known)}{dashed}")


def help_of(command: Command) -> str:
    """The help of one command."""
    options = (*command.options, HELP)
    names = [" ".join([", ".join(option.flags), option.value]).rstrip() for option in options]
    lines = [f"用法：{command.usage} [选项]", "", f"{command.summary}。"]
    lines += [command.details] if command.details else []
    lines += ["", "选项："]
    for name, option in zip(names, options, strict=True):
        choices = f"（{'、'.join(option.choices)}）" if option.choices else ""
        lines.append(f"  {_padded(name, 24)}  {option.help}{choices}")
    return "\n".join(lines)


def _padded(text: str, width: int) -> str:
    """Padded to a display width; the names of options hold only ASCII and 汉字."""
    return text + " " * (width - len(text) - sum(not char.isascii() for char in text))
