"""A commit that fails with an unknown end: it is found out, and said, whether it was saved; never the wrong way round."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from auditor.base.errors import AuditorError, StorageError
from auditor.views.history import FOUND_LOST, FOUND_SAVED
from auditor.workspace import Workspace
from tests.conftest import Server
from tests.faults.children import opened

HERE = Path(__file__).parent
PERHAPS = "may or may not be"


@pytest.fixture
def shim(tmp_path: Path) -> Path:
    """A library that lets the disk fail, where one can be made and loaded before others."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("there is no C compiler here, or no way to load a library before others")
    built = tmp_path / "failing_disk.so"
    command = [compiler, "-shared", "-fPIC", "-o", str(built), str(HERE / "failing_disk.c"), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the library can't be built here: {done.stderr.strip()[:200]}")
    return built


def test_wherever_the_disk_fails_what_is_told_is_true(shim: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.on_failing_disk", str(shim), str(tmp_path / "auditor.db")],
        env={**os.environ, "LD_PRELOAD": str(shim)},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    attempts: list[dict[str, Any]] = found["attempts"]
    assert sum(attempt["failed"] for attempt in attempts) >= 8, "the disk has failed, not the test"
    for attempt in attempts:
        told, there = attempt["told"], attempt["there"]
        if told == "saved":
            assert there and attempt["published"] == ["journey-new"], attempt
        elif PERHAPS in told:
            assert attempt["later"] == [FOUND_SAVED if there else FOUND_LOST], attempt
        else:
            assert not there and attempt["published"] == [], attempt
        assert "\n" not in told
    kinds = {("saved" if attempt["told"] == "saved" else PERHAPS in attempt["told"]) for attempt in attempts}
    assert kinds == {"saved", True, False}, "all three ends have been met"
    assert found["problems"] == []


class _Wire:
    """Stands between a program and the server, and cuts the connection when a transaction is committed."""

    def __init__(self, folder: Path, server: str) -> None:
        """Listen in a folder; `server` is the socket of the server."""
        self._server = server
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(folder / ".s.PGSQL.5432"))
        self._socket.listen()
        self.reaches_server = True
        """The commit itself reaches the server; only the answer is lost."""
        self.cuts = False
        self.is_down = False
        self.has_cut = Event()
        Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Let nobody through any more."""
        self._socket.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._socket.accept()
                if self.is_down:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                Thread(target=self._forth, args=(client, server), daemon=True).start()
                Thread(target=self._back, args=(client, server), daemon=True).start()

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while sent := client.recv(65536):
                if self.cuts and b"COMMIT" in sent:
                    self.cuts = False
                    self.has_cut.set()
                    if self.reaches_server:
                        _cut(client)
                        server.sendall(sent)
                        continue
                    _cut(client)
                    _cut(server)
                    return
                server.sendall(sent)
        _cut(server)

    def _back(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while answer := server.recv(65536):
                with suppress(OSError):
                    client.sendall(answer)
        _cut(client)


def _cut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@pytest.fixture
def wire(server: Server, tmp_path: Path) -> Iterator[tuple[_Wire, Workspace]]:
    """A program that reaches its database through a wire that can be cut."""
    name, url = server.empty()
    host = parse_qs(urlsplit(url).query)["host"][0]
    found = next(Path(host).glob(".s.PGSQL.*[0-9]"))
    wire = _Wire(tmp_path, str(found))
    workspace = opened(f"postgresql://postgres@/{name}?host={tmp_path}&port=5432")
    workspace.journeys.new("Before")
    yield wire, workspace
    workspace.close()
    wire.close()
    server.drop(name)


@pytest.mark.parametrize("reaches_server", [True, False])
def test_a_connection_lost_at_a_commit(wire: tuple[_Wire, Workspace], reaches_server: bool) -> None:
    line, workspace = wire
    heard: list[str] = []
    workspace.on_change(lambda changes: heard.append(changes.code))
    line.reaches_server, line.cuts = reaches_server, True
    if reaches_server:
        workspace.journeys.new("Late")
        assert heard == ["journey-new"]
    else:
        with pytest.raises(AuditorError) as caught:
            workspace.journeys.new("Late")
        assert PERHAPS not in str(caught.value) and heard == []
    assert line.has_cut.is_set()
    assert ("Late" in [one.name for one in workspace.reads.journeys.lines()]) is reaches_server


@pytest.mark.parametrize("reaches_server", [True, False])
def test_a_server_that_is_gone_after_that_is_asked_when_it_is_back(
    wire: tuple[_Wire, Workspace], reaches_server: bool
) -> None:
    line, workspace = wire
    heard: list[str] = []
    workspace.on_change(lambda changes: heard.append(changes.code))
    line.reaches_server, line.cuts, line.is_down = reaches_server, True, True
    with pytest.raises(StorageError, match=PERHAPS):
        workspace.journeys.new("Late")
    with pytest.raises(AuditorError):
        workspace.journeys.new("Later")
    assert heard == []
    line.is_down = False
    names = [one.name for one in workspace.reads.journeys.lines()]
    assert ("Late" in names) is reaches_server and "Later" not in names
    assert heard == [FOUND_SAVED if reaches_server else FOUND_LOST]
