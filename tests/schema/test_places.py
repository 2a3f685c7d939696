"""Chinese names of places."""

import pytest

from schema.editions import EDITIONS
from schema.places import place_name, row_name


@pytest.mark.parametrize(
    ("edition", "place", "name"),
    [
        (2021, "requests.partly_granted.natural_person", "三·（二）部分公开·自然人"),
        (2021, "requests.denied.state_secret.company", "三·（三）不予公开·1.属于国家秘密·商业企业"),
        (2021, "requests.received.total", "三·一、本年新收政府信息公开申请数量·总计"),
        (2021, "requests.results_total.other", "三·（七）总计·其他"),
        (2021, "disputes.litigation.direct.pending", "四·行政诉讼·未经复议直接起诉·尚未审结"),
        (2021, "disputes.reconsideration.total", "四·行政复议·总计"),
        (2021, "disclosure.normative_documents.in_force", "二·行政规范性文件·现行有效件数"),
        (2021, "disclosure.licensing", "二·行政许可"),
        (2021, "other.processing_fees.billed", "六·总金额（元）"),
        (2021, "report.year", "报告年度"),
        (2021, "agency.name", "机关全称"),
        (2021, "overview.intro", "一·本节开头"),
        (2021, "overview.parts.1.text", "一·第2部分"),
        (2021, "overview.parts.1.heading", "一·第2部分标题"),
        (2021, "problems", "五、存在的主要问题及改进情况"),
        (2021, "other.processing_fees", "政府信息公开信息处理费"),
        (2021, "nowhere.at.all", "nowhere.at.all"),
        (2019, "disclosure.licensing.change", "二·行政许可·本年增/减"),
        (2019, "requests.otherwise.research", "三·（六）其他处理·科研机构"),
    ],
)
def test_place_name(edition: int, place: str, name: str) -> None:
    assert place_name(EDITIONS[edition], place) == name


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_place_has_a_name_of_its_own(edition: int) -> None:
    form = EDITIONS[edition]
    places = [*form.cells, *form.keyed_cells, *form.fields_by_place, *(section.key for section in form.sections)]
    names = [place_name(form, place) for place in places]
    assert len(set(names)) == len(names)
    assert not set(names) & set(places)


def test_row_name_keeps_the_innermost_group() -> None:
    row = next(row for row in EDITIONS[2021].table("requests").rows if row.key == "otherwise.other")
    assert row_name(row) == "（六）其他处理·3.其他"
