"""What the keys are called, and what they do in the wizard."""

from schema.unsafe import shown

_NAMES = {
    "enter": "回车",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "escape": "Esc",
    "space": "空格",
    "backspace": "退格",
    "delete": "Del",
    "insert": "Insert",
    "up": "上",
    "down": "下",
    "left": "左",
    "right": "右",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}

MEANINGS = {
    "f1": "说明",
    "f2": "修改",
    "f3": "录来源合计",
    "f4": "空格补零",
    "f5": "采纳改法",
    "f6": "下一问题",
    "f7": "上一节",
    "f8": "下一节",
    "f9": "核对",
    "f10": "退出",
    "ctrl+s": "保存",
    "ctrl+z": "撤销",
    "ctrl+y": "重做",
    "ctrl+l": "重画",
    "ctrl+q": "退出",
    "ctrl+c": "退出",
    "escape": "菜单，取消",
    "enter": "修改，存入",
    "tab": "下一格",
    "shift+tab": "上一格",
    "space": "打字",
    "backspace": "删去前一字",
    "delete": "清空，删去后一字",
    "up": "上移",
    "down": "下移",
    "left": "左移",
    "right": "右移",
    "home": "行首",
    "end": "行尾",
    "pageup": "向上翻页",
    "pagedown": "向下翻页",
}
"""What a key does in the wizard, by Textual's name of it."""

INTRODUCTION = (
    "请逐个按F1到F10、方向键、Home、End、PgUp、PgDn、Tab、退格、Del、Esc、Ctrl+S，",
    "再打几个汉字，粘贴一段文字。下面依次是认出的键、它在填报界面的用处、收到的字节。",
)
"""What to try: the keys that the wizard is worked with."""


def name_of(key: str) -> str:
    """A key's name as it stands on the keyboard."""
    if (name := _NAMES.get(key)) is not None:
        return name
    *modifiers, last = key.split("+")
    parts = [modifier.capitalize() for modifier in modifiers]
    return shown("+".join([*parts, _NAMES.get(last, last.upper() if modifiers or last[1:].isdigit() else last)]))


def meaning_of(key: str) -> str:
    """What a key does in the wizard."""
    return MEANINGS.get(key, "填报界面不用这个键")
