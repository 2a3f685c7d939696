"""Saving and leaving, with the questions they may need."""

from pathlib import Path

from schema.atomic_file import SaveError
from schema.form import Choice
from schema.report_file import VerificationError
from tui import saving_words as words
from tui.plain.answers import Command, read_answer
from tui.plain.dialogue import Dialogue
from tui.plain.outside_change import ask_about_change
from tui.saving import OutsideChangeError, SaveOutcome
from tui.session import Session

_LEAVING = (Choice("save", "保存后离开"), Choice("discard", words.DISCARD), Choice("stay", "不离开"))


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
        if self._session.read_only and not self._session.is_at_stake:
            self._dialogue.say(words.NOTHING_TO_SAVE)
            return self._ask_elsewhere()
        try:
            return self._saved(self._session.save(over=over))
        except OutsideChangeError as change:
            return self._settle(change.data)
        except VerificationError as error:
            # What does not read back from this file does not from another either.
            self._dialogue.say(str(error))
            return False
        except SaveError as error:
            self._dialogue.say(str(error))
            return self._ask_elsewhere()

    def leave(self) -> bool:
        """Whether to end now: at once where the file holds everything."""
        if not self._session.is_at_stake:
            return True
        answer = self._dialogue.choose(words.UNSAVED, _LEAVING, "save")
        self._session.given_up = answer == "discard"
        return self._session.given_up or (answer == "save" and self.save())

    def _saved(self, outcome: SaveOutcome) -> bool:
        self._dialogue.say(words.saved(self._session.loaded.path, outcome)[0])
        return True

    def _settle(self, data: bytes) -> bool:
        """Do what the user wants done about a file that is not as it was read, but holds some bytes."""
        match ask_about_change(self._session, self._dialogue, data):
            case "mine":
                # What was asked about and nothing else: meanwhile the file may have changed again.
                return self.save(over=data)
            case "merged":
                return self.save()
            case "save_as":
                return self._save_as()
            case answer:
                return answer == "theirs"

    # Another file

    def _ask_elsewhere(self) -> bool:
        answer = self._dialogue.choose("另存为别的文件吗？", (words.CANCEL, words.SAVE_AS), "cancel")
        return answer == "save_as" and self._save_as()

    def _save_as(self) -> bool:
        path = self._session.loaded.path
        suggestion = words.suggested_name(path)
        name = self._dialogue.ask(f"{words.ASK_NAME}（q不存） [{suggestion}]：").strip() or suggestion
        if read_answer(name).command is Command.LEAVE:
            return False
        if problem := words.problem_of_name(path, name):
            self._dialogue.say(f"没有保存：{problem}")
            return False
        return self._save_to(words.named(path, name))

    def _save_to(self, path: Path) -> bool:
        try:
            return self._saved(self._session.save_as(path))
        except (SaveError, VerificationError) as error:
            self._dialogue.say(str(error))
            return False
