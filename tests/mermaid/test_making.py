"""A journey made of a diagram: all of it or nothing."""

from __future__ import annotations

import pytest

from auditor.analysis.mapping import Layer, curve
from auditor.base.errors import StorageError
from auditor.base.vocabulary import Phase
from auditor.mermaid.making import make_journey
from auditor.mermaid.reading import parse
from auditor.workspace import Workspace

TEXT = "journey\ntitle Tea\nBoil: 2: Kim, Bo\nsection Purchase\nPour: 5: Bo\nDrink: 4"


def test_every_actor_becomes_a_persona_with_a_finished_audit(workspace: Workspace) -> None:
    journey = make_journey(workspace, parse(TEXT))
    found = workspace.reads.maps.get(journey)
    assert found is not None
    assert [(stage.name, stage.phase) for stage in found.journey.stages] == [
        ("Tea", Phase.OTHER),
        ("Purchase", Phase.PURCHASE),
    ]
    assert [persona.name for persona in found.personas] == ["Kim", "Bo", "Anyone"]
    curves = [curve(found, Layer.NEWEST, persona.id) for persona in found.personas]
    assert curves == [[-1, None, None], [-1, 2, None], [None, None, 1]]
    audits = workspace.reads.audits.lines(journey)
    assert len(audits) == 3
    assert all(audit.finished for audit in audits)


def test_if_writing_fails_nothing_stays(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    felt = workspace.audits.feel

    def fail(visit_id: int, score: int | None) -> None:
        if score == 1:
            raise StorageError("The disk is full.")
        felt(visit_id, score)

    monkeypatch.setattr(workspace.audits, "feel", fail)
    with pytest.raises(StorageError):
        make_journey(workspace, parse(TEXT))
    assert workspace.reads.journeys.lines() == []
    assert workspace.reads.actions.ranking().total == 0
