"""Naming a database: a path, an address, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.base.errors import AuditorError, RefusedError, StorageError
from auditor.settings.config import Config
from auditor.store.location import ENV_VARIABLE, default_path, locate
from auditor.workspace import Workspace


def test_what_is_named_wins_over_the_environment_and_that_over_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ENV_VARIABLE, str(tmp_path / "environment.db"))
    assert locate(str(tmp_path / "named.db")).path == tmp_path / "named.db"
    assert locate(None).path == tmp_path / "environment.db"
    monkeypatch.delenv(ENV_VARIABLE)
    assert locate(None).path == default_path()


def test_paths_are_made_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert locate("a.db").path == tmp_path / "a.db"
    assert locate("~/a.db").path == tmp_path / "a.db"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_password_is_never_shown(scheme: str) -> None:
    location = locate(f"{scheme}://kim:secret@db.example.org:5433/audits")
    assert location.path is None
    assert location.url == "postgresql+psycopg://kim:secret@db.example.org:5433/audits"
    assert location.shown == "postgresql://db.example.org:5433/audits"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://kim@db.example.org:5432/audits", "postgresql://db.example.org/audits"),
        ("postgresql://kim@db.example.org/audits", "postgresql://db.example.org/audits"),
        ("postgresql:///audits?host=/tmp&port=5434", "postgresql://:5434/audits"),
        ("postgresql:///audits?host=one:5433&host=two:5434", "postgresql:///audits"),
    ],
)
def test_a_port_is_shown_where_it_tells_two_servers_apart(address: str, shown: str) -> None:
    assert locate(address).shown == shown


@pytest.mark.parametrize("name", ["mysql://host/name", "https://example.org", "sqlite:///a.db"])
def test_other_addresses_are_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="postgresql://"):
        locate(name)


@pytest.mark.parametrize(
    "name",
    [
        "postgresql://host:port/name",
        "postgresql://[half/name",
        "postgresql://",
        "a\0b.db",
        "~nobody-of-that-name/a.db",
        "x" * 5000,
    ],
)
def test_names_that_mean_nothing_are_refused_in_one_line(name: str, config: Config) -> None:
    with pytest.raises(AuditorError) as caught:
        Workspace.open(name, config).reads.journeys.lines()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["spaced out.db", "50%.db", "what?mode=ro.db", "#1.db", "åäö.db", "-p"])
def test_odd_names_of_files_work(
    name: str, tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = Workspace.open(name, config)
    workspace.journeys.new("Odd")
    workspace.close()
    assert (tmp_path / name).stat().st_size > 0
    again = Workspace.open(str(tmp_path / name), config)
    assert [line.name for line in again.reads.journeys.lines()] == ["Odd"]
    again.journeys.new("Odder")
    again.close()


def test_a_server_that_does_not_answer_is_named_without_its_password(config: Config) -> None:
    workspace = Workspace.open("postgresql://kim:secret@127.0.0.1:1/audits", config)
    with pytest.raises(StorageError) as caught:
        workspace.reads.journeys.lines()
    assert "127.0.0.1:1/audits" in str(caught.value)
    assert "secret" not in str(caught.value) and "\n" not in str(caught.value)
