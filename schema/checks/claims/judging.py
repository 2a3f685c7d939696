"""A text's numbers held against the tables of its report: mentions become claims."""

from decimal import Decimal
from typing import NamedTuple

from schema.checks.claims.claim import Claim, Verdict
from schema.checks.claims.figures import figure_at, figures_of
from schema.checks.claims.mention import Mention, Reading, Role
from schema.checks.claims.numbers import MONEY, Amount, Written, agrees, cut_or_rounded
from schema.checks.claims.reading import read
from schema.checks.claims.scope import Doubt, doubt_about
from schema.checks.claims.slots import ANY, CARRIED_IN, HANDLED, NEW, RECEIVED, RESULTS
from schema.checks.claims.subjects import DOCUMENTS, REQUESTS, Subject, Target, code_of, targets
from schema.checks.claims.sums import summed
from schema.checks.registry import Context
from schema.form import Place
from schema.report import Prose

SHARE_CODE = "prose-share"
WHOLE_OF_LIST = "所列总数"

_LAST = 60
"""How many numbers before a percentage are looked at."""
_MUCH_NEARER = 10
"""The figure that is named first counts as meant, unless another is so many times nearer to the number."""
_WHOLES = (Subject(REQUESTS, (RESULTS,)), Subject(REQUESTS, (ANY,)), Subject(REQUESTS, (HANDLED,)))
"""What a share may be of where its sentence does not say."""


class _Outcome(NamedTuple):
    verdict: Verdict
    target: Target | None = None
    expected: Amount | None = None


def judged(context: Context, prose: Prose) -> list[Claim]:
    """The numbers of some paragraphs, in the text's order."""
    if not prose.text:
        return []
    reading = read(prose.text, context.edition, context.report.year)
    return _Judge(context, prose.place, prose.text, reading).claims() if reading.mentions else []


_UNPLACED = _Outcome(Verdict.UNPLACED)
_COUNT = Role.COUNT


class _Judge:
    """Holds the numbers of one text against the figures of a report."""

    def __init__(self, context: Context, place: Place, text: str, reading: Reading) -> None:
        self.context = context
        self.place = place
        self.text = text
        self.reading = reading
        self.outcomes: list[_Outcome] = []
        self.held: list[Claim] = []
        self.said: tuple[tuple[int, int], str] = ((0, 0), "")
        self.figures: dict[Target, list[Amount | None]] = {}

    def claims(self) -> list[Claim]:
        """Every number of the text as a claim, in order; a list that does not add up is a claim at its whole."""
        claims = self.held
        for mention in self.reading.mentions:
            outcome = self._outcome(mention)
            claim = self._claim(mention, outcome)
            self.outcomes.append(outcome)
            claims.append(claim)
        if not self.reading.listings:
            return claims
        sums = {listing.whole: listing for listing in self.reading.listings}
        found: list[Claim] = []
        for index, claim in enumerate(claims):
            listing = sums.get(index)
            total = None if listing is None else summed(self.text, self.reading, listing, claims)
            if total is not None and not claim.code:
                found.append(total)
                continue
            found.append(claim)
            if total is not None and total.verdict is Verdict.DIFFERS and claim.verdict is Verdict.HOLDS:
                found.append(total)
        return found

    def _figures_of(self, target: Target) -> list[Amount | None]:
        """What a target adds up to, looked up once."""
        if (figures := self.figures.get(target)) is None:
            figures = self.figures[target] = figures_of(self.context, target)
        return figures

    def _outcome(self, mention: Mention) -> _Outcome:
        if mention.role is not _COUNT:
            return self._share(mention) if mention.role is Role.SHARE else _UNPLACED
        if mention.written is None:
            return self._quoted(mention)
        if mention.subject is None:
            return _UNPLACED
        return self._compared(self._of_whom(mention, mention.subject), mention.written)

    def _of_whom(self, mention: Mention, subject: Subject) -> Subject:
        """What a part of 上年结转 counts that directly follows 本年新收: a part of either, or of both together."""
        if not mention.whole or subject.rows != (CARRIED_IN,) or not subject.columns:
            return subject
        new, carried = self.reading.mentions[mention.whole - 1 : mention.whole + 1]
        if new.sentence != carried.sentence or new.subject is None or new.subject.rows not in ((NEW,), (RECEIVED,)):
            return subject
        return subject._replace(rows=(RECEIVED,), instead=((RECEIVED, CARRIED_IN), (CARRIED_IN,)))

    def _compared(self, subject: Subject, written: Written) -> _Outcome:
        told: _Outcome | None = None
        away = Decimal(0)
        missing = False
        if written.unit in MONEY:
            written = _in_cells_unit(written, subject)
        for target in targets(subject, self.context.edition):
            for figure in self._figures_of(target):
                if figure is None:
                    missing = True
                elif agrees(written, figure):
                    return _Outcome(Verdict.HOLDS, target, figure)
                elif (distance := abs(Decimal(figure) - Decimal(written.value))) * _MUCH_NEARER <= away or told is None:
                    told, away = _Outcome(Verdict.DIFFERS, target, figure), distance
        if told is None or missing or subject.weak:
            return _UNPLACED
        return told

    def _quoted(self, mention: Mention) -> _Outcome:
        figure = figure_at(self.context, mention.quoted)
        if figure is None:
            return _UNPLACED
        own = Target((mention.quoted,), self.context.name(mention.quoted))
        if mention.subject is None or mention.subject.weak:
            return _Outcome(Verdict.HOLDS, own, figure)
        written = Written(figure, "", Decimal(1), False, 0)
        outcome = self._compared(mention.subject, written)
        return _Outcome(Verdict.HOLDS, own, figure) if outcome.verdict is not Verdict.DIFFERS else outcome

    def _share(self, mention: Mention) -> _Outcome:
        written = mention.written
        assert written is not None
        about = None if mention.about is None else self.reading.mentions[mention.about]
        if mention.together:
            return self._share_together(mention, about)
        parts: list[Amount] = []
        subject = mention.subject
        if about is not None:
            if about.written is not None:
                parts.append(about.written.value)
            subject = about.subject
        figures = (
            []
            if subject is None
            else [each for target in targets(subject, self.context.edition) for each in self._figures_of(target)]
        )
        parts += [figure for figure in figures if figure is not None]
        wholes = self._wholes(mention, about)
        if not parts or not wholes:
            return _UNPLACED
        for part in parts:
            for whole, target in wholes:
                if whole and cut_or_rounded(written.value, Decimal(part) * 100 / Decimal(whole), written.step):
                    return _Outcome(Verdict.HOLDS, target, _percent(part, whole, written))
        sure = mention.about is None or self._tells_whole(mention, mention.about)
        known = subject is not None and not subject.weak and subject.domain is REQUESTS
        again = any(
            other.role is Role.SHARE and other.about == mention.about is not None
            for other in self.reading.mentions[max(0, len(self.outcomes) - _LAST) : len(self.outcomes)]
        )
        if again or not sure or not known or any(figure is None for figure in figures) or not wholes[0][0]:
            return _UNPLACED
        return _Outcome(Verdict.DIFFERS, wholes[0][1], _percent(parts[-1], wholes[0][0], written))

    def _tells_whole(self, share: Mention, index: int) -> bool:
        """Whether it is sure what a share is of: its number is right, or is wrong and told of a whole.

        The share of a wrong number in another number as it is written, which repeats that mistake, says nothing.
        """
        if index >= len(self.outcomes):
            # The number stands behind its share, and is not judged yet.
            return False
        about, held = self.reading.mentions[index], self.held[index]
        if self.outcomes[index].verdict is Verdict.HOLDS:
            return True
        told = share.of is not None or about.whole is not None
        if not told or not held.target or held.scope or about.written is None or share.written is None:
            return False
        part, written = Decimal(about.written.value) * 100, share.written
        before = (each.written for each in self.reading.mentions[max(0, index - _LAST) : index] if each.counts)
        return not any(
            whole is not None
            and whole.value
            and cut_or_rounded(written.value, part / Decimal(whole.value), written.step)
            for whole in before
        )

    def _share_together(self, mention: Mention, last: Mention | None) -> _Outcome:
        """The share of several numbers together: it holds if the last few of them make it, else who knows which."""
        if last is None or mention.written is None:
            return _UNPLACED
        added: Amount = 0
        upto = (mention.about or 0) + 1
        for other in reversed(self.reading.mentions[max(0, upto - _LAST) : upto]):
            if other.sentence != mention.sentence or other.role is not Role.COUNT or other.written is None:
                continue
            added += other.written.value
            for whole, target in self._wholes(mention, last):
                if whole and cut_or_rounded(
                    mention.written.value, Decimal(added) * 100 / Decimal(whole), mention.written.step
                ):
                    return _Outcome(Verdict.HOLDS, target, _percent(added, whole, mention.written))
        return _UNPLACED

    def _wholes(self, mention: Mention, about: Mention | None) -> list[tuple[Amount, Target]]:
        """What a share may be of, with the figure of each: what the clause says, what the list is of, or everything."""
        found: list[tuple[Amount, Target]] = []
        named = (mention.of,) if mention.of is not None and mention.of.rows != (ANY,) else _WHOLES
        for subject in named:
            for target in targets(subject, self.context.edition):
                found += [(figure, target) for figure in self._figures_of(target) if figure is not None]
        whole = None if about is None or about.whole is None else self.reading.mentions[about.whole]
        if whole is not None and whole.written is not None:
            found.append((whole.written.value, Target((), "")))
            if whole.subject is not None:
                for target in targets(whole.subject, self.context.edition):
                    found += [(figure, target) for figure in self._figures_of(target) if figure is not None]
        return found

    def _claim(self, mention: Mention, outcome: _Outcome) -> Claim:
        number = mention.written.value if mention.written is not None else figure_at(self.context, mention.quoted)
        written = self.text[mention.start : mention.end]
        said = (self.place, mention.start, mention.end, self._sentence(mention), written, number)
        if outcome.target is None:
            return Claim(*said)
        scope = ""
        if outcome.verdict is Verdict.DIFFERS:
            if mention.guarded or (mention.head is not None and not self.held[mention.head].target):
                return Claim(*said)
            doubt = doubt_about(self.text, mention, self.context)
            if doubt.reason is Doubt.UNKNOWN:
                return Claim(*said)
            if doubt.reason is Doubt.CHANNEL and not self._more_than_all(mention):
                return Claim(*said)
            scope = doubt.words
        subject = mention.subject
        code = SHARE_CODE if mention.role is Role.SHARE else "" if subject is None else code_of(subject)
        target = outcome.target
        return Claim(
            *said, code, target.places, target.label or WHOLE_OF_LIST, outcome.expected, outcome.verdict, scope
        )

    def _more_than_all(self, mention: Mention) -> bool:
        """Whether a number is more than all requests there were."""
        if mention.written is None:
            return True
        figures = [
            figure
            for subject in _WHOLES
            for target in targets(subject, self.context.edition)
            for figure in self._figures_of(target)
        ]
        return all(figure is not None and mention.written.value > figure for figure in figures)

    def _sentence(self, mention: Mention) -> str:
        if self.said[0] != mention.sentence:
            self.said = (mention.sentence, "".join(self.text[slice(*mention.sentence)].split()))
        return self.said[1]


def _in_cells_unit(written: Written, subject: Subject) -> Written:
    """An amount of money in the unit of its cell: 万元 in 二, 元 in 六."""
    factor = Decimal(MONEY[written.unit]) / (10_000 if subject.domain is DOCUMENTS else 1)
    return written._replace(value=written.value * factor, step=written.step * factor)


def _percent(part: Amount, whole: Amount, written: Written) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(written.step)
