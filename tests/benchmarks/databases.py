"""Databases to measure on: made by the program itself, then multiplied in SQL to any size."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from auditor.analysis.standing import Standing
from auditor.base.vocabulary import Verdict
from auditor.library.templates import find_template
from auditor.settings.config import Config
from auditor.views.audits import Audit
from auditor.workspace import Workspace

WHO = "Kim"

_VERDICTS = (
    Verdict.PASS,
    Verdict.FAIL,
    Verdict.PASS,
    Verdict.PARTLY,
    Verdict.NOT_APPLICABLE,
    Verdict.PASS,
    Verdict.FAIL,
)
_FEELINGS = (1, -1, 2, -2, 0)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in a database. `patterns` are the journeys the program makes; the others are copies of them."""

    name: str
    patterns: int
    journeys: int
    answers: int
    """Verdicts given."""
    actions: int
    """All of them open."""


SMALL = Size("small", 1, 1, 100, 100)
LARGE = Size("large", 4, 250, 1_000_000, 100_000)


@dataclass(frozen=True, slots=True)
class Made:
    """A database that was made: its file, and an audit in it of which nothing is answered yet."""

    path: Path
    audit: int


def make(folder: Path, size: Size) -> Made:
    """Make a database of that size in a folder of its own below `folder`."""
    home = folder / size.name
    home.mkdir()
    path = home / "auditor.db"
    workspace = Workspace.open(str(path), Config(home, WHO))
    try:
        template = find_template("web-shop", home)
        journeys = [workspace.journeys.new_from(template) for _each in range(size.patterns)]
        for place, journey in enumerate(journeys):
            _audited(workspace, journey, place, size.answers)
    finally:
        workspace.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _Multiplier(connection, size).multiply()
    workspace = Workspace.open(str(path), Config(home, WHO))
    try:
        return Made(path, _begun(workspace, journeys[0]))
    finally:
        workspace.close()


def _begun(workspace: Workspace, journey: int) -> int:
    """Start the audit to be walked: all is there that is asked for before the checks, so that only these wait."""
    number = workspace.audits.start(journey, WHO)
    audit = workspace.reads.audits.get(number)
    assert audit is not None
    for visit in audit.visits:
        gates = {gate.key: True for gate in Standing(audit).gates(visit)}
        if gates:
            workspace.audits.tell_presence(visit.id, gates)
    return number


def questions(made: Made) -> Audit:
    """Return the audit that is to be walked, as it is now."""
    workspace = Workspace.open(str(made.path), Config(made.path.parent, WHO))
    try:
        audit = workspace.reads.audits.get(made.audit)
        assert audit is not None
        return audit
    finally:
        workspace.close()


def answered(made: Made) -> int:
    """Return how many verdicts that were given in the audit to be walked are on disk."""
    with closing(sqlite3.connect(f"{made.path.as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute(
            "SELECT count(*) FROM answer a JOIN visit v ON v.id = a.visit_id"
            " WHERE v.audit_id = ? AND a.verdict IS NOT NULL AND a.origin = 'own'",
            (made.audit,),
        ).fetchone()
    return int(row[0])


def _audited(workspace: Workspace, journey: int, seed: int, most: int) -> None:
    audit_id = workspace.audits.start(journey, WHO)
    audit = workspace.reads.audits.get(audit_id)
    assert audit is not None
    answers = [answer for visit in audit.visits for answer in visit.answers]
    for place, answer in enumerate(islice(answers, most)):
        workspace.audits.answer(answer.id, _VERDICTS[(place * (seed + 1) + seed) % len(_VERDICTS)])
    for place, visit in enumerate(audit.visits):
        workspace.audits.feel(visit.id, _FEELINGS[(place + seed) % len(_FEELINGS)])
    workspace.audits.finish(audit_id)


class _Multiplier:
    """Copies whatever stands below a journey. Maps from old numbers to new ones are kept in temporary tables."""

    def __init__(self, connection: sqlite3.Connection, size: Size) -> None:
        self._connection = connection
        self._size = size

    def multiply(self) -> None:
        """Copy journeys, audits and actions until there are as many as wanted."""
        run = self._connection.execute
        run("PRAGMA cache_size = -200000")
        run("PRAGMA synchronous = OFF")
        run("BEGIN IMMEDIATE")
        self._journeys()
        self._audits()
        self._findings()
        self._actions()
        self._history()
        run("COMMIT")
        run("ANALYZE temp")

    def _journeys(self) -> None:
        """Copy the patterns in turn; the map holds each pattern itself too, as the copy of number 0."""
        more = self._size.journeys - self._size.patterns
        self._map("journey", "SELECT id, 0, id, 0 FROM journey")
        self._map(
            "journey",
            f"""WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {max(1, more)})
            SELECT j.id, n.n, {self._next("journey")} + n.n, 0 FROM n
            JOIN journey j ON j.id = 1 + (n.n - 1) % {self._size.patterns} WHERE n.n <= {more}""",
        )
        self._copy("journey", {}, {"name": "x.name || ' ' || journey_map.new"})
        self._below("stage", {"journey_id": "journey"})
        self._below("touchpoint", {"journey_id": "journey", "stage_id": "stage"})
        self._below("persona", {"journey_id": "journey"})

    def _below(
        self, table: str, parents: Mapping[str, str], changed: Mapping[str, str] | None = None
    ) -> None:
        parent = next(iter(parents.values()))
        key = next(iter(parents))
        self._map(table, f"SELECT id, 0, id, 0 FROM {table}")
        self._map(
            table,
            f"""SELECT x.id, p.n, {self._next(table)} + row_number() OVER (ORDER BY p.n, x.id), 0
            FROM {parent}_map p JOIN {table} x ON x.{key} = p.old WHERE p.n > 0""",
        )
        self._copy(table, parents, changed)

    def _audits(self) -> None:
        """Give every journey as many copies of its pattern's audit as make the answers wanted."""
        (given,) = self._row("SELECT count(*) FROM answer WHERE verdict IS NOT NULL")
        each = -(-self._size.answers * self._size.patterns // (given * self._size.journeys))
        self._repeat("audit", "journey", "journey_id", each, self._size.journeys * each)
        days = (
            "printf('2025-%02d-%02dT%02d:%02d:00.000000+00:00', 1 + audit_map.m % 12, 1 + audit_map.m % 28,"
            " audit_map.m % 24, audit_map.n % 60)"
        )
        self._copy(
            "audit",
            {"journey_id": "journey", "persona_id": "persona"},
            {"started_at": days, "finished_at": days},
        )
        self._multiplied("visit", {"audit_id": "audit", "touchpoint_id": "touchpoint"})
        self._multiplied("answer", {"visit_id": "visit"})

    def _findings(self) -> None:
        """Copy the findings with their journeys: found in the first audit, and seen in all."""
        visit = "(SELECT min(v.new) FROM visit_map v WHERE v.old = x.visit_id AND v.n = finding_map.n)"
        self._below(
            "finding",
            {"journey_id": "journey", "touchpoint_id": "touchpoint"},
            {"visit_id": visit, "found_at": "'2025-01-01T00:00:00.000000+00:00'"},
        )

    def _actions(self) -> None:
        """Copy the proposals, a third of them with another effort, until there are as many as wanted."""
        (given,) = self._row("SELECT count(*) FROM action")
        each = -(-self._size.actions * self._size.patterns // (given * self._size.journeys))
        self._repeat("action", "touchpoint", "touchpoint_id", each, self._size.actions)
        changed = {
            "title": "x.title || ' (' || action_map.new || ')'",
            "folded": "x.folded || ' (' || action_map.new || ')'",
            "effort": "CASE action_map.m % 3 WHEN 2 THEN 1 + x.effort % 5 ELSE x.effort END",
            "status": "CASE action_map.m % 4 WHEN 1 THEN 'planned' WHEN 2 THEN 'in-progress' ELSE x.status END",
            "due": "CASE action_map.m % 2 WHEN 0 THEN date('2026-01-01', '+' || (action_map.new % 400) || ' days') END",
        }
        self._copy("action", {"touchpoint_id": "touchpoint"}, changed)
        finding = "(SELECT f.new FROM finding_map f WHERE f.old = x.finding_id AND f.n = link_map.n)"
        self._multiplied(
            "link", {"action_id": "action", "touchpoint_id": "touchpoint"}, {"finding_id": finding}
        )

    def _repeat(self, table: str, parent: str, key: str, times: int, total: int) -> None:
        """Map each row of the patterns `times` times below each copy of its parent, to `total` rows in all."""
        (there,) = self._row(f"SELECT count(*) FROM {table}")
        self._map(
            table,
            f"""WITH RECURSIVE times(m) AS (SELECT 0 UNION ALL SELECT m + 1 FROM times WHERE m < {times - 1})
            SELECT x.id, p.n, {self._next(table)} + row_number() OVER (ORDER BY times.m, p.n, x.id), times.m
            FROM times JOIN {parent}_map p JOIN {table} x ON x.{key} = p.old
            WHERE times.m > 0 OR p.n > 0 ORDER BY times.m, p.n, x.id LIMIT {max(0, total - there)}""",
        )

    def _multiplied(
        self, table: str, parents: Mapping[str, str], changed: Mapping[str, str] | None = None
    ) -> None:
        """Copy what stands below rows that are there several times in a journey."""
        key, parent = next(iter(parents.items()))
        self._map(
            table,
            f"""SELECT x.id, p.n, {self._next(table)} + row_number() OVER (ORDER BY p.new, x.id), p.new
            FROM {parent}_map p JOIN {table} x ON x.{key} = p.old""",
        )
        overrides = {key: f"{table}_map.m", **(changed or {})}
        self._copy(table, {name: to for name, to in parents.items() if name != key}, overrides)

    def _history(self) -> None:
        """Note every verdict in the history, as the program would have done."""
        run = self._connection.execute
        pattern = self._row("SELECT id FROM change WHERE code = 'answer' ORDER BY id LIMIT 1")[0]
        first = self._next("change")
        run(
            f"""INSERT INTO change ({", ".join(self._columns("change"))})
            SELECT {self._values("change", {"id": f"{first} + row_number() OVER (ORDER BY a.id)", "journey_id": "t.journey_id"})}
            FROM answer_map JOIN answer a ON a.id = answer_map.new JOIN visit v ON v.id = a.visit_id
            JOIN touchpoint t ON t.id = v.touchpoint_id JOIN change x ON x.id = {pattern}
            WHERE a.verdict IS NOT NULL"""
        )
        after = """'{"verdict":"' || a.verdict || '","answered_at":"' || a.answered_at || '"}'"""
        changed = {
            "id": f"{self._next('change_row')} + row_number() OVER (ORDER BY a.id)",
            "change_id": f"{first} + row_number() OVER (ORDER BY a.id)",
            "row_id": "a.id",
            "after": after,
        }
        run(
            f"""INSERT INTO change_row ({", ".join(self._columns("change_row"))})
            SELECT {self._values("change_row", changed)}
            FROM answer_map JOIN answer a ON a.id = answer_map.new
            JOIN change_row x ON x.change_id = {pattern} WHERE a.verdict IS NOT NULL"""
        )

    def _map(self, table: str, rows: str) -> None:
        run = self._connection.execute
        run(f"CREATE TEMP TABLE IF NOT EXISTS {table}_map (old INT, n INT, new INTEGER PRIMARY KEY, m INT)")
        run(f"CREATE INDEX IF NOT EXISTS temp.{table}_by_old ON {table}_map (old, n)")
        run(f"INSERT INTO {table}_map {rows}")

    def _copy(self, table: str, parents: Mapping[str, str], changed: Mapping[str, str] | None = None) -> None:
        """Copy the rows of a map, below the copies of their parents and with the columns that are given anew."""
        joins = [
            f"JOIN {to}_map ON {to}_map.old = x.{key} AND {to}_map.n = {table}_map.n"
            for key, to in parents.items()
        ]
        values = {"id": f"{table}_map.new", "uid": "lower(hex(randomblob(16)))"}
        values |= {key: f"{to}_map.new" for key, to in parents.items()}
        values |= changed or {}
        self._connection.execute(
            f"""INSERT INTO {table} ({", ".join(self._columns(table))})
            SELECT {self._values(table, values)} FROM {table}_map JOIN {table} x ON x.id = {table}_map.old
            {" ".join(joins)} WHERE {table}_map.new <> {table}_map.old ORDER BY {table}_map.new"""
        )

    def _columns(self, table: str) -> list[str]:
        return [f'"{row[1]}"' for row in self._connection.execute(f"PRAGMA table_info({table})")]

    def _values(self, table: str, values: Mapping[str, str]) -> str:
        return ", ".join(values.get(column.strip('"'), f"x.{column}") for column in self._columns(table))

    def _next(self, table: str) -> int:
        return int(self._row(f"SELECT coalesce(max(id), 0) FROM {table}")[0])

    def _row(self, sql: str) -> tuple[int, ...]:
        rows: Iterable[tuple[int, ...]] = self._connection.execute(sql)
        return next(iter(rows))
