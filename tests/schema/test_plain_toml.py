"""The fast reader against tomllib: what it reads it reads the same, and what tomllib refuses it does not read."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schema.plain_toml import PlainDocument, read_plain
from schema.structure import Literal
from schema.toml_source import Source
from tests import figures
from tests.program import ROOT

SAMPLES = sorted((ROOT / "sample_reports").glob("*.toml"))
TEXTS = [path.read_text(encoding="utf-8") for path in SAMPLES]

PIECES = (
    *("a", "b", "a.b", "b.a", "a.b.c", '"a"', "[a]", "[a.b]", "[b]", "[[a]]", "[[a.b]]", "[[b.a]]", "[a.b.c]", "[a]]"),
    *(
        "=",
        "= 1\n",
        "= 01",
        "= -1",
        "= 1.5",
        "= 1.",
        "= 1e3",
        "= true",
        '= ""',
        '= "x"',
        '= """x"""',
        '= """"',
        "= 0x1",
    ),
    *(
        '= """\nx"y""z\n"""\n',
        '= """"""',
        '= """x""""',
        "= '''x'''",
        '= "\\u0041"',
        '= "a\\"',
        "= 2024-02-29",
        "= 2023-02-29",
    ),
    *("= 2024-02-29 10:00:00", "= [1, 2]", "= [ 1 ]", "= [1, ]", "= [, 1]", "= []", "= [ ]", '= ["", 1.5, "a,]b", 2]'),
    *(
        "= [[1]]",
        "= [1 2]",
        "= [01]",
        "= {}",
        "= [\n1]",
        "# x",
        "#",
        "\n",
        " ",
        "\t",
        ",",
        "]",
        "\r\n",
        "\x00",
        "\x7f",
        "甲",
    ),
)


def same_as_tomllib(text: str) -> bool:
    """Whether a text was read; what was read is what tomllib reads."""
    plain = read_plain(text)
    try:
        expected = tomllib.loads(text, parse_float=Literal)
    except (tomllib.TOMLDecodeError, ValueError):
        assert plain is None
        return False
    if plain is None:
        return False
    assert plain == expected
    assert types(plain) == types(expected)
    assert_same_places(plain, text)
    return True


def types(value: object) -> object:
    """The types in a document, which equality alone does not tell."""
    if isinstance(value, dict):
        return {key: types(each) for key, each in value.items()}
    return [types(each) for each in value] if isinstance(value, list) else type(value)


def assert_same_places(plain: PlainDocument, text: str) -> None:
    source = Source(text)
    for entry in source.entries:
        assert plain.line_of(entry.path) == source.line_of(entry.path)
        assert plain.value_start(entry.path) == source.value_start(entry.path)
        assert plain.line_of(f"{entry.path}.none") == source.line_of(f"{entry.path}.none")
    assert plain.line_of("none") == 1 and plain.value_start("none") is None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_plain(path: Path) -> None:
    assert same_as_tomllib(path.read_text(encoding="utf-8"))


def test_what_we_write_is_plain() -> None:
    assert same_as_tomllib(figures.text_of(figures.report(keyed=True)))


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("a.b = 1\n[a]\n")
@example("[a]\nb.c = 1\n[a.b]\n")
@example("a = []\n[[a]]\n")
@example("[a.b]\n[a]\n")
@example("[a]\nx = 1 # y\n[[a.b]]\n[[a.b]]\nx = 2")
def test_pieces_of_toml(text: str) -> None:
    same_as_tomllib(text)


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_changed_samples(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        piece = data.draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)))
        text = text[:start] + piece + text[end:]
    same_as_tomllib(text)


@pytest.mark.parametrize(
    "unit", [" ", "\t", "#", '"', "a = [1, 2,", '= """"', "[[a.b]]", "a.b = 1\n", '"" ,', "1,  ", "\n \n#"]
)
@pytest.mark.timeout(20)
def test_no_text_takes_long(unit: str) -> None:
    for start in ("", "a = [", 'a = """', "a = 1 "):
        read_plain(start + unit * (500_000 // len(unit)) + "\\")
