"""What speaks against reading a statement without a number as one about all that the tables count."""

from collections.abc import Sequence
from functools import lru_cache

from schema.checks.claims.denial_words import OTHER, Word
from schema.lazy_pattern import LazyPattern

_NO_MANNER = frozenset(["完成", "进行", "在", "于", "内", "之内", "以内", "当年", "年内", "书面"])
"""What says when or that something was done, and praises nothing."""
_WHOLLY = frozenset(["全部", "悉数", "全数", "已全部", "全都"])
_CLOSING_RATES = ("办结率", "办复率", "办理率")
_LAWFULLY = frozenset(["依法", "依规"])
_LISTED = 2
"""How many numbers make a list."""
_NARROWING = frozenset("@un%XVLqKSPFfx")
_HARMLESS = LazyPattern(
    r"[^\u4e00-\u9fff]|合计|累计|总计|一共|所有|上述|以上|目前|截[至止]|已经|公民|法人|社会|机关|单位|部门|办公室|[\u4e00-\u9fff]+(?:局|镇|乡|街道|政府)共?"
    r"|[共总有这些其该各类级条来每一所现今后]"
)
_DECIDING = frozenset(["办理", "处理", "受理", "受办"])
_OTHER_LAW = LazyPattern(
    r"执法|处罚|行政许可|行政强制|强制执行|强制措施|征收|征地|拆迁|拆除|裁决|确权|工伤|劳动|仲裁|审批|登记|信访(?:工作|事项|件|案)|监管|查处"
    r"|合同|招标|采购|听证|调解|复议机关|(?:办理|审理|受理|处理|承办|办结)[^，。；]{0,6}(?:行政)?复议(?:案|申请)"
)
_LATER = r"(?:结转|顺延|转入|转至|转到|延至|留待|跨年|正在办理|尚在办理|仍在办理|在办|未到|未办结|未答复|延期)"
_LEFT_OVER = LazyPattern(
    rf"\d\s*[件宗起份条例个](?:申请)?[^，。；、上去没无未]{{0,8}}{_LATER}"
    r"|(?:结转|顺延|转入|转至|转到|延至|留待|转结)(?:至|到|入)?(?:下|次|明|来|20\d\d)[^，。；没无未零]{0,12}[1-9]"
    r"|(?:正|尚|仍|还)在(?:办理|处理|答复|审查|研究|征求)|(?<!无)未到(?:答复|办理|办结)?期|(?<![无未])延期"
    r"|(?<![无没])(?:尚|仍|还)?未(?:办结|答复|办理完毕|审结完)(?!率|的?情)"
)


@lru_cache(maxsize=16)
def leaves_some(text: str) -> bool:
    """Whether a text says that some requests were left for the next year."""
    return _LEFT_OVER.search(text) is not None


def is_praise(words: Sequence[Word]) -> bool:
    """Whether words tell rather how requests were answered than how many, which is said of those due as well."""
    counted = any(word.letter == "Z" or word.text.startswith(_CLOSING_RATES) for word in words)
    wholly = any(word.text in _WHOLLY for word in words)
    return not (counted and wholly) and (has_manner(words) or not (counted or wholly))


def has_manner(words: Sequence[Word]) -> bool:
    """Whether words say 按期, 依规 or the like."""
    return any(word.text in _LAWFULLY or (word.letter == "h" and word.text not in _NO_MANNER) for word in words)


def tells_some(words: Sequence[Word]) -> bool:
    """Whether words before 均 may name some of the requests: 网上申请, 涉及征地的申请; a list of kinds names all."""
    after = next((index for index, word in enumerate(words) if "其中" in word.text), None)
    if after is not None:
        return sum(word.letter == "#" for word in words[after:]) < _LISTED
    if sum(word.letter == "#" for word in words) >= _LISTED:
        return False
    subject = _last_subject(words)
    return any(word.letter in _NARROWING or (word.letter == OTHER and _narrows(word.text)) for word in subject)


def of_another_kind(words: Sequence[Word]) -> bool:
    """Whether words before 均 name what is no request for information: 行政许可申请."""
    return any(word.letter in "X%" for word in _last_subject(words))


def _last_subject(words: Sequence[Word]) -> Sequence[Word]:
    """The last clauses that name a subject."""
    for start in range(len(words) - 1, -1, -1):
        if words[start].letter in "p:" and any(word.letter in "AY#" for word in words[start:]):
            return words[start:]
    return words


def _narrows(text: str) -> bool:
    return bool(_HARMLESS.sub("", text))


def of_other_law(words: Sequence[Word], sentence: str, before: str) -> bool:
    """Whether disputes are about other work than disclosure, or are those that the agency itself decides.

    Args:
        words: Those of the statement.
        sentence: What its sentence says up to its end.
        before: The sentence before, empty at the beginning of a paragraph.
    """
    if any(word.letter in "WY" or "信息" in word.text for word in words):
        return False
    if any(word.text in _DECIDING for word in words):
        return True
    if "信息公开" in sentence or "依申请" in sentence:
        return False
    if _OTHER_LAW.search(sentence):
        return True
    return "信息公开" not in before and "申请" not in before and _OTHER_LAW.search(before) is not None
