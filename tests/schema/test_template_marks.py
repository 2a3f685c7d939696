"""Texts without a sign of a template mark are passed over, and hold none."""

from hypothesis import given
from hypothesis import strategies as st

from schema.checks.texts import _PLACEHOLDER, _SIGN_OF_ONE

_CHARACTERS = (
    "XxＸｘ×✕*＊20２０１某○■▲△◎□＿_…。.件年月日县（）()【】《》〔〕[］［] \u3000"
    "请此处在待填写输入补充插核实定稿略省TODFIMEa@政"
)


@given(st.text(st.sampled_from(_CHARACTERS), max_size=12))
def test_every_template_mark_has_a_sign(text: str) -> None:
    if (mark := _PLACEHOLDER.search(text)) is not None:
        assert _SIGN_OF_ONE.search(mark.group())


@given(st.from_regex(_PLACEHOLDER.compiled, fullmatch=True))
def test_no_form_of_a_mark_is_without_a_sign(mark: str) -> None:
    assert _SIGN_OF_ONE.search(mark)
