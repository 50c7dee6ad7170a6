"""How many keys an audit of a web shop takes at each depth, typed in a real terminal, and what it leaves on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.analysis.need import failing, weights
from auditor.base.vocabulary import Depth, Origin, Verdict
from auditor.library.templates import find_template
from auditor.settings.config import Config
from auditor.views.audits import Audit, Visit
from auditor.walking.course import Course, felt, found, judged, judged_all
from auditor.walking.gates import GatesAsked
from auditor.workspace import Workspace
from tests.conftest import NOWHERE
from tests.shops import LEAN
from tests.terminal.terminal import Terminal

KEYS = {Verdict.PASS: "y", Verdict.PARTLY: "p", Verdict.FAIL: "n", Verdict.NOT_APPLICABLE: "x"}
AT_ONCE = 40
"""So many keys are typed in one go; many more would be taken for a text that was pasted."""
DEPTHS = list(Depth)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Workspace]:
    """A web shop on paper, to work out which keys its audit takes."""
    folder = tmp_path / "plan"
    folder.mkdir()
    workspace = Workspace.open(str(folder / "plan.db"), Config(folder, "Kim"))
    workspace.journeys.new_from(find_template("web-shop", NOWHERE))
    yield workspace
    workspace.close()


def truth(visit: Visit) -> dict[int, Verdict]:
    """Return what is so of each check at a touchpoint."""
    return {answer.id: LEAN.verdict(answer.check, visit.touchpoint) for answer in visit.answers}


def feeling_at(visit: Visit) -> int:
    """Return how customers feel at a touchpoint."""
    known = truth(visit)
    asked, failed = weights((answer.check.severity, known[answer.id]) for answer in visit.answers)
    return LEAN.feeling(visit.touchpoint, failing(asked, failed))


def keys_of(audit: Audit, proposed: dict[tuple[int, str], bool], rest_at_once: bool) -> list[str]:
    """Return the keys of somebody who looks at everything and types what is so, one judgement after the other."""
    course, gates = Course(audit), GatesAsked(proposed)
    keys = []
    while course.open_steps:
        gates.enter(course)
        visit, answer = course.visit, course.answer
        assert visit is not None
        if course.is_at_gates:
            key = gates.at(course)
            assert key is not None
            offered = gates.proposals(course)
            taken = {gate: is_so for gate, is_so in offered.items() if is_so is (gate not in LEAN.lacks)}
            if len(offered) > 1 and taken == offered:
                keys.append("Enter")
                course.replace_visits([found(offered)(visit)])
                gates.go_to_open(course) or course.go_on()
                continue
            is_there = key not in LEAN.lacks
            keys.append("y" if is_there else "n")
            course.replace_visits([found({key: is_there})(visit)])
            gates.go_on(course) or course.go_on()
        elif answer is not None:
            known, rest = truth(visit), course.rest_of_list()
            passing = {each.id: Verdict.PASS for each in rest if known[each.id] is Verdict.PASS}
            if rest_at_once and 1 < len(rest) == len(passing):
                keys.append("Y")
                course.replace_visits([judged_all(passing)(visit)])
                course.go_on_open()
            else:
                keys.append(KEYS[known[answer.id]])
                course.replace_visits([judged(answer.id, known[answer.id])(visit)])
                course.go_on()
        else:
            score = feeling_at(visit)
            keys.append(str(score + 3))
            course.replace_visits([felt(score)(visit)])
            course.go_on()
    return keys


def planned(workspace: Workspace, depth: Depth) -> tuple[Audit, dict[tuple[int, str], bool]]:
    """Return an audit of a depth as it begins, and what is proposed to its gates."""
    number = workspace.audits.start(1, "Kim", depth=depth)
    audit = workspace.reads.audits.get(number)
    assert audit is not None
    return audit, workspace.reads.audits.proposed_gates(audit)


MOST = {Depth.CORE: 48, Depth.STANDARD: 120, Depth.FULL: 440}
"""Keys that an audit takes at most when each check is answered by itself."""
MOST_AT_ONCE = {Depth.CORE: 45, Depth.STANDARD: 90, Depth.FULL: 385}
"""Keys that it takes at most when what is left of a checklist passes with one."""


@pytest.mark.every(3)
@pytest.mark.parametrize("depth", DEPTHS)
def test_an_audit_of_a_web_shop_takes_few_keys_and_loses_no_verdict(
    depth: Depth, plan: Workspace, terminal: Terminal
) -> None:
    audit, proposed = planned(plan, depth)
    keys, quick = keys_of(audit, proposed, False), keys_of(audit, proposed, True)
    rows = sum(len(visit.answers) for visit in audit.visits)
    judgements = rows + len(audit.visits)
    print(  # noqa: T201  # the figures are what one wants to see
        f"{depth.value}: {rows} checks and {len(audit.visits)} feelings, {len(keys)} keys"
        f" ({len(keys) / judgements:.2f} a judgement), {len(quick)} with the rest of a list at once"
        f" ({len(quick) / judgements:.2f})"
    )
    terminal.command("journey", "new", "Shop", "--template", "web-shop")
    terminal.command("audit", "new", "Shop", "--depth", depth.value)
    terminal.run("audit", "walk", "1")
    terminal.until("? keys")
    for start in range(0, len(quick), AT_ONCE):
        terminal.press(*quick[start : start + AT_ONCE])
        if start + AT_ONCE >= len(quick):
            terminal.until("what was found")
            break
        # This one is done once all before it are.
        terminal.press("?")
        terminal.until("Keys of this place")
        terminal.press("Escape")
        terminal.until(lambda screen: "Keys of this place" not in screen)
    terminal.press("q")
    terminal.until_left()
    walked = Workspace.open(str(terminal.folder / "auditor.db"), Config(NOWHERE, "Kim"))
    try:
        done = walked.reads.audits.get(1)
        assert done is not None and done.finished is not None
        for visit in done.visits:
            known = truth(visit)
            assert {answer.id: answer.verdict for answer in visit.answers} == known, visit.touchpoint
            assert visit.feeling == feeling_at(visit)
        origins = [answer.origin for visit in done.visits for answer in visit.answers]
        assert Origin.SHARED in origins
        assert len(keys) <= MOST[depth] and len(quick) <= MOST_AT_ONCE[depth]
    finally:
        walked.close()
