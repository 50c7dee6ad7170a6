"""Two databases that hand each other exports: whatever field is changed in one arrives in the other, and all stays derived."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.base.vocabulary import Prefer, Verdict
from auditor.exchange.fields import Field, Part
from auditor.exchange.kinds import (
    Choice,
    Day,
    Flag,
    Instant,
    Json,
    Keys,
    Letters,
    Name,
    Number,
    Ref,
    TextKind,
    Whole,
)
from auditor.exchange.parts import BY_NAME, PARTS, REVISION
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.cli.conftest import Cli
from tests.exchange.conftest import exported, taken_in
from tests.exchange.rows import fill

FIXED = {
    "wordings": {field.name for field in BY_NAME["wordings"].fields},
    "answers": {"visit", "wording", "origin", "aside"},
    "visits": {"audit", "touchpoint"},
    "findings": {"letters", "number"},
    "pictures": {"sha256", "kind", "width", "height", "size"},
    "settings": {"name", "value"},
    "library": {"kind", "name", "text"},
}
"""What makes a row the one it is: changed, it would be another row, or no longer what an audit was made with.

Where an answer is from follows anew from what else was answered. What everybody goes by does not arrive where there are
figures already.
"""


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Workspace]:
    """A small database with a row in every table and a value in every field."""
    workspace = Workspace.open(str(tmp_path / "here.db"), Config(tmp_path, "Kim"))
    journey = workspace.journeys.new("Shop")
    read = workspace.reads.journeys.get(journey)
    assert read is not None
    for stage in read.stages[1:]:
        workspace.stages.delete(stage.id)
    for name in ("Door", "Desk"):
        workspace.stages.add_touchpoint(read.stages[0].id, name, checklists=["feedback"])
    fill(workspace, journey)
    yield workspace
    workspace.close()


def _other(field: Field, value: object) -> object:
    """Return another value that a field may have."""
    kind = field.kind
    if isinstance(kind, Choice):
        return next(word for word in kind.choices if word != value)
    if isinstance(kind, Whole):
        return kind.low + 1 if value == kind.low else kind.low
    if isinstance(kind, Number):
        return 1.5 if value != 1.5 else 0.5
    if isinstance(kind, Flag):
        return not value
    if isinstance(kind, Day):
        return "2026-01-02" if value != "2026-01-02" else "2026-01-03"
    if isinstance(kind, Instant):
        return "2026-11-22T10:30:00.000000+00:00"
    if isinstance(kind, Json):
        return {"1": 7}
    if isinstance(kind, Keys):
        return ["feedback"]
    if isinstance(kind, Letters):
        return "ABC" if value != "ABC" else "DEF"
    assert isinstance(kind, TextKind | Name), kind
    return f"Other {field.name}"


def _changes(part: Part, row: dict[str, Any]) -> Iterator[tuple[Field, object]]:
    """Yield every field of a row with values that it may be changed to: another one, and none where that may be."""
    for field in part.fields:
        if field.name in FIXED.get(part.name, set()):
            continue
        if not isinstance(field.kind, Ref):
            yield field, _other(field, row.get(field.name, field.empty))
        if not field.needed and row.get(field.name, field.empty) != field.empty:
            yield field, field.empty


def _find(content: dict[str, Any], part: Part, key: object) -> dict[str, Any]:
    return next(row for row in content[part.name] if _key(part, row) == key)


def _key(part: Part, row: dict[str, Any]) -> object:
    return row["id"] if part.named else tuple(row[name] for name in part.same)


def _fullest(part: Part, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return max(rows, key=lambda row: (len(row), _key(part, row) is not None))


@pytest.mark.every(4)
@pytest.mark.parametrize("part", PARTS, ids=[part.name for part in PARTS])
def test_every_field_that_is_changed_elsewhere_arrives(here: Workspace, part: Part) -> None:
    content = json.loads(exported(here))
    fullest = _fullest(part, content[part.name])
    key, revision = _key(part, fullest), fullest.get(REVISION, 1)
    for field, value in _changes(part, fullest):
        for given in (value, fullest.get(field.name, field.empty)):
            revision += 1
            changed = copy.deepcopy(content)
            row = _find(changed, part, key)
            row[field.name], row[REVISION] = given, revision
            if given is None:
                del row[field.name]
            merged = taken_in(here, json.dumps(changed))
            assert merged.changed == 1, (field.name, given, merged)
            now = _find(json.loads(exported(here)), part, key)
            expected = field.empty if given is None else given
            assert now.get(field.name, field.empty) == expected, (field.name, given)
    here.undoing.undo()
    assert _problems(here) == []


def _problems(workspace: Workspace) -> list[str]:
    """Return what the check finds but where `fill` went past the program, and so past the history."""
    return [line for line in workspace.upkeep.check() if "history" not in line]


def test_evidence_without_counts_that_is_changed_elsewhere(shop: Cli, tmp_path: Path) -> None:
    there, file = ("--db", str(tmp_path / "there.db")), str(tmp_path / "e.json")
    number = shop.made("evidence", "add", "1", "survey", "Shop", "--quote", "It hurts")
    shop("export", "all", file)
    shop(*there, "import", "all", file)
    shop(*there, "evidence", "edit", number, "--quote", "It helps")
    shop(*there, "export", "all", file, "--force")
    shop("import", "all", file)
    assert [one["quote"] for one in shop.json("evidence", "list", "1")] == ["It helps"]
    assert "is sound" in shop("db", "check").out


@pytest.mark.parametrize("prefer", list(Prefer))
def test_an_audit_that_was_deleted_comes_back_with_all_it_weighs(
    shop: Cli, tmp_path: Path, prefer: Prefer
) -> None:
    file = str(tmp_path / "e.json")
    before = shop.json("action", "list"), shop.json("touchpoint", "list", "1")
    shop("export", "all", file)
    shop("audit", "delete", "1")
    deleted = shop.json("touchpoint", "list", "1")
    assert deleted != before[1], "without the audit other things are needed"
    shop("import", "all", file, "--prefer", prefer.value)
    assert "is sound" in shop("db", "check").out
    after = shop.json("action", "list"), shop.json("touchpoint", "list", "1")
    if prefer is Prefer.FILE:
        assert after == before
        shop("undo")
        assert "is sound" in shop("db", "check").out
        assert shop.json("touchpoint", "list", "1") == deleted
        shop("undo")
        assert (shop.json("action", "list"), shop.json("touchpoint", "list", "1")) == before
    else:
        assert after[1] == deleted
    assert "is sound" in shop("db", "check").out


def test_what_comes_and_goes_between_two_databases_is_derived_alike(here: Workspace, tmp_path: Path) -> None:
    there = Workspace.open(str(tmp_path / "there.db"), Config(tmp_path, "Ann"))
    taken_in(there, exported(here))
    visit = here.reads.audits.get(here.reads.audits.lines()[0].id)
    assert visit is not None
    steps: list[Callable[[], object]] = [
        lambda: here.audits.reopen(1),
        lambda: here.audits.answer(visit.visits[0].answers[1].id, Verdict.FAIL),
        lambda: here.audits.feel(visit.visits[0].id, 2),
        lambda: here.audits.finish(1),
        lambda: here.audits.delete(1),
        lambda: here.undoing.undo(),
    ]
    for step in steps:
        step()
        for prefer in (Prefer.NEWEST, Prefer.FILE):
            taken_in(there, exported(here), prefer)
            assert _problems(there) == []
        assert _problems(here) == []
    assert _uncounted(here) == _uncounted(there)
    there.close()


def _uncounted(workspace: Workspace) -> str:
    """Return everything in a database as text, but how often each row was changed."""
    return re.sub(r',?\n *"revision": \d+', "", exported(workspace))
