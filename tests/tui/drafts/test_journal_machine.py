"""Any life of a session, with crashes: what is left is what it held."""

import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from schema.report import Accepted, Part, Report
from schema.report_file import load
from tests import figures
from tests.schema.strategies import accepted, any_text
from tests.tui.drafts.journalled import beside, journalled, names
from tui.drafts.draft_file import find_drafts

PARTS_PLACES = [f"overview.parts.{index}.{name}" for index in range(4) for name in ("text", "heading")]
CELLS = [*list(figures.cells())[::13], *list(figures.keyed_totals())[::9]]
PROSE = ["agency.name", "report.published", "report.preamble", "overview.intro", *PARTS_PLACES]
TEXTS = st.one_of(
    st.sampled_from(["", "0", "7", "１２", "12a", "-5", "1,295", "1.5", "草稿", "\x1b[31m", "一\n二", "长" * 700]),
    any_text(4),
)
PARTS = st.lists(st.builds(Part, st.sampled_from(["", "甲", "乙"]), any_text(2)), max_size=4)


class Journalling(RuleBasedStateMachine):
    """A session with a journal."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = [patch.object(os, name, lambda descriptor: None) for name in ("fsync", "fdatasync")]
        for each in self.patches:
            each.start()
        self.folder = Path(mkdtemp())
        self.file = self.folder / "report.toml"
        self.file.write_text(figures.text_of(figures.report()), encoding="utf-8")
        self.session, self.journal = journalled(self.file)
        self.typed: dict[str, str] = {}

    def teardown(self) -> None:
        for each in self.patches:
            each.stop()
        shutil.rmtree(self.folder)

    def _has(self, place: str) -> bool:
        try:
            self.session.text(place)
        except KeyError:
            return False
        return True

    @rule(texts=st.dictionaries(st.sampled_from(CELLS + PROSE), TEXTS, max_size=4))
    def edit_many(self, texts: dict[str, str]) -> None:
        texts = {place: text for place, text in texts.items() if self._has(place)}
        if self.session.edit_many(texts):
            self.typed = {}

    @rule(section=st.sampled_from(["overview", "problems"]), parts=PARTS)
    def set_parts(self, section: str, parts: list[Part]) -> None:
        if self.session.set_parts(section, parts):
            self.typed = {}

    @rule(entries=accepted())
    def accept(self, entries: list[Accepted]) -> None:
        if self.session.change_to(figures.with_accepted(self.session.report, entries)):
            self.typed = {}

    @rule()
    def move_a_part(self) -> None:
        parts = self.session.report.parts["overview"]
        if self.session.set_parts("overview", [*parts[1:], *parts[:1]]):
            self.typed = {}

    @rule(back=st.booleans(), steps=st.integers(1, 30))
    def undo_or_redo(self, back: bool, steps: int) -> None:
        for _ in range(steps):
            if (self.session.undo() if back else self.session.redo()) is None:
                break
            self.typed = {}

    @rule(place=st.sampled_from(CELLS + PROSE), text=TEXTS)
    def type(self, place: str, text: str) -> None:
        if self._has(place):
            self.journal.typing(place, text)
            self.typed.pop(place, None)
            if self.session.text(place) != text:
                self.typed[place] = text

    @rule(place=st.sampled_from(CELLS))
    def move(self, place: str) -> None:
        self.journal.at(place)

    @rule()
    def save(self) -> None:
        if self.session.save().written:
            self.typed = {}
            assert names(self.folder) == [self.file.name]

    @rule(place=st.sampled_from(CELLS), text=TEXTS)
    def file_changed_outside(self, place: str, text: str) -> None:
        theirs = load(self.file).report
        assert theirs is not None
        theirs.set_text(place, text)
        self.file.write_text(figures.text_of(theirs), encoding="utf-8")
        before = self.session.report.copy()
        self.session.rebase(load(self.file), self.session.report)
        assert self.session.report == before

    @rule(continues=st.booleans())
    def crash(self, continues: bool) -> None:
        expected = self._expected()
        self.session, self.journal = journalled(self.file)
        self.typed = {}
        for draft in find_drafts(self.file):
            if continues:
                report, missing = draft.applied(self.session.base)
                assert missing == []
                assert report == expected
                self.session.change_to(report)
                assert draft.file == self.journal.file or report == self.session.base
            # As whoever opens a report does with a draft that was answered.
            if draft.file != self.journal.file:
                draft.remove()
        assert self.session.report == (expected if continues else self.session.base)

    @precondition(lambda self: self.journal.file is not None)
    @rule()
    def remove_the_journal(self) -> None:
        """Somebody clears the folder; the next change brings all back."""
        beside(self.file).unlink()
        self.journal.typing("overview.intro", "在写")
        self.typed.pop("overview.intro", None)
        if self.session.text("overview.intro") != "在写":
            self.typed["overview.intro"] = "在写"

    def _expected(self) -> Report:
        """What the session holds, with the words that are being typed."""
        report = self.session.report.copy()
        for place, text in self.typed.items():
            if place not in CELLS:
                report.set_text(place, text)
        return report

    @invariant()
    def what_is_left_is_what_the_session_holds(self) -> None:
        assert self.journal.problem == ""
        drafts = find_drafts(self.file)
        assert len(drafts) <= 1
        result = self.session.base
        for draft in drafts:
            assert (draft.refusal, draft.unread, draft.file) == ("", 0, self.journal.file)
            assert draft.base == self.session.loaded.digest
            assert draft.typed == self.typed
            result, missing = draft.applied(self.session.base)
            assert missing == []
        assert result == self._expected()


TestJournalling = Journalling.TestCase
TestJournalling.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
