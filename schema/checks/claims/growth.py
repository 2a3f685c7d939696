"""How much more or less than last year prose says something was, held against the tables of both years."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from schema.checks.claims.claim import Claim, Verdict
from schema.checks.claims.denials import LONGEST, MOST
from schema.checks.claims.figures import figure_at
from schema.checks.claims.mention import Mention, Reading, Role
from schema.checks.claims.numbers import SHARE, Amount, Written, agrees
from schema.checks.claims.reading import read
from schema.checks.claims.scope import Doubt, doubt_about
from schema.checks.claims.slots import INCOMING, NEW, RECEIVED
from schema.checks.claims.subjects import REQUESTS, Subject, Target, targets
from schema.checks.registry import Context, Rule
from schema.findings import Severity
from schema.form import Place
from schema.lazy_pattern import LazyPattern
from schema.report import Prose
from schema.totals import total

PROSE_GROWTH = Rule("prose-growth", Severity.QUERY)

_LAST_YEAR = LazyPattern(r"同比|上一?年度?|去年|(?P<year>20\d\d)年")
_OTHER_BASE = LazyPattern(
    r"环比|年均|月均|日均|前年|往年|近[一二三四五\d两几]*年|[一二三四上下]个?半?季度|[上下]半年|累计|以来|十[二三四五]五|首次|\d月"
)
_BASE = LazyPattern(r"(?:上一?年度?|去年|[较比与和]20\d\d年)(?:同期|全年)?[的为是（(约]{0,3}\Z")
"""Before the number of last year itself: 较上年70件增长7.1%."""
_NO_COUNT = LazyPattern(r"个百分点|倍")
_ALONE = 15
"""How many characters may stand before a change that goes on with the sentence before."""
_HEADS = ((NEW,), (RECEIVED,), (INCOMING,))
_MOST = 20
"""How many numbers back one may stand that a change goes with."""
_BRACKET = LazyPattern(r"[（(][^（()）]*[）)]")
_EXPECTED = LazyPattern(
    r"[^\u4e00-\u9fff]|同比|同期|相比|相较|上一?年度?|去年|年度?|数量|总量|总数|件数|申请量|受理量|收件量|办件量|申请|增加|增长|上升|提高|上涨|增幅"
    r"|减少|下降|降低|回落|减幅|降幅|下滑|较|比|与|和|了|约|近|多|少|增|减|达到?|为|件|起|宗|份"
)


class Change(NamedTuple):
    """What a change is in the tables."""

    target: Target
    now: Amount
    before: Amount
    amount: Amount
    """Signed, in the unit that prose writes it in."""
    choices: int
    """How many ways to count it are known in both years."""


class Told(NamedTuple):
    """A change in prose: the claim, and where it was placed what the tables give; which way the words go."""

    claim: Claim
    change: Change | None = None
    direction: int = 1


def growth_in(context: Context, prose: Prose) -> Iterator[Claim]:
    """Every change against last year in some paragraphs, in order; nothing where last year is not known."""
    return (told.claim for told in changes_in(context, prose))


def changes_in(context: Context, prose: Prose) -> Iterator[Told]:
    """The same with what the tables give."""
    if context.previous is None:
        return
    place, text, _ = prose
    reading = read(text, context.edition, context.report.year)
    changes = [
        index
        for index, mention in enumerate(reading.mentions)
        if mention.role is Role.CHANGE
        and mention.written is not None
        and mention.sentence[1] - mention.sentence[0] <= LONGEST
    ]
    if changes:
        last_year = Context(context.previous)
        yield from (_told(context, last_year, place, text, reading, index) for index in changes[:MOST])


def _told(context: Context, last_year: Context, place: Place, text: str, reading: Reading, index: int) -> Told:
    mention = reading.mentions[index]
    written = mention.written
    assert written is not None
    sentence = "".join(text[slice(*mention.sentence)].split())
    bare = Claim(place, mention.start, mention.end, sentence, text[mention.start : mention.end], written.value)
    before = _before(text, reading, index)
    about = before[-1] if before else None
    if not _against_last_year(text, mention, about, context.report.year):
        return Told(bare)
    # A change may also go with an earlier number of its sentence; it is wrong only if it goes with none.
    subjects = [mention.subject] if mention.subject is not None else [each.subject for each in reversed(before)]
    first: Change | None = None
    for subject in subjects:
        changes = [] if subject is None else list(_changes(context, last_year, subject, written, about))
        for change in changes:
            if agrees(written, change.amount * mention.direction):
                return Told(_placed(bare, change, mention, Verdict.HOLDS), change, mention.direction)
        first = first or (changes[0] if changes and subject is subjects[0] else None)
    subject = subjects[0] if subjects else None
    if first is None or subject is None or subject.weak or len(targets(subject, context.edition)) > first.choices:
        return Told(bare)
    if (about or mention).guarded or (mention.subject is None and about is not None and _strays(text, about, mention)):
        return Told(bare)
    doubt = doubt_about(text, about or mention, context)
    if doubt.reason not in (Doubt.NONE, Doubt.SCOPE):
        return Told(bare)
    claim = _placed(bare, first, mention, Verdict.DIFFERS)._replace(scope=doubt.words)
    return Told(claim, first, mention.direction)


def _before(text: str, reading: Reading, index: int) -> list[Mention]:
    """The counts that a change may go with: those before it in its sentence, bracketed ones left out.

    Where it begins its sentence, the head of the sentence before: what was received, if that lists more.
    """
    mention = reading.mentions[index]
    counts = [
        each
        for each in reading.mentions[max(0, index - _MOST) : index]
        if each.role is Role.COUNT and not _BASE.search(text, each.sentence[0], each.start)
    ]
    same = [each for each in counts if each.sentence == mention.sentence]
    if same:
        return [each for each in same if not _in_brackets(text[each.end : mention.start])]
    begins = text[mention.sentence[0] : mention.start].strip()
    if counts and mention.subject is None and counts[-1].sentence[1] == mention.sentence[0] and len(begins) <= _ALONE:
        listed = [each for each in counts if each.sentence == counts[-1].sentence]
        if len(listed) == 1 or _is_head(listed[0].subject):
            return listed[:1]
    return []


def _is_head(subject: Subject | None) -> bool:
    """Whether a number counts all requests received, of which a list then tells more."""
    return subject is not None and subject.domain is REQUESTS and subject.rows in _HEADS and not subject.columns


def _in_brackets(after: str) -> bool:
    """Whether what stands before a text stands in a bracket that is closed in it."""
    depth = 0
    for char in after:
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return True
    return False


def _strays(text: str, about: Mention, mention: Mention) -> bool:
    """Whether something else is spoken of between a number and the change that follows it, or it is one of a list."""
    between = _BRACKET.sub("", text[about.end : mention.start])
    return about.whole is not None or bool(_EXPECTED.sub("", between))


def _against_last_year(text: str, mention: Mention, about: Mention | None, year: int | None) -> bool:
    """Whether the words before a change say that it is one against last year."""
    start = about.end if about is not None and mention.subject is None else mention.sentence[0]
    words = text[start : mention.end]
    following = text[mention.end : mention.end + 4]
    if _OTHER_BASE.search(words) or _NO_COUNT.search(text[mention.start : mention.end]) or _NO_COUNT.match(following):
        return False
    named = list(_LAST_YEAR.finditer(words))
    years = [int(match["year"]) for match in named if match["year"] is not None]
    if any(year is None or each not in (year, year - 1) for each in years):
        return False
    return any(match["year"] is None or (year is not None and int(match["year"]) == year - 1) for match in named)


def _changes(
    context: Context, last_year: Context, subject: Subject, written: Written, about: Mention | None
) -> Iterator[Change]:
    """What the change may be: of each way to count the subject, alike in both years."""
    here, there = (targets(subject, each.edition) for each in (context, last_year))
    known = []
    for target, other in zip(here, there, strict=False):
        before = total(figure_at(last_year, place) for place in other.places)
        now = total(figure_at(context, place) for place in target.places)
        if before is not None and now is not None and (written.unit != SHARE or before):
            known.append((target, now, before))
    for target, now, before in known:
        yield Change(target, now, before, _difference(now, before, written), len(known))
        stated = about.written.value if about is not None and about.written is not None else now
        if stated != now and about is not None and about.subject == subject:
            # What the text itself counts this year, right or wrong, is told of by its own number.
            yield Change(target, stated, before, _difference(stated, before, written), len(known))


def _difference(now: Amount, before: Amount, written: Written) -> Amount:
    if written.unit != SHARE:
        return now - before
    return (Decimal(now) - Decimal(before)) * 100 / Decimal(before)


def _placed(bare: Claim, change: Change, mention: Mention, verdict: Verdict) -> Claim:
    """The claim with what the tables give, in the direction of its words: negative where they say the opposite."""
    written = mention.written
    assert written is not None
    expected = change.amount * mention.direction
    if written.unit == SHARE:
        expected = Decimal(expected).quantize(written.step)
    return bare._replace(
        code=PROSE_GROWTH.code,
        target=change.target.places,
        label=f"{change.target.label}（上年{change.before}，本年{change.now}）",
        expected=expected,
        verdict=verdict,
    )
