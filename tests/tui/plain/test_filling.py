import subprocess
from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.report import Part, Report
from schema.report_file import Loaded, load
from tests import figures
from tests.tui.command_line import SAMPLES, command, environment
from tests.tui.plain.scripts import Talk, filling, new, sent, talk, typable
from tui.session import Session

TARGETS = {
    "totals computed": figures.report(),
    "totals keyed": figures.report(keyed=True),
    "no prose": figures.report(prose=False),
} | {path.stem: load(path).report for path in sorted(SAMPLES.glob("*.toml"))}


def saved_by_the_wizards_session(path: Path, target: Report) -> bytes:
    """The file that the wizard's own session writes of the same values."""
    session = Session(Loaded(path, b""), new(target))
    session.change_to(target)
    session.save()
    return path.read_bytes()


@pytest.mark.parametrize("name", TARGETS)
def test_a_script_fills_a_whole_report_from_nothing(name: str, tmp_path: Path, missing: Path) -> None:
    made = TARGETS[name]
    assert made is not None
    target = typable(made)
    done = Talk(missing, sent(filling(target)), new(target))
    assert done.result == 0
    assert missing.read_text(encoding="utf-8") == canonical(target)
    assert missing.read_bytes() == saved_by_the_wizards_session(tmp_path / "wizard.toml", target)
    # Nothing else stays: no draft, no lock.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.toml", "wizard.toml"]


def test_both_editions_and_keyed_totals_are_among_them() -> None:
    reports = [report for report in TARGETS.values() if report is not None]
    assert {report.edition.number for report in reports} == {2019, 2021}
    assert any(set(report.cells) - set(report.edition.cells) for report in reports)


def test_enter_alone_changes_nothing_in_a_whole_report(file: Path) -> None:
    before = file.read_bytes()
    done = talk(file, *[""] * 400)
    assert done.result == 0
    assert file.read_bytes() == before
    assert "问完了" in done.output


def test_lines_may_end_as_on_windows(missing: Path) -> None:
    target = figures.report()
    Talk(missing, sent(filling(target), "\r\n"), new(target))
    assert missing.read_text(encoding="utf-8") == canonical(target)


def test_values_that_are_commands_are_kept_as_texts(missing: Path) -> None:
    target = figures.report()
    target.set_text("agency.name", "s")
    target.set_text("agency.office", "-")
    target.set_text("agency.website", "\\\\文件\\公开")
    target.set_text("agency.email", ">3")
    target.set_text("report.preamble", "q\n<\n!\n\\\n——\n>")
    target.parts["problems"] = [Part("u", "r"), Part("？", "？")]
    Talk(missing, sent(filling(target)), new(target))
    assert missing.read_text(encoding="utf-8") == canonical(target)


def test_the_program_fills_a_report_through_pipes(missing: Path) -> None:
    target = figures.report(keyed=True)
    arguments = ["new", "--plain", missing, "--year", "2023"]
    done = subprocess.run(
        command(*arguments),
        env=environment(TERM="dumb"),
        input=sent(filling(target), "\r\n"),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert missing.read_text(encoding="utf-8") == canonical(target)
    assert b"\x1b" not in done.stdout
    questions = [line for line in done.stdout.decode().splitlines() if line.endswith("：")]
    assert len(questions) > 200


def test_plain_mode_imports_no_screen(missing: Path) -> None:
    code = "import atexit, sys\natexit.register(lambda: print('textual' in sys.modules, 'rich' in sys.modules))"
    done = subprocess.run(
        command("new", "--plain", missing, code=code),
        env=environment(),
        input=b"q\n2\n",
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == b"False False"


@pytest.mark.parametrize(("answer", "filled"), [("2", "118"), ("", "")])
def test_what_last_year_carried_over_is_offered_once_as_a_whole(tmp_path: Path, answer: str, filled: str) -> None:
    previous = figures.report()
    previous.set_text("report.year", "2022")
    (tmp_path / "2022.toml").write_text(canonical(previous), encoding="utf-8")
    report = figures.report()
    row = [place for place in report.edition.cells if place.startswith("requests.carried_in.")]
    for place in row:
        report.set_text(place, "")
    path = tmp_path / "2023.toml"
    path.write_text(canonical(report), encoding="utf-8")
    done = talk(path, ">三", *[""] * 7, answer, "", "q", "2")
    assert done.output.count("上年结转照上年报告填吗？1 不，自己填　2 照上年报告填 [不，自己填]") == 1, done.output
    assert "：自然人118，商业企业3，其余都是0。今年的" in done.output.replace("\n", "")
    assert done.session.text(row[0]) == filled
    assert all(done.session.text(place) for place in row) == bool(filled)
    if filled:
        undone = talk(path, ">三", *[""] * 7, answer, "u", "q", "2")
        assert undone.session.text(row[0]) == ""
