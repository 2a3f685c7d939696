"""Merges of two branches that changed one row each, done by git itself, many in one process.

python -m tests.git.merging [ROUNDS]
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from schema.form import Cell
from schema.report import Report
from schema.report_file import Loaded, from_bytes, load
from tests.git.scratch import SAMPLES, Scratch
from tests.schema.staging import stage

FILE = "报告.toml"
BASES = tuple(SAMPLES / name for name in ("suqian-2023.toml", "shanghai-office-2019.toml", "draft-2025.toml"))
_FIGURES = ("", "0", "3", "47", "806", "12345", "1234567")


class Edit(NamedTuple):
    """One row of a report with one cell changed."""

    row: str
    place: str
    figure: str


class Tally(NamedTuple):
    """How merges went; ``wrong`` names those that git made without a word, and wrongly."""

    merges: int
    conflicts: int
    wrong: tuple[str, ...]


def all_pairs(base: Path, seed: int) -> Tally:
    """Merge every pair of rows of a report, a row with itself included, a cell of each chosen by the seed."""
    loaded = load(base)
    assert loaded.report is not None
    random = Random(seed)
    ours, theirs = (list(_edits(loaded.report, random)) for _ in range(2))
    with TemporaryDirectory() as folder:
        repository = Scratch(Path(folder))
        _import(repository, loaded, [*ours, *theirs])
        pairs = [(one, len(ours) + other) for one in range(len(ours)) for other in range(len(theirs))]
        merged = list(_merge(repository, pairs))
    conflicts = 0
    wrong = []
    for (one, other), text in zip(pairs, merged, strict=True):
        edits = (ours[one], theirs[other - len(ours)])
        if text is None:
            conflicts += 1
        elif from_bytes(base, text).findings or from_bytes(base, text).report != _edited(loaded.report, *edits):
            wrong.append(f"{edits}")
    return Tally(len(pairs), conflicts, tuple(wrong))


def _edits(report: Report, random: Random) -> Iterator[Edit]:
    """One edit of each row."""
    rows: dict[str, list[Cell]] = {}
    for cell in report.edition.cells.values():
        rows.setdefault(cell.row.key + str(id(cell.row)), []).append(cell)
    for cells in rows.values():
        cell = random.choice(cells)
        figure = random.choice([each for each in _FIGURES if each != report.text(cell.place)])
        yield Edit(cell.row.key, cell.place, figure)


def _edited(report: Report, *edits: Edit) -> Report:
    result = report.copy()
    for edit in edits:
        result.set_text(edit.place, edit.figure)
    return result


def _import(repository: Scratch, loaded: Loaded, edits: Sequence[Edit]) -> None:
    """Commit the file, and on a branch of its own each edit, as the program writes it: branch 0 is the first."""
    assert loaded.report is not None
    stream = _commit("refs/heads/base", "", loaded.data)
    for number, edit in enumerate(edits):
        stream += _commit(f"refs/heads/{number}", "refs/heads/base", stage(loaded, _edited(loaded.report, edit)))
    _git(repository, stream, "fast-import", "--quiet")


def _commit(branch: str, parent: str, data: bytes) -> bytes:
    origin = f"from {parent}\n" if parent else ""
    head = f"commit {branch}\ncommitter 甲 <jia@example.org> 0 +0000\ndata 0\n{origin}M 644 inline {FILE}\n"
    return b"%sdata %d\n%s\n" % (head.encode(), len(data), data)


def _merge(repository: Scratch, pairs: Sequence[tuple[int, int]]) -> Iterator[bytes | None]:
    """The file that each merge gives; None where git says that it is a conflict."""
    asked = "".join(f"refs/heads/{one} refs/heads/{other}\n" for one, other in pairs)
    # Of each merge: 1 or 0, clean or not; the tree; of a conflict its files and messages; then an empty piece.
    answer = _git(repository, asked.encode(), "merge-tree", "--write-tree", "--stdin", "-z", "--no-messages")
    trees: list[str | None] = []
    pieces = iter(answer.decode().split("\0"))
    while (clean := next(pieces, "")) in ("0", "1"):
        named = next(pieces)
        trees.append(named if clean == "1" else None)
        while next(pieces):
            pass
    assert len(trees) == len(pairs)
    names = "".join(f"{tree}:{FILE}\n" for tree in trees if tree)
    blobs = _git(repository, names.encode(), "cat-file", "--batch")
    at = 0
    for tree in trees:
        if tree is None:
            yield None
            continue
        end = blobs.index(b"\n", at)
        size = int(blobs[at:end].split()[-1])
        yield blobs[end + 1 : end + 1 + size]
        at = end + size + 2


def _git(repository: Scratch, given: bytes, *arguments: str) -> bytes:
    done = subprocess.run(
        ["git", *arguments], cwd=repository.top, env=repository.variables, input=given, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def main() -> int:
    """Merge all pairs of rows of each base report, in rounds of other cells; 1 if a merge was wrong."""
    failed = 0
    for base in BASES:
        for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10):
            tally = all_pairs(base, seed)
            share = 100 * tally.conflicts / tally.merges
            print(f"{base.name}  {tally.merges} merges  {share:.1f} % conflicts  {len(tally.wrong)} wrong", flush=True)
            failed += bool(tally.wrong)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
