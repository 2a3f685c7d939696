"""Named tuples made at once: a call of the class itself goes through a function in Python, which takes twice as long.

Only for those that are made for every word and number of a text.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

_Made = TypeVar("_Made", bound=tuple[Any, ...])


def maker(kind: type[_Made]) -> Callable[[tuple[Any, ...]], _Made]:
    """What makes a named tuple of a kind from its values: all of them, in the order of its fields."""
    return cast(Callable[[tuple[Any, ...]], _Made], partial(tuple.__new__, kind))
