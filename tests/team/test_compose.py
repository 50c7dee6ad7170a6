"""The container of a team's database is as the page says, and holds no password."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "TEAM.md").read_text(encoding="utf-8")
SET = [line.strip() for line in COMPOSE.splitlines() if line.strip() and not line.strip().startswith("#")]


def test_the_password_is_in_a_file_alone() -> None:
    named = [line for line in SET if "PASSWORD" in line.upper() and ":" in line]
    assert "POSTGRES_PASSWORD_FILE: /run/secrets/database_password" in named
    assert not any(re.match(r"(- )?(POSTGRES_PASSWORD|PGPASSWORD)\b(?!_FILE)", line) for line in SET)
    assert "file: ./database_password" in SET and "- database_password" in SET
    assert "trust" not in " ".join(SET) and "--auth-host=scram-sha-256" in COMPOSE
    (made,) = [line for line in PAGE.splitlines() if line.startswith("install -m 600")]
    assert made in COMPOSE, "it is made as the page says"
    assert "< database_password" in PAGE


def test_what_is_in_it_outlives_the_container_and_is_reached_as_the_page_says() -> None:
    # From 18 on, the image keeps its data in a folder of the version below this one.
    image = next(int(line.rpartition(":")[2]) for line in SET if line.startswith("image: postgres:"))
    assert image >= 18 and "- data:/var/lib/postgresql" in SET and SET[-2:] == ["volumes:", "data:"]
    assert '- "127.0.0.1:5432:5432"' in SET and "POSTGRES_DB: auditor" in SET
    (joined,) = re.findall(r"auditor team join (postgresql://\S+) < database_password", PAGE)
    assert joined == "postgresql://postgres@127.0.0.1/auditor"
    (healthy,) = [line for line in SET if "pg_isready" in line]
    assert "--username postgres --dbname auditor" in healthy
    (copied,) = [line for line in PAGE.splitlines() if "docker compose exec" in line]
    assert f"#   {copied}" in COMPOSE and "-T database pg_dump -U postgres -Fc auditor" in copied
    assert SET[SET.index("services:") + 1] == "database:"


def test_on_windows_it_is_what_one_line_says_to_use(
    nothing: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.store.server.own.sys.platform", "win32")
    said = nothing.run("team", "start", "--folder", str(tmp_path / "server"))
    monkeypatch.undo()
    assert said.code == 1 and not (tmp_path / "server").exists()
    assert said.err.strip().count("\n") == 0 and "compose.yaml starts one, see docs/TEAM.md" in said.err
