"""Evidence to be asked for again: handed out, closed by what comes in, taken back; and whoever is named goes along."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from auditor.base.errors import ConflictError, RefusedError
from auditor.base.vocabulary import Prefer
from auditor.exchange.reading import ExportFile, read
from auditor.sentences.history import describe
from auditor.views.askings import Asking
from auditor.views.evidence import EvidenceDraft
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.exchange.conftest import exported

TODAY = date.today()


def _record(workspace: Workspace, journey: int, days: int, **more: Any) -> int:
    stage = workspace.reads.journeys.get(journey).stages[0].id  # type: ignore[union-attr]
    given = {"kind": "interview", "source": "Talks", "stage_id": stage, **more}
    return workspace.evidence.add(EvidenceDraft(collected=TODAY - timedelta(days), **given))


def _open(workspace: Workspace) -> list[tuple[int, str, date | None]]:
    return [(one.evidence_id, one.owner, one.due) for one in workspace.reads.askings.open()]


def _one(workspace: Workspace) -> Asking:
    (one,) = workspace.reads.askings.open()
    return one


def test_newer_evidence_closes_what_was_handed_out_and_is_undone_with_it(
    workspace: Workspace, web_shop: int
) -> None:
    old = _record(workspace, web_shop, 400)
    assert [one.evidence_id for one in workspace.reads.askings.proposed()] == [old]
    (number,) = workspace.askings.hand_out([old], owner="Anna", due="2026-12-24", note="By phone")
    assert workspace.reads.askings.proposed() == []
    assert _open(workspace) == [(old, "Anna", date(2026, 12, 24))]
    with pytest.raises(RefusedError, match="to be asked for again already"):
        workspace.askings.hand_out([old])
    loads = {one.name: (one.askings, one.late_askings) for one in workspace.reads.people.loads(TODAY)}
    assert loads["Anna"] == (1, int(date(2026, 12, 24) < TODAY))
    _record(workspace, web_shop, 3, kind="survey")
    assert _open(workspace)
    new = _record(workspace, web_shop, 2, source="Other talks")
    assert not _open(workspace)
    (closed,) = workspace.reads.askings.all()
    assert (closed.id, closed.answer_id) == (number, new)
    workspace.undoing.undo()
    assert [one[0] for one in _open(workspace)] == [old]
    workspace.undoing.redo()
    assert not _open(workspace)
    with pytest.raises(RefusedError, match="already"):
        workspace.askings.done([number])


def test_superseded_evidence_is_neither_proposed_nor_handed_out(workspace: Workspace, web_shop: int) -> None:
    first = _record(workspace, web_shop, 900, kind="survey")
    second = _record(workspace, web_shop, 500, kind="survey")
    assert [one.evidence_id for one in workspace.reads.askings.proposed()] == [second]
    with pytest.raises(RefusedError, match=f"superseded by evidence {second}"):
        workspace.askings.hand_out([first])


def test_it_is_edited_closed_by_hand_and_taken_back(
    workspace: Workspace, web_shop: int, open_as: Opener
) -> None:
    old = _record(workspace, web_shop, 400)
    (number,) = workspace.askings.hand_out([old])
    assert (said := workspace.reads.history.to_undo()) and describe(said).startswith("Noted that evidence")
    seen = _one(workspace)
    open_as("Bo").askings.edit([number], owner="Bo")
    with pytest.raises(ConflictError, match="owner meanwhile: – → “Bo”"):
        workspace.askings.edit([number], owner="Anna", base=seen)
    workspace.askings.edit([number], owner="Anna", due="2026-12-24", base=_one(workspace))
    assert _open(workspace) == [(old, "Anna", date(2026, 12, 24))]
    with pytest.raises(RefusedError, match="name the newer one"):
        workspace.askings.done([number], old)
    workspace.askings.take_back([number])
    assert not workspace.reads.askings.all()
    workspace.undoing.undo()
    workspace.askings.done([number])
    # Asked in vain, it is not proposed again at once.
    assert not _open(workspace) and not workspace.reads.askings.proposed()


def test_whoever_is_named_goes_along_when_two_become_one(workspace: Workspace, web_shop: int) -> None:
    workspace.askings.hand_out([_record(workspace, web_shop, 400)], owner="Anna")
    anna, kim = workspace.reads.people.all()[0].id, workspace.people.add("Kim Berg")
    with pytest.raises(RefusedError, match="one with somebody else"):
        workspace.people.delete(anna)
    workspace.people.merge(anna, kim)
    assert _one(workspace).owner == "Kim Berg"
    workspace.people.edit(kim, name="Kim Dal")
    assert _one(workspace).owner == "Kim Dal"
    workspace.undoing.undo()
    workspace.undoing.undo()
    assert _one(workspace).owner == "Anna"


def test_newer_evidence_that_comes_in_with_an_export_closes_it_too(
    workspace: Workspace, web_shop: int
) -> None:
    workspace.askings.hand_out([_record(workspace, web_shop, 400)])
    new = _record(workspace, web_shop, 2)
    parts = json.loads(exported(workspace))
    workspace.undoing.undo()
    assert _open(workspace)
    document = read([ExportFile("export.json", json.dumps({**parts, "askings": []}))])
    workspace.merging.merge(document, "export.json", Prefer.FILE)
    (closed,) = workspace.reads.askings.all()
    assert closed.answer_id == new and closed.closed
    workspace.undoing.undo()
    assert _open(workspace)
