"""What each number of a text counts, read without the tables: a text read once is not read again."""

import re
from functools import lru_cache

from schema.checks.claims.clauses import Clause, Segment, clauses, segments
from schema.checks.claims.counting import added_up, bare_ends, counts_less, own_tokens
from schema.checks.claims.frames import Frame, Frames, around, leaves_list
from schema.checks.claims.mention import Listing, Mention, Reading, Role
from schema.checks.claims.numbers import SHARE
from schema.checks.claims.placing import subject_of, unit_fits
from schema.checks.claims.ratios import Ratio, change_before, changed, shared
from schema.checks.claims.rows import one_row
from schema.checks.claims.series import Series
from schema.checks.claims.settings import Setting, settled, topic_of
from schema.checks.claims.siblings import doubted
from schema.checks.claims.slots import CARRIED_OUT, Slot
from schema.checks.claims.standing import NOTHING_NAMED, Sort, Standing, sort_of
from schema.checks.claims.subjects import DISPUTES, REQUESTS, Subject
from schema.checks.claims.tokens import Mark, Sentence, Token, counted, sentences, tokens
from schema.checks.claims.words import MAIN, words_of
from schema.form import Edition

_COMPARED = re.compile("[比较]|同期|持平|与")
_THIS_YEAR = re.compile("今年|本年|全年|年内|本报告期")
_ONE_EACH = ("各", "每", "第", "前", "后")
"""Before a number: it counts each of several things, or their order."""


@lru_cache(maxsize=512)
def read(text: str, edition: Edition, year: int | None) -> Reading:
    """Every number of a text with what it counts.

    Args:
        text: Paragraphs as they stand in a report.
        edition: Whose tables the words are taken from.
        year: The report's year, by which 结转2022年 is known to be this year's or next year's.
    """
    reader = _Reader(text)
    found: dict[int, list[Token]] = {}
    for sentence in sentences(text):
        reader.begin(sentence)
        if counted(text, sentence.start, sentence.end):
            found[sentence.start] = tokens(text, sentence.start, sentence.end, edition, year)
            reader.sentence(sentence, found[sentence.start])
    return Reading(tuple(reader.mentions), tuple(reader.listings), found)


class _Reader:
    """Reads a text's sentences one after the other."""

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
        self.sorts: dict[int, Sort] = {}
        self.standing = NOTHING_NAMED
        """How the sentence before has ended."""

    def begin(self, sentence: Sentence) -> None:
        """Leave behind what a sentence does not take over from the one before."""
        if sentence.paragraph:
            self.setting = Setting(topic=self.setting.topic)
            self.standing = NOTHING_NAMED
            self.root = None
            self.framed = False
        else:
            self.setting = Setting(dispute=self.setting.dispute, topic=self.setting.topic)

    def sentence(self, sentence: Sentence, found: list[Token]) -> None:
        """Read one sentence."""
        self.span = (sentence.start, sentence.end)
        self.frames = Frames(self.listings, len(self.mentions))
        self.frames.inner.standing = Standing(self.standing.head if self.standing.only else None)
        self.pending = None
        self.series = Series()
        self.shares = None
        self.named = set()
        self.first = len(self.mentions)
        self.last = None
        self.framed = self.framed and _THIS_YEAR.search(self.text, *self.span) is None
        self.guarded = self.framed
        parts = list(clauses(sentence, found))
        self.channels = sum(clause.has_number and Slot.CHANNEL in clause.words for clause in parts)
        before = None
        for clause in parts:
            self._open_and_close(clause, before)
            if clause.has_number:
                self._numbers(clause)
            else:
                self._remember(clause)
            before = clause
        self.frames.close_lists()
        self.standing = self.frames.open[0].standing
        self.frames.close_all()
        self._end_series()
        for index, mention in doubted(self.text, self.mentions, self.first):
            self.mentions[index] = mention

    def _open_and_close(self, clause: Clause, before: Clause | None) -> None:
        opener, frames = clause.opener, self.frames
        if opener is Mark.OPEN:
            whole, setting = self._just_before(before), self.setting
            self._open(Frame(whole, True, True, dispute=setting.dispute, row=setting.row, pending=before))
        elif opener is Mark.CLOSE:
            if (frame := frames.close_bracket()) is not None:
                self.setting = self.setting._replace(dispute=frame.dispute, row=frame.row)
                self.pending = around(frame.pending, before)
        elif opener is Mark.COLON and (whole := self._just_before(before)) is not None:
            self._open(Frame(whole, listed=True))
        elif opener is Mark.SEMICOLON:
            self.pending = None
            self.guarded = self.framed
            self._end_series()
        lead = clause.words.order[0] if clause.words.order else None
        if lead is Slot.PART and opener is not Mark.OPEN:
            whole = frames.inner.last
            frame = Frame(self.root if whole is None else whole, listed=True)
            self._open(frame)
            if whole is None and len(frames.open) == 2:
                frame.standing = self.standing
        elif lead is Slot.BY:
            frames.close_lists()
            self._open(Frame(self.root, listed=True))
        elif len(frames.open) > 1 and not frames.inner.bracket and self._leaves_list(clause):
            frames.close_lists()

    def _open(self, frame: Frame) -> None:
        """Begin a level of the sentence."""
        outer, whole = self.frames.inner.standing, frame.whole
        frame.standing = outer if whole is None else outer.inside(whole, self.sorts[whole])
        self.frames.open.append(frame)

    def _leaves_list(self, clause: Clause) -> bool:
        return leaves_list(clause.words, self._subject(self.frames.inner.whole))

    def _numbers(self, clause: Clause) -> None:
        words, numbered, start = clause.words, clause.tokens, clause.start
        if Slot.EACH in words:
            each = next(index for index, token in enumerate(numbered) if token.word and token.word.slot is Slot.EACH)
            if all(token.word is not None for token in numbered[:each]):
                self.series.add(numbered[:each])
                self.series.open(start)
                start, numbered = numbered[each].end, numbered[each + 1 :]
            if any(token.written is not None and token.written.unit == SHARE for token in numbered):
                self.shares = []
        if Slot.PERIOD in words and not words.any_of(Slot.CHANGE, Slot.LEVEL, Slot.SHARE):
            self.guarded = True
        for segment in segments(numbered, start, clause.end):
            self._number(segment, clause)
        self.pending = None
        self.frames.inner.end = clause.end
        if not self.series.opened:
            self.series.clear()

    def _remember(self, clause: Clause) -> None:
        words = clause.words
        if Slot.EACH in words:
            self.series.add([token for token in clause.tokens if token.word and token.word.slot is not Slot.EACH])
            self.series.open(clause.start)
        else:
            self.series.add(clause.tokens)
        if Slot.PERIOD in words and not words.any_of(Slot.CHANGE, Slot.LEVEL):
            compared = _COMPARED.search(self.text, clause.start, clause.end) is not None
            self.framed = self.framed or (clause.opener is None and not compared)
            self.guarded = self.guarded or self.framed or not compared
        self.setting = settled(self.setting, words)
        if Slot.ROW in words:
            self._afterwards(clause)
        if words.main or words.barred:
            if clause.opener is Mark.LISTING and (kept := self.pending) is not None:
                both = kept.tokens + clause.tokens
                clause = clause._replace(start=kept.start, opener=kept.opener, tokens=both, words=words_of(both))
            self.pending = clause
        elif clause.opener is not Mark.COLON and (clause.tokens or self.text[clause.start : clause.end].strip()):
            self.pending = None

    def _afterwards(self, clause: Clause) -> None:
        """尚有12件在期限内，转入下年度办理: the number before has its label only now."""
        index = self.last
        if index is None or one_row(clause.words.values(Slot.ROW)) != CARRIED_OUT:
            return
        mention = self.mentions[index]
        if mention.subject is None and mention.segment[1] == clause.start - 1 and index not in self.named:
            self.mentions[index] = mention._replace(
                subject=Subject(REQUESTS, (CARRIED_OUT,)), segment=(mention.segment[0], clause.end)
            )

    def _number(self, segment: Segment, clause: Clause) -> None:
        number, frame = segment.number, self.frames.inner
        start = segment.start
        ratio, whole, head = Ratio(Role.COUNT), None, None
        if (change := change_before(segment)) is not None:
            ratio = changed(segment, change, self.last, self.setting) or ratio
        elif number.written is not None and number.written.unit == SHARE:
            ratio = self._share(segment, clause) or ratio
        else:
            subject, start = self._count(segment, clause, frame)
            index = len(self.mentions)
            subject, head = self._told_of(index, subject, segment, clause)
            ratio, whole = Ratio(Role.COUNT, subject), frame.whole
            if frame.listed and not self.guarded:
                frame.parts.append(index)
                frame.rest = Slot.REST in segment.words
            frame.last = index
            self.series.take(index)
        if ratio.role is Role.COUNT and (number.written is None or number.written.unit != SHARE):
            self.last = len(self.mentions)
        self.mentions.append(
            Mention(
                number.start,
                number.end,
                number.written,
                number.quoted,
                self.span,
                (start, segment.end),
                ratio.role,
                ratio.subject,
                ratio.of,
                ratio.about,
                ratio.together,
                whole,
                ratio.direction,
                self.guarded,
                head,
            )
        )

    def _told_of(
        self, index: int, subject: Subject | None, segment: Segment, clause: Clause
    ) -> tuple[Subject | None, int | None]:
        """What a count is once it is known of what it is told, and the index of that."""
        frame, written = self.frames.inner, segment.number.written
        standing, unit = frame.standing, "" if written is None else written.unit
        sort = self.sorts[index] = sort_of(subject, segment.words, unit)
        first = standing.head is None or standing.head < self.first
        if (sort is Sort.CARRY and first) or (
            sort in (Sort.CARRY, Sort.NOTHING) and self.text.startswith("中", segment.number.end)
        ):
            sort = Sort.PART
        head = None
        if subject is not None and subject.domain is REQUESTS and sort in (Sort.WAY, Sort.STEP):
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
                subject = subject._replace(weak=True)
        if not self.guarded:
            frame.standing = standing.after(index, sort, clause.opener is not Mark.SEMICOLON)
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
        own = own_tokens(segment, clause, self.pending)
        words = segment.words if own is segment.tokens else words_of(own)
        if self.series.opened and (label := self.series.next()) is not None and MAIN.isdisjoint(segment.words.slots):
            words, start = words_of(label[0]), label[1]
        elif own and own[0].start < start and self.pending is not None:
            start = self.pending.start
        if words.main:
            self.named.add(index)
        if self.text[number.start - 1 : number.start] in _ONE_EACH or not bare_ends(self.text, number):
            return None, start
        if self.channels > 1 and Slot.CHANNEL in words:
            return None, start
        parent = self._subject(frame.whole)
        sibling = self._subject(frame.parts[-1] if frame.parts else self.last)
        in_list = frame.listed and not (frame.bracket and parent is None)
        subject = subject_of(words, parent, self.setting, in_list, sibling, frame.bracket)
        if subject is None and not words.main and not words.barred:
            subject = added_up(self.text, segment, self.mentions, self.first)
        if subject is None or (number.written is not None and not unit_fits(subject, number.written.unit)):
            topic = topic_of(words, True, self.setting.topic) if subject is None else None
            self.setting = self.setting if topic is None else self.setting._replace(topic=topic)
            return None, start
        self._said_behind(segment, clause)
        if counts_less(subject, words, self.mentions, self.first):
            subject = subject._replace(weak=True)
        self.setting = settled(self.setting, words, subject.domain is REQUESTS, True)
        if len(self.frames.open) == 1 and not subject.columns:
            self.root = index
        return subject, start

    def _said_behind(self, segment: Segment, clause: Clause) -> None:
        """复议1件、诉讼2件未审结: what is said behind the last of a list is said of those before it."""
        if clause.opener is not Mark.LISTING or Slot.OUTCOME not in segment.words or not self.mentions:
            return
        behind = words_of([token for token in segment.tokens if token.start >= segment.number.end])
        before = self.mentions[-1]
        if before.end + 1 != clause.start or before.subject is None or before.subject.domain is not DISPUTES:
            return
        if Slot.OUTCOME in behind and not before.subject.columns:
            columns = behind.values(Slot.OUTCOME)
            self.mentions[-1] = before._replace(subject=before.subject._replace(columns=columns))

    def _subject(self, index: int | None) -> Subject | None:
        return None if index is None else self.mentions[index].subject

    def _just_before(self, clause: Clause | None) -> int | None:
        """The last count, where it stands in the clause before."""
        index = self.last
        if index is None or clause is None or self.mentions[index].start < clause.start:
            return None
        return index

    def _end_series(self) -> None:
        shares = self.shares or []
        counts = [index for index in range(self.first, len(self.mentions)) if shares and self.mentions[index].counts]
        if len(counts) >= len(shares) > 0:
            for share, count in zip(shares, counts[-len(shares) :], strict=True):
                self.mentions[share] = self.mentions[share]._replace(role=Role.SHARE, about=count)
        self.shares = None
        if self.series.opened:
            for index in self.series.broken():
                self.mentions[index] = self.mentions[index]._replace(subject=None)
            self.series = Series()
        self.series.clear()
