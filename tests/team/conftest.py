"""A server of one's own that test processes share, and a user whose settings, data and passwords are the test's."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.store.server.own import OwnServer
from tests.cli.conftest import Cli


def new_folder() -> Path:
    """Return a folder that the server's own user can reach, where tests are run by root too."""
    return Path(
        tempfile.mkdtemp(prefix="auditor-t-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp")
    )


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the user have nothing yet: no database, no passwords, no address in the environment, no keyring."""
    import keyring
    from keyring.backends import fail

    monkeypatch.delenv("AUDITOR_DB")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in ("PGPASSWORD", "PGPASSFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("auditor.store.server.own.default_folder", lambda: tmp_path / "no-server")
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """The folder of a server that a module starts and uses; whatever runs in it is stopped."""
    if sys.platform == "win32":
        pytest.skip("no server of one's own on Windows")
    made = new_folder()
    yield made
    if OwnServer(made).is_made:
        OwnServer(made).stop()
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def nothing() -> Cli:
    """The command line of somebody who has joined nothing yet."""
    return Cli()


@pytest.fixture
def team(folder: Path) -> Cli:
    """The command line of somebody who has started the module's server, joined it, and is its owner."""
    cli = Cli()
    cli("team", "start", "--folder", str(folder))
    return cli
