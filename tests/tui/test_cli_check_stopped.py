"""``nianbao check`` over many files that is interrupted, whose processes are killed, and its line of progress."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.benchmarks.county import fill
from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.tui.checking.running import gone
from tests.tui.command_line import command, environment, outcome, run

Capture = pytest.CaptureFixture[str]

# Signals

SLOW = """
import time, schema.checks
check = schema.checks.run
def run(*given):
    time.sleep(0.05)
    return check(*given)
schema.checks.run = run
"""


def children(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def started(folder: Path, *options: str, code: str = SLOW) -> "subprocess.Popen[bytes]":
    """A check of a folder that has told something of its first files, in a process group of its own."""
    process = subprocess.Popen(
        command("check", folder, *options, code=code),
        env=environment(PYTHONUNBUFFERED="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        bufsize=0,
    )
    assert process.stdout is not None and process.stdout.read(1)
    return process


@pytest.mark.parametrize("jobs", ["1", "3"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_it_says_how_far_it_came(tmp_path: Path, number: int, code: int, jobs: str) -> None:
    fill(tmp_path, 400)
    process = started(tmp_path, "--jobs", jobs)
    workers = children(process.pid)
    assert len(workers) == (0 if jobs == "1" else 3)
    sent = time.monotonic()
    # As a terminal does it: to the whole group.
    os.killpg(process.pid, number)
    _, err = process.communicate(timeout=10)
    assert time.monotonic() - sent < 2
    assert process.returncode == code
    told = re.fullmatch(r"已中断：校验了(\d+)个文件，一共400个。\n", err.decode())
    assert told is not None and 0 < int(told[1]) < 400
    assert gone(workers)


def test_a_killed_process_is_replaced_and_nothing_is_lost(tmp_path: Path, capsys: Capture) -> None:
    fill(tmp_path, 60)
    expected = outcome(capsys, tmp_path, "--jobs", "1")[1]
    process = started(tmp_path, "--jobs", "2")
    assert process.stdout is not None
    os.kill(children(process.pid)[0], signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    assert expected[1:] == out.decode()
    assert process.returncode == 1 and "读不了" not in err.decode()


def test_a_file_that_kills_is_reported(tmp_path: Path) -> None:
    fill(tmp_path, 40)
    deadly = """
import os, schema.checks
check = schema.checks.run
def run(report, *rest):
    if report.text("agency.name") == "第00002号机关" and report.year == 2022: os.kill(os.getpid(), 9)
    return check(report, *rest)
schema.checks.run = run
"""
    done = run("check", tmp_path, "--jobs", "2", "--format", "github", code=deadly)
    assert done.returncode == 2
    assert f"{tmp_path}/00002/2022.toml：校验它的进程两次中断" in done.stderr.decode()
    assert "40个文件：" in done.stderr.decode() and "读不了1\n" in done.stderr.decode()
    assert "00002/2022.toml,line=1,title=读不了::" in done.stdout.decode()


def test_killed_itself_it_leaves_no_process(tmp_path: Path) -> None:
    fill(tmp_path, 200)
    process = started(tmp_path, "--jobs", "2")
    workers = children(process.pid)
    process.kill()
    process.communicate(timeout=10)
    assert len(workers) == 2 and gone(workers)


def test_a_reader_that_goes_away_ends_it(tmp_path: Path) -> None:
    fill(tmp_path, 400)
    process = started(tmp_path, "--jobs", "2")
    workers = children(process.pid)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(timeout=20) == 141
    assert gone(workers) and process.stderr.read() == b""


# The line of progress


def on_terminal(*arguments: str | Path, term: str = "xterm", slow: bool = True) -> PtyProgram:
    return PtyProgram(command("check", *arguments, code=SLOW if slow else ""), environment(TERM=term), (60, 24))


def test_the_line_of_progress_is_few_bytes_and_goes(tmp_path: Path) -> None:
    fill(tmp_path, 60)
    with on_terminal(tmp_path, "--jobs", "2") as program:
        program.first_paint("正在校验 ")
        program.read_until_end()
    text = program.output.decode()
    # Each writing begins by taking the line away and ends with it, but for the last.
    nothing, *writings, last = text.split("\r\x1b[K")
    assert nothing == "" and len(writings) > 1 and "正在校验" not in last
    drawn = r"(?:(?!正在校验)[^\0])*正在校验 (?:\[[#.]{20}\] )?\d+/60(?:　有错误或疑问的\d+)?\r"
    assert all(re.fullmatch(drawn, writing) for writing in writings)
    assert sum("错误" in writing for writing in writings) > 1
    assert "60个文件：" in visible_text(program.output)


def test_the_line_of_progress_stays_where_results_go_to_a_file(tmp_path: Path) -> None:
    fill(tmp_path / "county", 60)
    words = ["sh", "-c", 'exec "$@" > "$0"', str(tmp_path / "out"), *command("check", tmp_path / "county", code=SLOW)]
    with PtyProgram(words, environment(TERM="xterm"), (60, 24)) as program:
        program.read_until_end()
    nothing, *writings, last = program.output.decode().split("\r\x1b[K")
    assert nothing == "" and len(writings) > 1 and "正在校验" not in last
    assert all(re.fullmatch(r"正在校验 [^\n]*\r", writing) for writing in writings)
    out = (tmp_path / "out").read_text()
    assert out.count("\n") > 60 and "\x1b" not in out


def test_json_on_a_terminal_gets_no_line(tmp_path: Path) -> None:
    """What one file adds to it does not end its last line."""
    fill(tmp_path, 60)
    with on_terminal(tmp_path, "--format", "json", "--jobs", "2", slow=False) as program:
        program.read_until_end()
    out, _, err = program.output.decode().rpartition("\n]\r\n")
    assert len(json.loads(f"{out}]")) > 60 and "60个文件：" in err
    assert b"\x1b" not in program.output


def test_a_dumb_terminal_and_a_pipe_get_no_line(tmp_path: Path) -> None:
    fill(tmp_path, 60)
    with on_terminal(tmp_path, "--jobs", "2", term="dumb", slow=False) as program:
        program.read_until_end()
    assert b"60" in program.output and "正在校验" not in program.output.decode() and b"\x1b" not in program.output
    done = run("check", tmp_path, "--jobs", "2")
    assert "正在校验" not in done.stderr.decode() and b"\x1b" not in done.stderr + done.stdout


def test_ctrl_c_on_a_terminal(tmp_path: Path) -> None:
    fill(tmp_path, 400)
    with on_terminal(tmp_path, "--jobs", "2") as program:
        program.first_paint("正在校验 ")
        program.press("\x03", shows="已中断")
        assert program.read_until_end() == 130
    text = visible_text(program.output)
    assert re.search(r"已中断：校验了\d+个文件，一共400个。\s*$", text) and "Traceback" not in text
