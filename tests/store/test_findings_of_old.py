"""What older databases found becomes findings with names, the same ones wherever it is done, and quickly."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from auditor.analysis.lasting import is_open, stand_of
from auditor.base.vocabulary import Seen
from auditor.settings.config import Config
from auditor.store import schema
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from tests.quickness import within
from tests.store.test_audits_of_old import CONTENT, ROWS
from tests.walks import run_sql

F, P, A, B = "fail", "pass", 1, 2
"""Verdicts, and personas."""


class Old:
    """A database of schema 6, filled by hand."""

    def __init__(self, connection: Connection) -> None:
        """Make it, with a journey of two touchpoints and two personas."""
        self._connection = connection
        schema.upgrade(connection, "0006")
        for number, (table, values) in enumerate(ROWS):
            if table not in ("audit", "visit"):
                self.put(table, uid=f"{table}-{number}", revision=1, **values)
        persona = next(values for table, values in ROWS if table == "persona")
        self.put("persona", uid="other", revision=1, **{**persona, "name": "Other"})
        for key in ("menu", "search", "price", "back"):
            self.put(
                "wording",
                checklist="site",
                check_key=key,
                digest=key.ljust(32, "0"),
                severity=3,
                remedy_effort=2,
                remedy_impact=4,
                standard="",
                content=json.dumps(CONTENT, sort_keys=True, separators=(",", ":")),
            )
        self._numbers: dict[str, int] = {}

    def put(self, table: str, **values: Any) -> None:
        """Insert a row."""
        names = ", ".join(values)
        sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in values)})"
        self._connection.execute(text(sql), values)

    def audit(
        self,
        month: int,
        verdicts: dict[str, Any],
        persona: int = A,
        feeling: int | None = None,
        finished: bool = True,
        **more: Any,
    ) -> int:
        """Add an audit with verdicts at the first touchpoint, by check; return its number. `more` are its columns."""
        number = self._next("audit")
        at = _month(month)
        self.put(
            "audit",
            uid=f"a{number}",
            revision=1,
            journey_id=1,
            persona_id=persona,
            auditor_id=1,
            started_at=at,
            finished_at=at if finished else None,
            **more,
        )
        self.visit(number, 1, verdicts, at, feeling)
        return number

    def visit(
        self,
        audit: int,
        point: int,
        verdicts: dict[str, Any],
        at: str,
        feeling: int | None = None,
        **more: Any,
    ) -> None:
        """Add a visit with verdicts; `more` are columns of the answers."""
        number = self._next("visit")
        tallies = dict.fromkeys(("asked", "answered", "weight_asked", "weight_failed"), 0)
        self.put(
            "visit",
            uid=f"v{number}",
            revision=1,
            audit_id=audit,
            touchpoint_id=point,
            feeling=feeling,
            emotion="",
            basis="assumed",
            note="sour" if feeling else "",
            felt_at=at if feeling is not None else None,
            **tallies,
        )
        keys = ("menu", "search", "price", "back")
        for place, (key, verdict) in enumerate(verdicts.items()):
            self.put(
                "answer",
                visit_id=number,
                wording_id=1 + keys.index(key),
                position=place,
                verdict=verdict,
                note=f"{key} in {at[5:7]}",
                answered_at=at,
                revision=1,
                **more,
            )

    def _next(self, table: str) -> int:
        self._numbers[table] = self._numbers.get(table, 0) + 1
        return self._numbers[table]


def _month(number: int) -> str:
    return f"2026-{number:02}-01T10:00:00.000000+00:00"


def _fill(old: Old) -> None:
    old.put("note", uid="n1", revision=1, touchpoint_id=1, kind="pain-point", text="It takes ages")
    old.put(
        "note", uid="n2", revision=1, touchpoint_id=1, kind="pain-point", text="Gone", removed_at=_month(1)
    )
    old.audit(1, {"menu": F, "search": F, "price": F}, feeling=-2)
    old.audit(2, {"menu": "partly", "search": P, "price": F}, feeling=-1)
    third = old.audit(3, {"menu": F, "search": F, "price": P})
    # What follows another touchpoint of the site, and what was only carried over, is found nowhere.
    old.visit(third, 2, {"menu": F}, _month(3), origin="shared")
    old.audit(4, {"back": F}, kind="recheck", finished=True)
    old.visit(4, 2, {"price": F}, _month(4), carried=True)
    # In progress, deleted, or one opinion of several: they say nothing.
    old.audit(5, {"price": F}, finished=False)
    old.audit(5, {"price": F}, removed_at=_month(6))
    old.put("round", uid="r", revision=1, journey_id=1, persona_id=B, started_at=_month(5))
    old.audit(5, {"price": F}, round_id=1)
    old.audit(6, {"price": P, "back": F}, persona=B, round_id=1, kind="agreed")
    action = {
        "effort": 1,
        "impact": 1,
        "status": "planned",
        "created_at": _month(2),
        "note": "",
        "reason": "",
    }
    old.put("action", uid="x", revision=1, touchpoint_id=1, title="Mend", folded="mend", effect="", **action)
    for number, (key, note) in enumerate([("menu", None), ("price", None), ("", None), ("", 1)]):
        checklist = "site" if key else ""
        named = {"checklist": checklist, "check_key": key, "note_id": note}
        old.put("link", uid=f"l{number}", revision=1, action_id=1, touchpoint_id=1, **named)


@pytest.fixture
def migrated(blank_engine: Engine, blank_address: str, config: Config) -> Any:
    """A database that was filled before findings had names, and then opened."""
    with blank_engine.begin() as connection:
        _fill(Old(connection))
    blank_engine.dispose()
    workspace = Workspace.open(blank_address, config)
    workspace.get_ready_to_write()
    yield workspace
    workspace.close()


def _by_check(workspace: Workspace) -> dict[str, Finding]:
    found = workspace.reads.findings.of_journey(1)
    return {one.check.key if one.check else one.pain or "feeling": one for one in found}


def test_what_stands_becomes_findings_since_it_was_first_seen(migrated: Workspace) -> None:
    found = _by_check(migrated)
    assert set(found) == {"menu", "search", "back", "feeling", "It takes ages"}
    assert [one.number for one in found.values()] == [1, 2, 3, 4, 5]
    since = {key: stand_of(one).since for key, one in found.items()}
    assert {key: at.month for key, at in since.items() if at} == {
        "menu": 1,
        "search": 3,
        "back": 4,
        "feeling": 1,
        "It takes ages": 1,
    }
    assert all(is_open(one) for one in found.values())
    assert (found["menu"].note, found["search"].note) == ("menu in 03", "search in 03")
    assert found["back"].name == "PGA-1"
    assert found["back"].authors and found["menu"].elsewhere == ()


def test_actions_mend_the_findings_of_what_they_answered(migrated: Workspace) -> None:
    mended = {key for key, one in _by_check(migrated).items() if one.mending}
    assert mended == {"menu", "feeling", "It takes ages"}
    linked = run_sql(migrated, "SELECT check_key, finding_id IS NULL FROM link ORDER BY id")
    assert [(key, bool(none)) for key, none in linked] == [
        ("menu", False),
        ("price", True),
        ("", False),
        ("", False),
    ]


def test_they_are_gone_on_with(migrated: Workspace) -> None:
    menu = _by_check(migrated)["menu"]
    migrated.findings.see_by_hand([menu.id], Seen.GONE)
    assert not is_open(_by_check(migrated)["menu"])
    migrated.undoing.undo()
    assert is_open(_by_check(migrated)["menu"])


def test_two_copies_have_the_same_findings(blank_engine: Engine) -> None:
    """Their ids follow from what they are of, so that copies that are merged double nothing."""
    with blank_engine.begin() as connection:
        _fill(Old(connection))
        schema.upgrade(connection)
        found = connection.execute(text("SELECT uid FROM finding ORDER BY number")).scalars().all()
    wanted = ["touchpoint-4/finding site/back", "touchpoint-4/finding site/menu"]
    wanted += ["touchpoint-4/finding site/search", "touchpoint-4/finding /", "n1/finding"]
    assert found == [sha256(each.encode()).hexdigest()[:32] for each in wanted]


def test_seventeen_thousand_answers_take_seconds(blank_engine: Engine) -> None:
    with blank_engine.begin() as connection:
        old = Old(connection)
        keys = ("menu", "search", "price", "back")
        point = next(values for table, values in ROWS if table == "touchpoint")
        points = range(3, 1065)
        connection.execute(
            text(
                f"INSERT INTO touchpoint (id, uid, revision, {', '.join(point)})"
                f" VALUES (:id, :uid, 1, {', '.join(':' + name for name in point)})"
            ),
            [{**point, "id": number, "uid": f"t{number}"} for number in points],
        )
        for month in (1, 2, 3, 4):
            audit = old.audit(month, {})
            visits = [{"id": month * 10_000 + number, "audit": audit, "point": number} for number in points]
            connection.execute(
                text(
                    "INSERT INTO visit (id, uid, revision, audit_id, touchpoint_id, emotion, basis, note, asked,"
                    " answered, weight_asked, weight_failed) VALUES (:id, 'w' || CAST(:id AS VARCHAR), 1, :audit, :point,"
                    " '', 'assumed', '', 0, 0, 0, 0)"
                ),
                visits,
            )
            connection.execute(
                text(
                    "INSERT INTO answer (visit_id, wording_id, position, verdict, note, answered_at, revision)"
                    " VALUES (:visit, :check, :check, :verdict, '', :at, 1)"
                ),
                [
                    {
                        "visit": visit["id"],
                        "check": place + 1,
                        "verdict": P if (place + visit["point"]) % 4 == 0 else F,
                        "at": _month(month),
                    }
                    for visit in visits
                    for place, _key in enumerate(keys)
                ],
            )
        with within(10):
            schema.upgrade(connection)
        ((count,),) = connection.execute(text("SELECT count(*) FROM finding"))
        assert count == 3 * len(points)


def test_a_database_of_the_first_users_is_brought_through_with_a_copy(tmp_path: Path, config: Config) -> None:
    from auditor.store.engine import make_engine
    from auditor.store.location import locate

    path = tmp_path / "auditor.db"
    path.touch(mode=0o600)
    engine = make_engine(locate(str(path)))
    with engine.begin() as connection:
        schema.upgrade(connection, "0002")
        connection.execute(
            text(
                "INSERT INTO journey (id, uid, revision, name, about, purpose, scope)"
                " VALUES (1, 'j', 1, 'Shop', '', 'sales', 'whole')"
            )
        )
    engine.dispose()
    workspace = Workspace.open(str(path), config)
    assert workspace.reads.findings.of_journey(1) == []
    assert workspace.upkeep.check() == []
    assert [copy.path.name for copy in workspace.upkeep.copies() if "before-update" in copy.path.name]
    workspace.close()
