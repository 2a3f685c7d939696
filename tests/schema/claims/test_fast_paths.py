"""What is passed over quickly is what would have been read as nothing: the short way and the long way say the same."""

import re

from hypothesis import given
from hypothesis import strategies as st

from schema.cells import half_width_figures
from schema.checks.claims import denials, tokens
from schema.checks.claims.denial_lines import Before, Stated
from schema.checks.claims.labels import vocabulary
from schema.checks.claims.numbers import PLAIN, read_plain, read_written
from schema.checks.claims.spellings import Spellings
from schema.editions import EDITIONS

_EDITION = EDITIONS[2021]
_PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789１年月日件条份人项个万元%号第、，。；：:.-—/～至（）()〔〕[]{}A_@百三十一 \n上下次余多约近",
            *(
                "12",
                "2023",
                "1,295",
                "左右",
                "百分之",
                "结转",
                "公开",
                "申请",
                "收到",
                "没有",
                "均",
                "办结",
                "维持",
                "无",
            ),
            *(
                "予以公开",
                "不予公开",
                "{requests.received.total}",
                "个百分点",
                "公民",
                "法人",
                "以内",
                "件次",
                "年来",
                "转入",
                "复议",
            ),
        ]
    ),
    max_size=14,
).map("".join)


@given(_PIECES)
def test_figures_with_their_unit_are_nothing_else(text: str) -> None:
    quick = tokens._lexicon(_EDITION).pattern
    long = re.compile(quick.pattern.replace(f"{PLAIN}|", "", 1))
    assert long.pattern != quick.pattern
    for start in range(len(text)):
        here, there = quick.match(text, start), long.match(text, start)
        if here is None or here.lastgroup != "plain":
            assert _told(here) == _told(there)
            continue
        assert there is not None and there.lastgroup == "other"
        number = tokens._NUMBERS.match(text, start)
        assert number is not None and number.lastgroup == "number" and number.span() == here.span()
        assert read_written(number, text) == read_plain(here, text)


def _told(match: re.Match[str] | None) -> object:
    return None if match is None else (match.span(), match.lastgroup)


@given(_PIECES)
def test_the_longest_known_word_is_taken(text: str) -> None:
    known = vocabulary(_EDITION)
    words = Spellings(known)
    for start in range(len(text)):
        for end in (start + 1, start + 3, len(text)):
            longest = max((word for word in known if text[:end].startswith(word, start)), key=len, default=None)
            expected = None if longest is None else (longest, known[longest])
            assert words.at(text, start, end) == expected


@given(_PIECES)
def test_a_sentence_without_a_denial_states_nothing(typed: str) -> None:
    text = half_width_figures(typed)
    found: list[Stated] = []
    last = None
    for sentence in tokens.sentences(text):
        before = None if last is None or sentence.paragraph else denials._said(text, last)
        found += denials._stated(text, sentence, Before(text, before, "", 2023))
        last = sentence
    assert denials.statements(typed, "", 2023) == tuple(found)


@given(_PIECES)
def test_sentences_without_a_number_are_passed_over(text: str) -> None:
    number = re.compile(
        r"\d|[〇零一二两三四五六七八九十百千万亿][余多]?(?:件|起|宗|份|条|例|元|万元|人|家|名|户|位)|百分之|\{[a-z]"
    )
    for start in range(len(text) + 1):
        found = number.search(text, start)
        assert tokens.next_number(text, start) == (len(text) if found is None else found.start())
    for sentence in tokens.sentences(text):
        inside = number.search(text, sentence.start, sentence.end) is not None
        assert (tokens.next_number(text, sentence.start) < sentence.end) == inside
