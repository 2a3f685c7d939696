"""What is said and asked before a report is filled in: who else has it open, and what was left unsaved."""

from schema.form import Place
from tui import greeting_words as words
from tui.drafts.comparison import differences
from tui.drafts.draft_file import Draft
from tui.opened import TAKE_OVER, Opened
from tui.plain.dialogue import Dialogue

_LONGEST_VALUE = 60
_BEFORE = 10
"""Characters shown before the first that differs."""


class Greeting:
    """Asks one thing after the other."""

    def __init__(self, opened: Opened, dialogue: Dialogue) -> None:
        self._opened = opened
        self._session = opened.session
        self._dialogue = dialogue
        self.landing: Place | None = None
        """Where the user was in the draft that was recovered first."""
        self._recovered = False

    def begin(self) -> int | None:
        """Ask about another session, tell what there is to tell, ask about drafts.

        Returns:
            None to go on; else the result of the interview, `TAKE_OVER` included.
        """
        if self._opened.held is not None:
            for line in words.held_lines(self._opened.held):
                self._dialogue.say(line)
            answer = self._dialogue.choose("", words.HELD_CHOICES, words.HELD_CHOICES[0].value)
            return {"take_over": TAKE_OVER, "leave": 0}.get(answer)
        for told in filter(None, (self._session.read_only, *self._opened.notices, self._opened.remark)):
            self._dialogue.say(told)
        while self._opened.drafts:
            draft = self._opened.drafts[0]
            for line in words.draft_lines(self._opened, draft, recovered=self._recovered):
                self._dialogue.say(line)
            if not self._ask_draft(draft):
                return 0
        return None

    def _ask_draft(self, draft: Draft) -> bool:
        """Ask what to do about a draft until it is done; False to leave."""
        while draft in self._opened.drafts:
            answer = self._dialogue.choose(f"{words.DRAFT_TITLE}。", words.DRAFT_CHOICES, "recover")
            if answer == "recover":
                self._recover(draft)
            elif answer == "compare":
                self._compare(draft)
            elif answer == "give_up":
                self._ask_giving_up(draft)
            else:
                return False
        return True

    def _recover(self, draft: Draft) -> None:
        count = len(differences(self._session.report, self._opened.recovered(draft)))
        left = self._opened.recover(draft)
        self._recovered = True
        self.landing = self.landing or draft.left_at(self._session.report)
        self._dialogue.say(f"{words.recovered_count(count)}核对后输入s保存，u可以撤销。")
        if left:
            self._dialogue.say(left)

    def _compare(self, draft: Draft) -> None:
        for each in differences(self._session.report, self._opened.recovered(draft)):
            before, after = excerpts(each.before, each.after)
            self._dialogue.say(f"{each.name}：文件 [{before}]，草稿 [{after}]")

    def _ask_giving_up(self, draft: Draft) -> None:
        if self._dialogue.choose(words.GIVE_UP_TEXT, words.GIVE_UP_CHOICES, "no") == "yes":
            self._opened.give_up(draft)


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Two values, each on one line; of long ones what is about the place from which they differ."""
    texts = [text.replace("\n", " ") for text in (before, after)]
    alike = next((n for n, (one, other) in enumerate(zip(*texts, strict=False)) if one != other), min(map(len, texts)))
    start = max(alike - _BEFORE, 0) if max(map(len, texts)) > _LONGEST_VALUE else 0
    return _excerpt(texts[0], start), _excerpt(texts[1], start)


def _excerpt(text: str, start: int) -> str:
    end = start + _LONGEST_VALUE
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "") or "空"
