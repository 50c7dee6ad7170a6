"""A server for the tests of a module: `auditor serve` as a program, on a database in a file."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from msgspec import Struct

from auditor.library.templates import find_template
from auditor.settings.config import Config
from auditor.store.location import Location
from auditor.workspace import Workspace
from tests.serving.inside import Serving, free_port, serving_in

JOURNEY = "Köp på nätet"
CHROMIUM = shutil.which("chromium")


class Served(Struct):
    """A program that serves, and its surroundings."""

    folder: Path
    port: int
    program: subprocess.Popen[str]
    environment: dict[str, str]

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it has said."""
        return (self.folder / "log").read_text()

    def auditor(self, *words: str, code: int = 0) -> str:
        """Run a command on its database; return all that it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "auditor", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    def invite(self, name: str, *words: str) -> str:
        """Invite somebody; return the path of the link."""
        found = re.search(r"/invited/\S+", self.auditor("serve", "invite", name, *words))
        assert found is not None
        return found[0]

    def link(self, journey: str) -> str:
        """Make an address of a report; return its path."""
        found = re.search(r"/report/\S+", self.auditor("serve", "link", journey))
        assert found is not None
        return found[0]

    def ask(
        self, path: str, method: str = "GET", headers: dict[str, str] | None = None, host: str = ""
    ) -> tuple[int, dict[str, str], str]:
        """Ask for a path; return the status, the headers with small letters, and the text."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            if method == "POST":
                connection.putheader("Content-Length", "0")
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def come_in(self, name: str, *words: str) -> str:
        """Invite somebody and use the link; return the header that says so from then on."""
        status, headers, _text = self.ask(self.invite(name, *words), "POST", {"Origin": self.url})
        assert status == 303
        return headers["set-cookie"].partition(";")[0]

    def processes(self) -> list[int]:
        """Return the numbers of the processes of guests."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                said = (place / "environ").read_bytes().split(b"\0")
                if b"AUDITOR_GUEST=1" in said and any(str(self.folder).encode() in each for each in said):
                    found.append(int(place.name))
        return found


def wait_for(what: object, seconds: float = 60.0) -> None:
    """Wait until a function gives something true."""
    assert callable(what)
    end = monotonic() + seconds
    while not what():
        assert monotonic() < end, f"{what} has not come"
        sleep(0.05)


def begin(folder: Path, port: int = 0, database: str = "", *words: str) -> Served:
    """Serve the database in a folder, or one on a server with what is kept in that folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AUDITOR_")}
    environment |= {
        "AUDITOR_DB": database or str(folder / "a.db"),
        "AUDITOR_CONFIG": str(folder / "settings"),
        "XDG_DATA_HOME": str(folder / "data"),
        "PGPASSWORD": "a-secret-of-the-server",
    }
    port = port or free_port()
    with (folder / "log").open("w") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", "auditor", "--lang", "en", "serve", "--port", str(port), *words],
            env=environment,
            stderr=log,
            text=True,
        )
    served = Served(folder, port, program, environment)
    wait_for(lambda: "ctrl+c" in served.log or program.poll() is not None)
    assert program.poll() is None, served.log
    return served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a database with a journey."""
    folder = tmp_path_factory.mktemp("served")
    workspace = Workspace(Location(folder / "a.db", None), Config(folder, "Owner"))
    workspace.journeys.new_from(find_template("web-shop-core", workspace.config.journeys), JOURNEY)
    workspace.close()
    one = begin(folder)
    yield one
    if one.program.poll() is None:
        one.program.send_signal(signal.SIGTERM)
        one.program.wait(60)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser, started once."""
    sync_api = pytest.importorskip("playwright.sync_api")
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_api.sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield one
        one.close()


@pytest.fixture
def serving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    """A way to have a server within the test: of limits, a program, pages and what else a door says."""
    return serving_in(tmp_path, monkeypatch)
