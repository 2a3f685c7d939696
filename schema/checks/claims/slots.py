"""What the words of prose can say of a number: the vocabulary of the reader itself."""

from enum import Enum
from typing import NamedTuple


class Slot(Enum):
    """What part of a claim's meaning a word gives."""

    # Slots are looked up for every word of a text; an Enum's own hash is that of its name, in Python.
    __hash__ = object.__hash__

    ROW = "row"
    """A step of the work on requests: a row of 三, or `RESULTS` or `HANDLED`."""
    KIND = "kind"
    """A way a request was decided: a result row of 三, or the group of several."""
    COLUMN = "column"
    """A kind of applicant: a column of 三, or `ORGANISATIONS`."""
    REQUESTS = "requests"
    """The requests themselves."""
    DISPUTE = "dispute"
    """A row of 四, or `LITIGATION`."""
    OUTCOME = "outcome"
    """A column of 四."""
    DOCUMENT = "document"
    """A row of 二."""
    ACTION = "action"
    """What was done with a document: a column of 二."""
    FEE = "fee"
    """信息处理费, a row of its table or all of it."""
    REST = "rest"
    """其他: the last of whatever is being listed."""
    CHANNEL = "channel"
    """The way a request came in."""
    PART = "part"
    """其中 and the like: what follows is a part of the number before."""
    BY = "by"
    """按 …分: what is spoken of as a whole is divided anew."""
    EACH = "each"
    """分别: numbers follow in the order of the labels before."""
    SHARE = "share"
    """占: what follows is a percentage of something."""
    CHANGE = "change"
    """A change against another year; the value is 1 for more, -1 for less."""
    LEVEL = "level"
    """至 of a change: the number is what it changed to, or from."""
    PERIOD = "period"
    """Another period than the report's year."""
    ELSE = "else"
    """Something that the tables do not count."""
    ET_CETERA = "et cetera"
    """等原因, 等方式: what stands before is but the first of several."""
    FILLER = "filler"
    """Words that say nothing of what is counted."""


RESULTS = "results_total"
HANDLED = "handled"
RECEIVED = "received"
NEW = "new"
CARRIED_IN = "carried_in"
CARRIED_OUT = "carried_out"
INCOMING = "incoming"
"""本年新收 and 上年结转 together."""
CARRIED_ON = "carried"
"""结转 without a word of where from or where to."""
ORGANISATIONS = "organisations"
LITIGATION = "litigation"
LOST = "lost"
"""结果纠正 of 行政诉讼, as 败诉."""
WON = "won"
CLOSED = "closed"
"""Of `Slot.OUTCOME`: 审结, with whatever outcome."""
ALL_FEES = "fees"
ANY = "any"
BARE = "bare"
"""Of `Slot.REQUESTS`: 申请, which may be one for anything."""
DISCLOSED_ALONE = "disclosed"
"""Of `Slot.KIND`: 公开 without 予以, which is 予以公开 only among results."""
ADDED = "added"
"""Of `Slot.ROW`: 新增, of requests or of documents."""
ITEM = "item"
"""Of `Slot.ELSE`: something else that is received and dealt with, such as letters."""
ATTRIBUTE = "attribute"
"""Of `Slot.ELSE`: 主动公开 and 免于公开, which documents are, beside 依申请公开 and 不予公开."""
CITIZENS = "citizens"
"""Of `Slot.COLUMN`: 公民, which are also people in general."""
STEP = "step"
"""Of `Slot.ELSE`: something that happens to some of the requests or disputes."""


class Word(NamedTuple):
    """What a word of the vocabulary says."""

    slot: Slot
    value: str
    weak: bool = False
    """Whether it says too little to call a number that differs wrong."""
