"""Which words of a sentence go with a number, and what they say together."""

from functools import lru_cache

from schema.checks.claims.numbers import MONEY
from schema.checks.claims.request_subjects import subject_of_requests
from schema.checks.claims.rows import dispute_rows
from schema.checks.claims.settings import Setting
from schema.checks.claims.slots import (
    ADDED,
    ANY,
    BARE,
    CARRIED_IN,
    CARRIED_ON,
    CARRIED_OUT,
    CLOSED,
    LITIGATION,
    LOST,
    NEW,
    RECEIVED,
    RESULTS,
    WON,
    Slot,
)
from schema.checks.claims.subjects import DISPUTES, DOCUMENTS, FEES, KIND_CODE, REQUESTS, Subject, code_of
from schema.checks.claims.words import Words

_DECISIONS = ("licensing", "penalties", "coercive_measures", "other_services")
_MADE = ("regulations", "normative_documents")
_REQUEST_UNITS = {"", "件", "份", "宗", "起", "例", "条", "件次", "个", "项", "次", "封"}
_APPLICANT_UNITS = _REQUEST_UNITS | {"人", "人次", "家", "户", "名", "位"}
_DISPUTE_UNITS = {"", "件", "起", "宗", "例", "次", "件次"}
_DOCUMENT_UNITS = {"", "件", "份", "部", "个", "项"}
_DECISION_UNITS = {"", "件", "宗", "起", "例", "次", "件次", "份", "个", "项"}


@lru_cache(maxsize=4096)
def subject_of(
    words: Words,
    parent: Subject | None,
    setting: Setting,
    in_list: bool,
    sibling: Subject | None,
    in_bracket: bool = False,
) -> Subject | None:
    """What words count together; None where that cannot be told.

    Args:
        words: The words that go with a number.
        parent: What the number counts that this one is a part of.
        setting: What was settled before.
        in_list: Whether the number stands in a list of parts.
        sibling: What the part before it counts.
        in_bracket: Whether that list stands in brackets right behind its whole.
    """
    if Slot.DOCUMENT in words and Slot.PERIOD in words and not words.any_of(Slot.ELSE, Slot.LEVEL):
        return Subject(DOCUMENTS, words.values(Slot.DOCUMENT), ("previous",))
    if words.barred and not words.reason_given:
        return None
    if Slot.FEE in words:
        return Subject(FEES, words.values(Slot.FEE)[-1:])
    if Slot.DISPUTE in words or (Slot.OUTCOME in words and Slot.DOCUMENT not in words and Slot.KIND not in words):
        return _dispute(words, parent, setting)
    if Slot.DOCUMENT in words:
        return _document(words, setting)
    if Slot.ACTION in words and not words.any_of(Slot.KIND, Slot.COLUMN, Slot.REQUESTS):
        rows = parent.rows if parent is not None and parent.domain is DOCUMENTS else setting.document
        if rows:
            return _of_documents(rows, words.values(Slot.ACTION), words.weak(Slot.ACTION))
    if words.values(Slot.ROW) == (ADDED,) and Slot.REQUESTS not in words:
        return _of_documents(setting.document, ("issued",), False) if setting.document else None
    if Slot.REST in words and not words.main:
        return _rest(parent, sibling)
    if setting.topic == DISPUTES.table and _tells_a_step(words, parent):
        return _dispute(words, parent, setting)
    return subject_of_requests(words, parent, setting, in_list, in_bracket, sibling)


def _tells_a_step(words: Words, parent: Subject | None) -> bool:
    """Whether words name a step without saying of what: after a dispute, a step of that."""
    if Slot.ROW not in words or words.any_of(Slot.KIND, Slot.COLUMN) or Slot.CHANNEL in words:
        return False
    if words.values(Slot.REQUESTS) not in ((), (BARE,)) or CARRIED_ON in words.values(Slot.ROW):
        return False
    return parent is None or parent.domain is not REQUESTS


def _dispute(words: Words, parent: Subject | None, setting: Setting) -> Subject | None:
    if words.any_of(Slot.DOCUMENT, Slot.COLUMN):
        return None
    rows = dispute_rows(words)
    instead: tuple[tuple[str, ...], ...] = ()
    if not rows:
        whole = parent.rows if parent is not None and parent.domain is DISPUTES else ()
        rows = setting.dispute or whole
        instead = tuple(dict.fromkeys(other for other in (whole, setting.disputes) if other and other != rows))
    if not rows:
        return None
    if not set(setting.earlier).isdisjoint(words.values(Slot.OUTCOME)):
        instead = ()
    if parent is not None and parent.rows == (LITIGATION,) and rows == ("reconsideration",):
        rows = (f"{LITIGATION}.after_reconsideration",)
    outcomes = words.values(Slot.OUTCOME)
    if LOST in outcomes or WON in outcomes:
        return Subject(DISPUTES, (LITIGATION,), ("corrected" if LOST in outcomes else "upheld",), weak=WON in outcomes)
    steps = words.values(Slot.ROW)
    if CARRIED_IN in steps:
        return None
    if CARRIED_OUT in steps:
        outcomes = ("pending",)
    elif RESULTS in steps and not outcomes and words.last(Slot.ROW, Slot.DISPUTE) is Slot.ROW:
        return Subject(DISPUTES, rows, ("upheld", "corrected", "other"), weak=True)
    if CLOSED in outcomes:
        outcomes = tuple(outcome for outcome in outcomes if outcome != CLOSED) or ("upheld", "corrected", "other")
    if Slot.REST in words and not outcomes:
        outcomes = ("other",)
    weak = words.weak(Slot.DISPUTE) or words.weak(Slot.OUTCOME) or NEW in steps
    return Subject(DISPUTES, rows, outcomes, weak, instead)


def _document(words: Words, setting: Setting) -> Subject | None:
    if words.any_of(Slot.KIND, Slot.COLUMN, Slot.REQUESTS):
        return None
    rows = words.values(Slot.DOCUMENT)
    if ADDED in words.values(Slot.ROW) and all(row in _MADE for row in rows):
        return _of_documents(rows, ("issued",), True)
    if not {RECEIVED, NEW, CARRIED_IN, CARRIED_OUT}.isdisjoint(words.values(Slot.ROW)):
        return None
    actions = words.values(Slot.ACTION)
    if all(row in _MADE for row in rows):
        actions = actions or setting.action
        return (
            _of_documents(rows, actions, words.weak(Slot.ACTION))
            if actions
            else Subject(DOCUMENTS, rows, (ANY,), weak=True)
        )
    if any(row in _MADE for row in rows) or actions:
        return None
    if all(row in _DECISIONS for row in rows):
        return Subject(DOCUMENTS, rows, ("decisions",), words.weak(Slot.DOCUMENT))
    return Subject(DOCUMENTS, rows, ("amount",), words.weak(Slot.DOCUMENT)) if rows == ("fees",) else None


def _of_documents(rows: tuple[str, ...], actions: tuple[str, ...], weak: bool) -> Subject | None:
    return Subject(DOCUMENTS, rows, actions, weak) if len(actions) == 1 and all(row in _MADE for row in rows) else None


def _rest(parent: Subject | None, sibling: Subject | None) -> Subject | None:
    if parent is not None and parent.rows == ("otherwise",):
        return parent._replace(rows=("otherwise.other",))
    if sibling is None:
        return None
    if sibling.domain is DISPUTES:
        return sibling._replace(columns=("other",))
    if sibling.domain is REQUESTS and sibling.columns:
        return sibling._replace(columns=("other",), weak=True)
    if sibling.domain is REQUESTS and code_of(sibling) == KIND_CODE:
        return Subject(REQUESTS, ("otherwise",), (), weak=True)
    return None


def unit_fits(subject: Subject, unit: str) -> bool:
    """Whether a number with a unit can count a subject."""
    if subject.domain is REQUESTS:
        return unit in (_APPLICANT_UNITS if subject.columns else _REQUEST_UNITS)
    if subject.domain is DISPUTES:
        return unit in _DISPUTE_UNITS
    if subject.domain is FEES:
        return unit in _DECISION_UNITS if subject.rows == ("notices",) else unit in MONEY
    if subject.columns == ("previous",):
        return unit in ("项", "个")
    if subject.rows == ("fees",):
        return unit in MONEY
    return unit in (_DECISION_UNITS if subject.rows[0] in _DECISIONS else _DOCUMENT_UNITS)
