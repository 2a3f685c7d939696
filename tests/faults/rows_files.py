"""F19, F21, F29: files that are cut, odd, hostile, or of another version."""

import codecs
import random
from collections.abc import Iterator
from functools import partial

from tests import figures
from tests.faults import clerk
from tests.faults.clerk import NAME, Scenario
from tests.faults.command import is_chinese, measured, said
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.pace import patience
from tests.faults.terminal import ESCAPE, MARKER, Terminal
from tests.program import ROOT

_SAMPLE = ROOT / "sample_reports" / "suqian-2023.toml"
_SLICES = 6
_SECONDS, _MEGABYTES = 0.5, 200.0
"""Of processor."""

# F19


def cut_and_odd() -> Iterator[Job]:
    """Every prefix of a real report; files of other encodings and no encoding."""
    yield from (partial(_prefixes, start) for start in range(_SLICES))
    yield _odd_files


def _prefixes(start: int) -> Tally:
    """Every prefix of a share: checked, and opened for editing."""
    data = _SAMPLE.read_bytes()
    tally = Tally()
    with clerk.folder(Scenario("prefixes", clerk.nothing, ())) as work:
        path = work / NAME
        for length in range(start, len(data), _SLICES):
            path.write_bytes(data[:length])
            tally.run()
            checked = said("check", path)
            where = f"{NAME}:" in checked.output
            told = is_chinese(checked.output) and (where or checked.status == 0) and checked.status in (0, 1, 2)
            tally.hold("I3", told, f"check of {length} bytes: {checked.status} {checked.output[:200]}")
            opened = clerk.tried(path)
            if isinstance(opened, str):
                told = is_chinese(opened) and f"{NAME}:" in opened
                tally.hold("I3", told, f"opening {length} bytes: {opened[:200]}")
            else:
                opened.close()
            tally.hold("I1", path.read_bytes() == data[:length], f"{length} bytes were changed")
        tally.hold("I4", not clerk.unexpected(work), f"{clerk.unexpected(work)}")
    return tally


def _odd_files() -> Tally:
    """Each opened in the wizard: refused in Chinese, or opened, and never written."""
    text = figures.text_of(figures.report())
    data = text.encode()
    noise = random.Random(19).randbytes(4096)
    accepted = {
        "UTF-8 with a byte order mark": codecs.BOM_UTF8 + data,
        "CRLF": text.replace("\n", "\r\n").encode(),
        "no newline at the end": data.rstrip(),
    }
    refused = {
        "empty": b"",
        "blank": b"\n\n",
        "binary": noise,
        "all bytes": bytes(range(256)),
        "UTF-16": text.encode("utf-16"),
        "UTF-16, no mark": text.encode("utf-16-be"),
        "UTF-32": text.encode("utf-32"),
        "GBK": text.encode("gb18030"),
        "a lone CR": text.replace("\n", "\r").encode(),
        "a lone CR inside": text.replace("\n", "\r", 5).encode(),
        "NUL": data.replace(b"status", b"st\0tus", 1),
        "zeros": bytes(8192),
        "zeros behind": data + bytes(512),
        "conflict": text.replace("licensing ", "<<<<<<< HEAD\nlicensing ", 1).encode(),
    }
    tally = Tally()
    for name, content in (accepted | refused).items():
        with clerk.folder(Scenario(name, clerk.nothing, ())) as work:
            path = work / NAME
            path.write_bytes(content)
            tally.run()
            checked = said("check", path)
            tally.hold("I3", is_chinese(checked.output), f"check, {name}: {checked.output[:300]}")
            with Terminal("edit", path) as terminal:
                if name in accepted:
                    with tally.told("I3", f"edit, {name}"):
                        terminal.wait_for(MARKER)
                else:
                    terminal.ended()
                    words = terminal.output.decode(errors="replace")
                    told = is_chinese(words) and terminal.status == 2 and NAME in words
                    tally.hold("I3", told, f"edit, {name}: {terminal.status} {words[:300]!r}")
            tally.hold("I1", path.read_bytes() == content, f"{name} was changed")
    return tally


# F21


def hostile_documents() -> Iterator[Job]:
    """Documents that take a reader's time or memory, or hold what no report holds."""
    names = sorted(_documents())
    yield from (partial(_hostile_documents, names[start::2]) for start in range(2))


def _documents() -> dict[str, bytes]:
    base = figures.text_of(figures.report())
    cell = "licensing           = 11"
    assert cell.split("=")[0] in base
    head, _, tail = base.partition("licensing ")
    rest = tail.partition("\n")[2]

    def value(text: str) -> bytes:
        return f"{head}licensing = {text}\n{rest}".encode()

    return {
        "nested arrays": value("[" * 100_000 + "]" * 100_000),
        "nested arrays, unclosed": value("[" * 100_000),
        "nested tables": value("{a=" * 50_000 + "1" + "}" * 50_000),
        "a dotted key": (".".join(["a"] * 20_000) + " = 1\n" + base).encode(),
        "a dotted table": (base + "[" + ".".join(["a"] * 20_000) + "]\n").encode(),
        "many dotted keys": (base + "".join(f"a.b{n}.c.d = 1\n" for n in range(50_000))).encode(),
        "an integer of 100,000 digits": value("9" * 100_000),
        "a hexadecimal integer of 100,000 digits": value("0x" + "f" * 100_000),
        "a float of 100,000 digits": value("1." + "3" * 100_000),
        "1e400": value("1e400"),
        "1e999999999": value("1e999999999"),
        "inf": value("inf"),
        "nan": value("nan"),
        "-0": value("-0"),
        "-0.0": value("-0.0"),
        "many keys": (base + "[x]\n" + "".join(f"k{n} = 1\n" for n in range(200_000))).encode(),
        "many tables": (base + "".join(f"[t{n}]\n" for n in range(100_000))).encode(),
        "a text of 20 MB": value('"' + "字" * 7_000_000 + '"'),
        "a text of 900 KB": value('"' + "字" * 300_000 + '"'),
        "the same key twice": value("11\nlicensing = 12"),
        "the same table twice": (base + "\n[agency]\nname = '甲'\n").encode(),
        "a date": value("2024-01-01"),
        "a time": value("12:00:00"),
        "a truth": value("true"),
        "escapes": value('"' + "\\u0041" * 100_000 + '"'),
        "a wrong escape at the end": value('"' + "\\u0041" * 20_000 + '\\q"'),
        "quotes": value('"' * 100_000),
        "comments": (base + "#\n" * 300_000).encode(),
        "blank lines": (base + "\n" * 500_000).encode(),
        "blanks": (base + " " * 900_000 + "x").encode(),
        "a long comment": ("#" + "<" * 900_000 + "\n" + base).encode(),
        "commas": value("[" + "," * 100_000 + "]"),
        "a surrogate's escape": value('"\\ud800"'),
        "an escape beyond Unicode": value('"\\UFFFFFFFF"'),
    }


def _hostile_documents(names: list[str]) -> Tally:
    tally = Tally()
    documents = _documents()
    with clerk.folder(Scenario("hostile", clerk.nothing, ())) as work:
        for name in names:
            path = work / NAME
            path.write_bytes(documents[name])
            for command in ("check", "render"):
                tally.run()
                result = measured(command, path)
                # What is refused is refused at once; what is a report, if a long one, takes its time to be shown.
                limit = patience() * (_SECONDS if result.status == 2 else 4 * _SECONDS)
                sound = result.status in (0, 1, 2) and result.seconds < limit and result.megabytes < _MEGABYTES
                words = result.output
                # What a rendering shows of the file is the file's.
                told = is_chinese(words) if command != "render" or result.status else True
                seen = f"{result.seconds:.2f} s, {result.megabytes:.0f} MB"
                tally.hold("I3", sound and told, f"{command}, {name}: {result.status}, {seen}: {words[:300]!r}")
                tally.hold("I1", path.read_bytes() == documents[name], f"{command}, {name}: changed")
        tally.hold("I4", not clerk.unexpected(work), f"{clerk.unexpected(work)}")
    return tally


# F29


def other_versions() -> Iterator[Job]:
    """Reports of a newer form, with keys that are unknown or missing."""
    yield _other_versions


def _other_versions() -> Tally:
    tally = Tally()
    base = figures.text_of(figures.report())
    licensing = next(line for line in base.split("\n") if line.startswith("licensing "))
    with clerk.folder(Scenario("versions", clerk.nothing, ())) as work:
        path = work / NAME
        path.write_text(base.replace("edition = 2021", "edition = 2031", 1), encoding="utf-8")
        before = path.read_bytes()
        tally.run()
        checked = said("check", path)
        tally.hold("I3", checked.status == 2 and "升级程序" in checked.output, f"newer: {checked.output[:200]}")
        formatted = said("fmt", path)
        tally.hold("I3", is_chinese(formatted.output), f"newer, fmt: {formatted.output[:200]}")
        with Terminal("edit", path) as terminal:
            terminal.wait_for(lambda: not terminal.alive or MARKER in terminal.output.decode(errors="replace"))
            words = terminal.screen() if terminal.alive else terminal.output.decode(errors="replace")
            tally.hold("I3", is_chinese(words.replace("edition", "")), f"newer, edit: {words[:300]}")
            if terminal.alive:
                terminal.send("9\t\x13")
                terminal.drain(0.3)
        tally.hold("I1", path.read_bytes() == before, "newer: changed")
        unknown = {
            "an unknown key": base.replace(licensing, f"{licensing}\nnewcomer = 7  # 新增", 1),
            "an unknown table": base + '\n[appendix]\nnote = "附"\n',
            "a key gone": base.replace(f"{licensing}\n", "", 1),
        }
        for name, text in unknown.items():
            path.write_text(text, encoding="utf-8")
            tally.run()
            checked = said("check", path)
            where = f"{NAME}:" in checked.output
            tally.hold("I3", where and is_chinese(checked.output), f"{name}: {checked.output[:200]}")
            with Terminal("edit", path) as terminal:
                terminal.wait_for(lambda: not terminal.alive or MARKER in terminal.output.decode(errors="replace"))
                if terminal.alive:
                    terminal.drain(0.1)
                    terminal.send(ESCAPE if "请注意" in terminal.screen() else "")
                    terminal.go(2)
                    terminal.send("77\t\x13")
                    terminal.drain(0.3)
            now = path.read_text(encoding="utf-8")
            kept = now == text or (
                "77" in now and all(part in now for part in ("newcomer = 7  # 新增",) if part in text)
            )
            tally.hold("I1", kept, f"{name}: not kept verbatim")
    return tally
