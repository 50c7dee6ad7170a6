"""The table of rights as a PostgreSQL holds it: groups, grants, and rules of rows. See docs/ARCHITECTURE.md.

Everything that decides stands in the schema `auditor_rights`, as functions of a role that nobody can log in as. A
database without that schema has no rights set up, and whoever may connect to it is an owner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import Access
from auditor.store.rights import EVERYBODYS, RIGHTS, SEALED

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCHEMA = "auditor_rights"
"""Where the functions are."""
_OF_KEEPER = "_keeper"
_KEEPER = "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = %(name)s"

OF_RIGHTS = frozenset({("audit", "auditor_note_made"), ("audit", "auditor_keep_sealed")})
"""The triggers of rights, by table: see `keep_sealed` and `note_made`."""

_SET_UP = f"SELECT to_regnamespace('{SCHEMA}') IS NOT NULL"
_ACCESS = f"SELECT {SCHEMA}.access()"


class Groups:
    """The names of a database's roles, which are of the whole server: made of the identity it had when they were made."""

    def __init__(self, prefix: str) -> None:
        """Name the groups whose names begin with `prefix`."""
        self.prefix = prefix
        self.tables = f"{self.prefix}_tables"
        """Owns the tables. Whoever administers the server takes it on to bring the schema up to date; an owner of the
        database can't, because whoever owns a table can lift its rules."""
        self.keeper = f"{self.prefix}{_OF_KEEPER}"
        """Whose rights the functions have: it sees all rows and makes logins, and nobody can be it."""

    def of(self, access: Access) -> str:
        """Return the group of those with some access."""
        return f"{self.prefix}_{access.value}"


def is_set_up(connection: Connection) -> bool:
    """Tell whether a database has rights set up."""
    return bool(connection.exec_driver_sql(_SET_UP).scalar())


def access_of(connection: Connection) -> Access:
    """Return what whoever is connected may do; raise RefusedError where that is nothing."""
    if not is_set_up(connection):
        return Access.OWNER
    may_ask = "SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = %(name)s"
    found = ""
    if connection.exec_driver_sql(may_ask, {"name": SCHEMA}).scalar():
        found = str(connection.exec_driver_sql(_ACCESS).scalar() or "")
    if not found:
        raise RefusedError(
            _("You are let in to nothing here: an owner of the database can change that (auditor team add).")
        )
    return Access(found)


def groups_of(connection: Connection) -> Groups:
    """Return the groups of the database that is connected to."""
    # A database that another one was moved into has another identity than the one its groups were named by.
    keeper = connection.exec_driver_sql(_KEEPER, {"name": SCHEMA}).scalar()
    if keeper is not None:
        return Groups(str(keeper).removesuffix(_OF_KEEPER))
    uid = str(connection.exec_driver_sql("SELECT uid FROM identity").scalar())
    return Groups(f"auditor_{uid[:8]}")


def set_up(connection: Connection) -> None:
    """Make groups, functions, grants and rules, or renew them. Raises RefusedError where the login may not.

    It needs a superuser of the server, or one who may make roles and to whom the tables belong.
    """
    allowed = connection.exec_driver_sql(
        "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = session_user"
    ).scalar()
    if not allowed:
        raise RefusedError(
            _(
                "Setting up rights needs a login that may make others: connect as one that administers the server "
                "(CREATEROLE or superuser)."
            )
        )
    groups = groups_of(connection)
    for statement in (*_roles(connection, groups), *_functions(connection, groups)):
        _run(connection, statement)
    _apply(connection)
    if not _is_super(connection):
        for role in (groups.tables, groups.keeper):
            connection.exec_driver_sql(f"REVOKE {role} FROM SESSION_USER")
        connection.exec_driver_sql(f"GRANT {groups.of(Access.OWNER)} TO SESSION_USER")


def _is_super(connection: Connection) -> bool:
    asked = "SELECT rolsuper FROM pg_roles WHERE rolname = session_user"
    return bool(connection.exec_driver_sql(asked).scalar())


def _version(connection: Connection) -> int:
    return int(str(connection.exec_driver_sql("SHOW server_version_num").scalar()))


def _roles(connection: Connection, groups: Groups) -> Iterator[str]:
    known = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    version = _version(connection)
    admin = " WITH ADMIN TRUE, INHERIT FALSE, SET FALSE" if version >= 160000 else " WITH ADMIN OPTION"
    ours = [groups.of(access) for access in Access]
    for role in (groups.tables, *ours):
        if role not in known:
            yield f"CREATE ROLE {role} NOLOGIN NOINHERIT"
    if groups.keeper not in known:
        yield f"CREATE ROLE {groups.keeper} NOLOGIN CREATEROLE"
    if not _is_super(connection):
        for role in (groups.tables, groups.keeper):
            yield f"GRANT {role} TO SESSION_USER" + (
                " WITH INHERIT TRUE, SET TRUE" if version >= 160000 else ""
            )
    for role in ours:
        yield f"GRANT {role} TO {groups.keeper}{admin}"
    # Where rights were set up by an older version, owners could take on the tables.
    if groups.tables in known:
        yield f"REVOKE {groups.tables} FROM {groups.of(Access.OWNER)}"
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
    everybody = ", ".join([*ours, groups.keeper, groups.tables])
    yield f"GRANT USAGE ON SCHEMA {schema} TO {everybody}"
    yield f"GRANT CREATE ON SCHEMA {schema} TO {groups.tables}"
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC"
    database = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar()
    yield f"GRANT CONNECT ON DATABASE {database} TO {everybody}"
    yield f"REVOKE CONNECT, TEMPORARY ON DATABASE {database} FROM PUBLIC"
    yield f"GRANT CREATE ON DATABASE {database} TO {groups.keeper}"


def _functions(connection: Connection, groups: Groups) -> Iterator[str]:
    schema = str(connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar())
    yield f"CREATE SCHEMA IF NOT EXISTS {SCHEMA} AUTHORIZATION {groups.keeper}"
    yield f"SET LOCAL ROLE {groups.keeper}"
    yield f"CREATE TABLE IF NOT EXISTS {SCHEMA}.made (audit_id integer PRIMARY KEY, xid xid8 NOT NULL)"
    for name, takes, gives, kind, body in _BODIES:
        told = body.format(s=SCHEMA, g=groups.prefix)
        yield (
            f"CREATE OR REPLACE FUNCTION {SCHEMA}.{name}({takes}) RETURNS {gives} LANGUAGE plpgsql {kind}"
            f" SECURITY DEFINER SET search_path = pg_catalog, {schema}, pg_temp AS $body$ {told} $body$"
        )
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC"
    everybody = ", ".join(groups.of(access) for access in Access)
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {everybody}, {groups.tables}"
    names = ", ".join(f"{SCHEMA}.{name}({takes})" for name, takes, *_rest in _BODIES)
    yield f"GRANT EXECUTE ON FUNCTION {names} TO {everybody}, {groups.tables}"
    yield "RESET ROLE"


_BODIES: Sequence[tuple[str, str, str, str, str]] = (
    (
        "me",
        "",
        "integer",
        "STABLE",
        "BEGIN RETURN (SELECT l.person_id FROM login l WHERE l.name = 'server:' || session_user); END",
    ),
    (
        "access_of",
        "who name",
        "text",
        "STABLE",
        """BEGIN
        RETURN CASE WHEN (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = who) THEN 'owner'
            WHEN pg_has_role(who, '{g}_owner', 'USAGE') THEN 'owner'
            WHEN pg_has_role(who, '{g}_editor', 'USAGE') THEN 'editor'
            WHEN pg_has_role(who, '{g}_auditor', 'USAGE') THEN 'auditor'
            WHEN pg_has_role(who, '{g}_reader', 'USAGE') THEN 'reader' END;
        END""",
    ),
    ("access", "", "text", "STABLE", "BEGIN RETURN {s}.access_of(session_user); END"),
    (
        "hidden_audits",
        "",
        "SETOF integer",
        "STABLE ROWS 2",
        # Whoever begins a round makes the audits of the others; what is in them is theirs from the commit on.
        """DECLARE mine integer := {s}.me();
        BEGIN
        RETURN QUERY SELECT a.id FROM audit a
            WHERE a.round_id IS NOT NULL AND a.kind <> 'agreed' AND a.auditor_id IS DISTINCT FROM mine
            AND (a.removed_at IS NOT NULL OR EXISTS (SELECT 1 FROM audit o WHERE o.round_id = a.round_id
                AND o.kind <> 'agreed' AND o.removed_at IS NULL AND o.finished_at IS NULL))
            AND NOT EXISTS (SELECT 1 FROM {s}.made m
                WHERE m.audit_id = a.id AND m.xid = pg_current_xact_id_if_assigned());
        END""",
    ),
    (
        "hides",
        "",
        "boolean",
        "STABLE",
        "BEGIN RETURN EXISTS (SELECT 1 FROM {s}.hidden_audits()); END",
    ),
    (
        "hidden_visits",
        "",
        "SETOF integer",
        "STABLE ROWS 50",
        "BEGIN RETURN QUERY SELECT v.id FROM visit v WHERE v.audit_id IN (SELECT {s}.hidden_audits()); END",
    ),
    (
        "hidden_findings",
        "",
        "SETOF integer",
        "STABLE ROWS 50",
        "BEGIN RETURN QUERY SELECT f.id FROM finding f WHERE f.visit_id IN (SELECT {s}.hidden_visits()); END",
    ),
    (
        "hidden_pictures",
        "",
        "SETOF varchar",
        "STABLE ROWS 20",
        # Of a content that somebody shows elsewhere nothing is to be hidden.
        """BEGIN RETURN QUERY SELECT p.sha256 FROM picture p GROUP BY p.sha256
            HAVING bool_and(p.finding_id IN (SELECT {s}.hidden_findings())); END""",
    ),
    (
        "hidden_phrases",
        "",
        "SETOF integer",
        "STABLE ROWS 20",
        # Of a wording that a finding in sight says nothing is to be hidden.
        """BEGIN RETURN QUERY SELECT f.phrase_id FROM finding f WHERE f.phrase_id IS NOT NULL GROUP BY f.phrase_id
            HAVING bool_and(f.id IN (SELECT {s}.hidden_findings())); END""",
    ),
    (
        "hidden_changes",
        "",
        "SETOF integer",
        "STABLE ROWS 100",
        """BEGIN RETURN QUERY
        WITH audits AS MATERIALIZED (SELECT {s}.hidden_audits() AS id),
        visits AS MATERIALIZED (SELECT v.id FROM visit v WHERE v.audit_id IN (SELECT id FROM audits)),
        findings AS MATERIALIZED (SELECT f.id FROM finding f WHERE f.visit_id IN (SELECT id FROM visits)),
        named AS (
            SELECT 'visit' AS entity, v.id FROM visits v
            UNION ALL SELECT 'answer', a.id FROM answer a WHERE a.visit_id IN (SELECT id FROM visits)
            UNION ALL SELECT 'presence', p.id FROM presence p WHERE p.visit_id IN (SELECT id FROM visits)
            UNION ALL SELECT 'item', i.id FROM item i WHERE i.audit_id IN (SELECT id FROM audits)
            UNION ALL SELECT 'finding', f.id FROM findings f
            UNION ALL SELECT 'sighting', x.id FROM sighting x
                WHERE x.visit_id IN (SELECT id FROM visits) OR x.finding_id IN (SELECT id FROM findings)
            UNION ALL SELECT 'picture', q.id FROM picture q WHERE q.finding_id IN (SELECT id FROM findings))
        SELECT r.change_id FROM named n JOIN change_row r ON r.entity = n.entity AND r.row_id = n.id;
        END""",
    ),
    (
        "finding_numbers",
        "journey integer",
        "SETOF integer",
        "STABLE",
        # Numbers alone: what was found under those that are hidden stays so.
        "BEGIN RETURN QUERY SELECT f.number FROM finding f WHERE f.journey_id = journey; END",
    ),
    (
        "note_made",
        "",
        "trigger",
        "",
        """BEGIN
        DELETE FROM {s}.made WHERE xid < pg_snapshot_xmin(pg_current_snapshot());
        INSERT INTO {s}.made VALUES (NEW.id, pg_current_xact_id());
        RETURN NEW;
        END""",
    ),
    (
        "keep_sealed",
        "",
        "trigger",
        "",
        # Taking an audit out of its round opens none; whatever else of it decides who may read is its auditor's.
        """BEGIN
        IF OLD.id IN (SELECT {s}.hidden_audits()) AND (NEW.id, NEW.journey_id, NEW.persona_id, NEW.auditor_id,
            NEW.started_at, NEW.finished_at, NEW.kind, NEW.round_id, NEW.depth) IS DISTINCT FROM (OLD.id,
            OLD.journey_id, OLD.persona_id, OLD.auditor_id, OLD.started_at, OLD.finished_at, OLD.kind,
            OLD.round_id, OLD.depth)
            OR OLD.id IN (SELECT {s}.hidden_audits()) AND OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL
        THEN
            RAISE insufficient_privilege USING MESSAGE = 'a sealed audit of another can''t be changed';
        END IF;
        RETURN NEW;
        END""",
    ),
    (
        "members",
        "",
        "TABLE (login name, person_id integer, access text, until timestamptz)",
        "STABLE",
        """BEGIN RETURN QUERY
        SELECT r.rolname, l.person_id, {s}.access_of(r.rolname), nullif(r.rolvaliduntil, 'infinity')
        FROM pg_roles r JOIN login l ON l.name = 'server:' || r.rolname
        WHERE r.rolcanlogin AND {s}.access_of(r.rolname) IS NOT NULL ORDER BY r.rolname;
        END""",
    ),
    (
        "refuse_others",
        "",
        "void",
        "STABLE",
        """BEGIN
        IF {s}.access() IS DISTINCT FROM 'owner' THEN
            RAISE insufficient_privilege USING MESSAGE = 'an owner of the database alone may do that';
        END IF;
        END""",
    ),
    (
        "end_sessions",
        "who name",
        "void",
        "",
        """BEGIN
        PERFORM {s}.refuse_others();
        IF {s}.access_of(who) IS NULL AND NOT EXISTS (SELECT 1 FROM login WHERE name = 'server:' || who) THEN
            RETURN;
        END IF;
        PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a
            WHERE a.usename = who AND a.datname = current_database() AND a.pid <> pg_backend_pid();
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END""",
    ),
    (
        "set_access",
        "who name, wanted text",
        "void",
        "",
        """DECLARE each text;
        BEGIN
        PERFORM {s}.refuse_others();
        IF wanted IS NOT NULL AND wanted NOT IN ('owner', 'editor', 'auditor', 'reader') THEN
            RAISE invalid_parameter_value;
        END IF;
        IF {s}.access_of(who) = 'owner' AND wanted IS DISTINCT FROM 'owner' AND NOT EXISTS (
            SELECT 1 FROM {s}.members() m JOIN pg_roles r ON r.rolname = m.login
            WHERE m.login <> who AND m.access = 'owner' AND m.until IS NULL AND NOT r.rolsuper) THEN
            RAISE object_not_in_prerequisite_state USING MESSAGE = 'the last owner stays one';
        END IF;
        FOREACH each IN ARRAY ARRAY['owner', 'editor', 'auditor', 'reader'] LOOP
            IF each = wanted THEN
                EXECUTE format('GRANT %I TO %I', '{g}_' || each, who);
            ELSIF EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.roleid = to_regrole('{g}_' || each)
                AND m.member = to_regrole(quote_ident(who))) THEN
                EXECUTE format('REVOKE %I FROM %I', '{g}_' || each, who);
            END IF;
        END LOOP;
        END""",
    ),
    (
        "admit",
        "person integer, wanted text, who name, verifier text, until timestamptz",
        "void",
        "",
        """DECLARE of_them text; owner boolean := {s}.access() = 'owner';
        BEGIN
        IF NOT EXISTS (SELECT 1 FROM person p WHERE p.id = person AND p.removed_at IS NULL) THEN
            RAISE no_data_found;
        END IF;
        SELECT m.access INTO of_them FROM {s}.members() m WHERE m.person_id = person AND m.until IS NULL
            ORDER BY array_position(ARRAY['owner', 'editor', 'auditor', 'reader'], m.access) LIMIT 1;
        IF NOT coalesce(owner, false) AND (until IS NULL OR person IS DISTINCT FROM {s}.me()) THEN
            RAISE insufficient_privilege USING MESSAGE = 'an owner of the database alone may do that';
        END IF;
        IF session_user LIKE '{g}\\_lent\\_%' THEN
            RAISE insufficient_privilege USING MESSAGE = 'nobody lends to themselves what was lent to them';
        END IF;
        IF until IS NOT NULL AND array_position(ARRAY['reader', 'auditor', 'editor', 'owner'], wanted)
            > array_position(ARRAY['reader', 'auditor', 'editor', 'owner'], coalesce(of_them, wanted)) THEN
            RAISE insufficient_privilege USING MESSAGE = 'nobody is lent more than they have';
        END IF;
        IF wanted NOT IN ('owner', 'editor', 'auditor', 'reader') OR until IS NOT NULL AND verifier IS NULL THEN
            RAISE invalid_parameter_value;
        END IF;
        IF verifier IS NOT NULL THEN
            IF verifier NOT LIKE 'SCRAM-SHA-256$%' THEN RAISE invalid_parameter_value; END IF;
            EXECUTE format('CREATE ROLE %I LOGIN INHERIT PASSWORD %L VALID UNTIL %L', who, verifier,
                coalesce(until::text, 'infinity'));
            EXECUTE format('GRANT %I TO %I', who, current_user);
        ELSIF EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = who
            AND (r.rolsuper OR r.rolbypassrls OR NOT r.rolcanlogin)) THEN
            RAISE invalid_authorization_specification
                USING MESSAGE = 'that login goes round the rules, or nobody logs in with it';
        ELSIF EXISTS (SELECT 1 FROM {s}.members() m WHERE m.login = who AND m.person_id <> person) THEN
            -- Whoever could make a login another's for a while would be them for that while, and nobody saw it.
            RAISE unique_violation USING MESSAGE = 'that login is somebody else''s';
        END IF;
        IF EXISTS (SELECT 1 FROM login l WHERE l.name = 'server:' || who) THEN
            UPDATE login SET person_id = person WHERE name = 'server:' || who;
        ELSE
            INSERT INTO login (name, person_id) VALUES ('server:' || who, person);
        END IF;
        EXECUTE format('GRANT %I TO %I', '{g}_' || wanted, who);
        END""",
    ),
    (
        "dismiss",
        "who name",
        "void",
        "",
        """BEGIN
        PERFORM {s}.set_access(who, NULL);
        -- A login that was not made here is its server's.
        IF pg_has_role(current_user, who, 'MEMBER') THEN
            EXECUTE format('ALTER ROLE %I NOLOGIN', who);
        END IF;
        END""",
    ),
    (
        "renew",
        "who name, until timestamptz",
        "void",
        "",
        """BEGIN
        IF session_user LIKE '{g}\\_lent\\_%' OR {s}.access() IS DISTINCT FROM 'owner'
            AND NOT EXISTS (SELECT 1 FROM login l WHERE l.name = 'server:' || who AND l.person_id = {s}.me()) THEN
            RAISE insufficient_privilege USING MESSAGE = 'nobody lends to themselves what was lent to them';
        END IF;
        IF who NOT LIKE '{g}\\_lent\\_%' OR until IS NULL
            OR NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = who) THEN
            RAISE undefined_object;
        END IF;
        EXECUTE format('ALTER ROLE %I VALID UNTIL %L', who, until);
        END""",
    ),
    (
        "take_back",
        "who name",
        "void",
        "",
        """BEGIN
        IF {s}.access() IS DISTINCT FROM 'owner'
            AND NOT EXISTS (SELECT 1 FROM login l WHERE l.name = 'server:' || who AND l.person_id = {s}.me()) THEN
            RAISE insufficient_privilege USING MESSAGE = 'an owner of the database alone may do that';
        END IF;
        IF who NOT LIKE '{g}\\_lent\\_%' OR NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = who) THEN
            RETURN;
        END IF;
        PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a
            WHERE a.usename = who AND a.pid <> pg_backend_pid();
        EXECUTE format('DROP ROLE %I', who);
        END""",
    ),
)
"""Name, arguments, result, kind and body of each function."""


def _apply(connection: Connection) -> None:
    """Give the groups their rights in all tables, as the table of rights has them now; nothing else stays granted."""
    groups = groups_of(connection)
    for statement in _grants(connection, groups):
        _run(connection, statement)


def _run(connection: Connection, statement: str) -> None:
    """Run a statement as it stands: a percent sign in it is no parameter."""
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _grants(connection: Connection, groups: Groups) -> Iterator[str]:
    from sqlalchemy import inspect

    found: Any = inspect(connection)
    everybody = ", ".join(groups.of(access) for access in Access)
    for table in sorted(found.get_table_names()):
        if table not in RIGHTS:
            continue
        columns = tuple(column["name"] for column in found.get_columns(table))
        yield f'ALTER TABLE "{table}" OWNER TO {groups.tables}'
        yield f'REVOKE ALL ON "{table}" FROM {", ".join(["PUBLIC", everybody, *_others(connection, table, groups)])}'
        yield f'GRANT SELECT ON "{table}" TO {everybody}, {groups.keeper}'
        for access in Access:
            yield from _of_group(table, columns, access, groups)
        yield from _of_rows(table, groups)
    yield f"GRANT INSERT, UPDATE ON login TO {groups.keeper}"
    yield _numbers("login", groups.keeper)
    yield from _triggers()


def _others(connection: Connection, table: str, groups: Groups) -> Sequence[str]:
    """Return those who were granted something in a table by hand, as they are written in SQL."""
    ours = [groups.tables, groups.keeper, *(groups.of(access) for access in Access)]
    asked = """
        SELECT DISTINCT quote_ident(r.rolname) FROM pg_roles r JOIN (
            SELECT (aclexplode(c.relacl)).grantee FROM pg_class c WHERE c.oid = CAST(%(table)s AS regclass)
            UNION SELECT (aclexplode(a.attacl)).grantee FROM pg_attribute a
                WHERE a.attrelid = CAST(%(table)s AS regclass)
        ) g ON g.grantee = r.oid WHERE NOT r.rolsuper AND r.rolname <> ALL (%(ours)s)"""
    return connection.exec_driver_sql(asked, {"table": f'"{table}"', "ours": ours}).scalars().all()


def _of_group(table: str, columns: tuple[str, ...], access: Access, groups: Groups) -> Iterator[str]:
    right, group = RIGHTS[table], groups.of(access)
    if right.inserts(access):
        yield f'GRANT INSERT ON "{table}" TO {group}'
        if "id" in columns:
            yield _numbers(table, group)
    if updated := right.updates(access, columns):
        which = "" if updated == columns else f" ({', '.join(updated)})"
        yield f'GRANT UPDATE{which} ON "{table}" TO {group}'


def _numbers(table: str, role: str) -> str:
    """Return the statement that lets a role number rows of a table."""
    return (
        "DO $$ BEGIN EXECUTE 'GRANT USAGE ON SEQUENCE '"
        f" || pg_get_serial_sequence('{table}', 'id') || ' TO {role}'; END $$"
    )


def _of_rows(table: str, groups: Groups) -> Iterator[str]:
    """Yield the rules of a table's rows, where it has any."""
    right, sealed, rules = RIGHTS[table], SEALED.get(table, ""), EVERYBODYS.get(table, {})
    if not (right.own or sealed or rules):
        return
    is_open = f"(NOT (SELECT {SCHEMA}.hides()) OR ({sealed}) IS NOT TRUE)" if sealed else "true"
    own = right.own or "true"
    insert = " AND ".join((is_open, rules.get("insert", "true")))
    update = " AND ".join((is_open, rules.get("update", "true")))
    many = ", ".join(groups.of(access) for access in (Access.OWNER, Access.EDITOR))
    auditor, reader = groups.of(Access.AUDITOR), groups.of(Access.READER)
    for name, told in (
        ("seen", f"FOR SELECT TO {many}, {auditor}, {reader} USING ({is_open})"),
        ("kept", f"TO {groups.keeper} USING (true) WITH CHECK (true)"),
        ("made", f"FOR INSERT TO {many} WITH CHECK ({insert})"),
        ("changed", f"FOR UPDATE TO {many} USING ({update}) WITH CHECK ({update})"),
        ("made_own", f"FOR INSERT TO {auditor} WITH CHECK ({insert} AND {own})"),
        (
            "changed_own",
            f"FOR UPDATE TO {auditor} USING ({update} AND {own}) WITH CHECK ({update} AND {own})",
        ),
    ):
        yield f'DROP POLICY IF EXISTS auditor_{name} ON "{table}"'
        yield f'CREATE POLICY auditor_{name} ON "{table}" {told}'
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'


def _triggers() -> Iterator[str]:
    for name, when in (("note_made", "AFTER INSERT"), ("keep_sealed", "BEFORE UPDATE")):
        yield f"DROP TRIGGER IF EXISTS auditor_{name} ON audit"
        yield (
            f"CREATE TRIGGER auditor_{name} {when} ON audit FOR EACH ROW EXECUTE FUNCTION {SCHEMA}.{name}()"
        )


def see_all(connection: Connection, place: str) -> None:
    """Let no rule of rows leave out a row unsaid, within a transaction that reads one moment of a database.

    Raises RefusedError where something is sealed from whoever is connected.
    """
    goes_round = connection.exec_driver_sql(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user"
    ).scalar()
    if goes_round or not is_set_up(connection):
        connection.exec_driver_sql("SET LOCAL row_security = off")
        return
    access_of(connection)
    # But for what is sealed everybody who is let in reads all.
    if connection.exec_driver_sql(f"SELECT {SCHEMA}.hides()").scalar():
        raise RefusedError(
            _(
                "{place} has answers of others that are sealed from you: whoever administers its server can copy or move "
                "all of it."
            ).format(place=place)
        )


def refuse_to_replace(connection: Connection, place: str) -> None:
    """Raise RefusedError for whoever may not put another database in the place of one that has rights set up."""
    if is_set_up(connection) and not _administers(connection, groups_of(connection)):
        raise RefusedError(
            _(
                "The server of {place} holds who may do what there: whoever administers it can put another database in its "
                "place."
            ).format(place=place)
        )


def begin_migrating(connection: Connection) -> bool:
    """Take on the rights to whom the tables belong and see all rows, within a transaction; False where none are set up.

    Raises RefusedError for whoever does not administer the server: who may alter tables can lift what seals their rows.
    """
    if not is_set_up(connection):
        return False
    groups = groups_of(connection)
    if not _administers(connection, groups):
        raise RefusedError(
            _(
                "This database is to be brought up to date first: whoever administers its server does that, by opening it "
                "with this version of Auditor."
            )
        )
    if not _is_super(connection):
        apart = " WITH INHERIT FALSE, SET TRUE" if _version(connection) >= 160000 else ""
        connection.exec_driver_sql(f"GRANT {groups.tables} TO SESSION_USER{apart}")
    connection.exec_driver_sql(f"SET LOCAL ROLE {groups.tables}")
    for table in connection.exec_driver_sql(
        "SELECT quote_ident(relname) FROM pg_class WHERE relforcerowsecurity AND relnamespace = current_schema()::regnamespace"
    ).scalars():
        connection.exec_driver_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    return True


def end_migrating(connection: Connection) -> None:
    """Be oneself again, and renew all rights, those of new tables too."""
    connection.exec_driver_sql("RESET ROLE")
    set_up(connection)


def _administers(connection: Connection, groups: Groups) -> bool:
    """Tell whether whoever is connected may take on the rights of those to whom the tables belong."""
    asked = (
        "SELECT rolsuper OR rolcreaterole AND (%(version)s < 160000"
        " OR pg_has_role(session_user, %(tables)s, 'USAGE WITH ADMIN OPTION'))"
        " FROM pg_roles WHERE rolname = session_user"
    )
    told = {"version": _version(connection), "tables": groups.tables}
    return bool(connection.exec_driver_sql(asked, told).scalar())
