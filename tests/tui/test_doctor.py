"""What `nianbao doctor` says of what it can know without a terminal, and of what a terminal answers."""

import io
from pathlib import Path

import pytest
from rich.console import Console
from wcwidth import wcswidth

from render.line_breaking import text_width
from schema.unsafe import find_unsafe, is_unsafe
from tests.tui.command_line import HOSTILE
from tests.tui.doctor_terminal import FakeTerminal, Kind
from tui.doctor import places, probes, ruler, settings, surroundings
from tui.doctor.item import Item, Verdict


def told(items: list[Item]) -> dict[str, Verdict]:
    return {item.name: item.verdict for item in items}


@pytest.mark.parametrize(
    ("terminals", "verdicts"),
    [
        ((True, True, True), ["正常", "正常", "正常"]),
        ((False, True, True), ["要改", "正常", "正常"]),
        ((True, True, False), ["正常", "正常", "要改"]),
        ((True, False, True), ["正常", "未查"]),
        ((False, False, False), ["未查", "未查"]),
    ],
)
def test_streams(terminals: tuple[bool, bool, bool], verdicts: list[str]) -> None:
    assert [item.verdict.value for item in surroundings.streams(*terminals)] == verdicts


@pytest.mark.parametrize(("term", "fine"), [("xterm", True), ("tmux-256color", True), ("", False), ("dumb", False)])
def test_terminal_type(term: str, fine: bool) -> None:
    assert (surroundings.terminal_type({"TERM": term}).verdict is Verdict.FINE) is fine


@pytest.mark.parametrize(
    ("encodings", "fine"),
    [(["utf-8", "UTF8"], True), (["utf-8", "gbk"], False), (["ascii"], False), (["no such encoding"], False)],
)
def test_language(encodings: list[str], fine: bool) -> None:
    item = surroundings.language({"LANG": "zh_CN.GBK", "LC_ALL": ""}, encodings)
    assert "LANG=zh_CN.GBK" in item.found
    assert "LC_ALL" not in item.found
    assert (item.verdict is Verdict.FINE) is fine
    assert ("export LC_ALL=zh_CN.UTF-8" in item.advice) is not fine


@pytest.mark.parametrize(
    ("size", "verdict"),
    [
        ((80, 24), Verdict.FINE),
        ((200, 60), Verdict.FINE),
        ((79, 24), Verdict.WRONG),
        ((80, 23), Verdict.WRONG),
        ((0, 0), Verdict.BETTER),
    ],
)
def test_window_size(size: tuple[int, int], verdict: Verdict) -> None:
    with FakeTerminal(Kind(size=size)) as terminal:
        assert surroundings.window_size(terminal.near).verdict is verdict


def test_exported_size_is_named_only_where_it_is() -> None:
    assert surroundings.exported_size({}) == []
    assert "COLUMNS=132，LINES=50" in surroundings.exported_size({"COLUMNS": "132", "LINES": "50"})[0].found


@pytest.mark.parametrize("colorterm", ["", "truecolor", "24bit", "yes"])
@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "screen-16color", "xterm-kitty", "linux", "tmux-256color"])
def test_colors_are_those_that_rich_chooses(term: str, colorterm: str) -> None:
    environ = {"TERM": term, "COLORTERM": colorterm}
    system = Console(file=io.StringIO(), force_terminal=True, _environ=environ).color_system
    names = {"standard": "16色", "256": "256色", "truecolor": "全彩"}
    assert system is not None
    assert surroundings.colors(environ).found.startswith(names[system])


def test_no_color_is_named() -> None:
    assert "黑白" in surroundings.colors({"TERM": "xterm", "NO_COLOR": "1"}).found
    assert "16色" in surroundings.colors({"TERM": "xterm", "NO_COLOR": ""}).found


@pytest.mark.parametrize(
    ("environ", "found", "verdict"),
    [
        ({"TERM": "xterm"}, "没有用", Verdict.FINE),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/a,1,0"}, "Ctrl+B", Verdict.FINE),
        ({"TERM": "screen", "STY": "1.pts"}, "Ctrl+A", Verdict.FINE),
        ({"TERM": "xterm", "TMUX": "/tmp/a,1,0"}, "Ctrl+B", Verdict.BETTER),
    ],
)
def test_multiplexer(environ: dict[str, str], found: str, verdict: Verdict) -> None:
    item = surroundings.multiplexer(environ)
    assert found in item.found
    assert item.verdict is verdict


def test_connection() -> None:
    assert "10.1.2.3" in surroundings.connection({"SSH_CONNECTION": "10.1.2.3 5 10.1.2.4 22"}).found
    assert surroundings.connection({}).found == "不是SSH"


def test_nothing_of_the_environment_is_shown_raw() -> None:
    names = ("TERM", "LANG", "LC_ALL", "COLUMNS", "TMUX", "SSH_CONNECTION", "COLORTERM")
    environ = dict.fromkeys(names, HOSTILE + "长" * 500)
    items = [
        surroundings.terminal_type(environ),
        surroundings.language(environ, [HOSTILE]),
        *surroundings.exported_size(environ),
        surroundings.colors(environ),
        surroundings.multiplexer(environ),
        surroundings.connection(environ),
    ]
    lines = [line for item in items for line in item.lines()]
    assert not find_unsafe("\n".join(lines))
    assert all(text_width(line) < 80 for line in lines)
    assert len(lines) < 24


def test_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert places.current_folder().verdict is Verdict.FINE
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a" / "b"))
    assert str(tmp_path) in places.drafts_folder().found
    assert places.drafts_folder().verdict is Verdict.FINE
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    assert places.unwritable(Path("/proc")) is not None
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/none")
    assert places.drafts_folder().verdict is Verdict.BETTER
    monkeypatch.chdir("/proc")
    assert places.current_folder().verdict is Verdict.WRONG


def test_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert places.current_folder().verdict is Verdict.WRONG
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("free", "found", "verdict"),
    [
        (0, "0.0 MB", Verdict.WRONG),
        (5 << 20, "5.0 MB", Verdict.BETTER),
        (300 << 20, "300.0 MB", Verdict.FINE),
        (3 << 30, "3.0 GB", Verdict.FINE),
    ],
)
def test_room(free: int, found: str, verdict: Verdict) -> None:
    item = places.room(free)
    assert (item.found, item.verdict) == (found, verdict)


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (Kind(), probes.Answers(True, 4, (1,) * 6, True)),
        (Kind(ambiguous=2), probes.Answers(True, 4, (2,) * 6, True)),
        (Kind(paste=b"0"), probes.Answers(True, 4, (1,) * 6, False)),
        (Kind(paste=None), probes.Answers(True, 4, (1,) * 6, None)),
        (Kind(attributes=False), probes.Answers(True, 4, (1,) * 6, True)),
        (Kind(encoding="gbk"), probes.Answers(True, 6)),
        (Kind(encoding="latin-1"), probes.Answers(True, 6)),
        (Kind(mute=True), probes.Answers()),
        (Kind(first=b"ls\r\x1b[A"), probes.Answers(True, 4, (1,) * 6, True)),
    ],
)
def test_terminals_are_told_apart(kind: Kind, answers: probes.Answers) -> None:
    with FakeTerminal(kind) as terminal:
        assert probes.question_terminal(terminal.near, terminal.near) == answers
        assert terminal.restored()


def test_ctrl_c_ends_the_questions() -> None:
    with FakeTerminal(Kind(first=b"\x03")) as terminal:
        with pytest.raises(KeyboardInterrupt):
            probes.question_terminal(terminal.near, terminal.near)
        assert terminal.restored()


@pytest.mark.parametrize(
    ("answers", "verdicts"),
    [
        (probes.Answers(), {"终端应答": Verdict.UNKNOWN}),
        (probes.Answers(True), {"终端应答": Verdict.FINE, "汉字宽度": Verdict.UNKNOWN}),
        (probes.Answers(True, 6), {"终端应答": Verdict.FINE, "汉字宽度": Verdict.WRONG}),
        (
            probes.Answers(True, 4, (1,) * 6, True),
            dict.fromkeys(("终端应答", "汉字宽度", "引号等宽度", "粘贴标记"), Verdict.FINE),
        ),
        (
            probes.Answers(True, 4, (2,) * 6, False),
            {
                "终端应答": Verdict.FINE,
                "汉字宽度": Verdict.FINE,
                "引号等宽度": Verdict.BETTER,
                "粘贴标记": Verdict.BETTER,
            },
        ),
    ],
)
def test_answers_are_judged(answers: probes.Answers, verdicts: dict[str, Verdict]) -> None:
    assert told(probes.items(answers)) == verdicts


def test_mixed_widths_are_named() -> None:
    item = probes.items(probes.Answers(True, 4, (1, 1, 2, 1, 2, 1), True))[2]
    assert "“ … · × 每个1格，— ① 不是1格" in item.found


def test_lines_of_the_ruler_are_equally_wide() -> None:
    assert {wcswidth(text) for text in ruler.RULED} == {40}
    wide = [text_width(text, ambiguous=2) for text in ruler.RULED]
    assert wide[:3] == [40] * 3
    assert min(wide[3:]) > 40


def test_gbk_does_no_harm_on_terminals_of_other_encodings() -> None:
    data = ruler.IN_GBK.encode("gbk")
    assert all(byte >= 0xA0 or 0x20 <= byte < 0x7F for byte in data)
    assert not any(map(is_unsafe, data.decode("utf-8", "replace")))


def test_texts_fit_the_screen() -> None:
    assert all(text_width(line) < 80 for line in [*settings.lines(), *ruler.lines()])
    assert all(3 <= len(advice) <= 6 for advice in settings.PROGRAMS.values())
    assert [name.split("（")[0] for name in settings.PROGRAMS] == [
        "PuTTY",
        "Xshell",
        "SecureCRT",
        "MobaXterm",
        "Windows Terminal",
    ]
    assert len(list(ruler.lines())) < 20
