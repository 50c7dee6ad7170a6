"""A guest's process is let in as who was invited, with what the invitation says and no more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from auditor.base.vocabulary import Access
from auditor.serving.book import Invitation
from auditor.serving.entrance import Entrances
from auditor.settings.config import Config
from auditor.store.location import locate
from auditor.workspace import Workspace
from tests.conftest import NOWHERE, Server, _made_with_shop


def guest(workspace: Workspace, name: str, access: Access) -> Invitation:
    """Return an invitation of somebody who joins the team for it."""
    number = workspace.people.add(name)
    now = datetime.now(UTC)
    lasting = workspace.reads.people.lasting_id(number)
    return Invitation("one", name, access, number, lasting, now, now + timedelta(days=1), "")


def command(environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a guest's process would be run."""
    return subprocess.run(
        [sys.executable, "-m", "auditor", *words],
        env={**{key: value for key, value in os.environ.items() if key != "AUDITOR_USER"}, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_on_a_file_a_reader_reads_and_an_auditor_makes_no_journey(
    shop_on_paper_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "team.db"
    shutil.copy(shop_on_paper_file, path)
    with closing(Workspace.open(str(path), Config(NOWHERE, "Kim"))) as workspace:
        entrances = Entrances(workspace, tmp_path / "serve")
        for name, access in (("Ri", Access.READER), ("Bo", Access.AUDITOR)):
            environment = entrances.environment(guest(workspace, name, access))
            assert "Web shop" in command(environment, "journey", "list").stdout
            before = path.read_bytes()
            refused = command(environment, "journey", "new", "Mine")
            assert refused.returncode == 1 and refused.stderr.count("\n") == 1, refused.stderr
            assert path.read_bytes() == before, "nothing of it is on disk"
            audit = command(environment, "audit", "new", "1")
            assert audit.returncode == (0 if access is Access.AUDITOR else 1), audit.stderr
        newest = workspace.reads.history.lines(1)[0]
        assert newest.who == "Bo", "what a guest does is told under the name they were invited by"


def test_on_a_server_a_login_is_lent_and_gone_with_the_process(server: Server, tmp_path: Path) -> None:
    name, url = server.copy(_made_with_shop)
    with closing(Workspace.open(url, Config(NOWHERE, "Boss"))) as workspace:
        workspace.team.begin()
        entrances = Entrances(workspace, tmp_path / "serve")
        reader = guest(workspace, "Ri", Access.READER)
        environment = entrances.environment(reader)
        admitted = entrances.admit(reader)
        more, secrets = admitted.environment, admitted.secrets
        password_file = tmp_path / "passwords"
        password_file.write_text(secrets["PGPASSFILE"])
        password_file.chmod(0o600)
        whole = {**environment, **more, "PGPASSFILE": str(password_file)}
        password = secrets["PGPASSFILE"].strip().rpartition(":")[2]
        assert password and not any(password in value for value in whole.values())
        address = more["AUDITOR_DB"]
        login = locate(address).address.user
        assert login is not None and "_lent_" in login
        listed = command(whole, "journey", "list")
        assert "Web shop" in listed.stdout, listed.stderr
        refused = command(whole, "journey", "new", "Mine")
        assert refused.returncode == 1 and refused.stderr.count("\n") == 1, refused.stderr
        with psycopg.connect(address, passfile=str(password_file), autocommit=True) as connection:
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute("UPDATE journey SET name = 'Mine'")
            admitted.let_out()
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
        gone = server._admin.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [login]).fetchone()
        assert gone == (0,)
    server.drop(name)
