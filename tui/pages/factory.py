"""The page of each step."""

from schema.findings import COVER
from tui.pages.page import Page
from tui.session import Session
from tui.step_names import CHECK_STEP, PREAMBLE_STEP, PREVIEW_STEP


def make_page(session: Session, step: str) -> Page:
    """A page, imported only when it is first shown: the first frame waits for nothing that it does not show."""
    if step == COVER:
        from tui.pages.cover_page import CoverPage

        return CoverPage(step)
    if step == CHECK_STEP:
        from tui.pages.check_page import CheckPage

        return CheckPage(step)
    if step == PREVIEW_STEP:
        from tui.pages.preview_page import PreviewPage

        return PreviewPage(step)
    return _section_page(session, step)


def _section_page(session: Session, step: str) -> Page:
    section = None if step == PREAMBLE_STEP else session.report.edition.section(step)
    model = None
    if section is not None and section.table is not None:
        from tui.widgets.grid_model import GridModel

        model = GridModel(session, section.table)
        if not section.prose:
            from tui.pages.table_page import TablePage

            return TablePage(step, model)
    from tui.pages.prose_page import ProsePage

    return ProsePage(step, section, model)
