"""Every rule rejects a tiny report of its own with exactly these words, and lets another pass.

A folder is named after the rule's code and holds ``rejected.toml``, which no other rule finds wrong, ``expected.txt``
with all that the rule says of it, and ``passed.toml``. Last year's report, where the rule needs one, is
``last-year.toml``, which they name.

Set UPDATE_GOLDENS=1 to write what is expected anew; then look at what changed.
"""

import os
from pathlib import Path

import pytest

from schema.checks import RULES, run
from schema.findings import Finding
from schema.previous import find_previous
from schema.report_file import load
from tui.report_reading import finding_line

HERE = Path(__file__).parent

FILE_CODES = {
    "edition-unknown",
    "file-conflict",
    "file-encoding",
    "file-not-toml",
    "key-unknown",
    "row-length",
    "value-type",
}
"""What is said of a file before there is a report to check. A file too large or too deep is not tiny."""

CODES = sorted(RULES.keys() | FILE_CODES)

DESIGNED = [
    "cell-blank",
    "cell-not-number",
    "cell-negative",
    "cell-not-whole",
    "cell-implausible",
    "section-empty",
    "edition-year",
    "aspect-missing",
    "regulation-power",
    "fee-statement-missing",
    "placeholder-left",
    "unsafe-text",
    "requests-balance",
    "requests-results-total",
    "requests-row-total",
    "disputes-total",
    "carried-out-large",
    "other-large",
    "in-force-short",
    "disclosed-exceeds",
    "carried-over",
    "in-force-roll",
    "change-large",
    "same-as-last-year",
    "previous-items-roll",
    "prose-requests-received",
    "prose-carried-in",
    "prose-carried-out",
    "prose-results",
    "prose-result-kind",
    "prose-applicants",
    "prose-share",
    "prose-growth",
    "prose-list-sum",
    "prose-disputes",
    "prose-documents",
    "prose-none",
    "prose-period",
    "prose-law-name",
    "published-early",
    "published-late",
]
"""The codes that users and reviewers know, as the design of the checks lists them."""


def findings(code: str, name: str) -> list[Finding]:
    """Everything that is said of one of a rule's reports, beside the last year's that it names, with the lines."""
    loaded = load(HERE / code / name)
    if loaded.report is None:
        return loaded.findings
    last_year = find_previous(loaded.path, loaded.report)
    known = (None, None) if last_year is None else (last_year.report, last_year.query)
    return [*loaded.findings, *loaded.located(run(loaded.report, *known))]


def test_every_rule_has_its_folder() -> None:
    folders = {each.name for each in HERE.iterdir() if (each / "rejected.toml").exists()}
    assert folders == set(CODES)
    assert set(DESIGNED) <= RULES.keys()


@pytest.mark.parametrize("code", CODES)
def test_a_rule_says_exactly_this(code: str) -> None:
    found = findings(code, "rejected.toml")
    said = [finding for finding in found if finding.code == code]
    text = "".join(finding_line("rejected.toml", finding) + "\n" for finding in said)
    expected = HERE / code / "expected.txt"
    if os.environ.get("UPDATE_GOLDENS") == "1":
        expected.write_text(text, encoding="utf-8")
    assert said
    assert text == expected.read_text(encoding="utf-8")
    assert {finding.code for finding in found if finding.blocks} <= {code}


@pytest.mark.parametrize("code", CODES)
def test_a_rule_lets_another_report_pass(code: str) -> None:
    found = findings(code, "passed.toml")
    assert [finding for finding in found if finding.code == code and not finding.accepted] == []
    assert [finding for finding in found if finding.blocks] == []
