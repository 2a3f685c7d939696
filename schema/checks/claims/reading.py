"""What each number of a text counts, read without the tables: a text read once is not read again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from schema.checks.claims.clauses import Clause, Segment, clauses, segments
from schema.checks.claims.labels import CARRIED_IN, CARRIED_OUT, HANDLED, INCOMING, NEW, RECEIVED, RESULTS, Slot, Word
from schema.checks.claims.mention import Listing, Mention, Reading, Role
from schema.checks.claims.numbers import SHARE
from schema.checks.claims.placing import MAIN, Setting, Words, dispute_rows, one_row, subject_of, topic_of, unit_fits
from schema.checks.claims.series import Series
from schema.checks.claims.subjects import DISPUTES, DOCUMENTS, REQUESTS, Subject
from schema.checks.claims.tokens import Mark, Sentence, Token, counted, sentences, tokens
from schema.form import Edition

_STEPS = {RESULTS, HANDLED, CARRIED_OUT}
"""The steps of the work that are no part of what was received."""

_TOGETHER = ("二者", "两者", "两项", "三者", "三项", "合计", "共", "总计")
"""Before 占: the share is that of several numbers."""

_COMPARED = re.compile("[比较]|同期|持平|与")
_THIS_YEAR = re.compile("今年|本年|全年|年内|本报告期")
_TOTAL = re.compile("共|合计|总计|总数")

_NEAR = 6
"""How many characters may stand between a word of change and its number."""


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
        if sentence.paragraph:
            reader.setting = Setting(topic=reader.setting.topic)
        if counted(text, sentence.start, sentence.end):
            found[sentence.start] = tokens(text, sentence.start, sentence.end, edition, year)
            reader.sentence(sentence, found[sentence.start])
        else:
            reader.setting = reader.setting._replace(row="", document=(), action=(), disputes=())
    return Reading(tuple(reader.mentions), tuple(reader.listings), found)


def _within(rows: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether rows of 四 are parts of other ones."""
    return "" in whole or rows == whole or all(any(row.startswith(one + ".") for one in whole) for row in rows)


def _said(tokens_: Iterable[Token]) -> list[Word]:
    return [token.word for token in tokens_ if token.word is not None]


def _share_word(words: Sequence[Token]) -> int | None:
    return next((index for index, token in enumerate(words) if token.word and token.word.slot is Slot.SHARE), None)


def _around(before: Clause | None, inside: Clause | None) -> Clause | None:
    """The words before a bracket, with those in it: 行政复议（含诉讼）3件."""
    if before is None or before.has_number:
        return None
    if inside is None or inside.has_number:
        return before
    return before._replace(
        tokens=(*before.tokens, *(token for token in inside.tokens if token.word and token.word.slot is not Slot.PART))
    )


@dataclass
class _Frame:
    """The numbers at one level of a sentence: those of the sentence itself, of a bracket, or after 其中."""

    whole: int | None
    bracket: bool = False
    listed: bool = False
    parts: list[int] = field(default_factory=list)
    last: int | None = None
    """The last count of this level."""
    rest: bool = False
    end: int = 0
    dispute: tuple[str, ...] = ()
    """What disputes were spoken of where a bracket begins."""
    pending: Clause | None = None
    """The clause before a bracket."""


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

    def sentence(self, sentence: Sentence, found: list[Token]) -> None:
        """Read one sentence."""
        self.span = (sentence.start, sentence.end)
        self.frames = [_Frame(None)]
        self.pending: Clause | None = None
        self.series = Series()
        self.shares: list[int] | None = None
        if sentence.paragraph:
            self.root = None
        self.guarded = self.framed = self.framed and not sentence.paragraph and not self._begins_anew(sentence)
        self.named: set[int] = set()
        self.first = len(self.mentions)
        self.setting = self.setting._replace(row="", document=(), action=(), disputes=())
        parts = list(clauses(sentence, found))
        self.channels = sum(
            clause.has_number and any(token.word and token.word.slot is Slot.CHANNEL for token in clause.tokens)
            for clause in parts
        )
        for index, clause in enumerate(parts):
            self._open_and_close(clause, parts[index - 1] if index else None)
            self._clause(clause)
        while self.frames:
            self._close()
        self._end_series()

    def _begins_anew(self, sentence: Sentence) -> bool:
        """Whether a sentence leaves the other period of the one before."""
        return _THIS_YEAR.search(self.text, sentence.start, sentence.end) is not None

    def _open_and_close(self, clause: Clause, before: Clause | None) -> None:
        if clause.opener is Mark.OPEN:
            frame = _Frame(
                self._just_before(before), bracket=True, listed=True, dispute=self.setting.dispute, pending=before
            )
            self.frames.append(frame)
        elif clause.opener is Mark.CLOSE:
            if any(frame.bracket for frame in self.frames):
                while not (frame := self._close()).bracket:
                    pass
                self.setting = self.setting._replace(dispute=frame.dispute)
                self.pending = _around(frame.pending, before)
        elif clause.opener is Mark.COLON and (whole := self._just_before(before)) is not None:
            self.frames.append(_Frame(whole, listed=True))
        elif clause.opener is Mark.SEMICOLON:
            self.pending = None
            self.guarded = self.framed
            self._end_series()
        words = [token.word for token in clause.tokens if token.word is not None]
        if words and words[0].slot is Slot.PART and clause.opener is not Mark.OPEN:
            whole = self.frames[-1].last
            self.frames.append(_Frame(self.root if whole is None else whole, listed=True))
        elif words and words[0].slot is Slot.BY:
            self._leave_list()
            self.frames.append(_Frame(self.root, listed=True))
        elif self._leaves_list(Words(words)):
            self._leave_list()

    def _leave_list(self) -> None:
        while len(self.frames) > 1 and not self.frames[-1].bracket:
            self._close()

    def _leaves_list(self, words: Words) -> bool:
        frame = self.frames[-1]
        if len(self.frames) == 1 or frame.bracket:
            return False
        parent = self._subject(frame.whole)
        of_requests = parent is None or parent.domain is REQUESTS
        row = one_row(words.values(Slot.ROW))
        if Slot.DISPUTE in words:
            return parent is None or parent.domain is not DISPUTES or not _within(dispute_rows(words), parent.rows)
        if Slot.DOCUMENT in words:
            return parent is not None and parent.domain is not DOCUMENTS
        if not row or Slot.KIND in words or Slot.COLUMN in words or not of_requests:
            return bool(row) and not of_requests and Slot.OUTCOME not in words
        return row in _STEPS or parent is None

    def _clause(self, clause: Clause) -> None:
        if not clause.has_number:
            self._remember(clause)
            return
        numbered = list(clause.tokens)
        words = [token.word for token in numbered if token.word is not None]
        each = next(
            (index for index, token in enumerate(numbered) if token.word and token.word.slot is Slot.EACH), None
        )
        start = clause.start
        if each is not None and not any(token.word is None for token in numbered[:each]):
            self.series.add(numbered[:each])
            self.series.open(start)
            start, numbered = numbered[each].end, numbered[each + 1 :]
        if each is not None and any(token.written is not None and token.written.unit == SHARE for token in numbered):
            self.shares = []
        compared = any(word.slot in (Slot.CHANGE, Slot.LEVEL, Slot.SHARE) for word in words)
        if any(word.slot is Slot.PERIOD for word in words) and not compared:
            self.guarded = True
        if any(token.word is None for token in numbered):
            for segment in segments(numbered, start, clause.end):
                self._number(segment, clause)
        self.pending = None
        self.frames[-1].end = clause.end
        if not self.series.opened:
            self.series.clear()

    def _remember(self, clause: Clause) -> None:
        words = Words(token.word for token in clause.tokens if token.word is not None)
        if any(token.word and token.word.slot is Slot.EACH for token in clause.tokens):
            self.series.add([token for token in clause.tokens if token.word and token.word.slot is not Slot.EACH])
            self.series.open(clause.start)
        else:
            self.series.add(clause.tokens)
        if Slot.PERIOD in words and not {Slot.CHANGE, Slot.LEVEL} & words.by_slot.keys():
            self.framed = self.framed or (
                clause.opener is None and not _COMPARED.search(self.text, clause.start, clause.end)
            )
            self.guarded = self.guarded or self.framed or not _COMPARED.search(self.text, clause.start, clause.end)
        self._settle(words)
        self._afterwards(words, clause)
        if words.main or words.barred:
            kept = self.pending if clause.opener is Mark.LISTING and self.pending is not None else None
            self.pending = (
                clause
                if kept is None
                else clause._replace(start=kept.start, opener=kept.opener, tokens=kept.tokens + clause.tokens)
            )
        elif clause.tokens or self.text[clause.start : clause.end].strip():
            self.pending = self.pending if clause.opener is Mark.COLON else None

    def _afterwards(self, words: Words, clause: Clause) -> None:
        """尚有12件在期限内，转入下年度办理: the number before has its label only now."""
        index = self._last()
        if index is None or one_row(words.values(Slot.ROW)) != CARRIED_OUT:
            return
        mention = self.mentions[index]
        if mention.subject is None and mention.segment[1] == clause.start - 1 and index not in self.named:
            self.mentions[index] = mention._replace(
                subject=Subject(REQUESTS, (CARRIED_OUT,)), segment=(mention.segment[0], clause.end)
            )

    def _number(self, segment: Segment, clause: Clause) -> None:
        frame = self.frames[-1]
        index = len(self.mentions)
        number = segment.number
        mention = Mention(
            number.start,
            number.end,
            number.written,
            number.quoted,
            self.span,
            (segment.start, segment.end),
            guarded=self.guarded,
        )
        in_bracket = clause.opener is Mark.OPEN and not segment.words and self._last() is not None
        if (change := self._change_before(segment)) is not None:
            mention = self._changed(mention, segment, change)
        elif number.written is not None and number.written.unit == SHARE and self.shares is not None:
            self.shares.append(index)
        elif number.written is not None and number.written.unit == SHARE:
            mention = (
                mention._replace(role=Role.SHARE, about=self._last()) if in_bracket else self._share(mention, segment)
            )
        else:
            mention = self._count(mention, segment, clause, frame)
            if frame.listed and not mention.guarded:
                frame.parts.append(index)
                frame.rest = any(token.word and token.word.slot is Slot.REST for token in segment.words)
            mention = mention._replace(whole=frame.whole)
            frame.last = index
            self.series.take(index)
        self.mentions.append(mention)

    def _count(self, mention: Mention, segment: Segment, clause: Clause, frame: _Frame) -> Mention:
        tokens_ = self._own(segment, clause)
        listed_label = self.series.next() if self.series.opened else None
        if listed_label is not None and not any(token.word and token.word.slot in MAIN for token in segment.words):
            tokens_, start = listed_label
            mention = mention._replace(segment=(start, segment.end))
        elif tokens_ and tokens_[0].start < segment.start:
            assert self.pending is not None
            mention = mention._replace(segment=(self.pending.start, segment.end))
        words = Words(token.word for token in tokens_ if token.word is not None)
        if words.main:
            self.named.add(len(self.mentions))
        if self.text[mention.start - 1 : mention.start] in ("各", "每", "第", "前", "后") or not self._bare_ends(
            segment.number
        ):
            return mention
        if self.channels > 1 and Slot.CHANNEL in words:
            return mention
        parent = self._subject(frame.whole)
        sibling = self._subject(frame.parts[-1]) if frame.parts else self._subject(self._last())
        in_list = frame.listed and not (frame.bracket and parent is None)
        subject = subject_of(
            words,
            parent,
            self.setting,
            in_list,
            sibling,
            frame.bracket,
        )
        if subject is None and not words.main and not words.barred:
            subject = self._added_up(segment)
        if subject is None or (
            segment.number.written is not None and not unit_fits(subject, segment.number.written.unit)
        ):
            return mention
        self._shared(segment, clause)
        if self._counts_less(subject, words, segment):
            subject = subject._replace(weak=True)
        self._settle(words, subject, numbered=True)
        if len(self.frames) == 1 and not subject.columns:
            self.root = len(self.mentions)
        return mention._replace(subject=subject)

    def _shared(self, segment: Segment, clause: Clause) -> None:
        """复议1件、诉讼2件未审结: what is said behind the last of a list is said of those before it."""
        outcomes = Words(_said(token for token in segment.words if token.start >= segment.number.end)).values(
            Slot.OUTCOME
        )
        if not outcomes or clause.opener is not Mark.LISTING or not self.mentions:
            return
        before = self.mentions[-1]
        if before.end + 1 == clause.start and before.subject is not None and before.subject.domain is DISPUTES:
            if not before.subject.columns:
                self.mentions[-1] = before._replace(subject=before.subject._replace(columns=outcomes))

    def _counts_less(self, subject: Subject, words: Words, segment: Segment) -> bool:
        """Whether a step is told of some requests only: 其中办结3件, or 受理3件 after 收到5件."""
        if subject.domain is not REQUESTS or Slot.REQUESTS in words:
            return False
        if subject.rows == (RESULTS,) and Slot.PART in words:
            return True
        return (
            subject.rows == (RECEIVED,)
            and any(
                mention.subject is not None
                and mention.subject.rows in ((RECEIVED,), (NEW,))
                and not mention.subject.columns
                for mention in self.mentions[self.first :]
            )
            and not subject.columns
        )

    def _added_up(self, segment: Segment) -> Subject | None:
        """共计 after 本年新收 and 上年结转."""
        before = {row for mention in self.mentions[self.first :] if mention.subject for row in mention.subject.rows}
        total = _TOTAL.search(self.text, segment.start, segment.number.start)
        return Subject(REQUESTS, (INCOMING,)) if total and CARRIED_IN in before and before & {NEW, RECEIVED} else None

    def _own(self, segment: Segment, clause: Clause) -> list[Token]:
        """The words of a number, with those of the clause before where it has none or they are members of one list."""
        own = list(segment.words)
        pending = self.pending
        if pending is None or not pending.tokens or segment.start != clause.start:
            return own
        words = Words(token.word for token in own if token.word is not None)
        if pending.tokens[0].word is not None and pending.tokens[0].word.slot in (Slot.PART, Slot.BY):
            return own
        if not words.main and Slot.REST not in words and not words.barred and Slot.CHANNEL not in words:
            return [*pending.tokens, *own]
        if clause.opener is Mark.LISTING:
            slots = {token.word.slot for token in pending.tokens if token.word is not None} & MAIN
            if len(slots) == 1 and slots <= words.by_slot.keys():
                return [*pending.tokens, *own]
        return own

    def _bare_ends(self, number: Token) -> bool:
        """Whether a number without a unit stands where nothing else can be counted."""
        if number.written is None or number.written.unit:
            return True
        following = self.text[number.end : number.end + 1]
        return not following or not (following.isalnum() or following in "-—~～/“《") or following in "和及与占"

    def _change_before(self, segment: Segment) -> Word | None:
        before = [token for token in segment.words if token.end <= segment.number.start]
        if before and (word := before[-1].word) is not None and word.slot in (Slot.CHANGE, Slot.LEVEL):
            if segment.number.start - before[-1].end <= _NEAR:
                return word
        return None

    def _changed(self, mention: Mention, segment: Segment, word: Word) -> Mention:
        if word.slot is Slot.LEVEL:
            return mention
        words = Words(
            token.word for token in segment.words if token.word is not None and token.word.slot is not Slot.PERIOD
        )
        subject = None if words.barred else subject_of(words, None, self.setting, False, None)
        return mention._replace(role=Role.CHANGE, direction=int(word.value), subject=subject, about=self._last())

    def _share(self, mention: Mention, segment: Segment) -> Mention:
        words = list(segment.words)
        place = _share_word(words)
        if place is None and self.pending is not None and not Words(_said(words)).main:
            words = [*self.pending.tokens, *words]
            place = _share_word(words)
        if place is None or words[place].end > segment.number.start:
            return mention
        if any(mark in self.text[segment.start : words[place].start] for mark in _TOGETHER):
            return mention._replace(role=Role.SHARE, about=self._last(), together=True)
        own, base = Words(_said(words[:place])), Words(_said(words[place + 1 :]))
        if own.barred or base.barred:
            return mention
        subject = subject_of(own, None, self.setting, False, None) if own.main else None
        of = subject_of(base, None, self.setting, False, None) if base.main else None
        about = None if own.main else self._last()
        if own.main and subject is None:
            return mention
        return mention._replace(role=Role.SHARE, subject=subject, of=of, about=about)

    def _settle(self, words: Words, subject: Subject | None = None, numbered: bool = False) -> None:
        setting = self.setting
        if (topic := topic_of(words, numbered, self.setting.topic)) is not None:
            setting = setting._replace(topic=topic)
        if Slot.DISPUTE in words:
            rows = dispute_rows(words)
            both = tuple(dict.fromkeys((*(setting.disputes or setting.dispute), *rows)))
            setting = setting._replace(dispute=rows, disputes=both if len(both) > 1 else ())
        elif subject is not None and subject.domain is REQUESTS and Slot.ROW in words:
            setting = setting._replace(dispute=())
        if Slot.DOCUMENT in words:
            setting = setting._replace(document=words.values(Slot.DOCUMENT))
        if Slot.ACTION in words:
            setting = setting._replace(action=words.values(Slot.ACTION))
        if Slot.ROW in words and not words.barred:
            setting = setting._replace(row=one_row(words.values(Slot.ROW)))
        self.setting = setting

    def _subject(self, index: int | None) -> Subject | None:
        return None if index is None else self.mentions[index].subject

    def _is_count(self, index: int) -> bool:
        mention = self.mentions[index]
        return mention.role is Role.COUNT and (mention.written is None or mention.written.unit != SHARE)

    def _last(self) -> int | None:
        """The last count of the sentence."""
        for index in range(len(self.mentions) - 1, self.first - 1, -1):
            if self._is_count(index):
                return index
        return None

    def _just_before(self, clause: Clause | None) -> int | None:
        """The last count, where the clause before ends not far behind it."""
        index = self._last()
        if index is None or clause is None or self.mentions[index].start < clause.start:
            return None
        return index

    def _close(self) -> _Frame:
        frame = self.frames.pop()
        if frame.listed and frame.whole is not None and len(frame.parts) > 1:
            self.listings.append(Listing(frame.whole, tuple(frame.parts), frame.rest, frame.end))
        return frame

    def _end_series(self) -> None:
        if self.shares:
            counts = [index for index in range(self.first, self.shares[0]) if self._is_count(index)]
            for share, count in zip(self.shares, counts[-len(self.shares) :], strict=False):
                if len(counts) >= len(self.shares):
                    self.mentions[share] = self.mentions[share]._replace(role=Role.SHARE, about=count)
        self.shares = None
        for index in self.series.broken():
            self.mentions[index] = self.mentions[index]._replace(subject=None)
        self.series = Series()
