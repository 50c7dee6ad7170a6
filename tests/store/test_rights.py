"""Every rule of rights, tried with SQL as each role, table by table; and all ways round what is sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import psycopg
import pytest
from psycopg import errors, sql

from auditor.base.vocabulary import Access
from auditor.store.rights import EVERYBODYS, RIGHTS, SEALED
from tests.conftest import Server
from tests.house import SECRET, STAFF, FullHouse

OTHERS = ("Anna", "Ed", "Cy", "Ri")
"""Everybody but Bo."""

OF_AUDIT = "audit_id IN (SELECT id FROM audit WHERE auditor_id = {me})"
OF_VISIT = (
    "visit_id IN (SELECT v.id FROM visit v JOIN audit u ON u.id = v.audit_id WHERE u.auditor_id = {me})"
)
OF_FINDING = "finding_id IN (SELECT f.id FROM finding f WHERE f." + OF_VISIT + ")"
OWN: Mapping[str, str] = {
    "audit": "auditor_id = {me}",
    "item": OF_AUDIT,
    "visit": OF_AUDIT,
    "answer": OF_VISIT,
    "presence": OF_VISIT,
    "finding": OF_VISIT,
    "sighting": OF_VISIT,
    "picture": OF_FINDING,
    "action": "status IN ('proposed', 'dropped')",
    "link": "(action_id IN (SELECT id FROM action WHERE status IN ('proposed', 'dropped')) OR touchpoint_id IN"
    " (SELECT v.touchpoint_id FROM visit v JOIN audit u ON u.id = v.audit_id WHERE u.auditor_id = {me}))",
    "comment": "person_id = {me}",
}
"""The rows that an auditor may change, in the words of the administrator, who sees all."""

IN_ROUND = "IN (SELECT id FROM audit WHERE round_id IS NOT NULL AND auditor_id <> {me})"
OF_ROUND = "IN (SELECT id FROM visit WHERE audit_id " + IN_ROUND + ")"
FOUND_IN_ROUND = "IN (SELECT id FROM finding WHERE visit_id " + OF_ROUND + ")"
_ENTERED: Mapping[str, str] = {
    "visit": "id " + OF_ROUND,
    "answer": "visit_id " + OF_ROUND,
    "presence": "visit_id " + OF_ROUND,
    "item": "audit_id " + IN_ROUND,
    "finding": "visit_id " + OF_ROUND,
    "sighting": "visit_id " + OF_ROUND,
    "picture": "finding_id " + FOUND_IN_ROUND,
}
CHANGED_IN_ROUND = (
    "IN (SELECT change_id FROM change_row WHERE "
    + " OR ".join(
        f"entity = '{table}' AND row_id IN (SELECT id FROM {table} WHERE {asked})"
        for table, asked in _ENTERED.items()
    )
    + ")"
)
HIDDEN: Mapping[str, str] = {
    "visit": "audit_id " + IN_ROUND,
    "item": "audit_id " + IN_ROUND,
    "answer": "visit_id " + OF_ROUND,
    "presence": "visit_id " + OF_ROUND,
    "finding": "visit_id " + OF_ROUND,
    "sighting": "visit_id " + OF_ROUND,
    "picture": "finding_id " + FOUND_IN_ROUND,
    "picture_content": "sha256 IN (SELECT sha256 FROM picture WHERE finding_id " + FOUND_IN_ROUND + ")",
    "phrase": "id IN (SELECT phrase_id FROM finding WHERE visit_id " + OF_ROUND + ")",
    "change": "id " + CHANGED_IN_ROUND,
    "change_row": "change_id " + CHANGED_IN_ROUND,
}
"""The rows that somebody may not see, because they are another's in a round that goes on; in the same words."""

LEFT_TO: Mapping[str, str] = {
    "change": "login IN (SELECT name FROM login WHERE person_id = {me})",
    "change_row": "true",
    "login": "name NOT LIKE 'server:%%'",
    "person": "({owner} AND into_id IS NULL OR id NOT IN (SELECT person_id FROM login WHERE name LIKE 'server:%%'))",
}
"""The rows that whoever may write at all may change, where that is not all of them."""


@pytest.fixture(scope="module")
def house(server: Server) -> Iterator[FullHouse]:
    """One house for all tests, which keep nothing."""
    made = FullHouse(server)
    yield made
    made.close()


def test_every_table_has_rows_and_each_rule_its_words() -> None:
    """Whoever gives a table a rule of rows says here, in other words, which rows these are."""
    assert OWN.keys() == {table for table, right in RIGHTS.items() if right.own}
    assert HIDDEN.keys() == SEALED.keys()
    assert LEFT_TO.keys() == EVERYBODYS.keys()


def columns_of(house: FullHouse, table: str) -> tuple[str, ...]:
    rows = house.sql(
        "Boss",
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
        " ORDER BY ordinal_position",
        table,
    )
    return tuple(str(name) for (name,) in rows)


class Hand:
    """Somebody's connection, in which nothing is kept."""

    def __init__(self, address: str) -> None:
        self.connection = psycopg.connect(address)

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]] | None:
        """Return the rows that a statement gives, or their number as one row; None where rights refuse it.

        What anything but rights refuses was let through by them.
        """
        try:
            with self.connection.transaction(force_rollback=True):
                found = self.connection.execute(statement, values or None)
                return found.fetchall() if found.description else [(found.rowcount,)]
        except errors.InsufficientPrivilege:
            return None
        except errors.IntegrityError:
            return [("let through",)]
        except errors.FeatureNotSupported:
            return []

    def close(self) -> None:
        self.connection.close()


@pytest.fixture(scope="module")
def hands(house: FullHouse) -> Iterator[dict[str, Hand]]:
    """Everybody's connection, and that of a login which was let in to nothing."""
    with psycopg.connect(house.url, autocommit=True) as connection:
        connection.execute("CREATE ROLE stranger LOGIN")
        connection.execute(f"GRANT CONNECT ON DATABASE {house.database} TO stranger")
    found = {name: Hand(house.address(login)) for name, login in house.logins.items()}
    found["nobody"] = Hand(house.address("stranger"))
    found["Boss"] = Hand(house.url)
    yield found
    for hand in found.values():
        hand.close()
    with psycopg.connect(house.url, autocommit=True) as connection:
        connection.execute("DROP OWNED BY stranger")
        connection.execute("DROP ROLE stranger")


def count(hands: Mapping[str, Hand], who: str, house: FullHouse, table: str, *conditions: str) -> int:
    """Return how many rows of a table meet conditions on somebody, counted by the administrator."""
    told = {
        "me": str(house.people.get(who, 0)),
        "owner": "true" if STAFF.get(who) is Access.OWNER else "false",
    }
    asked = " AND ".join(f"({each.format(**told)})" for each in conditions) or "true"
    rows = hands["Boss"].rows(f'SELECT count(*) FROM "{table}" WHERE {asked.replace("%%", "%")}')
    assert rows is not None
    return int(str(rows[0][0]))


def in_sight(table: str) -> str:
    return f"({HIDDEN[table]}) IS NOT TRUE" if table in HIDDEN else "true"


@pytest.mark.parametrize("table", RIGHTS)
def test_whoever_is_let_in_reads_all_but_what_is_sealed(
    house: FullHouse, hands: Mapping[str, Hand], table: str
) -> None:
    assert count(hands, "Boss", house, table), "A test that looks at no row says nothing."
    if table in HIDDEN:
        assert count(hands, "Cy", house, table, HIDDEN[table]), "Bo has entered nothing here."
    for who in STAFF:
        assert hands[who].rows(f'SELECT count(*) FROM "{table}"') == [
            (count(hands, who, house, table, in_sight(table)),)
        ], who
    assert hands["nobody"].rows(f'SELECT count(*) FROM "{table}"') is None


@pytest.mark.parametrize("table", RIGHTS)
def test_each_changes_the_columns_and_rows_that_are_theirs(
    house: FullHouse, hands: Mapping[str, Hand], table: str
) -> None:
    columns = columns_of(house, table)
    for who, access in STAFF.items():
        may = RIGHTS[table].updates(access, columns)
        for column in columns:
            done = hands[who].rows(f'UPDATE "{table}" SET "{column}" = "{column}" WHERE false')
            assert (done is not None) is (column in may), (who, column)
        if may:
            own = OWN.get(table, "true") if access is Access.AUDITOR else "true"
            theirs = count(hands, who, house, table, in_sight(table), own, LEFT_TO.get(table, "true"))
            done = hands[who].rows(f'UPDATE "{table}" SET "{may[0]}" = "{may[0]}"')
            assert done == [(theirs,)], who
    assert hands["nobody"].rows(f'UPDATE "{table}" SET "{columns[0]}" = "{columns[0]}"') is None


@pytest.mark.parametrize("table", RIGHTS)
def test_nobody_deletes_empties_or_hangs_anything_on_a_table(
    house: FullHouse, hands: Mapping[str, Hand], table: str
) -> None:
    column = columns_of(house, table)[0]
    for who in (*STAFF, "nobody"):
        for statement in (
            f'DELETE FROM "{table}"',
            f'DELETE FROM "{table}" WHERE false',
            f'DELETE FROM "{table}" RETURNING *',
            f'TRUNCATE "{table}"',
            f'TRUNCATE "{table}" CASCADE',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" OWNER TO CURRENT_USER',
            f'CREATE POLICY mine ON "{table}" FOR SELECT USING (true)',
            f'CREATE VIEW mine AS SELECT * FROM "{table}"',
            f'CREATE TEMP VIEW mine AS SELECT * FROM "{table}"',
            f'CREATE INDEX ON "{table}" ("{column}")',
            f'CREATE TRIGGER mine BEFORE UPDATE ON "{table}" EXECUTE FUNCTION suppress_redundant_updates_trigger()',
            f'CREATE RULE mine AS ON UPDATE TO "{table}" DO INSTEAD NOTHING',
            f'CREATE STATISTICS mine ON "{column}", ("{column}" IS NULL) FROM "{table}"',
        ):
            assert hands[who].rows(statement) is None, (who, statement)
        further = "SELECT has_table_privilege(%s, %s, 'SELECT WITH GRANT OPTION, TRIGGER, REFERENCES')"
        login = house.logins.get(who, "stranger")
        assert hands["Boss"].rows(further, login, f'public."{table}"') == [(False,)], who


def put_in(hand: Hand, boss: Hand, table: str, condition: str) -> object:
    """Tell whether somebody may make a row like one that there is; None for a refusal, by rights alone."""
    rows = boss.rows(f'SELECT to_jsonb(x) FROM "{table}" x WHERE {condition} LIMIT 1')
    assert rows, f"No row of {table} meets {condition}."
    return hand.rows(
        f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_record(NULL::"{table}", %s)',
        psycopg.types.json.Jsonb(rows[0][0]),
    )


@pytest.mark.parametrize("table", [table for table in RIGHTS if table not in EVERYBODYS])
def test_each_makes_the_rows_that_are_theirs(house: FullHouse, hands: Mapping[str, Hand], table: str) -> None:
    for who, access in STAFF.items():
        may, me = RIGHTS[table].inserts(access), str(house.people[who])
        own = OWN.get(table, "true").format(me=me) if access is Access.AUDITOR else "true"
        seen = in_sight(table).format(me=me)
        if who != "Cy" or table not in OWN:
            done = put_in(hands[who], hands["Boss"], table, f"{own} AND {seen}")
            assert (done is not None) is may, who
        if access is Access.AUDITOR and table in OWN:
            assert put_in(hands[who], hands["Boss"], table, f"NOT ({own}) AND {seen}") is None, who
    assert put_in(hands["nobody"], hands["Boss"], table, "true") is None


def test_history_logins_and_people_are_made_by_whom_it_befits(
    house: FullHouse, hands: Mapping[str, Hand]
) -> None:
    """What one writes into the history is in one's own name, and nobody says who somebody is to the server."""
    boss = hands["Boss"]
    for who, access in STAFF.items():
        login, may = house.logins[who], access is not Access.READER
        for name, of in ((who, login), ("Mallory", login), (who, "mallory")):
            done = hands[who].rows(
                "INSERT INTO change (at, who, login, code, arguments, state)"
                " VALUES ('2026', %s, %s, 'x', '{}', 'done')",
                name,
                f"server:{of}",
            )
            assert (done is not None) is (may and name == who and of == login), (who, name, of)
        for asked, is_own in ((f"= 'server:{login}'", True), (f"<> 'server:{login}'", False)):
            told = boss.rows(f"SELECT max(id) FROM change WHERE login {asked}")
            assert told is not None
            if told[0][0] is not None:
                done = hands[who].rows(
                    "INSERT INTO change_row (change_id, entity, row_id, after) VALUES (%s, 'note', 1, '{}')",
                    told[0][0],
                )
                assert (done is not None) is (may and is_own), (who, asked)
        for name in ("server:mallory", "mallory"):
            done = hands[who].rows("INSERT INTO login (name, person_id) VALUES (%s, 1)", name)
            assert (done is not None) is (access is Access.OWNER and name == "mallory"), (who, name)
        done = hands[who].rows("INSERT INTO person (uid, revision, name) VALUES ('x', 1, 'Pia')")
        assert (done is not None) is access.reaches(Access.EDITOR), who


def columns_with_text(house: FullHouse, table: str) -> str:
    """Return the expression of a row of a table in which the secret stands, if it stands there at all."""
    return "encode(content, 'escape')" if table == "picture_content" else "x::text"


FOUND = "SELECT count(*) FROM \"{table}\" x WHERE {row} LIKE '%{secret}%'"
WAYS: Mapping[str, str] = {
    "counting": FOUND,
    "copying": "COPY ({found}) TO STDOUT",
    "failing": "SELECT count(CASE WHEN {row} LIKE '%{secret}%' THEN 1 / (length({row}) - length({row})) END) FROM \"{table}\" x",
    "failing in the condition": "SELECT count(*) FROM \"{table}\" x WHERE 1 / (CASE WHEN {row} LIKE '%{secret}%'"
    " THEN length({row}) - length({row}) ELSE 1 END) = 2",
    "gathering": "SELECT sum(CASE WHEN j LIKE '%{secret}%' THEN 1 ELSE 0 END) FROM (SELECT string_agg({row}, ' ') j"
    ' FROM "{table}" x) y',
    "sampling": 'SELECT count(*) FROM (SELECT {row} AS j FROM "{table}" x TABLESAMPLE SYSTEM (100)) y'
    " WHERE j LIKE '%{secret}%'",
    "asking sideways": 'SELECT count(*) FROM journey o, LATERAL (SELECT 1 FROM "{table}" x'
    " WHERE o.id = 1 AND {row} LIKE '%{secret}%') y",
    "by the parent": 'WITH RECURSIVE w AS (SELECT {row} AS j FROM "{table}" x) SELECT count(*) FROM w'
    " WHERE j LIKE '%{secret}%'",
}
"""Ways to read of a table what is sealed; each gives a number of what it has found, or none."""


@pytest.mark.parametrize("table", RIGHTS)
def test_nobody_comes_by_what_is_sealed(house: FullHouse, hands: Mapping[str, Hand], table: str) -> None:
    """What Bo has entered stands in no row of any table that another reads; Bo finds it by each way."""
    row = columns_with_text(house, table)
    told = {"table": table, "row": row, "secret": SECRET}
    told["found"] = FOUND.format(**told)
    for way, statement in WAYS.items():
        asked = statement.format(**told)
        for who in (*OTHERS, "Bo"):
            found = _found(hands[who].connection, asked)
            assert found is (who == "Bo" and table in SEALED), (who, way)


def _found(connection: psycopg.Connection[tuple[object, ...]], statement: str) -> bool:
    """Tell whether a way has found something: by its number, or because it failed over it."""
    try:
        with connection.transaction(force_rollback=True), connection.cursor() as cursor:
            if statement.startswith("COPY"):
                with cursor.copy(sql.SQL(statement)) as copy:
                    number = b"".join(copy).strip() or b"0"
            else:
                (number,) = cursor.execute(statement).fetchone() or (0,)  # type: ignore[assignment]
            return int(number or 0) > 0
    except errors.DivisionByZero:
        return True


@pytest.mark.parametrize("table", SEALED)
def test_nobody_probes_what_is_sealed_by_writing(
    house: FullHouse, hands: Mapping[str, Hand], table: str
) -> None:
    """Whoever writes what would clash with a sealed row is refused before it is looked for, and gets nothing back."""
    row = columns_with_text(house, table)
    columns = columns_of(house, table)
    for who in OTHERS:
        hidden = HIDDEN[table].format(me=house.people[who])
        for how in ("", " ON CONFLICT DO NOTHING", " RETURNING *"):
            rows = hands["Boss"].rows(f'SELECT to_jsonb(x) FROM "{table}" x WHERE {hidden} LIMIT 1')
            assert rows
            done = hands[who].rows(
                f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_record(NULL::"{table}", %s){how}',
                psycopg.types.json.Jsonb(rows[0][0]),
            )
            assert done is None, (who, how)
        for statement in (
            f'UPDATE "{table}" SET "{columns[-1]}" = "{columns[-1]}" RETURNING {row.replace("x::", table + "::")}',
            f'SELECT {row} FROM "{table}" x FOR UPDATE',
            f'SELECT {row} FROM "{table}" x FOR KEY SHARE',
        ):
            done = hands[who].rows(statement)
            assert not any(SECRET in str(each) for each in done or ()), (who, statement)


def test_no_role_that_can_be_taken_on_reads_or_lifts_what_is_sealed(
    house: FullHouse, hands: Mapping[str, Hand]
) -> None:
    """Whatever roles somebody can be, an owner too: none shows more, and none can alter a rule."""
    roles = [str(name) for (name,) in house.sql("Boss", "SELECT rolname FROM pg_roles")]
    for who in OTHERS:
        taken = 0
        for role in roles:
            try:
                with hands[who].connection.transaction(force_rollback=True):
                    hands[who].connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
            except errors.InsufficientPrivilege:
                continue
            taken += 1
            for table in SEALED:
                row = columns_with_text(house, table)
                for before in (
                    "SELECT 1",
                    f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
                    f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
                    f'CREATE POLICY mine ON "{table}" FOR SELECT USING (true)',
                    "SET LOCAL row_security = off",
                ):
                    found = 0
                    try:
                        with hands[who].connection.transaction(force_rollback=True):
                            connection = hands[who].connection
                            connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
                            connection.execute(before)
                            if before == "SELECT 1" or before.startswith("SET"):
                                asked = FOUND.format(table=table, row=row, secret=SECRET)
                                (found,) = connection.execute(asked).fetchone() or (0,)
                            else:
                                found = 1
                    except errors.InsufficientPrivilege:
                        pass
                    assert found == 0, (who, role, table, before)
        assert taken >= 2, "Somebody can be oneself, and of one's group."


def test_functions_and_views_tell_numbers_alone(house: FullHouse, hands: Mapping[str, Hand]) -> None:
    """No function of ours gives anybody a word of what is sealed, and there is no view; nor do PostgreSQL's own."""
    assert house.sql("Boss", "SELECT 1 FROM pg_views WHERE schemaname IN ('public', 'auditor_rights')") == []
    functions = house.sql(
        "Boss",
        "SELECT p.proname, p.pronargs, p.prorettype = 'trigger'::regtype FROM pg_proc p"
        " WHERE p.pronamespace = 'auditor_rights'::regnamespace",
    )
    told = {"finding_numbers": "1", "access_of": f"'{house.logins['Bo']}'"}
    for who in OTHERS:
        for name, arguments, is_trigger in functions:
            if is_trigger or (arguments and name not in told):
                continue
            rows = hands[who].rows(f"SELECT x::text FROM auditor_rights.{name}({told.get(str(name), '')}) x")
            assert not any(SECRET in str(row) for row in rows or ()), (who, name)
        for asked in (
            "SELECT most_common_vals::text || histogram_bounds::text FROM pg_stats",
            "SELECT stavalues1::text FROM pg_statistic",
            "SELECT query FROM pg_stat_activity",
            "SELECT pg_read_file('postgresql.conf')",
            "SELECT prosrc FROM pg_proc",
            "SELECT table_to_xml('answer', true, false, '')::text",
            "SELECT schema_to_xml('public', true, false, '')::text",
            "SELECT * FROM auditor_rights.made",
        ):
            rows = hands[who].rows(asked)
            assert not any(SECRET in str(row) for row in rows or ()), (who, asked)


def test_nobody_becomes_another_to_read_what_is_sealed(house: FullHouse, hands: Mapping[str, Hand]) -> None:
    """A login that is let in as somebody stays theirs; nobody but owners lets in, and none as somebody they are not."""
    bo = house.people["Bo"]
    for who in OTHERS:
        login = house.logins[who]
        for statement in (
            f"UPDATE login SET person_id = {bo} WHERE name = 'server:{login}'",
            f"UPDATE audit SET auditor_id = {house.people[who]} WHERE id = {house.round['Bo']}",
            f"UPDATE audit SET finished_at = '2026' WHERE id = {house.round['Bo']}",
            f"UPDATE audit SET round_id = NULL WHERE id = {house.round['Bo']}",
            f"UPDATE audit SET kind = 'agreed' WHERE id = {house.round['Bo']}",
            f"UPDATE visit SET audit_id = {house.round['Cy']} WHERE audit_id = {house.round['Bo']}",
            f"SET SESSION AUTHORIZATION {house.logins['Bo']}",
            f"SET ROLE {house.logins['Bo']}",
        ):
            done = hands[who].rows(statement)
            assert done in (None, [(0,)]), (who, statement)
        with pytest.raises((errors.UniqueViolation, errors.InsufficientPrivilege)):
            hands[who].connection.execute(
                "SELECT auditor_rights.admit(%s, 'reader', %s, NULL, NULL)", (bo, login)
            )
        hands[who].connection.rollback()


def test_what_was_granted_by_hand_is_taken_back(server: Server) -> None:
    """Rights that somebody was given before, or beside the table of rights, end when it is set up or renewed."""
    house = FullHouse(server)
    try:
        login = house.logins["Ri"]
        for statement in (
            f"GRANT ALL ON journey, answer TO {login}",
            f"GRANT UPDATE (name) ON person TO {login}",
        ):
            with psycopg.connect(house.url) as connection:
                connection.execute(statement)
        reader = Hand(house.address(login))
        assert reader.rows("DELETE FROM journey WHERE false") is not None
        house.boss.team.begin()
        for statement in ("DELETE FROM journey", "UPDATE person SET name = name", "DELETE FROM answer"):
            assert reader.rows(statement) is None, statement
        assert reader.rows("SELECT 1 FROM journey")
        reader.close()
    finally:
        house.close()
