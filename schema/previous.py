"""Last year's report: the file that a report names, or the one of the same agency and the year before beside it.

Nothing but regular files is read, and of a large folder no more than some hundred beginnings.
"""

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from schema.counterparts import carried_out, carried_places
from schema.editions import edition_for
from schema.editions.cover import AGENCY_FIELDS, AGENCY_NAME, PREVIOUS, YEAR
from schema.form import Edition, Place
from schema.report import Report
from schema.report_file import load
from schema.siblings import Siblings, bare_name
from schema.totals import Amount
from schema.unsafe import cleaned, shown

UNREADABLE = "previous-unreadable"
MISMATCH = "previous-mismatch"

_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.ENOTDIR: "没有这个文件",
    errno.EACCES: "没有读取的权限",
    errno.EPERM: "没有读取的权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.ENXIO: "这不是普通文件",
}
_RENAME = f"核对“{PREVIOUS.label}”的文件名，它从本报告所在的文件夹算起；没有上年报告的，留空。"


class Problem(NamedTuple):
    """Why last year's report is not what it should be.

    ``code`` is that of the query it is where the report itself names the file; ``against`` the place that the file
    contradicts, and ``says`` what the file says instead.
    """

    code: str
    message: str
    suggestion: str
    against: Place = ""
    says: str = ""


class Found(NamedTuple):
    """What is known of last year's report. Where there is no report, there is a problem."""

    path: Path | None
    report: Report | None = None
    named: bool = False
    """Whether the report names the file; otherwise it was found beside it."""
    problem: Problem | None = None

    @property
    def words(self) -> str:
        """Which file was taken, or why none was, in Chinese, as one line."""
        if self.problem is not None:
            return self.problem.message
        assert self.path is not None
        return f"上年报告：{shown(self.path.name)}（{'报告中写明' if self.named else '文件旁找到'}）"

    @property
    def query(self) -> Problem | None:
        """The problem where it is one of the report, which names the file."""
        return self.problem if self.named else None


def find_previous(path: Path, report: Report, siblings: Siblings | None = None) -> Found | None:
    """Last year's report of a report in a file; None where it names none and there is none beside it.

    Args:
        path: The report's file, which need not exist yet.
        report: What it holds.
        siblings: What is known of the files of its folder, where several reports are looked at.
    """
    if name := report.text(PREVIOUS.key).strip():
        return judged(path.parent / name, report, named=True)
    year, agency = report.year, report.text(AGENCY_NAME.key)
    if year is None or not agency.strip() or edition_for(year - 1) is None:
        return None
    return _beside(path, report, year, siblings or Siblings(path.parent))


def _beside(path: Path, report: Report, year: int, siblings: Siblings) -> Found | None:
    """The file of the same name but for the year, else the only one, else the only final one."""
    name = path.name.replace(str(year), str(year - 1))
    alike = judged(siblings.folder / name, report) if name != path.name else None
    if alike is not None and alike.problem is None:
        return alike
    agency = report.text(AGENCY_NAME.key)
    names = siblings.of(year - 1, agency, but=path.name)
    candidates = [judged(siblings.folder / name, report) for name in names]
    return chosen(candidates, year - 1) or (alike if alike is not None and _is_broken(alike) else None)


def _is_broken(found: Found) -> bool:
    """Whether a file is there and cannot be read."""
    unreadable = found.problem is not None and found.problem.code == UNREADABLE
    return unreadable and found.path is not None and os.path.lexists(found.path)


def chosen(candidates: Sequence[Found], year: int, where: str = "旁边") -> Found | None:
    """The one of several files that fits, else the only final one; a problem where that leaves several.

    Args:
        candidates: The files, each judged.
        year: Last year.
        where: Where they were found, in Chinese, as the problem says it.
    """
    fitting = [found for found in candidates if found.problem is None]
    if len(fitting) > 1:
        fitting = [found for found in fitting if found.report is not None and found.report.final] or fitting
    if len(fitting) == 1 or (fitting and all(found.report == fitting[0].report for found in fitting)):
        return fitting[0]
    if fitting:
        listed = "、".join(shown(found.path.name) for found in fitting if found.path is not None)
        message = f"上年报告：{where}有{len(fitting)}份{year}年度的（{listed}），不知道用哪一份"
        remedy = f"请在“{PREVIOUS.label}”写明文件名"
        return Found(None, problem=Problem(MISMATCH, f"{message}，{remedy}", f"{remedy}。"))
    return next((found for found in candidates if found.problem and found.problem.code == UNREADABLE), None)


def judged(path: Path, report: Report, *, named: bool = False) -> Found:
    """A file as last year's report of a report."""
    name = shown(path.name)
    try:
        loaded = load(path, regular=True)
    except (OSError, ValueError) as error:
        why = _REASONS.get(error.errno or 0, "读不了") if isinstance(error, OSError) else "文件名里有不许用的字符"
        return Found(path, named=named, problem=Problem(UNREADABLE, f"上年报告“{name}”：{why}", _RENAME))
    previous = loaded.report
    if previous is None:
        line = next((f"第{each.line}行" for each in loaded.findings if each.line), "")
        message = f"上年报告“{name}”：{line}读不出来，不像是一份报告"
        remedy = "先对那个文件单独校验，照提示改正；如果写错了文件名，请改正。"
        return Found(path, named=named, problem=Problem(UNREADABLE, message, remedy))
    return judged_report(path, previous, report, named=named)


def judged_report(path: Path, previous: Report, report: Report, *, named: bool = False) -> Found:
    """What a file holds as last year's report of a report.

    A report is taken only where it is certainly that of the year before. One of another agency is, for agencies are
    renamed, and yet a problem.
    """
    problem = _mismatch(shown(path.name), previous, report)
    return Found(path, None if problem is not None and problem.against == YEAR.key else previous, named, problem)


def _mismatch(name: str, previous: Report, report: Report) -> Problem | None:
    if report.year is None:
        message = f"上年报告“{name}”：本报告没有写明{YEAR.label}，不知道是不是上一年的，没有用来核对"
        return Problem(MISMATCH, message, f"先填好“{YEAR.label}”。", YEAR.key)
    if previous.year != report.year - 1:
        theirs = shown(previous.text(YEAR.key)[:20]) or "没有写年度"
        message = f"上年报告“{name}”：{YEAR.label}是{theirs}，本报告的上年是{report.year - 1}，没有用来核对"
        return Problem(MISMATCH, message, _RENAME, YEAR.key, theirs)
    ours, theirs = (each.text(AGENCY_NAME.key) for each in (report, previous))
    if ours.strip() and ours != theirs and bare_name(ours) != bare_name(theirs):
        theirs = shown(theirs[:40]) or f"没有写{AGENCY_NAME.label}"
        message = f"上年报告“{name}”：{AGENCY_NAME.label}是“{theirs}”，与本报告的“{shown(ours[:40])}”不同"
        return Problem(MISMATCH, message, "核对文件；机关改了名称的，说明后保留。", AGENCY_NAME.key, theirs)
    return None


def name_from(name: str, folder: Path, other: Path) -> str:
    """What names from another folder the file that a name means in one; the name itself where it means none there."""
    if Path(name).is_absolute():
        return name
    moved = os.path.relpath(folder / name, other)
    try:
        # Both only where it is there; a folder's name may be none that can be written down.
        return moved if moved.encode() and (other / moved).samefile(folder / name) else name
    except (OSError, ValueError):
        return name


def agency_from(previous: Report) -> dict[Place, str]:
    """What a new report takes over from last year's of its agency: its name, kind, level and contact."""
    texts = {field.key: cleaned(previous.text(field.key)).replace("\n", "").strip() for field in AGENCY_FIELDS}
    return {place: text for place, text in texts.items() if text}


def take_over_agency(path: Path, report: Report) -> None:
    """Give a new report the kind, level and contact that its agency had in the report of the year before beside it."""
    found = find_previous(path, report)
    if found is not None and found.report is not None:
        for place, text in agency_from(found.report).items():
            if place != AGENCY_NAME.key:
                report.set_text(place, text)


def carried_in_from(previous: Report, report: Report) -> dict[Place, str]:
    """What last year's 结转下年度 gives for the cells of 上年结转 that are still blank.

    Never a total: a keyed one is a control, which has to come from this year's source.
    """
    return {
        place: str(figure)
        for place, figure in carried_out_of(previous, report.edition).items()
        if figure is not None and place in report.edition.cells and report.number(place).blank
    }


def carried_out_of(previous: Report, edition: Edition) -> dict[Place, Amount | None]:
    """Last year's 结转下年度 by the places of 上年结转 in an edition: every applicant column, then 总计."""
    places = carried_places(edition, previous.edition)
    figures = carried_out(previous, places)
    return {place: figure for (place, _), figure in zip(places, figures, strict=True)}
