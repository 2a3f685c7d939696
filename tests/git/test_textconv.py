"""Diffs of reports as git shows them: lines of facts by textconv, and the whole comparison as external program."""

import re
from pathlib import Path

import pytest

from schema.report import Part
from schema.report_file import load
from tests import figures
from tests.git.scratch import SAMPLES, Scratch
from tests.tui.command_line import HOSTILE
from tui.session import Session

TEXTCONV = ("-c", "diff.nianbao.textconv=nianbao diff")
COMMAND = ("-c", "diff.nianbao.command=nianbao diff --")
PARTLY = "requests.partly_granted.natural_person"


@pytest.fixture
def reports(scratch: Scratch) -> Scratch:
    """A repository with one report, and git told of a way to compare it."""
    scratch.write(".gitattributes", "*.toml diff=nianbao\n")
    scratch.write("2023.toml", figures.text_of(figures.report()))
    scratch.commit()
    return scratch


def session(scratch: Scratch) -> Session:
    return Session(load(scratch.top / "2023.toml"))


def changed(text: str) -> list[str]:
    """The lines that went and came."""
    return [line for line in text.splitlines() if re.match(r"[+-](?![+-]{2} )", line)]


def edit(scratch: Scratch, **texts: str) -> None:
    """Edit the report as the wizard does."""
    edited = session(scratch)
    for place, text in texts.items():
        assert edited.edit(place.replace("__", "."), text)
    edited.save()


def test_the_log_of_five_commits_reads_like_the_form(reports: Scratch) -> None:
    edit(reports, requests__partly_granted__natural_person="391")
    reports.commit()
    edit(reports, disclosure__fees="", requests__received__total="3511")
    reports.commit()
    edit(reports, problems__parts__0__text="个别单位答复文书不够规范；\n解读形式单调。")
    reports.commit()
    edited = session(reports)
    parts = [Part(part.heading, part.text) for part in edited.report.parts["problems"]]
    edited.set_parts("problems", [*parts, Part("典型做法", "设立公开专区。")])
    edited.save()
    reports.commit()
    edited = session(reports)
    query = next(finding for finding in edited.findings if finding.code.startswith("prose-"))
    assert edited.accept(query, "含撤回的申请。", "党政办")
    edited.save()
    reports.commit()

    log = reports.git(*TEXTCONV, "log", "-p", "--reverse", "--format=commit %h")
    commits = [changed(each) for each in log.split("commit ")[2:]]
    assert commits[0] == ["-三·（二）部分公开·自然人：319", "+三·（二）部分公开·自然人：391"]
    assert commits[1] == [
        "-二·行政事业性收费：59237.2449",
        "+二·行政事业性收费：空",
        "+三·一、本年新收政府信息公开申请数量·总计（另录）：3511",
    ]
    assert commits[2] == ["-解读形式较为单一。", "+解读形式单调。"]
    assert [line for line in commits[3] if line != "+"] == ["+【五·典型做法】", "+设立公开专区。"]
    assert "+【疑问的说明】" in commits[4]
    assert any(line.startswith(f"+{query.code}（") and "含撤回的申请。（党政办" in line for line in commits[4])
    assert len(commits) == 5


def test_a_diff_names_row_column_old_and_new(reports: Scratch) -> None:
    edit(reports, requests__received__company="", disputes__reconsideration__upheld="1")
    assert changed(reports.git(*TEXTCONV, "diff")) == [
        "-三·一、本年新收政府信息公开申请数量·商业企业：99",
        "+三·一、本年新收政府信息公开申请数量·商业企业：空",
        f"-四·行政复议·结果维持：{figures.report().text('disputes.reconsideration.upheld')}",
        "+四·行政复议·结果维持：1",
    ]


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("broken.toml", 'edition = 2021\nyear = "open\n', 'year = "open'),
        ("conflict.toml", "edition = 2021\n<<<<<<< a\nx = \n=======\n>>>>>>> b\n", "======="),
        ("gbk.toml", "机关".encode("gbk"), "\\xbb\\xfa\\xb9\\xd8"),
        ("unknown.toml", "edition = 2021\nsomething = 1\n", "something = 1"),
        ("hostile.toml", f'edition = 2021\n# {HOSTILE}\nx = "', "甲‹U+001B›[31m乙‹U+202E›丙"),
        ("empty.toml", "", "没有写明格式版本"),
    ],
)
def test_what_is_no_report_is_shown_as_it_stands(reports: Scratch, name: str, text: str | bytes, shown: str) -> None:
    reports.write(name, text)
    reports.git("add", "-N", name)
    told = reports.git(*TEXTCONV, "diff", name)
    assert "读不成报告" in told
    assert shown in told
    assert "\x1b[31m" not in told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[project]\nname = "nianbao"\n[tool]\n\tx = 1\n'),
        ("Cargo.toml", '[package]\nedition = "2021"\n'),
        ("other.toml", "[tool\n"),
    ],
)
def test_what_was_never_a_report_is_listed_without_a_word(reports: Scratch, name: str, text: str) -> None:
    reports.write(name, text)
    assert reports.nianbao("diff", name).stdout == text
    reports.git("add", "-N", name)
    assert "读不成" not in reports.git(*COMMAND, "diff", name)


LARGE = b"# " + b"x" * 1_100_000 + b"\n"


def test_what_changes_beyond_the_part_that_is_listed_is_seen(reports: Scratch) -> None:
    reports.write("large.toml", LARGE)
    reports.commit()
    reports.write("large.toml", LARGE + b"y = 1\n")
    for way in (TEXTCONV, COMMAND):
        told = reports.git(*way, "diff")
        gone, came = [line for line in changed(told) if "……" in line]
        assert gone.startswith("-……（没有列完；全文1,100,003字节，SHA-256：")
        assert came.startswith("+……（没有列完；全文1,100,009字节，SHA-256：")


def test_of_a_large_pipe_the_beginning_is_listed(reports: Scratch) -> None:
    told = reports.run("sh", "-c", "yes | nianbao diff -- /dev/stdin").stdout
    assert told.endswith("\n……\n")


def test_the_authors_comments_are_compared(reports: Scratch) -> None:
    path = reports.top / "2023.toml"
    text = path.read_text()
    (line,) = (each for each in text.splitlines() if each.startswith("partly_granted "))
    reports.write("2023.toml", f"{text.replace(line, f'# 已与信访局核对{chr(10)}{line}  # 含退件')}# 待复核\n")
    told = changed(reports.git(*TEXTCONV, "diff"))
    assert told[-4:] == ["+【文件里的注释】", "+# 已与信访局核对", "+# 含退件", "+# 待复核"]


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_samples_read_as_facts(sample: Path, scratch: Scratch) -> None:
    done = scratch.nianbao("diff", sample)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("【封面】\n")


# As external program


def test_an_external_diff_of_what_changed_came_and_went(reports: Scratch) -> None:
    reports.write("2022.toml", figures.text_of(figures.report()))
    reports.commit()
    edit(reports, requests__partly_granted__natural_person="391")
    (reports.top / "2022.toml").unlink()
    reports.write("新 的.toml", figures.text_of(figures.report()))
    reports.git("add", "-A")
    told = reports.git(*COMMAND, "diff", "--no-renames", "HEAD")
    blocks = {each.splitlines()[0]: each for each in re.split(r"^比较 ", told, flags=re.MULTILINE)[1:]}
    assert list(blocks) == ["2022.toml", "2023.toml", "新 的.toml"]
    assert "三·（二）部分公开·自然人  319 → 391（+72）" in blocks["2023.toml"]
    assert blocks["2023.toml"].count("【数字】\n三") == 1
    assert "新错  自然人列不平" in blocks["2023.toml"]
    assert "新：没有这个文件" in blocks["2022.toml"]
    assert "三·（二）部分公开·自然人  319 → 空" in blocks["2022.toml"]
    assert "旧：没有这个文件" in blocks["新 的.toml"]


def test_an_external_diff_of_a_renamed_report(reports: Scratch) -> None:
    edit(reports, requests__partly_granted__natural_person="391")
    (reports.top / "2023.toml").rename(reports.top / "二〇二三.toml")
    reports.git("add", "-A")
    told = reports.git(*COMMAND, "diff", "-M", "HEAD")
    assert told.startswith("比较 2023.toml → 二〇二三.toml\n")
    assert "三·（二）部分公开·自然人  319 → 391（+72）" in told


def test_an_external_diff_of_what_is_no_report(reports: Scratch) -> None:
    reports.write("broken.toml", 'edition = 2021\nyear = "open\n')
    (reports.top / "link.toml").symlink_to("2023.toml")
    reports.commit()
    reports.write("broken.toml", f'edition = 2021\nyear = "{HOSTILE}\n')
    (reports.top / "link.toml").unlink()
    (reports.top / "link.toml").symlink_to("2022.toml")
    edit(reports, requests__partly_granted__natural_person="391")
    told = reports.git(*COMMAND, "diff")
    assert '-year = "open' in told
    assert '+year = "甲‹U+001B›' in told
    assert "这是符号链接，不是报告。" in told
    assert "319 → 391" in told, "what follows a broken file is compared"


def test_an_external_diff_of_a_conflict(reports: Scratch) -> None:
    for branch, figure in (("one", "1"), ("other", "2")):
        reports.git("checkout", "-q", "-b", branch, "main")
        edit(reports, requests__partly_granted__natural_person=figure)
        reports.commit()
    assert reports.run("git", "merge", "one").returncode == 1
    told = reports.git(*COMMAND, "diff", "--ours")
    assert "读不成报告" in told
    assert "<<<<<<<" in told


def test_a_submodule_named_like_a_report(reports: Scratch) -> None:
    commit = reports.git("rev-parse", "HEAD").strip()
    reports.git("update-index", "--add", "--cacheinfo", f"160000,{commit},sub.toml")
    told = reports.git(*COMMAND, "diff", "--cached")
    assert "sub.toml" in told
    assert commit in told


def test_a_difftool(reports: Scratch) -> None:
    edit(reports, requests__partly_granted__natural_person="391")
    reports.write("new.toml", figures.text_of(figures.report()))
    reports.git("add", "-A")
    options = ("-c", 'difftool.nianbao.cmd=nianbao diff "$LOCAL" "$REMOTE"', "-c", "difftool.trustExitCode=false")
    told = reports.git(*options, "difftool", "--no-prompt", "-t", "nianbao", "HEAD")
    assert "三·（二）部分公开·自然人  319 → 391（+72）" in told
    assert "旧：没有这个文件" in told


def test_the_old_state_is_held_against_the_year_before_of_the_new(reports: Scratch) -> None:
    """Git lays the old state out in a folder of its own, where there is no report of the year before."""
    before = figures.report()
    before.set_text("report.year", "2022")
    before.set_text("requests.carried_out.natural_person", "7")
    reports.write("2022.toml", figures.text_of(before))
    reports.commit()
    edit(reports, requests__partly_granted__natural_person="391")
    told = reports.git(*COMMAND, "diff")
    assert "新疑问  上年结转" not in told
    assert "carried-over" in reports.nianbao("check", "2023.toml").stdout


def test_other_numbers_of_arguments_are_refused(reports: Scratch) -> None:
    done = reports.nianbao("diff", "a", "b", "c")
    assert done.returncode == 2
    done = reports.nianbao("diff", *"abcdefg")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_sentence_is_headed_by_its_part(reports: Scratch) -> None:
    edit(reports, overview__parts__1__text="x")
    told = reports.git(*TEXTCONV, "-c", "diff.nianbao.xfuncname=^【.*】$", "diff", "-U0")
    heading = figures.report().parts["overview"][1].heading
    assert f"@@ 【一·{heading}】" in told


def test_hunks_can_be_headed_by_their_section(reports: Scratch) -> None:
    edit(reports, requests__carried_out__natural_person="119")
    told = reports.git(*TEXTCONV, "-c", "diff.nianbao.xfuncname=^【.*】$", "diff")
    assert re.search("^@@ .* @@ 【三、收到和处理政府信息公开申请情况】$", told, re.MULTILINE)
