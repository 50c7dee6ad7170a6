"""Who may do what in a database on a server: tried as each of them, by hand in SQL and with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import errors

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Access, Verdict
from auditor.settings.config import Config
from auditor.store import tables
from auditor.store.rights import RIGHTS
from auditor.workspace import Workspace
from tests.conftest import NOWHERE, Server, _made_with_shop
from tests.nouns.rounds import finish, round_of, say
from tests.walks import audit_of

STAFF = {"Anna": Access.OWNER, "Ed": Access.EDITOR, "Bo": Access.AUDITOR, "Cy": Access.AUDITOR, "Ri": Access.READER}


class House:
    """A database with rights, and everybody's way in."""

    def __init__(self, server: Server) -> None:
        """Make a shop, let everybody in, and begin a round of Bo and Cy in which Bo has answered."""
        self.database, self.url = server.copy(_made_with_shop)
        boss = Workspace.open(self.url, Config(NOWHERE, "Boss"))
        self.journey = 1
        boss.team.begin()
        self.people = {name: boss.people.add(name) for name in STAFF}
        self.logins = {
            name: boss.team.admit(self.people[name], access).login for name, access in STAFF.items()
        }
        self.boss = boss
        self.opened: list[Workspace] = []
        self.round = round_of(self.open("Ed"), self.journey, "Bo", "Cy")
        bo = self.open("Bo")
        say(bo, self.round["Bo"], 0, [Verdict.FAIL, Verdict.PASS])
        bo.audits.feel(audit_of(bo, self.round["Bo"]).visits[0].id, -2, note="awful")
        answer = audit_of(bo, self.round["Bo"]).visits[0].answers[0]
        bo.findings.name(answer.id)

    def open(self, name: str, called: str = "Somebody Else") -> Workspace:
        """Return a workspace of somebody, whose settings name them otherwise."""
        workspace = Workspace.open(self.address(self.logins[name]), Config(NOWHERE, called))
        self.opened.append(workspace)
        return workspace

    def address(self, login: str) -> str:
        """Return the URL of the database for a login."""
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{quote(login)}@{host}"))

    def sql(self, name: str, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Return what a statement gives somebody; nothing of it is kept."""
        login = "postgres" if name == "Boss" else self.logins[name]
        with psycopg.connect(self.address(login)) as connection:
            found = connection.execute(statement, values)  # type: ignore[arg-type]
            rows = found.fetchall() if found.description else []
            connection.rollback()
        return rows

    def close(self) -> None:
        """Let go of everything."""
        for workspace in (*self.opened, self.boss):
            workspace.close()


@pytest.fixture(scope="module")
def house(server: Server) -> Iterator[House]:
    """One house for all tests that keep nothing."""
    made = House(server)
    yield made
    made.close()


def test_every_table_has_its_rights() -> None:
    """A new table fails here until somebody says who may change it."""
    assert {*tables.SQLModel.metadata.tables, "alembic_version"} == {*RIGHTS}


OF_BO = {
    "visits": "SELECT 1 FROM visit WHERE note = 'awful' OR feeling = -2",
    "answers": "SELECT 1 FROM answer a JOIN visit v ON v.id = a.visit_id JOIN audit u ON u.id = v.audit_id"
    " JOIN person p ON p.id = u.auditor_id WHERE p.name = 'Bo'",
    "any answer": "SELECT 1 FROM answer WHERE verdict IS NOT NULL",
    "findings": "SELECT 1 FROM finding",
    "history": "SELECT 1 FROM change c WHERE c.who = 'Bo'",
    "rows of history": "SELECT 1 FROM change_row r WHERE r.entity IN ('answer', 'visit', 'finding')",
}


@pytest.mark.parametrize("who", ["Anna", "Ed", "Cy", "Ri"])
@pytest.mark.parametrize("what", OF_BO)
def test_what_is_sealed_is_its_auditors_alone(house: House, who: str, what: str) -> None:
    """Not the owner reads what Bo has answered in a round that has not finished, whatever role they take on."""
    assert house.sql("Bo", OF_BO[what])
    assert house.sql(who, OF_BO[what]) == []
