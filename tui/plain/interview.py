"""One question after the other, and what may be asked for in between."""

from collections.abc import Sequence

from schema.findings import Finding
from schema.form import Choice, Place
from schema.places import place_name
from tui.hints import help_text
from tui.opened import Opened
from tui.plain.answers import KEYS_HELP, Answer, Command, read_answer
from tui.plain.course import Course
from tui.plain.dialogue import Dialogue
from tui.plain.findings import FindingTeller
from tui.plain.questions import Question
from tui.plain.reasons import Reasons
from tui.plain.repairs import RepairTeller
from tui.plain.saving import Saving
from tui.plain.tables import CellQuestion, blanks_told, fill_blanks, imbalances, sums_after, table_at
from tui.saving_words import not_final, what_to_do
from tui.step_names import CHECK_STEP


class Interview:
    """Goes through a report until the user leaves or the answers end.

    Args:
        opened: The report being edited.
        dialogue: The user.
    """

    def __init__(self, opened: Opened, dialogue: Dialogue) -> None:
        self.session = session = opened.session
        self.course = Course(session)
        self._opened = opened
        self._dialogue = dialogue
        self._saving = Saving(session, dialogue)
        self._findings = FindingTeller(session, dialogue.say)
        self._repairs = RepairTeller(session, dialogue.say)
        self._reasons = Reasons(session, dialogue)
        self._asked: Question | None = None
        self._introduced = ("", "")
        self._table = ""
        """The key of the table last asked about."""
        self._row_began = session.revision
        self._imbalances: list[str] = []
        self._problem = session.read_only
        self._unlocked = opened.unlocked
        self._over = False

    def run(self, place: Place | None = None) -> None:
        """Ask until the user leaves, beginning at a place. Raises InputEndedError."""
        if place is not None:
            self._go_to(self.course.find([place]))
        while not self._over:
            question = self.course.current
            self._introduce(question)
            self._carry_out(question, self._ask(question))
            self._tell_problem()

    def _ask(self, question: Question) -> Answer:
        self._opened.at(question.place)
        self._asked = question
        line = self._dialogue.ask(question.prompt(self.session))
        self._asked = None
        return read_answer(line)

    def unfinished(self, line: str) -> dict[Place, str]:
        """What the beginning of a line would put where, had it been sent; nothing where no place was asked for."""
        if begun := self._reasons.unfinished(line):
            return begun
        answer = read_answer(line)
        if self._asked is None or answer.command is not None or self.session.read_only:
            return {}
        return self._asked.unfinished(self.session, answer.text)

    def _introduce(self, question: Question) -> None:
        """Name the section, and the part of it, that a question is the first of."""
        section, context = self._introduced
        if question.section != section:
            self.say(f"\n{self.course.title(question.section)}")
            if question.section == CHECK_STEP:
                self._findings.list_all()
        if question.context and (question.context, question.section) != (context, section):
            self.say(question.context)
        self._introduced = question.section, question.context
        table = table_at(self.session, question)
        if table is not None and table.key != self._table and (told := blanks_told(self.session, table)):
            self.say(told)
        self._table = table.key if table is not None else ""

    # Answers

    def _carry_out(self, question: Question, answer: Answer) -> None:
        match answer.command:
            case None | Command.EMPTY | Command.KEEP:
                self._answer(question, answer)
            case Command.BACK:
                if not self.course.step_back():
                    self.say("这是第一问。")
            case Command.EXPLAIN:
                self.say(help_text(self.session, question.place, KEYS_HELP))
            case Command.SECTIONS:
                self._go_to_section(answer.text)
            case Command.FINDINGS:
                self._go_to_finding()
            case Command.REPAIR:
                self._repairs.take()
            case Command.REASON:
                self._reasons.give(self._findings.visited)
            case Command.SAVE:
                self.save()
            case Command.LEAVE:
                self.leave()
            case Command.ZEROS:
                self._fill_blanks(question)
            case Command.UNDO:
                self._show_replayed(self.session.undo(), "撤销")
            case Command.REDO:
                self._show_replayed(self.session.redo(), "重做")

    def _answer(self, question: Question, answer: Answer) -> None:
        before = self.course.keys()
        if answer.command is Command.KEEP:
            target = question.keep(self)
        elif self.session.read_only and question.section != CHECK_STEP:
            self.say(self.session.read_only)
            return
        elif answer.command is Command.EMPTY:
            target = question.empty(self)
        else:
            target = question.take(self, answer.text)
        self.course.go_on(before, question.key, target)
        self._end_row(question)

    def _end_row(self, question: Question) -> None:
        """Say what a row of figures adds up to, once it is left behind, and which columns do not balance."""
        if isinstance(question, CellQuestion):
            following = self.course.current
            if isinstance(following, CellQuestion) and following.row == question.row:
                return
            for line in sums_after(self.session, question):
                self.say(line)
            failing = imbalances(self.session)
            told = [finding.message for finding in failing]
            if told != self._imbalances or self._row_began != self.session.revision:
                self._findings.tell(failing, "差额：")
            self._imbalances = told
            self._repairs.tell()
        self._row_began = self.session.revision

    def _fill_blanks(self, question: Question) -> None:
        if self.session.read_only:
            self.say(self.session.read_only)
        else:
            before = self.course.keys()
            fill_blanks(self, table_at(self.session, question))
            self.course.go_on(before, question.key, question.key)

    # Moving

    def _go_to(self, question: Question | None) -> None:
        if question is not None:
            self.course.go_to(question)
            # Said anew, wherever the user comes from.
            self._introduced = "", ""

    def _go_to_section(self, name: str) -> None:
        if not name:
            self.say(self.course.listing())
        elif self.course.go_to_section(name):
            self._introduced = "", ""
        else:
            self.say(f"没有“{name}”这一节；输入>列出各节。如果这是要填的内容，整行前面加\\，例如 \\>{name}。")

    def _go_to_finding(self) -> None:
        finding = self._findings.next()
        if finding is not None:
            self._go_to(self.course.find(finding.where))
            self.say("\n前往：")
            self.say_finding(finding)

    def _show_replayed(self, place: Place | None, done: str) -> None:
        if self.session.read_only:
            self.say(self.session.read_only)
        elif place is None:
            self.say(f"没有可以{done}的改动。")
        else:
            self.say(f"已{done}：{place_name(self.session.report.edition, place)}")
            # Of parts added or removed the place is the section.
            self._go_to(self.course.find([place, f"{place}.parts.0.heading"]))

    # What questions need

    def say(self, text: str) -> None:
        """Tell the user."""
        self._dialogue.say(text)

    def say_finding(self, finding: Finding) -> None:
        """Tell of a finding."""
        self._findings.tell([finding])

    def say_refusal(self, standing: Sequence[Finding]) -> None:
        """Tell what stands against declaring the report final."""
        self.say(not_final(standing))
        self._findings.tell(standing)
        self.say(f"{what_to_do(standing)}，再定稿。输入!前往，输入a说明疑问。")

    def choose(self, question: str, choices: Sequence[Choice], default: str) -> str:
        """Ask for one of a few choices."""
        return self._dialogue.choose(question, choices, default)

    def _tell_problem(self) -> None:
        """Say what keeps the journal or the lock from being written, or that somebody has taken the report over."""
        if self._opened.unlocked not in ("", self._unlocked):
            self.say(self._opened.unlocked)
        self._unlocked = self._opened.unlocked
        journal = self._opened.journal
        problem = self.session.read_only if journal is None else journal.problem
        if problem and problem != self._problem:
            self.say(problem if journal is not None else f"{problem}\n输入s，可以另存为别的文件。")
        self._problem = problem

    def save(self) -> bool:
        """Write the file; whether it holds everything now."""
        return self._saving.save()

    def leave(self) -> bool:
        """End, after a question where something is not in the file."""
        self._over = self._saving.leave()
        return self._over
