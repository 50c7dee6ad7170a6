"""Who may do what in a database on a server: tried as each of them, by hand in SQL and with the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import Connection
from sqlmodel import SQLModel

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.vocabulary import Access, Verdict
from auditor.settings.config import Config
from auditor.store import schema
from auditor.store.rights import RIGHTS
from auditor.store.tables import ENTITIES
from auditor.workspace import Workspace
from tests.conftest import NOWHERE, Server
from tests.house import STAFF, House
from tests.nouns.rounds import finish, say
from tests.walks import actions, audit_of, give_verdicts


@pytest.fixture(scope="module")
def house(server: Server) -> Iterator[House]:
    """One house for all tests that keep nothing."""
    made = House(server)
    yield made
    made.close()


def test_every_table_has_its_rights() -> None:
    """A new table fails here until somebody says who may change it."""
    assert ENTITIES.keys() <= RIGHTS.keys()
    assert {*SQLModel.metadata.tables, "alembic_version"} == {*RIGHTS}


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


REFUSED = {
    "deletes": "DELETE FROM comment",
    "empties": "TRUNCATE action CASCADE",
    "drops": "DROP TABLE link",
    "alters": "ALTER TABLE action ADD COLUMN mine text",
    "lifts a rule": "ALTER TABLE answer DISABLE ROW LEVEL SECURITY",
    "makes a function": "CREATE OR REPLACE FUNCTION auditor_rights.me() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "makes a table": "CREATE TABLE mine (id integer)",
    "makes a role": "CREATE ROLE mine SUPERUSER LOGIN",
    "reads passwords": "SELECT rolpassword FROM pg_authid",
    "is another": "SET SESSION AUTHORIZATION postgres",
    "is the server": "SET ROLE postgres",
    "is the keeper": (
        "DO $$ BEGIN EXECUTE 'SET ROLE ' || (SELECT rolname FROM pg_roles WHERE rolname LIKE 'auditor%keeper'"
        " LIMIT 1); END $$"
    ),
    "notes what was made": "INSERT INTO auditor_rights.made SELECT id, pg_current_xact_id() FROM audit",
    "forges who": (
        "INSERT INTO change (at, who, login, code, arguments, state)"
        " SELECT '2026', 'Mallory', 'server:' || session_user, 'x', '{}', 'done'"
    ),
    "forges the login": (
        "INSERT INTO change (at, who, login, code, arguments, state)"
        " VALUES ('2026', 'Mallory', 'server:mallory', 'x', '{}', 'done')"
    ),
    "changes history": "UPDATE change SET who = 'Cy'",
    "adds to another's history": (
        "INSERT INTO change_row (change_id, entity, row_id, after)"
        " SELECT min(id), 'note', 1, '{}' FROM change WHERE login NOT LIKE '%' || session_user"
    ),
    "becomes another": "UPDATE login SET person_id = 4 WHERE name = 'server:' || session_user",
    "binds a login": "INSERT INTO login (name, person_id) VALUES ('server:mallory', 4)",
}


def refused(house: House, who: str, statement: str) -> bool:
    """Tell whether a statement is refused, or reaches no row."""
    with psycopg.connect(house.address(house.logins[who])) as connection:
        try:
            done = connection.execute(statement)
            return statement.startswith("UPDATE") and done.rowcount == 0
        except (errors.InsufficientPrivilege, errors.InvalidParameterValue):
            return True
        finally:
            connection.rollback()


@pytest.mark.parametrize("who", STAFF)
def test_nobody_goes_round_the_rules(house: House, who: str) -> None:
    """Whatever somebody's access, these are refused."""
    assert [what for what, statement in REFUSED.items() if not refused(house, who, statement)] == []


def test_sealed_audits_are_changed_by_their_auditor_alone(house: House) -> None:
    """Nobody opens another's sealed audit by changing it, or by what hangs on it; leaving the round alone is possible."""
    audit = house.round["Bo"]
    for who in ("Anna", "Ed", "Cy"):
        for changed in (
            "round_id = NULL",
            "kind = 'agreed'",
            "finished_at = '2026'",
            f"auditor_id = {house.people[who]}",
        ):
            assert refused(house, who, f"UPDATE audit SET {changed} WHERE id = {audit}"), (who, changed)
        for table in ("visit", "answer", "finding", "presence", "sighting", "item"):
            column = "audit_id" if table in ("visit", "item") else "visit_id"
            assert refused(
                house,
                who,
                f"UPDATE {table} SET revision = revision + 1 WHERE {column} IS NOT NULL"
                f" AND {column} NOT IN (SELECT id FROM {'audit' if column == 'audit_id' else 'visit'}"
                f" {'WHERE auditor_id = ' + str(house.people[who]) if column == 'audit_id' else ''})",
            )
    assert not refused(
        house, "Ed", f"UPDATE audit SET removed_at = '2026', revision = revision + 1 WHERE id = {audit}"
    )


def test_the_merged_are_not_who_they_are_merged_into(house: House) -> None:
    """Who somebody is to the server follows nothing that a table of people says."""
    for who in ("Anna", "Ed"):
        assert refused(
            house, who, f"UPDATE person SET into_id = {house.people['Bo']} WHERE id = {house.people[who]}"
        )


def test_each_may_write_what_their_access_says(house: House) -> None:
    """Settings are the owners', journeys the editors', own comments the auditors'; readers write nothing at all."""
    tried = {
        "UPDATE setting SET value = value": {"Anna"},
        "UPDATE journey SET name = name": {"Anna", "Ed"},
        "UPDATE change_row SET before = before WHERE false": {"Anna"},
        "INSERT INTO wording (checklist, check_key, digest, severity, remedy_effort, remedy_impact, standard, content)"
        " VALUES ('x', 'x', 'x', 1, 1, 1, '', '')": {"Anna", "Ed", "Bo"},
    }
    for statement, may in tried.items():
        found = set()
        for who in ("Anna", "Ed", "Bo", "Ri"):
            with psycopg.connect(house.address(house.logins[who])) as connection:
                try:
                    connection.execute(statement)
                    found.add(who)
                except errors.InsufficientPrivilege:
                    pass
                connection.rollback()
        assert found == may, statement


def test_history_names_the_person_whatever_the_settings_say(house: House) -> None:
    """The settings of Bo's machine say another name; the server knows who it is."""
    bo = house.open("Bo", "Cy")
    assert bo.who == "Bo"
    login = f"server:{house.logins['Bo']}"
    made = "SELECT DISTINCT who, login FROM change WHERE login = %s"
    assert house.sql("Bo", made, login) == [("Bo", login)]


def test_each_role_does_their_job(server: Server) -> None:
    """An auditor begins, walks and finishes an audit; a round ends and is open; an editor edits; rights come and go."""
    house = House(server)
    try:
        ed, bo, cy, ri = (house.open(name) for name in ("Ed", "Bo", "Cy", "Ri"))
        say(cy, house.round["Cy"], 0, [Verdict.FAIL])
        cy_finding = cy.findings.name(audit_of(cy, house.round["Cy"]).visits[0].answers[0].id)
        assert cy_finding
        finish(bo, house.round["Bo"])
        finish(cy, house.round["Cy"])
        assert house.sql("Ri", OF_BO["answers"])
        assert house.sql("Ri", OF_BO["history"])
        agreed = ed.rounds.agree(next(iter(ed.reads.rounds.lines(house.journey))).id)
        ed.audits.finish(agreed)
        assert audit_of(ri, agreed).finished

        own = bo.audits.start(house.journey, None)
        give_verdicts(bo, own, touchpoints=3)
        bo.audits.finish(own)
        bo.undoing.undo()
        bo.undoing.redo()
        proposed = actions(bo)
        assert proposed
        bo.actions.comment([proposed[0].id], "Seen twice")
        with pytest.raises(RefusedError):
            bo.audits.answer(audit_of(bo, agreed).visits[0].answers[0].id, Verdict.PASS)
        ed.journeys.edit(house.journey, name="Ours")
        assert bo.reads.journeys.get(house.journey).name == "Ours"  # type: ignore[union-attr]

        house.boss.team.change(house.people["Ed"], Access.READER)
        with pytest.raises(AuditorError):
            ed.journeys.edit(house.journey, name="Mine")
        with pytest.raises(RefusedError, match="last owner"):
            house.boss.team.dismiss(house.people["Anna"])
        house.boss.team.dismiss(house.people["Bo"])
        with pytest.raises(psycopg.OperationalError):
            house.sql("Bo", "SELECT 1")
        house.boss.team.begin()
        assert house.open("Ri").access is Access.READER
    finally:
        house.close()


def test_a_lent_login_can_do_no_more_than_its_person(house: House) -> None:
    """A session in the browser gets a login of its own, which is gone when it is taken back."""
    soon = datetime.now(UTC) + timedelta(hours=1)
    bo = house.open("Bo")
    with pytest.raises(RefusedError):
        bo.team.lend(house.people["Bo"], Access.EDITOR, soon)
    with pytest.raises(RefusedError):
        bo.team.lend(house.people["Cy"], Access.READER, soon)
    lent = bo.team.lend(house.people["Bo"], Access.READER, soon)
    assert lent.password and lent.password not in repr(lent)
    house.logins["lent"] = lent.login
    assert house.open("lent").access is Access.READER
    assert house.sql("lent", OF_BO["answers"]), "It is Bo who reads."
    bo.team.take_back(lent.login)
    again = house.boss.team.lend(house.people["Ri"], Access.READER, soon)
    house.boss.team.change(house.people["Ri"], Access.READER)
    assert again.login not in {one.login for one in house.boss.team.members()}, (
        "Whoever changes is lent anew."
    )
    with pytest.raises(psycopg.OperationalError):
        house.sql("lent", "SELECT 1")


def test_access_is_told_and_readers_are_refused_in_a_line(house: House) -> None:
    """Who may only read is told that, once, and nothing is written."""
    assert {name: house.open(name).access for name in STAFF} == STAFF
    reader = house.open("Ri")
    assert reader.reads.journeys.get(house.journey) is not None
    with pytest.raises(Exception, match="You may read here") as refusal:
        reader.journeys.edit(house.journey, name="Mine")
    assert "\n" not in str(refusal.value)


def test_the_servers_administrator_is_told_from_members(house: House) -> None:
    """No rule holds for a superuser, so nothing is taken from one, and nobody is made one's like in the list."""
    members = {one.name: one for one in house.open("Ri").team.members()}
    assert {name for name, one in members.items() if one.administers} == {"Boss"}
    boss = members["Boss"].person_id
    for change in (
        lambda: house.open("Anna").team.dismiss(boss),
        lambda: house.open("Anna").team.change(boss, Access.READER),
        lambda: house.open("Anna").team.admit(house.people["Ri"], Access.READER, "postgres"),
    ):
        with pytest.raises(RefusedError, match="administers the server"):
            change()


def test_a_login_is_not_made_another_persons(house: House) -> None:
    """An owner who could lend a login from person to person would be whom they like, and nobody saw it."""
    anna = house.open("Anna")
    for name in ("Anna", "Ed"):
        with pytest.raises(RefusedError, match="somebody else’s"):
            anna.team.admit(house.people["Bo"], Access.AUDITOR, house.logins[name])


def test_a_login_of_the_server_is_left_to_it(house: House) -> None:
    """Whoever is let in no longer by a login that was there before can go on with it elsewhere; one that was made ends."""
    with psycopg.connect(house.url, autocommit=True) as connection:
        connection.execute("CREATE ROLE elsewhere LOGIN")
        try:
            anna, pia = house.open("Anna"), house.boss.people.add("Pia Left")
            anna.team.admit(pia, Access.READER, "elsewhere")
            made = anna.team.admit(pia, Access.READER)
            anna.team.dismiss(pia)
            stand = connection.execute(
                "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname IN ('elsewhere', %s)", [made.login]
            ).fetchall()
            assert dict(stand) == {"elsewhere": True, made.login: False}
            assert pia not in {one.person_id for one in anna.team.members()}
        finally:
            connection.execute("DROP ROLE elsewhere")


def test_a_guest_of_a_file_writes_no_more_than_they_were_let(path: Path) -> None:
    """A session that was begun with less than an owner's access is refused before anything is written."""
    guest = Workspace.open(str(path), Config(NOWHERE, "Kim"))
    guest.lower_access(Access.AUDITOR)
    guest.lower_access(Access.OWNER)
    assert guest.access is Access.AUDITOR
    visit = audit_of(guest, 1).visits[4]
    guest.audits.answer(visit.answers[0].id, Verdict.PASS)
    guest.audits.finish(1)
    with pytest.raises(RefusedError, match="does not reach"):
        guest.journeys.edit(1, name="Mine")
    guest.lower_access(Access.READER)
    with pytest.raises(RefusedError, match="You may read here"):
        guest.audits.reopen(1)
    guest.close()


def test_the_administrator_brings_a_database_with_rights_up_to_date(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration sees all rows, what is sealed among them, and leaves every rule as it was; owners may not."""
    house = House(server)
    try:
        with psycopg.connect(house.url) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0009'")

        def upgrade(connection: Connection) -> None:
            count = connection.exec_driver_sql(
                "SELECT count(*) FROM answer WHERE verdict IS NOT NULL"
            ).scalar()
            assert count, "The migration sees no answers."
            connection.exec_driver_sql("ALTER TABLE answer ADD COLUMN more text")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0010'")

        monkeypatch.setattr(schema, "upgrade", upgrade)
        for name in ("Ed", "Anna"):
            with pytest.raises(RefusedError, match="whoever administers its server"):
                house.open(name).reads.journeys.lines()
        with closing(Workspace.open(house.url, Config(NOWHERE, "Boss"))) as boss:
            assert boss.reads.journeys.lines()
        assert house.sql("Bo", OF_BO["answers"])
        assert house.sql("Anna", OF_BO["answers"]) == []
        assert refused(house, "Anna", "UPDATE answer SET more = 'x'")
    finally:
        house.close()


def test_a_sound_database_stays_sound_with_rights(house: House) -> None:
    """What rights put there is the program's own, whoever looks."""
    assert house.open("Anna").upkeep.check() == []
    assert house.boss.upkeep.check() == []


def test_a_new_login_is_written_in_letters_that_every_program_takes(house: House) -> None:
    made = house.boss.team.admit(house.boss.people.add("Åsa Østbø-Æng"), Access.READER)
    assert made.login == "asa_ostboaeng"


def test_a_password_is_told_once_and_stands_nowhere(house: House) -> None:
    """A new login has a long password that the server keeps only as a SCRAM verifier."""
    made = house.boss.team.admit(house.boss.people.add("Pia"), Access.READER)
    assert len(made.password) >= 32 and made.password not in repr(made)
    kept = house.sql("Boss", "SELECT rolpassword FROM pg_authid WHERE rolname = %s", made.login)
    assert str(kept[0][0]).startswith("SCRAM-SHA-256$") and made.password not in str(kept)
