"""Prose, paragraph by paragraph, and the headed parts of a section."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schema.editions.cover import PREAMBLE
from schema.findings import COVER
from schema.form import Choice, Place, Section
from schema.placeholders import expanded
from schema.report import Part
from tui.hints import missing_aspects
from tui.plain.questions import Desk, Question, bracketed, one_line
from tui.prose_figures import in_words, told_of, within
from tui.session import Session


def _paragraphs(text: str) -> list[str]:
    return text.split("\n") if text else []


def _key(place: Place, index: int) -> str:
    return f"{place}#{index}"


@dataclass(frozen=True)
class ParagraphQuestion(Question):
    """A paragraph that is there, or the one to be added behind the last."""

    label: str = ""
    index: int = 0

    def prompt(self, session: Session) -> str:
        """The paragraph, whole."""
        paragraphs = _paragraphs(session.text(self.place))
        if self.index >= len(paragraphs):
            return f"{self.label} {'下一段' if paragraphs else '第1段'}（没有了就回车）："
        return bracketed(f"{self.label} 第{self.index + 1}段", paragraphs[self.index])

    def take(self, desk: Desk, text: str) -> str | None:
        """Put a text, which may have line ends, in the paragraph's place."""
        return self._put(desk, text.split("\n"))

    def empty(self, desk: Desk) -> str | None:
        """Take the paragraph away."""
        if self.index >= len(_paragraphs(desk.session.text(self.place))):
            desk.say("这里还没有内容；没有下一段就按回车。")
            return self.key
        return self._put(desk, [])

    def unfinished(self, session: Session, text: str) -> dict[Place, str]:
        """All paragraphs with this one."""
        return {self.place: self._with(session, text.split("\n"))}

    def _with(self, session: Session, pieces: Sequence[str]) -> str:
        paragraphs = _paragraphs(session.text(self.place))
        paragraphs[self.index : self.index + 1] = pieces
        return "\n".join(paragraphs)

    def _put(self, desk: Desk, pieces: Sequence[str]) -> str:
        session = desk.session
        session.edit(self.place, self._with(session, pieces))
        if pieces:
            start = sum(len(each) + 1 for each in _paragraphs(session.text(self.place))[: self.index])
            end = start + len("\n".join(pieces))
            if told := within(told_of(session.figures, self.place), start, end):
                desk.say(f"本段的数字：{in_words(told)}")
        return _key(self.place, self.index + len(pieces))


@dataclass(frozen=True)
class HeadingQuestion(Question):
    """The heading of a part."""

    index: int = 0

    def prompt(self, session: Session) -> str:
        """The heading."""
        return bracketed(f"第{self.index + 1}部分标题", session.text(self.place))

    def take(self, desk: Desk, text: str) -> str | None:
        """Rename the part."""
        heading = one_line(desk, text).strip()
        if not heading:
            desk.say("请写标题。")
            return self.key
        desk.session.edit(self.place, heading)
        return None

    def unfinished(self, session: Session, text: str) -> dict[Place, str]:
        """The heading."""
        return {self.place: text}

    def empty(self, desk: Desk) -> str | None:
        """Remove the part, after a question where it has a text."""
        parts = list(desk.session.report.parts[self.section])
        part = parts[self.index]
        if count := sum(map(len, expanded(desk.session.report, part.text).split())):
            question = f"删去这一部分？“{part.heading}”有{count}字，删去后可以用u撤销。"
            if desk.choose(question, (Choice("no", "不删"), Choice("yes", "删去")), "no") != "yes":
                return self.key
        del parts[self.index]
        desk.session.set_parts(self.section, parts)
        last = self.index >= len(desk.session.report.parts[self.section])
        return _add_key(self.section) if last else self.key


@dataclass(frozen=True)
class AddPartQuestion(Question):
    """Whether there is one more part."""

    def prompt(self, session: Session) -> str:
        """The question, with what the form still asks for."""
        missing = missing_aspects(session, session.report.edition.section(self.section))
        demand = f"格式要求还应写：{'、'.join(missing)}。" if missing else ""
        return f"{demand}再加一部分吗？标题（没有了就回车）："

    def take(self, desk: Desk, text: str) -> str | None:
        """Add it, and ask for its text."""
        heading = one_line(desk, text).strip()
        if not heading:
            desk.say("请写标题。")
            return self.key
        parts = desk.session.report.parts[self.section]
        desk.session.set_parts(self.section, [*parts, Part(heading)])
        return _key(f"{self.section}.parts.{len(desk.session.report.parts[self.section]) - 1}.text", 0)


def _add_key(section: str) -> str:
    return f"{section}#add"


def preamble_questions(session: Session) -> Iterator[Question]:
    """The paragraphs before section 一."""
    return _text_questions(session, COVER, PREAMBLE.key, PREAMBLE.label)


def prose_questions(session: Session, section: Section) -> Iterator[Question]:
    """The opening of a section, then its parts."""
    yield from _text_questions(session, section.key, f"{section.key}.intro", section.intro_label)
    for index, part in enumerate(session.report.parts[section.key]):
        place = f"{section.key}.parts.{index}"
        yield HeadingQuestion(f"{place}.heading", section.key, f"{place}.heading", index=index)
        yield from _text_questions(session, section.key, f"{place}.text", part.heading or f"第{index + 1}部分")
    yield AddPartQuestion(_add_key(section.key), section.key, f"{section.key}.parts")


def _text_questions(session: Session, section: str, place: Place, label: str) -> Iterator[Question]:
    for index in range(len(_paragraphs(session.text(place))) + 1):
        yield ParagraphQuestion(_key(place, index), section, place, label=label, index=index)
