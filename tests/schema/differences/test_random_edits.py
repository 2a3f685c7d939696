"""Whatever is edited: the differences are exactly what was."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from schema.canonical import canonical
from schema.differences import ChangeKind, differences
from schema.differences.facts import facts
from schema.form import Kind
from schema.report import Report
from tests import figures
from tests.schema.conftest import report_of
from tests.schema.strategies import any_text, reports, typed_figure

FOLLOWING = {ChangeKind.COMPUTED, ChangeKind.QUOTED}


@st.composite
def edited(draw: st.DrawFn) -> tuple[Report, Report, dict[str, tuple[str, str]]]:
    """A report, a copy with some texts changed, and what each place held before and after."""
    old = figures.report(keyed=draw(st.booleans()))
    new = old.copy()
    edition = old.edition
    singles = [
        field.key for field in edition.fields if field.kind in (Kind.LINE, Kind.YEAR) and field.key != "report.year"
    ]
    prose = [place for place in old.prose_places() if place != "report.preamble"]
    texts = {
        **draw(st.dictionaries(st.sampled_from([*edition.cells, *edition.keyed_cells]), typed_figure(), max_size=6)),
        **draw(st.dictionaries(st.sampled_from(singles), any_text(4), max_size=3)),
        **draw(st.dictionaries(st.sampled_from(prose), any_text(6), max_size=3)),
    }
    changed = {}
    for place, text in texts.items():
        before = old.text(place)
        new.set_text(place, text)
        if new.text(place) != before:
            changed[place] = before, new.text(place)
    return old, new, changed


@settings(max_examples=150, deadline=None)
@given(edited())
def test_the_places_that_differ_are_those_that_were_edited(
    case: tuple[Report, Report, dict[str, tuple[str, str]]],
) -> None:
    old, new, changed = case
    found = differences(old, new)
    told = [change for change in found.changes if change.kind not in FOLLOWING]
    assert {each.place for each in told} | {each.old_place for each in told} - {""} == set(changed)
    figures_told = [(each.place, each.old or "", each.new or "") for each in found.figures]
    cells = {place for place in changed if place in old.edition.cells or place in old.edition.keyed_cells}
    assert sorted(figures_told) == sorted((place, *changed[place]) for place in cells)
    for each in found.figures:
        if each.difference is not None:
            assert each.difference == (new.number(each.place).value or 0) - (old.number(each.place).value or 0)


@settings(max_examples=100, deadline=None)
@given(edited())
def test_the_way_back_tells_the_same_places(case: tuple[Report, Report, dict[str, tuple[str, str]]]) -> None:
    old, new, _ = case
    there, back = differences(old, new), differences(new, old)
    assert [(each.place, each.old, each.new) for each in there.figures] == [
        (each.place, each.new, each.old) for each in back.figures
    ]
    assert {each.place for each in there.totals} == {each.place for each in back.totals}


@settings(max_examples=60, deadline=None)
@given(reports(), reports())
def test_any_two_reports_are_compared(old: Report, new: Report) -> None:
    found = differences(old, new)
    assert (found.changes == []) == (old == new) or old.edition is not new.edition
    assert differences(old, report_of(canonical(old))).changes == []


@settings(max_examples=60, deadline=None)
@given(edited())
def test_the_lines_differ_where_the_reports_do(case: tuple[Report, Report, dict[str, tuple[str, str]]]) -> None:
    old, new, changed = case
    assert ([*facts(old)] != [*facts(new)]) == bool(changed)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_sentences_edited_moved_and_taken_away(seed: int) -> None:
    """Every sentence of a text is told with the text that it had and the one that it has."""
    random = Random(seed)
    before = [
        f"第{number}项工作完成{random.randrange(1000)}件，{random.choice('甲乙丙丁')}组负责。" for number in range(8)
    ]
    after = before.copy()
    for _ in range(random.randrange(4)):
        at = random.randrange(len(after))
        match random.randrange(4):
            case 0:
                del after[at]
            case 1:
                after.insert(at, f"新增事项{random.randrange(10**6)}，另行说明。")
            case 2:
                after.insert(0, after.pop(at))
            case _:
                after[at] = after[at].replace("件", "起")
    old, new = figures.report(), figures.report()
    old.set_text("overview.intro", "".join(before))
    new.set_text("overview.intro", "".join(after))
    found = differences(old, new)
    assert found.changes == [*found.sentences]
    moved = [each for each in found.sentences if each.kind is ChangeKind.SENTENCE_MOVED]
    gone = [each.old for each in found.sentences if each.old is not None and each not in moved]
    came = [each.new for each in found.sentences if each.new is not None and each not in moved]
    assert sorted([*(each for each in before if each not in after)]) == sorted(gone)
    assert sorted([*(each for each in after if each not in before)]) == sorted(came)
    assert all(each.old == each.new for each in moved)
    for each in found.sentences:
        if each.pieces:
            assert ("".join(piece.old for piece in each.pieces), "".join(piece.new for piece in each.pieces)) == (
                each.old,
                each.new,
            )
