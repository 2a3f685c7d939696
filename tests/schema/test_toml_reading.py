"""From bytes to a document, or to one finding in Chinese with its line."""

import re
import tomllib
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.canonical import canonical
from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.report import new_report
from schema.structure import Literal
from schema.toml_reading import _REASONS, LARGEST_FILE, decode, parse
from tests.schema.conftest import GOLDENS, read

_GOLDEN = (GOLDENS / "edition-2021.toml").read_text(encoding="utf-8")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def _refusal(text: str) -> Finding:
    finding = parse(text)
    assert isinstance(finding, Finding)
    assert finding.severity is Severity.ERROR
    assert _CHINESE.search(finding.message)
    assert _CHINESE.search(finding.suggestion)
    return finding


_BROKEN = [
    ('x = 1\ny = "没有收尾\nz = 2\n', 2, "文字的引号没有收尾"),
    ("x = '没有收尾\n", 1, "文字的引号没有收尾"),
    ('x = """没有收尾\n\n', 1, "文字的引号没有收尾"),
    ('x = "没有', 1, "文字的引号没有收尾"),
    ('\nx = "a\\q"\n', 2, "文字里有单独的反斜杠"),
    ('x = "\\u12"\n', 1, "反斜杠后的字符代码不对"),
    ('x = "\\uD800"\n', 1, "反斜杠后的字符代码不对"),
    ('x = "\\uZZZZ"\n', 1, "反斜杠后的字符代码不对"),
    ('x = "a\x07b"\n', 1, "文字里有看不见的控制字符"),
    ("# a\x00b\n", 1, "这里有不该有的字符"),
    ("x = 1 2\n", 1, "值的后面还有多余的字"),
    ("x = 2026-13-01\n", 1, "值的后面还有多余的字"),
    ("x = 'a\x07b'\n", 1, "这里有不该有的字符"),
    ("x = '''没有收尾\n", 1, "文字的引号没有收尾"),
    ("x = '没有收尾", 1, "文字的引号没有收尾"),
    ("x = [1, 2\n", 1, "一组数的方括号没有收尾"),
    ("x = [1 2]\n", 1, "一组数的方括号没有收尾"),
    ("x = {a = 1", 1, "大括号没有收尾"),
    ("x = 1\nx = 2\n", 2, "同一个键写了两遍"),
    ("[a]\n[b]\n[a]\n", 3, "同一张表写了两遍"),
    ("[a]\nb.c = 1\n[a.b]\n", 3, "同一张表写了两遍"),
    ("a = [1]\n[[a]]\n", 2, "同一张表写了两遍"),
    ("x = {a = 1, a = 2}\n", 1, "同一个键写了两遍"),
    ("x\n", 1, "键的后面缺少等号"),
    ("[a\n", 1, "表名的方括号没有收尾"),
    ("[[a]\n", 1, "表名的方括号没有收尾"),
    (f"x = {'9' * 5000}\n", None, "有一个数太长"),
    ("x = 2026-02-30\n", 1, "日期不对"),
    ("x = {a.b = 1, a.b.c = 2}\n", 1, "同一个键写了两遍"),
    ("[a]\nx = 1\n[a.x]\n", 3, "同一个键写了两遍"),
    ("a.b = 1\n[a]\n", 2, "同一张表写了两遍"),
    ("{\n", 1, "这一行不是键 = 值"),
    ("x. = 1\n", 1, "键的写法不对"),
    ("[中文]\n", 1, "键的写法不对"),
    ("x = \n", 1, "等号后面的值不合写法"),
    ("x = abc\n", 1, "等号后面的值不合写法"),
    ("= 1\n", 1, "这一行不是键 = 值"),
    ("中文 = 1\n", 1, "这一行不是键 = 值"),
    ("x = 1\r", 1, "值的后面还有多余的字"),
]


@pytest.mark.parametrize(("text", "line", "words"), _BROKEN, ids=[words for _, _, words in _BROKEN])
def test_each_slip_is_named_in_chinese_with_its_line(text: str, line: int | None, words: str) -> None:
    finding = _refusal(text)
    assert finding.code == "file-not-toml"
    assert words in finding.message
    assert finding.line == line


def test_every_reason_that_the_program_knows_can_be_seen() -> None:
    seen = {words for _, _, words in _BROKEN}
    assert [words for _, words, _ in _REASONS if not any(words.startswith(each) for each in seen)] == []


def test_the_slip_is_shown_with_its_line_and_nothing_raw() -> None:
    finding = _refusal('x = 1\n  y = "a\x1b[2Jb\u202e"\n')
    assert "第9列" in finding.message
    assert "‹U+001B›" in finding.message
    assert "\x1b" not in finding.message


@pytest.mark.parametrize("step", [7])
def test_no_prefix_of_a_file_raises_or_speaks_english(step: int) -> None:
    data = _GOLDEN.encode()
    for end in range(0, len(data), step):
        loaded = read(data[:end])
        assert loaded.report is not None or loaded.findings
        for finding in loaded.findings:
            assert _CHINESE.search(finding.message)
            assert finding.line is None or 1 <= finding.line <= data.count(b"\n", 0, end) + 2


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    assert all(_CHINESE.search(finding.message) for finding in read(data).findings)


@given(st.integers(0, len(_GOLDEN) - 1), st.text(max_size=3), st.integers(0, 5))
def test_no_damage_to_a_file_raises(offset: int, put: str, taken: int) -> None:
    text = _GOLDEN[:offset] + put + _GOLDEN[offset + taken :]
    loaded = read(text.encode("utf-8", "surrogatepass"))
    assert all(_CHINESE.search(finding.message) for finding in loaded.findings)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_GOLDEN.encode("gbk", "ignore"), "file-encoding"),
        (_GOLDEN.encode("utf-16"), "file-encoding"),
        (b"edition = 2021\n\xff", "file-encoding"),
        (b"\0" * 1000, "file-not-toml"),
        (b"\x89PNG\r\n\x1a\n", "file-encoding"),
        (b"", "edition-unknown"),
        (b"\xef\xbb\xbf", "edition-unknown"),
        (b"edition = 2021\rstatus = 1", "file-not-toml"),
    ],
    ids=["gbk", "utf-16", "stray", "zeros", "png", "empty", "mark", "cr"],
)
def test_what_is_no_report_is_refused(data: bytes, code: str) -> None:
    loaded = read(data)
    assert loaded.report is None
    assert [finding.code for finding in loaded.findings] == [code]


def test_a_wrong_encoding_is_told_with_its_line() -> None:
    finding = decode(b"a = 1\nb = 2\nc = '\xc4\xea'\n")
    assert isinstance(finding, Finding)
    assert (finding.line, "UTF-8" in finding.message, "GBK" in finding.suggestion) == (3, True, True)


def test_a_mark_and_carriage_returns_are_accepted() -> None:
    assert read("\ufeff" + _GOLDEN.replace("\n", "\r\n")).report == read(_GOLDEN).report


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> 分支", "||||||| 6451feb", "|||||||"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_conflict_marks_are_named_with_their_line_even_in_prose(mark: str, newline: str) -> None:
    text = _GOLDEN.replace("2021年，我乡公开工作平稳推进。", f"前文。\n{mark}\n后文。").replace("\n", newline)
    finding = _refusal(text)
    assert finding.code == "file-conflict"
    assert finding.line == _GOLDEN.split("\n").index("2021年，我乡公开工作平稳推进。") + 2


@pytest.mark.parametrize(
    "line", ["a ======= b", "========", "<<<<<<<", ">>>>>>>>>", "====== =", "||||||||", "|||||||a"]
)
def test_what_only_resembles_a_conflict_mark_is_read(line: str) -> None:
    assert read(_GOLDEN.replace("2021年，我乡公开工作平稳推进。", f"前文。\n{line}\n后文。")).findings == []


def test_numbers_with_a_point_keep_their_digits() -> None:
    document = parse("x = 25.10\ny = 1e5\n")
    assert document == {"x": "25.10", "y": "1e5"}
    assert isinstance(document, dict)
    assert all(isinstance(value, Literal) for value in document.values())


_HEAD = "edition = 2021\n"
_HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "nested arrays": (lambda: f"x = {'[' * 10**5}{']' * 10**5}", "file-too-large"),
    "nested arrays in a small file": (lambda: f"x = {'[' * 19_000}{']' * 19_000}", "file-too-deep"),
    "open arrays": (lambda: "x = " + "[" * 19_000, "file-too-deep"),
    "nested inline tables": (lambda: f"x = {'{a=' * 19_000}1{'}' * 19_000}", "file-too-deep"),
    "a dotted key": (lambda: ".".join("a" * 20_000) + " = 1", "file-too-deep"),
    "a spaced dotted key": (lambda: " . ".join("a" * 20_000) + " = 1", "file-too-deep"),
    "a quoted dotted key": (lambda: ".".join(['"a"'] * 20_000) + " = 1", "file-too-deep"),
    "a dotted header": (lambda: f"[{'.'.join('a' * 20_000)}]", "file-too-deep"),
    "many dotted keys": (
        lambda: "".join(f"k{i}.{'.'.join('b' * 14)} = 1\n" for i in range(2_500)),
        "key-unknown",
    ),
    "a whole number": (lambda: "x = " + "9" * 10**5, "file-not-toml"),
    "a hexadecimal number in a cell": (lambda: f"[requests]\nreceived = [0x{'f' * 10**5}, 0, 0, 0, 0, 0]", ""),
    "a hexadecimal number for a year": (lambda: f"[report]\nyear = 0x{'f' * 10**5}", ""),
    "a power of ten": (lambda: "[disclosure]\nfees = 1e400", ""),
    "infinity": (lambda: "[disclosure]\nfees = inf", ""),
    "not a number": (lambda: "[disclosure]\nfees = nan", ""),
    "a negative zero": (lambda: "[disclosure]\nlicensing = -0", ""),
    "a long fraction": (lambda: "[disclosure]\nfees = 1." + "0" * 900_000, ""),
    "many keys": (lambda: "".join(f"k{i} = 1\n" for i in range(100_000))[: LARGEST_FILE - 20], "file-too-large"),
    "unknown keys": (lambda: "".join(f"k{i} = 1\n" for i in range(8_000)), "key-unknown"),
    "many tables": (lambda: "".join(f"[k{i}]\n" for i in range(80_000)), "file-too-large"),
    "many parts": (lambda: "[[overview.parts]]\n" * 9_000, ""),
    "a long string": (lambda: f'x = "{"a" * 20_000_000}"', "file-too-large"),
    "long prose": (lambda: f'[report]\npreamble = """{"字。" * 120_000}"""', ""),
    "unsafe prose": (lambda: f'[report]\npreamble = """{chr(0x202E) * 300_000}"""', ""),
    "short lines": (lambda: '[report]\npreamble = """' + "a\n" * 49_000 + '"""', ""),
    "many lines": (lambda: "#\n" * 400_000, "file-too-large"),
    "many quotes": (lambda: 'x = """' + '""a' * 300_000 + '"""', "key-unknown"),
    "many figures": (lambda: "[requests]\nreceived = [" + "1," * 49_000 + "]", "row-length"),
    "spaces in a key": (lambda: f"a{' ' * 900_000}.b = 1", "key-unknown"),
    "a long key": (lambda: "a" * 900_000 + " = 1", "key-unknown"),
    "a key twice": (lambda: "x = 1\nx = 1", "file-not-toml"),
    "dates for numbers": (lambda: "[requests]\nreceived = [2026-01-01, 0, 0, 0, 0, 0]", "value-type"),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("make", "code"), _HOSTILE.values(), ids=_HOSTILE)
def test_hostile_files_are_refused_or_read(make: Callable[[], str], code: str) -> None:
    text = _HEAD + make() + "\n"
    data = text.encode()
    loaded = read(data)
    lines = [loaded.source.line_of(place) for finding in loaded.findings for place in finding.where]
    assert all(line >= 1 for line in lines)
    assert (loaded.findings[0].code if loaded.findings else "") == code
    assert len(loaded.findings) <= 100
    if loaded.report is not None and not loaded.findings and len(again := canonical(loaded.report)) < 300_000:
        assert read(again).report == loaded.report


@pytest.mark.parametrize("name", _HOSTILE)
def test_reading_hostile_files_takes_little_memory(name: str) -> None:
    data = (_HEAD + _HOSTILE[name][0]() + "\n").encode()
    tracemalloc.start()
    try:
        read(data)
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


def test_a_report_with_two_hundred_thousand_characters_is_read() -> None:
    report = new_report(EDITIONS[2021])
    report.set_text("overview.intro", "全年主动公开政府信息188条，答复12件。\n" * 10_000)
    text = canonical(report)
    assert len(text) > 200_000
    assert read(text).report == report


def test_python_still_says_what_the_reasons_expect() -> None:
    """A new wording of tomllib's complaints would make messages vague; the table must then be extended."""
    for text, _, _ in _BROKEN:
        with pytest.raises(ValueError, match=r"\(at |Exceeds") as caught:
            tomllib.loads(text)
        assert any(str(caught.value).startswith(start) for start, _, _ in _REASONS), str(caught.value)
