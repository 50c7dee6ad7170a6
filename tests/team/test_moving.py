"""A database that is carried over to a server and back: all of it, the same, or nothing."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from auditor.base.errors import AuditorError, RefusedError
from auditor.settings.config import Config
from auditor.store import moving
from auditor.store.location import Location, locate
from auditor.workspace import Workspace
from tests.conftest import Server
from tests.exchange.rows import PICTURE, fill
from tests.walks import run_sql

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.just(-0.0)


def opened(place: str) -> closing[Workspace]:
    """Open a database, which is closed after a `with`."""
    return closing(Workspace.open(place, Config(Path("/nowhere"), "Kim")))


def content(place: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, pictures and generation aside."""
    with opened(place) as workspace:
        found = {}
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in ("picture_content", "identity"):
                names = ", ".join(column.name for column in table.columns)
                rows = run_sql(workspace, f"SELECT {names} FROM {table.name} ORDER BY id")
                found[table.name] = [tuple(map(_alike, row)) for row in rows]
        found["identity"] = run_sql(workspace, "SELECT uid FROM identity")
        return found


def _alike(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


@pytest.fixture(scope="module")
def full_file(tmp_path_factory: pytest.TempPathFactory, shop_on_paper_file: Path) -> Path:
    """A file with a row in every table and a value in every column, and numbers that were used and are free again."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    shutil.copy(shop_on_paper_file, path)
    with opened(str(path)) as workspace:
        fill(workspace, 1)
        into = workspace.people.add("Dan")
        run_sql(workspace, "UPDATE person SET into_id = :into WHERE id = 1", into=into)
        run_sql(workspace, "UPDATE sqlite_sequence SET seq = 5000 WHERE name = 'journey'")
    return path


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The address of a database with nothing in it."""
    name, url = server.empty()
    yield url
    server.drop(name)


def files_of(path: Path) -> dict[str, str]:
    """Return the hashes of a database file and its pictures."""
    pictures = path.with_name(f"{path.name}-pictures")
    return {
        str(each.relative_to(path.parent)): sha256(each.read_bytes()).hexdigest()
        for each in [path, *pictures.rglob("*")]
        if each.is_file()
    }


def test_all_of_it_is_there_on_a_server_and_back_in_a_file(
    full_file: Path, empty: str, tmp_path: Path
) -> None:
    before, back = files_of(full_file), tmp_path / "back.db"
    moved = moving.move(locate(str(full_file)), locate(empty))
    assert moved.pictures >= 1 and files_of(full_file) == before
    assert content(empty) == content(str(full_file))
    assert all(content(empty).values())
    with opened(empty) as there, opened(str(full_file)) as here:
        assert there.uid == here.uid
        assert there.picture(PICTURE.sha256) == PICTURE.content
        assert there.upkeep.check() == here.upkeep.check()
        # No number is used twice, there neither.
        assert there.journeys.new("Next") == 5001
        assert empty.partition("?")[0].rpartition("/")[2] in here.caution
    moving.move(locate(empty), locate(str(back)))
    assert content(str(back)) == content(empty)
    with opened(str(back)) as again:
        assert again.picture(PICTURE.sha256) == PICTURE.content
        assert again.journeys.new("After that") == 5002
        assert not again.caution
    (full_file.with_name(f"{full_file.name}-moved")).unlink()


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=3, max_size=3), NUMBERS, st.sets(st.integers(1, 60), max_size=20))
def test_whatever_is_in_its_columns(
    server: Server, full_file: Path, tmp_path: Path, texts: list[str], number: float, gone: set[int]
) -> None:
    path, back = tmp_path / "any.db", tmp_path / "again.db"
    for old in tmp_path.glob("a*.db*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copy(full_file, path)
    shutil.copytree(full_file.with_name("full.db-pictures"), tmp_path / "any.db-pictures")
    with opened(str(path)) as workspace:
        run_sql(workspace, "UPDATE touchpoint SET about = :text", text=texts[0])
        run_sql(workspace, "UPDATE change_row SET after = :text WHERE id % 2 = 0", text=texts[1])
        run_sql(
            workspace, "UPDATE evidence SET quote = :text, figure = :number", text=texts[2], number=number
        )
        for each in gone:
            run_sql(workspace, "DELETE FROM change_row WHERE id = :id", id=each)
    name, url = server.empty()
    try:
        first = moving.move(locate(str(path)), locate(url))
        second = moving.move(locate(url), locate(str(back)))
        assert first == second
        assert content(url) == content(str(path)) == content(str(back))
    finally:
        server.drop(name)


def test_what_has_content_is_refused_and_left_as_it_is(full_file: Path, empty: str, tmp_path: Path) -> None:
    with opened(empty) as workspace:
        workspace.journeys.new("There already")
    before = content(empty)
    with pytest.raises(RefusedError, match="has something in it already"):
        moving.move(locate(str(full_file)), locate(empty))
    assert content(empty) == before
    taken = tmp_path / "taken.db"
    taken.write_bytes(b"mine")
    with pytest.raises(RefusedError, match="is there already"):
        moving.move(locate(empty), locate(str(taken)))
    assert taken.read_bytes() == b"mine" and list(tmp_path.iterdir()) == [taken]
    with opened(str(full_file)) as other:
        other.get_ready_to_write()
        with pytest.raises(RefusedError, match="open in another program"):
            moving.move(locate(str(full_file)), locate(empty))
    with pytest.raises(RefusedError, match="no database at"):
        moving.move(locate(str(tmp_path / "none.db")), locate(empty))
    with pytest.raises(RefusedError, match="from a file to a server"):
        moving.move(locate(str(full_file)), locate(str(tmp_path / "other.db")))


@pytest.mark.parametrize("way", ["there", "back"])
def test_a_killed_move_leaves_nothing_and_is_done_again(
    full_file: Path, empty: str, tmp_path: Path, way: str
) -> None:
    source, target = locate(str(full_file)), locate(empty)
    if way == "back":
        moving.move(source, target)
        source, target = target, locate(str(tmp_path / "back.db"))
    child = os.fork()
    if not child:
        # All rows are written, none is kept.
        moving._refuse_unlike = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        moving.move(source, target)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert not (tmp_path / "back.db").exists()
    moved = moving.move(source, target)
    assert content(str(target.path or empty)) == content(str(full_file))
    # A program that was killed once it was done is begun again, too.
    assert moving.move(source, target) == moved
    assert [each.name for each in tmp_path.glob(".auditor*")] == []


def test_rows_that_come_out_otherwise_are_refused_and_none_is_kept(
    server: Server, full_file: Path, empty: str
) -> None:
    with opened(empty) as workspace:
        workspace.get_ready_to_write()
        run_sql(
            workspace,
            "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS"
            " $$BEGIN IF NEW.name = 'Inner' THEN NEW.name := 'INNER'; END IF; RETURN NEW; END$$",
        )
        run_sql(
            workspace,
            "CREATE TRIGGER shout BEFORE INSERT ON journey FOR EACH ROW EXECUTE FUNCTION shout()",
        )
        run_sql(workspace, "ALTER TABLE journey ENABLE ALWAYS TRIGGER shout")
    with pytest.raises(AuditorError, match=r"does not have the same as was read .journey:"):
        moving.move(locate(str(full_file)), locate(empty))
    assert not any(content(empty)[name] for name in ("journey", "change", "person"))


def test_rows_that_are_hidden_from_who_moves_are_never_left_out(
    server: Server, full_file: Path, empty: str, tmp_path: Path
) -> None:
    moving.move(locate(str(full_file)), locate(empty))
    with opened(empty) as workspace:
        run_sql(workspace, "DROP ROLE IF EXISTS halfway")
        run_sql(workspace, "CREATE ROLE halfway LOGIN")
        run_sql(workspace, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO halfway")
        run_sql(workspace, "ALTER TABLE answer ENABLE ROW LEVEL SECURITY")
        run_sql(workspace, "CREATE POLICY half ON answer USING (id % 2 = 0)")
        try:
            half = Location(None, (locate(empty).url or "").replace("//postgres:@", "//halfway@"), named=True)
            with pytest.raises(AuditorError, match="hides rows from you"):
                moving.move(half, locate(str(tmp_path / "half.db")))
            assert list(tmp_path.glob("half*")) == []
        finally:
            run_sql(workspace, "DROP OWNED BY halfway")
            run_sql(workspace, "DROP ROLE halfway")


def test_a_picture_that_is_missing_is_told_before_anything_is_kept(
    full_file: Path, empty: str, tmp_path: Path
) -> None:
    lone = tmp_path / "lone.db"
    shutil.copy(full_file, lone)
    with pytest.raises(AuditorError, match="is missing from"):
        moving.move(locate(str(lone)), locate(empty))
    with opened(empty) as workspace:
        assert workspace.reads.journeys.lines() == []
