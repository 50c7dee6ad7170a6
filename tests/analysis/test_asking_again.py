"""Which evidence is to be asked for again, and what answers it."""

from __future__ import annotations

from datetime import date, timedelta

from auditor.analysis.asking_again import answer_to, half_lives, to_ask_again
from auditor.analysis.confidence import DEFAULT_WEIGHING
from auditor.analysis.superseding import Piece, superseded
from auditor.base.vocabulary import EvidenceKind

TODAY = date(2026, 12, 1)
PLACE = ("touchpoint", 1)


def _piece(number: int, age: int, kind: EvidenceKind = EvidenceKind.SURVEY, **more: object) -> Piece:
    given = {"source": "Exit", "place": PLACE, **more}
    return Piece(number, kind, collected=TODAY - timedelta(age), **given)  # type: ignore[arg-type]


def _proposed(*pieces: Piece) -> list[int]:
    return [one.id for one in to_ask_again(pieces, superseded(pieces), DEFAULT_WEIGHING, TODAY)]


def test_what_has_lost_more_than_half_is_proposed_the_most_half_lives_old_first() -> None:
    assert _proposed(_piece(1, 180)) == []
    walked = _piece(3, 366, EvidenceKind.INTERVIEW)
    assert _proposed(_piece(1, 181), _piece(2, 400, place=("stage", 1)), walked) == [2, 1, 3]
    assert half_lives(_piece(1, 360), DEFAULT_WEIGHING, TODAY) == 2
    assert half_lives(_piece(1, -5), DEFAULT_WEIGHING, TODAY) == 0


def test_what_is_superseded_or_was_asked_lately_at_the_same_place_is_not_proposed() -> None:
    assert _proposed(_piece(1, 400), _piece(2, 300)) == [2]
    old, fresh = _piece(1, 800, EvidenceKind.INTERVIEW), _piece(2, 10, EvidenceKind.INTERVIEW)
    assert _proposed(old, fresh) == []
    assert _proposed(old, _piece(2, 10, EvidenceKind.INTERVIEW, persona_id=7)) == [1]


def test_an_answer_supersedes_or_is_a_later_one_of_the_same_kind_place_and_persona() -> None:
    asked = _piece(1, 400)

    def answer(*pieces: Piece) -> int | None:
        every = [asked, *pieces]
        return answer_to(asked, every, superseded(every), {one.id for one in pieces})

    assert answer(_piece(2, 10)) == 2
    assert answer(_piece(2, 10, source="Another")) == 2
    assert answer(_piece(2, 400, source="Another")) is None
    assert answer(_piece(2, 500)) is None
    assert answer(_piece(2, 10, place=("stage", 1))) is None
    assert answer(_piece(2, 10, persona_id=7)) is None
    assert answer(_piece(2, 10, EvidenceKind.REVIEW)) is None
    assert answer(_piece(2, 20, source="B"), _piece(3, 10, source="C")) == 3
