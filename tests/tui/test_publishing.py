"""The page for the website is written beside the report: never over the report, never unasked over another file."""

import shutil
from pathlib import Path

import pytest

from schema.report_file import Loaded, VerificationError, load
from tests import figures
from tests.tui.command_line import SAMPLES
from tui.publishing import Publisher, PublishingError
from tui.session import Session


def session_of(path: Path) -> Session:
    """A sample report in a file of any name."""
    shutil.copy(SAMPLES / "suqian-2023.toml", path)
    return Session(load(path))


def test_the_page_stands_beside_the_report(tmp_path: Path) -> None:
    session = session_of(tmp_path / "report.v2.toml")
    publisher = Publisher(session)
    assert not publisher.in_the_way()
    published = publisher.publish()
    assert published.target == tmp_path / "report.v2.html"
    page = published.target.read_text(encoding="utf-8")
    assert session.report.title in page and session.loaded.digest in page
    assert not published.draft
    session.edit("status", "draft")
    assert publisher.publish().draft


def test_its_own_page_is_written_again_unasked(tmp_path: Path) -> None:
    session = session_of(tmp_path / "report.toml")
    publisher = Publisher(session)
    publisher.publish()
    session.edit("agency.name", "某县人民政府")
    assert not publisher.in_the_way()
    assert "某县人民政府" in publisher.publish().target.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["report.html", "report.HTML"])
def test_the_report_is_never_overwritten(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    publisher = Publisher(session_of(path))
    if name != "report.html":
        (tmp_path / "report.html").hardlink_to(path)
    before = path.read_bytes()
    with pytest.raises(PublishingError, match="会盖掉报告"):
        publisher.publish(over=True)
    assert path.read_bytes() == before


def test_nor_through_a_link(tmp_path: Path) -> None:
    publisher = Publisher(session_of(tmp_path / "report.toml"))
    (tmp_path / "report.html").symlink_to("report.toml")
    with pytest.raises(PublishingError, match="会盖掉报告"):
        publisher.publish(over=True)
    assert load(tmp_path / "report.toml").report is not None


def test_nor_where_a_new_one_will_be(tmp_path: Path) -> None:
    publisher = Publisher(Session(Loaded(tmp_path / "report.html", b""), figures.report()))
    with pytest.raises(PublishingError, match="会盖掉报告"):
        publisher.publish()
    assert list(tmp_path.iterdir()) == []


def test_another_file_stands_until_it_may_be_overwritten(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("theirs")
    publisher = Publisher(session_of(tmp_path / "report.toml"))
    assert publisher.in_the_way()
    with pytest.raises(PublishingError, match=r"^网页未保存：已有这个文件"):
        publisher.publish()
    assert page.read_text() == "theirs"
    publisher.publish(over=True)
    assert page.read_text(encoding="utf-8").startswith("<!")
    assert not publisher.in_the_way()


def test_a_page_that_somebody_changed_is_in_the_way_again(tmp_path: Path) -> None:
    publisher = Publisher(session_of(tmp_path / "report.toml"))
    page = publisher.publish().target
    page.write_text("mended by hand")
    assert publisher.in_the_way()
    with pytest.raises(PublishingError):
        publisher.publish()
    assert page.read_text() == "mended by hand"


@pytest.mark.parametrize(
    ("error", "said"), [(VerificationError(), "网页未保存：要写入的内容"), (ValueError("x"), "网页没有写出：")]
)
def test_what_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def bad() -> bytes:
        raise error

    session = session_of(tmp_path / "report.toml")
    monkeypatch.setattr(session, "staged", bad)
    with pytest.raises(PublishingError, match=said):
        Publisher(session).publish()
    assert not (tmp_path / "report.html").exists()


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    publisher = Publisher(session_of(tmp_path / "report.toml"))
    (tmp_path / "report.html").mkdir()
    assert publisher.in_the_way()
    with pytest.raises(PublishingError, match="这是一个文件夹"):
        publisher.publish(over=True)
