"""What must not be imported before the wizard's first frame stands."""

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.wizard import sample_copy

HEAVY = {"pydantic", "tomlkit", "jinja2", "wcwidth", "_hashlib", "_ssl", "schema.canonical", "render.document"}
HEAVY |= {"textual.widgets._text_area", "tui.drafts.journal", "tui.drafts.draft_file"}

# The modules that the first frame needs, imported as the command imports them.
PROGRAM = """
import sys
from tui.terminal.environment import lean_imports, prepare_environment
import tui.commands.edit
prepare_environment()
with lean_imports():
    import tui.wizard
from pathlib import Path
from tui.opening import open_report
opened = open_report(Path(sys.argv[1]))
opened.stored_at
import tui.pages.cover_page, tui.terminal.driver, textual.drivers.linux_driver, textual.pilot
print(*sys.modules)
opened.close()
"""


def test_the_first_frame_waits_for_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    (tmp_path / "nianbao" / "drafts").mkdir(parents=True)
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    with sample_copy() as path:
        command = [sys.executable, "-c", PROGRAM, str(path)]
        root = Path(__file__).parents[2]
        result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, env=environment)
    modules = result.stdout.split()
    assert "tui.opening" in modules
    assert HEAVY.isdisjoint(modules)
