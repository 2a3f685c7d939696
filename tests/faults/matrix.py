"""The registry: every row of the matrix under its id."""

from shutil import which

from tests.faults import rows_disk, rows_files, rows_keys, rows_killed, rows_outside, rows_power, rows_terminal, traced
from tests.faults.jobs import Row

_ALL = (
    Row(
        "F1",
        "Disk full",
        "No space or quota left at each call that takes some, once, for a while and for ever; edited on, saved again.",
        rows_disk.disk_full,
        "failures",
        traced.missing,
    ),
    Row(
        "F2",
        "Killed at any system call",
        "SIGKILL at every call that touches a file, of opening, journal, saving and leaving; then opened again.",
        rows_killed.killed_everywhere,
        "kills",
        traced.missing,
    ),
    Row(
        "F3",
        "Power fails",
        "The calls of a session replayed; what was not synced dropped, halved or out of order; then opened again.",
        rows_power.power_fails,
        "states",
        traced.missing,
    ),
    Row(
        "F4",
        "Disk broken",
        "An error of input or output at each call of opening, reading, journal and saving, once and for ever.",
        rows_disk.disk_broken,
        "failures",
        traced.missing,
    ),
    Row(
        "F7",
        "Terminal closed",
        "The terminal is closed, whatever the clerk is doing: gone within a second with status 0, the draft complete.",
        rows_terminal.hung_up,
        "hang-ups",
    ),
    Row(
        "F8",
        "Told to end",
        "SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGPIPE, whatever the clerk is doing: as F7, and the terminal given back.",
        rows_terminal.signalled,
        "signals",
    ),
    Row(
        "F9",
        "Terminal gone, and no signal",
        "As F7 with SIGHUP ignored: gone within two seconds, with less than 0.1 s of processor.",
        rows_terminal.gone_unsaid,
        "hang-ups",
    ),
    Row(
        "F10",
        "Stopped and continued",
        "SIGTSTP from outside: the terminal given back; another size meanwhile; SIGCONT: painted at that size.",
        rows_terminal.stopped,
        "stops",
    ),
    Row(
        "F11",
        "Nobody reads",
        "The terminal takes nothing more: each committed cell is still in the journal; then read, hung up or killed.",
        rows_terminal.unread,
        "stalls",
    ),
    Row(
        "F12",
        "Resized without end",
        "2,000 sizes in a row, 1×1, none and 500 columns among them: alive, and the last frame right.",
        rows_terminal.resized,
        "sizes",
    ),
    Row(
        "F13",
        "Bytes no keyboard sends",
        "Invalid UTF-8, GBK, half characters, C1, NUL in every kind of field: alive, told, and no cell changed.",
        rows_keys.foreign_bytes,
        "inputs",
    ),
    Row(
        "F14",
        "Pastes",
        "A million characters within two seconds; blocks of figures of every shape; ESC and unseen characters inside.",
        rows_keys.pasted,
        "pastes",
    ),
    Row(
        "F15",
        "File changed outside",
        "Changed, replaced, removed, made something else, by content and not by time: asked before writing.",
        rows_outside.changed_outside,
        "changes",
    ),
    Row(
        "F16",
        "git underfoot",
        "checkout, merge, rebase, reset and conflicts under an open report: as F15; conflict marks named by line.",
        rows_outside.git_underfoot,
        "commands",
        lambda: "" if which("git") else "git is not installed",
    ),
    Row(
        "F19",
        "Cut and odd files",
        "A report cut at every byte, checked and opened; other encodings and line ends: refused by line, or opened.",
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
