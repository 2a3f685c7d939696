"""Whether the figures that prose quotes are there: places in braces, and braces that hold none."""

from collections.abc import Iterator

from schema.checks.registry import Context, Rule, text_check
from schema.checks.wording import quoted
from schema.findings import Finding, Severity
from schema.form import Place
from schema.placeholders import BLANK_FIGURE, Placeholder, figures, nearest, placeholders, written
from schema.report import heading_place

PLACEHOLDER_UNKNOWN = Rule("placeholder-unknown", Severity.ERROR)
PLACEHOLDER_BLANK = Rule("placeholder-blank", Severity.ERROR)

_LONGEST = 60
_NAMED = 3
_ONE_BY_ONE = 20
"""So many of one text are told each for itself."""
_MOST_NEAREST = 5
"""For so many of a report it is looked up what may be meant: each takes milliseconds."""
_LITERAL = "要写花括号本身，写成两个：{{ }}。"


@text_check(PLACEHOLDER_UNKNOWN, PLACEHOLDER_BLANK)
def placeholders_stand(context: Context) -> Iterator[Finding]:
    """Placeholders without a figure: a place that does not exist, a blank, a brace on its own."""
    look_up = figures(context.report)
    mistaken: set[Place] = set()
    for place, text in _texts(context):
        blank: dict[Place, int] = {}
        unknown = []
        for each in placeholders(text):
            number = None if each.place is None else look_up(each.place)
            if number is None:
                unknown.append(each)
            elif not number and each.place is not None:
                blank.setdefault(each.place, each.start)
        for each in unknown[:_ONE_BY_ONE]:
            if each.place is not None and len(mistaken) < _MOST_NEAREST:
                mistaken.add(each.place)
            yield _unknown(context, place, text, each, advise=each.place in mistaken)
        if rest := unknown[_ONE_BY_ONE:]:
            yield _others(context, place, text, rest)
        if blank:
            yield _blank(context, place, blank)


def _unknown(context: Context, place: Place, text: str, found: Placeholder, *, advise: bool) -> Finding:
    words = text[found.start : found.end]
    where = f"{context.name(place)}：{_paragraph(text, found.start)}"
    if found.place is None:
        message = f"{where}单独的花括号“{words}”不成对"
        advice = f"引用表中数字写成{{位置}}；{_LITERAL}"
    else:
        message = f"{where}{quoted(words, _LONGEST)}不是表中的位置，不能换成数字"
        near = nearest(context.edition, found.place) if advise else ()
        listed = "、".join(f"{written(other)}（{context.name(other)}）" for other in near)
        advice = f"最接近的是{listed}。" if listed else f"用Ctrl+G从表中选取；{_LITERAL}"
    return _finding(context, place, found, message, advice, words)


def _others(context: Context, place: Place, text: str, rest: list[Placeholder]) -> Finding:
    """All that is not told one by one, an error if one of them is, and then that one's place in the text."""
    first = next((each for each in rest if each.place is not None), rest[0])
    where = f"{context.name(place)}：{_paragraph(text, rest[0].start)}"
    message = f"{where}起还有{len(rest)}处花括号不成对，或者里面不是表中的位置"
    advice = f"引用表中数字写成{{位置}}，可以用Ctrl+G从表中选取；{_LITERAL}"
    return _finding(context, place, first, message, advice, f"{len(rest)}处")


def _finding(context: Context, place: Place, found: Placeholder, message: str, advice: str, value: str) -> Finding:
    severity = Severity.QUERY if found.place is None else Severity.ERROR
    return context.finding(
        PLACEHOLDER_UNKNOWN, (place,), message, advice, severity, values={place: value}, offset=found.start
    )


def _blank(context: Context, place: Place, offsets: dict[Place, int]) -> Finding:
    targets = list(offsets)
    names = "、".join(map(context.name, targets[:_NAMED])) + ("等" if len(targets) > _NAMED else "")
    return context.finding(
        PLACEHOLDER_BLANK,
        (place, *targets),
        f"{context.name(place)}：引用的表中数字有{len(targets)}个没有填或者算不出（{names}），显示为{BLANK_FIGURE}",
        "填好表中的数字，这里随之显示。",
        Severity.ERROR if context.report.final else Severity.HINT,
        values={place: "".join(map(written, targets))},
        offset=offsets[targets[0]],
    )


def _paragraph(text: str, offset: int) -> str:
    """Where in a text of several paragraphs an offset is; nothing to say in one of a single paragraph."""
    return f"第{text.count(chr(10), 0, offset) + 1}段" if "\n" in text else ""


def _texts(context: Context) -> Iterator[tuple[Place, str]]:
    """Every text in which figures may be quoted, headings included."""
    for place, text, heading in context.prose:
        if heading:
            yield heading_place(place), heading
        yield place, text
