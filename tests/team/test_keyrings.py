"""Keyrings that fail, forget or are locked: the password goes into the file of passwords, and one line says so."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringError, KeyringLocked, PasswordSetError

from auditor.cli.team.keeping import keep_joined
from auditor.settings.config import Config, read_settings
from auditor.store.location import locate
from auditor.store.passwords import in_file, keep_in_file, known_password, to_connect

ADDRESS = "postgresql://anna@db.example.org/auditor"


class Ring(KeyringBackend):
    """A keyring in memory that raises an error where it has one, or forgets."""

    priority = 5

    def __init__(self, error: Exception | None = None, *, forgets: bool = False) -> None:
        """Keep nothing yet."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.error, self._forgets = error, forgets
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        if self.error is not None:
            raise self.error
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        if self.error is not None:
            raise self.error
        if not self._forgets:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        if self.error is not None:
            raise self.error
        del self.entries[service, username]


class Plain(Ring):
    """A keyring that others can read, as its priority says."""

    priority = 0.5  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def _no_ring() -> Iterator[None]:
    yield
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "ring",
    [
        Ring(KeyringLocked("locked")),
        Ring(PasswordSetError("denied")),
        Ring(KeyringError("no session")),
        Ring(RuntimeError("no bus\nat all")),
        Ring(forgets=True),
        Plain(),
    ],
    ids=["locked", "denied", "failing", "broken", "forgetting", "plain"],
)
def test_what_a_keyring_does_not_keep_goes_into_the_file_and_one_line_says_so(
    ring: Ring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keyring.set_keyring(ring)
    config = Config(tmp_path / "config", "Anna")
    keep_joined(config, locate(ADDRESS), "s3cret")
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if line]
    assert len(lines) == 1 and ".pgpass" in lines[0] and "s3cret" not in said.err + said.out
    assert in_file(locate(ADDRESS)) == "s3cret"
    assert stat.S_IMODE((tmp_path / ".pgpass").stat().st_mode) == 0o600
    kept = read_settings(config.folder)
    assert kept.team == ADDRESS and not kept.team_in_keyring and not ring.entries


def test_one_that_is_locked_later_leaves_it_to_the_file(tmp_path: Path) -> None:
    ring = Ring()
    keyring.set_keyring(ring)
    config = Config(tmp_path / "config", "Anna")
    keep_joined(config, locate(ADDRESS), "s3cret")
    kept = read_settings(config.folder)
    joined = locate(None, kept.team, kept.team_in_keyring)
    assert to_connect(joined).address.told_password == "s3cret" and not (tmp_path / ".pgpass").exists()
    ring.error = KeyringLocked("locked")
    keep_in_file(joined, "as before")
    assert not to_connect(joined).has_password, "the driver looks into the file by itself"
    assert known_password(joined) == "as before"
