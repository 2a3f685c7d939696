"""The text that is open in the editor, and the steps of undo that the session holds of it."""

from schema.form import Place
from tui.session import Session


class OpenedText:
    """Puts the text of one place into the session again and again, as it is written."""

    def __init__(self, session: Session, place: Place) -> None:
        self.place = place
        self._session = session
        self._held: list[str] = []
        """The texts that the session held, each a step of undo after the one before."""
        self._held_at = -1

    def put(self, text: str) -> bool:
        """Put a text into the session; False if it stood there already.

        One that the editor's undo has brought back is brought back by undo here too: as a change of its own it would be
        the first that the report's undo, which goes on where the editor's ends, takes back again.
        """
        session = self._session
        if session.revision != self._held_at:
            self._held = [session.text(self.place)]
        if text in self._held[:-1]:
            changed = False
            # Where the report may only be read from now on, it stays at the step that brought that to light.
            while self._held[-1] != text and session.undo() is not None:
                self._held.pop()
                changed = True
        else:
            changed = session.edit(self.place, text)
            self._held += [text] * changed
        self._held_at = session.revision
        return changed
