"""The reader of numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.cells import BLANK, UNITS, Fault, half_width, read_number
from schema.form import Kind


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0", Kind.COUNT, 0),
        ("007", Kind.COUNT, 7),
        ("１２３", Kind.COUNT, 123),
        (" 12 ", Kind.COUNT, 12),
        ("\u300012\u00a0", Kind.COUNT, 12),
        ("12\t\r\n", Kind.COUNT, 12),
        ("1,295", Kind.COUNT, 1295),
        ("1，295", Kind.COUNT, 1295),
        ("1 295", Kind.COUNT, 1295),
        ("12,345,678", Kind.COUNT, 12345678),
        ("12件", Kind.COUNT, 12),
        ("1,295 件", Kind.COUNT, 1295),
        ("-0", Kind.COUNT, 0),
        ("-8", Kind.CHANGE, -8),
        ("－８", Kind.CHANGE, -8),
        ("\u22128", Kind.CHANGE, -8),
        ("- 8", Kind.CHANGE, -8),
        ("+8", Kind.CHANGE, 8),
        ("25.1万元", Kind.WAN_YUAN, Decimal("25.1")),
        ("1,295.50", Kind.WAN_YUAN, Decimal("1295.50")),
        ("２５．１", Kind.WAN_YUAN, Decimal("25.1")),
        ("0.000001", Kind.WAN_YUAN, Decimal("0.000001")),
        ("2950元", Kind.YUAN, 2950),
        ("9" * 15, Kind.COUNT, 999_999_999_999_999),
        ("000" + "9" * 15, Kind.COUNT, 999_999_999_999_999),
    ],
)
def test_read(text: str, kind: Kind, value: int | Decimal) -> None:
    number = read_number(text, kind)
    assert (number.value, number.fault, number.usable) == (value, None, value)
    assert type(number.value) is type(value)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\t", "\n", "\u00a0"])
def test_blank_is_not_zero(text: str) -> None:
    number = read_number(text, Kind.COUNT)
    assert number is BLANK
    assert number.blank
    assert number.value is None
    assert number.usable is None
    assert not read_number("0", Kind.COUNT).blank


@pytest.mark.parametrize(
    "text",
    [
        *["12a", "3²", "①", "٣", "三", "件", "12件件", "12万元", "1/2", "=1+1"],
        *["1_000", "1e3", "0x10", "nan", "inf", "12.", ".5", "--8", "+5", "9" * 16],
        *["12,34", "1,2345", "0,295", "12 34", "12\n34", "12\t34", "1\u200b2", "\u200b", "\x1f"],
    ],
)
def test_not_a_number_is_kept_as_typed(text: str) -> None:
    number = read_number(text, Kind.COUNT)
    assert (number.text, number.value, number.fault) == (text, None, Fault.NOT_NUMBER)
    assert number.usable is None
    assert not number.blank


@pytest.mark.parametrize("text", ["251000元", "12件", "25.1万"])
def test_unit_of_another_column_is_not_read_through(text: str) -> None:
    assert read_number(text, Kind.WAN_YUAN).fault is Fault.NOT_NUMBER


@pytest.mark.parametrize(
    ("text", "kind", "fault"),
    [
        ("-1", Kind.COUNT, Fault.NEGATIVE),
        ("-0.5", Kind.WAN_YUAN, Fault.NEGATIVE),
        ("-0.5", Kind.YUAN, Fault.NEGATIVE),
        ("1.5", Kind.COUNT, Fault.NOT_WHOLE),
        ("1.0", Kind.COUNT, Fault.NOT_WHOLE),
        ("-1.5", Kind.CHANGE, Fault.NOT_WHOLE),
        ("0.1234567", Kind.WAN_YUAN, Fault.NOT_WHOLE),
        ("0.123", Kind.YUAN, Fault.NOT_WHOLE),
    ],
)
def test_number_its_cell_does_not_admit(text: str, kind: Kind, fault: Fault) -> None:
    number = read_number(text, kind)
    assert (number.text, number.fault, number.usable) == (text, fault, None)
    assert number.value == Decimal(text)


@pytest.mark.parametrize("text", ["0.10", "59237.2449", "7730.280000", "0.0"])
def test_decimals_keep_their_digits(text: str) -> None:
    assert read_number(text, Kind.WAN_YUAN).text == text
    assert str(read_number(text, Kind.WAN_YUAN).value) == text


def test_sign_of_a_zero_is_dropped() -> None:
    assert read_number("-0.00", Kind.WAN_YUAN).text == "0.00"


def test_same_text_reads_by_its_kind() -> None:
    assert read_number("-8", Kind.CHANGE).usable == -8
    assert read_number("-8", Kind.COUNT).usable is None


_LIKE_NUMBERS = st.from_regex(r"[ +\-0-9０-９,，.万元件]{1,12}", fullmatch=True)


@given(st.text() | _LIKE_NUMBERS, st.sampled_from(list(UNITS)))
def test_reading_never_raises_and_reads_its_own_text_alike(text: str, kind: Kind) -> None:
    number = read_number(text, kind)
    assert read_number(number.text, kind) == number
    assert number.value is None or number.text == format(number.value, "f" if isinstance(number.value, Decimal) else "")


def test_half_width_leaves_superscripts_alone() -> None:
    assert half_width("３²ＡＢ，。") == "3²AB,。"
