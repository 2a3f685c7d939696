"""The questions of a report in the form's order, and where among them the user is."""

from collections.abc import Iterator, Sequence

from schema.cells import half_width
from schema.editions.cover import PREAMBLE
from schema.findings import COVER
from schema.form import Place
from tui.plain.prose import preamble_questions, prose_questions
from tui.plain.questions import EndQuestion, Question, SaveQuestion, field_question
from tui.plain.tables import table_questions
from tui.session import STATUS, Session
from tui.step_names import CHECK_STEP, STEP_NAMES


class Course:
    """The way through a report. Which questions there are depends on what it holds."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._key = self.questions()[0].key

    def questions(self) -> list[Question]:
        """All questions as things stand."""
        return list(self._questions())

    def _questions(self) -> Iterator[Question]:
        session = self._session
        edition = session.report.edition
        for field in edition.fields:
            if field.key == PREAMBLE.key:
                yield from preamble_questions(session)
            elif field.key != STATUS:
                yield field_question(field)
        for section in edition.sections:
            if section.prose:
                yield from prose_questions(session, section)
            if section.table is not None:
                yield from table_questions(session, section.key, section.table)
        yield field_question(edition.fields_by_place[STATUS], CHECK_STEP)
        if session.is_at_stake:
            yield SaveQuestion(f"{CHECK_STEP}#save", CHECK_STEP, STATUS)
        yield EndQuestion(f"{CHECK_STEP}#end", CHECK_STEP, STATUS)

    @property
    def current(self) -> Question:
        """The question to ask now; the last where the one before is gone."""
        questions = self.questions()
        return next((each for each in questions if each.key == self._key), questions[-1])

    def go_to(self, question: Question) -> None:
        """Ask a question next."""
        self._key = question.key

    def keys(self) -> list[str]:
        """The keys of all questions."""
        return [each.key for each in self._questions()]

    def go_on(self, before: Sequence[str], answered: str, target: str | None) -> None:
        """Go on after an answer, to a target if it is there; `before` are the keys before it was given."""
        keys = self.keys()
        if target in keys:
            self._key = str(target)
        elif answered in keys:
            self._key = keys[min(keys.index(answered) + 1, len(keys) - 1)]
        else:
            behind = before[before.index(answered) + 1 :]
            self._key = next((each for each in behind if each in keys), keys[-1])

    def step_back(self) -> bool:
        """Go to the question before; False at the first."""
        keys = self.keys()
        index = keys.index(self.current.key)
        self._key = keys[max(index - 1, 0)]
        return index > 0

    # Sections

    @property
    def sections(self) -> list[str]:
        """The keys of the cover, the sections and the check."""
        return [COVER, *(section.key for section in self._session.report.edition.sections), CHECK_STEP]

    def title(self, section: str) -> str:
        """What a section is called."""
        return STEP_NAMES.get(section) or self._session.report.edition.section(section).title

    def listing(self) -> str:
        """All sections with their numbers and how far they are."""
        lines = [f"{n} {self.title(key)}" for n, key in enumerate(self.sections)]
        marks = [f"　{self._session.state(key).mark}" for key in self.sections[:-1]]
        return "\n".join(f"{line}{mark}" for line, mark in zip(lines, [*marks, ""], strict=True))

    def go_to_section(self, name: str) -> bool:
        """Go to the first question of the section that a number, a numeral or a piece of its title names."""
        key = self._section(name)
        if key is not None:
            self._key = next(each.key for each in self._questions() if each.section == key)
        return key is not None

    def _section(self, name: str) -> str | None:
        for number, key in enumerate(self.sections):
            if name == str(number):
                return key
        for section in self._session.report.edition.sections:
            if name == section.numeral:
                return section.key
        if name.isdecimal():
            return None
        return next((key for key in self.sections if name in half_width(self.title(key)).lower()), None)

    def find(self, places: Sequence[Place]) -> Question | None:
        """The question that asks for the first of some places that is asked for, else one near to the first."""
        questions = self.questions()
        for place in places:
            for question in questions:
                if question.place == place:
                    return question
        near = places[0] if places else ""
        while near:
            for question in questions:
                if question.place.startswith(f"{near}."):
                    return question
            near = near.rpartition(".")[0]
        return None
