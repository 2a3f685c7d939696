"""The registry: every row of the matrix under its id."""

from tests.faults import rows_files, rows_killed, traced
from tests.faults.jobs import Row

_ALL = (
    Row(
        "F2",
        "Killed at any system call",
        "SIGKILL at every call that touches a file, of opening, editing, journal, saving and leaving; then opened again.",
        rows_killed.killed_everywhere,
        "kills",
        traced.missing,
    ),
    Row(
        "F19",
        "Cut and odd files",
        "A real report cut at every byte, checked and opened; other encodings, line ends, binary: refused with line or opened.",
        rows_files.cut_and_odd,
        "files",
    ),
    Row(
        "F21",
        "Hostile TOML",
        "Depth, long keys, numbers and texts without end: refused within a second and 200 MB, in Chinese.",
        rows_files.hostile_documents,
        "documents",
    ),
    Row(
        "F29",
        "Other versions",
        "A newer form, unknown and missing keys: named, and kept as they stand.",
        rows_files.other_versions,
        "files",
    ),
)

ROWS: dict[str, Row] = {row.id: row for row in _ALL}
