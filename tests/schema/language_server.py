"""An editor's side of the language server protocol, as far as the tests ask."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import IO, Any

_PATIENCE = 30.0


class Editor:
    """Asks a language server about one file."""

    def __init__(self, server: "subprocess.Popen[bytes]", file: Path) -> None:
        assert server.stdin is not None and server.stdout is not None
        self._to: IO[bytes] = server.stdin
        self._from: IO[bytes] = server.stdout
        self._asked = 0
        folder = {"uri": file.parent.as_uri(), "name": file.parent.name}
        self._document = {"uri": file.as_uri()}
        self.ask("initialize", {"processId": None, "capabilities": {}, "workspaceFolders": [folder]})
        self._tell({"method": "initialized", "params": {}})
        opened = {**self._document, "languageId": "toml", "version": 1, "text": file.read_text()}
        self._tell({"method": "textDocument/didOpen", "params": {"textDocument": opened}})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The server's answer; what it asks in the meantime is answered with nothing."""
        self._asked += 1
        self._tell({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._hear()
            if "method" not in message and message["id"] == self._asked:
                return message["result"]
            if "method" in message and "id" in message:
                self._tell({"id": message["id"], "result": None})

    def at(self, method: str, line: int, character: int) -> Any:
        """The answer to a question about a place in the file, both from 0.

        It is asked again until the server, which takes files up beside its answers, knows the file.
        """
        place = {"textDocument": self._document, "position": {"line": line, "character": character}}
        end = monotonic() + _PATIENCE
        while not (answer := self.ask(f"textDocument/{method}", place)) and monotonic() < end:
            pass
        return answer

    def _tell(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._to.flush()

    def _hear(self) -> dict[str, Any]:
        length = 0
        while (line := self._from.readline()) != b"\r\n":
            assert line, "the language server has ended"
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(self._from.read(length))
        return message


@contextmanager
def editing(file: Path, *command: str | Path, **variables: str) -> Iterator[Editor]:
    """A file opened in an editor that has started a language server."""
    server = subprocess.Popen(
        command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        yield Editor(server, file)
    finally:
        server.kill()
        server.communicate()
