"""Databases for tests of screens, each made once and copied for every test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from auditor.base.i18n import language as current_language
from auditor.base.i18n import set_language
from auditor.base.vocabulary import LANGUAGES, Verdict
from auditor.library.templates import find_template
from auditor.sample import make_sample
from auditor.settings.config import Config
from auditor.settings.known import REVIEW
from auditor.settings.rules import Rules
from auditor.store.location import Location
from auditor.workspace import Workspace
from tests.once import Once
from tests.walks import audit_of, give_verdicts, tell_what_is_there

Make = Callable[[Workspace], object]
Opener = Callable[[str], Workspace]


def _open(path: Path, folder: Path) -> Workspace:
    # Without a day on which journeys are to be looked at again, what is shown does not change as time goes by.
    never = Rules(review_days=None)
    config = Config(folder / "config", "Kim", rules=never, shared={REVIEW.key: "never"})
    return Workspace(Location(path, None), config)


def _make_shop(workspace: Workspace) -> None:
    """Make a web shop with an audit in which no check is answered yet; what is there is told at the first touchpoint."""
    journey = workspace.journeys.new_from(find_template("web-shop", Path("/nowhere")))
    tell_what_is_there(workspace, workspace.audits.start(journey, "Kim"))


def _make_listed(workspace: Workspace) -> None:
    """Make a web shop with a finished audit, and so with actions proposed."""
    _make_shop(workspace)
    give_verdicts(workspace, 1)
    workspace.audits.finish(1)


def _in(language: str) -> Make:
    """Return what makes, in that language, a web shop with a finished audit, decisions, and an audit begun."""

    def make(workspace: Workspace) -> None:
        before = current_language()
        set_language(language)
        _make_listed(workspace)
        first, second, third = (line.id for line in workspace.reads.actions.ranking().page(0, 3))
        workspace.actions.accept([first, second])
        workspace.actions.edit(second, owner="Kim", due="2026-04-01")
        workspace.actions.drop([third], "–")
        audit = workspace.audits.start(1, "Alex")
        tell_what_is_there(workspace, audit)
        answers = audit_of(workspace, audit).visits[0].answers
        for answer in answers[:2]:
            workspace.audits.answer(answer.id, Verdict.FAIL)
        workspace.audits.answer(answers[2].id, Verdict.PARTLY, "1 / 3")
        set_language(before)

    return make


MAKERS: dict[str, Make] = {
    "blank": lambda workspace: workspace.get_ready_to_write(),
    "shop": _make_shop,
    "listed": _make_listed,
    "sample": make_sample,
    **{f"golden-{language}": _in(language) for language in LANGUAGES},
}


@pytest.fixture(scope="session")
def made(once: Once) -> Callable[[str], Path]:
    """A way to get the file of a database, made when it is first asked for."""

    def get(name: str) -> Path:
        def make(path: Path) -> None:
            with closing(_open(path, path.parent)) as workspace:
                MAKERS[name](workspace)
            freeze(path)

        return once(f"screens-{name}.db", make)

    return get


@pytest.fixture
def opened(made: Callable[[str], Path], tmp_path: Path) -> Iterator[Opener]:
    """A way to open a copy of a database by its name; with another name, one that is not there yet."""
    workspaces: list[Workspace] = []

    def get(name: str) -> Workspace:
        path = tmp_path / f"{name}.db"
        if name in MAKERS and not path.exists():
            shutil.copy(made(name), path)
        workspaces.append(_open(path, tmp_path))
        return workspaces[-1]

    yield get
    for workspace in workspaces:
        workspace.close()


def freeze(path: Path) -> None:
    """Set every moment in a database to the same day, in the order of the rows, so that screens show always the same."""
    moment = "printf('2026-03-02T12:%02d:%02d+00:00', id / 60 % 60, id % 60)"
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, column in MOMENTS:
            connection.execute(f"UPDATE {table} SET {column} = {moment} WHERE {column} IS NOT NULL")
        connection.execute("UPDATE action SET due = '2026-04-01' WHERE due IS NOT NULL")


MOMENTS = (
    ("audit", "started_at"),
    ("round", "started_at"),
    ("audit", "finished_at"),
    ("answer", "answered_at"),
    ("visit", "felt_at"),
    ("action", "created_at"),
    ("action", "closed_at"),
    ("finding", "found_at"),
    ("change", "at"),
)
