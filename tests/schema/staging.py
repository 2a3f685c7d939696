"""What would be written, as bytes."""

from schema.report import Report
from schema.report_file import Loaded, staged_file


def stage(loaded: Loaded, report: Report) -> bytes:
    """The bytes of a file once it holds a report. Raises as `staged_file`."""
    return staged_file(loaded, report).data
