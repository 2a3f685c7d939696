"""The JSON Schema of report files, as the editors' own programs read it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schema.canonical import canonical
from schema.editions import EDITIONS
from schema.json_schema import json_schema
from schema.places import row_name
from schema.report import new_report
from schema.report_file import formatted, from_bytes, load
from tests.schema.language_server import editing
from tests.schema.staging import stage

ROOT = Path(__file__).parent.parent.parent
SAMPLES = sorted((ROOT / "sample_reports").glob("*.toml"))
PASSED = sorted((ROOT / "tests" / "checks").glob("*/passed.toml"))
KEY_UNKNOWN = ROOT / "tests" / "checks" / "key-unknown" / "rejected.toml"
SUQIAN = ROOT / "sample_reports" / "suqian-2023.toml"
SHANGHAI = ROOT / "sample_reports" / "shanghai-office-2019.toml"
DRAFT = ROOT / "sample_reports" / "draft-2025.toml"
TAPLO = Path(sys.executable).with_name("taplo")
TOMBI = Path(sys.executable).with_name("tombi")
BOTH = tuple(EDITIONS[number] for number in sorted(EDITIONS, reverse=True))
DIRECTIVE = "#:schema ./nianbao.schema.json\n"


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """The schema of every edition in a file."""
    file = tmp_path / "nianbao.schema.json"
    file.write_text(json.dumps(json_schema(BOTH), ensure_ascii=False))
    return file


def rejected(schema: Path | None, *files: Path) -> dict[Path, set[int]]:
    """The files that taplo rejects, each with the lines that it marks; without a schema it takes the files' own."""
    options = [] if schema is None else ["--schema", schema.as_uri()]
    done = subprocess.run(
        [TAPLO, "lint", "--no-auto-config", "--colors", "never", *options, *files], capture_output=True, text=True
    )
    marked: dict[Path, set[int]] = {}
    for name, line in re.findall(r"┌─ (.*):(\d+):\d+", done.stdout + done.stderr):
        marked.setdefault(Path(name), set()).add(int(line))
    assert bool(marked) == bool(done.returncode), done.stderr
    return marked


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_every_published_report_and_every_draft_fits(schema: Path) -> None:
    assert not rejected(schema, *SAMPLES, *PASSED)
    assert list(rejected(schema, *SAMPLES, *PASSED, KEY_UNKNOWN)) == [KEY_UNKNOWN]


def test_new_reports_fit(schema: Path, tmp_path: Path) -> None:
    files = []
    for edition in BOTH:
        files.append(tmp_path / f"{edition.number}.toml")
        texts = {"report.year": str(edition.first_year), "agency.name": "甲县人民政府"}
        files[-1].write_text(canonical(new_report(edition, texts)))
    assert not rejected(schema, *files)


@pytest.mark.parametrize(
    ("sample", "old", "new"),
    [
        (SUQIAN, "licensing ", "licencing "),
        (SUQIAN, "licensing           = ", "licensing = true # "),
        (SUQIAN, "granted ", "granted = [1, 2, 3]\n# "),
        (SUQIAN, "granted ", "granted = [1, 2, 3, 4, 5, 6, 7, 8]\n# "),
        (SUQIAN, "carried_in ", "carried_in = [1, 2, 3, 4, 5, -6]\n# "),
        (SUQIAN, "carried_in ", "carried_in = [1, 2, 3, 4, 5, 6.5]\n# "),
        (SUQIAN, "carried_in ", 'carried_in = [1, 2, 3, 4, 5, ""]\n# '),
        (SUQIAN, "denied.process ", "denied.proces "),
        (SUQIAN, "kind ", 'kind = "gov"\n# '),
        (SUQIAN, "level ", 'level = 3\n# '),
        (SUQIAN, "status ", 'status = "finished"\n# '),
        (SUQIAN, "year ", "year = 2019\n# "),
        (SUQIAN, "edition ", "edition = 2008\n# "),
        (SUQIAN, "heading ", "title "),
        (SHANGHAI, "otherwise ", "otherwise.other "),
        (SHANGHAI, "year ", "year = 2021\n# "),
        (SHANGHAI, "coercive_measures ", "coercive_measures = 3\n# "),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_marked_in_its_line(
    schema: Path, tmp_path: Path, sample: Path, old: str, new: str
) -> None:
    text = sample.read_text()
    broken = re.sub(f"^{re.escape(old)}", lambda _: new, text, count=1, flags=re.MULTILINE)
    assert broken != text
    file = tmp_path / "broken.toml"
    file.write_text(broken)
    lines = rejected(schema, file).get(file, set())
    assert lines == {line_of(broken, new.partition("\n")[0])}


ACCEPTED = '[[accepted]]\ncode = "prose-results"\nwhere = []\nvalues = []\nreason = "甲"\nby = "乙"\non = '


@pytest.mark.parametrize("date", ["2024-01-20", '"2024-01-20"', '""', '"一月"'])
def test_dates_are_written_with_and_without_quotes(schema: Path, tmp_path: Path, date: str) -> None:
    file = tmp_path / "dates.toml"
    text = SUQIAN.read_text().replace("[report]\n", f"[report]\npublished = {date}\n")
    for written, lines in ((date, set[int]()), ("3", {text.count("\n") + 8})):
        file.write_text(f"{text}\n{ACCEPTED}{written}\n")
        assert load(file).report is not None
        assert rejected(schema, file).get(file, set()) == lines
        file.write_text(f"{DIRECTIVE}{file.read_text()}")
        home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "NO_COLOR": "1"}
        done = subprocess.run([TOMBI, "lint", "--offline", file], env=home, capture_output=True, text=True)
        marked = re.findall(r"dates\.toml:(\d+):", done.stdout + done.stderr)
        assert set(map(int, marked)) == {line + 1 for line in lines}, done.stderr


def test_a_draft_may_hold_text_where_figures_belong(schema: Path, tmp_path: Path) -> None:
    text = re.sub("^received .*", 'received = ["12a", "", 3, 4, 5, 6]', DRAFT.read_text(), count=1, flags=re.MULTILINE)
    files = [tmp_path / "draft.toml", tmp_path / "final.toml"]
    files[0].write_text(text)
    files[1].write_text(text.replace('status  = "draft"', 'status  = "final"'))
    marked = rejected(schema, *files)
    assert list(marked) == files[1:]
    assert line_of(text, "received") in marked[files[1]]


@pytest.mark.parametrize("edition", BOTH, ids=repr)
def test_the_schema_of_one_edition_refuses_the_other(tmp_path: Path, edition: Any) -> None:
    file = tmp_path / "one.schema.json"
    file.write_text(json.dumps(json_schema([edition]), ensure_ascii=False))
    others = {path for path in SAMPLES if f"edition = {edition.number}" not in path.read_text()}
    assert set(rejected(file, *SAMPLES)) == others
    assert others and others != set(SAMPLES)


def test_a_file_names_its_schema_itself_and_keeps_the_line(schema: Path, tmp_path: Path) -> None:
    file = tmp_path / "named.toml"
    file.write_bytes(DIRECTIVE.encode() + SUQIAN.read_bytes().replace(b"[ 3402,   99,", b"[3402,99,"))
    loaded = load(file)
    file.write_bytes(formatted(loaded))
    assert file.read_bytes() == DIRECTIVE.encode() + SUQIAN.read_bytes()
    loaded = load(file)
    assert loaded.report is not None
    report = loaded.report.copy()
    report.set_text("disclosure.licensing", "")
    for data in (stage(loaded, report), stage(from_bytes(file, loaded.data.replace(b" = ", b" =  ")), report)):
        file.write_bytes(data)
        assert data.decode().startswith(DIRECTIVE)
        assert rejected(None, file) == {file: {line_of(data.decode(), "licensing")}}


def described(schema: object) -> Iterator[dict[str, Any]]:
    """Every schema inside one that is about a key or a figure."""
    if isinstance(schema, dict):
        if {"type", "enum", "anyOf"} & schema.keys():
            yield schema
        for value in schema.values():
            yield from described(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from described(value)


def test_every_label_and_hint_is_there_in_chinese() -> None:
    for edition in BOTH:
        schemas = list(described(json_schema([edition])))
        told = {schema.get("title") for schema in schemas}
        expected = {field.label for field in edition.fields} | {section.title for section in edition.sections}
        for table in edition.tables:
            expected |= {row_name(row) + row.note for row in table.rows}
            expected |= {column.label for row in table.rows if not row.scalar for column in row.columns}
        assert expected <= told
        hints = "".join(schema.get("description", "") for schema in schemas)
        assert all(field.hint in hints for field in edition.fields)
        assert all(row.hint in hints for table in edition.tables for row in table.rows)
        words = {label for schema in schemas for label in schema.get("enumDescriptions", ())}
        assert words >= {choice.label for field in edition.fields for choice in field.choices}


def test_an_editor_completes_and_explains(schema: Path, tmp_path: Path) -> None:
    file = tmp_path / "typing.toml"
    tables = '[disclosure]\nli\n\n[requests]\nreceived = [1, 2, 3, 4, 5, 6]\n\n[agency]\nkind = ""\n'
    file.write_text(f"{DIRECTIVE}edition = 2021\n\n{tables}")
    home = str(tmp_path)
    with editing(file, TOMBI, "lsp", "--offline", HOME=home, XDG_CACHE_HOME=home, NO_COLOR="1") as editor:
        (offered,) = [item for item in editor.at("completion", 4, 2) if item["label"] == "licensing"]
        assert offered["detail"] == "行政许可"
        assert "依法不予公开的也计入" in offered["documentation"]["value"]
        kinds = [item["label"] for item in editor.at("completion", 10, 8)]
        assert kinds[:3] == ['"government"', '"department"', '"authorised"']
        shown = editor.at("hover", 7, 16)["contents"]["value"]
        assert "一、本年新收政府信息公开申请数量" in shown and "自然人、商业企业" in shown
