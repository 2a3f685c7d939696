"""What is said and asked before a report is filled in: who else has it open, and what was left unsaved."""

from schema.form import Choice
from tui.drafts.comparison import differences
from tui.drafts.draft_file import Draft
from tui.opening import TAKE_OVER, Opened, held_by
from tui.plain.dialogue import Dialogue

_HELD = (Choice("read", "只看，不改"), Choice("take_over", "接管，由我来填"), Choice("leave", "离开"))
_DRAFT = (
    Choice("recover", "恢复"),
    Choice("compare", "看差别"),
    Choice("give_up", "放弃"),
    Choice("leave", "先离开，草稿留着"),
)
_LONGEST_VALUE = 60


class Greeting:
    """Asks one thing after the other."""

    def __init__(self, opened: Opened, dialogue: Dialogue) -> None:
        self._opened = opened
        self._session = opened.session
        self._dialogue = dialogue

    def begin(self) -> int | None:
        """Ask about another session, tell what there is to tell, ask about drafts.

        Returns:
            None to go on; else the result of the interview, `TAKE_OVER` included.
        """
        for told in filter(None, (self._session.read_only, *self._opened.notices, self._opened.remark)):
            self._dialogue.say(told)
        if self._opened.held is not None and (result := self._ask_taking_over(held_by(self._opened.held))) is not None:
            return result
        while self._opened.drafts:
            if not self._ask_draft(self._opened.drafts[0]):
                return 0
        return None

    def _ask_taking_over(self, holder: str) -> int | None:
        self._dialogue.say(
            f"{holder}起正在填这份报告。可以只看。如果那是您断线前留下的，或者那边已经没有人，可以接管：那边会结束，"
            "它没有保存的内容留在恢复草稿里，接着就问您要不要恢复。"
        )
        answer = self._dialogue.choose("", _HELD, "read")
        return {"take_over": TAKE_OVER, "leave": 0}.get(answer)

    def _ask_draft(self, draft: Draft) -> bool:
        """Ask what to do about a draft; False to leave."""
        for line in self._lines(draft):
            self._dialogue.say(line)
        answer = self._dialogue.choose("有没保存的内容。", _DRAFT, "recover")
        if answer == "recover":
            count = len(differences(self._session.report, self._opened.recovered(draft)))
            self._opened.recover(draft)
            self._dialogue.say(f"恢复了{count}处，还没有保存到文件；核对后输入s保存，u可以撤销。")
        elif answer == "compare":
            self._compare(draft)
        elif answer == "give_up":
            self._ask_giving_up(draft)
        return answer != "leave"

    def _lines(self, draft: Draft) -> list[str]:
        count = len(differences(self._session.base, self._opened.recovered(draft)))
        lines = [
            f"{draft.owner.described}打开这份报告，最后记于{draft.when:%m月%d日%H:%M}，没有保存就断了。",
            f"与文件相比，有{count}处不同。",
        ]
        if draft.base != (self._session.loaded.digest if self._session.loaded.data else ""):
            lines.append("文件在那以后又改动过：恢复会用草稿代替这几处，请先看差别。")
        if draft.unread:
            lines.append(f"草稿有{draft.unread}行损坏，读不出来，其余都在。")
        return lines

    def _compare(self, draft: Draft) -> None:
        for each in differences(self._session.report, self._opened.recovered(draft)):
            self._dialogue.say(f"{each.name}：文件 [{_abridged(each.before)}]，草稿 [{_abridged(each.after)}]")

    def _ask_giving_up(self, draft: Draft) -> None:
        question = "草稿里没有保存的内容就没有了，不能再恢复。"
        if self._dialogue.choose(question, (Choice("no", "不放弃"), Choice("yes", "放弃，草稿删去")), "no") == "yes":
            self._opened.give_up(draft)


def _abridged(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
