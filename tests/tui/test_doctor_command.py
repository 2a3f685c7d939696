"""`nianbao doctor` as a program: in a pipe, and on terminals of every kind."""

import signal
from pathlib import Path

import pytest

from schema.unsafe import find_unsafe
from tests.tui.command_line import HOSTILE, run
from tests.tui.doctor_terminal import FakeTerminal, Kind
from tui.cli import main
from tui.doctor.ruler import IN_GBK


def test_in_a_pipe(tmp_path: Path) -> None:
    result = run("doctor", cwd=tmp_path, TERM="", LC_ALL="C.UTF-8")
    out = result.stdout.decode()
    assert (result.returncode, result.stderr) == (0, b"")
    assert out.startswith("体检\n未查")
    assert "要改    终端类型" in out
    assert "PuTTY" in out
    assert not find_unsafe(out)
    assert "标尺" not in out and "按键\n" not in out


def test_nothing_hostile_reaches_a_pipe(tmp_path: Path) -> None:
    hostile = dict.fromkeys(("TERM", "COLUMNS", "LC_ALL", "TMUX", "SSH_CONNECTION", "XDG_STATE_HOME"), "/" + HOSTILE)
    folder = tmp_path / HOSTILE
    folder.mkdir()
    out = run("doctor", cwd=folder, PYTHONIOENCODING="utf-8", **hostile).stdout.decode()
    assert "‹U+202E›" in out
    assert not find_unsafe(out)


def test_takes_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "a.toml"]) == 2
    assert "“doctor”不带文件名，这里写了“a.toml”。用法：nianbao doctor" in capsys.readouterr().err
    assert main(["doctor", "--help"]) == 0
    assert capsys.readouterr().out.startswith("用法：nianbao doctor [选项]\n")


def test_imports_textual_for_the_keys_only(tmp_path: Path) -> None:
    code = "import atexit, sys\natexit.register(lambda: print([m for m in ('textual', 'rich') if m in sys.modules]))"
    assert run("doctor", code=code, cwd=tmp_path).stdout.decode().endswith("[]\n")


@pytest.mark.parametrize(
    ("kind", "variables", "code", "said"),
    [
        (Kind(), {}, 0, "没有要改的，可以填报。"),
        (Kind(ambiguous=2), {}, 0, "建议改：引号等宽度"),
        (Kind(encoding="gbk"), {}, 1, "要改：汉字宽度"),
        (Kind(encoding="latin-1"), {}, 1, "要改：汉字宽度"),
        (Kind(size=(80, 23)), {}, 1, "要改：窗口大小"),
        (Kind(mute=True), {}, 0, "终端应答      没有回答"),
        (Kind(), {"TERM": "dumb"}, 1, "要改：终端类型"),
        (Kind(), {"PYTHONIOENCODING": "utf-16"}, 1, ""),
    ],
)
def test_on_a_terminal(tmp_path: Path, kind: Kind, variables: dict[str, str], code: int, said: str) -> None:
    with FakeTerminal(kind) as terminal:
        terminal.start("doctor", "--no-keys", folder=tmp_path, **variables)
        assert terminal.code() == code
        assert said in terminal.text
        assert terminal.restored()
        assert IN_GBK.encode("gbk") in terminal.output
        assert "按键\n" not in terminal.text


def test_a_dumb_terminal_is_not_asked(tmp_path: Path) -> None:
    with FakeTerminal() as terminal:
        terminal.start("doctor", "--no-keys", folder=tmp_path, TERM="dumb")
        terminal.code()
        assert b"\x1b" not in terminal.output


@pytest.mark.parametrize("data", [b"q", "ｑ".encode(), b"\x03"])
def test_keys_until_q(tmp_path: Path, data: bytes) -> None:
    with FakeTerminal() as terminal:
        terminal.start("doctor", folder=tmp_path)
        terminal.wait_for("看完按q")
        terminal.wait_for(lambda: b"\x1b[?2004h" in terminal.output)
        terminal.type("\x1b[19~汉字".encode() + "你".encode("gbk"))
        terminal.wait_for("F8             下一节               1b 5b 31 39 7e")
        terminal.wait_for("文字“汉字”")
        terminal.wait_for("按GBK是“你”")
        terminal.type(data)
        assert terminal.code() == 0
        assert "PuTTY" in terminal.text
        assert terminal.output.rindex(b"\x1b[?2004l") > terminal.output.index(b"\x1b[?2004h")
        assert terminal.restored()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_the_terminal_is_restored_however_it_ends(tmp_path: Path, number: signal.Signals) -> None:
    with FakeTerminal() as terminal:
        terminal.start("doctor", folder=tmp_path)
        terminal.wait_for(lambda: b"\x1b[?2004h" in terminal.output)
        assert not terminal.restored()
        terminal.kill(number)
        assert terminal.code() == (130 if number is signal.SIGINT else -number)
        assert terminal.restored()
        assert b"\x1b[?2004l" in terminal.output


def test_ctrl_c_while_the_terminal_is_asked(tmp_path: Path) -> None:
    with FakeTerminal(Kind(first=b"\x03")) as terminal:
        terminal.start("doctor", folder=tmp_path)
        assert terminal.code() == 130
        assert terminal.restored()
        assert "Traceback" not in terminal.text


def test_silence_ends_the_keys(tmp_path: Path) -> None:
    with FakeTerminal() as terminal:
        code = "import tui.commands.doctor as doctor; doctor._SILENCE = 0.3"
        terminal.start("doctor", folder=tmp_path, code=code)
        assert terminal.code() == 0
        assert "PuTTY" in terminal.text
