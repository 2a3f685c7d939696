"""F28, F30: errors of the program's own at any moment, and undoing and redoing between crashes."""

import os
import random
import signal
from collections.abc import Iterator
from functools import partial

from schema.report import Part, Report
from tests import figures
from tests.benchmarks.pty_program import visible_text
from tests.faults import clerk
from tests.faults.clerk import NAME, Scenario, Step
from tests.faults.command import is_chinese
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import WHOLE, committed, judge
from tests.faults.terminal import DOWN, ENTER, ESCAPE, F1, LEFT, NEXT, TAB, Terminal

# F28

_SECRET = "机密secret"
_INJECT = """
import os, signal, sys
class Fault(RuntimeError): pass
def arm(number, frame):
    left = int(os.environ["FAULT_AT"])
    def hook(frame, event, argument):
        nonlocal left
        if event == "call" and FOLDER in frame.f_code.co_filename:
            left -= 1
            if left == 0:
                raise Fault(SECRET)
    sys.setprofile(hook)
signal.signal(signal.SIGUSR1, arm)
"""
_AT = (
    1,
    2,
    3,
    5,
    8,
    13,
    20,
    30,
    45,
    60,
    80,
    100,
    130,
    160,
    200,
    250,
    300,
    360,
    430,
    500,
    600,
    700,
    850,
    1000,
    1250,
    1600,
)
_KEYS = (DOWN, LEFT, "9", TAB, F1, ESCAPE, NEXT, ENTER, ESCAPE, "7" + TAB)


def errors_inside() -> Iterator[Job]:
    """An exception at the N-th call of the program's own code after a cell was committed."""
    yield from (partial(_errors_inside, _AT[start::4]) for start in range(4))


def _errors_inside(numbers: tuple[int, ...]) -> Tally:
    tally = Tally()
    for number in numbers:
        with clerk.folder(WHOLE) as work:
            before = (work / NAME).read_bytes()
            start = f"FOLDER = '/tui/'; SECRET = {_SECRET!r}\n{_INJECT}"
            with Terminal("edit", work / NAME, before=start, environment={"FAULT_AT": str(number)}) as terminal:
                where = f"call {number}"
                committed(terminal)
                tally.run()
                terminal.mark()
                terminal.kill(signal.SIGUSR1)
                for keys in _KEYS:
                    if terminal.alive:
                        terminal.send(keys)
                        terminal.drain(0.03)
                if terminal.ended(2) > 2:
                    # What was met on the way was none of the clerk's business.
                    terminal.kill(signal.SIGTERM)
                    terminal.ended(3)
                    tally.hold("I3", terminal.status == 0, f"{where}: went on, then ended with {terminal.status}")
                else:
                    words = visible_text(terminal.recent)
                    told = terminal.status == 70 and is_chinese(words[-400:]) and "Traceback" not in words
                    hidden = _SECRET not in words and "Fault" not in words
                    tally.hold("I3", told and hidden, f"{where}: {terminal.status}: {words[-400:]!r}")
                tally.hold("I5", not terminal.usable(), f"{where}: {terminal.usable()}")
            for log in clerk.remembered():
                if log.endswith(".log"):
                    os.unlink(f"{os.environ['XDG_STATE_HOME']}/{log}")  # noqa: PTH108
            judge(tally, work, before, where)
    return tally


# F30

_GAMES = 60
_ROUNDS = 3


def undone_and_redone() -> Iterator[Job]:
    """Random edits, undone and redone, between crashes: what is recovered and saved is what a model says."""
    yield from (partial(_undone_and_redone, start) for start in range(2))


class Model:
    """A report with its steps, written apart from the program."""

    def __init__(self, report: Report) -> None:
        self.report = report.copy()
        self.before: list[Report] = []
        self.after: list[Report] = []

    def change(self, report: Report) -> None:
        if report != self.report:
            self.before.append(self.report)
            self.after.clear()
            self.report = report

    def undo(self) -> None:
        if self.before:
            self.after.append(self.report)
            self.report = self.before.pop()

    def redo(self) -> None:
        if self.after:
            self.before.append(self.report)
            self.report = self.after.pop()

    def restarted(self) -> None:
        """A new session knows no steps of the last."""
        self.before.clear()
        self.after.clear()


def _random_step(chance: random.Random, model: Model) -> Step:
    kind = chance.randrange(10)
    report = model.report.copy()
    if kind < 4:
        place = chance.choice(list(figures.EDITION.cells))
        text = chance.choice(("", "0", str(chance.randrange(10**6)), "甲", "1,2"))
        report.set_text(place, text)
        model.change(report)
        return clerk.edit(place, text)
    if kind < 6:
        place = chance.choice(("overview.intro", "agency.office", "agency.phone", "report.preamble", "other.intro"))
        text = "".join(chance.choice("政府信息公开\n“”—a1") for _ in range(chance.randrange(60)))
        report.set_text(place, text)
        model.change(report)
        return clerk.edit(place, text)
    if kind == 6:
        made = tuple((f"题{chance.randrange(9)}", f"文{chance.randrange(99)}") for _ in range(chance.randrange(5)))
        section = chance.choice(("overview", "problems"))
        report.parts[section] = [Part(*each) for each in made]
        model.change(report)
        return clerk.parts(section, *made)
    if kind < 9:
        model.undo()
        return clerk.undo
    model.redo()
    return clerk.redo


def _undone_and_redone(start: int) -> Tally:
    tally = Tally()
    for game in range(start, _GAMES, 2):
        chance = random.Random(game)
        with clerk.folder(WHOLE) as work:
            base = figures.report()
            model = Model(base)
            for _ in range(_ROUNDS):
                tally.run()
                recovered = model.report
                model.report = base.copy()
                model.change(recovered)
                steps = [clerk.recover, *(_random_step(chance, model) for _ in range(chance.randrange(1, 40)))]
                clerk.killed(Scenario("random", clerk.nothing, steps), work)
                model.restarted()
                session = clerk.opened(work / NAME, WHOLE)
                offers = clerk.offered(session)
                seen = "" if model.report in offers else clerk.described(session, model.report)
                tally.hold("I2", not seen, f"game {game}: {seen}")
                session.close()
            session = clerk.opened(work / NAME, WHOLE)
            clerk.recover(session)
            while session.session.undo() is not None:
                pass
            tally.hold("I2", session.session.report == base, f"game {game}: undone to something else")
            while session.session.redo() is not None:
                pass
            session.session.save()
            session.close()
            now = (work / NAME).read_text(encoding="utf-8")
            tally.hold("I1", now == figures.text_of(model.report), f"game {game}: the file is not the model's")
            tally.hold("I4", not clerk.unexpected(work), f"game {game}: {clerk.unexpected(work)}")
    return tally
