"""Numbers as Chinese prose writes them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks.claims.numbers import NUMBER, SHARE, Written, agrees, chinese_number, cut_or_rounded, read_written

_DIGITS = "零一二三四五六七八九"
_FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}
_UNITS = ("件", "份", "宗", "起", "万元", "元")

counts = st.integers(0, 99_999_999)


def _written(text: str) -> Written:
    match = re.search(NUMBER, text)
    assert match is not None, text
    written = read_written(match, text)
    assert written is not None, text
    return written


def _chinese(number: int) -> str:
    """A number below 100,000,000 in Chinese numerals, as it is read aloud."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = "零" if 0 < low < 1000 else ""
        return _chinese(high) + "万" + zero + (_chinese(low) if low else "")
    digits = f"{number}"
    said = ""
    for place, digit in enumerate(digits):
        power = len(digits) - place - 1
        said += "零" if digit == "0" else _DIGITS[int(digit)] + ("", "十", "百", "千")[power]
    said = re.sub("零+", "零", said).rstrip("零") or "零"
    return said.removeprefix("一") if said.startswith("一十") else said


class TestReading:
    @given(counts, st.sampled_from(_UNITS))
    def test_digits_are_read_in_every_style(self, number: int, unit: str) -> None:
        plain, grouped = str(number), f"{number:,}"
        styles = (plain, grouped, grouped.replace(",", "，"), grouped.replace(",", " "), plain.translate(_FULL_WIDTH))
        for style in styles:
            for gap in ("", " ", "\u3000", "\n"):
                written = _written(f"共{style}{gap}{unit}。")
                assert (written.value, written.unit, written.approximate) == (number, unit, False), style

    @given(counts)
    def test_chinese_numerals_are_read(self, number: int) -> None:
        assert chinese_number(_chinese(number)) == number
        assert _written(f"收到{_chinese(number)}件。").value == number

    @given(st.decimals(0, 100, places=2, allow_nan=False))
    def test_percentages_keep_their_places(self, number: Decimal) -> None:
        written = _written(f"占{number}%")
        assert (written.value, written.unit, written.step) == (number, SHARE, Decimal("0.01"))

    @pytest.mark.parametrize(
        ("text", "value", "unit", "approximate"),
        [
            ("1.2万条", 12_000, "条", False),
            ("24.5万余件", 245_000, "件", True),
            ("约1.1万件", 11_000, "件", True),
            ("近3000件", 3000, "件", True),
            ("三十余件", 30, "件", True),
            ("100多件", 100, "件", True),
            ("50件左右", 50, "件", True),
            ("两件", 2, "件", False),
            ("一万二千件", 12_000, "件", False),
            ("百分之三十", 30, SHARE, False),
            ("百分之十二点五", Decimal("12.5"), SHARE, False),
            ("4.3个百分点", Decimal("4.3"), SHARE, False),
            ("1234件次", 1234, "件次", False),
            ("7730.28万元", Decimal("7730.28"), "万元", False),
            ("2.43亿元", Decimal("2.43"), "亿元", False),
            ("〇件", 0, "件", False),
        ],
    )
    def test_scales_units_and_words_of_doubt(
        self, text: str, value: int | Decimal, unit: str, approximate: bool
    ) -> None:
        written = _written(text)
        assert (written.value, written.unit, written.approximate) == (value, unit, approximate)

    @pytest.mark.parametrize("text", ["12,34件", "2020,5件", "0,123件"])
    def test_a_comma_that_separates_no_thousands_ends_a_number(self, text: str) -> None:
        assert _written(text).value == int(text.partition(",")[0])

    @pytest.mark.parametrize("text", ["一件事一次办", "一起来", "一份额", "第三件"])
    def test_words_that_begin_like_a_numeral_are_none(self, text: str) -> None:
        assert re.search(NUMBER, text) is None

    def test_a_number_too_long_to_be_one_is_none(self) -> None:
        match = re.search(NUMBER, "9" * 40)
        assert match is not None
        assert read_written(match, "9" * 40) is None

    @given(st.text("〇零一二三四五六七八九十百千万亿", max_size=30))
    def test_no_numeral_is_too_odd_to_be_refused(self, text: str) -> None:
        value = chinese_number(text)
        assert value is None or value >= 0


class TestAgreement:
    @given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
    def test_a_share_agrees_when_rounded_and_when_cut(self, part: int, whole: int, places: int) -> None:
        exact = Decimal(part) * 100 / Decimal(whole)
        step = Decimal(1).scaleb(-places)
        for rounding in ("ROUND_HALF_UP", "ROUND_DOWN"):
            assert cut_or_rounded(exact.quantize(step, rounding=rounding), exact, step)
        assert not cut_or_rounded(exact + 2 * step, exact, step)

    @given(counts, st.integers(1, 1000))
    def test_a_whole_number_agrees_with_itself_alone(self, number: int, more: int) -> None:
        assert agrees(_written(f"{number}件"), number)
        assert not agrees(_written(f"{number}件"), number + more)

    @pytest.mark.parametrize(
        ("text", "figure", "agreed"),
        [
            ("约100件", 108, True),
            ("约100件", 160, False),
            ("1.2万件", 11_960, True),
            ("1.2万件", 12_090, True),
            ("1.2万件", 12_990, True),
            ("1.2万件", 13_010, False),
            ("24252.31万元", Decimal("24252.311082"), True),
            ("24252.4万元", Decimal("24252.311082"), False),
        ],
    )
    def test_an_approximate_number_agrees_with_what_it_rounds(
        self, text: str, figure: int | Decimal, agreed: bool
    ) -> None:
        assert agrees(_written(text), figure) is agreed
