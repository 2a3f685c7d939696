"""Lists in prose: whether the parts after 其中 add up to the number before."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from schema.checks.claims.claim import Claim, Verdict
from schema.checks.claims.mention import Listing, Mention, Reading, Role
from schema.checks.claims.numbers import SHARE, Amount
from schema.lazy_pattern import LazyPattern

SUM_CODE = "prose-list-sum"
LABEL = "所列各项之和"

_OVERLAPPING = LazyPattern(
    r"网站|网页|微信|微博|公众号|新媒体|平台|公告栏|公示栏|公开栏|客户端|抖音|头条|短视频|报刊|电视|广播|发布会|政务|栏目|渠道"
)
_ET_CETERA = LazyPattern(r"等(?![级待])|……|\.\.\.|主要|以及其他")
_FEWEST = 2
_MANY = 4
_SLIP = Decimal("1.02")


def summed(text: str, reading: Reading, listing: Listing, claims: Sequence[Claim]) -> Claim | None:
    """A list's whole held against its parts; None where it cannot be told whether all of them are there.

    Parts that add up need no more; parts that do not must be evidently all: the last one is the rest, or together
    they are more than the whole and each is a share of its own.
    """
    whole = reading.mentions[listing.whole]
    parts = [reading.mentions[index] for index in listing.parts]
    amounts = [part.written.value for part in parts if part.written is not None]
    if whole.written is None or len(amounts) < len(parts) or len(parts) < _FEWEST or not _alike(whole, parts):
        return None
    if any(claims[index].code for index in listing.parts) or any(part.guarded for part in parts):
        return None
    expected: Amount = sum(amounts)
    claim = claims[listing.whole]._replace(code=SUM_CODE, target=(), label=LABEL, expected=expected, scope="")
    number = whole.written.value
    if expected == number:
        return claim._replace(verdict=Verdict.HOLDS)
    span = text[whole.end : listing.end]
    if _ET_CETERA.search(span) or whole.written.approximate or any(p.written and p.written.approximate for p in parts):
        return None
    if max(amounts) >= number:
        return None
    if any(added == number for added in accumulate(amounts)):
        return None
    if not listing.rest and not _nearly(number, expected, len(amounts)):
        return None
    if expected - number >= min(amounts) and _OVERLAPPING.search(span):
        return None
    return claim._replace(verdict=Verdict.DIFFERS)


def _nearly(number: Amount, expected: Amount, parts: int) -> bool:
    """Whether many parts are so little more than the whole that they were meant to be it."""
    return parts >= _MANY and number < expected <= number * _SLIP


def _alike(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether a whole and its parts are counted in one unit."""
    units = {part.written.unit for part in (whole, *parts) if part.written is not None and part.written.unit}
    return len(units) == 1 and SHARE not in units and all(part.role is Role.COUNT for part in parts)
