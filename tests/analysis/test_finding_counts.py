"""How many faults are open: what counts and what never does."""

from __future__ import annotations

from auditor.analysis.finding_counts import counted, longest_open, open_faults, open_remarks, over_time
from auditor.base.vocabulary import FindingKind, Seen
from tests.findings import audit, finding, sighting

THERE = sighting(Seen.THERE, 0, audit=1)
GONE = sighting(Seen.GONE, 10, audit=2)
BACK = sighting(Seen.THERE, 20, audit=3)


def test_only_faults_that_somebody_has_seen_and_nobody_seen_gone_are_counted() -> None:
    there, back = finding(THERE, number=1, severity=4), finding(THERE, GONE, BACK, number=2)
    remark = finding(THERE, number=3, kind=FindingKind.REMARK)
    others = [
        finding(THERE, GONE, number=4),
        remark,
        finding(THERE, number=5, kind=FindingKind.WAIVED),
        finding(number=6, drafts=[sighting(Seen.THERE, 30, audit=4, finished=False)]),
        finding(
            number=7,
            kind=FindingKind.REMARK,
            drafts=[sighting(Seen.THERE, 30, audit=4, finished=False)],
        ),
    ]
    assert open_faults([there, *others, back]) == [there, back]
    assert open_remarks([there, *others, back]) == [remark]
    counts = counted([there, back], before=3)
    assert (counts.by_severity, counts.open, counts.before) == ((1, 1, 0, 0), 2, 3)
    assert longest_open([back, there]) is there and longest_open([]) is None


def test_each_audit_goes_on_from_the_one_before_it() -> None:
    known = [finding(THERE, GONE, BACK, number=1), finding(THERE, number=2), finding(BACK, number=3)]
    changes = over_time(known, [audit(number) for number in (1, 2, 3)])
    assert [(len(one.new), len(one.gone), len(one.back)) for one in changes] == [
        (2, 0, 0),
        (0, 1, 0),
        (1, 0, 1),
    ]
    assert [one.open_now for one in changes] == [2, 1, 3] and len(open_faults(known)) == 3
    assert over_time(known, []) == []
