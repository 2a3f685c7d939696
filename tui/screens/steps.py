"""The first two lines of the wizard: whose report it is, how it stands, and its steps."""

from typing import NamedTuple

from render.line_breaking import text_width
from schema.findings import COVER, Severity, count_by_severity
from tui.session import STATUS, Session
from tui.step_names import CHECK_STEP, PREAMBLE_STEP, PREVIEW_STEP, STEP_NAMES
from tui.widgets.field_values import abridged
from tui.widgets.line_widget import Run, fit

_STYLES = {"错": "error", "疑": "query", "✓": "good"}


class Step(NamedTuple):
    """One step of the wizard."""

    key: str
    label: str
    has_state: bool = True


def steps_of(session: Session) -> list[Step]:
    """封面, the six sections, 核对 and 预览."""
    sections = [Step(section.key, section.numeral) for section in session.report.edition.sections]
    behind = [Step(key, STEP_NAMES[key], False) for key in (CHECK_STEP, PREVIEW_STEP)]
    return [Step(COVER, STEP_NAMES[COVER]), *sections, *behind]


def shown_step(step: str) -> str:
    """The step that is marked as current: the preamble belongs to the cover."""
    return COVER if step == PREAMBLE_STEP else step


def header_runs(session: Session, width: int, kept: str) -> tuple[Run, ...]:
    """The title and, at the right, the status, what stands against it, and whether what was typed is kept."""
    counts = count_by_severity(session.findings)
    pieces = [session.report.edition.fields_by_place[STATUS].choice_label(session.text(STATUS))]
    pieces += [f"{each.label}{counts[each]}" for each in (Severity.ERROR, Severity.QUERY) if counts[each]]
    pieces.append(kept)
    right = "  ".join(["", *pieces]) + " "
    room = max(0, width - text_width(right))
    return ((fit(abridged(f" {session.report.title}", room), room), "header"), (right, "header"))


def steps_runs(session: Session, steps: list[Step], current: str) -> tuple[Run, ...]:
    """Every step with its state in words, the current one in brackets."""
    runs: list[Run] = []
    for step in steps:
        here = step.key == shown_step(current)
        runs.append((f"[{step.label}]" if here else f" {step.label} ", "header" if here else "normal"))
        if step.has_state:
            mark = session.state(step.key).mark
            runs.append((mark, _STYLES.get(mark[0], "dim")))
    return tuple(runs)
