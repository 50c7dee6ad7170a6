"""Findings keep their names from the first time they are seen until they are gone, and when they come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.analysis.lasting import is_fault, is_open, stand_of
from auditor.base.errors import ConflictError, RefusedError
from auditor.base.vocabulary import FindingKind, NoteKind, Seen, Verdict
from auditor.sentences.faults import statement
from auditor.views.audits import Answer
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from tests.nouns.rounds import Opener
from tests.pictures import a_picture, keep_picture
from tests.walks import audit_of, run_sql

FAIL, PASS, PARTLY, NONE = Verdict.FAIL, Verdict.PASS, Verdict.PARTLY, Verdict.NOT_APPLICABLE


def _walk(
    workspace: Workspace,
    journey: int,
    *verdicts: Verdict | None,
    persona: int | None = None,
    finish: bool = True,
) -> int:
    """Audit a journey with verdicts on the first checks of its first touchpoint; return the audit's number."""
    audit = workspace.audits.start(journey, workspace.who, persona)
    for answer, verdict in zip(audit_of(workspace, audit).visits[0].answers, verdicts, strict=False):
        if verdict is not None:
            workspace.audits.answer(answer.id, verdict)
    if finish:
        workspace.audits.finish(audit)
    return audit


def _first(workspace: Workspace, audit: int, check: int = 0) -> Answer:
    return audit_of(workspace, audit).visits[0].answers[check]


def _all(workspace: Workspace, journey: int) -> list[Finding]:
    return workspace.reads.findings.of_journey(journey)


def _stands(workspace: Workspace, journey: int) -> dict[str, tuple[bool, Seen | None, int]]:
    """Return by name whether each finding is open, what was seen of it last, and how often it came back."""
    stands = {one.name: (is_open(one), stand_of(one)) for one in _all(workspace, journey)}
    return {name: (here, stand.seen, stand.reopened) for name, (here, stand) in stands.items()}


def test_one_finding_through_four_audits_keeps_its_name(workspace: Workspace, web_shop: int) -> None:
    _walk(workspace, web_shop, FAIL)
    (found,) = _all(workspace, web_shop)
    assert _stands(workspace, web_shop) == {found.name: (True, Seen.THERE, 0)}
    audit = _walk(workspace, web_shop, PARTLY, finish=False)
    workspace.findings.edit(found.id, FindingDraft(what="Only on phones"))
    workspace.findings.see([found.id], audit_of(workspace, audit).visits[0].id, Seen.CHANGED)
    workspace.audits.finish(audit)
    (changed,) = _all(workspace, web_shop)
    assert (changed.name, statement(changed)) == (found.name, "Only on phones")
    assert _stands(workspace, web_shop) == {found.name: (True, Seen.CHANGED, 0)}
    since = stand_of(changed).since
    _walk(workspace, web_shop, PASS)
    assert _stands(workspace, web_shop) == {found.name: (False, Seen.GONE, 0)}
    _walk(workspace, web_shop, FAIL)
    (back,) = _all(workspace, web_shop)
    assert _stands(workspace, web_shop) == {found.name: (True, Seen.THERE, 1)}
    assert since is not None and (stand_of(back).since or since) > since
    assert [one.seen for one in back.sightings] == [Seen.THERE, Seen.CHANGED, Seen.GONE, Seen.THERE]
    assert workspace.upkeep.check() == []


def test_two_findings_of_a_check_are_told_apart(workspace: Workspace, web_shop: int) -> None:
    audit = _walk(workspace, web_shop, FAIL, finish=False)
    answer = _first(workspace, audit)
    one = workspace.findings.name(answer.id, FindingDraft(place="header"))
    other = workspace.findings.add(answer.id, FindingDraft(what="The footer too", place="footer"))
    workspace.audits.finish(audit)
    assert {found.id for found in _all(workspace, web_shop)} == {one, other}
    audit = _walk(workspace, web_shop, FAIL, finish=False)
    workspace.findings.see([one], audit_of(workspace, audit).visits[0].id, Seen.GONE)
    workspace.audits.finish(audit)
    assert [is_open(found) for found in _all(workspace, web_shop)] == [False, True]
    # All of it told to be gone, and the check is still not met: something else is wrong there.
    audit = _walk(workspace, web_shop, FAIL, finish=False)
    workspace.findings.see([other], audit_of(workspace, audit).visits[0].id, Seen.GONE)
    workspace.findings.see([one], audit_of(workspace, audit).visits[0].id, Seen.GONE)
    workspace.audits.finish(audit)
    assert [is_open(found) for found in _all(workspace, web_shop)] == [False, False, True]


def test_what_was_told_gone_in_its_own_words_is_brought_back_by_no_verdict_alone(
    workspace: Workspace, web_shop: int
) -> None:
    first = _walk(workspace, web_shop, FAIL, finish=False)
    one, other = (
        workspace.findings.add(_first(workspace, first).id, FindingDraft(what=what)) for what in "AB"
    )
    workspace.audits.finish(first)
    second = _walk(workspace, web_shop, FAIL, finish=False)
    workspace.findings.see([one], _first(workspace, second).visit_id, Seen.GONE)
    workspace.audits.finish(second)
    _walk(workspace, web_shop, FAIL)
    stands = [stand_of(each) for each in _all(workspace, web_shop)]
    assert [(stand.is_open, stand.reopened) for stand in stands] == [(False, 0), (True, 0)]
    # Once all of them are told gone, what still fails is another fault; one is back when it is told to be there.
    workspace.findings.see_by_hand([other], Seen.GONE)
    last = _walk(workspace, web_shop, FAIL)
    *_told, new = _all(workspace, web_shop)
    assert (new.what, new.number, is_open(new)) == ("", 3, True)
    workspace.findings.see([one], _first(workspace, last).visit_id, Seen.THERE)
    assert stand_of(_all(workspace, web_shop)[0]).reopened == 1


def test_what_is_gone_for_one_persona_and_there_for_another_is_open(
    workspace: Workspace, web_shop: int
) -> None:
    first = workspace.reads.journeys.personas(web_shop)[0].id
    other = workspace.journeys.add_persona(web_shop, "Other")
    for persona, verdict in ((first, FAIL), (other, FAIL), (first, PASS)):
        _walk(workspace, web_shop, verdict, persona=persona)
    assert len(_all(workspace, web_shop)) == 1
    assert [here for here, *_rest in _stands(workspace, web_shop).values()] == [True]
    _walk(workspace, web_shop, NONE, persona=other)
    assert list(_stands(workspace, web_shop).values()) == [(False, Seen.PAGE_GONE, 0)]


def test_remarks_and_waived_findings_count_as_no_faults(workspace: Workspace, web_shop: int) -> None:
    audit = _walk(workspace, web_shop, PASS, FAIL, finish=False)
    with pytest.raises(RefusedError, match="needs words"):
        workspace.findings.add(_first(workspace, audit).id, FindingDraft())
    remark = workspace.findings.add(_first(workspace, audit).id, FindingDraft(what="Could be larger"))
    workspace.audits.finish(audit)
    kinds = {one.id: one for one in _all(workspace, web_shop)}
    assert not is_fault(kinds[remark]) and is_open(kinds[remark])
    (fault,) = (one for one in kinds.values() if is_fault(one))
    workspace.findings.waive([fault.id], "As the law wants it")
    _walk(workspace, web_shop, FAIL, FAIL)
    after = {one.id: one for one in _all(workspace, web_shop)}
    assert after[fault.id].kind is FindingKind.WAIVED and not is_open(after[fault.id])
    # The remark is no fault of that check, so that a failed one has a finding of its own.
    assert sorted(one.kind for one in after.values()) == ["fault", "remark", "waived"]
    workspace.findings.take_up([fault.id])
    assert is_open(next(one for one in _all(workspace, web_shop) if one.id == fault.id))


def test_what_is_said_by_hand_counts_until_the_next_audit_looks(workspace: Workspace, web_shop: int) -> None:
    _walk(workspace, web_shop, FAIL)
    (found,) = _all(workspace, web_shop)
    workspace.findings.see_by_hand([found.id], Seen.GONE, "Tried it today")
    assert list(_stands(workspace, web_shop).values()) == [(False, Seen.GONE, 0)]
    _walk(workspace, web_shop, FAIL)
    assert list(_stands(workspace, web_shop).values()) == [(True, Seen.THERE, 1)]


def test_no_name_is_used_twice(workspace: Workspace, web_shop: int) -> None:
    audit = _walk(workspace, web_shop, FAIL, FAIL)
    names = [one.name for one in _all(workspace, web_shop)]
    workspace.undoing.undo()
    assert _all(workspace, web_shop) == []
    added = workspace.findings.add(_first(workspace, audit).id, FindingDraft(what="In words"))
    assert workspace.reads.findings.get(added) is not None
    workspace.undoing.undo()
    workspace.audits.finish(audit)
    assert [one.name for one in _all(workspace, web_shop)] == names, "found again they have the same names"
    assert [one.what for one in _all(workspace, web_shop)] == ["", ""], "words that were taken back stay so"
    workspace.audits.delete(audit)
    assert _all(workspace, web_shop) == []
    _walk(workspace, web_shop, None, None, FAIL)
    (new,) = _all(workspace, web_shop)
    assert new.number == 4
    workspace.undoing.undo()
    workspace.undoing.redo()
    assert [one.name for one in _all(workspace, web_shop)] == [new.name]
    assert workspace.upkeep.check() == []


def test_kept_wordings_are_told_in_the_language_of_whoever_reads(workspace: Workspace, web_shop: int) -> None:
    _walk(workspace, web_shop, FAIL)
    (found,) = _all(workspace, web_shop)
    texts = {"en": "No price", "sv": "Inget pris", "nb": "Ingen pris"}
    phrase = workspace.findings.keep(found.id, texts)
    assert workspace.findings.keep(found.id, texts) == phrase, "the same wording is kept once"
    (given,) = _all(workspace, web_shop)
    assert (given.phrase, given.what) == (texts, "")
    (kept,) = workspace.reads.findings.phrases()
    assert (kept.texts, kept.check_key) == (texts, found.check.key if found.check else "")
    workspace.findings.forget(phrase)
    assert workspace.reads.findings.phrases() == []
    assert statement(_all(workspace, web_shop)[0]) == "No price"
    workspace.undoing.undo()
    assert _all(workspace, web_shop)[0].phrase == texts
    # An export may bring one that says nothing.
    run_sql(workspace, "UPDATE phrase SET en = '', sv = '', nb = ''")
    workspace.findings.forget(phrase)
    assert workspace.reads.findings.phrases() == []


def test_two_who_change_the_same_are_told(open_as: Opener, web_shop: int) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    _walk(kim, web_shop, FAIL)
    (seen,) = _all(kim, web_shop)
    ann.findings.edit(seen.id, FindingDraft(what="Ann’s words", severity=4), seen)
    kim.findings.edit(seen.id, FindingDraft(note="Kim’s note"), seen)
    with pytest.raises(ConflictError, match="Ann"):
        kim.findings.edit(seen.id, FindingDraft(what="Kim’s words"), seen)
    (now,) = _all(kim, web_shop)
    assert (now.what, now.note, now.severity) == ("Ann’s words", "Kim’s note", 4)


def test_what_others_built_on_a_finding_is_not_taken_back(open_as: Opener, web_shop: int) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    audit = _walk(kim, web_shop, FAIL)
    (found,) = _all(kim, web_shop)
    keep_picture(ann, found.id, a_picture())
    with pytest.raises(ConflictError, match="Ann has changed this since"):
        kim.undoing.undo()
    ann.undoing.undo()
    kim.undoing.undo()
    assert not audit_of(kim, audit).finished


def test_pain_points_and_sour_feelings_are_findings_and_go_with_what_they_are(
    workspace: Workspace, web_shop: int
) -> None:
    audit = workspace.audits.start(web_shop, "Kim")
    visit = audit_of(workspace, audit).visits[0]
    note = workspace.noting.add(visit.touchpoint_id, NoteKind.PAIN_POINT, "It takes ages")
    workspace.audits.feel(visit.id, -2)
    workspace.audits.finish(audit)
    sour, pain = sorted(_all(workspace, web_shop), key=lambda one: one.pain)
    assert (pain.pain, sour.check, is_open(pain), is_open(sour)) == ("It takes ages", None, True, True)
    workspace.noting.delete(note)
    again = workspace.audits.start(web_shop, "Kim")
    workspace.audits.feel(audit_of(workspace, again).visits[0].id, 1)
    workspace.audits.finish(again)
    assert [is_open(one) for one in _all(workspace, web_shop)] == [False, False]


def test_findings_go_and_come_back_with_what_they_stand_at(workspace: Workspace, web_shop: int) -> None:
    _walk(workspace, web_shop, FAIL)
    (found,) = _all(workspace, web_shop)
    keep_picture(workspace, found.id, a_picture())
    before = workspace.reads.findings.get(found.id)
    assert before is not None
    copied = workspace.journeys.copy(web_shop)
    assert _all(workspace, copied) == []
    hiding: tuple[Callable[[], object], ...] = (
        lambda: workspace.stages.delete_touchpoint(found.touchpoint_id),
        lambda: workspace.journeys.delete(web_shop),
    )
    for hide in hiding:
        hide()
        assert workspace.reads.findings.get(found.id) is None
        assert workspace.reads.findings.numbered(found.number) == []
        assert workspace.reads.findings.picture(before.pictures[0].id) is None
        workspace.undoing.undo()
        assert workspace.reads.findings.get(found.id) == before
    workspace.people.merge(workspace.people.add("Kimmie"), workspace.reads.people.all()[0].id)
    assert workspace.upkeep.check() == []


def test_a_finding_whose_first_audit_was_deleted_can_still_be_changed(
    workspace: Workspace, web_shop: int
) -> None:
    first = _walk(workspace, web_shop, FAIL)
    _walk(workspace, web_shop, FAIL)
    workspace.audits.delete(first)
    (found,) = _all(workspace, web_shop)
    workspace.findings.edit(found.id, FindingDraft(what="Still"))
    keep_picture(workspace, found.id, a_picture())
    (changed,) = _all(workspace, web_shop)
    assert (changed.what, len(changed.pictures)) == ("Still", 1)
