"""Over a real ssh on loopback: what was typed is there after the connection is lost."""

import pytest

from tests.faults import rows_ssh, ssh


@pytest.fixture
def sshd() -> None:
    """Skips the test where nobody can log in."""
    if reason := ssh.missing():
        pytest.skip(reason)


@pytest.mark.usefixtures("sshd")
@pytest.mark.parametrize("end", rows_ssh.ENDS)
def test_half_a_table_survives_a_lost_connection(end: str) -> None:
    tally = rows_ssh.lost(end)
    assert tally.runs == 1
    assert not tally.breaches
