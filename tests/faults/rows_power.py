"""F3: the power fails. What was written since the last sync may be on the disk, in part, or not at all."""

import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from tests.faults import clerk, scenarios
from tests.faults.clerk import NAME, Rehearsal, Scenario
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.traced import FILE_CALLS, Shared, run_traced

_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)", re.MULTILINE)
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_MARK = "/committed/"
_REPLAYED = (0, 1, 2, 3, 5, 6, 7)
_MOST_UNSYNCED = 6
_SECTOR = 512
"""Bytes that a disk writes whole or not at all."""


def power_fails() -> Iterator[Job]:
    """After every call of a scenario, with every part of what is not synced."""
    yield from (partial(_power_fails, number) for number in _REPLAYED)


@dataclass
class Inode:
    """One file: what is on the disk for certain, and what was written."""

    synced: bytes = b""
    data: bytes = b""

    def contents(self) -> tuple[bytes, ...]:
        """What may stand in the file: nothing of what is not synced, sectors of it, zeros in its place, or all."""
        kept = self.synced if self.data.startswith(self.synced) else b""
        new = self.data[len(kept) :]
        half = new[: len(new) // 2 // _SECTOR * _SECTOR]
        return self.synced, kept + half, kept + bytes(len(new)), self.data


Names = dict[str, Inode]


@dataclass
class Disk:
    """The folder as recorded calls leave it: names that are on the disk for certain, and changes that are not."""

    synced: Names = field(default_factory=dict)
    pending: list[tuple[str, str, Inode | None]] = field(default_factory=list)
    names: Names = field(default_factory=dict)
    open: dict[int, Inode | None] = field(default_factory=dict)

    def begin(self, work: Path) -> None:
        """Everything that stands there is on the disk."""
        for path in work.iterdir():
            data = path.read_bytes()
            self.names[path.name] = Inode(data, data)
        self.synced = dict(self.names)

    def rename(self, old: str, new: str) -> None:
        inode = self.names.pop(old)
        self.names[new] = inode
        self.pending.append(("rename", f"{old}\0{new}", inode))

    def states(self) -> Iterator[dict[str, bytes]]:
        """Every content of the folder that a loss of power may leave: names as far as they came, contents none, half or
        whole of what is not synced."""
        changes = self.pending[-_MOST_UNSYNCED:]
        sure = _applied(self.synced, self.pending[: len(self.pending) - len(changes)])
        for chosen in itertools.product((True, False), repeat=len(changes)):
            names = _applied(sure, [change for change, kept in zip(changes, chosen, strict=True) if kept])
            loose = [name for name, inode in names.items() if inode.data != inode.synced][:4]
            for contents in itertools.product(*(names[name].contents() for name in loose)):
                state = {name: inode.synced for name, inode in names.items()} | dict(zip(loose, contents, strict=True))
                yield state


def _applied(names: Names, changes: list[tuple[str, str, Inode | None]]) -> Names:
    result = dict(names)
    for kind, name, inode in changes:
        if kind == "unlink":
            result.pop(name, None)
        elif kind == "rename":
            old, new = name.split("\0")
            result.pop(old, None)
            assert inode is not None
            result[new] = inode
        else:
            assert inode is not None
            result[name] = inode
    return result


def _power_fails(number: int) -> Tally:
    scenario = scenarios.KILLED[number]
    tally = Tally()
    rehearsed = clerk.rehearse(scenario)
    with clerk.folder(scenario) as work:
        disk = Disk()
        disk.begin(work)
        calls = (*FILE_CALLS, "access", "faccessat")
        ended = run_traced(partial(_play_marked, scenario, work), calls, strings=True)
        if ended.status:
            tally.hold("I3", False, f"{scenario.name}: {ended.shared.said}")
            return tally
        folder = str(work)
    seen: set[tuple[object, ...]] = set()
    committed = saved = 0
    for name, arguments, result in _LINE.findall(ended.log):
        texts = [_decoded(text) for text in _STRING.findall(arguments)]
        if texts and _MARK in texts[0]:
            committed, saved = (int(each) for each in texts[0].rpartition("/")[2].split(","))
        elif int(result) >= 0:
            _record(disk, folder, name, arguments, texts, int(result))
        for state in disk.states():
            key = (committed, saved, frozenset(state.items()))
            if key not in seen:
                seen.add(key)
                tally.run()
                _judge(tally, scenario, rehearsed, state, committed, saved, f"{scenario.name}, after {name}")
    return tally


def _play_marked(scenario: Scenario, work: Path, shared: Shared) -> None:
    """Play a scenario and leave a mark in the log after each step."""

    class Marked(Shared):
        def progress(self, committed: int, saved: int) -> None:
            os.access(f"{_MARK}{committed},{saved}", os.F_OK)

    del shared
    clerk.play(scenario, work, Marked())


def _record(disk: Disk, folder: str, call: str, arguments: str, texts: list[str], result: int) -> None:
    """Do one recorded call to the model."""
    names = [text.removeprefix(folder + "/") for text in texts if text.startswith(folder + "/")]
    first = arguments.partition(",")[0].strip()
    descriptor = int(first) if first.lstrip("-").isdigit() else -1
    if call == "openat":
        disk.open.pop(result, None)
        if names and "O_CREAT" in arguments and names[0] not in disk.names:
            inode = Inode()
            disk.names[names[0]] = inode
            disk.pending.append(("create", names[0], inode))
        if names:
            disk.open[result] = disk.names.get(names[0])
        elif texts and texts[0] == folder:
            disk.open[result] = None
    elif call == "write" and (written := disk.open.get(descriptor)) is not None:
        written.data += texts[0].encode(errors="surrogateescape")[:result]
    elif call == "ftruncate" and (cut := disk.open.get(descriptor)) is not None:
        cut.data = cut.data[: int(arguments.rpartition(",")[2])]
    elif call in ("fsync", "fdatasync") and descriptor in disk.open:
        synced = disk.open[descriptor]
        if synced is None:
            disk.synced = _applied(disk.synced, disk.pending)
            disk.pending.clear()
        else:
            synced.synced = synced.data
    elif call.startswith("rename") and len(names) == 2:
        disk.rename(*names)
    elif call.startswith("link") and len(names) == 2:
        disk.names[names[1]] = disk.names[names[0]]
        disk.pending.append(("link", names[1], disk.names[names[0]]))
    elif call.startswith("unlink") and names:
        disk.names.pop(names[0], None)
        disk.pending.append(("unlink", names[0], None))
    elif call == "close":
        disk.open.pop(descriptor, None)


def _judge(
    tally: Tally,
    scenario: Scenario,
    rehearsed: Rehearsal,
    state: dict[str, bytes],
    committed: int,
    saved: int,
    where: str,
) -> None:
    """What the next session finds after the power came back; the lock's owner is of another boot."""
    with clerk.folder(replace(scenario, prepare=clerk.nothing)) as work:
        for name, data in state.items():
            (work / name).write_bytes(data)
        path = work / NAME
        now = path.read_bytes() if path.exists() else b""
        index = next((index for index, data in enumerate(rehearsed.files) if data == now), -1)
        tally.hold(
            "I1", index in (saved, saved + 1), lambda: f"{where}: version {index} after {saved} saves: {_sizes(state)}"
        )
        if index < 0:
            return
        session = clerk.opened(path, scenario)
        if session.held is not None and session.held.owner is None:
            # A lock of which nothing but its name has reached the disk: the clerk is told so, and takes over.
            session.close()
            session = clerk.opened(path, scenario, taking_over=True)
        expected = rehearsed.reports[committed : committed + 2]
        found = [report for report in clerk.offered(session) if report in expected]
        tally.hold(
            "I2", found, lambda: f"{where}: step {committed}: {clerk.described(session, expected[0])}: {_sizes(state)}"
        )
        clerk.recover(session)
        session.session.save()
        session.close()
        tally.hold("I4", not clerk.unexpected(work), f"{where}: {clerk.unexpected(work)}")


def _decoded(text: str) -> str:
    """What strace wrote in hexadecimal."""
    return bytes.fromhex(text.replace("\\x", "")).decode(errors="surrogateescape")


def _sizes(state: dict[str, bytes]) -> str:
    return ", ".join(f"{name} {len(data)}" for name, data in sorted(state.items()))
