"""F6: from one finding to the next, though what they say changes meanwhile."""

from schema.findings import Finding, Severity
from tests import figures
from tests.tui.driven_wizard import NATURAL, running, wizard
from tests.tui.typed_ahead import type_ahead
from tui.next_finding import following

UPHELD = "disputes.reconsideration.upheld"


async def test_f6_goes_on_from_a_finding_whose_figures_changed() -> None:
    quoting_no_figure = {"overview.parts.1.text": "依法受理，按期答复。"}
    session = figures.session({"disclosure.licensing": "很多", NATURAL: "3502", UPHELD: "-1", **quoting_no_figure})
    async with running(session) as app:
        await type_ahead(app, "f6", "f6")
        assert wizard(app).page.place() == NATURAL
        said = [finding.message for finding in session.findings]
        await type_ahead(app, *"3503", "tab", "f6")
        assert [finding.message for finding in session.findings] != said
        assert wizard(app).page.place() == UPHELD


def test_every_finding_has_its_turn_where_several_are_of_one_code_and_place() -> None:
    one = Finding("unsafe", Severity.QUERY, ("agency.name",), "第1处")
    findings = [one, one._replace(message="第2处"), one._replace(code="agency-name")]
    visited = [following(None, findings)]
    for _ in range(3):
        visited.append(following(visited[-1], findings))
    assert visited == [*findings, one]
