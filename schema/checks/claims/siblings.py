"""What the numbers of one sentence say of each other: list-mates are of one kind."""

from collections.abc import Iterator, Sequence

from schema.checks.claims.mention import Mention
from schema.checks.claims.subjects import REQUESTS


def doubted(text: str, mentions: Sequence[Mention], first: int) -> Iterator[tuple[int, Mention]]:
    """The numbers of a sentence that count less than their own words say, made weak.

    The sentence's begin at an index of the mentions.
    """
    counts = [index for index in range(first, len(mentions)) if mentions[index].counts and mentions[index].subject]
    for index in _twice(mentions, counts):
        mention = mentions[index]
        assert mention.subject is not None
        yield index, mention._replace(subject=mention.subject._replace(weak=True))


def _twice(mentions: Sequence[Mention], counts: Sequence[int]) -> Iterator[int]:
    """Results that a sentence names twice: each is one of a part."""
    named: dict[object, list[int]] = {}
    for index in counts:
        subject = mentions[index].subject
        if subject is not None and subject.domain is REQUESTS and mentions[index].head is not None:
            named.setdefault((subject.rows, subject.columns), []).append(index)
    for same in named.values():
        if len(same) > 1:
            yield from same
