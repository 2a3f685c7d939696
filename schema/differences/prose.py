"""Prose that differs, sentence by sentence."""

from collections import deque
from collections.abc import Iterator

from schema.differences.change import Change, ChangeKind
from schema.differences.parts import Pairing, part_changes, part_name, part_pairs
from schema.differences.sequences import hunks
from schema.differences.words import likeness, pieces
from schema.differences.years import YearsApart, with_years_apart
from schema.editions.cover import PREAMBLE
from schema.form import Place
from schema.placeholders import expander
from schema.places import place_name
from schema.prose_lines import to_lines
from schema.report import Report

_EDITED = 0.5
_EDITED_ELSEWHERE = 0.7
_MOST_COMPARED = 10_000
"""Pairs of sentences, up to which their likeness is measured: a hundred removed beside a hundred added."""


class _Sentence:
    """One sentence; ``key`` is what it is found again by."""

    __slots__ = ("key", "number", "place", "text")

    def __init__(self, place: Place, number: int, text: str, key: str) -> None:
        self.place = place
        self.number = number
        self.text = text
        self.key = key


_Lone = tuple[list[_Sentence], list[_Sentence]]


class ProseDifference:
    """What differs in the prose of two reports.

    ``pairings`` gives for each section the new index of its old parts; ``years_only`` counts the sentences in which
    nothing but the year has changed, as the report's has.
    """

    def __init__(self) -> None:
        self.parts: list[Change] = []
        self.sentences: list[Change] = []
        self.quoted: list[Change] = []
        self.pairings: dict[str, Pairing] = {}
        self.years_only = 0

    def moved(self, place: Place) -> Place:
        """Where what stood at a place of the old report stands in the new one; no place at all for what is gone."""
        section, dot, rest = place.partition(".parts.")
        index, _, name = rest.partition(".")
        if not dot or not index.isdecimal() or len(index) > 6:
            return place
        after = self.pairings.get(section, {}).get(int(index))
        return f"{place}\n" if after is None else f"{section}.parts.{after}.{name}"


def prose_difference(old: Report, new: Report) -> ProseDifference:
    """Compare the prose of two reports."""
    apart = with_years_apart(old, new)
    result = ProseDifference()
    pairs = [(PREAMBLE.key, PREAMBLE.key)]
    for section in new.edition.sections:
        if not section.prose:
            continue
        pairs.append((f"{section.key}.intro", f"{section.key}.intro"))
        parts = old.parts.get(section.key, []), new.parts.get(section.key, [])
        if parts[0] == parts[1]:
            pairing = {index: index for index in range(len(parts[0]))}
        else:
            pairing = part_pairs(*parts, apart)
            result.parts += part_changes(section, old, new, pairing, apart)
        result.pairings[section.key] = pairing
        pairs += [tuple(f"{section.key}.parts.{index}.text" for index in pair) for pair in pairing.items()]  # type: ignore[misc]
    _Comparison(old, new, apart, result).run(pairs)
    return result


class _Comparison:
    """The sentences of two reports laid side by side."""

    def __init__(self, old: Report, new: Report, apart: YearsApart, result: ProseDifference) -> None:
        self.old, self.new = old, new
        self.apart = apart
        self.result = result
        self._expand = expander(old), expander(new)
        self._changes: list[tuple[tuple[int, int, int], Change]] = []
        self._order: dict[tuple[bool, Place], int] = {}
        self._counterpart: dict[Place, Place] = {}
        self._may_compare = _MOST_COMPARED
        self._in_both = frozenset[str]() if apart.old is str else _lines(old) & _lines(new)

    def run(self, pairs: list[tuple[Place, Place]]) -> None:
        """Compare the texts at pairs of places, and take what stands elsewhere for added and removed."""
        places = [*self.new.prose_places()]
        self._order = {(True, place): index for index, place in enumerate(places)}
        self._counterpart = dict(pairs)
        last = 0
        for place in self.old.prose_places():
            last = self._order.get((True, self._counterpart.get(place, "")), last)
            self._order[False, place] = last
        lone: list[_Lone] = []
        for place, other in pairs:
            lone += self._compare(place, other)
        mine = {place for place, _ in pairs}
        theirs = {other for _, other in pairs}
        for place in self.old.prose_places():
            if place not in mine:
                lone.append((self._sentences(self.old, place), []))
        for place in places:
            if place not in theirs:
                lone.append(([], self._sentences(self.new, place)))
        self._match(lone)
        self._changes.sort(key=lambda each: each[0])
        self.result.sentences = [change for _, change in self._changes]

    def _sentences(self, report: Report, place: Place) -> list[_Sentence]:
        """The sentences of a text, found again as they stand or else with their years as far from the report's."""
        relative = self.apart.old if report is self.old else self.apart.new
        lines = [line for line in to_lines(report.text(place)).split("\n") if line]
        return [
            _Sentence(place, number, line, line if line in self._in_both else relative(line))
            for number, line in enumerate(lines, 1)
        ]

    def _compare(self, place: Place, other: Place) -> Iterator[_Lone]:
        """What two texts have not in common; sentences that quote figures, years and paragraphs are noted."""
        texts = self.old.text(place), self.new.text(other)
        if texts[0] == texts[1] and "{" not in texts[0]:
            return
        before, after = self._sentences(self.old, place), self._sentences(self.new, other)
        different = False
        for hunk in hunks([each.key for each in before], [each.key for each in after]):
            olds, news = before[hunk.old.start : hunk.old.stop], after[hunk.new.start : hunk.new.stop]
            if hunk.same:
                self._same(olds, news)
            else:
                different = True
                yield olds, news
        if not different and _breaks(texts[0]) != _breaks(texts[1]):
            name = self._name(self.new, other)
            change = Change(ChangeKind.PARAGRAPHS, other, name, _paragraphs(texts[0]), _paragraphs(texts[1]))
            self._changes.append(((self._order[True, other], 0, 0), change))

    def _same(self, olds: list[_Sentence], news: list[_Sentence]) -> None:
        for one, other in zip(olds, news, strict=True):
            self.result.years_only += one.text != other.text
            if "{" in one.text:
                read = self._expand[0](one.text), self._expand[1](other.text)
                if read[0] != read[1] and self.apart.old(read[0]) != self.apart.new(read[1]):
                    name = self._sentence_name(self.new, other)
                    change = Change(ChangeKind.QUOTED, other.place, name, *read, pieces=pieces(*read))
                    self.result.quoted.append(change)

    # What was left over

    def _match(self, lone: list[_Lone]) -> None:
        """Pair what was removed with what was added: the same elsewhere, the like in the same place, then elsewhere."""
        waiting: dict[str, deque[_Sentence]] = {}
        for _, news in lone:
            for each in news:
                waiting.setdefault(each.key, deque()).append(each)
        gone: set[_Sentence] = set()
        for olds, _ in lone:
            for each in olds:
                if others := waiting.get(each.key):
                    other = others.popleft()
                    gone |= {each, other}
                    self._add(ChangeKind.SENTENCE_MOVED, each, other)
                    self._same([each], [other])
        rest = [([each for each in side if each not in gone] for side in hunk) for hunk in lone]
        left: _Lone = ([], [])
        for olds, news in rest:
            for side, remaining in zip(left, self._edited(olds, news, _EDITED), strict=True):
                side.extend(remaining)
        removed, added = self._edited(*left, _EDITED_ELSEWHERE)
        for each in removed:
            self._add(ChangeKind.SENTENCE_REMOVED, each, None)
        for each in added:
            self._add(ChangeKind.SENTENCE_ADDED, None, each)

    def _edited(self, olds: list[_Sentence], news: list[_Sentence], least: float) -> _Lone:
        """Note those that are alike as edited, the most alike first; the others are returned."""
        if not olds or not news or len(olds) * len(news) > self._may_compare:
            return olds, news
        self._may_compare -= len(olds) * len(news)
        scored = [
            (-score, i, j)
            for i, one in enumerate(olds)
            for j, other in enumerate(news)
            if (score := likeness(one.text, other.text)) >= least
        ]
        mine, theirs = set(range(len(olds))), set(range(len(news)))
        for _, i, j in sorted(scored):
            if i in mine and j in theirs:
                mine.remove(i)
                theirs.remove(j)
                self._add(ChangeKind.SENTENCE_EDITED, olds[i], news[j])
        return [olds[i] for i in sorted(mine)], [news[j] for j in sorted(theirs)]

    def _add(self, kind: ChangeKind, one: _Sentence | None, other: _Sentence | None) -> None:
        report, here = (self.old, one) if other is None else (self.new, other)
        assert here is not None
        order = (self._order[other is not None, here.place], here.number, int(other is not None))
        elsewhere = one.place if one is not None and other is not None and one.place != other.place else ""
        texts = None if one is None else one.text, None if other is None else other.text
        change = Change(kind, here.place, self._sentence_name(report, here), *texts, old_place=elsewhere)
        if kind is ChangeKind.SENTENCE_EDITED:
            assert one is not None and other is not None
            change = change._replace(pieces=pieces(one.text, other.text))
        if one is not None and other is not None and self._has_moved(kind, one, other):
            change = change._replace(old_name=self._sentence_name(self.old, one))
        self._changes.append((order, change))

    def _has_moved(self, kind: ChangeKind, one: _Sentence, other: _Sentence) -> bool:
        """Whether a sentence stands elsewhere than with the text that it stood in."""
        return kind is ChangeKind.SENTENCE_MOVED or self._counterpart.get(one.place) != other.place

    def _sentence_name(self, report: Report, sentence: _Sentence) -> str:
        return f"{self._name(report, sentence.place)}·第{sentence.number}句"

    @staticmethod
    def _name(report: Report, place: Place) -> str:
        return part_name(report, place) if ".parts." in place else place_name(report.edition, place)


def _lines(report: Report) -> frozenset[str]:
    return frozenset(line for place in report.prose_places() for line in to_lines(report.text(place)).split("\n"))


def _breaks(text: str) -> list[bool]:
    return [not line for line in to_lines(text).split("\n")]


def _paragraphs(text: str) -> str:
    return f"{1 + text.strip(chr(10)).count(chr(10))}段"
