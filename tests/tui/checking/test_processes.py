"""Work by several processes: in order, little ahead, and whole although processes die."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import ROOT
from tests.tui.checking.running import gone, running
from tui.checking.processes import Processes


def squares(number: int) -> int:
    return number * number


def nothing(number: int) -> int:
    return -1


def chunks(count: int, size: int) -> Iterator[list[int]]:
    for start in range(0, count, size):
        yield list(range(start, min(start + size, count)))


@pytest.mark.parametrize(("count", "size"), [(0, 1), (1, 5), (7, 7), (1_000, 3)])
def test_results_come_in_order(count: int, size: int) -> None:
    with Processes(squares, nothing, 3) as processes:
        results = [each for chunk in processes.results(chunks(count, size)) for each in chunk]
        assert results == [number * number for number in range(count)]
        assert list(processes.results([[5]])) == [[25]]


def test_a_slow_first_chunk_does_not_fill_the_memory() -> None:
    taken = 0

    def source() -> Iterator[list[int]]:
        nonlocal taken
        for number in range(500):
            taken += 1
            yield [number]

    def slow(number: int) -> int:
        if number == 0:
            time.sleep(0.3)
        return number

    with Processes(slow, nothing, 2) as processes:
        results = processes.results(source())
        assert next(results) == [0]
        assert taken < 20
        assert [number for (number,) in results] == list(range(1, 500))


def test_large_results_and_many_of_them_do_not_lock(tmp_path: Path) -> None:
    with Processes(lambda number: "字" * 1_000_000, nothing, 2) as processes:
        assert sum(len(chunk[0]) for chunk in processes.results(chunks(12, 1))) == 12_000_000


def test_what_a_killed_process_had_is_done_by_another(tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    def once_killed(number: int) -> int:
        if number == 5 and not mark.exists():
            mark.write_text("")
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with Processes(once_killed, nothing, 2) as processes:
        assert [each for chunk in processes.results(chunks(100, 4)) for each in chunk] == list(range(100))
    assert mark.exists()


def test_what_kills_twice_is_left_and_the_rest_is_done() -> None:
    def killed(number: int) -> int:
        if number % 10 == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with Processes(killed, nothing, 2) as processes:
        results = [each for chunk in processes.results(chunks(40, 4)) for each in chunk]
    assert results == [-1 if number % 10 == 3 else number for number in range(40)]


def test_all_idle_processes_killed_from_outside() -> None:
    with Processes(lambda _: os.getpid(), nothing, 2) as processes:
        first = {chunk[0] for chunk in processes.results([[each] for each in range(20)])}
        for pid in first:
            os.kill(pid, signal.SIGKILL)
        second = {chunk[0] for chunk in processes.results([[each] for each in range(20)])}
        assert second and not second & first
    assert not any(map(running, first | second))


def test_no_process_is_left_after_an_error() -> None:
    pids: set[int] = set()
    with pytest.raises(KeyboardInterrupt), Processes(lambda _: os.getpid(), nothing, 2) as processes:
        for chunk in processes.results([[each] for each in range(50)]):
            pids.add(chunk[0])
            if len(pids) == 2:
                raise KeyboardInterrupt
    assert len(pids) == 2 and not any(map(running, pids))


FIRST = """
import signal
from tui.checking.processes import Processes

def numbered(_):
    import os
    return os.getpid()

with Processes(numbered, numbered, 3) as processes:
    pids = {chunk[0] for chunk in processes.results([[each] for each in range(300)])}
    pids |= {worker._process.pid for worker in processes._workers}
    print(*pids, flush=True)
    signal.pause()
"""


def test_the_others_end_when_the_first_is_killed() -> None:
    """Whoever is killed cannot end what it started: that must find out by itself."""
    with subprocess.Popen([sys.executable, "-c", FIRST], stdout=subprocess.PIPE, cwd=ROOT) as first:
        try:
            assert first.stdout is not None
            pids = list(map(int, first.stdout.readline().split()))
            assert len(pids) >= 3 and all(map(running, pids))
        finally:
            first.kill()
    assert gone(pids)
