"""Whatever a file holds: git's textconv lists it, and a comparison ends as it should."""

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.unsafe import find_unsafe
from tests.tui.command_line import SAMPLES
from tui.cli import main

SAMPLE = SAMPLES / "shimen-2021.toml"
PIECES = [
    b"\x00",
    b"\xff",
    b"\x1b[31m",
    b'"',
    b'"""',
    b"]",
    b"[",
    b"\n",
    b"=",
    b"{",
    b"}",
    "件".encode(),
    b"<<<<<<< a\n",
]


def said(*arguments: str | Path) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["diff", *map(str, arguments)])
    return code, out.getvalue()


def mutated(seed: int) -> bytes:
    """The sample with some stretches taken out, doubled, exchanged for awkward bytes or moved."""
    random = Random(seed)
    data = SAMPLE.read_bytes()
    for _ in range(random.randrange(1, 6)):
        start = random.randrange(len(data))
        end = min(len(data), start + random.randrange(1, 200))
        match random.randrange(4):
            case 0:
                data = data[:start] + data[end:]
            case 1:
                data = data[:end] + data[start:]
            case 2:
                data = data[:start] + random.choice(PIECES) + data[start + random.randrange(2) :]
            case _:
                data = data[:start] + data[end:] + data[start:end]
    return data


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("broken") / "报告.toml"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.integers(0, 2**32).map(mutated), st.binary(max_size=60)))
def test_any_file_is_listed_and_compared(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    code, listed = said(file)
    assert (code, find_unsafe(listed.replace("\t", " ")), bool(listed)) == (0, [], True)
    code, out = said(SAMPLE, file)
    assert code in (0, 1, 2)
    assert (code == 2) == (out == "")
    assert (code == 1) == (code != 2 and "没有差别" not in out)
    assert not find_unsafe(out)
    oid = "0" * 40
    code, out = said(file.name, SAMPLE, oid, "100644", file, oid, "100644")
    assert (code, find_unsafe(out.replace("\t", " "))) == (0, [])
    assert out.startswith(f"比较 {file.name}\n")
