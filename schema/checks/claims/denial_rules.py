"""The grammar of statements without a number: what can be stated, and the lines of letters that state it."""

from enum import Enum

from schema.lazy_pattern import LazyPattern


class Fact(Enum):
    """What a statement without a number says; of which rows, `Stated.of` tells."""

    NO_REQUESTS = "no requests"
    NOTHING_CARRIED_IN = "nothing carried in"
    NOTHING_CARRIED_OUT = "nothing carried out"
    NOTHING_CARRIED = "nothing carried"
    """无结转, from last year or to the next."""
    ALL_DECIDED = "all decided"
    NO_RESULT = "no result"
    NATURAL_PERSONS = "natural persons"
    """Nobody but natural persons made requests."""
    NO_APPLICANTS = "no applicants"
    """No requests of the kinds of applicant in `of`."""
    NO_DISPUTES = "no disputes"
    NO_OUTCOME = "no outcome"
    """None ended as `of` says behind the rows."""
    ALL_UPHELD = "all upheld"
    CLOSED_UPHELD = "closed upheld"
    """All upheld as far as they were closed."""
    ALL_REJECTED = "all rejected"
    """On the merits, which upholds, or on procedural grounds, which is another result."""
    NONE_LOST = "none lost"
    """All won, which leaves open how."""
    NO_FEE = "no fee"
    NO_FEE_NOTICE = "no fee notice"
    NO_DOCUMENTS = "no documents"
    """None issued, or repealed if `of` says so."""
    NO_DECISIONS = "no decisions"


class Rule:
    """A line of letters that states something; only looked for in a line with one of the letters that it turns on."""

    def __init__(self, fact: Fact, turns_on: str, pattern: str) -> None:
        self.fact = fact
        self.turns_on = frozenset(turns_on)
        self.pattern = LazyPattern(pattern)


_NO = "(?:UE|NE?)"
_END = r"(?=[p:.j]|$)"
_CARRY_TAIL = "[dAsYWibajy]*?"
_DOCUMENTS = "[SP](?:j[SP])*"
_OUTCOME = "KBtI"
_IN_ANY_WAY = "(?:[h@](?:j[h@])+sd+)?"
"""书面或网络等形式的."""
RULES = (
    Rule(
        Fact.NO_REQUESTS, "AY", rf"(?:[UN]R[jR]*[dba]*|{_NO})[deWYicj]*?{_IN_ANY_WAY}(?:[WYi]*A|Y[i]*)[sWibad]*?{_END}"
    ),
    Rule(Fact.NO_REQUESTS, "AY", rf"(?:[WYi]*A|Y)[sbj]*:?T?z?(?:N|UE){_END}"),
    Rule(Fact.NO_APPLICANTS, "nu", rf"(?:[UN]R[dba]*|{_NO})[dc]*[nu](?:j[nu])*[d]*[WYi]*A?[sd]*{_END}"),
    Rule(Fact.NOTHING_CARRIED_OUT, "x", rf"(?:{_NO}|U)[dAsYWi]*Od?x{_CARRY_TAIL}{_END}"),
    Rule(Fact.NOTHING_CARRIED_OUT, "x", rf"{_NO}[dAsYWi]*x[hd]*[ba]{_CARRY_TAIL}{_END}"),
    Rule(Fact.NOTHING_CARRIED_OUT, "x", rf"x(?:{_NO}|U)[dAsYWi]*O{_CARRY_TAIL}{_END}"),
    Rule(Fact.NOTHING_CARRIED_OUT, "x", rf"Od?x{_CARRY_TAIL}:?z?(?:N|UE){_END}"),
    Rule(Fact.NOTHING_CARRIED_IN, "l", rf"(?:{_NO}|U)[dAsYWi]*(?:l[dAsYWi]*O|Ol){_CARRY_TAIL}{_END}"),
    Rule(Fact.NOTHING_CARRIED_IN, "y", rf"(?:{_NO}|U)[dAsYWi]*Od?y{_CARRY_TAIL}{_END}"),
    Rule(Fact.NOTHING_CARRIED_IN, "l", rf"l(?:{_NO}|U)[dAsYWi]*O{_CARRY_TAIL}{_END}"),
    Rule(Fact.NOTHING_CARRIED_IN, "l", rf"lO{_CARRY_TAIL}:?z?(?:N|UE){_END}"),
    Rule(Fact.NOTHING_CARRIED, "O", rf"(?:{_NO}|U)[dAsYWi]*O{_CARRY_TAIL}{_END}"),
    Rule(Fact.ALL_DECIDED, "T", rf"T[Thgabdyj]*?[Za][Zh]*{_END}"),
    Rule(Fact.ALL_DECIDED, "T", rf"T[dWYi]*[AY][sd]*[Thgyd]*?Z[Zh]*{_END}"),
    Rule(Fact.ALL_DECIDED, "J", rf"[hd]*J{_END}"),
    Rule(Fact.NO_RESULT, "q", rf"(?:{_NO}|Ug?)d*q(?:jq)*[dsAib]*{_END}"),
    Rule(Fact.NATURAL_PERSONS, "u", rf"(?:[eA]s?|(?<=p))T[zc]?u[Ad]*{_END}"),
    Rule(
        Fact.NO_DISPUTES,
        "VLKBtI",
        rf"[UN][ERc]?(?:[cdWYiAsebaEyjR]|%+[js])*?[VL{_OUTCOME}][VL{_OUTCOME}sdjEWYAicba]*{_END}",
    ),
    Rule(Fact.NO_DISPUTES, "VLKBtI", rf"[VL][VLjsWYA]*T?:?z?(?:N[Es]*|UE){_END}"),
    Rule(Fact.NO_DISPUTES, "VLKBtI", rf"Ud?[{_OUTCOME}](?:j[{_OUTCOME}])*s*{_END}"),
    Rule(Fact.NO_OUTCOME, "w", rf"T[gdhcz]*w{_END}"),
    Rule(Fact.ALL_UPHELD, "H", rf"(?:T[gdcz]*|(?<=[VLs])g*)H[dsgeWi]*a?[sg]*{_END}"),
    Rule(Fact.ALL_REJECTED, "k", rf"T[gdcz]*k[dsA]*{_END}"),
    Rule(Fact.NO_FEE_NOTICE, "f", rf"[UN][o$E]?[dWYiec]*fs*{_END}"),
    Rule(Fact.NO_FEE, "F", rf"(?:[UN][$ERo]?|0)[dWYiec$]*F[$sdEb]*{_END}"),
    Rule(Fact.NO_FEE, "F", rf"F[$sdE]*:?T?z?(?:N|UE|U\$){_END}"),
    Rule(Fact.NO_FEE, "$0", rf"(?:[UN][dec]*\$|0)[dse]*{_END}"),
    Rule(Fact.NO_DOCUMENTS, "SPMrm", rf"(?:(?:{_NO}|U)d*[Mr](?:j?[Mr])*|m)[dj]*{_DOCUMENTS}[sd]*{_END}"),
    Rule(Fact.NO_DOCUMENTS, "SPMrm", rf"{_NO}{_DOCUMENTS}d?[Mr](?:j?[Mr])*s*{_END}"),
    Rule(Fact.NO_DOCUMENTS, "SPMrm", rf"(?:{_NO}|U)d*[Mr](?:j?[Mr])*[sd]*{_END}"),
    Rule(Fact.NO_DECISIONS, "X", rf"(?:{_NO}[vgb]?|U[vgbE$])d*X(?:jX)*[sdi]*{_END}"),
    Rule(Fact.NO_DECISIONS, "X", rf"X(?:jX)*s*T?:?z?N{_END}"),
)
"""In the order in which they are tried: what a statement has taken no other is read from."""
