"""A clock that stands still."""

import pytest


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stops the clock by which the header says when something was kept."""
    monkeypatch.setattr("tui.opened.strftime", lambda _format: "10:32")
