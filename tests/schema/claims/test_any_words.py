"""Whatever order the reader's own words stand in: nothing is raised, and every claim is a piece of its text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schema.checks import Context, run
from schema.checks.claims import all_claims
from schema.checks.claims.labels import vocabulary
from schema.editions import EDITIONS
from tests.schema.checked_reports import clean_report

_PUNCTUATION = [*"，。、；：:（）()各共占第近余万\n", "其中", "，其中", "分别", "同比增长", "百分之"]
_NUMBERS = [
    "1",
    "12",
    "1,295",
    "１２",
    "三十",
    "百分之三",
    "3.5%",
    "0",
    "2万",
    "-3",
    "5-8",
    "3/4",
    "2022年",
    "12月31日",
]
_QUOTED = ["{requests.received.total}", "{disputes.reconsideration.total}", "{nowhere}", "{", "}"]


def pieces(edition: int) -> st.SearchStrategy[str]:
    words = sorted(vocabulary(EDITIONS[edition]))
    units = ["件", "条", "元", "%"]
    each = st.one_of(*map(st.sampled_from, (words, _PUNCTUATION, _NUMBERS, _NUMBERS, units, _QUOTED)))
    return st.lists(each, max_size=40).map("".join)


@pytest.mark.parametrize("edition", sorted(EDITIONS))
@given(data=st.data())
@example(data="目标1:")
@example(data="百分之三分别4")
def test_any_words_in_any_order_are_held_against_the_tables(edition: int, data: st.DataObject | str) -> None:
    text = data if isinstance(data, str) else data.draw(pieces(edition))
    report = clean_report(edition, {"other.intro": text})
    context = Context(report, clean_report(edition))
    for claim in all_claims(context):
        assert 0 <= claim.start < claim.end <= len(report.text(claim.place))
    run(report, clean_report(edition))
