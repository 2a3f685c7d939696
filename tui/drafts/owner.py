"""Who holds a report, or wrote a draft of it."""

import os
import pwd
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple, Self

from schema.unsafe import shown
from tui.drafts.processes import boot_id, is_running, start_time

_LONGEST_TEXT = 255
_LARGEST_PID = 2**31 - 1
_LARGEST_TIME = 2**63 - 1
_SHOWN_USER = 32
_SHOWN_HOST = 64


class Owner(NamedTuple):
    """A process and its user, told apart from every other one on every host."""

    user: str
    host: str
    pid: int
    started: int
    """When the process began, in clock ticks since the boot; 0 where it is not known."""
    boot: str
    """The name of the boot of the system; empty where it is not known."""
    since: str
    """Since when, as the host's clock had it: ISO 8601 with the offset of its zone."""

    @classmethod
    def here(cls) -> Self:
        """This process, from now on."""
        try:
            user = pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            user = str(os.getuid())
        pid = os.getpid()
        return cls(
            user[:_LONGEST_TEXT],
            os.uname().nodename[:_LONGEST_TEXT],
            pid,
            start_time(pid),
            boot_id(),
            datetime.now().astimezone().isoformat(timespec="seconds"),
        )

    def to_json(self) -> dict[str, object]:
        """The owner as an object of JSON, which `from_json` reads."""
        return self._asdict()

    @classmethod
    def from_json(cls, value: object) -> Self | None:
        """The owner that somebody wrote down; None for anything that is not one."""
        if not isinstance(value, dict):
            return None
        texts = [value.get(name) for name in ("user", "host", "boot", "since")]
        pid, started = value.get("pid"), value.get("started")
        if not all(isinstance(text, str) and len(text) <= _LONGEST_TEXT for text in texts):
            return None
        # A truth value is an integer to Python.
        if type(pid) is not int or not 0 < pid <= _LARGEST_PID:
            return None
        if type(started) is not int or not 0 <= started <= _LARGEST_TIME:
            return None
        return cls(value["user"], value["host"], pid, started, value["boot"], value["since"])

    def alive(self) -> bool | None:
        """Whether the process still runs; None where that cannot be known, as it ran on another host.

        Clocks are no evidence: what counts are the host, its boot, the process's number and its start.
        """
        if self.host != os.uname().nodename[:_LONGEST_TEXT]:
            return None
        boot = boot_id()
        if self.boot and boot and self.boot != boot:
            return False
        return is_running(self.pid, self.started)

    @property
    def described(self) -> str:
        """Who, where and since when, safe to show: ``张三（主机 office-1）11月23日10:32``."""
        user = _cut(self.user, _SHOWN_USER) or "不明用户"
        host = _cut(self.host, _SHOWN_HOST) or "不明"
        return f"{user}（主机 {host}）{_moment(self.since)}"


def user_name(uid: int) -> str:
    """A user's name, safe to show; the number where the system knows none."""
    try:
        return _cut(pwd.getpwuid(uid).pw_name, _SHOWN_USER)
    except (KeyError, OverflowError):
        return f"用户{uid}"


def _cut(text: str, length: int) -> str:
    text = shown(text.strip()[: length + 1])
    return text if len(text) <= length else text[: length - 1] + "…"


def _moment(since: str) -> str:
    """A time in the words of the clerk's own clock; empty for what is none."""
    with suppress(ValueError, OverflowError, OSError):
        when = datetime.fromisoformat(since).astimezone()
        year = "" if when.year == datetime.now().year else f"{when.year}年"
        return f"{year}{when.month}月{when.day}日{when:%H:%M}"
    return ""
