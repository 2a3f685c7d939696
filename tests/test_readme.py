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


def _command(name: str) -> Command:
    command: Command = import_module(f"tui.commands.{name}").COMMAND
    return command


def _named_commands(text: str) -> list[str]:
    """The commands of a README's table: `nianbao` alone is an empty name."""
    return re.findall(r"^\| `nianbao ?([a-z]*)[^`]*` \|", text, re.MULTILINE)


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
    named = set(re.findall(r"`(?:nianbao [a-z]+ )?(--?[a-z]+(?:-[a-z]+)*)", prose))
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
        if not target.startswith("https://"):
            assert (ROOT / name).parent.joinpath(target).exists(), target


def test_pictures_are_all_shown_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert pictures
    for picture in pictures:
        assert f"docs/pictures/{picture.name}" in ENGLISH + CHINESE, picture.name
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 80_000


def test_the_saved_file_is_from_a_sample() -> None:
    (block,) = re.findall(r"^```toml\n(.*?)^```", ENGLISH, re.MULTILINE | re.DOTALL)
    assert block in (ROOT / "sample_reports" / "draft-2025.toml").read_text(encoding="utf-8")


def test_the_guide_names_codes_that_exist() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "schema").rglob("*.py"))
    codes = re.findall(r"`([a-z]+(?:-[a-z]+)+)`", CHINESE.split("## 八")[1].split("## 九")[0])
    assert len(codes) > 15
    for code in codes:
        assert f'"{code}"' in sources, code


def test_the_guide_explains_every_rule() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "schema" / "checks").glob("*.py"))
    codes = re.findall(r"\bRule\(\s*\"([a-z-]+)\"", sources)
    assert len(codes) > 15
    for code in codes:
        assert f"`{code}`" in CHINESE, code


def test_the_guide_names_the_keys_of_the_wizard() -> None:
    from textual.binding import Binding

    from tui.screens.wizard_screen import WizardScreen

    table = CHINESE.split("## 四")[1].split("## 五")[0]
    bound = {binding.key for binding in WizardScreen.BINDINGS if isinstance(binding, Binding)}
    for key in re.findall(r"\bF\d+\b", table):
        assert any(key.lower() in keys.split(",") for keys in bound) or key == "F2", key
    for keys in bound:
        first = keys.split(",")[0]
        shown = "Esc" if first == "escape" else first.upper().replace("CTRL+", "Ctrl+")
        assert shown in table, keys


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
