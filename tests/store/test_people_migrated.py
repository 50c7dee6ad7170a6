"""People of schema 2: what they did under a name is theirs afterwards, where the name is one person's exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from auditor.settings.config import Config
from auditor.store import backup, schema
from auditor.store.engine import make_engine
from auditor.store.location import locate
from auditor.views.actions import ME, ActionFilter
from auditor.workspace import Workspace
from tests.walks import run_sql

ANNA = "a" * 32

_PERSON = "INSERT INTO person (uid, revision, removed_at, name, role) VALUES (:uid, 1, :gone, :name, '')"
_CHANGE = (
    "INSERT INTO change (at, who, code, arguments, journey_id, state)"
    " VALUES ('2026-01-01T00:00:00.000000+00:00', :who, 'journey-edit', '{}', NULL, 'done')"
)
_PEOPLE = ((1, "Anna Öst", None), (2, "Bo", None), (3, "bo", None), (4, "Cai", "2026-01-02"))
_CHANGES = ((1, "ANNA öst"), (2, "Bo"), (3, "Cai"), (4, "Anna Öst"), (5, "Nobody’s name"))


@pytest.fixture
def old(blank_address: str) -> str:
    """A database of schema 2 with people and changes by name."""
    location = locate(blank_address)
    if location.path is not None:
        location.path.touch()
    engine = make_engine(location)
    with engine.begin() as connection:
        schema.upgrade(connection, "0002")
    engine.dispose()
    workspace = Workspace(location, Config(Path("/nowhere"), "Kim"))
    for number, name, gone in _PEOPLE:
        run_sql(workspace, _PERSON, uid=f"uid{number}", gone=gone, name=name)
    for _number, who in _CHANGES:
        run_sql(workspace, _CHANGE, who=who)
    return blank_address


@pytest.fixture
def open_old(old: str) -> Iterator[Callable[..., Workspace]]:
    """A way to open it in somebody's name, perhaps with a lasting id."""
    opened: list[Workspace] = []

    def opener(name: str, lasting: str = "") -> Workspace:
        opened.append(Workspace.open(old, Config(Path("/nowhere"), name, person=lasting)))
        return opened[-1]

    yield opener
    for workspace in opened:
        workspace.close()


def test_nothing_is_lost(open_old: Callable[..., Workspace]) -> None:
    workspace = open_old("Kim")
    assert [(person.id, person.name) for person in workspace.reads.people.all()] == [
        (1, "Anna Öst"),
        (2, "Bo"),
        (3, "bo"),
    ]
    assert [(line.id, line.who) for line in reversed(workspace.reads.history.lines())] == list(_CHANGES)
    assert run_sql(workspace, "SELECT name, person_id FROM login") == [("name:anna öst", 1)]
    if path := workspace.location.path:
        assert backup.damage(path) == []
        assert any(copy.path.stem.endswith("-before-update") for copy in backup.copies(path))


@pytest.mark.parametrize("lasting", ["", ANNA])
def test_changes_by_name_are_the_persons_whose_name_it_is(
    open_old: Callable[..., Workspace], lasting: str
) -> None:
    anna = open_old("anna öst", lasting)
    assert anna.person == 1
    last = anna.reads.history.to_undo()
    assert last is not None and last.id == 4
    open_old("Kim").people.edit(1, name="Anna Väst")
    last = anna.reads.history.to_undo()
    assert last is not None and last.id == 4
    assert anna.person == 1


def test_a_name_of_two_is_neithers(open_old: Callable[..., Workspace]) -> None:
    bo = open_old("Bo", ANNA)
    assert bo.person == 0
    assert bo.reads.actions.ranking(ActionFilter(owners=(ME,))).total == 0
