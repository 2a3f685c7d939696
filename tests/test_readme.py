"""The READMEs against the program: their commands run, their links lead somewhere, their tables are the program's."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from schema.checks import RULES
from tests.git.scratch import SAMPLES, Scratch
from tui.commands import NAMES
from tui.commands.command import HELP, Command, split_arguments

ROOT = Path(__file__).parent.parent
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
READMES = {"README.md": ENGLISH, "README.zh-CN.md": CHINESE}

WIZARD = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/nianbao edit sample_reports/shimen-2021.toml"
TESTS = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest"

SCREENED = ("new", "edit")
"""Commands that open the wizard: their lines are read, not run."""


def _shell_lines(text: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def _nianbao_lines(text: str) -> list[str]:
    return [line.removeprefix("nianbao ") for line in _shell_lines(text) if line.startswith("nianbao ")]


def _part(title: str) -> str:
    """What stands under a heading of the clerk's guide, up to the next of its level or a higher one."""
    (heading,) = re.finditer(rf"^(##+) (?:[一二三四五六七八九十]+、)?{title}$", CHINESE, re.MULTILINE)
    below = CHINESE[heading.end() :]
    return re.split(rf"^#{{2,{len(heading[1])}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


def _first_cells(text: str) -> list[str]:
    """The first cells of a part's tables, without their heads."""
    rows = [line.split(" | ")[0].removeprefix("| ").strip() for line in text.splitlines() if line.startswith("| ")]
    heads = re.findall(r"^\| (.+?) \|.*\n\|--", text, re.M)
    return [row for row in rows if row not in heads]


def _anchor(heading: str) -> str:
    """The name by which GitHub links to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _command(name: str) -> Command:
    command: Command = import_module(f"tui.commands.{name.replace('-', '_')}").COMMAND
    return command


def _named_commands(text: str) -> list[str]:
    """The commands of a README's table: `nianbao` alone is an empty name."""
    return re.findall(r"^\| `nianbao ?([a-z-]*)[^`]*` \|", text, re.MULTILINE)


def test_gives_the_two_commands() -> None:
    assert WIZARD in _shell_lines(ENGLISH)
    assert TESTS in _shell_lines(ENGLISH)
    assert WIZARD in _shell_lines(CHINESE)


@pytest.mark.parametrize("text", READMES.values(), ids=READMES)
def test_lists_every_command(text: str) -> None:
    assert _named_commands(text) == ["", *NAMES]


@pytest.mark.parametrize("line", [*_nianbao_lines(ENGLISH), *_nianbao_lines(CHINESE)])
def test_commands_work(line: str, tmp_path: Path) -> None:
    name, *arguments = shlex.split(line)
    split_arguments(_command(name), arguments)
    if name in SCREENED:
        return
    shutil.copytree(ROOT / "sample_reports", tmp_path / "sample_reports")
    result = subprocess.run(
        [sys.executable, "-m", "tui.cli", name, *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
    )
    # 1 is what a check of a sample with findings ends with.
    assert result.returncode in ((0, 1) if name == "check" else (0,)), result.stderr.decode()
    if "-o" in arguments:
        assert (tmp_path / arguments[arguments.index("-o") + 1]).stat().st_size


@pytest.mark.parametrize("text", READMES.values(), ids=READMES)
def test_options_exist(text: str) -> None:
    known = {flag for name in NAMES for option in (*_command(name).options, HELP) for flag in option.flags}
    prose = re.sub(r"^```sh\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`(?:nianbao [a-z-]+ )?(--?[a-z]+(?:-[a-z]+)*)", prose))
    assert named
    assert named <= known


def test_tools_are_dependencies_for_development() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = " ".join(project["optional-dependencies"]["dev"])
    packages = {"lint-imports": "import-linter"}
    for line in _shell_lines(ENGLISH):
        for tool in re.findall(r"^\.venv/bin/([a-z-]+)", line):
            if tool == "python":
                assert re.search(r"-m ([\w.]+)", line)
                module = Path(ROOT, *line.split("-m ")[1].split()[0].split("."))
                assert module.with_suffix(".py").exists() or (module / "__main__.py").exists(), line
            else:
                assert packages.get(tool, tool) in wanted, line


@pytest.mark.parametrize("name", [*READMES, "CHANGELOG.md", "sample_reports/README.md"])
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        linked = (ROOT / name).parent / file if file else ROOT / name
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(_anchor, headings), target


def test_pictures_are_all_shown_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert pictures
    for picture in pictures:
        assert f"docs/pictures/{picture.name}" in ENGLISH + CHINESE, picture.name
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 80_000


def test_the_lines_for_git_show_what_the_readme_shows(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    (block,) = (each for each in re.findall(r"^```sh\n(.*?)^```", ENGLISH, re.M | re.S) if "git config" in each)
    assert len(block.splitlines()) == 5
    scratch = Scratch(tmp_path)
    assert scratch.run("sh", "-ec", block).returncode == 0
    assert "已经设置好了，没有要写的。" in scratch.nianbao("git-setup").stderr
    text = (SAMPLES / "draft-2025.toml").read_text(encoding="utf-8")
    scratch.write("2025.toml", text)
    assert scratch.commit().returncode == 0
    scratch.write("2025.toml", re.sub(r"(?m)^(received  .*\[ *)7,", r"\g<1>9,", text))
    (lines,) = re.findall(r"^```diff\n(.*?)^```", ENGLISH, re.M | re.S)
    assert lines in scratch.git("diff")
    (words,) = re.findall(r"^```\n(【.*?)^```", ENGLISH, re.M | re.S)
    assert words in scratch.git("difftool", "--no-prompt", "--tool=nianbao")
    for undo in ("diff.nianbao", "difftool.nianbao"):
        assert f"`{undo}`" in ENGLISH or f"--remove-section {undo}`" in ENGLISH
        scratch.git("config", "--remove-section", undo)


def test_the_hooks_of_the_readme_are_there() -> None:
    offered = re.findall(r"^- id: (\S+)$", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), re.M)
    (block,) = re.findall(r"^```yaml\n(.*?)^```", ENGLISH, re.M | re.S)
    assert sorted(re.findall(r"- id: (\S+)$", block, re.M)) == sorted(offered)


def test_the_saved_file_is_from_a_sample() -> None:
    (block,) = re.findall(r"^```toml\n(.*?)^```", ENGLISH, re.MULTILINE | re.DOTALL)
    assert block in (ROOT / "sample_reports" / "draft-2025.toml").read_text(encoding="utf-8")


def test_the_guide_names_codes_that_exist() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "schema").rglob("*.py"))
    codes = re.findall(r"`([a-z]+(?:-[a-z]+)+)`", _part("常见提示"))
    assert len(codes) > 15
    for code in codes:
        assert f'"{code}"' in sources, code


def test_the_guide_explains_every_rule() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "schema").rglob("*.py"))
    codes = re.findall(r"\bRule\(\s*\"([a-z-]+)\"", sources)
    assert len(codes) > 15
    # Most rules on prose are declared by a table of their own.
    for code in {*codes, *RULES}:
        assert f"`{code}`" in _part("常见提示"), code


def test_the_guide_names_the_keys_of_the_wizard() -> None:
    from textual.binding import Binding

    from tui.screens.wizard_screen import WizardScreen

    table = _part("按键")
    bound = {binding.key for binding in WizardScreen.BINDINGS if isinstance(binding, Binding)}
    for key in re.findall(r"\bF\d+\b", table):
        assert any(key.lower() in keys.split(",") for keys in bound) or key == "F2", key
    for keys in bound:
        first = keys.split(",")[0]
        shown = "Esc" if first == "escape" else first.upper().replace("CTRL+", "Ctrl+")
        assert shown in table, keys


def _sources(*folders: str) -> str:
    """All the program's texts, those that are split over lines put together."""
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return re.sub(r"\"\n\s*f?\"", "", "\n".join(path.read_text(encoding="utf-8") for path in paths))


@pytest.mark.parametrize("title", ["断线以后怎么做", "有人正在填", "文件已被改动"])
def test_the_guide_offers_the_choices_of_the_dialogs(title: str) -> None:
    offered = _sources("tui")
    choices = [re.sub("（.*", "", each) for each in _first_cells(_part(title)) if re.match("[一-龥]", each)]
    choices = [choice for choice in choices if "键" not in choice and choice != "空格"]
    assert len(choices) >= 3
    for choice in choices:
        assert re.search(rf"Choice\(\"\w+\", \"{choice}", offered), choice


def test_the_guide_quotes_what_the_program_says() -> None:
    said = _sources("tui", "schema")
    quoted = [*re.findall(r"^“(.+?)”：", _part("常见提示"), re.M), *re.findall(r"“([^”]+)”", _part("断线以后怎么做"))]
    quoted += re.findall(r"“([^”]+)”", _part("有人正在填"))
    assert len(quoted) > 10
    for words in quoted:
        assert words in said, words


def test_the_guide_explains_what_the_header_says() -> None:
    said = _sources("tui/screens")
    for words in ("已保存", "已暂存 10:32", "未保存", "只读"):
        assert f"`{words}`" in _part("屏幕上有什么")
        assert f'"{words.split()[0]}' in said, words


def test_the_guide_names_the_keys_of_the_comparison() -> None:
    from tui.screens.comparison import ComparisonScreen
    from tui.widgets import comparison_list

    assert re.findall(r"`(\w)`", _part("文件已被改动")) == ["1", "2", "a", "b"]
    for key in "12ab":
        assert key in {**comparison_list._SIDES, **comparison_list._ALL_SIDES}
    bound = {key for binding in ComparisonScreen.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
    assert {"f1", "f8", "escape"} <= bound
    assert {"F1", "F8", "Esc"} <= set(_first_cells(_part("文件已被改动")))


def test_the_guide_names_the_commands_of_the_line_by_line_mode() -> None:
    from tui.plain.answers import Answer, Command, read_answer

    named = re.findall(r"`([^`]+)`", "".join(_first_cells(_part("逐行填报"))))
    assert {read_answer(line).command for line in named} == set(Command) - {Command.KEEP}
    assert read_answer("") == Answer(Command.KEEP)
    assert r"`\s`" in _part("逐行填报") and read_answer(r"\s") == Answer(None, "s")


def test_the_guide_knows_the_terminal_programs_of_the_doctor() -> None:
    from tui.doctor.item import Verdict
    from tui.doctor.settings import PROGRAMS

    part = _part("终端的设置")
    assert _first_cells(part) == [name.partition("（")[0] for name in PROGRAMS]
    for verdict in Verdict:
        assert f"“{verdict.value}”" in part
    for section in re.findall(r"^\d\. \*\*(\w+)\*\*：", part, re.M):
        assert f'"{section}"' in _sources("tui/commands"), section


def test_the_readme_names_the_signals_that_end_the_program() -> None:
    from tui.terminal.endings import SIGNALS

    assert re.findall(r"\bSIG(?!KILL)[A-Z]+\b", ENGLISH) == [each.name for each in SIGNALS]


def test_the_readme_names_folders_and_modules_that_exist() -> None:
    named = re.findall(r"`((?:schema|render|tui|tests|tools)/[\w/]*(?:\.\w+)?)`", ENGLISH)
    assert len(named) > 8
    for path in named:
        assert (ROOT / path).exists(), path


def test_the_readmes_name_where_drafts_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tui.drafts.draft_places import in_state_folder

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    folder = in_state_folder(tmp_path / "report.toml", make=True).parent
    for text in READMES.values():
        assert f"`~/{folder.relative_to(tmp_path)}" in text


def test_the_named_companions_of_a_report_are_ignored(tmp_path: Path) -> None:
    (patterns,) = re.findall(r"^```gitignore\n(.*?)^```", CHINESE, re.M | re.S)
    named = re.findall(r"^\| `(\.[^`]+)` \|", CHINESE, re.M)
    assert len(named) == 2
    assert set(patterns.splitlines()) <= set((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())
    (tmp_path / ".gitignore").write_text(patterns)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name in (*named, f"{named[0]}.0123456789abcdef"):
        assert not subprocess.run(["git", "check-ignore", "-q", name], cwd=tmp_path).returncode, name
    assert subprocess.run(["git", "check-ignore", "-q", "baogao-2025.toml"], cwd=tmp_path).returncode


def test_the_companions_have_the_names_that_the_guide_gives() -> None:
    from tui.drafts.draft_places import beside_report
    from tui.drafts.places import beside

    report = Path("baogao-2025.toml")
    assert f"`{re.sub(r'[0-9]+$', '1000', beside_report(report).name)}`" in CHINESE
    assert f"`{beside(report, '.lock').name}`" in CHINESE


def test_no_file_names_a_machine_or_a_package_index() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("not a git working tree")
    # Put together here, so that this file does not hold them.
    folders = "|".join(("work", "root", "home"))
    hosts = "|".join((r"pypi\.", "python" + "hosted", r"mirrors?\.[a-z]", r"index\." + "python"))
    forbidden = re.compile(rf"(?<![\w./*\])])/(?:{folders})/\w|https?://[^\s\"')]*(?:{hosts})")
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.suffix != ".png" and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            found = forbidden.search(text)
            assert found is None, f"{name}: {found.group() if found else ''}"
