import json
import os
import pwd
import subprocess
import sys
from datetime import datetime

import pytest

from tui.drafts import owner as owner_module
from tui.drafts.owner import Owner
from tui.drafts.processes import boot_id, is_running, start_time


def named(**changes: object) -> Owner:
    return Owner.here()._replace(**changes)  # type: ignore[arg-type]


def test_here_is_this_process() -> None:
    here = Owner.here()
    assert here.pid == os.getpid()
    assert here.host == os.uname().nodename
    assert here.started > 0
    assert len(here.boot) == 36
    assert abs((datetime.now().astimezone() - datetime.fromisoformat(here.since)).total_seconds()) < 5
    assert here.alive() is True


def test_a_user_without_an_account_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert Owner.here().user == str(os.getuid())


def test_an_owner_survives_json() -> None:
    owner = Owner("张三\ud800😀", "某局-1", 7, 2**62, "b", "2025-11-23T10:32:00+08:00")
    assert Owner.from_json(json.loads(json.dumps(owner.to_json()))) == owner


HOSTILE: tuple[object, ...] = (
    None,
    [],
    "张三",
    7,
    {},
    {"user": "a"},
    *(
        {**Owner("a", "b", 7, 1, "c", "d").to_json(), name: value}
        for name, value in (
            ("user", None),
            ("user", 7),
            ("user", "x" * 256),
            ("host", ["b"]),
            ("host", "x" * 256),
            ("boot", {}),
            ("since", 2025),
            ("pid", 0),
            ("pid", -1),
            ("pid", True),
            ("pid", 7.0),
            ("pid", "7"),
            ("pid", 2**31),
            ("pid", 10**4000),
            ("started", -1),
            ("started", False),
            ("started", 2**63),
            ("started", None),
        )
    ),
)


@pytest.mark.parametrize("value", HOSTILE, ids=[f"{value!r:.60}" for value in HOSTILE])
def test_what_is_no_owner_is_none(value: object) -> None:
    assert Owner.from_json(value) is None


def test_keys_of_later_versions_are_passed_over() -> None:
    owner = Owner.here()
    assert Owner.from_json({**owner.to_json(), "terminal": "pts/1"}) == owner


def test_of_another_host_nothing_can_be_known() -> None:
    assert named(host="office-2", pid=2**31 - 1).alive() is None


def test_an_owner_of_another_boot_has_ended() -> None:
    assert named(boot="00000000-0000-0000-0000-000000000000").alive() is False


def test_a_number_that_has_passed_to_another_process_is_no_owner() -> None:
    here = Owner.here()
    assert here._replace(started=here.started - 1).alive() is False


def test_a_number_that_nothing_has_is_no_owner() -> None:
    assert named(pid=2**31 - 1).alive() is False


@pytest.mark.parametrize("changes", [{"boot": ""}, {"started": 0}, {"since": "1970-01-01T00:00:00+00:00"}])
def test_neither_gaps_nor_clocks_are_evidence_of_an_end(changes: dict[str, object]) -> None:
    assert named(**changes).alive() is True


def test_an_ended_process_that_nobody_has_buried_has_ended() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    owner = named(pid=child.pid, started=start_time(child.pid))
    assert owner.alive() is True
    assert child.stdin is not None
    child.stdin.close()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert owner.alive() is False
    child.wait()
    assert owner.alive() is False


def test_without_proc_the_number_alone_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.drafts.processes._status", lambda pid: None)
    assert start_time(os.getpid()) == 0
    assert is_running(os.getpid(), 5)
    assert not is_running(2**31 - 1, 5)
    assert not is_running(2**80, 5)


def test_a_process_hidden_from_us_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(pid: int, number: int) -> None:
        raise PermissionError

    monkeypatch.setattr("tui.drafts.processes._status", lambda pid: None)
    monkeypatch.setattr(os, "kill", denied)
    assert is_running(77, 5)


def test_a_program_s_name_does_not_disturb_its_start_time() -> None:
    code = "open('/proc/self/comm', 'w').write(') Z (1 2'); print('on', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        started = start_time(child.pid)
        assert started >= start_time(os.getpid())
        assert is_running(child.pid, started)


def test_without_a_boot_s_name_the_process_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = named(boot="another")
    monkeypatch.setattr(owner_module, "boot_id", lambda: "")
    assert owner.alive() is True


def test_who_where_and_since_when_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    since = datetime.now().astimezone().replace(month=11, day=23, hour=10, minute=32).isoformat()
    assert named(user="张三", host="office-1", since=since).described == "张三（主机 office-1）11月23日10:32"
    assert named(user="张三", host="office-1", since="2019-01-02T03:04:05").described.endswith("2019年1月2日03:04")


@pytest.mark.parametrize("since", ["", "昨天", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "x" * 255])
def test_a_time_that_is_none_is_left_out(since: str) -> None:
    described = named(user="张三", host="office-1", since=since).described
    assert described.startswith("张三（主机 office-1）")
    assert len(described) < 40


def test_hostile_names_are_cut_and_made_visible() -> None:
    described = named(user="\x1b]52;c;\x07\u202e" + "长" * 200, host="\n" * 3 + "\u200b" * 200).described
    assert not set(described) & set("\x1b\x07\u202e\u200b\n")
    assert described.startswith("‹U+001B›]52;c;‹U+0007›")
    assert len(described) < 130


def test_names_that_are_empty_are_said_to_be_unknown() -> None:
    assert named(user="", host=" ", since="").described == "不明用户（主机 不明）"


def test_a_boot_has_one_name() -> None:
    assert boot_id() == boot_id() != ""
