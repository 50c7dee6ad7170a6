"""Whether a persona is verified: while one piece that asked customers has half of its weight left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from auditor.analysis.confidence import DEFAULT_WEIGHING, TRUSTS
from auditor.analysis.verification import Resting, verification
from auditor.base.vocabulary import EvidenceKind, Standing
from auditor.views.journeys import Verification

TODAY = date(2026, 11, 29)
ASKED = {EvidenceKind.INTERVIEW, EvidenceKind.USABILITY_TEST, EvidenceKind.SURVEY}


def _found(*pieces: Resting, said: str = "", on: date | None = None) -> Verification:
    return verification(said, on, pieces, 3, DEFAULT_WEIGHING, TODAY)


def _aged(kind: EvidenceKind, days: int, number: int = 1, gone: date | None = None) -> Resting:
    return Resting(number, kind, TODAY - timedelta(days=days), 1, gone)


def test_nothing_at_all_is_a_hypothesis() -> None:
    assert _found() == Verification(Standing.HYPOTHESIS)


@pytest.mark.parametrize("kind", EvidenceKind)
def test_only_what_asked_customers_verifies_and_only_until_half_its_weight_is_gone(
    kind: EvidenceKind,
) -> None:
    half = int(TRUSTS[kind].days)
    last, after = _found(_aged(kind, half)), _found(_aged(kind, half + 1))
    assert (last.state is Standing.VERIFIED) == (kind in ASKED)
    assert after.state is Standing.AGAIN
    if kind in ASKED:
        assert last.weight == pytest.approx(0.5)
        assert (last.until, last.since) == (TODAY + timedelta(days=1), None)
        assert (after.until, after.since) == (None, TODAY)


def test_the_freshest_that_asked_customers_tells_how_long() -> None:
    found = _found(
        _aged(EvidenceKind.ANALYTICS, 0, 3),
        _aged(EvidenceKind.SURVEY, 30, 2),
        _aged(EvidenceKind.INTERVIEW, 300),
    )
    assert (found.evidence, found.people, found.newest) == ((3, 2, 1), 3, TODAY)
    assert found.weight == pytest.approx(2 ** (-30 / 180))
    assert found.until == TODAY + timedelta(days=180 - 30 + 1)


def test_what_was_deleted_or_superseded_has_no_weight_from_that_day_on() -> None:
    gone = TODAY - timedelta(days=4)
    found = _found(_aged(EvidenceKind.INTERVIEW, 10, gone=gone))
    assert (found.state, found.evidence, found.since) == (Standing.AGAIN, (), gone)


def test_what_was_only_said_is_to_be_looked_at_again_from_that_day() -> None:
    on = TODAY - timedelta(days=3)
    assert _found(said="Five interviews", on=on) == Verification(Standing.AGAIN, (), 3, since=on)
    assert _found(said="Five interviews").state is Standing.AGAIN


def test_where_nobody_was_asked_after_all_nothing_is_verified() -> None:
    nobody = Resting(1, EvidenceKind.SURVEY, TODAY, 0)
    assert _found(nobody, on=TODAY).state is Standing.AGAIN
