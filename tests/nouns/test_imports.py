"""Imports: all or nothing, once, undone as one; what they suggest waits until the check is answered."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.vocabulary import Verdict
from auditor.sentences.history import describe
from auditor.views.audits import Audit
from auditor.views.evidence import EvidenceDraft, EvidenceFilter
from auditor.views.imports import ImportPlan, Landing, PlannedSuggestion
from auditor.workspace import Workspace

CHECK = ("accessibility", "image-text")


def _audit(workspace: Workspace, journey: int) -> Audit:
    audit = workspace.reads.audits.get(workspace.audits.start(journey, "Kim"))
    assert audit is not None
    return audit


def _asked(audit: Audit) -> tuple[int, int]:
    """Return the touchpoint where the check is first asked, and the answer's number."""
    return next(
        (visit.touchpoint_id, answer.id)
        for visit in audit.visits
        for answer in visit.answers
        if (answer.check.checklist, answer.check.key) == CHECK
    )


def _plan(journey: int, point: int, verdict: Verdict = Verdict.FAIL, key: str = CHECK[1]) -> ImportPlan:
    draft = EvidenceDraft(
        "measurement",
        "axe-core 4.8.2",
        date(2025, 11, 12),
        journey_id=journey,
        touchpoint_id=point,
        figure=3,
        file="/nowhere/axe.json",
        sha256="a" * 64,
        origin="axe",
    )
    suggestion = PlannedSuggestion(point, CHECK[0], key, verdict, "3 × Images must have alternate text")
    landing = Landing("page", "", "", draft, (suggestion,))
    return ImportPlan("axe", journey, "axe.json", "a" * 64, (landing,))


@pytest.fixture
def audit(workspace: Workspace, web_shop: int) -> Audit:
    """An audit of the web shop, just begun."""
    return _audit(workspace, web_shop)


def test_an_import_writes_evidence_and_what_it_suggests(
    workspace: Workspace, web_shop: int, audit: Audit
) -> None:
    point, _answer = _asked(audit)
    (number,) = workspace.imports.write(_plan(web_shop, point))
    evidence = workspace.reads.evidence.get(number)
    assert evidence is not None and (evidence.origin, evidence.sha256) == ("axe", "a" * 64)
    (waiting,) = workspace.reads.suggestions.lines(web_shop)
    assert (waiting.verdict, waiting.source, waiting.settled) == (Verdict.FAIL, "axe-core 4.8.2", None)
    assert workspace.reads.suggestions.waiting(audit.id) == {(point, *CHECK): waiting}


def test_one_undo_takes_all_of_it_back(workspace: Workspace, web_shop: int, audit: Audit) -> None:
    point, _answer = _asked(audit)
    plan = _plan(web_shop, point)
    workspace.imports.write(replace(plan, landings=plan.landings * 3))
    assert len(workspace.reads.suggestions.lines(web_shop)) == 3
    workspace.undoing.undo()
    assert workspace.reads.evidence.lines(EvidenceFilter(web_shop)) == []
    assert workspace.reads.suggestions.lines(web_shop) == []
    workspace.undoing.redo()
    assert len(workspace.reads.suggestions.lines(web_shop)) == 3


def test_the_history_says_what_was_imported(workspace: Workspace, web_shop: int, audit: Audit) -> None:
    workspace.imports.write(_plan(web_shop, _asked(audit)[0]))
    line = workspace.reads.history.to_undo()
    assert line is not None
    assert describe(line).startswith("Imported evidence from axe.json into “")


def test_the_same_file_is_refused_unless_it_is_wanted_again(
    workspace: Workspace, web_shop: int, audit: Audit
) -> None:
    plan = _plan(web_shop, _asked(audit)[0])
    workspace.imports.write(plan)
    with pytest.raises(RefusedError, match="was imported already"):
        workspace.imports.write(plan)
    workspace.imports.write(plan, again=True)
    assert len(workspace.reads.evidence.lines(EvidenceFilter(web_shop))) == 2


def test_a_plan_with_one_bad_piece_writes_nothing(workspace: Workspace, web_shop: int, audit: Audit) -> None:
    plan = _plan(web_shop, _asked(audit)[0])
    bad = replace(plan.landings[0], draft=replace(plan.landings[0].draft, touchpoint_id=99_999))
    with pytest.raises(NotFoundError):
        workspace.imports.write(replace(plan, landings=(*plan.landings, bad)))
    assert workspace.reads.evidence.lines(EvidenceFilter(web_shop)) == []
    assert workspace.reads.suggestions.lines(web_shop) == []


def test_what_is_no_check_is_not_suggested(workspace: Workspace, web_shop: int, audit: Audit) -> None:
    workspace.imports.write(_plan(web_shop, _asked(audit)[0], key="gone"))
    assert workspace.reads.suggestions.lines(web_shop) == []


@pytest.mark.parametrize(("given", "taken"), [(Verdict.FAIL, True), (Verdict.PASS, False)])
def test_answering_the_check_settles_what_was_suggested(
    workspace: Workspace, web_shop: int, audit: Audit, given: Verdict, taken: bool
) -> None:
    point, answer = _asked(audit)
    workspace.imports.write(_plan(web_shop, point))
    workspace.audits.answer(answer, given)
    assert workspace.reads.suggestions.lines(web_shop) == []
    (settled,) = workspace.reads.suggestions.lines(web_shop, settled=True)
    assert settled.settled is not None and settled.taken is taken
    workspace.undoing.undo()
    assert len(workspace.reads.suggestions.lines(web_shop)) == 1


def test_taking_an_answer_away_settles_nothing(workspace: Workspace, web_shop: int, audit: Audit) -> None:
    point, answer = _asked(audit)
    workspace.audits.answer(answer, Verdict.PASS)
    workspace.imports.write(_plan(web_shop, point))
    workspace.audits.answer(answer, None)
    assert len(workspace.reads.suggestions.lines(web_shop)) == 1


def test_deleting_the_evidence_takes_its_suggestions_along(
    workspace: Workspace, web_shop: int, audit: Audit
) -> None:
    (number,) = workspace.imports.write(_plan(web_shop, _asked(audit)[0]))
    workspace.evidence.delete([number])
    assert workspace.reads.suggestions.waiting(audit.id) == {}
