"""Texts that try to break out of what they stand in."""

from schema.report import Part, Report

HOSTILE = (
    "\x1b]0;题\x07\x1b[2J红\x1b[31m",
    "\x9b31m\x90q\x9c\r回车\b退格\x00",
    "右\u202e左\u2066内\u2069\u200f\u061c",
    "零\u200b宽\u200d连\ufeff\u00ad\u2060",
    "标\U000e0041\U000e007f异\ufe0f\u3164",
    "行\u2028段\u2029换\x85",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% raw %}{# 注 #}{{document}}",
    "</style></title><h1>大</h1><!--",
    '" onload="alert(1)" \'><b>',
    "&lt;script&#x3e;&amp; javascript:alert(1) ]]>",
    "\ud800孤",
)


def with_hostile_texts(report: Report, text: str) -> Report:
    """A copy with a text at every place that holds words, and as some of its figures; braces in prose are doubled."""
    copy = report.copy()
    prose = text.replace("{", "{{").replace("}", "}}")
    for field in copy.edition.fields:
        if field.key != "status":
            copy.texts[field.key] = text
    for section in copy.edition.sections:
        if section.prose:
            copy.texts[f"{section.key}.intro"] = prose
            copy.parts[section.key] = [Part(prose, prose), Part("", prose)]
    for place in ("requests.received.natural_person", "disputes.reconsideration.upheld"):
        copy.set_text(place, text)
    copy.set_text(next(iter(copy.edition.cells)), text)
    return copy
