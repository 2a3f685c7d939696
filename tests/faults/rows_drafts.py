"""F20: drafts that lie."""

import json
import os
import random
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
from tests.faults.rows_terminal import CELL, WHOLE
from tests.faults.terminal import Terminal

_LOCK = f".{NAME}.lock"


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
    ignored: dict[str, dict[str, object]] = {
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
    owners = {
        "another host": {"host": "elsewhere"},
        "hostile words": {"user": "\x1b[31m\u202e甲", "since": "\x07"},
    }
    texts = {"overview.intro": "\x1b]0;题\x07\u202e", CELL: "8"}
    for name, words in owners.items():
        with clerk.folder(WHOLE) as work:
            hostile = _line({**head, "owner": {**head["owner"], **words}})
            (work / _name()).write_bytes(hostile[1:] + _line({**time, "texts": texts}))
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
