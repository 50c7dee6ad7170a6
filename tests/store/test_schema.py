"""How a database of another version, or of another program, or a broken one, is met."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, column, select, table, text

from auditor.base.errors import AuditorError, DatabaseError, StorageError
from auditor.cli.frame.ways_out import WAYS
from auditor.settings.config import Config
from auditor.store import backup, schema
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, actions, audit_of, run_sql

NOW, NEXT = f"{schema.SCHEMA:04}", f"{schema.SCHEMA + 1:04}"

ADDS_A_COLUMN = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{NOW}"


def upgrade():
    with op.batch_alter_table("journey") as table:
        table.add_column(sa.Column("mood", sa.String(), nullable=False, server_default="fair"))
        table.create_check_constraint("mood", "mood IN ('fair', 'foul')")
"""
BREAKS_HALFWAY = (
    ADDS_A_COLUMN
    + """
    op.execute("UPDATE journey SET name = 'half done'")
    op.execute("UPDATE nowhere SET nothing = 1")
"""
)


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """A way to make this program the one with the next schema, reached by the migration given."""
    scripts = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))

    def make_next(migration: str) -> None:
        (scripts / "versions" / f"{NEXT}_next.py").write_text(migration)
        monkeypatch.setattr(schema, "SCHEMA", int(NEXT))
        monkeypatch.setattr(schema, "upgrade", partial(schema.upgrade, scripts=scripts))

    return make_next


def _uses(workspace: Workspace) -> list[Callable[[], object]]:
    return [
        lambda: workspace.reads.journeys.lines(),
        lambda: workspace.journeys.new("Never"),
        workspace.get_ready_to_write,
        lambda: workspace.undoing.undo(),
    ]


def _refused(workspace: Workspace, kind: type[AuditorError]) -> str:
    messages = set()
    for use in _uses(workspace):
        with pytest.raises(kind) as caught:
            use()
        messages.add(caught.value.worded(WAYS))
    message = messages.pop()
    assert not messages, "reading and writing should say the same"
    assert message.strip() and "\n" not in message
    return message


@pytest.mark.parametrize("version", [NEXT, "12", "0001-beta"])
def test_a_newer_schema_is_refused_naming_both_versions(
    open_as: Opener, workspace: Workspace, web_shop: int, version: str
) -> None:
    run_sql(workspace, "UPDATE alembic_version SET version_num = :version", version=version)
    workspace.close()
    path = workspace.location.path
    before = (path.read_bytes(), backup.copies(path)) if path else None
    message = _refused(open_as("Kim"), DatabaseError)
    assert f"schema {version}" in message and f"up to {schema.SCHEMA}" in message
    assert run_sql(workspace, "SELECT version_num FROM alembic_version") == [(version,)]
    if path:
        assert (path.read_bytes(), backup.copies(path)) == before


def test_an_older_schema_is_backed_up_and_migrated(
    open_as: Opener, workspace: Workspace, walked: Walked, next_schema: Callable[[str], None]
) -> None:
    workspace.audits.finish(walked.audit)
    before = (
        audit_of(workspace, walked.audit),
        actions(workspace),
        workspace.reads.journeys.get(walked.journey),
    )
    workspace.close()
    next_schema(ADDS_A_COLUMN)
    newer = open_as("Kim")
    assert audit_of(newer, walked.audit) == before[0]
    assert actions(newer) == before[1]
    assert newer.reads.journeys.get(walked.journey) == before[2]
    assert run_sql(newer, "SELECT mood FROM journey") == [("fair",)]
    assert run_sql(newer, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    newer.undoing.undo()
    if path := newer.location.path:
        assert backup.damage(path) == []
        (copy,) = (one for one in backup.copies(path) if one.path.stem.endswith("-before-update"))
        with closing(sqlite3.connect(copy.path)) as old:
            assert old.execute(schema.VERSION_SQL).fetchall() == [(NOW,)]
            assert old.execute("SELECT count(*) FROM answer").fetchone()[0] > 100


def test_a_migration_that_fails_leaves_everything_as_it_was(
    open_as: Opener, workspace: Workspace, walked: Walked, next_schema: Callable[[str], None]
) -> None:
    tables = ("journey", "touchpoint", "answer", "change_row")
    before = [run_sql(workspace, f"SELECT * FROM {table} ORDER BY id") for table in tables]
    workspace.close()
    next_schema(BREAKS_HALFWAY)
    with pytest.raises(AuditorError):
        open_as("Kim").reads.journeys.lines()
    assert [run_sql(workspace, f"SELECT * FROM {table} ORDER BY id") for table in tables] == before
    assert run_sql(workspace, "SELECT version_num FROM alembic_version") == [(NOW,)]


def test_a_database_of_another_program_is_left_alone(blank_address: str, config: Config) -> None:
    workspace = Workspace.open(blank_address, config)
    run_sql(workspace, "CREATE TABLE bookmark (id INTEGER PRIMARY KEY, address TEXT)")
    run_sql(workspace, "INSERT INTO bookmark VALUES (1, 'https://example.org')")
    path = workspace.location.path
    before = path.read_bytes() if path else b""
    message = _refused(workspace, DatabaseError)
    assert "not an Auditor database" in message
    assert run_sql(workspace, "SELECT * FROM bookmark") == [(1, "https://example.org")]
    assert path is None or path.read_bytes() == before
    workspace.close()


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _first_page_overwritten(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 3996 + content[4096:])


def _text(path: Path) -> None:
    path.write_text("journey,stage\n" * 200)


@pytest.mark.parametrize("spoil", [_noise, _first_page_overwritten, _text, _cut_off])
def test_a_damaged_file_is_refused_and_left_alone(
    schema_file: Path, tmp_path: Path, config: Config, spoil: Callable[[Path], None]
) -> None:
    path = tmp_path / "damaged.db"
    shutil.copy(schema_file, path)
    spoil(path)
    before = path.read_bytes()
    workspace = Workspace.open(str(path), config)
    assert backup.damage(path)
    if spoil is not _cut_off:
        message = _refused(workspace, DatabaseError)
        assert "damaged" in message and "restore" in message
        assert path.read_bytes() == before
    workspace.close()


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path, config: Config) -> None:
    message = _refused(Workspace.open(str(tmp_path), config), StorageError)
    assert str(tmp_path) in message


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, config: Config) -> None:
    (tmp_path / "file").write_text("x")
    message = _refused(Workspace.open(str(tmp_path / "file" / "auditor.db"), config), StorageError)
    assert "auditor.db" in message


def test_new_files_are_for_their_owner_alone(tmp_path: Path, config: Config) -> None:
    import os

    path = tmp_path / "new folder" / "auditor.db"
    mask = os.umask(0)
    try:
        workspace = Workspace.open(str(path), config)
        workspace.journeys.new("Private")
        workspace.close()
        copy = backup.make(path)
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert copy.path.stat().st_mode & 0o777 == 0o600
    assert backup.folder(path).stat().st_mode & 0o777 == 0o700
    assert sorted(entry.name for entry in path.parent.iterdir()) == [
        "auditor.db",
        "auditor.db-backups",
        *(["auditor.db-journal"] if (path.parent / "auditor.db-journal").exists() else []),
    ]


def test_an_answer_is_written_through_to_the_disk(workspace: Workspace) -> None:
    workspace.get_ready_to_write()
    engine = workspace._database._make_engine()
    if workspace.location.path is None:
        return
    with engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "journal_mode", "foreign_keys")
        }
    assert pragma == {"synchronous": 2, "journal_mode": "truncate", "foreign_keys": 1}


_FAULTS = {
    "tool": "axe-core 4.8.2",
    "pages": [{"name": "https://shop.example/a", "link": "https://shop.example/a"}],
}
_SEVERAL = {
    "tool": "Lighthouse 12.8.2, 13.0.1",
    "pages": [{"name": "a", "link": "a"}, {"name": "b", "link": "b"}],
}
_IMPORTED: list[tuple[str, str, str, object, tuple[object, ...]]] = [
    ("Talks", "", "", "", ("", "", None, None)),
    ("axe-core 4.8.2, a", "axe", "/x/a.json", _FAULTS, ("axe-core", "https://shop.example/a", None, None)),
    ("Mine", "lighthouse", "/x/l.json", _SEVERAL, ("Lighthouse", "", None, None)),
    (
        "Enkät svar.csv",
        "survey",
        "C:\\x\\svar.csv",
        {"question": "Nöjd?", "scale": [1, 5]},
        ("survey", "Nöjd?", 1, 5),
    ),
    ("Exit", "survey", "/x/svar.csv", {"question": "Nöjd?", "scale": [5, 5]}, ("", "Nöjd?", None, None)),
    ("Funnel f.csv", "funnel", "/x/f.csv", {"step": "Basket"}, ("funnel", "Basket", None, None)),
    (
        "axe-core",
        "axe",
        "/x/u.json",
        {"tool": "axe-core", "pages": [{"name": "page 1"}]},
        ("axe-core", "", None, None),
    ),
    ("Broken", "axe", "/x/b.json", None, ("", "", None, None)),
    ("Odd", "axe", "/x/o.json", [1], ("", "", None, None)),
]


def test_evidence_keeps_all_it_had_and_says_what_is_certain(blank_engine: Engine) -> None:
    evidence = table("evidence", *map(column, ("id", "source", "origin", "file", "detail", "figure")))
    with blank_engine.begin() as connection:
        schema.upgrade(connection, "0002")
        connection.execute(
            text(
                "INSERT INTO journey (id, uid, revision, name, about, purpose, scope)"
                " VALUES (1, 'j', 1, 'Shop', '', 'sales', 'whole')"
            )
        )
        for number, (source, origin, file, detail, _told) in enumerate(_IMPORTED, start=1):
            connection.execute(
                text(
                    "INSERT INTO evidence (id, uid, revision, journey_id, kind, source, collected_on, unit, better,"
                    " counts, quote, note, link, file, sha256, origin, detail, figure) VALUES (:id, :uid, 1, 1,"
                    " 'survey', :source, '2026-01-05', '', '', '', 'q', '', '', :file, '', :origin, :detail, 3)"
                ),
                {
                    "id": number,
                    "uid": f"e{number}",
                    "source": source,
                    "origin": origin,
                    "file": file,
                    "detail": "{" if detail is None else json.dumps(detail) if detail else "",
                },
            )
        before = connection.execute(select(evidence).order_by(evidence.c.id)).all()
        schema.upgrade(connection, "0003")
        assert connection.execute(select(evidence).order_by(evidence.c.id)).all() == before
        told = connection.execute(
            text("SELECT tool, page, scale_low, scale_high, content, replies FROM evidence ORDER BY id")
        ).all()
    assert [tuple(row) for row in told] == [(*expected, "", "") for *_about, expected in _IMPORTED]
