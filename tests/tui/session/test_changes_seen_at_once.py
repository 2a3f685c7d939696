"""Whoever looks in the middle of a change, as a signal's handler does, sees all of it or nothing."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from tests import figures
from tests.tui.session.sessions import RECEIVED, REQUESTS
from tui.session import Session


def many(session: Session) -> None:
    session.edit_many({RECEIVED: "1", "requests.received.company": "2", "agency.name": "甲"})


def another(session: Session) -> None:
    other = session.report.copy()
    other.set_text(RECEIVED, "7")
    other.parts["overview"] = other.parts["overview"][1:]
    session.change_to(other)


def unkeyed(session: Session) -> None:
    session.set_keyed(REQUESTS, False)


@pytest.mark.parametrize("act", [many, another, unkeyed])
@pytest.mark.parametrize("step", ["made", "undone", "made again"])
def test_several_places_change_all_at_once(act: Callable[[Session], None], step: str) -> None:
    session = figures.session(keyed=True)
    before = session.report.copy()
    act(session)
    after = session.report.copy()
    states: list[bool] = []

    def look(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.endswith(("session.py", "report.py")):
            return None
        frame.f_trace_opcodes = True
        sys.settrace(None)
        assert session.report in (before, after)
        states.append(session.report == after)
        sys.settrace(look)
        return look

    if step == "made again":
        session.undo()
    elif step == "made":
        session = figures.session(keyed=True)
    call = {"made": lambda: act(session), "undone": session.undo, "made again": session.redo}[step]
    tracing = sys.gettrace()
    sys.settrace(look)
    try:
        call()
    finally:
        sys.settrace(tracing)
    assert len(states) > 100 and set(states) == {False, True}
    assert session.report == (before if step == "undone" else after)
