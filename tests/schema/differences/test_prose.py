"""Prose that differs, sentence by sentence and part by part."""

import pytest

from schema.differences import Change, ChangeKind, Piece, differences, prose
from schema.differences.words import likeness
from schema.report import Part, Report
from tests import figures

FIRST, SECOND, THIRD = "全年公开信息188条。", "政策解读36篇；", "回应关切18次。"


def of(*parts: tuple[str, str], intro: str = "") -> Report:
    report = figures.report()
    report.parts["overview"] = [Part(*part) for part in parts]
    report.set_text("overview.intro", intro)
    return report


def kinds(changes: list[Change]) -> list[tuple[ChangeKind, str]]:
    return [(each.kind, each.place) for each in changes]


def test_an_edited_sentence_with_its_changed_words() -> None:
    (change,) = differences(
        of(("主动公开", FIRST + SECOND + THIRD)), of(("主动公开", FIRST + SECOND.replace("36", "41") + THIRD))
    ).changes
    assert change == Change(
        ChangeKind.SENTENCE_EDITED,
        "overview.parts.0.text",
        "一·第1部分“主动公开”·第2句",
        "政策解读36篇；",
        "政策解读41篇；",
        pieces=(Piece("政策解读", "政策解读"), Piece("36", "41"), Piece("篇；", "篇；")),
    )


def test_a_number_changes_as_a_whole() -> None:
    (change,) = differences(of(intro="收到申请1,295件。"), of(intro="收到申请1,205件。")).changes
    assert [piece for piece in change.pieces if piece.old != piece.new] == [Piece("1,295", "1,205")]


def test_sentences_come_and_go() -> None:
    found = differences(of(intro=FIRST + THIRD), of(intro=FIRST + "组织培训两期，参加的有120人。" + THIRD))
    assert [(each.kind, each.old, each.new, each.name) for each in found.changes] == [
        (ChangeKind.SENTENCE_ADDED, None, "组织培训两期，参加的有120人。", "一·本节开头·第2句")
    ]
    back = differences(of(intro=FIRST + SECOND + THIRD), of(intro=FIRST + THIRD))
    assert [(each.kind, each.old, each.new) for each in back.changes] == [(ChangeKind.SENTENCE_REMOVED, SECOND, None)]


def test_a_sentence_moved_within_a_text_and_elsewhere() -> None:
    (within,) = differences(of(intro=FIRST + SECOND + THIRD), of(intro=THIRD + FIRST + SECOND)).changes
    assert (within.kind, within.new, within.name, within.old_name) == (
        ChangeKind.SENTENCE_MOVED,
        THIRD,
        "一·本节开头·第1句",
        "一·本节开头·第3句",
    )
    (elsewhere,) = differences(
        of(("主动公开", FIRST), ("监督保障", SECOND + THIRD)), of(("主动公开", FIRST + THIRD), ("监督保障", SECOND))
    ).changes
    assert (elsewhere.kind, elsewhere.place, elsewhere.old_place) == (
        ChangeKind.SENTENCE_MOVED,
        "overview.parts.0.text",
        "overview.parts.1.text",
    )


def test_a_sentence_moved_and_edited() -> None:
    (change,) = differences(
        of(("主动公开", FIRST), ("监督保障", SECOND + THIRD)),
        of(("主动公开", FIRST + THIRD.replace("18", "19")), ("监督保障", SECOND)),
    ).changes
    assert (change.kind, change.old_place, change.old_name) == (
        ChangeKind.SENTENCE_EDITED,
        "overview.parts.1.text",
        "一·第2部分“监督保障”·第2句",
    )


def test_paragraphs_parted_otherwise() -> None:
    (change,) = differences(of(intro=FIRST + THIRD), of(intro=FIRST + "\n" + THIRD)).changes
    assert (change.kind, change.place, change.old, change.new) == (
        ChangeKind.PARAGRAPHS,
        "overview.intro",
        "1段",
        "2段",
    )


def test_a_quoted_figure_changes_no_sentence() -> None:
    old = of(intro="收到申请{requests.received.natural_person}件。" + THIRD)
    new = old.copy()
    new.set_text("requests.received.natural_person", "3403")
    found = differences(old, new)
    assert found.sentences == []
    assert [(each.kind, each.place, each.old, each.new) for each in found.quoted] == [
        (ChangeKind.QUOTED, "overview.intro", "收到申请3402件。", "收到申请3403件。")
    ]
    assert [each.place for each in found.figures] == ["requests.received.natural_person"]


def test_a_sentence_that_is_edited_and_quotes_is_told_once() -> None:
    old = of(intro="收到申请{requests.received.natural_person}件。")
    new = of(intro="共收到申请{requests.received.natural_person}件。")
    new.set_text("requests.received.natural_person", "3403")
    found = differences(old, new)
    assert (len(found.sentences), found.quoted) == (1, [])


A, B, C = ("主动公开", FIRST), ("依申请公开", SECOND), ("监督保障", THIRD)


def test_parts_are_added_and_removed_with_their_sentences() -> None:
    found = differences(of(A, C), of(A, B, C))
    assert kinds(found.parts) == [(ChangeKind.PART_ADDED, "overview.parts.1")]
    assert kinds(found.sentences) == [(ChangeKind.SENTENCE_ADDED, "overview.parts.1.text")]
    found = differences(of(A, B, C), of(A, C))
    assert kinds(found.parts) == [(ChangeKind.PART_REMOVED, "overview.parts.1")]
    assert kinds(found.sentences) == [(ChangeKind.SENTENCE_REMOVED, "overview.parts.1.text")]
    assert found.parts[0].name == "一·第2部分“依申请公开”"


def test_a_part_is_moved() -> None:
    found = differences(of(A, B, C), of(B, C, A))
    assert [(each.kind, each.place, each.old, each.new) for each in found.changes] == [
        (ChangeKind.PART_MOVED, "overview.parts.2", "第1部分", "第3部分")
    ]


def test_a_part_that_is_moved_and_edited() -> None:
    found = differences(of(A, B, C), of(B, C, ("主动公开", FIRST.replace("188", "198"))))
    assert kinds(found.parts) == [(ChangeKind.PART_MOVED, "overview.parts.2")]
    (sentence,) = found.sentences
    assert (sentence.place, sentence.old_place) == ("overview.parts.2.text", "overview.parts.0.text")
    assert sentence.old_name == "", "it went with its part"


def test_a_part_is_renamed() -> None:
    found = differences(of(A, B, C), of(A, ("公开申请的办理", SECOND), C))
    assert [(each.kind, each.place, each.old, each.new) for each in found.changes] == [
        (ChangeKind.PART_RENAMED, "overview.parts.1.heading", "依申请公开", "公开申请的办理")
    ]


def test_two_parts_exchange_their_headings() -> None:
    found = differences(of(A, B), of((A[0], B[1]), (B[0], A[1])))
    assert {each.kind for each in found.changes} == {ChangeKind.SENTENCE_MOVED}


def test_a_new_part_that_takes_a_sentence_of_another() -> None:
    found = differences(of(("主动公开", FIRST + SECOND)), of(A, B))
    assert kinds(found.parts) == [(ChangeKind.PART_ADDED, "overview.parts.1")]
    assert kinds(found.sentences) == [(ChangeKind.SENTENCE_MOVED, "overview.parts.1.text")]


def test_hostile_prose_takes_bounded_time() -> None:
    old = of(*[(str(number), "乙" * 500) for number in range(200)], intro="。" * 40_000 + "甲" * 40_000)
    parts = [(f"改{number}", "乙" * 499) for number in range(200)]
    new = of(*parts, intro="；" + "。" * 39_000 + "甲" * 20_000 + "丙")
    assert differences(old, new).changes


def test_prose_rewritten_in_many_stretches_takes_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is alike is looked for among so many pairs of sentences altogether, not in each stretch anew."""
    measured = 0

    def counted(one: str, other: str) -> float:
        nonlocal measured
        measured += 1
        return likeness(one, other)

    monkeypatch.setattr(prose, "likeness", counted)
    stretches = [
        "".join(f"分隔第{stretch}句。" + f"{word}{stretch}。" * 40 for stretch in range(40))
        for word in ("甲组", "乙队")
    ]
    found = differences(of(intro=stretches[0]), of(intro=stretches[1]))
    assert 1_600 <= measured <= 10_000
    assert found.changes


def test_changes_of_one_text_are_told_in_its_order() -> None:
    added, edited = "组织培训两期。", THIRD.replace("18", "19")
    found = differences(of(intro=FIRST + SECOND + THIRD), of(intro=added + FIRST + SECOND + edited))
    assert [(each.kind, each.new) for each in found.sentences] == [
        (ChangeKind.SENTENCE_ADDED, added),
        (ChangeKind.SENTENCE_EDITED, edited),
    ]


def test_what_is_only_somewhat_alike_elsewhere_is_another_sentence() -> None:
    one, other = "全年组织政策解读培训2期。", "全年组织消防安全培训3期。"
    assert 0.5 <= likeness(one, other) < 0.7
    moved = differences(of(A, ("监督保障", THIRD + one)), of(("主动公开", FIRST + other), C))
    assert {each.kind for each in moved.changes} == {ChangeKind.SENTENCE_REMOVED, ChangeKind.SENTENCE_ADDED}
    within = differences(of(A, ("监督保障", THIRD + one)), of(A, ("监督保障", THIRD + other)))
    assert [each.kind for each in within.changes] == [ChangeKind.SENTENCE_EDITED]


def test_of_parts_with_the_same_heading_that_in_the_same_position_is_the_same() -> None:
    found = differences(of(A, ("监督保障", SECOND)), of(("监督保障", FIRST), ("监督保障", SECOND.replace("36", "41"))))
    assert [(each.kind, each.place) for each in found.changes] == [
        (ChangeKind.PART_RENAMED, "overview.parts.0.heading"),
        (ChangeKind.SENTENCE_EDITED, "overview.parts.1.text"),
    ]


def test_parts_renamed_and_exchanged_are_known_by_their_texts() -> None:
    one, other = "全年公开信息188条。", "全年公开信息198条。"
    found = differences(of(("甲", one), ("乙", other)), of(("丙", other), ("丁", one)))
    assert found.sentences == []
    renamed = [(each.old, each.new) for each in found.parts if each.kind is ChangeKind.PART_RENAMED]
    assert renamed == [("乙", "丙"), ("甲", "丁")]
