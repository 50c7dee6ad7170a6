"""Which evidence is to be asked for again, and which newer piece answers that. The rules are the product's own choice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from auditor.analysis.confidence import Weighing
from auditor.analysis.superseding import Piece
from auditor.analysis.support import is_aged


def to_ask_again(
    pieces: Iterable[Piece], by: Mapping[int, int], weighing: Weighing, today: date
) -> list[Piece]:
    """Return the evidence that has lost half its weight, ½^(age/H) < ½, what is the most half-lives old first.

    `by` tells which pieces are superseded; those are never proposed. Of one kind, place and persona the newest tells
    whether it was asked lately, so an older one beside it is not proposed either. Age is in days, from `today`.
    """
    newest: dict[object, Piece] = {}
    for one in pieces:
        if one.id not in by and (_same(one) not in newest or newest[_same(one)].age < one.age):
            newest[_same(one)] = one
    aged = [one for one in newest.values() if is_aged(one.kind, (today - one.collected).days, weighing)]
    return sorted(aged, key=lambda one: (-half_lives(one, weighing, today), one.id))


def half_lives(piece: Piece, weighing: Weighing, today: date) -> float:
    """Return the age of a piece of evidence in half-lives of its kind, age/H; 0 for what is dated ahead."""
    return max(0, (today - piece.collected).days) / weighing.trusts[piece.kind].days


def answer_to(
    asked: Piece, pieces: Sequence[Piece], by: Mapping[int, int], among: Collection[int]
) -> int | None:
    """Return the number of the piece that answers one which was to be asked for again, or None while none does.

    It is one `among` those that came in: what supersedes it, or else the newest of its kind, place and persona that was
    collected later.
    """
    if (newer := by.get(asked.id)) in among:
        return newer
    later = [
        one
        for one in pieces
        if one.id in among and _same(one) == _same(asked) and one.collected > asked.collected
    ]
    return max(later, key=lambda one: one.age).id if later else None


def _same(one: Piece) -> tuple[object, ...]:
    return (one.kind, one.place, one.persona_id)
