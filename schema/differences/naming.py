"""Prose in which the figures that it quotes are called by their names."""

import re

from schema.form import Edition
from schema.placeholders import PLACEHOLDER, has_figure
from schema.places import place_name


def with_names(edition: Edition, text: str) -> str:
    """The text with the name of each quoted figure in its braces in place of the figure's place."""

    def named(match: re.Match[str]) -> str:
        place = match[1]
        return f"{{{place_name(edition, place)}}}" if place and has_figure(edition, place) else match[0]

    return PLACEHOLDER.sub(named, text)
