"""The same surroundings for every test, whatever is set where they run."""

import os

from tui.terminal.environment import prepare_environment

_PREFIXES = ("TEXTUAL_", "NIANBAO_")
_NAMES = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "ESCDELAY"})

for _name in [name for name in os.environ if name in _NAMES or name.startswith(_PREFIXES)]:
    del os.environ[_name]
# Textual reads its settings when it is first imported, which collecting the tests does.
prepare_environment()
