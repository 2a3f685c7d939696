"""Which figures more than one keystroke supports."""

from schema.checks import Context
from schema.checks.locator.proof import Proof, proof
from schema.form import Place
from tests import figures
from tests.schema.locator.typed import DISPUTES, KEYS, REQUESTS, clean, place, with_texts


def state(totals: str, texts: dict[Place, str] | None = None) -> Proof:
    return proof(Context(with_texts(clean(totals), texts or {})), REQUESTS)


def words(found: Proof) -> dict[str, str]:
    return {row.key: found.word(row) for row in REQUESTS.rows}


def test_rows_with_a_right_total_are_proven() -> None:
    found = state("rows")
    assert set(words(found).values()) == {"已印证"}
    assert not found.unsupported
    assert place("granted", "company") in found.confirmed


def test_a_row_whose_total_is_wrong_or_missing_is_not_proven() -> None:
    for text in ("1192", ""):
        found = words(state("rows", {place("granted", "total"): text}))
        assert found.pop("granted") == "未印证"
        assert set(found.values()) == {"已印证"}


def test_a_column_that_balances_confirms_its_cells_but_proves_no_row() -> None:
    found = state("none")
    assert set(words(found).values()) == {"未印证"}
    assert not found.unsupported
    unbalanced = state("none", {place("granted"): "1176"})
    assert unbalanced.unsupported == {place(key) for key in KEYS}


def test_what_only_one_keystroke_supports_while_typing() -> None:
    report = figures.report(keyed=False)
    for cell in REQUESTS.cells:
        report.set_text(cell.place, "")
    begun = with_texts(
        report,
        {place("received"): "1", place("carried_in", "company"): "2"}
        | {cell.place: "3" for cell in REQUESTS.row_cells(REQUESTS.rows[2])}
        | {place("granted", "total"): "18"},
    )
    found = proof(Context(begun), REQUESTS)
    assert found.unsupported == {place("received"), place("carried_in", "company")}
    assert words(found) == dict.fromkeys(KEYS, "") | {
        "received": "未印证",
        "carried_in": "未印证",
        "granted": "已印证",
    }


def test_disputes_have_only_their_totals() -> None:
    without = proof(Context(clean("none")), DISPUTES)
    assert without.unsupported == {cell.place for cell in DISPUTES.cells}
    assert not proof(Context(clean()), DISPUTES).unsupported
