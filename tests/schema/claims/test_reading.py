"""What each number of a text counts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks.claims.labels import vocabulary
from schema.checks.claims.mention import Mention, Role
from schema.checks.claims.reading import read
from schema.checks.claims.subjects import targets
from schema.editions import EDITIONS
from schema.form import Role as RowRole

EDITION = EDITIONS[2021]
YEAR = 2023


def _said(text: str, mention: Mention) -> str:
    written = text[mention.start : mention.end]
    if mention.role is not Role.COUNT:
        return f"{written} {mention.role.value}"
    subject = mention.subject
    if subject is None:
        return f"{written} ?"
    said = "+".join(subject.rows) + ("." + "+".join(subject.columns) if subject.columns else "")
    return f"{written} {said}" + ("~" if subject.weak else "")


def _read(text: str, edition: int = 2021) -> list[str]:
    return [_said(text, mention) for mention in read(text, EDITIONS[edition], YEAR).mentions]


class TestRequests:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "全区共收到70件申请，办结69件，1件结转下年度继续办理。",
                ["70件 received", "69件 results_total", "1件 carried_out"],
            ),
            (
                "答复政府信息公开申请805件，含上年度结转申请18件，另有72件申请按规定顺延到下年度答复。",
                ["805件 results_total", "18件 carried_in", "72件 carried_out"],
            ),
            (
                "政府信息公开申请受理45件、办结44件、在办3件。",
                [
                    "45件 received",
                    "44件 results_total",
                    "3件 carried_out",
                ],
            ),
            ("收到政府信息公开申请，共计30件。", ["30件 received"]),
            ("全年新收政府信息公开申请9件，上年结转1件，共计10件。", ["9件 new", "1件 carried_in", "10件 incoming"]),
            ("收到申请30件，尚有3件在答复期限内，结转至2024年办理。", ["30件 received", "3件 carried_out"]),
            ("2022年结转申请2件，2023年结转下年度3件。", ["2件 carried_in", "3件 carried_out"]),
            ("收到申请5件，3件将于2024年1月办结。", ["5件 received", "3件 carried_out"]),
            ("收到公民、法人和其他组织政府信息公开申请75件。", ["75件 received"]),
            ("收到申请45件，较去年的40件增加5件。", ["45件 received", "40件 ?", "5件 change"]),
            ("收到申请45件（较上年增加5件），办结率100%。", ["45件 received", "5件 change", "100% ?"]),
            ("收到政府信息公开申请三十件。", ["三十件 received"]),
            ("收到信息公开申请2宗，办理公开申请2份。", ["2宗 received", "2份 handled"]),
        ],
    )
    def test_steps_of_the_work(self, text: str, said: list[str]) -> None:
        assert _read(text) == said

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "办结44件申请，其中予以公开20件、部分公开5件、信访举报投诉类申请3件、重复申请2件。",
                [
                    "44件 results_total",
                    "20件 granted",
                    "5件 partly_granted",
                    "3件 not_processed.petition",
                    "2件 not_processed.repeat",
                ],
            ),
            ("予以公开及部分公开258件。", ["258件 granted+partly_granted"]),
            ("予以公开、部分公开258件。", ["258件 granted+partly_granted"]),
            ("20件予以公开，5件部分公开，8件无法提供。", ["20件 granted", "5件 partly_granted", "8件 unavailable"]),
            (
                "不予公开3件（属于国家秘密1件，属于三类内部事务信息2件）。",
                ["3件 denied", "1件 denied.state_secret", "2件 denied.internal_affairs"],
            ),
            (
                "申请人逾期不补正、行政机关不再处理其申请3件。",
                ["3件 otherwise.no_correction"],
            ),
            (
                "其他处理9件，其中逾期不补正2件、其他7件。",
                [
                    "9件 otherwise",
                    "2件 otherwise.no_correction",
                    "7件 otherwise.other",
                ],
            ),
        ],
    )
    def test_ways_of_deciding(self, text: str, said: list[str]) -> None:
        assert _read(text) == said

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "收到申请75件，其中自然人72件，法人或其他组织3件。",
                ["75件 received", "72件 received.natural_person", "3件 received.organisations"],
            ),
            (
                "新收申请9件（自然人7件、商业企业2件）。",
                ["9件 new", "7件 new.natural_person", "2件 new.company"],
            ),
            (
                "收到的申请中，自然人、法人或其他组织申请分别为72件和3件。",
                ["72件 received.natural_person", "3件 received.organisations"],
            ),
        ],
    )
    def test_applicants(self, text: str, said: list[str]) -> None:
        assert _read(text) == said

    def test_a_series_with_a_number_too_few_says_nothing(self) -> None:
        assert _read("予以公开、部分公开、不予公开分别为20件和5件。") == ["20件 ?", "5件 ?"]

    @pytest.mark.parametrize(
        "text",
        [
            "主动公开政府信息188条。",
            "举办培训3次，参训200人次。",
            "受理投诉30件，办结28件。",
            "各村公开9条，每件申请答复用时12个工作日。",
            "第三十六条第（一）项，国办公开办函〔2021〕30号，0943-7343018。",
            "延期答复申请12件。",
            "去年收到申请65件。",
            "受理行政许可申请500件，办结490件。",
            "收到申请的平均办理时间为12天。",
        ],
    )
    def test_what_the_tables_do_not_count_is_left_alone(self, text: str) -> None:
        assert all(said.endswith("?") for said in _read(text)), _read(text)


class TestDisputesAndDocuments:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "行政复议351件。结果维持72件。行政诉讼46件。结果维持25件。",
                ["351件 reconsideration", "72件 reconsideration.upheld", "46件 litigation", "25件 litigation.upheld"],
            ),
            (
                "行政诉讼8件（其中未经复议直接起诉3件、复议后起诉5件），维持6件。",
                [
                    "8件 litigation",
                    "3件 litigation.direct",
                    "5件 litigation.after_reconsideration",
                    "6件 litigation.upheld",
                ],
            ),
            ("行政复议、行政诉讼分别为3件、2件。", ["3件 reconsideration", "2件 litigation"]),
            ("行政复议1件、行政诉讼2件尚未审结。", ["1件 reconsideration.pending", "2件 litigation.pending"]),
            (
                "被申请行政复议5件，1件正在审理，败诉1件。",
                [
                    "5件 reconsideration",
                    "1件 reconsideration.pending",
                    "1件 litigation.corrected",
                ],
            ),
        ],
    )
    def test_disputes(self, text: str, said: list[str]) -> None:
        assert _read(text) == said

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "全年制发规章2件、行政规范性文件109件，废止行政规范性文件489件。",
                ["2件 regulations.issued", "109件 normative_documents.issued", "489件 normative_documents.repealed"],
            ),
            (
                "规范性文件制发5件、废止3件、现行有效698件。",
                [
                    "5件 normative_documents.issued",
                    "3件 normative_documents.repealed",
                    "698件 normative_documents.in_force",
                ],
            ),
            (
                "行政许可2293件、行政处罚1282件、行政强制42件，行政事业性收费24252.31万元。",
                [
                    "2293件 licensing.decisions",
                    "1282件 penalties.decisions",
                    "42件 coercive_measures.decisions",
                    "24252.31万元 fees.amount",
                ],
            ),
            ("发出收费通知3件，收取信息处理费700元。", ["3件 notices", "700元 fees"]),
        ],
    )
    def test_documents(self, text: str, said: list[str]) -> None:
        assert _read(text) == said

    def test_the_older_edition_counts_what_was_made_and_disclosed(self) -> None:
        assert _read("全年制作规章13件，对外公开规章524件。", 2019) == [
            "13件 regulations.made",
            "524件 regulations.all_disclosed",
        ]


class TestStructure:
    def test_a_share_goes_with_the_number_before_it(self) -> None:
        reading = read("予以公开20件（45.5%），不予公开3件，占办结总数的6.8%。", EDITION, YEAR)
        assert [mention.about for mention in reading.mentions] == [None, 0, None, 2]
        assert reading.mentions[3].of is not None

    def test_a_list_names_its_parts_and_whether_it_ends_with_the_rest(self) -> None:
        reading = read("公开信息100条，其中政策60条、人事30条、其他10条；受理申请3件。", EDITION, YEAR)
        (listing,) = reading.listings
        assert (listing.whole, listing.parts, listing.rest) == (0, (1, 2, 3), True)

    def test_brackets_and_parts_go_with_the_number_before_them(self) -> None:
        reading = read("收到申请75件（含上年结转1件）。其中，自然人72件。", EDITION, YEAR)
        assert [mention.whole for mention in reading.mentions] == [None, 0, 0]

    def test_another_period_is_remembered_for_the_sentence(self) -> None:
        reading = read("2021年，收到申请75件；办结70件。今年收到申请80件。", EDITION, YEAR)
        assert [mention.guarded for mention in reading.mentions] == [True, True, False]

    def test_a_figure_quoted_in_braces_is_a_number(self) -> None:
        (mention,) = read("收到申请{requests.received.total}件。", EDITION, YEAR).mentions
        assert (mention.quoted, mention.written) == ("requests.received.total", None)
        assert mention.subject is not None
        assert not read("收到申请{{requests.received.total}}件。", EDITION, YEAR).mentions


class TestVocabulary:
    @pytest.mark.parametrize("edition", EDITIONS.values(), ids=str)
    def test_every_way_of_deciding_is_known_by_its_own_label(self, edition: object) -> None:
        form = EDITIONS[edition.number]  # type: ignore[attr-defined]
        table = form.balanced_table
        for row in table.rows:
            if table.roles[row.key] is not RowRole.RESULT or row.catch_all:
                continue
            text = f"答复申请，{row.name}3件。"
            subject = read(text, form, YEAR).mentions[0].subject
            assert subject is not None, row.name
            assert row.key in subject.rows, row.name

    def test_every_way_of_deciding_that_is_written_is_one_of_the_form(self) -> None:
        rows = {row.key for form in EDITIONS.values() for table in form.tables for row in table.rows}
        groups = {key.rpartition(".")[0] for key in rows}
        for form in EDITIONS.values():
            for spelling, word in vocabulary(form).items():
                if word.slot.value == "kind":
                    assert set(word.value.split("+")) <= rows | groups, spelling

    def test_every_target_is_a_place(self) -> None:
        for form in EDITIONS.values():
            places = form.cells.keys() | form.keyed_cells.keys()
            text = "收到申请7件，自然人5件，予以公开3件，行政复议2件，维持1件，制发规范性文件4件，行政许可9件。"
            subjects = [mention.subject for mention in read(text, form, YEAR).mentions]
            found = [target for subject in subjects if subject for target in targets(subject, form)]
            assert found
            assert all(place in places for target in found for place in target.places)


_PIECES = st.sampled_from(
    [
        *"，、；：。（）()0123456789.%{}\n",
        "其中",
        "收到",
        "申请",
        "件",
        "分别",
        "占",
        "结转下年",
        "行政复议",
        "维持",
        "自然人",
        "20",
        "2023年",
        "万",
        "共",
    ]
)


class TestRobustness:
    @given(st.lists(_PIECES, max_size=60).map("".join))
    def test_any_order_of_its_own_words_is_read(self, text: str) -> None:
        for mention in read(text, EDITION, YEAR).mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert re.search(r"\d|\{", text[mention.start : mention.end])

    @given(st.text(max_size=200))
    def test_any_text_is_read(self, text: str) -> None:
        reading = read(text, EDITION, YEAR)
        starts = [mention.start for mention in reading.mentions]
        assert starts == sorted(starts)

    @pytest.mark.parametrize(
        "piece",
        [
            "1",
            "1,",
            "（",
            "（1件",
            "其中1件、",
            "一",
            "1件，",
            "占1%",
            "分别为1件、",
            "{a.b}",
            "2023年",
            "结转",
            "百分之",
            "1-",
            "收到申请1件，其中",
            "\n",
            " ",
            "第",
            "。",
        ],
    )
    @pytest.mark.timeout(20)
    def test_a_hundred_thousand_characters_of_anything_are_read(self, piece: str) -> None:
        text = piece * (100_000 // len(piece))
        assert len(read(text, EDITION, YEAR).mentions) <= len(text)
