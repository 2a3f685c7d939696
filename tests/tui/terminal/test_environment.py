"""What is settled before Textual is imported."""

import json
import os
import subprocess
import sys

import pytest

from render.line_breaking import text_width
from tui.terminal.environment import SETTINGS, prepare_environment, require_terminal


def in_a_new_process(code: str) -> object:
    """What a fresh interpreter prints as JSON."""
    output = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    result: object = json.loads(output)
    return result


def test_settings_of_the_user_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ESCDELAY", "50")
    prepare_environment()
    assert os.environ["ESCDELAY"] == "50"
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"


@pytest.mark.parametrize(("value", "left"), [("", None), ("1", "1")])
def test_an_empty_wish_for_no_colours_is_none(value: str, left: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("NO_COLOR", value)
    prepare_environment()
    assert os.environ.get("NO_COLOR") == left


def test_textual_obeys_the_settings() -> None:
    state = in_a_new_process(
        "import json\n"
        "from tui.terminal.environment import prepare_environment\n"
        "prepare_environment()\n"
        "from textual import constants as c\n"
        "print(json.dumps([c.DISABLE_KITTY_KEY, c.ESCAPE_DELAY, c.TEXTUAL_ANIMATIONS, c.SMOOTH_SCROLL, c.MAX_FPS]))"
    )
    assert state == [True, 0.5, "none", False, 240]


def test_textual_is_imported_without_ssl_and_ssl_can_be_imported_afterwards() -> None:
    state = in_a_new_process(
        "import gc, json, sys\n"
        "from tui.collector import collect_again\n"
        "from tui.terminal.environment import lean_imports\n"
        "with lean_imports():\n"
        "    import textual.app\n"
        "lean = 'ssl' not in sys.modules and '_ssl' not in sys.modules\n"
        "collecting = gc.isenabled()\n"
        "collect_again()\n"
        "import ssl\n"
        "print(json.dumps([lean, collecting, gc.isenabled(), gc.get_freeze_count() > 0, hasattr(ssl, 'SSLContext')]))"
    )
    assert state == [True, False, True, True, True]


def test_hashes_are_the_same_without_openssl() -> None:
    state = in_a_new_process(
        "import json, sys\n"
        "from tui.lean_imports import import_lean_hashes\n"
        "import_lean_hashes()\n"
        "import hashlib, secrets\n"
        "lean = '_hashlib' not in sys.modules\n"
        "import _hashlib\n"
        "same = hashlib.sha256(b'a').digest() == _hashlib.openssl_sha256(b'a').digest()\n"
        "print(json.dumps([lean, same]))"
    )
    assert state == [True, True]


@pytest.mark.parametrize(
    ("missing", "term", "said"),
    [
        ("stdin", "xterm", "标准输入不是终端"),
        ("stdout", "xterm", "标准输出不是终端"),
        ("stderr", "xterm", "标准错误不是终端"),
        ("", "dumb", "终端类型不明（TERM=dumb）"),
        ("", "", "终端类型不明（TERM=）"),
        ("", "unknown", "终端类型不明（TERM=unknown）"),
        ("", "xterm", None),
        ("", "of-another-planet", None),
    ],
)
def test_a_missing_terminal_is_named(
    monkeypatch: pytest.MonkeyPatch, missing: str, term: str, said: str | None
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(getattr(sys, name), "isatty", lambda there=name != missing: there, raising=False)
    monkeypatch.setenv("TERM", term)
    sentence = require_terminal()
    if said is None:
        assert sentence is None
    else:
        assert sentence is not None and sentence.startswith(said)
        assert "\n  nianbao edit --plain 文件　" in sentence
        assert all(text_width(line) <= 80 for line in sentence.splitlines())
