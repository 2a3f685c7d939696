"""The strict models: the second reading of a document."""

import tomllib
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from schema.canonical import canonical
from schema.editions import EDITIONS
from schema.form import Edition
from schema.models import document_model, figures
from schema.report import Report, new_report
from tests.schema.conftest import GOLDENS
from tests.schema.strategies import reports

_EDITIONS = pytest.mark.parametrize("edition", EDITIONS.values(), ids=[*map(str, EDITIONS)])
_GOLDEN = (GOLDENS / "edition-2021-keyed-totals.toml").read_text(encoding="utf-8")
_2021 = EDITIONS[2021]


def _document(text: str) -> dict[str, object]:
    return tomllib.loads(text, parse_float=Decimal)


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(reports())
def test_both_readings_agree_on_every_figure(report: Report) -> None:
    read = figures(report.edition, tomllib.loads(canonical(report), parse_float=str))
    assert read == {place: number.text for place, number in report.cells.items() if not number.blank}


def test_figures_have_their_columns_and_keyed_totals() -> None:
    read = figures(_2021, _document(_GOLDEN))
    assert read["requests.received.natural_person"] == "30"
    assert read["requests.received.public_welfare"] == "2"
    assert read["requests.received.total"] == "33"
    assert read["requests.results_total.total"] == "17"
    assert read["requests.otherwise.other.company"] == "/"
    assert read["disputes.reconsideration.total"] == "3"
    assert read["disclosure.normative_documents.in_force"] == "27"
    assert read["disclosure.fees"] == "25.10"
    assert "requests.otherwise.other.natural_person" not in read
    assert "requests.granted.total" not in read


def test_swapped_columns_are_other_figures() -> None:
    swapped = _GOLDEN.replace("[   12,    1,", "[    1,   12,")
    assert swapped != _GOLDEN
    assert figures(_2021, _document(swapped)) != figures(_2021, _document(_GOLDEN))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("edition = 2021", "edition = 2019"),
        ("[agency]\n", "[agency]\nfax = 1\n"),
        ("[report]\n", "x = 1\n[report]\n"),
        ("carried_in                   = [    0,", "carried_in = ["),
        ("carried_in                   = [    0,", "carried_in = [0, 0, 0, "),
        ("carried_in                   = [    0,", "carried_in = [true,"),
        ("carried_in                   = [    0,", "carried_in = [2026-01-01,"),
        ('kind     = "government"', 'kind = "school"'),
        ("year = 2021", "year = true"),
        ('heading = "依申请公开"', 'headline = "依申请公开"'),
        ('heading = "依申请公开"', "heading = 1"),
        ("notices  = 0", "notice = 0"),
    ],
)
def test_what_is_no_report_is_refused(old: str, new: str) -> None:
    assert old in _GOLDEN
    with pytest.raises(ValidationError):
        figures(_2021, _document(_GOLDEN.replace(old, new)))


@_EDITIONS
def test_an_edition_alone_is_an_empty_report(edition: Edition) -> None:
    assert figures(edition, {"edition": edition.number}) == {}
    assert figures(edition, _document(canonical(new_report(edition)))) == {}


@_EDITIONS
def test_the_json_schema_names_every_row_and_allows_nothing_else(edition: Edition) -> None:
    text = str(document_model(edition).model_json_schema())
    for table in edition.tables:
        for row in table.rows:
            assert row.label in text
            assert f"'{row.key.rpartition('.')[2]}'" in text
    assert "'additionalProperties': False" in text
