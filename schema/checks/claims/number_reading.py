"""What the numbers of a sentence count, one after the other, by their words and by what came before."""

from schema.checks.claims.clauses import Clause, Segment
from schema.checks.claims.counting import added_up, bare_ends, counts_less, own_tokens
from schema.checks.claims.frames import Frame, Frames
from schema.checks.claims.making import maker
from schema.checks.claims.mention import Listing, Mention, Role
from schema.checks.claims.numbers import SHARE
from schema.checks.claims.placing import subject_of, unit_fits
from schema.checks.claims.ratios import Ratio, change_before, changed, shared
from schema.checks.claims.series import Series
from schema.checks.claims.settings import Setting, passed, settled
from schema.checks.claims.slots import CARRIED_OUT, LOST, WON, Slot
from schema.checks.claims.standing import NOTHING_NAMED, Sort, sort_of
from schema.checks.claims.subjects import DISPUTES, REQUESTS, Subject, weakened
from schema.checks.claims.tokens import Mark
from schema.checks.claims.words import MAIN, words_of
from schema.lazy_pattern import LazyPattern

_ONE_EACH = frozenset("各每第前后")
"""Before a number: it counts each of several things, or their order."""


_TOGETHER = LazyPattern("共|合计|总计|累计|[两二]类|均")
_NOT_PROCESSED = LazyPattern("不再处理|不予处理|不作处理")
_PETITION = "not_processed.petition"
_OF_SUITS = {LOST, WON}
# Members of an Enum are slow to look up by its name, and these are for every number.
_CARRY, _NOTHING, _OF_RESULTS = Sort.CARRY, Sort.NOTHING, (Sort.WAY, Sort.STEP)
_LISTING, _SEMICOLON, _DISPUTE, _COUNT = Mark.LISTING, Mark.SEMICOLON, Slot.DISPUTE, Role.COUNT
_mention = maker(Mention)
_UNKNOWN = Ratio(Role.COUNT)
"""A percentage or a change of which it could not be told what it is one of."""


class Numbers:
    """What has been read of a text, to which one number after the other is added."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.mentions: list[Mention] = []
        self.listings: list[Listing] = []
        self.setting = Setting()
        self.root: int | None = None
        """The last count of the paragraph that is no part of another and whose subject is known."""
        self.framed = False
        """Whether the sentence, or one before it, begins with another period: 去年，…."""
        self.guarded = False
        """Whether another period is spoken of."""
        self.first = 0
        """The index of the sentence's first number."""
        self.last: int | None = None
        """The last count of the sentence."""
        self.span = (0, 0)
        self.frames = Frames(self.listings)
        self.pending: Clause | None = None
        """The clause before, whose words are to go with the next number."""
        self.series = Series()
        self.shares: list[int] | None = None
        """The percentages that follow 分别占."""
        self.named: set[int] = set()
        """The numbers that had words of their own."""
        self.channels = 0
        """How many numbers of the sentence are those of one way to apply."""
        self.disputes: int | None = None
        """The index of the sentence's last count of disputes of whatever outcome."""
        self.sorts: dict[int, Sort] = {}
        self.standing = NOTHING_NAMED
        """How the sentence before has ended."""

    def add(self, segment: Segment, clause: Clause) -> None:
        """Add the number of a segment of a clause."""
        number = segment.number
        if (change := change_before(segment)) is not None:
            self._add_ratio(segment, changed(segment, change, self.last, self.setting))
        elif number.written is not None and number.written.unit == SHARE:
            self._add_ratio(segment, self._share(segment, clause))
        else:
            self._add_count(segment, clause, self.frames.open[-1])

    def _add_ratio(self, segment: Segment, ratio: Ratio | None) -> None:
        number = segment.number
        ratio = ratio or _UNKNOWN
        if ratio.role is Role.COUNT and (number.written is None or number.written.unit != SHARE):
            self.last = len(self.mentions)
        self.mentions.append(
            Mention(
                number.start,
                number.end,
                number.written,
                number.quoted,
                self.span,
                (segment.start, segment.end),
                ratio.role,
                ratio.subject,
                ratio.of,
                ratio.about,
                ratio.together,
                None,
                ratio.direction,
                self.guarded,
            )
        )

    def _add_count(self, segment: Segment, clause: Clause, frame: Frame) -> None:
        number, index = segment.number, len(self.mentions)
        subject, start = self._count(segment, clause, frame)
        subject, head = self._told_of(index, subject, segment, clause, frame)
        if frame.listed and not self.guarded:
            frame.parts.append(index)
            frame.rest = Slot.REST in segment.words.slots
        frame.last = self.last = index
        if self.series.opened:
            self.series.take(index)
        self.mentions.append(
            _mention(
                (
                    number.start,
                    number.end,
                    number.written,
                    number.quoted,
                    self.span,
                    (start, segment.end),
                    _COUNT,
                    subject,
                    None,
                    None,
                    False,
                    frame.whole,
                    0,
                    self.guarded,
                    head,
                )
            )
        )

    def _told_of(
        self, index: int, subject: Subject | None, segment: Segment, clause: Clause, frame: Frame
    ) -> tuple[Subject | None, int | None]:
        """What a count is once it is known of what it is told, and the index of that."""
        written, words = segment.number.written, segment.words
        standing, unit = frame.standing, "" if written is None else written.unit
        sort = self.sorts[index] = sort_of(subject, words, unit)
        if sort is _CARRY or sort is _NOTHING:
            first = standing.head is None or standing.head < self.first
            if (first and sort is _CARRY) or self.text.startswith("中", segment.number.end):
                sort = Sort.PART
        head = None
        if subject is not None and subject.domain is REQUESTS and sort in _OF_RESULTS:
            head = standing.head
            if (
                head is not None
                and self.sorts[head] is Sort.STEP
                and (said := self.mentions[head].subject)
                and said.weak
            ):
                head = None
            carried = subject.rows == (CARRIED_OUT,) and all(self.sorts[part] is Sort.CARRY for part in standing.run)
            if not carried and standing.of_part(None if written is None else written.value, self.mentions):
                subject = weakened(subject)
        disputed = _DISPUTE in words.slots
        if (
            subject is not None
            and subject.domain is DISPUTES
            and not disputed
            and not _OF_SUITS.isdisjoint(words.values(Slot.OUTCOME))
        ):
            head = self.disputes
        elif disputed and (subject is None or not subject.columns):
            self.disputes = index
        if not self.guarded:
            frame.standing = standing.after(index, sort, clause.opener is not _SEMICOLON)
        return subject, head

    def _share(self, segment: Segment, clause: Clause) -> Ratio | None:
        last = self.last
        if self.shares is not None:
            self.shares.append(len(self.mentions))
            return None
        if clause.opener is Mark.OPEN and not segment.tokens and last is not None:
            return Ratio(Role.SHARE, about=last)
        return shared(self.text, segment, self.pending, last, self.setting)

    def _count(self, segment: Segment, clause: Clause, frame: Frame) -> tuple[Subject | None, int]:
        """What a number counts, and where the words begin that say so."""
        index, number, start = len(self.mentions), segment.number, segment.start
        own = segment.tokens if self.pending is None else own_tokens(segment, clause, self.pending)
        words = segment.words if own is segment.tokens else words_of(own)
        if self.series.opened and (label := self.series.next()) is not None and MAIN.isdisjoint(segment.words.slots):
            words, start = words_of(label[0]), label[1]
        elif own and own[0].start < start and self.pending is not None:
            start = self.pending.start
        if words.main:
            self.named.add(index)
        if self.text[number.start - 1 : number.start] in _ONE_EACH or not bare_ends(self.text, number):
            return None, start
        if self.channels > 1 and Slot.CHANNEL in words.slots:
            return None, start
        parent = None if frame.whole is None else self.mentions[frame.whole].subject
        sibling = self._subject(frame.parts[-1] if frame.parts else self.last)
        in_list = frame.listed and not (frame.bracket and parent is None)
        setting = self.setting
        if setting.earlier and _TOGETHER.search(self.text, start, number.start):
            setting = setting._replace(earlier=())
        subject = subject_of(words, parent, setting, in_list, sibling, frame.bracket)
        if subject is None and not words.main and not words.barred:
            subject = added_up(self.text, segment, self.mentions, self.first)
        if subject is None:
            self.setting = passed(self.setting, words)
            return None, start
        if number.written is not None and not unit_fits(subject, number.written.unit):
            return None, start
        if clause.opener is _LISTING and self.mentions:
            self._said_behind(segment, clause)
        of_unknown = frame.bracket and frame.whole is not None and parent is None
        of_items = number.written is not None and number.written.unit == "项" and subject.columns == ("decisions",)
        if of_items and "决定" not in self.text[start : number.start]:
            subject = weakened(subject)
        if (of_unknown and subject.columns) or counts_less(subject, words, self.mentions, self.first):
            subject = weakened(subject)
        self.setting = settled(self.setting, words, subject.domain is REQUESTS, True)
        if len(self.frames.open) == 1 and not subject.columns:
            self.root = index
        return subject, start

    def _said_behind(self, segment: Segment, clause: Clause) -> None:
        """复议1件、诉讼2件未审结: what is said behind the last of a list is said of those before it."""
        before, end = self.mentions[-1], segment.number.end
        subject = before.subject
        if subject is None or before.end + 1 != clause.start:
            return
        if subject.rows == (_PETITION,):
            if _NOT_PROCESSED.search(self.text, end, segment.end):
                self.mentions[-1] = before._replace(subject=subject._replace(weak=False))
        elif subject.domain is DISPUTES and not subject.columns and Slot.OUTCOME in segment.words.slots:
            behind = words_of([token for token in segment.tokens if token.start >= end])
            subject = subject._replace(columns=behind.values(Slot.OUTCOME))
            self.mentions[-1] = before._replace(subject=subject)

    def _subject(self, index: int | None) -> Subject | None:
        return None if index is None else self.mentions[index].subject

    def _just_before(self, clause: Clause | None) -> int | None:
        """The last count, where it stands in the clause before."""
        index = self.last
        if index is None or clause is None or self.mentions[index].start < clause.start:
            return None
        return index
