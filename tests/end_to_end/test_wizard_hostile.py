"""A report whose every text is hostile: none of its payload reaches the terminal raw, whatever is done."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from schema.form import Kind
from schema.report import Part, Report
from schema.report_file import load
from schema.unsafe import find_unsafe, is_unsafe
from tests import figures
from tests.end_to_end.wizard import STEPS, Wizard, written

pytestmark = pytest.mark.usefixtures("tmux")

UNSEEN = "\u202e\u2066\u200b\u200d\ufeff\u00ad\u2028\ufe0f\U000e0041\u3164"
CONTROLS = "\x07\x08\x0b\x7f\x85\x9b31m\x9d0;PWNED\x9c"
ESCAPES = "\x1b]0;PWNED\x07\x1b[31;5mPWNED\x1b[2J\x1bc\x1bP1$tPWNED\x1b\\"
PAYLOAD = f"甲{ESCAPES}{UNSEEN}{CONTROLS}<script>alert(1)</script>{{{{7*7}}}}"

# What our own program sends: the shape of the mouse pointer, which ends in a bell, and a cursor moved back by one.
OWN = (b"\x1b]22;default\x07", b"\x1b[m\x08")
FORBIDDEN = (b"\x07", b"\x08", b"\x1bc", b"\x1b]0;", b"\x1bP1$t", b"\x1b[31;5m")


def hostile_report() -> Report:
    """The whole report with the payload in every text, heading and figure that a file may hold."""
    report = figures.report(keyed=True)
    for field in figures.EDITION.fields:
        if field.kind in (Kind.LINE, Kind.PROSE):
            report.set_text(field.key, PAYLOAD)
    for section in figures.EDITION.sections:
        if section.prose:
            report.parts[section.key] = [Part(PAYLOAD, PAYLOAD), Part("主动公开" + PAYLOAD, f"{PAYLOAD}\n{PAYLOAD}")]
            report.set_text(f"{section.key}.intro", PAYLOAD)
    for table in figures.EDITION.tables:
        report.set_text(table.cells[0].place, PAYLOAD)
        report.set_text(table.cells[1].place, "7\x1b[31m")
    report.set_text("requests.received.total", PAYLOAD)
    return report


def unsafe_in(output: bytes) -> list[str]:
    """The unsafe characters in what was written, ESC, CR and LF aside."""
    text = output.decode("utf-8", "replace")
    return sorted(
        {unicodedata.name(char, hex(ord(char))) for char in text if char not in "\x1b\r\n" and is_unsafe(char)}
    )


def every_page(wizard: Wizard, look: Callable[[], None]) -> None:
    """Each page with its help and its parts, an edit begun and left."""
    for step in STEPS:
        wizard.go(step)
        look()
        wizard.press("F1")
        wizard.wait_for(wizard.asks)
        look()
        wizard.press("End")
        look()
        dismiss(wizard)
        for keys in (("Enter", "Down", "End"), ("Tab", "End", "PPage"), ("NPage", "F2", "End")):
            wizard.press(*keys)
            wizard.wait_until_idle()
            look()
            dismiss(wizard)


def dismiss(wizard: Wizard) -> None:
    """Close whatever dialog is open."""
    if wizard.asks():
        wizard.press("Escape")
        wizard.wait_for(lambda: not wizard.asks())


def test_no_payload_reaches_the_terminal(tmp_path: Path) -> None:
    report = hostile_report()
    file = written(tmp_path, figures.text_of(report))
    assert load(file).report == report, "every payload is in the file"
    recording = tmp_path / "recording"
    with Wizard(tmp_path, "edit", file.name) as wizard:
        wizard.record(recording)
        wizard.press("C-l")
        seen = ""

        def look() -> None:
            nonlocal seen
            seen += wizard.capture(escapes=True)

        every_page(wizard, look)
        wizard.go("check")
        for _ in range(6):
            wizard.press("Down")
        look()
        wizard.press("Enter")
        wizard.wait_until_idle()
        for _ in range(8):
            wizard.press("F6")
            wizard.wait_until_idle()
            look()
        wizard.go("requests")
        wizard.paste(f"1\t{PAYLOAD}\t2\n3\t4{PAYLOAD}\t5")
        wizard.wait_for(wizard.asks)
        look()
        dismiss(wizard)
        wizard.go("cover")
        wizard.press("End", "Right")
        wizard.wait_until_idle()
        look()
        dismiss(wizard)
        wizard.press("C-s")
        wizard.wait_until_idle()
        look()
        wizard.press("F10")
        wizard.wait_until_idle()
        look()
    output = recording.read_bytes()
    assert len(output) > 20_000
    for sequence in OWN:
        output = output.replace(sequence, b"")
    assert unsafe_in(output) == []
    assert [each for each in FORBIDDEN if each in output] == []
    assert b"PWNED" in output and b"<script>" in output and b"{{7*7}}" in output, "it is shown, as text"
    assert find_unsafe(seen.replace("\x1b", "")) == []
    assert "‹U+001B›" in seen and "‹U+202E›" in seen


def test_the_program_survives_and_saves_what_was_not_touched(tmp_path: Path) -> None:
    report = hostile_report()
    file = written(tmp_path, figures.text_of(report))
    with Wizard(tmp_path, "edit", file.name) as wizard:
        wizard.go("requests")
        wizard.press("Down", "Down")
        wizard.type("1176\t")
        wizard.save()
        wizard.leave()
    report.set_text("requests.granted.natural_person", "1176")
    assert load(file).report == report
