"""The tables equal the migrations, and the database itself refuses what may not be in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import IntegrityError as ServerIntegrityError
from sqlmodel import Session, SQLModel, select

from auditor.base.vocabulary import (
    SETTLED_EFFECTS,
    AuditKind,
    Basis,
    Better,
    Channel,
    Consent,
    Country,
    Depth,
    Emotion,
    EvidenceKind,
    Existence,
    FindingKind,
    Moment,
    NoteKind,
    Origin,
    Phase,
    PictureKind,
    Purpose,
    Scope,
    Seen,
    Side,
    Status,
    Verdict,
)
from auditor.settings.config import Config
from auditor.store import schema
from auditor.store.engine import make_engine
from auditor.store.location import locate
from auditor.store.tables import (
    ActionRecord,
    AskingRecord,
    CommentRecord,
    DependencyRecord,
    EvidenceRecord,
    ItemRecord,
    LibraryFileRecord,
    MetNeedRecord,
    NoteRecord,
    PersonaRecord,
    PersonRecord,
    PictureRecord,
    PresenceRecord,
    QuestionRecord,
    RespondentRecord,
    ResponseRecord,
    RoundRecord,
    SavedFilterRecord,
    ServingRecord,
    SettingRecord,
    SightingRecord,
    StageRecord,
    StrategyRecord,
    SuggestionRecord,
    VerificationRecord,
    WishRecord,
)
from auditor.workspace import Workspace
from tests.walks import Walked, run_sql, visit_at

DAY = "2026-11-22"

IntegrityErrors = (sqlite3.IntegrityError, ServerIntegrityError)

ENUMS: list[tuple[str, str, Iterable[StrEnum]]] = [
    ("journey", "purpose", Purpose),
    ("journey", "scope", Scope),
    ("journey", "country", Country),
    ("stage", "phase", Phase),
    ("touchpoint", "channel", Channel),
    ("touchpoint", "moment", Moment),
    ("touchpoint", "side", Side),
    ("touchpoint", "existence", Existence),
    ("note", "kind", NoteKind),
    ("visit", "emotion", Emotion),
    ("visit", "basis", Basis),
    ("answer", "verdict", Verdict),
    ("answer", "origin", Origin),
    ("answer", "aside", Verdict),
    ("audit", "depth", Depth),
    ("touchpoint", "depth", Depth),
    ("action", "status", Status),
    ("action", "effect", SETTLED_EFFECTS),
    ("audit", "kind", AuditKind),
    ("evidence", "kind", EvidenceKind),
    ("evidence", "better", Better),
    ("suggestion", "verdict", Verdict),
    ("wish", "channel", Channel),
    ("respondent", "consent", Consent),
    ("finding", "kind", FindingKind),
    ("sighting", "seen", Seen),
    ("picture", "kind", PictureKind),
]
RANGES: list[tuple[str, str, int, int]] = [
    ("touchpoint", "importance", 1, 5),
    ("touchpoint", "need", 0, 1),
    ("visit", "feeling", -2, 2),
    ("wording", "severity", 1, 4),
    ("wording", "remedy_effort", 1, 5),
    ("wording", "remedy_impact", 1, 5),
    ("action", "effort", 1, 5),
    ("action", "impact", 1, 5),
    ("journey", "review_days", 1, 3650),
    ("evidence", "feeling", -2, 2),
    ("touchpoint", "business", 1, 5),
    ("wish", "feeling", -2, 2),
    ("finding", "severity", 1, 4),
]
AMOUNTS = [
    ("evidence", "people"),
    ("evidence", "before_people"),
    *(("journey", column) for column in ("order_low", "order_high", "visits_low", "visits_high")),
    *(("touchpoint", column) for column in ("visits_low", "visits_high")),
    *(("action", column) for column in ("cost_low", "cost_high", "gain_low", "gain_high")),
    *(("picture", column) for column in ("width", "height", "size")),
]
REFERENCES = [
    ("stage", "journey_id"),
    ("touchpoint", "stage_id"),
    ("touchpoint", "opens_id"),
    ("note", "touchpoint_id"),
    ("link", "note_id"),
    ("audit", "persona_id"),
    ("visit", "touchpoint_id"),
    ("answer", "visit_id"),
    ("answer", "wording_id"),
    ("presence", "visit_id"),
    ("item", "audit_id"),
    ("action", "owner_id"),
    ("link", "action_id"),
    ("change_row", "change_id"),
    ("audit", "round_id"),
    ("action", "proof_id"),
    ("comment", "action_id"),
    ("comment", "person_id"),
    ("evidence", "touchpoint_id"),
    ("evidence", "action_id"),
    ("suggestion", "evidence_id"),
    ("strategy", "stage_id"),
    ("serving", "action_id"),
    ("serving", "strategy_id"),
    ("wish", "touchpoint_id"),
    ("wish", "persona_id"),
    ("met_need", "wish_id"),
    ("met_need", "note_id"),
    ("verification", "persona_id"),
    ("verification", "evidence_id"),
    ("question", "journey_id"),
    ("respondent", "persona_id"),
    ("response", "respondent_id"),
    ("evidence", "respondent_id"),
    ("asking", "evidence_id"),
    ("asking", "owner_id"),
    ("dependency", "blocked_by_id"),
    ("journey", "responsible_id"),
    ("stage", "responsible_id"),
    ("touchpoint", "responsible_id"),
    *(("finding", f"{table}_id") for table in ("journey", "touchpoint", "pain", "phrase", "visit")),
    *(("sighting", f"{table}_id") for table in ("finding", "visit")),
    ("picture", "finding_id"),
    ("link", "finding_id"),
]


@pytest.fixture
def migrated(blank_engine: Engine) -> Engine:
    """An engine on a database that all migrations made, one after the other."""
    with blank_engine.begin() as connection:
        schema.upgrade(connection)
    return blank_engine


def test_tables_equal_the_migrations(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_constraints_of_the_tables_equal_those_of_the_migrations(address: str, migrated: Engine) -> None:
    made = make_engine(locate(address))
    assert _constraints(made) == _constraints(migrated)
    made.dispose()


def _constraints(engine: Engine) -> dict[str, object]:
    with engine.connect() as connection:
        look = inspect(connection)
        return {
            table: (
                sorted((check["name"], check["sqltext"]) for check in look.get_check_constraints(table)),
                sorted(
                    (key["constrained_columns"], key["referred_table"])
                    for key in look.get_foreign_keys(table)
                ),
                sorted(str(key["name"]) for key in look.get_unique_constraints(table)),
                sorted((str(index["name"]), index["column_names"]) for index in look.get_indexes(table)),
            )
            for table in SQLModel.metadata.tables
        }


def test_the_program_expects_the_newest_migration() -> None:
    heads = ScriptDirectory(str(schema.MIGRATIONS)).get_heads()
    assert [int(head) for head in heads] == [schema.SCHEMA]


@pytest.fixture
def filled(workspace: Workspace, walked: Walked) -> Workspace:
    """A database with a row in every table."""
    point = visit_at(workspace, walked.audit, 0).touchpoint_id
    workspace.noting.add(point, NoteKind.PAIN_POINT, "Too slow")
    workspace.audits.finish(walked.audit)
    _add_rows(workspace, walked.journey, point)
    return workspace


def _add_rows(workspace: Workspace, journey: int, point: int) -> None:
    """Add a row to each table that no walk fills."""
    engine = make_engine(workspace.location)
    with Session(engine) as session:
        person, action = (
            session.exec(select(PersonRecord)).first(),
            session.exec(select(ActionRecord)).first(),
        )
        persona = session.exec(select(PersonaRecord)).first()
        assert person and person.id and action and action.id and persona and persona.id
        evidence = EvidenceRecord(
            journey_id=journey, touchpoint_id=point, kind="survey", source="Post-purchase", collected_on=DAY
        )
        session.add(
            CommentRecord(action_id=action.id, person_id=person.id, text="Soon", written_at=f"{DAY}T00:00")
        )
        session.add(SavedFilterRecord(name="Mine", words="owner:me"))
        session.add(SettingRecord(name="priority.need", value="0.5"))
        session.add(LibraryFileRecord(kind="checklist", name="ours", text="key = 1"))
        session.add(RoundRecord(journey_id=journey, persona_id=persona.id, started_at=f"{DAY}T00:00"))
        session.add(evidence)
        session.flush()
        assert evidence.id is not None
        session.add(
            SuggestionRecord(
                evidence_id=evidence.id, touchpoint_id=point, checklist="speed", check_key="x", verdict="fail"
            )
        )
        stage = session.exec(select(StageRecord)).first()
        note = session.exec(select(NoteRecord)).first()
        assert stage and stage.id and note and note.id
        strategy = StrategyRecord(stage_id=stage.id, position=0, text="Be found")
        wish = WishRecord(touchpoint_id=point, feeling=1)
        respondent = RespondentRecord(
            journey_id=journey, persona_id=persona.id, code="R1", interviewed_on=DAY
        )
        session.add_all([strategy, wish, respondent, QuestionRecord(journey_id=journey, text="Why?")])
        session.flush()
        assert strategy.id and wish.id and respondent.id
        session.add_all(
            [
                ServingRecord(action_id=action.id, strategy_id=strategy.id),
                DependencyRecord(action_id=action.id, blocked_by_id=action.id),
                MetNeedRecord(wish_id=wish.id, note_id=note.id),
                ResponseRecord(respondent_id=respondent.id, stage_id=stage.id, question="why"),
                VerificationRecord(persona_id=persona.id, evidence_id=evidence.id),
                AskingRecord(evidence_id=evidence.id, created_at=f"{DAY}T00:00"),
                PresenceRecord(visit_id=1, gate="video", present=True),
                ItemRecord(audit_id=1, sample="items", position=0, name="A red hat"),
                SightingRecord(finding_id=1, visit_id=1, seen="there", seen_at=f"{DAY}T00:00"),
                PictureRecord(
                    finding_id=1, position=0, sha256="0" * 64, kind="png", width=1, height=1, size=1
                ),
            ]
        )
        session.commit()
    engine.dispose()


def test_only_words_of_the_vocabulary_get_in(filled: Workspace) -> None:
    for table, column, kind in ENUMS:
        for word in kind:
            run_sql(filled, f"UPDATE {table} SET {column} = :word", word=str(word))
        for wrong in ("nonsense", str(next(iter(kind))).upper(), f"{next(iter(kind))} "):
            with pytest.raises(IntegrityErrors):
                run_sql(filled, f"UPDATE {table} SET {column} = :word", word=wrong)


def test_only_numbers_within_range_get_in(filled: Workspace) -> None:
    for table, column, low, high in RANGES:
        for number in (low, high):
            run_sql(filled, f"UPDATE {table} SET {column} = :number", number=number)
        for number in (low - 1, high + 1):
            with pytest.raises(IntegrityErrors):
                run_sql(filled, f"UPDATE {table} SET {column} = :number", number=number)


def test_every_enum_and_range_of_the_tables_is_tried_here(filled: Workspace) -> None:
    tried = {f"ck_{table}_{column}" for table, column, *_rest in [*ENUMS, *RANGES, *AMOUNTS]}
    named = {
        str(constraint.name)
        for table in SQLModel.metadata.tables.values()
        for constraint in table.constraints
        if str(constraint.name).startswith("ck_")
    }
    assert named - tried == {"ck_change_state"}


def test_nothing_that_is_counted_is_less_than_nothing(filled: Workspace) -> None:
    for table, column in AMOUNTS:
        run_sql(filled, f"UPDATE {table} SET {column} = 0")
        with pytest.raises(IntegrityErrors):
            run_sql(filled, f"UPDATE {table} SET {column} = -1")


def test_no_row_refers_to_one_that_is_not_there(filled: Workspace) -> None:
    for table, column in REFERENCES:
        sql = f"UPDATE {table} SET {column} = 999999"
        with pytest.raises(IntegrityErrors):
            _run_with_foreign_keys(filled, sql)


def _run_with_foreign_keys(workspace: Workspace, sql: str) -> None:
    engine = make_engine(workspace.location)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(sql)
    finally:
        engine.dispose()


def test_a_touchpoint_is_visited_once_in_an_audit(filled: Workspace) -> None:
    with pytest.raises(IntegrityErrors):
        run_sql(filled, "UPDATE visit SET touchpoint_id = (SELECT min(id) FROM touchpoint)")


def test_an_empty_file_becomes_a_database_of_the_newest_schema(tmp_path: Path) -> None:
    workspace = Workspace.open(str(tmp_path / "deep" / "er" / "new.db"), Config(tmp_path, "Kim"))
    workspace.get_ready_to_write()
    assert run_sql(workspace, "SELECT version_num FROM alembic_version") == [(f"{schema.SCHEMA:04}",)]
    workspace.close()
