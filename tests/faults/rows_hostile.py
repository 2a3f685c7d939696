"""F22: hostile text."""

from collections.abc import Iterator

from schema.report_file import load
from tests import figures
from tests.end_to_end.test_wizard_hostile import FORBIDDEN, OWN, PAYLOAD, hostile_report, unsafe_in
from tests.faults import clerk
from tests.faults.clerk import NAME, Scenario
from tests.faults.command import is_chinese, said
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.terminal import ENTER, ESCAPE, F1, NEXT, SAVE, TAB, Terminal
from tests.program import TITLES


def hostile_text() -> Iterator[Job]:
    """Controls, escapes and unseen characters in every field, in names of files, in what others wrote."""
    yield _hostile_commands
    yield _hostile_wizard
    yield _hostile_plain


def raw_in(output: bytes) -> str:
    """What of a payload reached a terminal."""
    for sequence in OWN:
        output = output.replace(sequence, b"")
    return ", ".join([*unsafe_in(output), *(repr(each) for each in FORBIDDEN if each in output)])


def _hostile_commands() -> Tally:
    tally = Tally()
    report = hostile_report()
    with clerk.folder(Scenario("hostile", clerk.nothing, ())) as work:
        path = work / NAME
        path.write_text(figures.text_of(report), encoding="utf-8")
        odd = work / "甲\x1b[31m\u202e\x07乙.toml"
        odd.write_text(figures.text_of(report) + "\n[x\x1b]", encoding="utf-8")
        keys = work / "keys.toml"
        text = figures.text_of(figures.report())
        keys.write_text(text + '\n["\u202e\u200b乙"]\n"\u2066" = 1\n', encoding="utf-8")
        for arguments in (
            ("check", path),
            ("check", "--format", "json", path),
            ("check", "--previous", path, path),
            ("check", odd),
            ("check", keys),
            ("render", path),
            ("render", "--final", path),
            ("render", odd),
            ("render", path, "-o", work / "\u202e\x1b[31m" / "x.html"),
            ("fmt", "--check", odd),
            ("fmt", odd),
            ("edit", odd),
            ("new", odd),
            ("new", work / "b.toml", "--agency", PAYLOAD),
            ("\x1b[31m",),
            ("check", "--\u202e"),
            ("check", work / "没有\x1b]0;题\x07.toml"),
        ):
            tally.run()
            result = said(*arguments)
            raw = raw_in(result.output.encode(errors="surrogatepass"))
            tally.hold("I3", not raw, f"{arguments[0]!r} {str(arguments[-1])[-30:]!r}: {raw}")
    return tally


def _hostile_wizard() -> Tally:
    """Every page, its help, an edit, the list of reports, a save: nothing of it raw."""
    tally = Tally()
    with clerk.folder(Scenario("hostile", clerk.nothing, ())) as work:
        path = work / "甲\x1b[31m\u202e乙.toml"
        report = hostile_report()
        path.write_text(figures.text_of(report), encoding="utf-8")
        before = load(path).report
        with Terminal("edit", path) as terminal:
            terminal.wait_for("封面")
            for index, _ in enumerate(TITLES):
                tally.run()
                for keys in (F1, ESCAPE, ENTER, ESCAPE, "\x1b[C", TAB, "\x1bOQ", ESCAPE, ESCAPE, ESCAPE):
                    terminal.send(keys)
                    terminal.drain(0.06)
                if index + 1 < len(TITLES):
                    terminal.send(NEXT)
                    terminal.drain(0.1)
            terminal.send(SAVE)
            terminal.drain(0.3)
            terminal.send(ESCAPE)
            terminal.drain(0.3)
            tally.hold("I5", terminal.alive, f"ended with {terminal.status}")
            raw = raw_in(bytes(terminal.output))
            tally.hold("I3", not raw and b"PWNED" in terminal.output, raw)
        after = load(path).report
        tally.hold("I1", after is not None and before is not None, "the file is no report any more")
    with clerk.folder(Scenario("hostile", clerk.nothing, ())) as work:
        (work / "甲\x1b[31m\u202e乙.toml").write_text(figures.text_of(hostile_report()), encoding="utf-8")
        with Terminal(before=f"import os; os.chdir({str(work)!r})") as terminal:
            tally.run()
            terminal.wait_for("U+202E")
            terminal.drain(0.2)
            raw = raw_in(bytes(terminal.output))
            tally.hold("I3", not raw, f"the list: {raw}")
    return tally


def _hostile_plain() -> Tally:
    tally = Tally()
    with clerk.folder(Scenario("hostile", clerk.nothing, ())) as work:
        path = work / NAME
        path.write_text(figures.text_of(hostile_report()), encoding="utf-8")
        with Terminal("edit", "--plain", path) as terminal:
            tally.run()
            for _ in range(120):
                terminal.send("\r")
                terminal.drain(0.01)
            terminal.send("?\r")
            terminal.drain(0.2)
            raw = raw_in(bytes(terminal.output).replace(b"\x07", b""))
            tally.hold("I3", not raw and is_chinese(terminal.output.decode(errors="replace")), f"plain: {raw}")
    return tally
