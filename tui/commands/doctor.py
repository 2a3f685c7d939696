"""``nianbao doctor``: what the wizard will meet in this terminal."""

import os
import sys
from typing import TYPE_CHECKING

from tui.commands import streams
from tui.commands.command import Command, Option, Options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.doctor.item import Item

_SILENCE = 30.0
_GLANCE = 0.1


def run(options: Options, files: list[str]) -> int:
    """Look at the terminal and tell: 0 all right or nothing to be known of it, 1 something must be changed."""
    items = _items()
    _section("体检", (line for item in items for line in item.lines()))
    if _is_terminal(sys.stdout):
        _ruler()
        if _is_terminal(sys.stdin) and not options.no_keys:
            _keys()
    from tui.doctor import settings

    _section("终端程序的设置", settings.lines())
    return _conclusion(items)


def _items() -> "list[Item]":
    from tui.doctor import places, surroundings

    stdin, stdout, stderr = map(_is_terminal, (sys.stdin, sys.stdout, sys.stderr))
    items = surroundings.streams(stdin, stdout, stderr)
    items.append(surroundings.terminal_type(os.environ))
    items.append(surroundings.language(os.environ, _encodings()))
    if stdout:
        items.append(surroundings.window_size(sys.stdout.fileno()))
    items += surroundings.exported_size(os.environ)
    items += [look(os.environ) for look in (surroundings.colors, surroundings.multiplexer, surroundings.connection)]
    if stdin and stdout and os.environ.get("TERM", "") not in ("", "dumb"):
        from tui.doctor import probes

        streams.finish()
        items += probes.items(probes.question_terminal(sys.stdin.fileno(), sys.stdout.fileno()))
    items += [places.current_folder(), places.drafts_folder(), places.free_space(), places.versions()]
    return items


def _encodings() -> list[str]:
    return [stream.encoding for stream in (sys.stdout, sys.stderr) if stream is not None]


def _is_terminal(stream: object) -> bool:
    return stream is not None and stream.isatty()  # type: ignore[attr-defined]


def _section(title: str, lines: "Iterable[str]") -> None:
    streams.data("\n".join([title, *lines, "", ""]))


def _ruler() -> None:
    from tui.doctor import ruler

    streams.data("\n".join(["标尺", *ruler.lines(), ""]))
    streams.finish()
    try:
        sys.stdout.buffer.write(f"  {ruler.IN_GBK}\n\n".encode("gbk"))
        sys.stdout.buffer.flush()
    except OSError as error:
        raise streams.OutputError(error) from error


def _keys() -> None:
    """Name the keys that are pressed, until q, Ctrl+C or half a minute of silence."""
    from tui.doctor.conversation import raw, read
    from tui.doctor.key_names import INTRODUCTION
    from tui.terminal.environment import lean_imports, prepare_environment

    source, target = sys.stdin.fileno(), sys.stdout.fileno()
    # Before anything is asked for: a key pressed early is neither echoed nor lost.
    with raw(source, target, b"\x1b[?2004l"):
        _section("按键", [*INTRODUCTION, f"看完按q；{_SILENCE:.0f}秒没有按键也会结束。"])
        streams.data("\x1b[?2004h")
        streams.finish()
        prepare_environment()
        with lean_imports():
            from tui.doctor import keys
        reader, silent = keys.KeyReader(), 0.0
        while silent < _SILENCE:
            streams.finish()
            data = read(source, _GLANCE)
            arrivals = list(reader.read(data) if data else reader.rest())
            for arrival in arrivals:
                streams.data(f"  {arrival.line}\n")
            if data is None or keys.ends(arrivals):
                break
            silent = 0.0 if data or arrivals else silent + _GLANCE
    streams.data("\n")


def _conclusion(items: "list[Item]") -> int:
    """Say again what to change, and return the exit code: in a pipe, where nobody looks, always 0."""
    from tui.doctor.item import Verdict

    terminal = _is_terminal(sys.stdout)
    lines = []
    for verdict in (Verdict.WRONG, Verdict.BETTER):
        names = [item.name for item in items if item.verdict is verdict]
        if names:
            lines.append(f"{verdict.value}：{'、'.join(names)}（见上面的“体检”）")
    if not terminal:
        lines.append("没有查终端。要查，请直接在终端里运行 nianbao doctor。")
    streams.data("\n".join(["结论", *(lines or ["没有要改的，可以填报。"]), ""]))
    return int(terminal and any(item.verdict is Verdict.WRONG for item in items))


COMMAND = Command(
    "doctor",
    "",
    "体检终端：编码、宽度、颜色、按键，附终端程序的设置",
    (Option(("--no-keys",), "不查按键"),),
    run,
    "退出码 0 能填报，1 有要改的；不在终端里运行时只查能查的，退出码总是0。",
)
