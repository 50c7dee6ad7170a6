"""Imports: all or nothing, once, undone as one; what they suggest waits until the check is answered."""

from __future__ import annotations

import json
from datetime import date

import pytest
from msgspec.structs import replace

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.vocabulary import Conflict, Verdict
from auditor.sentences.history import describe
from auditor.store.reading.evidence.suggestions import critical_faults
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
    assert len(workspace.reads.evidence.lines(EvidenceFilter(web_shop))) == 3
    assert len(workspace.reads.suggestions.lines(web_shop)) == 1
    workspace.undoing.undo()
    assert workspace.reads.evidence.lines(EvidenceFilter(web_shop)) == []
    assert workspace.reads.suggestions.lines(web_shop) == []
    workspace.undoing.redo()
    assert len(workspace.reads.evidence.lines(EvidenceFilter(web_shop))) == 3
    assert len(workspace.reads.suggestions.lines(web_shop)) == 1


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


def _measured(
    workspace: Workspace,
    journey: int,
    point: int,
    day: date,
    *said: tuple[str, Verdict],
    asked: tuple[str, ...] | None = (),
    page: str = "https://shop.example/checkout",
) -> int:
    """Write a run of axe-core on a page; return its number. `asked` are the checks it asked about besides."""
    plan = _plan(journey, point)
    checks = (
        None if asked is None else [f"accessibility/{key}" for key in (*asked, *(key for key, _v in said))]
    )
    pages = [{"name": page, "link": page} | ({} if checks is None else {"asked": checks})]
    draft = replace(
        plan.landings[0].draft,
        collected=day,
        tool="axe-core",
        page=page,
        detail=json.dumps({"tool": "axe-core 4.8.2", "pages": pages}),
        target=0,
        better="lower",
    )
    suggestions = tuple(
        PlannedSuggestion(point, "accessibility", key, verdict, "why") for key, verdict in said
    )
    landing = replace(plan.landings[0], draft=draft, suggestions=suggestions)
    return workspace.imports.write(replace(plan, landings=(landing,)), again=True)[0]


IMAGES = CHECK[1]


def _waiting(workspace: Workspace, journey: int) -> list[tuple[str, Verdict, int]]:
    return [
        (one.check_key, one.verdict, one.evidence_id) for one in workspace.reads.suggestions.lines(journey)
    ]


def test_of_runs_on_one_page_the_newest_suggests(workspace: Workspace, web_shop: int, audit: Audit) -> None:
    point, _answer = _asked(audit)
    _measured(workspace, web_shop, point, date(2025, 10, 1), (IMAGES, Verdict.FAIL))
    newer = _measured(workspace, web_shop, point, date(2025, 11, 1), (IMAGES, Verdict.FAIL))
    _measured(workspace, web_shop, point, date(2025, 9, 1), (IMAGES, Verdict.FAIL))
    assert _waiting(workspace, web_shop) == [(IMAGES, Verdict.FAIL, newer)]


@pytest.mark.parametrize(
    ("asked", "waits"), [((IMAGES,), False), ((), True), (("text-contrast",), True), (None, False)]
)
def test_a_fault_waits_until_a_newer_run_looks_for_it_and_finds_none(
    workspace: Workspace, web_shop: int, audit: Audit, asked: tuple[str, ...] | None, waits: bool
) -> None:
    point, _answer = _asked(audit)
    older = _measured(workspace, web_shop, point, date(2025, 10, 1), (IMAGES, Verdict.FAIL))
    _measured(workspace, web_shop, point, date(2025, 11, 1), asked=asked)
    assert _waiting(workspace, web_shop) == ([(IMAGES, Verdict.FAIL, older)] if waits else [])
    assert bool(workspace.reads.suggestions.waiting(audit.id)) is waits


def test_of_several_pages_the_worst_stands_whichever_is_newer(
    workspace: Workspace, web_shop: int, audit: Audit
) -> None:
    point, _answer = _asked(audit)
    home, basket = ("https://shop.example/home", "https://shop.example/basket")
    failing = _measured(workspace, web_shop, point, date(2025, 10, 1), (IMAGES, Verdict.FAIL), page=home)
    _measured(workspace, web_shop, point, date(2025, 11, 1), (IMAGES, Verdict.PASS), page=basket)
    assert _waiting(workspace, web_shop) == [(IMAGES, Verdict.FAIL, failing)]
    mended = _measured(workspace, web_shop, point, date(2025, 11, 5), (IMAGES, Verdict.PASS), page=home)
    assert _waiting(workspace, web_shop) == [(IMAGES, Verdict.PASS, mended)]


def test_what_is_older_than_a_finished_answer_waits_no_more_and_contradicts_nothing(
    workspace: Workspace, web_shop: int, audit: Audit
) -> None:
    point, answer = _asked(audit)
    workspace.audits.answer(answer, Verdict.PASS)
    older = _measured(workspace, web_shop, point, date(2025, 10, 1), (IMAGES, Verdict.FAIL))
    assert _waiting(workspace, web_shop) == [(IMAGES, Verdict.FAIL, older)], (
        "an audit in progress settles nothing"
    )
    assert {one.evidence.id for one in workspace.reads.contradictions.of(web_shop)} == {older}
    workspace.audits.finish(audit.id)
    assert _waiting(workspace, web_shop) == []
    assert workspace.reads.contradictions.of(web_shop) == []
    today = _measured(workspace, web_shop, point, workspace.today, (IMAGES, Verdict.FAIL))
    assert _waiting(workspace, web_shop) == [(IMAGES, Verdict.FAIL, today)]
    kinds = [(one.kind, one.evidence.id) for one in workspace.reads.contradictions.of(web_shop)]
    assert kinds.count((Conflict.PASSED_BUT_MEASURED, today)) == 1


def test_a_critical_fault_contradicts_a_feeling_that_is_fine_until_a_finished_answer_since_says_it_is_mended(
    workspace: Workspace, web_shop: int, audit: Audit
) -> None:
    point, answer = next(
        (visit.touchpoint_id, answer.id)
        for visit in audit.visits
        for answer in visit.answers
        if (answer.check.checklist, answer.check.key) == ("accessibility", "keyboard-reach")
    )
    workspace.audits.feel(visit_of(audit, point), 0)
    _measured(workspace, web_shop, point, date(2025, 10, 1), (IMAGES, Verdict.FAIL))
    assert workspace.reads.contradictions.of(web_shop) == [], "a fault of severity 3 is not critical"
    fault = _measured(workspace, web_shop, point, date(2025, 10, 2), ("keyboard-reach", Verdict.FAIL))
    (found,) = workspace.reads.contradictions.of(web_shop)
    assert (found.kind, found.evidence.id, found.feeling) == (Conflict.FINE_BUT_CRITICAL, fault, 0)
    workspace.audits.answer(answer, Verdict.PASS)
    workspace.audits.finish(audit.id)
    assert workspace.reads.contradictions.of(web_shop) == []


def test_what_a_tool_calls_critical_is_a_critical_fault_whatever_check_it_is_of() -> None:
    page = {
        "failed": [{"rule": "image-alt", "impact": "critical", "said": ""}, {"rule": "x", "impact": "minor"}]
    }
    assert list(critical_faults(json.dumps({"pages": [page]}))) == ["image-alt"]
    for other in ("", "no", "[]", '{"pages": 51}', '{"pages": [{}]}', '{"pages": [{"failed": [1]}]}'):
        assert list(critical_faults(other)) == []


def visit_of(audit: Audit, touchpoint_id: int) -> int:
    return next(visit.id for visit in audit.visits if visit.touchpoint_id == touchpoint_id)
