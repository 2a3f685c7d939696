"""``nianbao diff``: its text, its JSON, its page and its exit codes."""

import json
import re
import shutil
import struct
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.checks import run as run_checks
from schema.differences import ChangeKind
from schema.findings import Finding
from schema.report import Part, Report
from schema.report_file import load
from schema.unsafe import find_unsafe
from tests import figures
from tests.render.test_chromium import BROWSER, browse
from tests.schema import pingtan
from tests.tui.command_line import HOSTILE, SAMPLES, run
from tui.cli import main

KEYS = ["kind", "place", "name", "old", "new", "difference", "old_place", "old_name", "code", "reason", "suggestion"]
PARTLY = "requests.partly_granted.natural_person"


def stored(folder: Path, name: str, report: Report) -> str:
    path = folder / name
    path.write_text(canonical(report), encoding="utf-8")
    return str(path)


def findings_in(path: str) -> list[Finding]:
    report = load(Path(path)).report
    assert report is not None
    return run_checks(report)


@pytest.fixture
def corrected(tmp_path: Path) -> tuple[str, str]:
    """A wrong report and its corrected copy."""
    new = figures.report()
    new.parts["overview"][4].text += "组织培训2期。"
    old = figures.report()
    old.set_text(PARTLY, "391")
    old.set_text("disclosure.fees", "")
    return stored(tmp_path, "旧.toml", old), stored(tmp_path, "新.toml", new)


@pytest.fixture
def years(tmp_path: Path) -> tuple[str, str]:
    """Two years running of one agency."""
    return (stored(tmp_path, "2021.toml", pingtan.report(2021)), stored(tmp_path, "2022.toml", pingtan.report(2022)))


def test_a_corrected_copy_reads_like_the_form(corrected: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    (query,) = [finding for finding in findings_in(corrected[0]) if finding.code == "prose-results"]
    assert main(["diff", *corrected]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert (
        out
        == f"""宿迁市人民政府2023年政府信息公开工作年度报告
旧：{corrected[0]}
新：{corrected[1]}
数字2，文字1，合计与勾稽1，错误和疑问1

【数字】
二·行政事业性收费  空 → 59237.2449
三·（二）部分公开·自然人  391 → 319（−72）

【文字】
一·第5部分“监督保障”·第2句（新增）
  + 组织培训2期。

【合计与勾稽】
已改正  自然人列不平：第一项+第二项=3493，第三项+第四项=3565，相差72

【错误和疑问】
疑问已消  {query.message}

【随之变化的合计（由程序计算）】
三·（二）部分公开·总计  400 → 328（−72）
三·（七）总计·自然人  3447 → 3375（−72）
三·（七）总计·总计  3558 → 3486（−72）
"""
    )


@pytest.mark.parametrize("name", ["差别.txt", "差别.html"])
def test_a_wrong_figure_that_breaks_several_sums_is_named_once(name: str, tmp_path: Path) -> None:
    old = figures.report()
    old.set_text("requests.partly_granted.total", "328")
    new = old.copy()
    new.set_text(PARTLY, "391")
    paths = stored(tmp_path, "旧.toml", old), stored(tmp_path, "新.toml", new)
    assert main(["diff", *paths, "-o", str(tmp_path / name)]) == 1
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.count("新错") == 2
    assert text.count("应是（二）部分公开·自然人：391 → 319") == 1


def test_two_years_tell_each_changed_figure_once(years: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *years]) == 1
    out = capsys.readouterr().out
    blocks = out.split("\n\n")
    assert blocks[0].startswith("平潭综合实验区2022年政府信息公开工作年度报告（与2021年度相比）\n")
    assert blocks[0].endswith("\n封面1，数字30")
    assert [block.splitlines()[0] for block in blocks[1:4]] == [
        "【封面】",
        "【数字】",
        "【随之变化的合计（由程序计算）】",
    ]
    lines = blocks[2].splitlines()[1:]
    assert len(lines) == 30
    assert "二·行政处罚  1282 → 2113（+831）" in lines
    assert "二·行政事业性收费  24252.311082 → 9116.36（−15135.951082）" in lines
    assert len({line.partition("  ")[0] for line in lines}) == 30


def test_json_has_the_published_keys(corrected: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--format", "json", *corrected]) == 1
    changes = json.loads(capsys.readouterr().out)
    assert all(list(change) == KEYS for change in changes)
    assert [(each["kind"], each["old"], each["new"], each["difference"]) for each in changes[:2]] == [
        ("figure", "", "59237.2449", None),
        ("figure", "391", "319", -72),
    ]
    assert {each["kind"] for each in changes} <= {kind.value for kind in ChangeKind}


def test_decimals_stay_exact_in_json(years: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", "--format", "json", *years])
    assert '"difference": -15135.951082' in capsys.readouterr().out


@pytest.mark.parametrize(("kind", "expected"), [("text", "没有差别\n"), ("json", "[]\n"), ("html", "没有差别")])
def test_the_same_report(kind: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = stored(tmp_path, "1.toml", figures.report())
    assert main(["diff", "--format", kind, one, one]) == 0
    out, err = capsys.readouterr()
    assert expected in out
    assert err == ""


def test_another_way_of_writing_is_no_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = stored(tmp_path, "1.toml", figures.report())
    other = tmp_path / "2.toml"
    other.write_text("# 作者的话\n" + Path(one).read_text(encoding="utf-8"), encoding="utf-8")
    for kind in ("text", "html"):
        assert main(["diff", one, str(other), "--format", kind]) == 0
        out, err = capsys.readouterr()
        assert "内容没有差别；文件的写法或注释不同" in out
        assert err == ""
    assert main(["diff", one, str(other), "--format", "json"]) == 0
    assert capsys.readouterr() == ("[]\n", "内容没有差别；文件的写法或注释不同。\n")


def test_what_does_not_belong_in_a_report_is_a_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = stored(tmp_path, "1.toml", figures.report())
    other = tmp_path / "2.toml"
    other.write_text("unknown = 1\n" + Path(one).read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["diff", one, str(other)]) == 1
    assert "新错误  不认识的键“unknown”" in capsys.readouterr().out


def test_files_that_git_lays_out_are_called_by_their_own_names(
    corrected: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A difftool is given a file in a folder of git's for what is stored, and the name as it is for the work tree's."""
    laid_out = tmp_path / "git-blob-uwWL08" / "新.toml"
    laid_out.parent.mkdir()
    shutil.copy(corrected[0], laid_out)
    assert main(["diff", str(laid_out), corrected[1]]) == 1
    assert capsys.readouterr().out.splitlines()[1:3] == ["旧：新.toml（改动前）", f"新：{corrected[1]}"]
    assert main(["diff", corrected[1], str(laid_out)]) == 1
    assert capsys.readouterr().out.splitlines()[1:3] == [f"旧：{corrected[1]}", "新：新.toml（改动后）"]
    main(["diff", "a.toml", corrected[0], "abcd", "100644", corrected[1], "abce", "100644"])
    assert capsys.readouterr().out.splitlines()[2:4] == ["旧：a.toml（改动前）", "新：a.toml（改动后）"]


def test_a_result_never_takes_the_name_of_a_report(
    corrected: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    third = stored(tmp_path, "第三份.TOML", figures.report())
    before = Path(third).read_bytes()
    for told in (["--format", "text"], ["--format", "json"], []):
        assert main(["diff", *corrected, *told, "-o", third]) == 2
        assert "那是报告文件；请换成以 .txt、.json 或 .html 结尾的。" in capsys.readouterr().err
    assert Path(third).read_bytes() == before


def test_help_names_the_keys_of_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", "--help"])
    assert f"键：{' '.join(KEYS)}；" in capsys.readouterr().out


def test_unreadable_files_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = stored(tmp_path, "good.toml", figures.report())
    broken = tmp_path / "broken.toml"
    broken.write_text('edition = 2021\nyear = "open\n', encoding="utf-8")
    for arguments, told in (
        ([good, str(tmp_path / "none.toml")], "没有这个文件"),
        ([str(tmp_path), good], "这是一个文件夹"),
        ([good, str(broken)], f"{broken}:2: 错误 file-not-toml"),
        ([str(broken), "a\0b"], "文件名里有不许用的字符"),
    ):
        assert main(["diff", *arguments]) == 2
        out, err = capsys.readouterr()
        assert (out, told in err) == ("", True)


def test_one_file_is_listed_and_a_missing_one_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = stored(tmp_path, "good.toml", figures.report())
    assert main(["diff", good]) == 0
    assert "\n三·（二）部分公开·自然人：319\n" in capsys.readouterr().out
    assert main(["diff", str(tmp_path / "none.toml")]) == 2
    assert "没有这个文件" in capsys.readouterr().err


def test_a_side_that_git_has_not(corrected: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "/dev/null", corrected[1]]) == 1
    out = capsys.readouterr().out
    assert "旧：没有这个文件" in out
    assert "三·（二）部分公开·自然人  空 → 319\n" in out
    assert main(["diff", corrected[0], "/dev/null"]) == 1
    out = capsys.readouterr().out
    assert "已改" not in out
    assert "已消" not in out
    assert main(["diff", "/dev/null", "/dev/null"]) == 0


def test_wrong_usage(corrected: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        [],
        [*corrected, "c"],
        [*corrected, "-o", "out.pdf"],
        [*corrected, "-o", corrected[0]],
        [*corrected, "--format", "json", "-o", "out.html"],
        [corrected[0], "--format", "html"],
    ):
        assert main(["diff", *arguments]) == 2
        assert capsys.readouterr().out == ""


def test_hostile_text_is_shown_safely(tmp_path: Path) -> None:
    old, new = figures.report(), figures.report()
    for place in ("agency.name", "agency.office", "disclosure.licensing", "overview.intro", "overview.parts.0.heading"):
        new.set_text(place, f"{HOSTILE}<script>alert(1)</script>")
    new.parts["problems"].append(Part(HOSTILE, HOSTILE))
    one, other = stored(tmp_path, "1.toml", old), stored(tmp_path, f"{HOSTILE[:6]}.toml", new)
    for kind in ("text", "json", "html"):
        done = run("diff", one, other, "--format", kind)
        assert (done.returncode, done.stderr) == (1, b"")
        out = done.stdout.decode()
        assert not find_unsafe(out)
        assert kind == "json" or "‹U+001B›" in out
        assert kind != "html" or "<script" not in out


# The page


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def page(corrected: tuple[str, str], tmp_path: Path) -> str:
    """The review sheet of a corrected copy."""
    assert main(["diff", *corrected, "-o", str(tmp_path / "差别.html")]) == 1
    return (tmp_path / "差别.html").read_text(encoding="utf-8")


def test_the_page_stands_alone(page: str) -> None:
    parsed = _Page(page)
    assert parsed.open == []
    assert not {tag for tag, _ in parsed.tags} & {"script", "link", "img", "iframe", "object", "form"}
    assert not re.search(r"https?:|url\(|@import", page)
    assert "default-src &#39;none&#39;" in page


def test_the_page_says_what_the_text_does(page: str) -> None:
    words = re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.DOTALL)
    for told in ("三·（二）部分公开·自然人", "391", "319", "−72", "组织培训2期。", "已改正", "相差72"):
        assert told in words
    signs = re.findall(r'<span class="(?:mark|sign)[^"]*">(.+?)</span>', page)
    assert {"+", "✓"} <= set(signs), "nothing is told by colour alone"


@pytest.mark.skipif(BROWSER is None, reason="没有找到 Chromium：网页的显示没有检验")
@pytest.mark.parametrize("width", [390, 1000])
def test_the_page_is_shown_and_nothing_scrolls_sideways(page: str, tmp_path: Path, width: int) -> None:
    picture = tmp_path / "page.png"
    browse(tmp_path, page, f"--window-size={width},1500", f"--screenshot={picture}")
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (width, 1500)
    assert len(data) > 40_000, "the picture is nearly blank"
    measure = "<script>document.title = document.documentElement.scrollWidth <= innerWidth</script></body>"
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page).replace("</body>", measure)
    assert "<title>true</title>" in browse(tmp_path, html, f"--window-size={width},1500", "--dump-dom")


@pytest.mark.skipif(BROWSER is None or not shutil.which("pdftotext"), reason="没有找到 Chromium 或 pdftotext")
def test_the_page_is_printed(page: str, tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    browse(tmp_path, page, f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"三·（二）部分公开·自然人\s+391\s+319\s+−72", text)


def test_samples_against_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Reports of different agencies, years and editions."""
    samples = [str(path) for path in sorted(SAMPLES.glob("*.toml"))]
    for one in samples:
        for other in samples:
            assert main(["diff", one, other]) == int(one != other)
            out = capsys.readouterr().out
            assert not find_unsafe(out)
            assert ("没有差别" in out) == (one == other)
