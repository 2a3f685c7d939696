"""What the numbers of one sentence say of each other: list-mates are of one kind."""

from collections.abc import Iterator, Sequence

from schema.checks.claims.mention import Mention
from schema.checks.claims.slots import ANY, CARRIED_OUT, RESULTS
from schema.checks.claims.subjects import DISPUTES, DOCUMENTS, KIND_CODE, REQUESTS, code_of, weakened
from schema.lazy_pattern import LazyPattern

_ATTRIBUTES = LazyPattern("主动公开|免[于予]公开|公文属性|信息属性")
_OURS = "信息公开"
_SHOWN = LazyPattern("公[示开布]|发布|归集")
_MADE = LazyPattern("[作做]出|决定|办理|实施")
_FOLLOWING = 30
"""How far the outcomes beside an answer are looked for."""
_PART = LazyPattern("其中|[含括]")
_DISPUTES = LazyPattern("复议|诉讼")
_REQUESTS = LazyPattern("[^，。；、]{0,10}申请(?!行政|复议)")
_DECISIONS = {"licensing", "penalties", "coercive_measures", "other_services"}


def doubted(text: str, mentions: Sequence[Mention], first: int) -> Iterator[tuple[int, Mention]]:
    """The numbers of a sentence that count less, or something else, than their own words say; made weak.

    The sentence's begin at an index of the mentions.
    """
    counts = [index for index in range(first, len(mentions)) if mentions[index].counts]
    tables = {subject.domain.table for index in counts if (subject := mentions[index].subject) is not None}
    doubts: set[int] = set()
    if DISPUTES.table in tables:
        doubts.update(_of_all_law(text, mentions, counts))
    if len(counts) > 1 and REQUESTS.table in tables:
        doubts.update(_twice(mentions, counts))
        doubts.update(_attributes(text, mentions, counts))
        doubts.update(_part_of_answers(mentions, counts))
    if len(counts) > 1 and DOCUMENTS.table in tables:
        doubts.update(_published(text, mentions, counts))
    for index in doubts:
        mention = mentions[index]
        if mention.subject is not None and not mention.subject.weak:
            yield index, mention._replace(subject=weakened(mention.subject))


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


def _attributes(text: str, mentions: Sequence[Mention], counts: Sequence[int]) -> Iterator[int]:
    """依申请公开 and 不予公开 beside 主动公开: what documents are, not what requests came and how they were decided."""
    if _ATTRIBUTES.search(text, *mentions[counts[0]].sentence) is None:
        return
    shown = [
        index
        for index in counts
        if mentions[index].subject is None and _ATTRIBUTES.search(text, *mentions[index].segment)
    ]
    for index in counts if shown else ():
        subject, head = mentions[index].subject, mentions[index].head
        if subject is None or subject.domain is not REQUESTS or (head is not None and head > shown[0]):
            continue
        if subject.rows == (ANY,) or code_of(subject) == KIND_CODE:
            yield index


def _part_of_answers(mentions: Sequence[Mention], counts: Sequence[int]) -> Iterator[int]:
    """收到12件，答复7件，不予受理5件: an answer beside other outcomes that add up with it to what was received."""
    for place, index in enumerate(counts):
        subject, head = mentions[index].subject, mentions[index].head
        if subject is None or subject.rows != (RESULTS,) or head is None:
            continue
        value, whole = _value(mentions[index]), _value(mentions[head])
        others, carried = 0, 0
        for other in counts[place + 1 : place + _FOLLOWING]:
            said = mentions[other].subject
            if mentions[other].whole != mentions[index].whole:
                continue
            if said is not None and said.rows == (CARRIED_OUT,):
                carried += _value(mentions[other])
            else:
                others += _value(mentions[other])
            if others and others != value and value + others + carried == whole:
                yield index


def _of_all_law(text: str, mentions: Sequence[Mention], counts: Sequence[int]) -> Iterator[int]:
    """复议12件，其中信息公开类3件: the whole is of all law. 2件申请引起复议: counts requests."""
    disputes = []
    for index in counts:
        mention = mentions[index]
        if mention.subject is not None and mention.subject.domain is DISPUTES:
            disputes.append(index)
            if _REQUESTS.match(text, mention.end, mention.segment[1]):
                yield index
    if not disputes or _OURS in text[mentions[counts[0]].sentence[0] : mentions[counts[0]].start]:
        return
    told = mentions[counts[0]].end
    ours = set()
    for index in counts[1:]:
        words = text[told : mentions[index].segment[1]]
        if _OURS in words and (_PART.search(words) or not _DISPUTES.search(words)):
            ours.add(index)
        told = mentions[index].end
    if ours:
        yield from (index for index in disputes if index not in ours)


def _published(text: str, mentions: Sequence[Mention], counts: Sequence[int]) -> Iterator[int]:
    """公示行政许可1200件、行政处罚350件: decisions in a list of what was published."""
    shown = False
    for index in counts:
        subject, segment = mentions[index].subject, mentions[index].segment
        if subject is None:
            shown = shown or (_SHOWN.search(text, *segment) is not None and _MADE.search(text, *segment) is None)
        elif subject.domain is not DOCUMENTS or _DECISIONS.isdisjoint(subject.rows) or _MADE.search(text, *segment):
            shown = False
        elif shown:
            yield index


def _value(mention: Mention) -> int:
    """What a count is worth; 0 where it quotes a figure or is no whole number."""
    value = None if mention.written is None else mention.written.value
    return value if isinstance(value, int) else 0
