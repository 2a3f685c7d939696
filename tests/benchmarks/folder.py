"""Checking a county's folder by two processes, against reading its files with tomllib by two processes."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.county import fill
from tests.benchmarks.reporting import Row
from tests.program import MAIN

_READ = """
import sys, tomllib
from multiprocessing import Pool
from pathlib import Path

def read(path):
    tomllib.loads(path.read_bytes().decode())

if __name__ == "__main__":
    with Pool(2) as pool:
        for _ in pool.imap(read, sorted(Path(sys.argv[1]).rglob("*.toml")), chunksize=100):
            pass
"""
_EARLY = 100


def rows(rounds: int) -> Iterator[Row]:
    """Every measurement of this module: in processor time of all processes, which other work disturbs less."""
    many = 10_000 if rounds > 5 else 1_000
    with TemporaryDirectory(prefix="nianbao-") as folder:
        paths = fill(Path(folder), many)
        floor, figures, everything = [], [], []
        for _ in range(3):
            floor.append(_seconds("-c", _READ, folder))
            figures.append(_seconds(*_check(folder, "--no-prose")))
            everything.append(_seconds(*_check(folder)))
        what = f"check of {many:,} reports, 2 processes"
        yield Row(f"{what}, all but prose", median(figures), "s", 0.5, median(floor))
        yield Row(f"{what}, with prose", median(everything), "s", 1.5, median(floor))
        early, late = _memory(folder, paths)
        yield Row(
            f"memory of the largest of them, {_EARLY}th file and {_EARLY} before the last", late, "MB", 1.1, early
        )


def _check(folder: str, *options: str) -> Sequence[str]:
    return ("-c", MAIN, "check", folder, "--jobs", "2", *options)


def _seconds(*arguments: str) -> float:
    """Processor time of a process and all that it started and waited for."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1)
    return usage.ru_utime + usage.ru_stime


def _memory(folder: str, paths: Sequence[Path]) -> tuple[float, float]:
    """What the largest of the processes that check takes early and late, in MB."""
    command = [sys.executable, *_check(folder)]
    sizes: dict[str, float] = {}
    numbers = {str(path): number for number, path in enumerate(paths)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            # The first file from there on that has a finding: not every one has.
            number = numbers.get(line.partition(":")[0], -1)
            when = "late" if number >= len(paths) - _EARLY else "early" if number >= _EARLY else ""
            if when and when not in sizes:
                sizes[when] = max(map(_resident, [process.pid, *_children(process.pid)]))
    return sizes["early"], sizes["late"]


def _children(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def _resident(pid: int) -> float:
    """In MB, of 1,024 KiB each."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024
