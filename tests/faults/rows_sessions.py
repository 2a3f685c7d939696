"""F17, F20: two sessions on one file, locks of the dead, and drafts that lie."""

import json
import os
import random
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zlib import crc32

from schema.report import Report
from tests import figures
from tests.faults import clerk, scenarios
from tests.faults.clerk import NAME, Scenario
from tests.faults.command import is_chinese
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import CELL, VALUE, WHOLE, committed
from tests.faults.terminal import ENTER, MARKER, SAVE, TAB, Terminal
from tui.drafts.owner import Owner

_LOCK = f".{NAME}.lock"

# F17


def two_sessions() -> Iterator[Job]:
    """A second session, one that takes over, and locks of every kind of owner."""
    yield _second_only_reads
    yield _second_takes_over
    yield _owners


def _second_only_reads() -> Tally:
    tally = Tally()
    with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as first:
        before = (work / NAME).read_bytes()
        committed(first)
        with Terminal("edit", work / NAME) as second:
            tally.run()
            with tally.told("I3", "who, and since when"):
                second.wait_for("正在填这份报告", 5)
                screen = second.screen()
                assert os.uname().nodename[:20] in screen and "只看" in screen, screen
                second.send(ENTER)
                second.drain(0.2)
                second.send("99" + TAB + SAVE)
                second.drain(0.3)
                assert second.alive
            tally.hold("I1", (work / NAME).read_bytes() == before, "the second session wrote")
            second.kill(signal.SIGTERM)
            second.ended(5)
        with tally.told("I5", "the first goes on"):
            first.send("77" + TAB)
            first.wait_for("77", 5)
        first.kill(signal.SIGTERM)
        first.ended(5)
        session = clerk.opened(work / NAME, WHOLE)
        offers = [report.text(CELL) for report in clerk.offered(session)]
        tally.hold("I2", VALUE in offers and session.held is None, f"{offers}")
        session.close()
    return tally


def _second_takes_over() -> Tally:
    """The first is asked to end, also where it hangs; the second is offered what it had."""
    tally = Tally()
    for name in ("answers", "hangs"):
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as first:
            before = (work / NAME).read_bytes()
            committed(first)
            if name == "hangs":
                first.kill(signal.SIGSTOP)
            with Terminal("edit", work / NAME) as second:
                tally.run()
                with tally.told("I2", f"the first {name}"):
                    second.wait_for("正在填这份报告", 5)
                    second.mark()
                    second.send("2")
                    second.wait_for("有没保存的内容", 8)
                    second.send("1")
                    second.wait_for(lambda: VALUE in second.screen(), 5)
                if name == "hangs":
                    first.kill(signal.SIGCONT)
                    first.drain(0.2)
                    if first.alive:
                        first.send("88" + TAB + SAVE)
                        first.drain(0.3)
                else:
                    first.ended(3)
                    tally.hold("I3", first.status == 0, f"the first ended with {first.status}")
                tally.hold("I1", (work / NAME).read_bytes() == before, f"{name}: the first wrote")
                second.mark()
                second.send(SAVE)
                with tally.told("I3", f"the first {name}: saved"):
                    second.wait_for("已保存", 5)
                second.kill(signal.SIGTERM)
                second.ended(5)
    return tally


def _owners() -> Tally:
    """Evidence clears a lock, and nothing else does: not a clock."""
    tally = Tally()
    here = Owner.here()
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    stale = {
        "a process that is gone": here._replace(pid=child, started=5),
        "a process number used again": here._replace(started=here.started + 1),
        "another boot": here._replace(boot="0" * 36),
        "gone, and from the future": here._replace(pid=child, since="2099-01-01T00:00:00+00:00"),
    }
    standing = {
        "another host": here._replace(host="elsewhere"),
        "another host, long ago": here._replace(host="elsewhere", since="1999-01-01T00:00:00+00:00"),
        "this very process, from the future": here._replace(since="2099-01-01T00:00:00+00:00"),
    }
    for name, owner in (stale | standing).items():
        with clerk.folder(WHOLE) as work:
            (work / _LOCK).write_text(json.dumps(owner.to_json()) + "\n")
            tally.run()
            session = clerk.opened(work / NAME, WHOLE)
            told = session.held is None if name in stale else session.held is not None and session.session.read_only
            tally.hold("I3", told, f"{name}: held {session.held}")
            session.close()
            tally.hold("I4", (work / _LOCK).exists() == (name in standing), f"{name}: {os.listdir(work)}")  # noqa: PTH208
    hostile = {
        "empty": b"",
        "binary": bytes(range(256)),
        "not an owner": b"[1, 2, 3]\n",
        "deep": b"[" * 5_000,
        "a huge number": b'{"pid": 1' + b"0" * 4_000 + b"}",
        "escapes": json.dumps(here._replace(user="\x1b[31m甲\u202e", host="elsewhere\x07").to_json()).encode(),
        "long": b"x" * 1_000_000,
    }
    for name, data in hostile.items():
        with clerk.folder(WHOLE) as work:
            (work / _LOCK).write_bytes(data)
            tally.run()
            with Terminal("edit", work / NAME) as terminal, tally.told("I3", f"a lock that is {name}"):
                terminal.wait_for(lambda: MARKER in terminal.screen() or "正在填" in terminal.screen(), 5)
                assert is_chinese(terminal.screen())
                assert "\u202e".encode() not in terminal.output and b"\x1b[31m\xe7\x94\xb2" not in terminal.output
    return tally


# F20


def drafts_that_lie() -> Iterator[Job]:
    """Cut at every byte, changed at random, of another report, version, host and user."""
    yield from (partial(_cut_drafts, start) for start in range(2))
    yield _changed_drafts
    yield _foreign_drafts


def _draft(work: Path) -> bytes:
    """A real draft, and nothing else of its session."""
    clerk.killed(Scenario("draft", clerk.nothing, scenarios.FILLING), work)
    (work / _LOCK).unlink()
    return (work / _name()).read_bytes()


def _name() -> str:
    return f".{NAME}.draft-{os.geteuid()}"


def _judge(tally: Tally, work: Path, data: bytes, possible: list[Report], where: str) -> None:
    """Opened without an error; what is offered is what some moment of the session held, or it is refused in words."""
    before = (work / NAME).read_bytes()
    for each in work.glob(f"{_name()}*"):
        each.unlink()
    (work / _name()).write_bytes(data)
    tally.run()
    session = clerk.opened(work / NAME, WHOLE)
    offers = clerk.offered(session)
    tally.hold(
        "I2",
        all(_is_of(offer, possible) for offer in offers),
        lambda: f"{where}: {clerk.described(session, possible[-1])}",
    )
    tally.hold("I3", all(is_chinese(notice) for notice in session.notices), f"{where}: {session.notices}")
    for draft in list(session.drafts):
        session.give_up(draft)
    session.close()
    tally.hold("I1", (work / NAME).read_bytes() == before, f"{where}: the report was changed")


def _is_of(offer: Report, possible: list[Report]) -> bool:
    """Whether every value is one that the session had there."""
    last = possible[-1]
    places = offer.texts.keys() | offer.cells.keys() | last.texts.keys() | last.cells.keys()
    return offer.parts in [each.parts for each in possible] and all(
        any(offer.text(place) == each.text(place) for each in possible) for place in places
    )


def _cut_drafts(start: int) -> Tally:
    tally = Tally()
    with clerk.folder(WHOLE) as work:
        data = _draft(work)
        possible = clerk.rehearse(Scenario("draft", clerk.whole, scenarios.FILLING)).reports
    with clerk.folder(WHOLE) as work:
        for length in range(start, len(data) + 1, 2):
            _judge(tally, work, data[:length], possible, f"cut after {length}")
    return tally


def _changed_drafts() -> Tally:
    tally = Tally()
    chance = random.Random(20)
    with clerk.folder(WHOLE) as work:
        data = _draft(work)
        possible = clerk.rehearse(Scenario("draft", clerk.whole, scenarios.FILLING)).reports
    with clerk.folder(WHOLE) as work:
        for number in range(300):
            changed = bytearray(data)
            for _ in range(chance.choice((1, 1, 2, 8))):
                at = chance.randrange(len(changed))
                kind = chance.randrange(4)
                if kind == 0:
                    changed[at] ^= 1 << chance.randrange(8)
                elif kind == 1:
                    del changed[at : at + chance.randrange(1, 60)]
                elif kind == 2:
                    changed[at:at] = chance.randbytes(chance.randrange(1, 20))
                else:
                    end = at + chance.randrange(200)
                    changed[at:at] = changed[at:end]
            _judge(tally, work, bytes(changed), possible, f"change {number}")
    return tally


def _line(value: object) -> bytes:
    data = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"\n%08x %b\n" % (crc32(data), data)


def _foreign_drafts() -> Tally:
    """Well-formed, with right checksums, by somebody who means harm."""
    tally = Tally()
    with clerk.folder(WHOLE) as work:
        data = _draft(work)
    head = json.loads(data.split(b"\n")[0][9:])
    last = figures.report()
    nothing = [last]
    time = {"time": "2026-01-01T00:00:00+00:00"}
    deep: object = "x"
    for _ in range(900):
        deep = [deep]
    refused = {
        "another report": _line({**head, "report": "other.toml"}),
        "another report, with escapes": _line({**head, "report": "\x1b[31m\u202e"}),
        "a later version": _line({**head, "draft": 99}),
        "another edition": _line({**head, "edition": 2019}),
        "an unknown edition": _line({**head, "edition": 9999}),
        "an edition that is a text": _line({**head, "edition": "2021"}),
        "no header": b"",
        "a header of another type": _line([1, 2]),
    }
    for name, header in refused.items():
        with clerk.folder(WHOLE) as work:
            body = _line({**time, "texts": {CELL: "666"}})
            _judge(tally, work, header[1:] + body, nothing, name)
    ignored = {
        "an unknown place": {"texts": {"nowhere.at.all": "1"}},
        "a place that is no text": {"texts": {"requests": "1"}},
        "a text that is a number": {"texts": {CELL: 666}},
        "parts of no section": {"parts": {"nowhere": [["a", "b"]]}, "shape": 1},
        "parts that are texts": {"parts": {"overview": "abc"}, "shape": 1},
        "deep": {"texts": deep},
        "a cursor that is a list": {"at": [1], "texts": {}},
        "a long place": {"texts": {"x" * 100_000: "1"}},
        "a half character": {"texts": {"nowhere": "\ud800"}},
        "a part far away": {"texts": {"overview.parts.999999.text": "1"}},
    }
    for name, record in ignored.items():
        with clerk.folder(WHOLE) as work:
            _judge(tally, work, _line(head)[1:] + _line({**time, **record}), nothing, name)
    for name, owner in {
        "another host": {"host": "elsewhere"},
        "hostile": {"user": "\x1b[31m\u202e甲", "since": "\x07"},
    }.items():
        with clerk.folder(WHOLE) as work:
            header = {**head, "owner": {**head["owner"], **owner}}
            text = "\x1b]0;题\x07\u202e"
            (work / _name()).write_bytes(
                _line(header)[1:] + _line({**time, "texts": {"overview.intro": text, CELL: "8"}})
            )
            tally.run()
            with Terminal("edit", work / NAME) as terminal, tally.told("I3", f"owner of {name}"):
                terminal.wait_for("有没保存的内容", 5)
                terminal.send("2")
                terminal.drain(0.3)
                terminal.screen()
                assert "\u202e".encode() not in terminal.output and b"\x1b]0;" not in terminal.output
    if os.geteuid() == 0:
        with clerk.folder(WHOLE) as work:
            other = work / f".{NAME}.draft-12345"
            other.write_bytes(_line(head)[1:] + _line({**time, "texts": {CELL: "666"}}))
            os.chown(other, 12345, 12345)
            tally.run()
            session = clerk.opened(work / NAME, WHOLE)
            told = not session.drafts and any("不是您的" in notice for notice in session.notices)
            tally.hold("I3", told, f"another user's: {session.notices}")
            session.close()
            tally.hold("I2", other.exists(), "another user's draft was removed")
    return tally
