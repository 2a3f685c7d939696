"""What each number of a text counts, read without the tables: a text read once is not read again."""

from functools import lru_cache

from schema.checks.claims.clauses import Clause, clauses, segments
from schema.checks.claims.frames import Frame, Frames, around, leaves_list
from schema.checks.claims.mention import Reading, Role
from schema.checks.claims.number_reading import Numbers
from schema.checks.claims.numbers import SHARE
from schema.checks.claims.rows import one_row
from schema.checks.claims.series import Series
from schema.checks.claims.settings import Setting, settled
from schema.checks.claims.siblings import doubted
from schema.checks.claims.slots import CARRIED_OUT, Slot
from schema.checks.claims.standing import NOTHING_NAMED, Sort, Standing
from schema.checks.claims.subjects import REQUESTS, Subject
from schema.checks.claims.tokens import Mark, Sentence, Token, next_number, sentences, tokens
from schema.checks.claims.words import words_of
from schema.form import Edition
from schema.lazy_pattern import LazyPattern

# Members of an Enum are slow to look up by its name, and these are for every clause.
_PAUSE, _LISTING, _COLON, _SEMICOLON, _OPEN, _CLOSE = Mark
_PART, _BY, _EACH, _PERIOD, _CHANNEL = Slot.PART, Slot.BY, Slot.EACH, Slot.PERIOD, Slot.CHANNEL

_COMPARED = LazyPattern("[比较]|同期|持平|与")
_THIS_YEAR = LazyPattern("今年|本年|全年|年内|本报告期")


@lru_cache(maxsize=512)
def read(text: str, edition: Edition, year: int | None) -> Reading:
    """Every number of a text with what it counts.

    Args:
        text: Paragraphs as they stand in a report.
        edition: Whose tables the words are taken from.
        year: The report's year, by which 结转2022年 is known to be this year's or next year's.
    """
    reader: _Reader | None = None
    found: dict[int, list[Token]] = {}
    paragraph = False
    number = next_number(text, 0)
    for sentence in sentences(text) if number < len(text) else ():
        paragraph = paragraph or sentence.paragraph
        if number < sentence.end:
            number = next_number(text, sentence.end)
            reader = reader or _Reader(text)
            reader.begin(paragraph)
            paragraph = False
            found[sentence.start] = tokens(text, sentence.start, sentence.end, edition, year)
            reader.sentence(sentence, found[sentence.start])
    return _NOTHING_READ if reader is None else Reading(tuple(reader.mentions), tuple(reader.listings), found)


_NOTHING_READ = Reading((), (), {})


class _Reader(Numbers):
    """Reads a text's sentences one after the other."""

    def begin(self, paragraph: bool) -> None:
        """Leave behind what a sentence does not take over from those before it, or before the last paragraph's end."""
        if paragraph:
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
        self.named = set()
        self.first = len(self.mentions)
        self.last = None
        self.disputes = None
        self.framed = self.framed and _THIS_YEAR.search(self.text, *self.span) is None
        self.guarded = self.framed
        parts = list(clauses(sentence, found))
        self.channels = len([clause for clause in parts if clause.has_number and _CHANNEL in clause.words.slots])
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
        opener, frames, order = clause.opener, self.frames, clause.words.order
        if opener is None or opener is _PAUSE or opener is _LISTING:
            pass
        elif opener is _OPEN:
            whole, setting = self._just_before(before), self.setting
            self._open(
                Frame(whole, True, True, dispute=setting.dispute, told=setting.told, row=setting.row, pending=before)
            )
        elif opener is _CLOSE:
            if (frame := frames.close_bracket()) is not None:
                self.setting = self.setting._replace(dispute=frame.dispute, told=frame.told, row=frame.row)
                self.pending = around(frame.pending, before)
        elif opener is _COLON and (whole := self._just_before(before)) is not None:
            self._open(Frame(whole, listed=True))
        elif opener is _SEMICOLON:
            self.pending = None
            self.guarded = self.framed
            self._end_series()
        lead = order[0] if order else None
        if lead is _PART and opener is not _OPEN:
            whole = frames.inner.last
            frame = Frame(self.root if whole is None else whole, listed=True)
            self._open(frame)
            if whole is None and len(frames.open) == 2:
                frame.standing = self.standing
        elif lead is _BY:
            frames.close_lists()
            self._open(Frame(self.root, listed=True))
        elif len(frames.open) > 1 and not frames.open[-1].bracket and self._leaves_list(clause):
            frames.close_lists()

    def _open(self, frame: Frame) -> None:
        """Begin a level of the sentence."""
        outer, whole = self.frames.inner.standing, frame.whole
        frame.standing = outer if whole is None else outer.inside(whole, self.sorts.get(whole, Sort.FOREIGN))
        self.frames.open.append(frame)

    def _leaves_list(self, clause: Clause) -> bool:
        return leaves_list(clause.words, self._subject(self.frames.inner.whole))

    def _numbers(self, clause: Clause) -> None:
        words, numbered, said, start = clause.words, clause.tokens, clause.words, clause.start
        if _EACH in words.slots:
            each = next(index for index, token in enumerate(numbered) if token.word and token.word.slot is _EACH)
            if all(token.word is not None for token in numbered[:each]):
                self.series.add(numbered[:each])
                self.series.open(start)
                start, numbered = numbered[each].end, numbered[each + 1 :]
                said = words_of(numbered)
            if any(token.written is not None and token.written.unit == SHARE for token in numbered):
                self.shares = []
        if _PERIOD in words.slots and not words.any_of(Slot.CHANGE, Slot.LEVEL, Slot.SHARE):
            self.guarded = True
        for segment in segments(numbered, said, start, clause.end):
            self.add(segment, clause)
        self.pending = None
        self.frames.open[-1].end = clause.end
        if not self.series.opened:
            self.series.clear()

    def _remember(self, clause: Clause) -> None:
        words = clause.words
        if _EACH in words.slots:
            self.series.add([token for token in clause.tokens if token.word and token.word.slot is not _EACH])
            self.series.open(clause.start)
        else:
            self.series.add(clause.tokens)
        if _PERIOD in words.slots and not words.any_of(Slot.CHANGE, Slot.LEVEL):
            compared = _COMPARED.search(self.text, clause.start, clause.end) is not None
            self.framed = self.framed or (clause.opener is None and not compared)
            self.guarded = self.guarded or self.framed or not compared
        self.setting = settled(self.setting, words)
        if Slot.ROW in words.slots:
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

    def _end_series(self) -> None:
        if shares := self.shares:
            counts = [index for index in range(self.first, len(self.mentions)) if self.mentions[index].counts]
            if len(counts) >= len(shares):
                for share, count in zip(shares, counts[-len(shares) :], strict=True):
                    self.mentions[share] = self.mentions[share]._replace(role=Role.SHARE, about=count)
        self.shares = None
        if self.series.opened:
            for index in self.series.broken():
                self.mentions[index] = self.mentions[index]._replace(subject=None)
            self.series = Series()
        self.series.clear()
