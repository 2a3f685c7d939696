"""The steps of filling a report in that are no sections of the form."""

from schema.findings import COVER

CHECK_STEP = "check"
PREVIEW_STEP = "preview"
PREAMBLE_STEP = "preamble"
"""The paragraphs before section 一, which the cover opens."""

STEP_NAMES = {COVER: "封面", CHECK_STEP: "核对", PREVIEW_STEP: "预览"}
