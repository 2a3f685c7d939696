"""The editions of the official form, one module each."""

from schema.editions import edition_2019, edition_2021
from schema.form import Edition

EDITIONS: dict[int, Edition] = {edition.number: edition for edition in (edition_2019.EDITION, edition_2021.EDITION)}
"""Every known edition, by number."""


def edition_for(year: int) -> Edition | None:
    """The edition that reports of a year are written in; None before the first edition."""
    return next((edition for edition in EDITIONS.values() if edition.covers(year)), None)
