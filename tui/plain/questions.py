"""What is asked: the questions of the cover and of the end, and what all questions have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from schema.editions.cover import PREAMBLE
from schema.findings import COVER, Finding
from schema.form import Choice, Field, Kind, Place
from tui.hints import gravest
from tui.plain.answers import chosen, offered
from tui.session import STATUS, Session

_YES_NO = {"save": "保存", "not": "先不保存"}


class Desk(Protocol):
    """What questions need of the interview they are asked in."""

    @property
    def session(self) -> Session:
        """The report being edited."""

    def say(self, text: str) -> None:
        """Tell the user."""

    def choose(self, question: str, choices: Sequence[Choice], default: str) -> str:
        """Ask for one of a few choices; the default where nothing is chosen."""

    def say_finding(self, finding: Finding) -> None:
        """Tell the user of a finding, with its code and what to do."""

    def say_refusal(self, standing: Sequence[Finding]) -> None:
        """Tell what stands against declaring the report final."""

    def save(self) -> bool:
        """Write the file; whether it holds everything now."""

    def leave(self) -> bool:
        """End the interview, unless the user would rather not."""


@dataclass(frozen=True)
class Question:
    """One question.

    What is done with an answer returns the key of the question to go on with, None for the one that follows.
    """

    key: str
    section: str
    place: Place
    """What is explained, and remembered as where the user was."""
    context: str = ""
    """What stands over this question and its neighbours, said once."""

    def prompt(self, session: Session) -> str:
        """The question with the current value in brackets."""
        raise NotImplementedError

    def take(self, desk: Desk, text: str) -> str | None:
        """Do what an answer asks."""
        raise NotImplementedError

    def empty(self, desk: Desk) -> str | None:
        """Take the current value away."""
        desk.say("这一问没有可清空的内容。")
        return self.key

    def keep(self, desk: Desk) -> str | None:
        """Go on without a change."""
        return None

    def unfinished(self, session: Session, text: str) -> dict[Place, str]:
        """The texts that an answer would make, by place; none of a figure, for half of one is a wrong one."""
        return {}


def bracketed(label: str, value: str) -> str:
    """A question's line."""
    return f"{label} [{value or '空'}]："


def one_line(desk: Desk, text: str) -> str:
    """A text without line ends, which a place of one line cannot hold."""
    if count := text.count("\n"):
        desk.say(f"去掉了{count}个换行。")
    return text.replace("\n", "")


@dataclass(frozen=True)
class ChoiceQuestion(Question):
    """One of a few choices."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be chosen."""
        raise NotImplementedError

    def take(self, desk: Desk, text: str) -> str | None:
        """Choose by number, label or value."""
        value = chosen(self.choices, text)
        if value is None:
            desk.say(f"没有这一项，请输入序号：{offered(self.choices)}")
            return self.key
        return self.choose(desk, value)

    def choose(self, desk: Desk, value: str) -> str | None:
        """Do what a choice asks."""
        raise NotImplementedError


@dataclass(frozen=True)
class FieldQuestion(Question):
    """A field of one line: text, a year, a date."""

    field: Field = PREAMBLE

    def prompt(self, session: Session) -> str:
        """The official label and the value."""
        return bracketed(self.field.label, session.text(self.place))

    def take(self, desk: Desk, text: str) -> str | None:
        """Keep the text as typed and say what is wrong with it."""
        desk.session.edit(self.place, one_line(desk, text))
        finding = gravest(desk.session.findings, self.place)
        if finding is not None:
            desk.say_finding(finding)
        return None

    def empty(self, desk: Desk) -> str | None:
        """Leave the field empty."""
        return self.take(desk, "")

    def unfinished(self, session: Session, text: str) -> dict[Place, str]:
        """The text itself."""
        return {self.place: text}


@dataclass(frozen=True)
class ChoiceFieldQuestion(ChoiceQuestion):
    """A field that holds one of a few words."""

    field: Field = PREAMBLE

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The form's own words."""
        return self.field.choices

    def prompt(self, session: Session) -> str:
        """The official label, the choices and the chosen one."""
        return bracketed(
            f"{self.field.label}：{offered(self.choices)}", self.field.choice_label(session.text(self.place))
        )

    def choose(self, desk: Desk, value: str) -> str | None:
        """Put the word in; as final only a report against which nothing stands is declared."""
        if self.place == STATUS and value == "final":
            if standing := desk.session.finalise():
                desk.say_refusal(standing)
                return self.key
        else:
            desk.session.edit(self.place, value)
        return None

    def empty(self, desk: Desk) -> str | None:
        """A choice is never empty."""
        desk.say(f"这一项不能空，请输入序号：{offered(self.choices)}")
        return self.key


@dataclass(frozen=True)
class SaveQuestion(ChoiceQuestion):
    """Whether to save, where something is not in the file."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Save or not."""
        return tuple(Choice(*each) for each in _YES_NO.items())

    def prompt(self, session: Session) -> str:
        """The question."""
        return bracketed(f"保存到文件吗？{offered(self.choices)}", _YES_NO["save"])

    def choose(self, desk: Desk, value: str) -> str | None:
        """Save if asked to."""
        return self.keep(desk) if value == "save" else None

    def keep(self, desk: Desk) -> str | None:
        """Save."""
        return None if desk.save() else self.key


@dataclass(frozen=True)
class EndQuestion(Question):
    """The last one."""

    def prompt(self, session: Session) -> str:
        """The question."""
        return "问完了。回车离开；<回到上一问；>列出各节："

    def take(self, desk: Desk, text: str) -> str | None:
        """Nothing is filled in here."""
        desk.say("这里不填内容。要改某一节，输入>和节的序号，例如>3。")
        return self.key

    def keep(self, desk: Desk) -> str | None:
        """Leave."""
        desk.leave()
        return self.key


def field_question(field: Field, section: str = COVER) -> Question:
    """The question that asks for a field of the cover."""
    kind = ChoiceFieldQuestion if field.kind is Kind.CHOICE else FieldQuestion
    return kind(field.key, section, field.key, field=field)
