"""A real sshd on loopback, with keys and settings of its own in a temporary folder."""

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Self

_SSHD = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
_SEPARATION = Path("/run/sshd")
_PATIENCE = 10.0


@cache
def missing() -> str:
    """Why no session over ssh can be tried here; empty if one can."""
    if _SSHD is None:
        return "sshd is not installed"
    if shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        return "the ssh client is not installed"
    try:
        with Server() as server:
            result = subprocess.run(
                server.client("echo", "yes", terminal=False),
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
                timeout=20,
            )
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        return f"sshd does not start here: {error}"
    return "" if result.stdout.strip() == "yes" else f"nobody can log in over ssh here: {result.stderr.strip()[-200:]}"


class Server:
    """One sshd, used as a context manager; ended with all its sessions' connections."""

    def __enter__(self) -> Self:
        self._home = tempfile.TemporaryDirectory(prefix="sshd-")
        folder = Path(self._home.name)
        if os.geteuid() == 0:
            # Where it gives up its privileges; the system makes it only when it starts its own.
            _SEPARATION.mkdir(mode=0o755, exist_ok=True)
        for name in ("host", "user"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
            subprocess.run(command, check=True, timeout=20, stdin=subprocess.DEVNULL)
        (folder / "user.pub").rename(folder / "authorized")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        settings = {
            "Port": self._port,
            "ListenAddress": "127.0.0.1",
            "HostKey": folder / "host",
            "AuthorizedKeysFile": folder / "authorized",
            "PidFile": "none",
            "UsePAM": "no",
            "StrictModes": "no",
            "PermitRootLogin": "yes",
            "PasswordAuthentication": "no",
            "KbdInteractiveAuthentication": "no",
            "PrintMotd": "no",
            "PrintLastLog": "no",
        }
        config = folder / "config"
        config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        assert _SSHD is not None
        log = folder / "log"
        self._process = subprocess.Popen(
            [_SSHD, "-D", "-f", str(config), "-E", str(log)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        try:
            self._wait(log)
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self, log: Path) -> None:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
            except OSError as error:
                if self._process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(log.read_text()[-300:] if log.exists() else "no answer") from error
                time.sleep(0.02)
            else:
                return

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._home.cleanup()

    def client(self, *command: str, terminal: bool = True) -> list[str]:
        """The command line of a client that runs a command there."""
        folder = Path(self._home.name)
        options = {
            "IdentityFile": folder / "user",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "UserKnownHostsFile": folder / "known",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
            "BatchMode": "yes",
        }
        words = ["ssh", "-F", "none", "-tt" if terminal else "-T", "-p", str(self._port)]
        words += [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        return [*words, f"{getpass.getuser()}@127.0.0.1", shlex.join(command)]
