"""Small sets of characters as parts of larger patterns, in a form that compiles at once.

A set of Chinese characters that are not neighbours takes ten times as long to compile as a choice between them, and
the compiler makes a set of every choice between nothing but single characters.
"""

import re


def one_of(characters: str) -> str:
    """One of some characters."""
    return f"(?:{'|'.join(map(re.escape, characters))}(?=))"


def maybe(characters: str) -> str:
    """One of some characters, or none."""
    return f"(?:{'|'.join(map(re.escape, characters))}|)"
