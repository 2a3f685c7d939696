"""``nianbao render``: where the result goes, in which format, and when it is refused."""

from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.report_file import load
from schema.unsafe import find_unsafe
from tests.tui.command_line import HOSTILE, SAMPLES, run
from tui.cli import main
from tui.session import Session

HONGZE = SAMPLES / "hongze-2023.toml"
SUQIAN = SAMPLES / "suqian-2023.toml"
DRAFT = SAMPLES / "draft-2025.toml"


def test_text_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(SUQIAN)]) == 0
    out, err = capsys.readouterr()
    assert "宿迁市人民政府2023年政府信息公开工作年度报告" in out
    assert "│" in out and "草稿" not in out
    assert err == ""


def quoting(folder: Path, text: str) -> Path:
    """A final report whose last section says a text."""
    session = Session(load(SUQIAN))
    session.edit("other.intro", text)
    file = folder / "a.toml"
    file.write_text(canonical(session.report), encoding="utf-8")
    return file


def test_places_that_are_not_there_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unknown = ["{requests.nope.total}", "{nowhere}", "{c}", "{d}"]
    file = quoting(tmp_path, "收到{requests.received.total}件" + "、".join(unknown))
    assert main(["render", str(file)]) == 0
    out, err = capsys.readouterr()
    assert "{requests.nope.total}" in out and "草稿" in out
    assert err == f"正文引用的数字有4处没有这个位置，原样留在里面：{'、'.join(unknown[:3])}等。\n"
    assert main(["render", str(file), "-o", str(tmp_path / "a.html")]) == 0
    assert "有4处没有这个位置" in capsys.readouterr().err
    assert main(["render", "--final", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("placeholder-unknown") == 4 and "没有输出：有4处错误" in err
    heading = Session(load(SUQIAN))
    heading.edit("overview.parts.0.heading", "主动公开{nowhere}")
    file.write_text(canonical(heading.report), encoding="utf-8")
    assert main(["render", str(file)]) == 0
    assert "有1处没有这个位置，原样留在里面：{nowhere}。" in capsys.readouterr().err


def test_a_hostile_place_is_named_safely(tmp_path: Path) -> None:
    done = run("render", quoting(tmp_path, f"见{{{HOSTILE}}}。"))
    err = done.stderr.decode()
    assert done.returncode == 0 and "‹U+001B›" in err and not find_unsafe(err)


def test_ascii_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(SUQIAN), "--ascii"]) == 0
    out = capsys.readouterr().out
    assert "+--" in out and "│" not in out


def test_a_draft_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(DRAFT)]) == 0
    assert "草稿" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "start"), [("out.txt", " "), ("out.html", "<!"), ("out.HTM", "<!")])
def test_the_suffix_gives_the_format(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, start: str) -> None:
    target = tmp_path / name
    assert main(["render", str(SUQIAN), "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith(start)
    assert list(tmp_path.iterdir()) == [target]
    assert capsys.readouterr() == ("", f"已写入{target}\n")


def test_an_existing_result_is_replaced_and_any_name_will_do_with_a_format(tmp_path: Path) -> None:
    target = tmp_path / "page"
    target.write_text("old")
    assert main(["render", str(SUQIAN), "--to", "html", "-o", str(target)]) == 0
    first = target.read_bytes()
    assert first.startswith(b"<!")
    assert main(["render", str(SUQIAN), "--to", "html", "-o", str(target)]) == 0
    assert target.read_bytes() == first


def test_a_page_on_standard_output_is_utf8_as_it_says() -> None:
    done = run("render", SUQIAN, "--to", "html", PYTHONIOENCODING="gb18030")
    assert done.returncode == 0
    assert "宿迁市人民政府" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "out.pdf"], "-o 的文件名要以 .txt 或 .html 结尾"),
        (["--to", "text", "-o", "out.html"], "--to text 与 -o 文件名的 .html 不一致"),
        (["--to", "html", "--ascii"], "--ascii 只用于文本"),
        (["--to", "pdf"], "--to 不能是“pdf”，可以是：text、html。"),
    ],
)
def test_contradictions_are_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["render", str(SUQIAN), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err
    assert list(tmp_path.iterdir()) == []


def test_the_report_itself_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.toml"
    file.write_bytes(SUQIAN.read_bytes())
    (tmp_path / "link.txt").symlink_to(file)
    for output in (file, tmp_path / "link.txt"):
        assert main(["render", str(file), "--to", "text", "-o", str(output)]) == 2
        assert "报告文件本身" in capsys.readouterr().err
    assert file.read_bytes() == SUQIAN.read_bytes()


def test_final_refuses_a_draft_and_lists_its_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.txt"
    assert main(["render", "--final", str(HONGZE), "-o", str(target)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and not target.exists()
    assert err.count(f"{HONGZE}:") == err.count("错误 disputes-total") == 2
    assert "没有输出：有2处错误；状态还是草稿" in err


def test_final_passes_a_final_report_and_refuses_it_with_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "--final", str(SUQIAN)]) == 0
    assert "宿迁市" in capsys.readouterr().out
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(SUQIAN.read_text().replace("[ 3402,", "[ 3403,"))
    assert main(["render", "--final", str(wrong)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "requests-balance" in err and "状态还是草稿" not in err


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([('name     = "宿迁市人民政府"', 'name = ""'), ("billed   = 2950", 'billed = ""')], "agency-name-missing"),
        ([("billed   = 2950", 'billed = ""')], "cell-blank"),
        ([('heading = "主动公开"', 'heading = "主动公开"\ntext = ""\n[[overview.parts]]')], "草稿（尚有1处未填）"),
    ],
)
def test_final_refuses_what_would_be_marked_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: list[tuple[str, str]], said: str
) -> None:
    text = SUQIAN.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = tmp_path / "blanks.toml"
    file.write_text(text)
    assert main(["render", str(file)]) == 0
    assert "草稿" in capsys.readouterr().out
    assert main(["render", "--final", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and said in err and "没有输出：" in err


def test_final_refuses_open_queries_those_about_last_year_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = load(SUQIAN).report
    assert report is not None
    report.set_text("report.previous", "last.toml")
    last = report.copy()
    last.set_text("report.year", "2022")
    last.set_text("report.previous", "")
    last.set_text("requests.carried_out.natural_person", "90")
    file = tmp_path / "2023.toml"
    file.write_text(canonical(report), encoding="utf-8")
    (tmp_path / "last.toml").write_text(canonical(last), encoding="utf-8")
    assert main(["render", str(file)]) == 0
    out, err = capsys.readouterr()
    assert "处没有说明的疑问）" in out and err == ""
    assert main(["render", "--final", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "疑问 carried-over" in err and "上年报告：last.toml（报告中写明）" in err
    assert "没有输出：有" in err and "处没有说明的疑问。" in err and "错误" not in err

    known = Session(load(file))
    known.previous = last
    for query in [each for each in known.findings if each.blocks]:
        assert known.accept(query, "上年报告已经公布，数字有误。")
    file.write_bytes(known.staged())
    assert main(["render", "--final", str(file)]) == 0
    assert "草稿" not in capsys.readouterr().out


def test_what_cannot_be_read_is_not_rendered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typo = tmp_path / "typo.toml"
    typo.write_text(SUQIAN.read_text().replace("licensing ", "licencing "))
    broken = tmp_path / "broken.toml"
    broken.write_text("edition = \n")
    for file, said in ((typo, "key-unknown"), (broken, "file-not-toml"), (tmp_path / "none.toml", "没有这个文件")):
        assert main(["render", str(file)]) == 2
        out, err = capsys.readouterr()
        assert out == "" and said in err


def test_what_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name, said in (
        ("none/out.txt", "文件夹不存在"),
        ("folder.txt", "这是一个文件夹"),
        (f"{'x' * 300}.txt", "太长"),
    ):
        assert main(["render", str(SUQIAN), "-o", str(tmp_path / name)]) == 2
        assert said in capsys.readouterr().err
    assert main(["render", str(SUQIAN), "-o", "a\0.txt"]) == 2
    assert "a‹U+0000›.txt：文件名里有不许用的字符" in capsys.readouterr().err


def test_hostile_text_is_made_visible(tmp_path: Path) -> None:
    file = tmp_path / f"{HOSTILE}.toml"
    escaped = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in HOSTILE)
    text = SUQIAN.read_text().replace('heading = "主动公开"', f'heading = "{escaped}<script>{{{{{{{{"')
    file.write_text(text.replace("宿迁市人民政府", escaped))
    for kind in ("text", "html"):
        done = run("render", file, "--to", kind)
        out = done.stdout.decode()
        assert done.returncode == 0
        assert not find_unsafe(out) and "甲‹U+001B›" in out and "{{" in out
        assert ("<script" in out) == (kind == "text")
    done = run("render", file, "--final")
    assert done.returncode == 1
    assert not find_unsafe(done.stderr.decode()) and b"unsafe-text" in done.stderr
    done = run("render", file, "-o", tmp_path / f"{HOSTILE}.txt")
    assert done.returncode == 0
    assert not find_unsafe(done.stderr.decode())
