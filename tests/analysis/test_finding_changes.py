"""What becomes of findings between two audits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.analysis.finding_changes import changes_between
from auditor.analysis.lasting import is_open
from auditor.base.vocabulary import FindingKind, Seen
from auditor.views.findings import Finding, FindingChanges
from tests.findings import audit as walk
from tests.findings import day_of, finding, sighting

THERE, GONE, CHANGED, UNLOOKED = Seen.THERE, Seen.GONE, Seen.CHANGED, Seen.NOT_LOOKED

# Each audit says something of another finding too, so that it is known when it was.
ELSEWHERE = finding(*(sighting(THERE, 10 * audit, audit) for audit in (1, 2, 3, 4)), number=99)


def kinds_of(changes: FindingChanges) -> dict[int, str]:
    return {one.number: kind for kind in FindingChanges.__struct_fields__ for one in getattr(changes, kind)}


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        ([(THERE, 3)], "new"),
        ([(THERE, 2), (THERE, 3)], "still"),
        ([(THERE, 2), (CHANGED, 3)], "still"),
        ([(THERE, 2), (GONE, 3)], "gone"),
        ([(THERE, 2), (Seen.PAGE_GONE, 3)], "gone"),
        ([(THERE, 1), (GONE, 2), (THERE, 3)], "back"),
        ([(THERE, 2)], "unseen"),
        ([(THERE, 2), (UNLOOKED, 3)], "unseen"),
        ([(THERE, 1), (GONE, 2)], None),
        ([(THERE, 1), (GONE, 2), (GONE, 3)], None),
        # What a later audit saw tells nothing of these two.
        ([(THERE, 2), (THERE, 3), (GONE, 4)], "still"),
        ([(THERE, 4)], None),
    ],
)
def test_a_finding_has_one_change_from_one_audit_to_the_next(
    seen: list[tuple[Seen, int]], kind: str | None
) -> None:
    one = finding(*(sighting(what, 10 * audit, audit) for what, audit in seen))
    changes = changes_between([one, ELSEWHERE], walk(3), walk(2))
    assert kinds_of(changes).get(1) == kind
    assert kinds_of(changes)[99] == "still"


def test_before_the_first_audit_there_was_nothing() -> None:
    changes = changes_between([ELSEWHERE], walk(1), None)
    assert kinds_of(changes) == {99: "new"}
    assert (changes.open_before, changes.open_now) == (0, 1)


def test_what_is_said_by_hand_between_the_audits_counts_and_what_is_said_later_does_not() -> None:
    between = finding(sighting(THERE, 20, 2), sighting(GONE, 25))
    later = finding(sighting(THERE, 20, 2), sighting(THERE, 30, 3), sighting(GONE, 35), number=2)
    assert kinds_of(changes_between([between, later, ELSEWHERE], walk(3), walk(2))) == {
        1: "gone",
        2: "still",
        99: "still",
    }


def test_what_stands_for_another_persona_is_not_gone() -> None:
    one = finding(sighting(THERE, 20, 2, persona=1), sighting(GONE, 30, 3, persona=2))
    assert kinds_of(changes_between([one, ELSEWHERE], walk(3), walk(2)))[1] == "unseen"


def test_an_audit_in_progress_tells_of_itself_only() -> None:
    draft = sighting(GONE, 50, 5, finished=False)
    other = sighting(THERE, 45, 6, finished=False)
    one = finding(sighting(THERE, 40, 4), drafts=[other, draft])
    new = finding(number=2, drafts=[sighting(THERE, 50, 5, finished=False)])
    assert kinds_of(changes_between([one, new, ELSEWHERE], walk(5), walk(4))) == {
        1: "gone",
        2: "new",
        99: "unseen",
    }
    assert kinds_of(changes_between([one, new, ELSEWHERE], walk(4), walk(3))) == {1: "new", 99: "still"}


def test_an_audit_that_tells_of_no_finding_stands_where_it_was_made_whatever_its_number() -> None:
    one = finding(sighting(THERE, 20, 2), sighting(GONE, 40, 4))
    assert kinds_of(changes_between([one], walk(4), walk(9, at=30))) == {1: "gone"}
    assert kinds_of(changes_between([one], walk(1, at=30), walk(2))) == {1: "unseen"}


@pytest.mark.parametrize("kind", [FindingKind.REMARK, FindingKind.WAIVED])
def test_only_faults_count(kind: FindingKind) -> None:
    one = finding(sighting(THERE, 30, 3), kind=kind)
    assert kinds_of(changes_between([one, ELSEWHERE], walk(3), walk(2))) == {99: "still"}


def test_a_pain_point_is_there_from_when_it_was_noted() -> None:
    pain = finding(pain="It takes too long")
    assert kinds_of(changes_between([pain, ELSEWHERE], walk(2), walk(1)))[1] == "unseen"
    later = replace(pain, found=day_of(15))
    assert kinds_of(changes_between([later, ELSEWHERE], walk(2), walk(1)))[1] == "new"


_LOOKS = st.lists(st.tuples(st.sampled_from(Seen), st.integers(1, 4), st.integers(1, 2)), max_size=6)


def _made(number: int, looks: list[tuple[Seen, int, int]]) -> Finding:
    audits = {audit: (what, persona) for what, audit, persona in looks}
    told = (sighting(what, 10 * audit, audit, persona) for audit, (what, persona) in sorted(audits.items()))
    return finding(*told, number=number)


@given(st.lists(_LOOKS, max_size=5))
def test_the_changes_add_up_to_what_is_open(each: list[list[tuple[Seen, int, int]]]) -> None:
    found = [ELSEWHERE, *(_made(number, looks) for number, looks in enumerate(each))]
    changes = changes_between(found, walk(1), None)
    for audit in (2, 3, 4):
        before, changes = changes, changes_between(found, walk(audit), walk(audit - 1))
        assert changes.open_before == before.open_now
    assert changes.open_now == sum(map(is_open, found))
