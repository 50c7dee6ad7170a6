"""The unit of work: one transaction on the tables that leaves its own history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, cached_property, lru_cache
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, TextClause, bindparam, insert, text
from sqlmodel import Session, SQLModel, col, select, update

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.store.adapter import VIEWER, Reader
from auditor.store.me import Known, Me, look_up
from auditor.store.tables import (
    ActionRecord,
    AnswerRecord,
    AskingRecord,
    AuditRecord,
    ChangedRowRecord,
    ChangeRecord,
    CommentRecord,
    DependencyRecord,
    Editable,
    EvidenceRecord,
    FindingRecord,
    ItemRecord,
    JourneyRecord,
    LoginRecord,
    MetNeedRecord,
    PersonaRecord,
    PictureRecord,
    PresenceRecord,
    RespondentRecord,
    ResponseRecord,
    ServingRecord,
    SightingRecord,
    StageRecord,
    StrategyRecord,
    TouchpointRecord,
    VerificationRecord,
    VisitRecord,
    WishRecord,
    WordingRecord,
)
from auditor.store.unknown_end import UnknownEndError
from auditor.store.viewing import Read, T
from auditor.views.history import Changes

R = TypeVar("R", bound=Editable)

UNKEPT = {"id", "uid", "revision", "need", "folded", "asked", "answered", "weight_asked", "weight_failed"}
"""Columns left out of the history: identity, and what is derived from other rows."""


def stored(moment: datetime) -> str:
    """Return a moment as it is stored: ISO 8601 in UTC with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Work:
    """Collects changes to rows and writes them together with their history when the block ends well."""

    def __init__(
        self,
        bind: Engine | Connection,
        me: Me,
        code: str,
        journey_id: int | None,
        arguments: Mapping[str, str],
        at: datetime,
        is_own: Callable[[int], bool] = lambda _change: False,
    ) -> None:
        """Make a unit of work dated `at`; it begins with the `with` block.

        `is_own` tells of the number of a change whether this program has made it.

        On a connection that is in a transaction already, it is kept or undone as a whole within that.
        """
        self.session = Session(
            bind, expire_on_commit=False, autoflush=False, join_transaction_mode="create_savepoint"
        )
        self.me = me
        self.is_own = is_own
        self._known: Known | None = None
        self.code = code
        self.journey_id = journey_id
        self.arguments = dict(arguments)
        self.state = "done"
        self.number = 0
        """The number of the change in the history, once it is written; 0 where nothing has changed."""
        self.at = stored(at)
        self._made: list[Editable] = []
        self._before: dict[int, tuple[Editable, dict[str, object]]] = {}
        self._touched: dict[tuple[str, int], Editable] = {}
        self._held: list[Editable] = []
        self._touchpoints: set[int] = set()
        self._journeys: set[int | None] = set()

    def __enter__(self) -> Self:
        self.session.connection()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._write_history()
                self._find_where()
                self.session.flush()
                self._commit()
        finally:
            self.session.close()

    def _commit(self) -> None:
        try:
            self.session.commit()
        except Exception as failure:
            raise UnknownEndError([self], failure) from failure

    @property
    def changes(self) -> Changes:
        """What this unit of work has touched; where that belongs is known once the block has ended."""
        journeys = frozenset(number for number in self._journeys if number is not None)
        return Changes(
            self.code,
            frozenset(self._touched),
            frozenset(self._touchpoints),
            journeys if len(journeys) == len(self._journeys) else None,
        )

    @property
    def reader(self) -> Reader:
        """Reads what this unit of work sees, its own changes among it."""
        self.session.flush()
        return ConnectionReader(self.session.connection())

    @property
    def reader_as_user(self) -> Reader:
        """Reads the same, also what asks who reads."""
        self.session.flush()
        return ConnectionReader(self.session.connection(), self.known.number)

    @cached_property
    def hides_rows(self) -> bool:
        """Whether the database is on a server that keeps rows of others from the user."""
        connection = self.session.connection()
        if connection.dialect.name == "sqlite":
            return False
        from auditor.store.server_rights import is_set_up

        return is_set_up(connection)

    @property
    def known(self) -> Known:
        """Who the user is in the team, as this unit of work has left it."""
        if self._known is None:
            self._known = look_up(self.reader, self.me)
        return self._known

    def forget_who(self) -> None:
        """Look up anew who the user is: people have come or gone."""
        self._known = None

    def get(self, table: type[R], row_id: int) -> R:
        """Return a row that is there and not removed; raise NotFoundError otherwise."""
        row = self.session.get(table, row_id)
        if row is None or row.removed_at is not None:
            raise NotFoundError(
                _("There is no {what} number {number}.").format(
                    what=labels.entity(str(table.__tablename__)), number=row_id
                )
            )
        return row

    def new(self, row: R) -> R:
        """Add a row, with its number given, to the database and the history."""
        self.add([row])
        return row

    def add(self, rows: list[R]) -> None:
        """Add several rows at once, in order."""
        self.session.add_all(rows)
        self.session.flush()
        self._made.extend(rows)
        for row in rows:
            self.touch(row)

    def add_unkept(self, rows: list[R] | list[WordingRecord]) -> None:
        """Add rows that follow from others and so need no history, such as the unanswered checks of an audit."""
        self.session.add_all(rows)
        self.session.flush()

    def insert(
        self, table: type[AnswerRecord] | type[WordingRecord], rows: Sequence[Mapping[str, object]]
    ) -> None:
        """Add such rows by their columns, of which all name the same; what they don't name is as in any new row.

        An audit has hundreds of them that nobody looks at again while it is begun: objects would take most of the time.
        """
        if rows:
            self.session.flush()
            usual = _usual(table)
            self.session.connection().execute(insert(table), [{**usual, **row} for row in rows])

    def change(self, row: Editable, **values: object) -> None:
        """Set columns of a row. Values that are already there change nothing and leave no trace."""
        real = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not real:
            return
        if id(row) not in self._before:
            self._before[id(row)] = (row, {})
            row.revision += 1
        before = self._before[id(row)][1]
        for name, value in real.items():
            before.setdefault(name, getattr(row, name))
            setattr(row, name, value)
        self.touch(row)

    def remove(self, row: Editable) -> None:
        """Take a row out of sight."""
        self.change(row, removed_at=self.at)

    def touch(self, row: Editable) -> None:
        """Note that a row has changed, for those who show it."""
        assert row.id is not None
        self._touched[str(row.__tablename__), row.id] = row

    def hold(self, rows: Iterable[Editable]) -> None:
        """Keep rows that were read at once in memory until the end; let go, each would be read again by itself."""
        self._held.extend(rows)

    def _find_where(self) -> None:
        """Find the touchpoints and journeys that the touched rows belong to; a row of neither counts as of any."""
        for row in self._touched.values():
            # An answer is touched with its visit, and that is of a touchpoint.
            if not isinstance(row, AnswerRecord):
                self._journeys.add(self._journey_of(row))

    def _journey_of(self, row: Editable) -> int | None:
        if isinstance(row, JourneyRecord):
            return row.id
        if isinstance(row, CommentRecord | ServingRecord | DependencyRecord):
            row = self.session.get_one(ActionRecord, row.action_id)
        elif isinstance(row, MetNeedRecord):
            row = self.session.get_one(WishRecord, row.wish_id)
        elif isinstance(row, StrategyRecord):
            row = self.session.get_one(StageRecord, row.stage_id)
        elif isinstance(row, VerificationRecord):
            row = self.session.get_one(PersonaRecord, row.persona_id)
        elif isinstance(row, ResponseRecord):
            row = self.session.get_one(RespondentRecord, row.respondent_id)
        elif isinstance(row, PresenceRecord):
            row = self.session.get_one(VisitRecord, row.visit_id)
        elif isinstance(row, ItemRecord):
            row = self.session.get_one(AuditRecord, row.audit_id)
        elif isinstance(row, SightingRecord | PictureRecord):
            row = self.session.get_one(FindingRecord, row.finding_id)
        elif isinstance(row, AskingRecord):
            row = self.session.get_one(EvidenceRecord, row.evidence_id)
        point = row.id if isinstance(row, TouchpointRecord) else getattr(row, "touchpoint_id", None)
        if point is not None:
            self._touchpoints.add(point)
        if isinstance(row, TouchpointRecord) and row.opens_id is not None:
            self._journeys.add(row.opens_id)
        journey: int | None = getattr(row, "journey_id", None)
        if journey is None and point is not None:
            return self.session.get_one(TouchpointRecord, point).journey_id
        return journey

    def _write_history(self) -> None:
        rows = [_created(row) for row in self._made]
        made = {id(row) for row in self._made}
        rows += [_changed(row, before) for row, before in self._before.values() if id(row) not in made]
        if not rows and self.state != "log":
            return
        self.session.flush()
        self.forget_who()
        known = self.known
        connection = self.session.connection()
        if known.number and not known.bound:
            self._bind(known.number)
        if self.state == "done":
            # A new change overtakes what this person has undone, so that it can't be done again.
            connection.execute(_OVERTAKE, {"logins": sorted(known.logins)})
        change = connection.execute(
            _INSERT_CHANGE,
            {
                "at": self.at,
                "who": known.name,
                "login": self.me.login,
                "code": self.code,
                "arguments": _json({name: one_line(text) for name, text in self.arguments.items()}),
                "journey_id": self.journey_id,
                "state": self.state,
            },
        )
        assert change.inserted_primary_key is not None
        self.number = change.inserted_primary_key[0]
        if rows:
            connection.execute(_INSERT_ROWS, [{"change_id": self.number, **row} for row in rows])

    def _bind(self, person_id: int) -> None:
        """Let the user's login be that person's from now on."""
        bind(self.session, self.me.login, person_id)


def bind(session: Session, login: str, person_id: int) -> None:
    """Let a login be a person's, whoever it was bound to before."""
    row = session.exec(select(LoginRecord).where(LoginRecord.name == login)).first()
    if row is None:
        session.add(LoginRecord(name=login, person_id=person_id))
    else:
        row.person_id = person_id
    session.flush()


@lru_cache(maxsize=1000)
def _text(sql: str) -> TextClause:
    """Return a statement of a read, looked through for its parameters once: that takes longer than a short read does."""
    return text(sql)


class ConnectionReader:
    """Runs reads within the transaction of a connection; those that ask who reads, where that is said."""

    def __init__(self, connection: Connection, viewer: int | None = None) -> None:
        """Read through `connection`, in the name of the person of that number."""
        self._connection = connection
        self._viewer = viewer

    def all(self, read: Read[T], **parameters: object) -> list[T]:
        """Return all views of a read."""
        if self._viewer is not None and VIEWER in read.parameters:
            parameters.setdefault(VIEWER, self._viewer)
        found = self._connection.execute(_text(read.sql), parameters)
        return read.filled(found.keys(), [tuple(row) for row in found])

    def close(self) -> None:
        """The connection belongs to whoever gave it."""


_OVERTAKE = (
    update(ChangeRecord)
    .where(
        col(ChangeRecord.login).in_(bindparam("logins", expanding=True)), col(ChangeRecord.state) == "undone"
    )
    .values(state="gone")
)
_INSERT_CHANGE = insert(ChangeRecord)
_INSERT_ROWS = insert(ChangedRowRecord)


@cache
def _usual(table: type[SQLModel]) -> dict[str, object]:
    """Return what the columns of a new row hold that need not be told, but its number."""
    fields = table.model_fields.items()
    return {name: field.default for name, field in fields if name != "id" and not field.is_required()}


def _created(row: Editable) -> dict[str, object]:
    values = {name: value for name, value in row.model_dump(warnings=False).items() if name not in UNKEPT}
    return {"entity": str(row.__tablename__), "row_id": row.id, "before": None, "after": _json(values)}


def _changed(row: Editable, before: dict[str, object]) -> dict[str, object]:
    kept = {name: value for name, value in before.items() if name not in UNKEPT}
    after = {name: getattr(row, name) for name in kept}
    return {
        "entity": str(row.__tablename__),
        "row_id": row.id,
        "before": _json(kept),
        "after": _json(after),
    }


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
