"""F17: two sessions on one file, locks of the dead."""

import json
import os
import signal
from collections.abc import Iterator

from tests.faults import clerk
from tests.faults.clerk import NAME
from tests.faults.command import is_chinese
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import CELL, VALUE, WHOLE, committed
from tests.faults.terminal import ENTER, MARKER, SAVE, TAB, Terminal
from tui.drafts.owner import Owner

_LOCK = f".{NAME}.lock"


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
