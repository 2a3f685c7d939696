"""The way from one finding to the next."""

from collections.abc import Sequence

from schema.findings import Finding


def standing(findings: Sequence[Finding]) -> list[Finding]:
    """Those that have to be dealt with, and are somewhere."""
    return [finding for finding in findings if finding.blocks and finding.where]


def following(last: Finding | None, findings: Sequence[Finding]) -> Finding:
    """The finding that follows one that tells of the same, though the figures in its message may have changed.

    The last is followed by the first; there must be one.
    """
    if last in findings:
        index = findings.index(last)
    else:
        known = None if last is None else identity(last)
        index = max((n for n, each in enumerate(findings) if identity(each) == known), default=-1)
    return findings[(index + 1) % len(findings)]


def identity(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """What stays when the figures in the message change."""
    return finding.code, finding.where
