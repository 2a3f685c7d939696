"""What may only be read, and what is refused."""

import re
from pathlib import Path

import pytest

from schema.report import new_report
from tests import figures
from tests.tui.drafts.journalled import FIRST, RECEIVED, names
from tests.tui.drafts.starter import Holder
from tests.tui.opening.opened_reports import lock_of, opened
from tui.opened import Opened
from tui.opening import open_report


def test_who_could_never_change_anything_is_told_of_no_loss(file: Path) -> None:
    with Holder(file):
        it = opened(file)
        assert it.keep({FIRST: "没写完"}) == ""
    path = file.with_name("new.toml")
    with Holder(path):
        new = open_report(path, new_report(figures.EDITION))
        assert isinstance(new, Opened) and new.held is not None
        assert not new.session.is_at_stake and new.keep({}) == "" and new.is_kept


def test_a_file_that_does_not_fit_the_form_can_only_be_read(file: Path) -> None:
    text = re.sub(r"(?m)^kind .*$", "kind = 5", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    it = opened(file)
    line = text[: text.index("kind = 5")].count("\n") + 1
    assert it.session.read_only.startswith(f"文件有1处与格式不合，这里只能看。第{line}行：")
    assert (
        it.session.read_only.endswith("全部问题见 nianbao check，改正后再填。") and "。。" not in it.session.read_only
    )
    assert not it.session.edit(RECEIVED, "77")
    assert not lock_of(file).exists(), "nobody is kept from mending it"
    assert it.keep({}) == "" and file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("number", "told"), [("2030", "2030"), ("0x" + "f" * 5000, "…")], ids=["2030", "huge"])
def test_a_newer_edition_can_only_be_read(file: Path, number: str, told: str) -> None:
    text = file.read_text(encoding="utf-8").replace("edition = 2021", f"edition = {number}", 1)
    file.write_text(text + "\n[later]\nvalue = 1\n", encoding="utf-8")
    result = open_report(file)
    if result == 2:
        assert told == "…", "refused by the reader of the file already"
        return
    assert isinstance(result, Opened)
    assert result.session.read_only.startswith(f"这份报告的格式（edition = {told}）比本程序新，只能看")
    assert result.session.text(RECEIVED) == "3402" and not result.session.edit(RECEIVED, "77")
    assert not result.session.dirty and not lock_of(file).exists()


@pytest.mark.parametrize("edition", ["2018", "true", '"2021"'])
def test_a_file_of_no_edition_is_refused(file: Path, edition: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = file.read_text(encoding="utf-8").replace("edition = 2021", f"edition = {edition}", 1)
    file.write_text(text, encoding="utf-8")
    assert open_report(file) == 2
    assert "edition-unknown" in capsys.readouterr().err
    assert names(file.parent) == ["report.toml"]


def test_a_name_without_file_and_draft_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert open_report(tmp_path / "none.toml") == 2
    assert "没有这个文件" in capsys.readouterr().err and names(tmp_path) == []
