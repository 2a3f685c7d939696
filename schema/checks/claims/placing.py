"""Which words of a sentence go with a number, and what they say together."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from schema.checks.claims.labels import (
    ADDED,
    ANY,
    BARE,
    CARRIED_IN,
    CARRIED_ON,
    CARRIED_OUT,
    DISCLOSED_ALONE,
    HANDLED,
    INCOMING,
    ITEM,
    LITIGATION,
    LOST,
    NEW,
    RECEIVED,
    RESULTS,
    WON,
    Slot,
)
from schema.checks.claims.numbers import MONEY
from schema.checks.claims.subjects import (
    DISPUTES,
    DOCUMENTS,
    DONE,
    DONE_OR_CARRIED,
    FEES,
    KIND_CODE,
    REQUESTS,
    Subject,
    code_of,
)
from schema.checks.claims.words import Words

_DECISIONS = ("licensing", "penalties", "coercive_measures", "other_services")
_MADE = ("regulations", "normative_documents")
_REASONS = {"unavailable.not_held", "denied.third_party", "otherwise.other"}
"""The rows whose reasons people also count one by one."""
_AFTER_CORRECTION = {"unavailable.unclear", "otherwise.no_correction", "otherwise.fee_unpaid"}
"""The ways of deciding that name a step, 补正 or 逾期."""
_WIDER: dict[str, tuple[str, ...]] = {RESULTS: (DONE,), HANDLED: (DONE,), CARRIED_OUT: (DONE_OR_CARRIED,)}
"""What applicants after 其中 may be those of: who writes 收到30件、办结29件，其中自然人… may mean either."""
_BEFORE_CARRYING = {RESULTS, DONE}
_REQUEST_UNITS = {"", "件", "份", "宗", "起", "例", "条", "件次", "个", "项", "次", "封"}
_APPLICANT_UNITS = _REQUEST_UNITS | {"人", "人次", "家", "户", "名", "位"}
_DISPUTE_UNITS = {"", "件", "起", "宗", "例", "次", "件次"}
_DOCUMENT_UNITS = {"", "件", "份", "部", "个", "项"}
_DECISION_UNITS = {"", "件", "宗", "起", "例", "次", "件次", "份", "个"}


class Setting(NamedTuple):
    """What the words before have settled, for a clause that does not say it again."""

    row: str = ""
    """The step of the work on requests that was last spoken of."""
    dispute: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    """All rows of 四 that the sentence has named, where they are more than one."""
    document: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    topic: str = ""
    """Whose steps are being told: `REQUESTS`' table, `DISPUTES`', or `ELSEWHERE`; empty where nothing says."""


ELSEWHERE = "elsewhere"


def topic_of(words: Words, numbered: bool, topic: str) -> str | None:
    """The topic that a clause begins; None where it goes on with the one before."""
    if Slot.DISPUTE in words:
        return DISPUTES.table
    if topic == DISPUTES.table and words.values(Slot.REQUESTS) == (BARE,):
        return None
    if topic == ELSEWHERE and Slot.KIND in words and not words.any_of(Slot.REQUESTS, Slot.COLUMN):
        return None
    others = words.values(Slot.ELSE)
    elsewhere = ITEM in others or (numbered and "" in others) or Slot.DOCUMENT in words
    if elsewhere and Slot.KIND not in words and words.values(Slot.REQUESTS) in ((), (BARE,)):
        return ELSEWHERE
    if words.any_of(Slot.REQUESTS, Slot.KIND, Slot.COLUMN):
        return REQUESTS.table
    return None


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
    return _request(words, parent, setting, in_list, in_bracket, sibling)


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
    if Slot.REST in words and not outcomes:
        outcomes = ("other",)
    return Subject(DISPUTES, rows, outcomes, words.weak(Slot.DISPUTE) or NEW in steps, instead)


def dispute_rows(words: Words) -> tuple[str, ...]:
    """The rows of 四 that words name."""
    rows = words.values(Slot.DISPUTE)
    if any(row.startswith(LITIGATION + ".") for row in rows):
        rows = tuple(row for row in rows if row != LITIGATION)
        if "litigation.after_reconsideration" in rows or "litigation.direct" in rows:
            rows = tuple(row for row in rows if row != "reconsideration") if len(rows) > 1 else rows
    return ("",) if "" in rows else rows


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
        return Subject(DOCUMENTS, rows, ("decisions",))
    return Subject(DOCUMENTS, rows, ("amount",)) if rows == ("fees",) else None


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


def _request(words: Words, parent: Subject | None, setting: Setting, in_list: bool, in_bracket: bool, sibling: Subject | None) -> Subject | None:
    of_requests = parent if parent is not None and parent.domain is REQUESTS else None
    named = tuple(kind for value in words.values(Slot.KIND) for kind in value.split("+"))
    if DISCLOSED_ALONE in named:
        results = RESULTS in words.values(Slot.ROW) or (of_requests is not None and of_requests.rows == (RESULTS,))
        if not results and (sibling is None or sibling.domain is not REQUESTS or code_of(sibling) != KIND_CODE):
            return None
        named = tuple("granted" if kind == DISCLOSED_ALONE else kind for kind in named)
    kinds = _most_special(named)
    columns = words.values(Slot.COLUMN)
    weak = words.weak(Slot.KIND) or words.weak(Slot.COLUMN) or (words.barred and not set(kinds) <= _AFTER_CORRECTION)
    if kinds:
        if RESULTS in words.values(Slot.ROW) or (of_requests is not None and of_requests.rows == (RESULTS,)):
            weak = any(kind in _REASONS for kind in kinds) and weak
        weak = weak or setting.topic == ELSEWHERE
        if of_requests is not None and of_requests.columns and not columns and in_list:
            columns, weak = of_requests.columns, weak or not in_bracket
        general = tuple(kind for kind in named if kind not in kinds)
        return Subject(REQUESTS, kinds, columns, weak, (general,) if general else ())
    row = one_row(words.values(Slot.ROW))
    if row == CARRIED_ON:
        if setting.row not in _BEFORE_CARRYING:
            return Subject(REQUESTS, (CARRIED_ON,), (), weak=True) if setting.topic == REQUESTS.table else None
        row = CARRIED_OUT
    if Slot.CHANNEL in words and (in_list or not row):
        return None
    if columns:
        if row:
            rows: tuple[str, ...] = (row,)
        elif of_requests is not None:
            rows = _WIDER.get(of_requests.rows[0], of_requests.rows) if len(of_requests.rows) == 1 else of_requests.rows
        else:
            rows = (DONE if setting.row == RESULTS else setting.row or RECEIVED,)
            weak = weak or (setting.topic != REQUESTS.table and Slot.REQUESTS not in words)
        return Subject(REQUESTS, rows, columns, weak)
    if row:
        if (Slot.REQUESTS not in words or words.values(Slot.REQUESTS) == (BARE,)) and of_requests is None:
            if setting.topic == DISPUTES.table:
                return _dispute(words, parent, setting)
            if setting.topic == ELSEWHERE:
                return None
            weak = setting.topic == "" and Slot.REQUESTS not in words and row in (RECEIVED, RESULTS, HANDLED, DONE)
        return Subject(REQUESTS, (row,), (), weak)
    if Slot.REQUESTS in words and not in_list and setting.topic != DISPUTES.table:
        bare = words.values(Slot.REQUESTS) == (BARE,) and setting.topic != REQUESTS.table
        return Subject(REQUESTS, (ANY,), (), bare or setting.topic == ELSEWHERE)
    return None


def _most_special(kinds: Sequence[str]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if not any(other.startswith(kind + ".") for other in kinds))


def one_row(rows: Sequence[str]) -> str:
    """The step of the work that several words name together; empty for none."""
    named = {NEW if row == ADDED else row for row in rows}
    if CARRIED_OUT in named:
        return CARRIED_OUT
    if CARRIED_IN in named:
        return INCOMING if named & {RECEIVED, NEW} else CARRIED_IN
    if named & {RECEIVED, NEW} and named & {RESULTS}:
        return DONE
    return next((row for row in (INCOMING, RESULTS, NEW, HANDLED, RECEIVED, CARRIED_ON) if row in named), "")


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
