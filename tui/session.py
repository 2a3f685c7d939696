"""One report being edited: texts as typed, undo and redo, findings, and what is not yet saved.

The only mutable state of the program, and no Textual: the wizard and the plain mode share it.

A signal's handler may look at the report between any two byte codes: one place is changed where it stands, several in
a copy that then takes the report's place at once.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date
from pathlib import Path

from schema.atomic_file import ExistsError, SaveError, write_atomically
from schema.checks import run
from schema.checks.reasons import entry_of, with_reason
from schema.editions.cover import PREVIOUS
from schema.findings import Finding, Severity
from schema.form import Place, Table
from schema.previous import name_from
from schema.report import Accepted, Part, Report, new_report
from schema.report_file import Loaded, VerificationError, staged_file
from tui.changes import AcceptedChange, Change, Observer, PartsChange, TextChange, changes_between, frozen
from tui.checked_report import CheckedReport
from tui.moved_parts import with_parts_moved
from tui.saving import OutsideChangeError, SaveOutcome, bytes_expected, bytes_on_disk

STATUS: Place = "status"


class Session(CheckedReport):
    """Edits one report; every change goes through here.

    Args:
        loaded: The file as it was read; without bytes where there is none yet.
        report: The new report of a file that does not exist yet.
        read_only: Why nothing may be changed, in Chinese; every change is then refused.
    """

    def __init__(self, loaded: Loaded, report: Report | None = None, read_only: str = "") -> None:
        source = report or loaded.report
        assert source is not None
        self.loaded = loaded
        self.confirmed = loaded
        """The file as the disk is known to hold it, empty where it may hold none; the journal keeps the rest."""
        super().__init__(source.copy())
        self._begun = source
        self.read_only = read_only
        self.before_writing: Callable[[], object] = lambda: None
        """Called before the file is written; what it finds may make the session one that only reads."""
        self.before_judging: Callable[[], object] = lambda: None
        """Called before it is judged whether the report can be final; what it is held against may have changed."""
        self.moving_to: Callable[[Path], AbstractContextManager[object]] = nullcontext
        """Entered with the path of another file while that is written. Raises SaveError where it must not be."""
        self.given_up = False
        """Whether the user leaves, and has said that what the file does not hold is not wanted."""
        self.observers: list[Observer] = []
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._staged: tuple[int, Loaded] | None = None
        self._keyed = {
            table.key for table in self.report.edition.tables if any(c.place in source.cells for c in table.keyed_cells)
        }

    # Editing

    def text(self, place: Place) -> str:
        """What stands at a place."""
        return self.report.text(place)

    def edit(self, place: Place, text: str) -> bool:
        """Put a text at a place; False if it stood there already."""
        return self.edit_many({place: text})

    def edit_many(self, texts: Mapping[Place, str]) -> bool:
        """Put texts at several places as one step of undo; False if nothing changed.

        Raises KeyError, and changes nothing, where one of the places is not there.
        """
        return not self.read_only and self._put(texts)

    def take_in(self, typed: Mapping[Place, str]) -> None:
        """Put in what was being typed when the report became one that is only read: it was written before that."""
        self._put(typed)

    def _put(self, texts: Mapping[Place, str]) -> bool:
        report = self.report if len(texts) == 1 else self.report.copy()
        changes: list[TextChange] = []
        for place, text in texts.items():
            before = report.text(place)
            report.set_text(place, text)
            after = report.text(place)
            if after != before:
                changes.append(TextChange(place, before, after))
        self.report = report
        return self._changed(tuple(changes))

    def set_parts(self, section: str, parts: Iterable[Part]) -> bool:
        """Put other parts into a prose section: added, removed or moved, and with them the reasons given about them."""
        if self.read_only:
            return False
        before = frozen(self.report.parts[section])
        after = frozen(parts)
        if before == after:
            return False
        change: list[PartsChange | AcceptedChange] = [PartsChange(section, before, after)]
        accepted = tuple(self.report.accepted)
        if (moved := with_parts_moved(accepted, section, before, after)) != accepted:
            change.append(AcceptedChange(accepted, moved))
        report = self.report if len(change) == 1 else self.report.copy()
        for each in change:
            each.replay(report, back=False)
        self.report = report
        return self._changed(tuple(change))

    def undo(self) -> Place | None:
        """Take the last step back; where it was, or None if there is none."""
        return self._replay(self._undo, self._redo, back=True)

    def redo(self) -> Place | None:
        """Make the step last taken back again; where it was, or None if there is none."""
        return self._replay(self._redo, self._undo, back=False)

    def _replay(self, source: list[Change], target: list[Change], *, back: bool) -> Place | None:
        if not source or self.read_only:
            return None
        change = source.pop()
        target.append(change)
        report = self.report if len(change) == 1 else self.report.copy()
        for each in reversed(change) if back else change:
            each.replay(report, back=back)
        self.report = report
        self._notify(change)
        return change[0].place

    def _changed(self, change: Change) -> bool:
        if not change:
            return False
        self._undo.append(change)
        self._redo.clear()
        self._notify(change)
        return True

    def _notify(self, change: Change) -> None:
        self._revision += 1
        for observer in self.observers:
            observer.changed(change)

    def change_to(self, report: Report) -> bool:
        """Turn the report into another of its edition, as one step of undo; False if it is that already."""
        if self.read_only:
            return False
        change = tuple(changes_between(self.report, report))
        self.report = report.copy()
        return self._changed(change)

    # Accepted queries

    def accept(self, finding: Finding, reason: str, by: str = "") -> bool:
        """Let a query stand with a reason, as of today; a reason given before at its places gives way.

        False, and nothing is changed, for what is no query, without a reason and where all of that stands already.

        Args:
            finding: One of `findings`.
            reason: Why it may stand.
            by: Who says so.
        """
        today = date.today().isoformat()
        entries = with_reason(self.report.accepted, self.findings, finding, (reason.strip(), by.strip(), today))
        return self._set_accepted(entries)

    def withdraw(self, finding: Finding) -> bool:
        """Take back the reason that excuses a query, or the one that excuses nothing, which a finding is about."""
        entry = entry_of(self.report.accepted, finding)
        return entry is not None and self._set_accepted([each for each in self.report.accepted if each is not entry])

    def _set_accepted(self, entries: list[Accepted]) -> bool:
        change = AcceptedChange(tuple(self.report.accepted), tuple(entries))
        if self.read_only or change.before == change.after:
            return False
        self.report.accepted = entries
        return self._changed((change,))

    # Keyed totals

    def keyed(self, table: Table) -> bool:
        """Whether the source's own totals are keyed into a table as a control."""
        cells = self.report.cells
        # Totals that an undo has brought back are keyed again.
        return table.key in self._keyed or any(cell.place in cells for cell in table.keyed_cells)

    def set_keyed(self, table: Table, keyed: bool) -> None:
        """Begin or end keying totals; ending takes the keyed ones away, as one step of undo."""
        if self.read_only:
            return
        if keyed:
            self._keyed.add(table.key)
        else:
            self._keyed.discard(table.key)
            self.edit_many({cell.place: "" for cell in table.keyed_cells})

    def blanks(self, table: Table) -> list[Place]:
        """The cells of a table that are not filled."""
        return [cell.place for cell in table.cells if self.report.cells[cell.place].blank]

    def finalise(self) -> list[Finding]:
        """Declare the report final; the errors and unaccepted queries against it, and nothing done, if there are."""
        self.before_judging()
        final = self.report.copy()
        final.set_text(STATUS, "final")
        standing = [finding for finding in run(final, self.previous, self.previous_problem) if finding.blocks]
        if not standing:
            self.edit(STATUS, "final")
        return standing

    # Saving

    @property
    def base(self) -> Report:
        """What the file holds; an empty draft where there is no file yet."""
        return self.loaded.report or new_report(self.report.edition)

    @property
    def confirmed_base(self) -> Report:
        """What the disk is known to hold; an empty draft where that is nothing."""
        return self.confirmed.report or new_report(self.report.edition)

    @property
    def dirty(self) -> bool:
        """Whether the file does not yet hold everything."""
        return self.report != self.loaded.report

    @property
    def unconfirmed(self) -> bool:
        """Whether the disk has not confirmed what was written last: saving again writes it again."""
        return self.confirmed is not self.loaded

    @property
    def is_touched(self) -> bool:
        """Whether anything was ever changed, a change that is just being made included."""
        return self._revision > 0 or self.report != self._begun

    @property
    def is_at_stake(self) -> bool:
        """Whether something would be lost if the user left: a new report too, but not somebody else's."""
        return (self.dirty or self.is_new) and not (self.read_only and not self.revision)

    def staged(self) -> bytes:
        """The bytes that a save would write, verified; worked out once per change. Raises VerificationError."""
        return self._stage().data

    def _stage(self) -> Loaded:
        if self._staged is None or self._staged[0] != self._revision:
            self._staged = (self._revision, staged_file(self.loaded, self.report))
        return self._staged[1]

    def stage_ahead(self) -> None:
        """Work out what a save would write while nobody waits for it; the save itself says if that fails."""
        if not self._must_be_draft:
            with suppress(VerificationError):
                self._stage()

    @property
    def _must_be_draft(self) -> str:
        """Why a final report cannot be saved as one, in Chinese: errors or, where something was changed, unaccepted
        queries. What last year's file brings up is no cause to write a file again that nobody has changed.
        """
        blocking = {finding.severity for finding in self.findings if finding.blocks} if self.report.final else set()
        if Severity.ERROR in blocking:
            return "错误"
        return "未说明的疑问" if blocking and self.dirty else ""

    def save(self, *, over: bytes | None = None) -> SaveOutcome:
        """Write the file if it does not hold everything yet, or the disk has not confirmed that it does.

        Raises OutsideChangeError where the file was changed meanwhile by somebody else, until the very moment at which
        it is replaced, SaveError where it cannot be written and VerificationError where what would be written does not
        read back.

        Args:
            over: What somebody else has put into the file and the user wants overwritten, that and nothing else; empty
                where the file is gone.
        """
        self.before_writing()
        if self.read_only and self.dirty:
            raise SaveError(f"未保存：{self.read_only}")
        if self.read_only:
            return SaveOutcome(False)
        self.before_judging()
        path = self.loaded.path
        expected = (self.loaded.data, over)
        data = bytes_expected(path, expected)
        if data and data == self.loaded.data and not (self.dirty or self._must_be_draft or self.unconfirmed):
            return SaveOutcome(False)
        must_be_new = not data and not os.path.exists(path)  # noqa: PTH110 - Path.exists may raise
        try:
            return self._write(
                self.loaded, must_be_new=must_be_new, check=lambda: must_be_new or bytes_expected(path, expected)
            )
        except ExistsError:
            raise OutsideChangeError(bytes_on_disk(path)) from None

    def save_as(self, path: Path) -> SaveOutcome:
        """Write a new file, which is the report's from then on. Raises SaveError, if only because there is a file of
        that name, and VerificationError; the report's file is then the one before.
        """
        with self.moving_to(path):
            outcome = self._write(self.loaded.at(path), must_be_new=True)
        if not self.loaded.findings:
            # It was the other file's place that kept us from writing, not what is in it.
            self.read_only = ""
        return outcome

    def _write(
        self, file: Loaded, *, must_be_new: bool = False, check: Callable[[], object] = lambda: None
    ) -> SaveOutcome:
        """Write the report, as a draft where it cannot be final, and with last year's file named from where it is then;
        the session changes only when it is written.
        """
        back_to_draft = self._must_be_draft
        changes = {STATUS: "draft"} if back_to_draft else {}
        if file.path.parent != self.loaded.path.parent and (named := self.text(PREVIOUS.key).strip()):
            changes[PREVIOUS.key] = name_from(named, self.loaded.path.parent, file.path.parent)
        if changes:
            other = self.report.copy()
            for place, text in changes.items():
                other.set_text(place, text)
            staged = staged_file(file, other)
        else:
            staged = self._stage() if file is self.loaded else staged_file(file, self.report)
        saved = write_atomically(staged.path, staged.data, must_be_new=must_be_new, check=check)
        self.loaded = staged
        if saved.confirmed:
            self.confirmed = staged
        elif must_be_new or self.confirmed is staged:
            self.confirmed = Loaded(staged.path, b"")
        self._staged = None
        self._put(changes)
        for observer in self.observers:
            observer.saved(saved.confirmed)
        return SaveOutcome(True, saved.confirmed, back_to_draft)

    def rebase(self, loaded: Loaded, report: Report) -> None:
        """Go on from what the file holds now, with a report that takes account of it; what it was can be undone.

        Both must be of the session's edition.
        """
        assert loaded.report is not None
        self.loaded = self.confirmed = loaded
        self._staged = None
        self.change_to(report)
        for observer in self.observers:
            observer.rebased()

    @property
    def is_new(self) -> bool:
        """Whether the file does not exist yet."""
        return not self.loaded.data
