"""From the bytes of a file to a TOML document, or to one finding that says in Chinese why not."""

from schema.findings import Finding, Severity
from schema.lazy_pattern import LazyPattern
from schema.structure import Literal
from schema.unsafe import shown

LARGEST_FILE = 1_000_000
"""Bytes. A report with 200,000 characters of prose stays well below."""

# How often a long file may hold what costs tomllib time. A report has some hundred keys.
_SMALL = 100_000
_MOST = {"=": 20_000, "[": 20_000, "{": 20_000, ".": 50_000, ",": 50_000, "\\": 50_000, "\n": 50_000}

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# The last one stands above what both sides had before, where git was asked to write that too.
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_CONFLICT = LazyPattern(r"(?m)^(?:<{7} |={7}\r?$|>{7} |\|{7}(?: |\r?$))")
# tomllib takes time with the cube of a dotted key's length.
_LONG_KEY = LazyPattern(r"""\.(?:[ \t]*+(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.){15}""")
_COORDINATES = LazyPattern(r"\(at line (\d+), column (\d+)\)")

_UNCLOSED = ("文字的引号没有收尾", '检查这一行及以前的引号：一行文字用 "…"，多行文字用 """…"""。')
_REASONS = (
    ("Unterminated string", *_UNCLOSED),
    ("Expected \"'", *_UNCLOSED),
    ("Illegal character '\\n'", *_UNCLOSED),
    ("Found invalid character '\\n'", *_UNCLOSED),
    ("Unescaped", "文字里有单独的反斜杠 \\", "反斜杠要写两个：\\\\。"),
    ("Invalid hex value", "反斜杠后的字符代码不对", "反斜杠要写两个：\\\\。"),
    ("Escaped character", "反斜杠后的字符代码不对", "反斜杠要写两个：\\\\。"),
    ("Illegal character", "文字里有看不见的控制字符", "删掉这个字符。"),
    ("Found invalid character", "这里有不该有的字符", "删掉这个字符，或把文字写在引号里。"),
    ("Unclosed array", "一组数的方括号没有收尾", "在这一组数的末尾补上 ]。"),
    ("Unclosed inline table", "大括号没有收尾", "补上 }。"),
    ("Cannot overwrite a value", "同一个键写了两遍", "两行只留一行。"),
    ("Cannot declare", "同一张表写了两遍", "两处并成一处。"),
    ("Cannot mutate", "同一张表写了两遍", "两处并成一处。"),
    ("Cannot redefine", "同一张表写了两遍", "两处并成一处。"),
    ("Duplicate inline table key", "同一个键写了两遍", "两处只留一处。"),
    ("Expected newline", "值的后面还有多余的字", "一行只写一个键 = 值；文字写在引号里，日期写作2026-01-20。"),
    ("Invalid statement", "这一行不是键 = 值", "键用英文字母，写作：键 = 值；说明以 # 开头。"),
    ("Invalid initial character", "键的写法不对", "键用英文字母，写作：键 = 值；说明以 # 开头。"),
    ("Expected '='", "键的后面缺少等号", "写作：键 = 值。"),
    ("Expected ']", "表名的方括号没有收尾", "补上 ]。"),
    ("Exceeds the limit", "有一个数太长", "检查数字是不是粘在了一起。"),
    ("Invalid date", "日期不对", "日期写作2026-01-20。"),
    ("Invalid value", "等号后面的值不合写法", "数直接写，还不是数的和文字写在引号里，没有填的写 \"\"。"),
)  # fmt: skip


def _refusal(code: str, line: int | None, message: str, suggestion: str) -> Finding:
    return Finding(code, Severity.ERROR, (), message, suggestion, line=line)


def decode(data: bytes) -> str | Finding:
    """The text of a file: UTF-8, with or without a byte order mark."""
    if len(data) > LARGEST_FILE:
        return _refusal(
            "file-too-large",
            None,
            f"文件超过{LARGEST_FILE:,}字节，不像是一份报告",
            "检查是不是选错了文件。",
        )
    try:
        return data.removeprefix(_BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _refusal(
            "file-encoding", line, "文件不是UTF-8编码", "在编辑器里把文件另存为UTF-8编码（常见的旧编码是GBK）。"
        )


def refused(text: str) -> Finding | None:
    """Why a text is not read at all: it is in conflict with itself, or too much for any report."""
    if any(mark in text for mark in _MARKS) and (conflict := _CONFLICT.search(text)) is not None:
        line = text.count("\n", 0, conflict.start()) + 1
        if conflict[0].startswith("|"):
            return _refusal(
                "file-conflict", line, "文件里有合并冲突的标记（|||||||）", "删去这一行，和它下面多余的写法，再打开。"
            )
        return _refusal(
            "file-conflict",
            line,
            "文件里有合并冲突的标记（<<<<<<<、=======、>>>>>>>）",
            "在两种写法里留下一种，删去三行标记，再打开。",
        )
    if len(text) > _SMALL and any(text.count(char) > most for char, most in _MOST.items()):
        return _refusal("file-too-large", None, "键、括号或行太多，不像是一份报告", "检查是不是选错了文件。")
    return None


def parse(text: str) -> dict[str, object] | Finding:
    """The document of a text; numbers with a point keep their digits."""
    if (refusal := refused(text)) is not None:
        return refusal
    if (key := _LONG_KEY.search(text)) is not None:
        return _too_deep(text.count("\n", 0, key.end()) + 1)
    # Hardly any file needs it.
    import tomllib

    try:
        return tomllib.loads(text, parse_float=Literal)
    except RecursionError:
        return _too_deep(None)
    except ValueError as error:
        return _not_toml(str(error), text)


def _too_deep(line: int | None) -> Finding:
    return _refusal("file-too-deep", line, "括号或键套得太深，不像是一份报告", "检查是不是选错了文件。")


def _not_toml(error: str, text: str) -> Finding:
    """Python's English complaint as a Chinese finding with its line."""
    match = _COORDINATES.search(error)
    line = int(match[1]) if match else text.rstrip().count("\n") + 1 if "end of document" in error else None
    column = f"第{match[2]}列" if match else "文件末尾" if "end of document" in error else ""
    message, suggestion = next(
        (reason[1:] for reason in _REASONS if error.startswith(reason[0])),
        ("不合TOML文件的写法", "对照上下各行改正：键 = 值，表名写作 [表名]，说明以 # 开头。"),
    )
    quoted = ""
    if match and line is not None:
        content = text.split("\n")[line - 1].strip()
        quoted = f"：{shown(content)[:40]}" if content else ""
    place = f"（{column}）" if column else ""
    return _refusal("file-not-toml", line, f"{message}{place}{quoted}", suggestion)
