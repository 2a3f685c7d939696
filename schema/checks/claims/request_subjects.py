"""What is counted where words speak of requests: steps, ways of deciding, applicants."""

from collections.abc import Sequence

from schema.checks.claims.rows import one_row
from schema.checks.claims.settings import ELSEWHERE, Setting
from schema.checks.claims.slots import (
    ANY,
    BARE,
    CARRIED_ON,
    CARRIED_OUT,
    CITIZENS,
    DISCLOSED_ALONE,
    HANDLED,
    INCOMING,
    ITEM,
    RECEIVED,
    RESULTS,
    Slot,
)
from schema.checks.claims.subjects import DISPUTES, DONE, DONE_OR_CARRIED, KIND_CODE, REQUESTS, Subject, code_of
from schema.checks.claims.words import Words

_PETITION = "not_processed.petition"
_REASONS = {"unavailable.not_held", "denied.third_party", "otherwise.other"}
"""The rows whose reasons people also count one by one."""
_AFTER_CORRECTION = {"unavailable.unclear", "otherwise.no_correction", "otherwise.fee_unpaid"}
"""The ways of deciding that name a step, 补正 or 逾期."""
_WIDER: dict[str, tuple[str, ...]] = {RESULTS: (DONE,), HANDLED: (DONE,), CARRIED_OUT: (DONE_OR_CARRIED,)}
"""What applicants after 其中 may be those of: who writes 收到30件、办结29件，其中自然人… may mean either."""
_ITEMS = {"granted", "partly_granted", "denied"}
"""What letters and proposals are decided with as well, and for which they are no reason."""
_BEFORE_CARRYING = {RESULTS, DONE}


def subject_of_requests(
    words: Words,
    parent: Subject | None,
    setting: Setting,
    in_list: bool,
    in_bracket: bool,
    sibling: Subject | None,
) -> Subject | None:
    """What words of requests count together; the arguments are those of `subject_of`."""
    of_requests = parent if parent is not None and parent.domain is REQUESTS else None
    named = tuple(kind for value in words.values(Slot.KIND) for kind in value.split("+"))
    if DISCLOSED_ALONE in named:
        results = words.first(Slot.ROW, Slot.KIND) is Slot.ROW and RESULTS in words.values(Slot.ROW)
        results = results or (of_requests is not None and of_requests.rows == (RESULTS,))
        if not results and (sibling is None or sibling.domain is not REQUESTS or code_of(sibling) != KIND_CODE):
            return None
        named = tuple("granted" if kind == DISCLOSED_ALONE else kind for kind in named)
    kinds = _meant(named, "reasons" in words.values(Slot.ET_CETERA))
    columns = _columns(words, in_list)
    weak = words.weak(Slot.KIND) or words.weak(Slot.COLUMN) or (words.barred and not set(kinds) <= _AFTER_CORRECTION)
    if kinds and ITEM in words.values(Slot.ELSE) and not _ITEMS.isdisjoint(kind.partition(".")[0] for kind in kinds):
        return None
    if kinds:
        if RESULTS in words.values(Slot.ROW) or (of_requests is not None and of_requests.rows == (RESULTS,)):
            weak = any(kind in _REASONS for kind in kinds) and weak
        if of_requests is not None and of_requests.rows == ("not_processed",) and kinds == (_PETITION,):
            weak = words.barred
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
    if Slot.CHANNEL in words and "ways" not in words.values(Slot.ET_CETERA) and (in_list or not row):
        return None
    if columns:
        if row:
            rows: tuple[str, ...] = (row,)
        elif of_requests is not None:
            rows = _WIDER.get(of_requests.rows[0], of_requests.rows) if len(of_requests.rows) == 1 else of_requests.rows
            weak = weak or of_requests.rows == (CARRIED_ON,)
        else:
            rows = (DONE if setting.row == RESULTS else setting.row or RECEIVED,)
            weak = weak or (setting.topic != REQUESTS.table and Slot.REQUESTS not in words)
        if rows == (INCOMING,):
            rows = (RECEIVED,)
        return Subject(REQUESTS, rows, columns, weak)
    if row:
        if (Slot.REQUESTS not in words or words.values(Slot.REQUESTS) == (BARE,)) and of_requests is None:
            if setting.topic == ELSEWHERE:
                return None
            weak = setting.topic == "" and Slot.REQUESTS not in words and row in (RECEIVED, RESULTS, HANDLED, DONE)
        return Subject(REQUESTS, (row,), (), weak)
    if Slot.REQUESTS in words and not in_list and setting.topic != DISPUTES.table:
        bare = words.values(Slot.REQUESTS) == (BARE,) and setting.topic != REQUESTS.table
        return Subject(REQUESTS, (ANY,), (), bare or setting.topic == ELSEWHERE)
    return None


def _meant(kinds: Sequence[str], and_others: bool) -> tuple[str, ...]:
    """The most special of the kinds; their groups where reasons are but examples: 因不掌握等原因无法提供."""
    if and_others and (groups := tuple(kind for kind in kinds if "." not in kind)):
        return groups
    return tuple(kind for kind in kinds if not any(other.startswith(kind + ".") for other in kinds))


def _columns(words: Words, in_list: bool) -> tuple[str, ...]:
    """The kinds of applicants; 公民 on its own may be whoever applies."""
    named = words.values(Slot.COLUMN)
    if named == (CITIZENS,) and not in_list and not {RECEIVED, HANDLED}.isdisjoint(words.values(Slot.ROW)):
        return named
    return tuple(dict.fromkeys("natural_person" if column == CITIZENS else column for column in named))
