"""Patterns that cost nothing until they are used."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

_Find = Callable[..., re.Match[str] | None]


class LazyPattern:
    """A regular expression that is compiled when it is first used: most runs of the program use few of theirs.

    Its methods are those of `re.Pattern`.
    """

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.source)

    # Each is looked up once, so that a use costs no more than one of a compiled expression.

    @cached_property
    def search(self) -> _Find:
        """Finds the first place."""
        return self.compiled.search

    @cached_property
    def match(self) -> _Find:
        """Matches at the beginning."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> _Find:
        """Matches the whole."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Finds every place."""
        return self.compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        """Replaces every place."""
        return self.compiled.sub
