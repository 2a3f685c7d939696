"""Output that nobody waits for, on a terminal that reads when it likes."""

import asyncio
import os
import tty

import pytest

from tui.terminal.device import LEAVE, open_without_waiting
from tui.terminal.writer import Writer

LONG = "政府信息公开\n" * 3000


class Terminal:
    """Both ends of one, and what its writer has said."""

    def __init__(self) -> None:
        self.master, slave = os.openpty()
        tty.setraw(slave)
        self.said: list[str] = []
        self.writer = Writer(
            open_without_waiting(slave), lambda: self.said.append("drained"), lambda: self.said.append("gone")
        )
        os.close(slave)

    def read(self, count: int) -> bytes:
        """So many bytes; waits for them."""
        data = b""
        while len(data) < count:
            data += os.read(self.master, count - len(data))
        return data

    def stall(self) -> int:
        """Write until no more is taken; how many bytes were written."""
        count = 0
        while not self.writer.behind:
            self.writer.write(LONG)
            count += len(LONG.encode())
        return count


@pytest.fixture
async def terminal() -> Terminal:
    return Terminal()


async def test_what_is_taken_is_written_at_once(terminal: Terminal) -> None:
    terminal.writer.write("政府")
    assert terminal.read(6).decode() == "政府"
    assert not terminal.writer.behind


async def test_what_is_not_taken_is_kept_and_written_in_order(terminal: Terminal) -> None:
    count = terminal.stall()
    terminal.writer.write("完")
    data = await asyncio.to_thread(terminal.read, count + 3)
    while not terminal.said:
        await asyncio.sleep(0)
    assert data.decode() == LONG * (count // len(LONG.encode())) + "完"
    assert terminal.said == ["drained"]
    assert not terminal.writer.behind


async def test_closing_does_not_wait_for_a_terminal_that_reads_nothing(terminal: Terminal) -> None:
    """It returns though nobody will ever read."""
    terminal.stall()
    terminal.writer.close()
    os.set_blocking(terminal.master, False)
    left = b""
    while LEAVE.encode() not in left:
        left += os.read(terminal.master, 65536)


async def test_closing_lets_a_terminal_read_that_is_only_late(terminal: Terminal) -> None:
    count = terminal.stall()
    reading = asyncio.create_task(asyncio.to_thread(terminal.read, count))
    await asyncio.sleep(0)
    terminal.writer.close()
    assert (await reading).decode() == LONG * (count // len(LONG.encode()))


async def test_a_terminal_that_is_gone_is_told_of(terminal: Terminal) -> None:
    os.close(terminal.master)
    terminal.writer.write("7")
    assert terminal.said == ["gone"]
    assert not terminal.writer.behind
    terminal.writer.abandon()
    terminal.writer.close()


async def test_nothing_is_written_while_somebody_else_has_the_terminal(terminal: Terminal) -> None:
    terminal.stall()
    terminal.writer.rest()
    assert terminal.writer.behind
    terminal.writer.write("没有")
    terminal.writer.resume()
    assert not terminal.writer.behind
    terminal.writer.write("完")
    data = b""
    while not data.endswith("完".encode()):
        data += os.read(terminal.master, 65536)
    assert "没有" not in data.decode(errors="replace")
    assert data.decode(errors="replace").endswith(LEAVE + "完")
