"""Makes the pictures of README.md and README.zh-CN.md from the program itself.

Each picture is a scene: the program runs in a tmux of 80×24 on a copy of a sample report, keys are typed, and the
screen is drawn as a page that Chromium turns into a PNG in ``docs/pictures/``. From the project's folder, with nianbao
installed for this Python, tmux, Chromium, pngquant and the packages fonts-noto-cjk and fonts-dejavu-core::

    python -m tools.pictures [NAME ...]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from unittest.mock import patch

from render.line_breaking import text_width
from schema.report_file import load
from tests.end_to_end.tmux import Seen, Tmux
from tui.drafts.journal import Journal
from tui.drafts.lock import Lock, acquire
from tui.drafts.owner import Owner
from tui.session import Session

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium")

# Keys are tmux's names; a text begins with a quotation mark, what is pasted with two, what is waited for with "…". A
# function does something to the report's file meanwhile.
_BLOCK = '""12\t3\t0\t0\t1\t0\t16\n1\t0\t无\t0\t0\t0\t1\n6\t2\t0\t0\t1\t0\t8\n'


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: the command, and what is typed until the screen is as it should be seen."""

    command: str
    keys: "tuple[str | Callable[[Path], object], ...]" = ()
    before: Callable[[Path], object] = lambda folder: None
    """Called with the folder before the program is started."""


def _somebody(user: str, host: str) -> Owner:
    return Owner.here()._replace(user=user, host=host)


def _leave_draft(folder: Path) -> None:
    """Leave what a session leaves that was cut off."""
    session = Session(load(folder / "draft-2025.toml"))
    with patch.object(Owner, "here", return_value=_somebody("zhangsan", "office-1")):
        session.observers.append(Journal(session))
    for row, figure in (("received", "12"), ("carried_in", "3"), ("granted", "9"), ("partly_granted", "2")):
        session.edit(f"requests.{row}.natural_person", figure)


def _hold(folder: Path) -> None:
    """Hold the report as somebody on another host, whom nobody can look for here."""
    with patch.object(Owner, "here", return_value=_somebody("lisi", "office-2")):
        assert isinstance(acquire(folder / "draft-2025.toml"), Lock)


def _change_outside(folder: Path) -> None:
    """Change figures as somebody else would."""
    session = Session(load(folder / "draft-2025.toml"))
    session.edit("requests.received.natural_person", "8")
    session.edit("requests.granted.natural_person", "6")
    session.edit("disclosure.penalties", "31")
    session.save()


_NEW = "new report-2025.toml --agency 示例县青溪镇人民政府 --year 2025 --kind 人民政府 --level 乡"

SCENES = {
    "list": Scene("", ("…宿迁市", "Home", "Down", "…shimen-2021.toml  靖远县")),
    "cover": Scene("edit shimen-2021.toml", ("…封面",)),
    "overview": Scene(
        "edit shimen-2021.toml", ("F8", "…本节开头", *["Down"] * 4, "…---- （四）", "Enter", "…Esc回列表")
    ),
    "disclosure": Scene(
        "edit draft-2025.toml", ("F8", "F8", "…行政许可", "Down", "Right", "Right", "… · 现行有效件数")
    ),
    "requests": Scene(
        "edit draft-2025.toml", ("F8", "F8", "F8", "…自然人", "F4", "…都填0", "Enter", "…错+1", "F6", "…相差")
    ),
    "totals": Scene("new totals.toml --year 2025", ("F8", "F8", "F8", "…来源有合计吗")),
    "paste": Scene(_NEW, ("F8", "F8", "F8", "…来源有合计吗", "Enter", "…差额", _BLOCK, "…放入")),
    "disputes": Scene("edit hongze-2023.toml", (*["F8"] * 4, "…行政复议", "F6", "…错误 ")),
    "other": Scene(
        "edit shimen-2021.toml", (*["F8"] * 6, "…其他需要报告", "Down", "Enter", "…本年发出信息处理费收费通知")
    ),
    "check": Scene("edit hongze-2023.toml", ("F9", "…错误2", "…Enter 到")),
    "preview": Scene("edit suqian-2023.toml", (*["F7"], "…预览：文字版", *["NPage"] * 4, "…自然人")),
    "recovery": Scene("edit draft-2025.toml", ("…恢复",), _leave_draft),
    "held": Scene("edit draft-2025.toml", ("…接管",), _hold),
    "comparison": Scene(
        "edit draft-2025.toml",
        (
            *("F8", "F8", "F8", "…自然人", '"12', "Enter", '"3', "Enter", "…已暂存"),
            *(_change_outside, "C-s", "…逐项比较", "Enter", "…两边都改了", "…外面的 8"),
        ),
    ),
    "repair": Scene(
        "edit suqian-2023.toml",
        (*["F8"] * 3, "…自然人", "Down", "Down", '"1157', "Enter", "…F5采纳", "Up", "…1157 → 1175", "…错误4"),
    ),
    "reason": Scene(
        "edit shimen-2021.toml",
        ("F9", "…疑问 3", "Down", "…第4部分", '"a', "…所说明的是", '"30件为网上咨询，不属于依申请公开。'),
    ),
    "help": Scene("edit draft-2025.toml", ("F8", "F8", "F8", "…自然人", "Down", "Down", "F1", "…Esc 关闭")),
    "final": Scene("edit draft-2025.toml", ("…封面", "Right", "…不能定稿")),
}
"""What there is to see, by the name of its picture."""

# A terminal's sixteen colours on a dark ground.
_COLOURS = (
    *("#1d2329", "#e06c6c", "#7fc07f", "#d9b45b", "#6fa3e0", "#c58ad6", "#5fbcc4", "#d4d8dc"),
    *("#7b858f", "#ff8f8f", "#9fdc9f", "#f0cf7c", "#93bff5", "#dda8ec", "#83dbe2", "#ffffff"),
)
_GROUND, _TEXT = "#1d2329", "#d4d8dc"

_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
* { margin: 0; padding: 0 }
body { background: %(ground)s; color: %(text)s; padding: 8px; width: 640px;
  font: 16px/20px "Noto Sans Mono CJK SC" }
div { height: 20px; white-space: pre }
i { display: inline-block; height: 20px; overflow: hidden; font-style: normal; vertical-align: top; width: 8px }
i.w { width: 16px }
i.n { font-family: "DejaVu Sans Mono"; font-size: 13px }
i.c { background: #e8eaec !important; color: #1d2329 !important }
</style>%(rows)s</html>
"""


def main(names: list[str]) -> int:
    """Make the pictures of these names, or all."""
    unknown = set(names) - {*SCENES, *PAGES}
    if unknown:
        print(f"no such picture: {', '.join(sorted(unknown))}; there are {', '.join([*SCENES, *PAGES])}")
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        if not names or name in names:
            _picture(PICTURES / f"{name}.png", _screen_page(scene), (656, 496))
    for name, (page, size) in PAGES.items():
        if not names or name in names:
            _picture(PICTURES / f"{name}.png", page(), size)
    return 0


# Screens


def _screen_page(scene: Scene) -> str:
    command = [sys.executable, "-m", "tui.cli", *scene.command.split()]
    variables = {"PYTHONPATH": str(ROOT), "TERM": "tmux-256color"}
    with _samples(scene.before) as folder, Tmux(command, variables, folder=folder) as tmux:
        tmux.wait_for("F1")
        for key in scene.keys:
            if callable(key):
                key(folder)
            else:
                _send(tmux, key)
        tmux.wait_until_idle()
        return _PAGE % {"ground": _GROUND, "text": _TEXT, "rows": "".join(_rows(tmux.seen(), tmux.cursor()))}


@contextmanager
def _samples(before: Callable[[Path], object]) -> Iterator[Path]:
    """The sample reports in a folder of the same name each time, which the list of reports shows."""
    folder = Path(tempfile.gettempdir(), "年度报告")
    folder.mkdir()
    try:
        for sample in (ROOT / "sample_reports").glob("*.toml"):
            shutil.copy(sample, folder)
        before(folder)
        yield folder
    finally:
        shutil.rmtree(folder)


def _send(tmux: Tmux, key: str) -> None:
    if key.startswith("…"):
        tmux.wait_for(key[1:])
        return
    if key.startswith('""'):
        tmux.paste(key[2:])
    elif key.startswith('"'):
        tmux.type(key[1:])
    else:
        tmux.press(key)
    tmux.wait_until_idle()


def _rows(rows: list[list[Seen]], cursor: tuple[int, int]) -> Iterator[str]:
    for y, row in enumerate(rows[:24]):
        cells, x = [], 0
        for cell in row:
            cells.append(_cell(cell, (x, y) == cursor))
            x += text_width(cell.text)
        if y == cursor[1] and x <= cursor[0]:
            cells.append("<i></i>" * (cursor[0] - x) + '<i class="c"></i>')
        yield f"<div>{''.join(cells)}</div>"


def _cell(cell: Seen, here: bool) -> str:
    wide = text_width(cell.text) == 2
    kinds = [kind for kind, holds in (("w", wide), ("n", not wide and not cell.text.isascii()), ("c", here)) if holds]
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    style = _css(cell.style)
    return f"<i{kind}{f' style={chr(34)}{style}{chr(34)}' if style else ''}>{escape(cell.text)}</i>"


def _css(style: tuple[str, ...]) -> str:
    values = dict(each.partition("=")[::2] for each in style)
    front, back = _colour(values.get("foreground"), _TEXT), _colour(values.get("background"), "")
    if "7" in values:
        front, back = back or _GROUND, front
    rules = [f"color:{front}"] if front != _TEXT else []
    rules += [f"background:{back}"] if back else []
    rules += ["font-weight:bold"] if "1" in values else []
    rules += ["opacity:.65"] if "2" in values else []
    rules += ["text-decoration:underline"] if "4" in values else []
    return ";".join(rules)


def _colour(value: str | None, default: str) -> str:
    """A colour as `Seen` has it: an SGR code, or ``5;n`` or ``2;r;g;b``."""
    if value is None:
        return default
    numbers = [int(each) for each in value.split(";")]
    if len(numbers) == 4:
        return "#" + "".join(f"{each:02x}" for each in numbers[1:])
    if len(numbers) == 2:
        return _indexed(numbers[1], default)
    code = numbers[0]
    return _COLOURS[code % 10 + (8 if code >= 90 else 0)]


def _indexed(number: int, default: str) -> str:
    if number < 16:
        return _COLOURS[number]
    if number > 231:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    steps = (0, 95, 135, 175, 215, 255)
    number -= 16
    return "#" + "".join(f"{steps[each]:02x}" for each in (number // 36, number // 6 % 6, number % 6))


# Pages for browsers


def _report_page() -> str:
    return _html("render", "--to", "html", "suqian-2023.toml")


def _review_page() -> str:
    return _html("diff", "--format", "html", "hongze-2023.toml", "corrected.toml", before=_correct)


def _correct(folder: Path) -> None:
    """Put a copy beside a report with wrong totals, in which they are right and a sentence says more."""
    shutil.copy(folder / "hongze-2023.toml", folder / "corrected.toml")
    session = Session(load(folder / "corrected.toml"))
    session.edit("disputes.reconsideration.total", "11")
    session.edit("disputes.litigation.after_reconsideration.total", "5")
    session.edit("problems.parts.1.text", "建立按月检查的办法，新任经办人员先培训后上岗。全年办结申请20件。")
    session.save()


def _html(*command: str, before: Callable[[Path], object] = lambda folder: None) -> str:
    with _samples(before) as folder:
        line, variables = [sys.executable, "-m", "tui.cli", *command], {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(line, cwd=folder, env=variables, capture_output=True, text=True)
    assert done.stdout, done.stderr
    return done.stdout


PAGES: dict[str, tuple[Callable[[], str], tuple[int, int]]] = {
    "page": (_report_page, (900, 1000)),
    "review": (_review_page, (900, 1000)),
}
"""Pages that browsers show, and the width and height that is seen of them."""


def _picture(target: Path, page: str, size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page, encoding="utf-8")
        flags = (
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-lcd-text"),
            *(f"--user-data-dir={folder}/profile", f"--window-size={size[0]},{size[1]}", f"--screenshot={target}"),
        )
        environment = {**os.environ, "HOME": folder}
        subprocess.run([CHROMIUM, *flags, source.as_uri()], check=True, capture_output=True, env=environment)
    subprocess.run(["pngquant", "--force", "--nofs", "--output", target, "32", target], check=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
