import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from render.line_breaking import text_width
from schema.unsafe import find_unsafe
from tests import figures
from tests.tui.command_line import HOSTILE
from tests.tui.plain.scripts import Talk, sent, talk
from tui.plain.answers import Answer, Command, read_answer
from tui.plain.dialogue import LONGEST_LINE, Dialogue, InputEndedError


def asked(data: bytes, question: str = "问：", encoding: str = "utf-8") -> tuple[str, str]:
    """The answer that is heard, and everything written."""
    sink = io.StringIO()
    return Dialogue(io.BytesIO(data), sink, encoding).ask(question), sink.getvalue()


def test_an_answer_is_a_line() -> None:
    assert asked("甲 乙\n丙\n".encode()) == ("甲 乙", "问：\n")
    assert asked("甲\r\n".encode())[0] == "甲"


def test_what_deceives_is_taken_out_and_named() -> None:
    text, output = asked(sent([HOSTILE]))
    assert text == "甲乙丙丁"
    assert "去掉了8个看不见的或控制用的字符‹U+001B›‹U+202E›‹U+200B›‹U+0007›。" in output


def test_cursor_keys_are_no_text() -> None:
    text, output = asked(b"\x1b[A\n12\x1b[D\x1bOP3\n")
    assert text == "123"
    assert "这一行没有别的内容" in output
    assert asked(b"12\x1b[D\x1bOP3\n")[0] == "123"


def test_what_is_no_utf_8_is_asked_for_again() -> None:
    text, output = asked("机关\n".encode("gbk") + "机关\n".encode())
    assert text == "机关"
    assert "这一行不是UTF-8编码，没有收下。" in output and output.count("问：") == 2


def test_a_terminal_of_another_encoding_is_read_in_that() -> None:
    assert asked("机关\n".encode("gbk"), encoding="gbk")[0] == "机关"


def test_a_line_without_bound_is_passed_over() -> None:
    text, output = asked(b"x" * (3 * LONGEST_LINE) + b"\n7\n")
    assert text == "7"
    assert "没有收下" in output


def test_a_line_as_long_as_may_be_is_heard() -> None:
    line = b"x" * (LONGEST_LINE - 1)
    assert asked(line + b"\n")[0].encode() == line


@pytest.mark.parametrize("data", [b"", b"half", b"x" * (2 * LONGEST_LINE)])
def test_the_end_of_input_is_no_answer(data: bytes) -> None:
    with pytest.raises(InputEndedError):
        asked(data)


def test_questions_are_broken_at_eighty_columns_and_made_safe() -> None:
    output = asked(b"\n", "很长的问题，" * 30 + HOSTILE)[1]
    assert all(text_width(line) <= 80 for line in output.splitlines())
    assert len(output.splitlines()) > 4
    assert not find_unsafe(output)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("", Answer(Command.KEEP)),
        ("　 ", Answer(Command.KEEP)),
        ("s", Answer(Command.SAVE)),
        ("Ｑ", Answer(Command.LEAVE)),
        ("？", Answer(Command.EXPLAIN)),
        ("！ ", Answer(Command.FINDINGS)),
        ("－", Answer(Command.EMPTY)),
        ("> 三 ", Answer(Command.SECTIONS, "三")),
        ("＞３", Answer(Command.SECTIONS, "3")),
        (" s", Answer(None, "s")),
        ("　ｓ", Answer(None, "ｓ")),
        ("\\s", Answer(None, "s")),
        ("＼<", Answer(None, "<")),
        ("\\\\", Answer(None, "\\")),
        ("\\", Answer(None, "")),
        ("　　本报告", Answer(None, "　　本报告")),
        ("《条例》", Answer(None, "《条例》")),
        ("-5", Answer(None, "-5")),
        ("ss", Answer(None, "ss")),
    ],
)
def test_answers_are_commands_or_texts(line: str, answer: Answer) -> None:
    assert read_answer(line) == answer


def test_hostile_texts_of_a_file_are_shown_by_name(file: Path) -> None:
    report = figures.report()
    report.set_text("agency.name", HOSTILE)
    report.parts["problems"][0].heading = HOSTILE
    report.set_text("report.preamble", HOSTILE)
    report.set_text("requests.received.company", HOSTILE)
    file.write_text(figures.text_of(report), encoding="utf-8")
    talked = talk(file, *[""] * 300, "?", ">", "!", *["!", "?"] * 10)
    assert not find_unsafe(talked.output)
    assert "‹U+202E›" in talked.output
    assert talked.session.report == report


def test_hostile_answers_arrive_as_the_wizard_s_paste_would(file: Path) -> None:
    talked = talk(file, "", "", "", "", "", "", HOSTILE + "\r甲")
    assert talked.session.text("agency.name") == "甲乙丙丁甲"
    assert "去掉了1个换行。" in talked.output
    assert not find_unsafe(talked.output)


_LINES = st.one_of(
    st.sampled_from(
        ["", "<", ">", "?", "!", "s", "u", "r", "-", "q", "1", "2", "3", "0", "\\", "\\s", "x", "１２", "-3"]
    ),
    st.sampled_from([f">{n}" for n in range(9)]),
    st.sampled_from(["约12件", "2023-02-31", "定稿", "保存", "新的一段。", HOSTILE, "\r", "\x1b[A", "a\rb", "\u3000"]),
    st.text(max_size=12),
    st.integers(-5, 10**20).map(str),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(_LINES, max_size=40), keyed=st.booleans(), tail=st.binary(max_size=30))
def test_no_line_ends_the_program_otherwise_than_in_order(lines: list[str], keyed: bool, tail: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.toml"
        path.write_text(figures.text_of(figures.report(keyed=keyed)), encoding="utf-8")
        data = "".join(f"{line}\n" for line in lines).encode(errors="surrogatepass") + tail
        talked = Talk(path, data)
        assert talked.result == 0
        assert not find_unsafe(talked.output)
        assert all(text_width(line) <= 80 for line in talked.output.splitlines())
