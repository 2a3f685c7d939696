"""Saving and leaving, with the questions they may need."""

from pathlib import Path

from schema.atomic_file import SaveError
from schema.form import Choice
from schema.report_file import VerificationError
from schema.unsafe import shown
from tui.plain.dialogue import Dialogue
from tui.saving import OutsideChangeError, SaveOutcome, outside
from tui.session import Session

_SAVE_AS = Choice("save_as", "另存为")
_LATER = Choice("later", "先不保存")
_LEAVING = (Choice("save", "保存后离开"), Choice("discard", "不保存，放弃这些改动"), Choice("stay", "不离开"))


class Saving:
    """Writes the report of a session, and asks where it must."""

    def __init__(self, session: Session, dialogue: Dialogue) -> None:
        self._session = session
        self._dialogue = dialogue

    def save(self, over: bytes | None = None) -> bool:
        """Write the file; whether it holds everything now.

        Args:
            over: What somebody else has put there and is to be overwritten.
        """
        try:
            return self._saved(self._session.save(over=over))
        except OutsideChangeError as change:
            return self._ask_about_change(change.data)
        except VerificationError as error:
            # What does not read back from this file does not from another either.
            self._dialogue.say(str(error))
            return False
        except SaveError as error:
            self._dialogue.say(str(error))
            answer = self._dialogue.choose("另存为别的文件吗？", (_LATER, _SAVE_AS), "later")
            return answer == "save_as" and self._save_as()

    def leave(self) -> bool:
        """Whether to end now: at once where the file holds everything."""
        if not (self._session.dirty or self._session.is_new):
            return True
        answer = self._dialogue.choose("有改动还没有保存到文件。", _LEAVING, "save")
        return answer == "discard" or (answer == "save" and self.save())

    def _saved(self, outcome: SaveOutcome) -> bool:
        name = shown(self._session.loaded.path.name)
        if outcome.back_to_draft:
            self._dialogue.say(f"定稿里有错误，状态已改回草稿。已保存 {name}")
        elif not outcome.written:
            self._dialogue.say("没有改动，文件没有重写。")
        elif not outcome.confirmed:
            self._dialogue.say(f"已保存 {name}，但系统未能确认落盘，请稍后再保存一次。")
        else:
            self._dialogue.say(f"已保存 {name}")
        return True

    # A file that is not as it was read

    def _ask_about_change(self, data: bytes) -> bool:
        change = outside(self._session.loaded.path, data, self._session.report.edition)
        choices = [Choice("mine", "照原来的名字重新写一份" if change.gone else "保留我的，盖掉外面的")]
        if change.gone:
            told = "打开以后，这个文件被删去或移走了。"
        elif change.loaded is None:
            told = "\n".join(["打开以后，别的程序改动了这个文件，改动后不能接着填：", *change.problems])
        else:
            told = "打开以后，别的程序改动了这个文件。"
            choices.append(Choice("theirs", "用外面的"))
        if change.loaded is not None and change.loaded.report == self._session.report:
            # Others have written the very same.
            self._session.rebase(change.loaded, self._session.report)
            return self.save()
        self._dialogue.say(told)
        answer = self._dialogue.choose("", (*choices, _SAVE_AS, _LATER), "later")
        if answer == "mine":
            # What was asked about and nothing else: meanwhile the file may have changed again.
            return self.save(over=data)
        if answer == "theirs" and change.loaded is not None and change.loaded.report is not None:
            self._session.rebase(change.loaded, change.loaded.report)
            self._dialogue.say("已换成文件里现在的内容。要找回您的改动，输入u。")
            return True
        return answer == "save_as" and self._save_as()

    # Another file

    def _save_as(self) -> bool:
        path = self._session.loaded.path
        suggestion = f"{path.stem}-另存.toml"
        answer = self._dialogue.ask(f"写文件名，存在同一文件夹；也可以写完整路径 [{suggestion}]：")
        name = answer.strip() or suggestion
        if problem := self._problem_of(name):
            self._dialogue.say(problem)
            return False
        try:
            return self._saved(self._session.save_as(self._target(name)))
        except (SaveError, VerificationError) as error:
            self._dialogue.say(str(error))
            return False

    def _target(self, name: str) -> Path:
        return self._session.loaded.path.parent / Path(name).expanduser()

    def _problem_of(self, name: str) -> str:
        """Why a file name will not do; empty where it will."""
        if not name.lower().endswith(".toml"):
            return "没有保存：文件名要以 .toml 结尾。"
        try:
            exists = self._target(name).exists()
        except (OSError, ValueError, RuntimeError):
            return "没有保存：这个文件名不能用，请换一个。"
        return "没有保存：已有这个文件，不会盖掉它。请换一个文件名。" if exists else ""
