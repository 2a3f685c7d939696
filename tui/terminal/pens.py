"""Text attributes as terminals know them: SGR parameters, and the shortest way from one set to another.

A *pen* is a canonical string of SGR parameters ("1;31;44"; "" is the terminal's default). Pens are compared as strings.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

DEFAULT = ""

# What switches an attribute off. Bold and dim, the two underlines and the two blinks share theirs.
_OFF = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
# Attributes that show on a blank cell.
_SHOWS_ON_BLANK = frozenset({"4", "7", "9", "21", "51", "52", "53"})


class _Attributes(NamedTuple):
    flags: tuple[str, ...]
    foreground: str
    background: str

    def parameters(self) -> list[str]:
        return [*self.flags, *filter(None, (self.foreground, self.background))]


def _grouped(parameters: str) -> Iterator[str]:
    """Split SGR parameters, keeping 38;5;n and 38;2;r;g;b together."""
    codes = iter(parameters.split(";"))
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes, "")
            count = 1 if kind == "5" else 3
            yield ";".join([code, kind, *(next(codes, "0") for _ in range(count))])
        else:
            yield code


@lru_cache(maxsize=1024)
def _attributes(parameters: str) -> _Attributes:
    flags: set[str] = set()
    foreground = background = ""
    for code in _grouped(parameters):
        number = int(code.partition(";")[0] or 0)
        if code in _OFF:
            flags.add(code)
        elif 30 <= number <= 38 or 90 <= number <= 97:
            foreground = code
        elif 40 <= number <= 48 or 100 <= number <= 107:
            background = code
        elif number == 39:
            foreground = ""
        elif number == 49:
            background = ""
    return _Attributes(tuple(sorted(flags, key=int)), foreground, background)


@lru_cache(maxsize=1024)
def pen(parameters: str) -> str:
    """The canonical form of any SGR parameters."""
    return ";".join(_attributes(parameters).parameters())


@lru_cache(maxsize=1024)
def blank(pen: str) -> str:
    """The pen of a blank written with `pen`: the part of it that can be seen without a character."""
    attributes = _attributes(pen)
    flags = tuple(flag for flag in attributes.flags if flag in _SHOWS_ON_BLANK)
    foreground = attributes.foreground if flags else ""
    return ";".join(_Attributes(flags, foreground, attributes.background).parameters())


@lru_cache(maxsize=4096)
def change(old: str, new: str) -> str:
    """The shortest escape sequence that turns pen `old` into pen `new`; "" if they are the same."""
    if old == new:
        return ""
    if new == DEFAULT:
        return "\x1b[m"
    before, after = _attributes(old), _attributes(new)
    off = {_OFF[flag] for flag in before.flags if flag not in after.flags}
    steps = sorted(off)
    steps += [flag for flag in after.flags if flag not in before.flags or _OFF[flag] in off]
    if before.foreground != after.foreground:
        steps.append(after.foreground or "39")
    if before.background != after.background:
        steps.append(after.background or "49")
    from_here = ";".join(steps)
    from_default = ";".join(["0", *after.parameters()])
    return f"\x1b[{min(from_here, from_default, key=len)}m"
