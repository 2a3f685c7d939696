"""The program as tests start it, and how its pages are known."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
MAIN = "import sys; from tui.cli import main; sys.exit(main(sys.argv[1:]))"

UNPRIVILEGED = "import ctypes as c; c.CDLL(None).capset((c.c_uint32 * 2)(0x20080522), (c.c_uint32 * 6)())"
"""Gives root's capabilities up, as Python: root may write anywhere, and is refused nothing."""

TITLES = (
    "封面：",
    "一、总体情况",
    "二、主动公开",
    "三、收到和处理",
    "四、政府信息公开",
    "五、存在的",
    "六、其他",
    "核对　",
    "预览：",
)
"""How the title of each step's page begins."""
