"""Adding, renaming, moving and removing the headed parts of a prose section."""

from typing import Protocol

from textual.app import App

from schema.form import Section
from schema.placeholders import expanded
from schema.report import Part
from tui.hints import missing_aspects
from tui.pages.prose_items import length
from tui.screens.dialogs import AskDialog, Choice, ChoiceDialog
from tui.session import Session

_ADVICE = "标题不用写（一）（二）…，序号由程序编。"


class PartsPage(Protocol):
    """What the commands need of the page they work on."""

    @property
    def session(self) -> Session:
        """The report being edited."""

    @property
    def app(self) -> App[object]:
        """The application."""

    def commit(self) -> None:
        """Put what is being typed into the session."""

    def reload(self) -> None:
        """Show what the session holds."""

    def put_parts(self, parts: list[Part], current: int, *, write: bool = False) -> None:
        """Put other parts into the section and show one of them."""


class PartCommands:
    """The commands on one section's parts; each is one step of undo."""

    def __init__(self, page: PartsPage, section: Section) -> None:
        self._page = page
        self._section = section
        page.commit()
        self._parts = list(page.session.report.parts[section.key])

    async def run(self, action: str, index: int | None) -> None:
        """Do one of ``add``, ``rename``, ``remove``, ``up`` and ``down`` to the part of an index; None: to no part."""
        if action == "add":
            await self._ask_new(len(self._parts) if index is None else index + 1)
        elif index is None:
            return
        elif action == "rename":
            await self._ask_heading(index)
        elif action == "remove":
            await self._ask_removal(index)
        else:
            self._move(index, -1 if action == "up" else 1)

    async def _ask_new(self, index: int) -> None:
        lines = [_ADVICE]
        missing = missing_aspects(self._page.session, self._section)
        if missing:
            lines.append(f"格式要求还应写：{'、'.join(missing)}。")
        dialog = AskDialog("加一部分", lines, missing[0] if missing else "", _problem_of)
        await self._page.app.push_screen(dialog, lambda heading: self._add(index, heading))

    def _add(self, index: int, heading: str | None) -> None:
        if heading is not None:
            parts = [*self._parts[:index], Part(heading.strip()), *self._parts[index:]]
            self._page.put_parts(parts, index, write=True)

    async def _ask_heading(self, index: int) -> None:
        dialog = AskDialog("改标题", [_ADVICE], self._parts[index].heading, _problem_of)
        await self._page.app.push_screen(dialog, lambda heading: self._rename(index, heading))

    def _rename(self, index: int, heading: str | None) -> None:
        if heading is not None:
            parts = list(self._parts)
            parts[index] = Part(heading.strip(), parts[index].text)
            self._page.put_parts(parts, index)

    async def _ask_removal(self, index: int) -> None:
        part = self._parts[index]
        if not part.text.strip():
            self._remove(index, "yes")
            return
        dialog = ChoiceDialog(
            "删去这一部分？",
            [f"“{part.heading}”有{length(expanded(self._page.session.report, part.text))}字。删去后可以用Ctrl+Z撤销。"],
            [Choice("no", "不删"), Choice("yes", "删去")],
        )
        await self._page.app.push_screen(dialog, lambda answer: self._remove(index, answer))

    def _remove(self, index: int, answer: str | None) -> None:
        if answer == "yes":
            self._page.put_parts([*self._parts[:index], *self._parts[index + 1 :]], index - 1)

    def _move(self, index: int, by: int) -> None:
        parts = list(self._parts)
        if 0 <= index + by < len(parts):
            parts[index], parts[index + by] = parts[index + by], parts[index]
            self._page.put_parts(parts, index + by)


def _problem_of(heading: str) -> str:
    return "" if heading.strip() else "请写标题。"
