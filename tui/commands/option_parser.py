"""The options taken out of a command line: argparse's work, in Chinese."""

from argparse import ArgumentError, ArgumentParser, HelpFormatter
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn

from schema.unsafe import shown
from tui.commands.command import Option, Options, UsageError


def take_options(command: str, declared: Sequence[Option], arguments: Sequence[str], options: Options) -> list[str]:
    """Note the options that stand among the arguments of a command; what is left. Raises UsageError."""
    try:
        return _Parser(command, declared).parse_known_args(arguments, options)[1]
    except ArgumentError as error:
        raise UsageError(_option_problem(declared, error.argument_name or "")) from error


class _Parser(ArgumentParser):
    """Reads options alone; every other argument is left over, and no word of argparse's own reaches a user."""

    def __init__(self, command: str, options: Sequence[Option]) -> None:
        super().__init__(
            prog=command,
            # With a width it does not ask for the terminal's, which would import shutil.
            formatter_class=partial(HelpFormatter, width=80),
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        for option in options:
            if option.value:
                self.add_argument(*option.flags, dest=option.name, type=_reader(option))
            else:
                self.add_argument(*option.flags, dest=option.name, action="store_true")

    def error(self, message: str) -> NoReturn:
        raise UsageError("命令写得不对，见 nianbao --help。")


def _reader(option: Option) -> Callable[[str], str]:
    def read(text: str) -> str:
        if option.choices and text not in option.choices:
            raise UsageError(f"{option.flags[-1]} 不能是“{shown(text)}”，可以是：{'、'.join(option.choices)}。")
        return text

    return read


def _option_problem(options: Sequence[Option], name: str) -> str:
    for option in options:
        if "/".join(option.flags) == name and option.value:
            return f"{option.flags[-1]} 后面还要写{option.value}（{option.help}）。"
    return f"{shown(name)} 后面不带内容。"
