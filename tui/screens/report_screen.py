"""What dialogs and commands need of the wizard's screen."""

from typing import Any, Protocol

from textual.app import App

from tui.pages.page import Page
from tui.session import Session


class ReportScreen(Protocol):
    """A screen on which a report is filled in, page by page."""

    session: Session

    @property
    def app(self) -> App[Any]:
        """The application."""

    @property
    def page(self) -> Page:
        """The page in front."""

    def refresh_status(self) -> None:
        """Show how things stand."""
