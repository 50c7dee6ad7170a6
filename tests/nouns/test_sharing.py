"""What a whole site answers once, what is not there, how deep an audit goes: given, changed, undone, merged."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from auditor.analysis.lasting import at_touchpoint
from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.vocabulary import Change, Depth, Status, Unlike, Verdict
from auditor.exchange.document import as_text
from auditor.exchange.reading import ExportFile, read
from auditor.settings.config import Config
from auditor.views.history import Changes
from auditor.workspace import Workspace
from tests.nouns.one_site import add_page, at, give, new_site, stands, tell, write_checklist
from tests.walks import actions, audit_of, run_sql

P, H, F, X = Verdict.PASS, Verdict.PARTLY, Verdict.FAIL, Verdict.NOT_APPLICABLE
Opener = Callable[..., Workspace]
START = datetime(2026, 1, 5, 12, tzinfo=UTC)

NONE = ("", "own")
PASSED, FAILED = ("pass", "shared"), ("fail", "shared")
GATED = ("not-applicable", "gate")


@pytest.fixture(autouse=True)
def _checklist(config: Config) -> None:
    write_checklist(config.folder)


@pytest.fixture
def site(workspace: Workspace, config: Config) -> int:
    """A journey of three pages of one site."""
    return new_site(workspace)


@pytest.fixture
def audit(workspace: Workspace, site: int) -> int:
    """An audit of it, as deep as can be."""
    return workspace.audits.start(site, "Kim")


def _is_sound(workspace: Workspace) -> None:
    if workspace.location.path is not None:
        assert workspace.upkeep.check() == []


def test_what_a_site_answers_once_stands_at_its_other_pages(workspace: Workspace, audit: int) -> None:
    give(workspace, audit, 1, "menu", P)
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED, PASSED]
    give(workspace, audit, 1, "plain", P)
    assert stands(workspace, audit, "plain") == [("pass", "own"), NONE, NONE], "asked of each page"
    line = workspace.reads.audits.line(audit)
    assert line is not None and line.answered == 4, "those that follow count"
    assert at(workspace, audit, 2, "menu").answered == at(workspace, audit, 1, "menu").answered
    _is_sound(workspace)


def test_one_page_may_differ_and_follows_again_when_its_own_answer_is_taken_away(
    workspace: Workspace, audit: int
) -> None:
    give(workspace, audit, 1, "menu", P)
    give(workspace, audit, 3, "menu", F)
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED, ("fail", "own")]
    give(workspace, audit, 1, "menu", H)
    assert stands(workspace, audit, "menu") == [("partly", "own"), ("partly", "shared"), ("fail", "own")]
    give(workspace, audit, 3, "menu", None)
    assert stands(workspace, audit, "menu")[2] == ("partly", "shared")
    give(workspace, audit, 1, "menu", None)
    assert stands(workspace, audit, "menu") == [NONE] * 3
    _is_sound(workspace)


def test_the_others_may_keep_what_they_have(workspace: Workspace, audit: int) -> None:
    give(workspace, audit, 1, "menu", P)
    give(workspace, audit, 1, "menu", F, alone=True)
    assert stands(workspace, audit, "menu") == [("fail", "own"), ("pass", "own"), ("pass", "own")]
    workspace.undoing.undo()
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED, PASSED]


def test_an_answer_outlives_the_page_where_it_was_given(workspace: Workspace, audit: int) -> None:
    """Deleting the page where a site was answered loses nothing: the first that followed says it now."""
    give(workspace, audit, 1, "menu", P)
    first = audit_of(workspace, audit).visits[0].touchpoint_id
    workspace.stages.delete_touchpoint(first)
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED]
    give(workspace, audit, 2, "menu", F)
    assert stands(workspace, audit, "menu") == [("pass", "own"), ("fail", "own")]
    workspace.undoing.undo()
    workspace.undoing.undo()
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED, PASSED]
    _is_sound(workspace)


def test_a_new_page_follows_at_once_and_one_of_another_site_does_not(
    workspace: Workspace, site: int, audit: int
) -> None:
    give(workspace, audit, 1, "menu", P)
    tell(workspace, audit, 1, shop=False)
    add_page(workspace, site, "Page 4")
    add_page(workspace, site, "Elsewhere", "https://other.example")
    assert stands(workspace, audit, "menu")[2:] == [PASSED, PASSED, NONE]
    assert stands(workspace, audit, "pays")[2:] == [GATED, GATED, NONE]
    _is_sound(workspace)


def test_what_is_not_there_shuts_its_checks_and_opens_them_as_they_were(
    workspace: Workspace, audit: int
) -> None:
    give(workspace, audit, 1, "moves", F)
    tell(workspace, audit, 1, film=False)
    assert stands(workspace, audit, "moves") == [GATED, NONE, NONE], "a film is a matter of each page"
    assert at(workspace, audit, 1, "moves").aside is F
    with pytest.raises(RefusedError, match="answered no"):
        give(workspace, audit, 1, "moves", P)
    tell(workspace, audit, 1, film=True)
    assert stands(workspace, audit, "moves")[0] == ("fail", "own")
    tell(workspace, audit, 1, film=False)
    tell(workspace, audit, 1, film=None)
    assert stands(workspace, audit, "moves")[0] == ("fail", "own"), "taken away, it says nothing"
    with pytest.raises(NotFoundError):
        tell(workspace, audit, 1, music=True)
    _is_sound(workspace)


def test_a_gate_of_the_whole_site_counts_until_it_is_answered_otherwise(
    workspace: Workspace, audit: int
) -> None:
    tell(workspace, audit, 1, shop=False)
    assert stands(workspace, audit, "pays") == [GATED] * 3
    tell(workspace, audit, 2, shop=True)
    assert stands(workspace, audit, "pays") == [GATED, NONE, GATED]
    give(workspace, audit, 2, "pays", F)
    assert stands(workspace, audit, "pays") == [GATED, ("fail", "own"), GATED]
    tell(workspace, audit, 1, shop=True)
    assert stands(workspace, audit, "pays") == [FAILED, ("fail", "own"), FAILED]
    _is_sound(workspace)


def test_everything_is_taken_back_and_done_again_over_a_restart(
    open_as: Opener, workspace: Workspace, audit: int
) -> None:
    def seen(ws: Workspace) -> object:
        whole = audit_of(ws, audit)
        return (
            whole.depth,
            whole.items,
            [
                (visit.answered_gates, [(a.verdict, a.origin, a.aside, a.answered) for a in visit.answers])
                for visit in whole.visits
            ],
        )

    steps: list[Callable[[Workspace], object]] = [
        lambda ws: give(ws, audit, 1, "menu", P),
        lambda ws: tell(ws, audit, 2, film=False, shop=False),
        lambda ws: give(ws, audit, 1, "menu", F, alone=True),
        lambda ws: tell(ws, audit, 2, shop=True),
        lambda ws: ws.audits.choose(audit, "things", ["A hat", "A coat"]),
        lambda ws: ws.audits.choose(audit, "things", ["A shoe"]),
        lambda ws: ws.audits.answer_all({at(ws, audit, 1, "footer").id: P, at(ws, audit, 2, "plain").id: F}),
    ]
    states = [seen(workspace)]
    for step in steps:
        step(workspace)
        states.append(seen(workspace))
    assert all(one != other for one, other in pairwise(states))
    for state in reversed(states[:-1]):
        again = open_as("Kim")
        again.undoing.undo()
        assert seen(again) == state
    for state in states[1:]:
        again = open_as("Kim")
        again.undoing.redo()
        assert seen(again) == state
    _is_sound(workspace)


def test_an_audit_is_deepened_and_undone(open_as: Opener, workspace: Workspace, site: int) -> None:
    audit = workspace.audits.start(site, "Kim", depth=Depth.CORE)
    give(workspace, audit, 1, "menu", P)
    keys = [answer.check.key for answer in audit_of(workspace, audit).visits[0].answers]
    assert keys == ["menu", "footer", "moves", "pays", "plain"]
    workspace.audits.deepen(audit, Depth.FULL)
    deep = [answer.check.key for answer in audit_of(workspace, audit).visits[0].answers]
    assert deep == ["menu", "footer", "moves", "pays", "plain", "deep", "chosen"]
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED, PASSED]
    with pytest.raises(RefusedError, match="that deep already"):
        workspace.audits.deepen(audit, Depth.STANDARD)
    again = open_as("Kim")
    again.undoing.undo()
    assert [answer.check.key for answer in audit_of(again, audit).visits[0].answers] == keys
    assert audit_of(again, audit).depth is Depth.CORE
    again.undoing.redo()
    assert [answer.check.key for answer in audit_of(again, audit).visits[0].answers] == deep
    again.undoing.undo()
    again.audits.deepen(audit, Depth.STANDARD)
    assert [a.check.key for a in audit_of(again, audit).visits[0].answers][-1] == "chosen"
    _is_sound(workspace)


def test_nobody_undoes_over_what_another_has_said_since(
    open_as: Opener, workspace: Workspace, audit: int
) -> None:
    ann = open_as("Ann")
    give(workspace, audit, 1, "menu", P)
    give(ann, audit, 3, "menu", F)
    with pytest.raises(ConflictError, match="Ann"):
        workspace.undoing.undo()
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED, ("fail", "own")]
    ann.undoing.undo()
    workspace.undoing.undo()
    assert stands(workspace, audit, "menu") == [NONE] * 3


def test_nobody_takes_back_a_gate_that_another_has_answered_since(
    open_as: Opener, workspace: Workspace, audit: int
) -> None:
    ann = open_as("Ann")
    tell(workspace, audit, 1, film=False)
    tell(ann, audit, 1, film=True)
    with pytest.raises(ConflictError, match="Ann"):
        workspace.undoing.undo()


def test_what_comes_back_follows_what_another_has_said_meanwhile(
    open_as: Opener, workspace: Workspace, audit: int
) -> None:
    """Kim shuts the shop at one page, Ann answers for the site, Kim takes the shutting back."""
    tell(workspace, audit, 1, shop=True)
    tell(workspace, audit, 2, shop=False)
    give(open_as("Ann"), audit, 1, "pays", P)
    assert stands(workspace, audit, "pays") == [("pass", "own"), GATED, PASSED]
    workspace.undoing.undo()
    assert stands(workspace, audit, "pays") == [("pass", "own"), PASSED, PASSED]
    _is_sound(workspace)


def test_what_is_chosen_is_chosen_for_the_round_and_goes_along(open_as: Opener, site: int) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    number = kim.rounds.start(site, ["Kim", "Ann"], depth=Depth.STANDARD)
    line = kim.reads.rounds.line(number)
    assert line is not None
    mine, hers = (one.id for one in line.audits)
    assert audit_of(kim, mine).depth is Depth.STANDARD
    kim.audits.choose(mine, "things", ["A hat"])
    assert [item.name for item in audit_of(ann, hers).items] == ["A hat"]
    with pytest.raises(RefusedError, match="at most 2"):
        kim.audits.choose(mine, "things", ["A", "B", "C"])
    for ws, audit in ((kim, mine), (ann, hers)):
        give(ws, audit, 1, "plain", P)
        ws.audits.finish(audit)
    agreed = audit_of(kim, kim.rounds.agree(number))
    assert (agreed.depth, [item.name for item in agreed.items]) == (Depth.STANDARD, ["A hat"])


def _round(open_as: Opener, site: int) -> tuple[Workspace, Workspace, int, int, int]:
    kim, ann = open_as("Kim"), open_as("Ann")
    number = kim.rounds.start(site, ["Kim", "Ann"])
    line = kim.reads.rounds.line(number)
    assert line is not None
    mine, hers = (one.id for one in line.audits)
    return kim, ann, number, mine, hers


def test_different_gates_in_a_round_are_different_verdicts(open_as: Opener, site: int) -> None:
    kim, ann, number, mine, hers = _round(open_as, site)
    tell(kim, mine, 1, film=False)
    give(ann, hers, 1, "moves", F)
    for ws, audit in ((kim, mine), (ann, hers)):
        give(ws, audit, 1, "plain", P)
        ws.audits.finish(audit)
    agreement = kim.reads.rounds.agreement(number)
    assert agreement is not None
    assert [(one.check.key, one.verdicts) for one in agreement.to_talk_over if one.check is not None] == [
        ("moves", (X, F))
    ]
    agreed = kim.rounds.agree(number)
    assert stands(kim, agreed, "moves")[0] == NONE, "it is to be talked over"
    with pytest.raises(RefusedError, match="answer the checks themselves"):
        tell(kim, agreed, 1, film=False)
    give(kim, agreed, 1, "moves", X)


def test_what_is_agreed_of_a_site_is_one_answer_and_where_they_differ_it_stays_open(
    open_as: Opener, site: int
) -> None:
    kim, ann, number, mine, hers = _round(open_as, site)
    give(kim, mine, 1, "menu", F)
    give(ann, hers, 1, "menu", F)
    give(ann, hers, 3, "menu", P)
    give(kim, mine, 1, "footer", P)
    give(ann, hers, 1, "footer", F)
    kim.audits.finish(mine)
    ann.audits.finish(hers)
    agreement = kim.reads.rounds.agreement(number)
    assert agreement is not None
    judged = [(one.touchpoint, one.check.key) for one in agreement.rated if one.check is not None]
    pages = {key: [place for place, of in judged if of == key] for key in ("menu", "footer")}
    assert [len(places) for places in pages.values()] == [2, 1], (
        "what only follows is no judgement of its own"
    )
    agreed = kim.rounds.agree(number)
    assert stands(kim, agreed, "menu") == [("fail", "own"), FAILED, NONE], "Ann told page 3 from the others"
    assert stands(kim, agreed, "footer") == [NONE] * 3
    give(kim, agreed, 1, "footer", P)
    assert stands(kim, agreed, "footer") == [("pass", "own"), PASSED, PASSED]
    give(kim, agreed, 3, "menu", P)
    assert kim.audits.finish(agreed) == 1
    _is_sound(kim)


def _answered(workspace: Workspace, action: int) -> list[str]:
    """Return the touchpoints whose findings an action answers."""
    rows = run_sql(
        workspace,
        "SELECT t.name FROM link l JOIN touchpoint t ON t.id = l.touchpoint_id"
        " WHERE l.action_id = :action AND l.removed_at IS NULL ORDER BY t.id",
        action=action,
    )
    return [name for (name,) in rows]


def test_a_failure_of_the_site_is_one_action_that_all_its_pages_show(
    workspace: Workspace, audit: int
) -> None:
    give(workspace, audit, 1, "menu", F)
    assert workspace.audits.finish(audit) == 1
    (action,) = actions(workspace)
    assert action.touchpoint == "Page 1"
    (found,) = workspace.reads.audits.findings(audit)
    assert (found.touchpoint, found.action_id) == ("Page 1", action.id)
    assert found.finding is not None and found.finding.elsewhere == ("Page 2", "Page 3")
    assert action.touchpoints == 3 and _answered(workspace, action.id) == ["Page 1", "Page 2", "Page 3"]
    assert workspace.audits.finish(audit) == 0
    _is_sound(workspace)


def test_an_answer_changed_after_finishing_drops_and_takes_up_the_one_action(
    workspace: Workspace, audit: int
) -> None:
    give(workspace, audit, 1, "menu", F)
    workspace.audits.finish(audit)
    (action,) = actions(workspace)
    give(workspace, audit, 1, "menu", P)
    (dropped,) = actions(workspace)
    assert (dropped.id, dropped.status) == (action.id, Status.DROPPED)
    give(workspace, audit, 1, "menu", H)
    (again,) = actions(workspace)
    assert (again.id, again.status) == (action.id, Status.PROPOSED)
    assert {one.action_id for one in workspace.reads.audits.findings(audit)} == {action.id}
    workspace.undoing.undo()
    workspace.undoing.undo()
    assert [one.status for one in actions(workspace)] == [Status.PROPOSED]
    _is_sound(workspace)


def test_a_finding_stands_at_the_pages_of_its_site_whatever_others_are_called(
    workspace: Workspace, site: int
) -> None:
    other = add_page(workspace, site, "Page 2", "https://other.example")
    audit = workspace.audits.start(site, "Kim")
    give(workspace, audit, 1, "menu", F)
    workspace.audits.finish(audit)
    found = workspace.reads.findings.of_journey(site)
    pages = [visit.touchpoint_id for visit in audit_of(workspace, audit).visits]
    assert [len(at_touchpoint(found, page)) for page in pages] == [1, 1, 1, 0]
    assert pages[-1] == other and found[0].elsewhere == ("Page 2", "Page 3")


def test_a_page_that_differs_leaves_the_action_and_comes_back_to_it(workspace: Workspace, audit: int) -> None:
    give(workspace, audit, 1, "menu", F)
    workspace.audits.finish(audit)
    (action,) = actions(workspace)
    give(workspace, audit, 2, "menu", P)
    assert _answered(workspace, action.id) == ["Page 1", "Page 3"]
    assert actions(workspace)[0].status is Status.PROPOSED, "the others still need it"
    give(workspace, audit, 2, "menu", None)
    assert _answered(workspace, action.id) == ["Page 1", "Page 2", "Page 3"]


def test_a_page_that_fails_by_itself_and_its_site_have_one_action(workspace: Workspace, audit: int) -> None:
    give(workspace, audit, 1, "menu", P)
    give(workspace, audit, 3, "menu", F)
    assert workspace.audits.finish(audit) == 1
    (action,) = actions(workspace)
    assert action.touchpoint == "Page 3"
    give(workspace, audit, 1, "menu", F)
    assert [one.id for one in actions(workspace)] == [action.id]
    assert _answered(workspace, action.id) == ["Page 1", "Page 2", "Page 3"]
    give(workspace, audit, 3, "menu", P)
    assert _answered(workspace, action.id) == ["Page 1", "Page 2"]
    assert actions(workspace)[0].touchpoint != "Page 3", "it stands where something is left to mend"


def test_an_open_action_of_one_page_is_joined_when_the_site_fails(workspace: Workspace, site: int) -> None:
    first = workspace.audits.start(site, "Kim")
    give(workspace, first, 1, "menu", P)
    give(workspace, first, 2, "menu", F)
    workspace.audits.finish(first)
    second = workspace.audits.start(site, "Kim")
    give(workspace, second, 1, "menu", F)
    assert workspace.audits.finish(second) == 0
    (action,) = actions(workspace)
    assert {one.action_id for one in workspace.reads.audits.findings(second)} == {action.id}


def test_an_action_of_the_site_is_done_looked_at_again_and_proven(workspace: Workspace, site: int) -> None:
    with workspace.dated(lambda: START):
        audit = workspace.audits.start(site, "Kim")
        give(workspace, audit, 1, "menu", F)
        workspace.audits.finish(audit)
        (action,) = actions(workspace)
        workspace.actions.accept([action.id])
    with workspace.dated(lambda: START + timedelta(days=1)):
        workspace.actions.done([action.id])
    with workspace.dated(lambda: START + timedelta(days=2)):
        (again,) = workspace.audits.start_recheck([action.id], "Kim")
        assert stands(workspace, again, "menu") == [NONE] * 3
        give(workspace, again, 1, "menu", P)
        assert stands(workspace, again, "menu") == [("pass", "own"), PASSED, PASSED], "asked once"
        assert workspace.audits.finish(again) == 0
        assert [str(each) for each in workspace.proofs.verify([action.id])] == ["effective"]
    with workspace.dated(lambda: START + timedelta(days=9)):
        third = workspace.audits.start(site, "Kim")
        give(workspace, third, 1, "menu", F)
        assert workspace.audits.finish(third) == 1, "it fails anew, and once"
    assert sorted(str(one.status) for one in actions(workspace)) == ["proposed", "verified"]
    compared = workspace.reads.follow.compare(audit, third)
    assert [(line.touchpoint, line.change) for line in compared.lines] == [
        (f"Page {number}", Change.REGRESSED) for number in (1, 2, 3)
    ]
    _is_sound(workspace)


def _audited(workspace: Workspace, site: int, weeks: int, depth: Depth, verdict: Verdict) -> int:
    with workspace.dated(lambda: START + timedelta(weeks=weeks)):
        audit = workspace.audits.start(site, "Kim", depth=depth)
        for answer in audit_of(workspace, audit).visits[0].answers:
            workspace.audits.answer(answer.id, P if answer.check.key == "deep" else verdict)
        workspace.audits.finish(audit)
    return audit


def test_audits_of_different_depth_compare_what_both_asked(workspace: Workspace, site: int) -> None:
    core = _audited(workspace, site, 0, Depth.CORE, F)
    full = _audited(workspace, site, 1, Depth.FULL, P)
    for pair in ((core, full), (full, core)):
        found = workspace.reads.follow.compare(*pair)
        assert found.unlike == (Unlike.DEPTH,)
        assert {line.check.key for line in found.lines} == {"menu", "footer", "moves", "pays", "plain"}
        assert {line.change for line in found.lines} == {Change.FIXED}
        assert found.left_out == 4, "three pages with the deep one, and one with what was chosen"
    again = _audited(workspace, site, 2, Depth.FULL, P)
    alike = workspace.reads.follow.compare(full, again)
    assert (alike.unlike, alike.left_out) == ((), 0)
    assert "deep" in {line.check.key for line in alike.lines}


def test_a_trend_counts_the_same_checks_of_all_audits(workspace: Workspace, site: int) -> None:
    _audited(workspace, site, 0, Depth.FULL, F)
    full = workspace.reads.follow.trend(site)
    assert (full.depth, [share and share.passed for share in full.lines[0].shares]) == (None, [3])
    _audited(workspace, site, 1, Depth.CORE, F)
    found = workspace.reads.follow.trend(site)
    assert found.depth is Depth.CORE
    assert [share and (share.passed, share.judged) for share in found.lines[0].shares] == [(0, 11), (0, 11)]


def test_what_a_gate_shut_was_not_judged_like_what_does_not_apply(workspace: Workspace, site: int) -> None:
    first = workspace.audits.start(site, "Kim")
    give(workspace, first, 1, "moves", F)
    give(workspace, first, 2, "moves", F)
    workspace.audits.finish(first)
    second = workspace.audits.start(site, "Kim")
    tell(workspace, second, 1, film=False)
    give(workspace, second, 2, "moves", X)
    workspace.audits.finish(second)
    found = workspace.reads.follow.compare(first, second)
    assert [(line.change, line.after) for line in found.lines] == [(Change.NOT_TESTED, X)] * 2


def _exported(workspace: Workspace) -> str:
    return as_text(workspace.reads.exports.everything())


def test_such_an_audit_goes_into_another_database_and_into_itself(
    workspace: Workspace, audit: int, config: Config, tmp_path: Path
) -> None:
    give(workspace, audit, 1, "menu", F)
    give(workspace, audit, 1, "moves", P)
    tell(workspace, audit, 1, film=False, shop=False)
    workspace.audits.choose(audit, "things", ["A hat"])
    workspace.audits.finish(audit)
    text = _exported(workspace)
    other = Workspace.open(str(tmp_path / "other.db"), config)
    other.merging.merge(read([ExportFile("x.json", text)]), "x.json")
    assert _exported(other) == text
    for check in ("menu", "moves", "pays"):
        assert stands(other, 1, check) == stands(workspace, audit, check)
    tell(other, 1, 1, film=True)
    assert stands(other, 1, "moves")[0] == ("pass", "own"), "what was put aside went along"
    for ws in (workspace, other):
        again = ws.merging.merge(read([ExportFile("x.json", text)]), "x.json")
        assert (again.added, again.changed) == (0, 0)
        _is_sound(ws)
    back = workspace.merging.merge(read([ExportFile("back.json", _exported(other))]), "back.json")
    assert back.added == 0 and stands(workspace, audit, "moves")[0] == ("pass", "own")
    other.close()


def test_answers_that_come_in_stand_for_others_here(
    workspace: Workspace, site: int, audit: int, config: Config, tmp_path: Path
) -> None:
    """A page was added here; the site was answered elsewhere, where that page is not known."""
    before = _exported(workspace)
    other = Workspace.open(str(tmp_path / "other.db"), config)
    other.merging.merge(read([ExportFile("x.json", before)]), "x.json")
    give(other, 1, 1, "menu", F)
    add_page(workspace, site, "Page 4")
    workspace.merging.merge(read([ExportFile("y.json", _exported(other))]), "y.json")
    assert stands(workspace, audit, "menu") == [("fail", "own"), FAILED, FAILED, FAILED]
    _is_sound(workspace)
    other.close()


def test_a_copy_of_a_journey_has_its_addresses_depths_and_gates(workspace: Workspace, site: int) -> None:
    run_sql(workspace, "UPDATE touchpoint SET address = 'https://a.example', depth = 'full'")
    run_sql(workspace, "UPDATE journey SET gates = 'film=no'")
    copy = workspace.journeys.copy(site)
    assert run_sql(workspace, "SELECT gates FROM journey WHERE id = :id", id=copy) == [("film=no",)]
    assert set(
        run_sql(workspace, "SELECT address, depth FROM touchpoint WHERE journey_id = :id", id=copy)
    ) == {("https://a.example", "full")}


def test_a_page_beyond_an_audits_depth_is_not_visited_until_it_is_deepened(
    workspace: Workspace, site: int
) -> None:
    journey = workspace.reads.journeys.get(site)
    assert journey is not None
    workspace.stages.edit_touchpoint(journey.touchpoints[2].id, depth="full")
    audit = workspace.audits.start(site, "Kim", depth=Depth.STANDARD)
    assert len(audit_of(workspace, audit).visits) == 2
    give(workspace, audit, 1, "menu", P)
    workspace.audits.deepen(audit, Depth.FULL)
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED, PASSED]
    workspace.undoing.undo()
    assert len(audit_of(workspace, audit).visits) == 2
    _is_sound(workspace)


def test_a_page_that_goes_beyond_an_audits_depth_leaves_it_unless_something_was_said_there(
    workspace: Workspace, site: int
) -> None:
    audit = workspace.audits.start(site, "Kim", depth=Depth.CORE)
    give(workspace, audit, 1, "menu", P)
    first, second, _third = (visit.touchpoint_id for visit in audit_of(workspace, audit).visits)
    for point in (first, second):
        workspace.stages.edit_touchpoint(point, depth="standard")
    assert [visit.touchpoint for visit in audit_of(workspace, audit).visits] == ["Page 1", "Page 3"]
    workspace.stages.edit_touchpoint(second, depth="core")
    assert stands(workspace, audit, "menu") == [("pass", "own"), PASSED, PASSED]
    workspace.undoing.undo()
    assert len(audit_of(workspace, audit).visits) == 2
    _is_sound(workspace)


@pytest.mark.parametrize("nonsense", [{"gate": "x"}, {"depth": "abyss"}, {"sample": 3}, {"shared": "site"}])
def test_nonsense_in_a_damaged_wording_is_taken_as_absent(
    workspace: Workspace, site: int, nonsense: dict[str, object]
) -> None:
    audit = workspace.audits.start(site, "Kim")
    number, content = run_sql(workspace, "SELECT id, content FROM wording WHERE check_key = 'plain'")[0]
    spoiled = json.dumps({**json.loads(content), **nonsense})
    run_sql(workspace, "UPDATE wording SET content = :content WHERE id = :id", content=spoiled, id=number)
    give(workspace, audit, 1, "plain", P)
    check = at(workspace, audit, 1, "plain").check
    assert (check.gate, check.depth, check.sample, check.shared) == (None, Depth.CORE, None, False)


def test_it_is_told_which_pages_changed(workspace: Workspace, audit: int) -> None:
    heard: list[Changes] = []
    workspace.on_change(heard.append)
    tell(workspace, audit, 1, shop=False)
    workspace.audits.choose(audit, "things", ["A hat"])
    told, chosen = heard
    whole = audit_of(workspace, audit)
    assert told.touchpoints == {visit.touchpoint_id for visit in whole.visits}
    assert told.journeys == chosen.journeys == frozenset({whole.journey_id})


def test_nobody_writes_over_a_gate_that_another_has_answered_otherwise_meanwhile(
    open_as: Opener, workspace: Workspace, audit: int
) -> None:
    tell(workspace, audit, 1, film=True)
    seen = audit_of(workspace, audit).visits[0]
    tell(open_as("Ann"), audit, 1, film=False)
    with pytest.raises(ConflictError, match="Ann has changed what is there meanwhile: yes → no"):
        workspace.audits.tell_presence(seen.id, {"film": None}, base=seen)
    now = audit_of(workspace, audit).visits[0]
    workspace.audits.tell_presence(now.id, {"film": None}, base=now)
    assert audit_of(workspace, audit).visits[0].answered_gates == {}


def test_what_a_site_has_not_mended_goes_on_as_a_whole(workspace: Workspace, audit: int) -> None:
    """An action mends a fault of the site and one of a page; what is left of it takes all pages of the site along."""
    give(workspace, audit, 1, "menu", F)
    give(workspace, audit, 2, "plain", F)
    workspace.audits.finish(audit)
    menu, plain = (workspace.reads.actions.get(line.id) for line in actions(workspace))
    assert menu is not None and plain is not None
    if menu.line.touchpoints == 1:
        menu, plain = plain, menu
    workspace.actions.merge([plain.line.id], menu.line.id)
    (made,) = workspace.actions.done([menu.line.id], [one.id for one in menu.mends])
    assert _answered(workspace, made) == ["Page 1", "Page 2", "Page 3"]
    assert _answered(workspace, menu.line.id) == ["Page 2"]
    _is_sound(workspace)


def test_what_was_named_at_another_page_is_the_finding_when_the_first_page_leads(
    workspace: Workspace, site: int, audit: int
) -> None:
    give(workspace, audit, 2, "menu", F)
    workspace.audits.finish(audit)
    (found,) = workspace.reads.findings.of_journey(site)
    assert found.touchpoint == "Page 2"
    again = workspace.audits.start(site, "Kim")
    give(workspace, again, 1, "menu", F)
    assert workspace.findings.name(at(workspace, again, 1, "menu").id) == found.id
    workspace.audits.finish(again)
    (told,) = workspace.reads.audits.findings(again)
    assert told.finding is not None and told.finding.id == found.id
    workspace.findings.waive([found.id])
    assert {one.status for one in actions(workspace)} == {Status.DROPPED}, (
        "nor is it proposed where it follows"
    )
    workspace.findings.take_up([found.id])
    assert len(workspace.reads.findings.of_journey(site)) == 1
    _is_sound(workspace)


def test_what_is_left_takes_only_the_pages_along_that_follow_it(
    workspace: Workspace, site: int, audit: int
) -> None:
    add_page(workspace, site, "Other", "https://other.example")
    other = workspace.audits.start(site, "Kim")
    give(workspace, other, 1, "menu", F)
    give(workspace, other, 4, "menu", F)
    workspace.audits.finish(other)
    (line,) = actions(workspace)
    # A link of an older database is to all that is found there.
    run_sql(workspace, "UPDATE link SET finding_id = NULL")
    first = next(one for one in workspace.reads.findings.of_journey(site) if one.touchpoint == "Page 1")
    (made,) = workspace.actions.done([line.id], [first.id])
    links = "SELECT touchpoint_id FROM link WHERE action_id = :action AND removed_at IS NULL"
    pages = {visit.touchpoint_id: visit.touchpoint for visit in audit_of(workspace, other).visits}
    moved = [
        sorted(pages[row[0]] for row in run_sql(workspace, links, action=one)) for one in (line.id, made)
    ]
    assert moved == [["Other"], ["Page 1", "Page 2", "Page 3"]]
