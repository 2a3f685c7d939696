"""How to set the terminal programs that offices use."""

from collections.abc import Iterator

from tui.doctor.item import indented

PROGRAMS = {
    "PuTTY": (
        "编码：Window > Translation，Remote character set 选 UTF-8",
        "宽度：同一页，Treat CJK ambiguous characters as wide 不要勾",
        "按键：Terminal > Keyboard，Home and End keys 选 Standard，功能键选 ESC[n~ 或 Xterm R6",
        "断线：Connection，Seconds between keepalives 填 30",
        "字体：Window > Appearance > Font settings，选 新宋体",
        "粘贴：按 Shift+Insert 或点鼠标右键；往回看的行数：Window，Lines of scrollback",
    ),
    "Xshell（文件 > 属性）": (
        "编码：终端（Terminal），编码（Encoding）选 Unicode (UTF-8)",
        "宽度：同一页如有“不明确字符视为宽字符”（ambiguous ... wide）的选项，不要勾",
        "按键：终端 > 键盘（Keyboard），DELETE键序列选 VT220 Del",
        "断线：连接 > 保持活动状态（Keep Alive），勾上，间隔填 30 秒",
        "字体：外观（Appearance），选 新宋体；粘贴：按 Shift+Insert",
    ),
    "SecureCRT（选项 > 会话选项，Options > Session Options）": (
        "编码：终端 > 外观（Appearance），字符编码（Character encoding）选 UTF-8",
        "字体：同一页，选 新宋体",
        "按键：终端 > 仿真（Emulation），终端（Terminal）选 Xterm",
        "断线：终端（Terminal），反空闲（Anti-idle），勾 Send protocol NO-OP，填 30 秒",
        "粘贴：按 Shift+Insert",
    ),
    "MobaXterm（Settings > Configuration）": (
        "编码：在会话上点右键 > Edit session > Terminal settings，字符集（Charset）选 UTF-8",
        "字体：Terminal，Font 选等宽的中文字体",
        "断线：SSH，勾 SSH keepalive",
        "粘贴：按 Shift+Insert；Terminal 里勾 Paste using right-click 后也可点右键",
    ),
    "Windows Terminal（设置，Ctrl+逗号）": (
        "编码：总是UTF-8，不用改",
        "宽度：总是1格；新版本有 Ambiguous width 选项的，选 Narrow",
        "断线：这样连接：ssh -o ServerAliveInterval=30 用户名@主机",
        "字体：配置文件 > 外观 > 字体，选 新宋体 或 等距更纱黑体 SC",
        "粘贴：按 Ctrl+Shift+V 或点鼠标右键",
    ),
}
"""A program, and how it gets to its settings, with its lines of advice; the menus' names as the programs have them."""


def lines() -> Iterator[str]:
    """The advice for every program."""
    for name, advice in PROGRAMS.items():
        yield name
        for line in advice:
            topic, colon, rest = line.partition("：")
            yield from indented(rest, f"  {topic}{colon}", 8)
