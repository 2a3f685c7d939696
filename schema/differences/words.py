"""What has changed within a sentence, and how alike two sentences are."""

from collections import Counter
from functools import lru_cache

from schema.differences.change import Piece
from schema.differences.sequences import hunks
from schema.lazy_pattern import LazyPattern

# A number, a Latin word or a placeholder changes as a whole; of Chinese, each character is a word.
_WORD = LazyPattern(r"(?as)\d+(?:[.,]\d+)*%?|[A-Za-z]+|\{[a-z_.]+\}|.")
_LONGEST = 300
_SHORT = 2
_ALIKE = 0.4
"""What nobody takes for the same sentence is not measured any closer."""


def words(sentence: str) -> list[str]:
    """The words of a sentence."""
    return _WORD.compiled.findall(sentence)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The stretches of two sentences, the same and changed; a word or two between changes are changed with them."""
    before, after = words(old), words(new)
    found: list[Piece] = []
    for hunk in hunks(before, after):
        text = "".join(before[hunk.old.start : hunk.old.stop]), "".join(after[hunk.new.start : hunk.new.stop])
        piece = Piece(*text)
        if len(found) > 1 and not hunk.same and found[-1].old == found[-1].new and len(found[-1].old) < _SHORT:
            between, before_it = found.pop(), found.pop()
            piece = Piece(before_it.old + between.old + piece.old, before_it.new + between.new + piece.new)
        found.append(piece)
    return tuple(found)


@lru_cache(maxsize=1024)
def _pairs(sentence: str) -> Counter[str]:
    return Counter(sentence[at : at + 2] for at in range(len(sentence) - 1))


def likeness(old: str, new: str) -> float:
    """From 0, nothing in common, to 1, the same; of very long sentences by their pairs of characters alone."""
    if len(old) < _SHORT or len(new) < _SHORT:
        return 1.0 if old == new else 0.5 * bool(set(old) & set(new))
    most = 2 * min(len(old), len(new)) / (len(old) + len(new))
    if most < _ALIKE:
        return most
    one, other = _pairs(old), _pairs(new)
    shared = 2 * (one & other).total() / (one.total() + other.total())
    # Few shared pairs are few shared runs; only what may be alike is worth the exact measure.
    if shared < 0.2 or max(len(old), len(new)) > _LONGEST:
        return shared
    from difflib import SequenceMatcher

    return max(shared, SequenceMatcher(None, old, new, autojunk=False).ratio())
