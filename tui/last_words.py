"""What is said when a signal ends the program: where what is not saved is, and who has taken the report over."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from schema.form import Place
from tui.drafts.lock import successor

if TYPE_CHECKING:
    from tui.opened import Opened

_NOTHING = "没有未保存的内容。"
ENDED = f"填报已结束（连接断开，或者别处接管了这份报告）。{_NOTHING}"


def last_words(opened: "Opened", typed: Mapping[Place, str], otherwise: str = "") -> str:
    """Keep what is not saved and let go of the report, at any moment; one line that tells the user.

    Args:
        opened: The report.
        typed: What was being typed and is not in the session.
        otherwise: What to tell where nothing is left unsaved and nobody has been seen to take the report over.
    """
    told = opened.keep(typed)
    owner = successor(opened.session.loaded.path)
    if owner is None:
        return told or otherwise
    return f"{owner.described}接管了这份报告，这里的填报已结束。{told or _NOTHING}"
