"""Made-up shops: what is so of each check and touchpoint, whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from msgspec import Struct

from auditor.base.vocabulary import Verdict
from auditor.views.checks import Check


class Shop(Struct, frozen=True):
    """A shop with a share of faults in each checklist, and what it does not have."""

    name: str
    faults: Mapping[str, float]
    """By checklist; a fifth where nothing is said."""
    lacks: frozenset[str] = frozenset()
    """The gates that are answered no."""

    def verdict(self, check: Check, touchpoint: str) -> Verdict:
        """Return what is so of a check at a touchpoint; of a shared one the same at all."""
        if check.gate is not None and check.gate.key in self.lacks:
            return Verdict.NOT_APPLICABLE
        place = "" if check.shared else touchpoint
        chance = self._chance(check.checklist, check.key, place)
        faults = self.faults.get(check.checklist, 0.2)
        if chance < faults * 0.65:
            return Verdict.FAIL
        return Verdict.PARTLY if chance < faults else Verdict.PASS

    def feeling(self, touchpoint: str, failing: float | None) -> int:
        """Return how customers feel at a touchpoint of which that much fails, −2..2."""
        mood = self._chance("feeling", touchpoint, "")
        return max(-2, min(2, round(1.6 - 4.5 * (failing or 0.0) + (mood - 0.5))))

    def _chance(self, *words: str) -> float:
        """Return the same number from 0 to 1 whenever it is asked for."""
        digest = sha256("/".join((self.name, *words)).encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48


LEAN = Shop("lean", {}, frozenset({"video", "bookings", "login"}))
"""A shop without video, bookings and log-in, in which one check in five finds something."""

SHOPS = (
    Shop("hard to find", {"findability": 0.7, "finding": 0.6, "navigation": 0.5, "accessibility": 0.4}),
    Shop("lost in the checkout", {"checkout": 0.7, "trust": 0.6, "help-texts": 0.6, "mobile": 0.4}),
    Shop(
        "left alone afterwards",
        {"order-tracking": 0.7, "support": 0.7, "feedback": 0.6, "delivery-returns": 0.5},
    ),
    Shop(
        "says too little", {"content": 0.7, "calls-to-action": 0.6, "page-speed": 0.5, "recommendations": 0.5}
    ),
    Shop("loud and fleeting", {"loyalty": 0.6, "recommendations": 0.6, "content": 0.4, "findability": 0.1}),
)
"""Shops each of which has its trouble elsewhere."""
