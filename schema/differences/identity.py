"""Whether two reports are two states of one."""

from schema.cells import half_width
from schema.editions.cover import AGENCY_NAME
from schema.report import Report


def other_agency(old: Report, new: Report) -> bool:
    """Whether two reports name different agencies, blanks and the width of letters left aside."""
    one, other = ("".join(half_width(report.text(AGENCY_NAME.key)).split()) for report in (old, new))
    return bool(one and other) and one != other


def another_report(old: Report, new: Report) -> bool:
    """Whether two reports are of different years or agencies; not so of what is still blank in one."""
    return (None not in (old.year, new.year) and old.year != new.year) or other_agency(old, new)
