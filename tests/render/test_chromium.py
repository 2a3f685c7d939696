"""The page in a real browser: shown on a desktop and a phone, printed on A4."""

import re
import shutil
import struct
import subprocess
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from render.document import build
from render.html import to_html
from schema.cells import read_number
from schema.editions import EDITIONS
from schema.report import Report, new_report
from tests.render.conftest import filled

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
PDFTOTEXT = shutil.which("pdftotext")

pytestmark = pytest.mark.skipif(BROWSER is None, reason="没有找到 Chromium：网页的显示和打印没有检验")
needs_pdftotext = pytest.mark.skipif(PDFTOTEXT is None, reason="没有找到 pdftotext（poppler-utils）：打印没有检验")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
POINTS_PER_MM = 72 / 25.4
LEFT, RIGHT = 28 * POINTS_PER_MM, (210 - 26) * POINTS_PER_MM
LINE = 28.95
TOP, BOTTOM = 37 * POINTS_PER_MM, (297 - 35) * POINTS_PER_MM


def browse(folder: Path, html: str, *options: str) -> str:
    """Open a page; what the browser prints."""
    assert BROWSER is not None
    page = folder / "report.html"
    page.write_text(html, encoding="utf-8")
    command = [BROWSER, *FLAGS, f"--user-data-dir={folder / 'profile'}", *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True).stdout


def html_of(report: Report) -> str:
    return to_html(build(report), source_hash="0" * 64, edition=report.edition.number)


def with_large_figures(edition: int) -> Report:
    report = filled(edition)
    for place, cell in report.edition.cells.items():
        report.cells[place] = read_number("1234567890", cell.kind)
    return report


def with_ordinary_figures(edition: int) -> Report:
    """Five digits in 三, eight in 二: the largest that published reports have."""
    report = filled(edition, first=10001)
    for place in report.edition.cells:
        if place.startswith("disclosure."):
            report.set_text(place, "11398889")
    return report


@pytest.mark.parametrize(("width", "height"), [(1000, 3000), (390, 3000)])
def test_the_page_is_shown(tmp_path: Path, width: int, height: int) -> None:
    picture = tmp_path / "page.png"
    browse(tmp_path, html_of(filled(2021)), f"--window-size={width},{height}", f"--screenshot={picture}")
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (width, height)
    assert len(data) > 50_000, "the picture is nearly blank"


@pytest.mark.parametrize("width", [390, 1000])
def test_only_tables_scroll_sideways(tmp_path: Path, width: int) -> None:
    # A copy that may run a script, to measure the page with.
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html_of(with_large_figures(2021)))
    measure = (
        "<script>const root = document.documentElement, tables = [...document.querySelectorAll('.table')];"
        "document.body.dataset.measured = [innerWidth, root.scrollWidth,"
        " tables.filter(each => each.scrollWidth > each.clientWidth).length].join(' ')</script></body>"
    )
    shown = browse(tmp_path, html.replace("</body>", measure), f"--window-size={width},900", "--dump-dom")
    measured = re.search(r'data-measured="(\d+) (\d+) (\d+)"', shown)
    assert measured is not None
    inner, content, scrolling = map(int, measured.groups())
    assert content <= inner
    assert scrolling > 0


@needs_pdftotext
@pytest.mark.parametrize("edition", sorted(EDITIONS))
@pytest.mark.parametrize(
    ("make", "pages"),
    [(filled, range(5, 9)), (with_ordinary_figures, range(5, 9)), (with_large_figures, range(5, 11))],
)
def test_nothing_is_cut_in_print(tmp_path: Path, edition: int, make: type[Report], pages: range) -> None:
    report = make(edition)
    printed = words_by_page(tmp_path, html_of(report))
    assert len(printed) in pages
    for words in printed:
        # By their middle: a word's box is as high as its font, which may be higher than the line.
        body = [(word, box) for word, box in words if (box[1] + box[3]) / 2 < BOTTOM]
        assert body
        for word, (left, _, right, _) in body:
            assert left >= LEFT - 1 and right <= RIGHT + 1, f"{word} stands beyond the margin"
    # Wider content would make the browser print everything smaller.
    first_of_lines = sorted({round(box[3], 1) for word, box in printed[1] if word.startswith("全年")})
    assert len(first_of_lines) > 1
    for above, below in pairwise(first_of_lines):
        lines = (below - above) / LINE
        assert lines == pytest.approx(round(lines), abs=0.05)
    found = {word for words in printed for word, _ in words}
    wanted = {figure.text for block in build(report).blocks for figure in getattr(block, "figures", ())}
    assert wanted <= found


@needs_pdftotext
@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_section_three_is_printed_on_one_page(tmp_path: Path, edition: int) -> None:
    printed = words_by_page(tmp_path, html_of(with_ordinary_figures(edition)))
    (page,) = (words for words in printed if any(word.startswith("1.属于国家秘密") for word, _ in words))
    found = [word for word, _ in page]
    assert any("本年新收政府信息公开申请数量" in word for word in found)
    assert any("四、结转下年度继续办理" in word for word in found)


@needs_pdftotext
def test_a_full_page_has_22_lines(tmp_path: Path) -> None:
    printed = words_by_page(tmp_path, html_of(filled(2021, paragraphs=8)))
    bottoms = [round(box[3]) for _, box in printed[1] if (box[1] + box[3]) / 2 < BOTTOM]
    assert len([each for each in set(bottoms) if each - 1 not in bottoms]) == 22


@needs_pdftotext
def test_page_numbers_stand_outside_and_a_draft_is_named_on_every_page(tmp_path: Path) -> None:
    printed = words_by_page(tmp_path, html_of(new_report(EDITIONS[2021])))
    assert len(printed) > 1
    for number, words in enumerate(printed, start=1):
        ((_, box),) = [(word, box) for word, box in words if box[1] > BOTTOM and word == str(number)]
        assert box[0] > 400 if number % 2 else box[0] < 200
        assert any(word == "草稿" and box[3] < TOP for word, box in words)


def words_by_page(folder: Path, html: str) -> list[list[tuple[str, tuple[float, float, float, float]]]]:
    """The words of every printed page with their boxes in points: left, top, right, bottom."""
    assert PDFTOTEXT is not None
    pdf, boxes = folder / "report.pdf", folder / "report.xml"
    browse(folder, html, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    subprocess.run([PDFTOTEXT, "-bbox", str(pdf), str(boxes)], check=True, timeout=60)
    space = "{http://www.w3.org/1999/xhtml}"
    pages = ElementTree.parse(boxes).iter(f"{space}page")
    return [
        [
            (word.text or "", tuple(float(word.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax")))  # type: ignore[misc]
            for word in page.iter(f"{space}word")
        ]
        for page in pages
    ]
