"""``nianbao claims``: its listing, its JSON and its exit codes."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from render.line_breaking import text_width
from schema.canonical import canonical
from schema.report_file import load
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import clean_report
from tests.tui.command_line import HOSTILE, SAMPLES, run
from tui.cli import main
from tui.prose_figures import tally, told_of
from tui.session import Session

HONGZE = SAMPLES / "hongze-2023.toml"
SHIMEN = SAMPLES / "shimen-2021.toml"
KEYS = ["file", "place", "sentence", "number", "code", "target", "expected", "verdict"]


def written(folder: Path, text: str, name: str = "a.toml", changes: dict[str, str] | None = None) -> Path:
    """The file of the clean report, its section 六 saying a text, with some figures changed."""
    file = folder / name
    file.write_text(canonical(clean_report(2021, {"other.intro": text, **(changes or {})})), encoding="utf-8")
    return file


def found(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The claims that were printed as JSON."""
    claims = json.loads(capsys.readouterr().out, parse_float=Decimal)
    assert isinstance(claims, list)
    return claims


def test_every_claim_is_told_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", str(HONGZE)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "【一·第2部分】依申请公开\n" in out
    assert re.search(r"^  全区受理政府信息公开申请21件，没有上年结转，全部在年内办结。$", out, re.M)
    assert re.search(r"^    一致    21件 +→ .*本年新收政府信息公开申请数量·总计：21$", out, re.M)
    assert re.search(r"^    一致    没有上年结转 +→ .*上年结转政府信息公开申请数量·总计：0$", out, re.M)
    last = out.splitlines()[-1]
    match = re.fullmatch(r"数字 (\d+)/(\d+) 已核对，一致(\d+)，不一致0，未对应(\d+)", last)
    assert match is not None
    checked, everything, holding, unplaced = map(int, match.groups())
    assert (checked, everything) == (holding, holding + unplaced)
    assert holding == len(re.findall(r"^    一致", out, re.M))


def test_what_differs_is_told_by_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", str(SHIMEN)]) == 1
    out = capsys.readouterr().out
    assert re.search(r"^    不一致  30件 +→ .*·总计：0$", out, re.M)
    assert "未对应  188条\n" in out
    assert re.search(r"数字 \d+/\d+ 已核对，一致\d+，不一致1，未对应\d+\n\Z", out)


def with_reasons(file: Path, *codes: str) -> None:
    """Let the queries of some codes stand with a reason."""
    session = Session(load(file))
    for code in codes:
        for finding in [each for each in session.findings if each.code == code and not each.accepted]:
            assert session.accept(finding, "口径不同")
    session.save()


def test_what_was_let_stand_with_a_reason_is_told_as_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(
        tmp_path,
        "收到申请4件。收到申请5件。未收到政府信息公开申请。",
        changes={"requests.received.company": "3"},
    )
    assert main(["claims", str(file)]) == 1
    before = capsys.readouterr().out
    assert len(re.findall("^    不一致", before, re.M)) == 3 and "已说明" not in before
    session = Session(load(file))
    (first, _second) = [each for each in session.findings if each.code == "prose-requests-received"]
    assert session.accept(first, "口径不同")
    session.save()
    assert main(["claims", str(file)]) == 1
    out = capsys.readouterr().out
    assert re.search("^    已说明  4件 +→ .*：3$", out, re.M) and re.search("^    不一致  5件", out, re.M)
    assert "，不一致2，已说明1，未对应" in out
    with_reasons(file, "prose-requests-received", "prose-none")
    assert main(["claims", str(file)]) == 0
    out = capsys.readouterr().out
    assert re.search("^    已说明  未收到", out, re.M) and "，不一致0，已说明3，未对应" in out
    assert main(["claims", "--format", "json", str(file)]) == 0
    assert [claim["verdict"] for claim in found(capsys) if claim["place"] == "other.intro"] == ["differs"] * 3


def test_a_reason_for_other_values_explains_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "收到申请4件。", changes={"requests.received.company": "3"})
    with_reasons(file, "prose-requests-received")
    assert main(["claims", str(file)]) == 0
    file.write_text(file.read_text(encoding="utf-8").replace("收到申请4件", "收到申请6件"), encoding="utf-8")
    assert main(["claims", str(file)]) == 1
    assert "已说明" not in capsys.readouterr().out.splitlines()[-1]


def test_a_place_that_is_not_there_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "收到申请{requests.nope.total}件，见{nowhere}，编号{requests.received.total}。")
    assert main(["claims", str(file)]) == 1
    out = capsys.readouterr().out
    for place in ("{requests.nope.total}", "{nowhere}"):
        assert re.search(rf"^    不一致  {re.escape(place)} +→ 没有这个位置$", out, re.M)
    assert "，不一致2，未对应" in out
    session = Session(load(file))
    report = session.report
    told = [each for place in report.prose_places() for each in told_of(session.figures, place)]
    assert out.splitlines()[-1].startswith(tally(told).partition("，")[0] + "，")
    assert main(["claims", "--format", "json", str(file)]) == 1
    claims = [claim for claim in found(capsys) if claim["code"] == "placeholder-unknown"]
    assert [claim["sentence"] for claim in claims] == [session.text("other.intro")] * 2
    assert {(claim["target"], claim["expected"], claim["verdict"]) for claim in claims} == {(None, None, "differs")}


def test_the_arrows_of_a_sentence_are_lined_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "收到申请0件，没有上年结转，办结1295件。")
    main(["claims", str(file)])
    lines = capsys.readouterr().out.splitlines()
    arrows = [text_width(line.partition(" → ")[0]) for line in lines if " → " in line]
    assert len(arrows) == 3 and len(set(arrows)) == 1


def test_json_has_the_published_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "收到申请4件。未发生行政复议。公开信息12条。", changes={"requests.received.company": "3"})
    assert main(["claims", "--format", "json", str(file)]) == 1
    claims = [claim for claim in found(capsys) if claim["place"] == "other.intro"]
    assert all(list(claim) == KEYS and claim["file"] == str(file) for claim in claims)
    received, none, other = claims
    assert received == {
        "file": str(file),
        "place": "other.intro",
        "sentence": "收到申请4件。",
        "number": 4,
        "code": "prose-requests-received",
        "target": ["requests.received.total"],
        "expected": 3,
        "verdict": "differs",
    }
    assert (none["number"], none["code"], none["target"], none["expected"], none["verdict"]) == (
        None,
        "prose-none",
        ["disputes.reconsideration.total"],
        0,
        "holds",
    )
    assert (other["number"], other["code"], other["target"], other["verdict"]) == (12, None, None, "unplaced")


def test_decimals_are_exact_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "行政事业性收费123456789012345.123456万元。", changes={"disclosure.fees": "0.5"})
    main(["claims", "--format", "json", str(file)])
    out = capsys.readouterr().out
    assert '"number": 123456789012345.123456' in out
    assert isinstance(json.loads(out), list)


def test_a_report_without_claims_is_an_empty_array(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = clean_report(2021)
    report.parts["overview"], report.parts["problems"] = [], []
    report.set_text("report.preamble", "")
    report.set_text("other.intro", "")
    file = tmp_path / "a.toml"
    file.write_text(canonical(report), encoding="utf-8")
    assert main(["claims", "--format", "json", str(file)]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert main(["claims", str(file)]) == 0
    assert capsys.readouterr().out == "数字 0/0 已核对，一致0，不一致0，未对应0\n"


def test_a_change_needs_last_years_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    last = clean_report(2021, {"requests.received.company": "8"})
    previous = tmp_path / "there" / "last.toml"
    previous.write_text(canonical(last), encoding="utf-8")
    report = clean_report(2021, {"report.year": "2022", "requests.received.company": "12"})
    report.set_text("other.intro", "收到申请12件，同比增长40%。")
    file = tmp_path / "here" / "this.toml"
    file.write_text(canonical(report), encoding="utf-8")

    assert main(["claims", "--format", "json", str(file)]) == 0
    assert [claim["verdict"] for claim in found(capsys) if claim["number"] == 40] == ["unplaced"]
    assert main(["claims", "--format", "json", "--previous", str(previous), str(file)]) == 1
    (growth,) = [claim for claim in found(capsys) if claim["number"] == 40]
    assert (growth["code"], growth["expected"], growth["verdict"]) == ("prose-growth", 50, "differs")
    assert main(["claims", "--previous", str(previous), str(file)]) == 1
    assert re.search(r"不一致  40%.*上年8，本年12）：50%", capsys.readouterr().out)


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", str(tmp_path / "none.toml")]) == 2
    assert "none.toml：没有这个文件" in capsys.readouterr().err
    broken = tmp_path / "broken.toml"
    broken.write_text("edition = 1999\n", encoding="utf-8")
    assert main(["claims", str(broken)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and f"{broken}:1: 错误 edition-unknown" in err
    assert main(["claims", str(SHIMEN), "--previous", str(broken)]) == 2
    assert capsys.readouterr().out == ""


def test_slips_of_structure_are_told_and_the_rest_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "typo.toml"
    file.write_text(HONGZE.read_text(encoding="utf-8").replace("licensing ", "licencing "), encoding="utf-8")
    assert main(["claims", str(file)]) == 0
    out, err = capsys.readouterr()
    assert "错误 key-unknown" in err
    assert "本年新收" in out


@pytest.mark.parametrize("form", ["text", "json"])
def test_hostile_text_is_made_visible(tmp_path: Path, form: str) -> None:
    file = written(
        tmp_path, f"{HOSTILE}收到{HOSTILE}申请30件{HOSTILE}，未收到政府信息公开申请\x1b[2J。", f"{HOSTILE}\n.toml"
    )
    done = run("claims", file, "--format", form)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert not find_unsafe(out) and not find_unsafe(err)
    if form == "json":
        claims = json.loads(out)
        assert {claim["file"] for claim in claims} == {str(file)}
        assert any(HOSTILE in claim["sentence"] for claim in claims)
    else:
        assert "‹U+001B›" in out and "‹U+202E›" in out


def test_no_heavy_library_is_imported() -> None:
    code = (
        "import atexit, sys\n"
        "def told():\n"
        "    for name in ('textual', 'rich', 'pydantic', 'tomlkit', 'jinja2'):\n"
        "        if name in sys.modules: sys.stderr.write(name)\n"
        "atexit.register(told)"
    )
    done = run("claims", HONGZE, code=code)
    assert (done.returncode, done.stderr.decode()) == (0, "")
