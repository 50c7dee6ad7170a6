"""The ways that lead from every place of a journey to its others: `g` and a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from auditor.base.i18n import N_
from screens.frame.commands import Command
from screens.routes import (
    Route,
    Selection,
    ToActions,
    ToComparison,
    ToEvidence,
    ToFindings,
    ToFollowUp,
    ToGaps,
    ToInterviews,
    ToJourney,
    ToMap,
    ToMoments,
    ToPersonas,
    ToQuestions,
)


class Way(Struct, frozen=True):
    """A way to a place of a journey."""

    to: Callable[[int], Route]
    """Gives the route for the number of the journey."""
    letter: str
    """Follows `g`."""
    name: str
    """Untranslated short label."""
    explained: str
    """Untranslated sentence for help and palette."""


WAYS: Mapping[str, Way] = {
    "journey": Way(ToJourney, "j", N_("journey"), N_("The stages and touchpoints of the journey")),
    "map": Way(ToMap, "m", N_("map"), N_("See the journey on a time line, with its feelings as a curve")),
    "actions": Way(
        lambda number: ToActions(Selection.of(number)), "a", N_("actions"), N_("See what to improve first")
    ),
    "findings": Way(ToFindings, "f", N_("findings"), N_("What is wrong, the worst first, and what is gone")),
    "follow_up": Way(
        ToFollowUp,
        "u",
        N_("follow-up"),
        N_("What became better or worse since the last audit, and trends"),
    ),
    "evidence": Way(
        ToEvidence, "e", N_("evidence"), N_("What the journey rests on, contradictions, what to ask next")
    ),
    "questions": Way(ToQuestions, "q", N_("questions"), N_("The question bank: what is known of each stage")),
    "interviews": Way(ToInterviews, "i", N_("interviews"), N_("Who was interviewed, and what they said")),
    "personas": Way(ToPersonas, "p", N_("personas"), N_("The personas of the journey side by side")),
    "compare": Way(
        ToComparison,
        "c",
        N_("compare"),
        N_("All personas in one table: feelings, needs, evidence and channels"),
    ),
    "gaps": Way(
        ToGaps, "d", N_("differences"), N_("As-is and to-be side by side, and who works on the difference")
    ),
    "moments": Way(
        ToMoments, "v", N_("moments"), N_("What touchpoints mean to the customer and to us: moments of truth")
    ),
}
"""By name. A new place of a journey needs no more than an entry here."""


WAYS_BY_ACTION: Mapping[str, Way] = {f"way('{name}')": each for name, each in WAYS.items()}


def way(name: str, *, in_line: bool = False, was: str = "") -> Command:
    """Return the command that goes a way; `was` is the key it had in version 0.1."""
    here = WAYS[name]
    return Command(f"way('{name}')", (f"g {here.letter}",), here.name, here.explained, in_line, was=was)
