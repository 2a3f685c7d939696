"""The list comes back after the wizard."""

from pathlib import Path

import pytest

from schema.report import Report, new_report
from tests.schema.checked_reports import clean_report
from tui.listing import ListingApp, run_listing
from tui.screens.report_list import Opening, ReportListScreen


def test_the_list_comes_back_after_the_wizard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openings = [Opening(folder / "a.toml"), Opening(folder / "新.toml", new_report(clean_report().edition)), None]
    shown: list[Path | None] = []
    opened: list[tuple[Path, bool]] = []

    def run(app: ListingApp) -> Opening | None:
        screen = app.get_default_screen()
        assert isinstance(screen, ReportListScreen)
        shown.append(screen.preferred)
        return openings[len(shown) - 1]

    def run_wizard(path: Path, report: Report | None = None) -> int:
        opened.append((path, report is not None))
        return 0

    monkeypatch.setattr(ListingApp, "run", run)
    monkeypatch.setattr("tui.wizard.run_wizard", run_wizard)
    assert run_listing(folder) == 0
    assert shown == [None, folder / "a.toml", folder / "新.toml"]
    assert opened == [(folder / "a.toml", False), (folder / "新.toml", True)]


def test_what_the_wizard_told_on_failing_is_not_hidden(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListingApp, "run", lambda app: Opening(folder / "a.toml"))
    monkeypatch.setattr("tui.wizard.run_wizard", lambda path, report: 2)
    assert run_listing(folder) == 2


def test_a_file_gone_before_it_is_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ListingApp, "run", lambda app: Opening(folder / "没有.toml"))
    assert run_listing(folder) == 2
    assert "没有这个文件" in capsys.readouterr().err
