"""What must not be imported before the wizard's first frame stands."""

import subprocess
import sys
from pathlib import Path

HEAVY = {"pydantic", "tomlkit", "jinja2", "wcwidth", "_hashlib", "_ssl", "schema.canonical", "render.document"}
HEAVY |= {"textual.widgets._text_area"}

# The modules that the first frame needs, imported as the command imports them.
PROGRAM = """
import sys
from tui.terminal.environment import lean_imports, prepare_environment
import tui.commands.edit
prepare_environment()
with lean_imports():
    import tui.wizard
import tui.pages.cover_page, tui.terminal.driver, textual.drivers.linux_driver, textual.pilot
print(*sys.modules)
"""


def test_the_first_frame_waits_for_nothing_that_it_does_not_show() -> None:
    command = [sys.executable, "-c", PROGRAM]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert HEAVY.isdisjoint(result.stdout.split())
