"""What is said of saving, and which names another file may have: in the wizard and line by line."""

from pathlib import Path
from typing import TYPE_CHECKING

from schema.findings import Severity
from schema.form import Choice
from schema.unsafe import shown
from tui.saving import SaveOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schema.findings import Finding
    from tui.drafts.comparison import Divergence, Side, ThreeWay

DISCARD = "不保存，放弃这些改动（不能再恢复）"
UNSAVED = "有改动还没有保存到文件。"
NOTHING_TO_SAVE = "只读，没有改动要保存。"
"""Where nothing may be changed, and nothing was before."""


def saved(path: Path, outcome: SaveOutcome) -> tuple[str, bool]:
    """What saving did, and whether all is well."""
    name = shown(path.name)
    if outcome.back_to_draft:
        return f"定稿里还有{outcome.back_to_draft}，状态已改回草稿。已保存 {name}", False
    if not outcome.written:
        return "没有改动，文件没有重写。", True
    if not outcome.confirmed:
        return f"已保存 {name}，但系统未能确认落盘，请稍后再保存一次。", False
    return f"已保存 {name}", True


# Declaring a report final


def what_to_do(standing: "Sequence[Finding]") -> str:
    """What is to be done about the findings that stand against a final report."""
    errors = sum(finding.severity is Severity.ERROR for finding in standing)
    queries = len(standing) - errors
    wanted = [f"改正{errors}处错误"] * bool(errors) + [f"改正或说明{queries}处疑问"] * bool(queries)
    return "，".join(wanted)


def not_final(standing: "Sequence[Finding]") -> str:
    """How much stands against a final report."""
    errors = sum(finding.severity is Severity.ERROR for finding in standing)
    queries = len(standing) - errors
    counted = [f"{errors}处错误"] * bool(errors) + [f"{queries}处疑问没有说明"] * bool(queries)
    return f"还有{'、'.join(counted)}，不能定稿："


# Another file

ASK_NAME = "写文件名，存在同一文件夹；也可以写完整路径"


def suggested_name(path: Path) -> str:
    """A name for a copy of a report."""
    return f"{path.stem}-另存.toml"


def named(path: Path, name: str) -> Path:
    """The file that a user means by a name, while the report is at a path. Raises RuntimeError and ValueError."""
    return path.parent / Path(name.strip()).expanduser()


def problem_of_name(path: Path, name: str) -> str:
    """Why a file name will not do; empty where it will."""
    if not name.strip():
        return "请写文件名。"
    if not name.strip().lower().endswith(".toml"):
        return "文件名要以 .toml 结尾。"
    try:
        exists = named(path, name).exists()
    except (OSError, ValueError, RuntimeError):
        return "这个文件名不能用，请换一个。"
    return "已有这个文件，不会盖掉它。请换一个文件名。" if exists else ""


# A file that others have changed meanwhile

OUTSIDE = "打开以后，别的程序改动了这个文件"
NO_REPORT = f"{OUTSIDE}，改动后不能接着填："
GONE = "打开以后，这个文件被删去或移走了。"
COMPARE = Choice("compare", "逐项比较，每一处选我的或外面的")
MINE = Choice("mine", "保留我的，盖掉外面的")
AGAIN = Choice("mine", "照原来的名字重新写一份")
SAVE_AS = Choice("save_as", "另存为")
CANCEL = Choice("cancel", "先不保存")
GROUPS: "dict[Side | None, str]" = {None: "两边都改了", "theirs": "只有外面改了", "mine": "只有我改了"}
"""Who changed a place, in the order in which they are gone through."""


def summary(compared: "ThreeWay") -> str:
    """How many places were changed by whom."""
    counts = {side: sum(item.default == side for item in compared.items) for side in GROUPS}
    told = [f"{count}处{GROUPS[side]}" for side, count in counts.items() if count]
    comments = "" if counts[None] or counts["theirs"] else "外面只改了注释或排版。"
    return f"与我的内容相比有{len(compared.items)}处不同：{'，'.join(told)}。{comments}"


def grouped(compared: "ThreeWay") -> "list[Divergence]":
    """The places that differ, those first that both sides have changed."""
    return [item for side in GROUPS for item in compared.items if item.default == side]
