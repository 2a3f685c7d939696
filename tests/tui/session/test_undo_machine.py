"""Undo to the bottom, and redo to the top."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from schema.report import Part
from tests import figures
from tests.tui.session.sessions import DISPUTES, REQUESTS

PLACES = [
    *list(figures.cells())[::17],
    *list(figures.keyed_totals())[::9],
    "agency.name",
    "report.published",
    "report.preamble",
    "overview.intro",
    "overview.parts.0.text",
    "overview.parts.1.heading",
]
TEXTS = st.one_of(
    st.sampled_from(["", "0", "7", "１２", "12a", "-5", "1,295", "1.5", "草稿", "\x1b[31m", "一\n二"]),
    st.text(max_size=8),
)
PARTS = st.lists(st.builds(Part, st.text(max_size=4), st.text(max_size=8)), max_size=4)


class Editing(RuleBasedStateMachine):
    """Any edits, undone and redone in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.session = figures.session()
        self.first = self.session.report.copy()

    @rule(place=st.sampled_from(PLACES), text=TEXTS)
    def edit(self, place: str, text: str) -> None:
        if place.startswith("overview.parts.") and int(place.split(".")[2]) >= len(
            self.session.report.parts["overview"]
        ):
            return
        before = self.session.report.copy()
        assert self.session.edit(place, text) is (self.session.report != before)

    @rule(texts=st.dictionaries(st.sampled_from(list(figures.cells())), TEXTS, max_size=5))
    def edit_many(self, texts: dict[str, str]) -> None:
        self.session.edit_many(texts)

    @rule(section=st.sampled_from(["overview", "problems", "other"]), parts=PARTS)
    def set_parts(self, section: str, parts: list[Part]) -> None:
        self.session.set_parts(section, parts)

    @rule(table=st.sampled_from([REQUESTS, DISPUTES]), keyed=st.booleans())
    def key_totals(self, table: object, keyed: bool) -> None:
        assert table in (REQUESTS, DISPUTES)
        self.session.set_keyed(REQUESTS if table is REQUESTS else DISPUTES, keyed)

    @rule()
    def undo(self) -> None:
        self.session.undo()

    @rule()
    def redo(self) -> None:
        self.session.redo()

    @precondition(lambda self: self.session.revision < 40)
    @rule()
    def all_the_way(self) -> None:
        redone = 0
        while self.session.redo() is not None:
            redone += 1
        top = self.session.report.copy()
        undone = 0
        while self.session.undo() is not None:
            undone += 1
        assert self.session.report == self.first
        for _ in range(undone):
            self.session.redo()
        assert self.session.report == top
        for _ in range(redone):
            self.session.undo()

    @invariant()
    def a_keyed_total_is_never_hidden(self) -> None:
        for table in (REQUESTS, DISPUTES):
            if any(cell.place in self.session.report.cells for cell in table.keyed_cells):
                assert self.session.keyed(table)

    def teardown(self) -> None:
        while self.session.undo() is not None:
            pass
        assert self.session.report == self.first


Editing.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


TestEditing = Editing.TestCase
