"""A clerk without a screen: opens, edits and saves a report through the code that the wizard uses."""

import ctypes
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from schema.report import Part, Report
from tests import figures
from tests.faults.traced import Shared

if TYPE_CHECKING:
    from tui.opened import Opened

NAME = "report.toml"

Step = Callable[["Opened"], object]


@dataclass(frozen=True)
class Scenario:
    """What a clerk finds and does.

    Args:
        name: For messages.
        prepare: Puts into an empty folder what is there before; the report's file is `file` in it.
        steps: What is done, each as one step; whatever one returns is no matter.
        new: The report of a file that does not exist yet.
    """

    name: str
    prepare: Callable[[Path], object]
    steps: Sequence[Step]
    new: Callable[[], Report] | None = None
    file: str = NAME
    unprivileged: bool = False


@dataclass
class Rehearsal:
    """A scenario played without a fault."""

    reports: list[Report] = field(default_factory=list)
    """What a restart has to offer after each step, from before the first on."""
    files: list[bytes] = field(default_factory=list)
    """What the file held before and after each save."""


def edit(place: str, text: str) -> Step:
    """Put a text at a place."""
    return lambda opened: opened.session.edit(place, text)


def parts(section: str, *made: tuple[str, str]) -> Step:
    """Put other parts into a section."""
    return lambda opened: opened.session.set_parts(section, [Part(*each) for each in made])


def undo(opened: "Opened") -> None:
    """Take the last step back."""
    opened.session.undo()


def redo(opened: "Opened") -> None:
    """Make it again."""
    opened.session.redo()


def save(opened: "Opened") -> None:
    """Save; an error is the scenario's."""
    opened.session.save()


def recover(opened: "Opened") -> None:
    """Take on what is offered."""
    for draft in list(opened.drafts):
        opened.recover(draft)


@contextmanager
def folder(scenario: Scenario) -> Iterator[Path]:
    """A folder of its own with what the scenario finds in it; what programs remember of their users is elsewhere."""
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        work, state = Path(name, "work"), Path(name, "state")
        work.mkdir()
        state.mkdir()
        os.environ["XDG_STATE_HOME"] = str(state)
        scenario.prepare(work)
        yield work


def opened(path: Path, scenario: Scenario, *, taking_over: bool = False) -> "Opened":
    """The scenario's report, opened as the wizard opens it."""
    made = scenario.new() if scenario.new is not None and not path.exists() else None
    result = tried(path, made, taking_over=taking_over)
    if isinstance(result, str):
        raise RuntimeError(f"{scenario.name}: not opened: {result}")
    return result


def tried(path: Path, made: Report | None = None, *, taking_over: bool = False) -> "Opened | str":
    """A report opened as the wizard opens it, or what the user is told where it cannot be."""
    from tui.opening import open_report

    words = StringIO()
    with redirect_stderr(words):
        result = open_report(path, made, taking_over=taking_over)
    return words.getvalue() if isinstance(result, int) else result


def rehearse(scenario: Scenario) -> Rehearsal:
    """Play a scenario without a fault, which also imports everything that it needs."""
    result = Rehearsal()
    with folder(scenario) as work:
        path = work / scenario.file
        result.files.append(_bytes(path))
        session = opened(path, scenario)
        result.reports.append(offered(session)[0])
        for step in scenario.steps:
            step(session)
            result.reports.append(session.session.report.copy())
            if (data := _bytes(path)) != result.files[-1]:
                result.files.append(data)
        session.close()
    return result


def play(scenario: Scenario, work: Path, shared: Shared) -> None:
    """Play a scenario; how far it came is in the shared memory."""
    if scenario.unprivileged:
        work.chmod(0o555)
        give_up_privileges()
    session = opened(work / scenario.file, scenario)
    saved = 0
    for index, step in enumerate(scenario.steps):
        step(session)
        saved += step is save
        shared.progress(index + 1, saved)
    if scenario.steps[-1] is save:
        # Otherwise leaving would give up what is not saved.
        session.close()


def play_on(scenario: Scenario, work: Path, shared: Shared) -> None:
    """Play a scenario through its errors, and end as if killed.

    Says of each step, a line each, its number and what the user is told: of an error, or of the journal's problem.
    """
    from schema.atomic_file import SaveError

    session = tried(work / scenario.file, scenario.new() if scenario.new is not None else None)
    if isinstance(session, str):
        shared.say(f"refused\t{session}")
        return
    saved = 0
    for index, step in enumerate(scenario.steps):
        try:
            step(session)
        except SaveError as error:
            shared.say(f"{index}\terror\t{error}")
            continue
        saved += step is save
        if session.journal is None:
            shared.say(f"{index}\tproblem\t{''.join(session.notices)}")
        elif session.journal.problem:
            shared.say(f"{index}\tproblem\t{session.journal.problem}")
        shared.progress(index + 1, saved)


def offered(session: "Opened") -> list[Report]:
    """What a clerk who opens the report again can go on with: each draft, or the file where there is none."""
    return [session.recovered(draft) for draft in session.drafts] or [session.session.report.copy()]


def described(session: "Opened", expected: Report) -> str:
    """How what is offered differs from what was expected."""
    texts = []
    for report in offered(session):
        places = {**expected.texts, **expected.cells} | {**report.texts, **report.cells}
        different = [place for place in places if report.text(place) != expected.text(place)]
        texts.append(",".join(different) + (" parts" if report.parts != expected.parts else ""))
    return f"{len(session.drafts)} drafts, differing in {texts}"


def killed(scenario: Scenario, work: Path) -> None:
    """Play a scenario in a child that then ends as if killed."""
    child = os.fork()
    if child == 0:
        try:
            session = opened(work / scenario.file, scenario)
            for step in scenario.steps:
                step(session)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def remembered() -> list[str]:
    """The files that are left in the folder of what programs remember."""
    state = Path(os.environ["XDG_STATE_HOME"])
    return [str(path.relative_to(state)) for path in state.rglob("*") if not path.is_dir()]


def give_up_privileges() -> None:
    """Let permissions bind root too."""
    ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522), (ctypes.c_uint32 * 6)())


def unexpected(work: Path, expected: Sequence[str] = (NAME,)) -> list[str]:
    """What else is in a folder."""
    return sorted({path.name for path in work.iterdir()} - set(expected))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


# What is found in the folder


def whole(work: Path) -> None:
    """A whole canonical report."""
    (work / NAME).write_text(figures.text_of(figures.report()), encoding="utf-8")


def nothing(_work: Path) -> None:
    """An empty folder."""


def annotated(work: Path) -> None:
    """A report in its author's own writing, which is edited in place."""
    text = figures.text_of(figures.report(keyed=True)).replace("carried_in  ", "# 与台账核过\ncarried_in  ")
    (work / NAME).write_text(text.replace("licensing           =", "licensing="), encoding="utf-8")


def linked(work: Path) -> None:
    """A symbolic link to a report in another folder."""
    (work / "real").mkdir()
    whole(work / "real")
    (work / NAME).symlink_to(Path("real", NAME))
