"""What stands, worked out the slow way from plain dictionaries: what a simulation holds the program against.

Nothing of the program's own reckoning is used here. Docs/DECIDING.md has the rules.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

SHARE = {"fail": 1.0, "partly": 0.5, "pass": 0.0}
WORST_FIRST = ("fail", "partly", "pass", "not-applicable")
FLOOR = 0.1
WEIGHTS = {"interview": (0.7, 5, 365), "measurement": (0.5, 1, 90), "survey": (0.55, 30, 180)}
"""What a kind of evidence is worth, after how many people and days by half."""

_KEPT = ("points", "audits", "actions", "evidence")

Dict = dict[Any, Any]


class Model:
    """Journeys, audits, evidence and actions as dictionaries, and what stands of them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.points: dict[str, Dict] = {}
        """By name: journey, importance, critical, and the journey it opens into or None."""
        self.audits: dict[int, Dict] = {}
        self.actions: dict[int, Dict] = {}
        self.evidence: dict[int, Dict] = {}
        self.changes: list[tuple[str, Dict]] = []
        """Who made each change that stands, the oldest first, and how all was before it."""

    def begin(self, who: str) -> None:
        """Remember how all is before a change of somebody's."""
        self.changes.append((who, {name: copy.deepcopy(getattr(self, name)) for name in _KEPT}))

    def forget_nothing(self) -> None:
        """Let the newest change be none if all is as it was before it: nothing is there to be taken back."""
        if all(getattr(self, name) == before for name, before in self.changes[-1][1].items()):
            self.changes.pop()

    def take_back(self) -> None:
        """Let all be as it was before the newest change."""
        _who, before = self.changes.pop()
        for name, value in before.items():
            setattr(self, name, value)

    def is_settled(self, audit: Dict) -> bool:
        """Tell whether an audit counts for everybody: finished, and all of its round with it."""
        if audit["removed"] or not audit["finished"]:
            return False
        return audit["kind"] == "agreed" or all(other["finished"] for other in self._round(audit))

    def is_draft(self, audit: Dict) -> bool:
        """Tell whether an audit is in progress for everybody to see."""
        is_open = not audit["removed"] and not audit["finished"]
        return is_open and (audit["round"] is None or audit["kind"] == "agreed")

    def _round(self, audit: Dict) -> list[Dict]:
        return [
            other
            for other in self.audits.values()
            if audit["round"] is not None
            and other["round"] == audit["round"]
            and other["kind"] != "agreed"
            and not other["removed"]
        ]

    def standing(self, point: str) -> tuple[dict[str, tuple[float | None, float, float]], bool]:
        """Return (feeling, weight asked, weight failed) by persona, and whether that is a draft."""
        finished = self._rolled([one for one in self.audits.values() if self.is_settled(one)], point)
        if finished:
            return finished, False
        drafts = self._rolled([one for one in self.audits.values() if self.is_draft(one)], point)
        return drafts, bool(drafts)

    def _rolled(self, audits: list[Dict], point: str) -> dict[str, tuple[float | None, float, float]]:
        opens = self.points[point]["opens"]
        inner = [name for name, one in self.points.items() if opens and one["journey"] == opens]
        inside = [self._rolled(audits, name) for name in inner]
        here = [one for one in audits if one["journey"] == self.points[point]["journey"]]
        names = {
            one["persona"]
            for one in here
            if any(place == point for place, _key in one["answers"]) or point in one["felt"]
        }
        found = {}
        for persona in names.union(*inside):
            newest = self.newest(here, point, persona)
            given = [(severity, verdict) for severity, verdict in newest.values() if verdict in SHARE]
            asked = float(sum(severity for severity, _verdict in given))
            failed = sum(severity * SHARE[verdict] for severity, verdict in given)
            felt = sorted(
                (one["felt"][point][1], number, one["felt"][point][0])
                for number, one in self.audits.items()
                if one in here and one["persona"] == persona and point in one["felt"]
            )
            within = [each[persona] for each in inside if persona in each]
            inner_feelings = [feeling for feeling, _asked, _failed in within if feeling is not None]
            feeling: float | None = float(felt[-1][2]) if felt else None
            if inner_feelings:
                feeling = sum(inner_feelings) / len(inner_feelings)
            asked += sum(each[1] for each in within)
            failed += sum(each[2] for each in within)
            found[persona] = (feeling, asked, failed)
        return found

    def newest(self, audits: list[Dict], point: str, persona: str) -> dict[str, tuple[int, str]]:
        """Return (severity, verdict) of the newest answer of every check at a touchpoint, of some audits."""
        ordered = sorted(
            (at, number, key, severity, verdict)
            for number, one in self.audits.items()
            if one in audits and one["persona"] == persona
            for (place, key), (severity, verdict, at) in one["answers"].items()
            if place == point
        )
        return {key: (severity, verdict) for _at, _number, key, severity, verdict in ordered}

    def counts(self, point: str) -> tuple[int, int, int]:
        """Return how many checks are (passed, partly met, failed) at a touchpoint, each at its worst over personas."""
        _states, draft = self.standing(point)
        chosen = [one for one in self.audits.values() if (self.is_draft if draft else self.is_settled)(one)]
        here = [one for one in chosen if one["journey"] == self.points[point]["journey"]]
        worst: dict[str, str] = {}
        for persona in {one["persona"] for one in here}:
            for key, (_severity, verdict) in self.newest(here, point, persona).items():
                worst[key] = min(worst.get(key, verdict), verdict, key=WORST_FIRST.index)
        found = list(worst.values())
        return found.count("pass"), found.count("partly"), found.count("fail")

    def need(self, point: str) -> float:
        """Return how badly a touchpoint wants work."""
        states, _draft = self.standing(point)
        about = self.points[point]
        severities = []
        for feeling, asked, failed in states.values():
            known = [(2 - feeling) / 4] if feeling is not None else []
            known += [failed / asked] if asked else []
            severities += [max(known)] if known else []
        if not severities:
            return float(about["importance"] / 5 * 0.5)
        return float(min(1.0, about["importance"] / 5 * max(severities) * (1.25 if about["critical"] else 1)))

    def open_findings(self, point: str) -> set[str]:
        """Return what is open at a touchpoint: checks that are not met for some persona, and "" where some feel sour."""
        speaking = [
            one
            for one in self.audits.values()
            if self.is_settled(one)
            and (one["round"] is None or one["kind"] == "agreed")
            and one["journey"] == self.points[point]["journey"]
        ]
        found = set()
        for persona in {one["persona"] for one in speaking}:
            newest = self.newest(speaking, point, persona)
            found |= {key for key, (_severity, verdict) in newest.items() if verdict in ("fail", "partly")}
            felt = sorted(
                (one["felt"][point][1], number, one["felt"][point][0])
                for number, one in self.audits.items()
                if one in speaking and one["persona"] == persona and point in one["felt"]
            )
            if felt and felt[-1][2] < 0:
                found.add("")
        return found

    def feelings(self, point: str) -> dict[str, float]:
        """Return what each persona feels at a touchpoint now."""
        states, _draft = self.standing(point)
        return {who: feeling for who, (feeling, _asked, _failed) in states.items() if feeling is not None}

    def mine(self, who: str) -> list[int]:
        """Return the open actions that somebody has."""
        return sorted(number for number, one in self.actions.items() if one["owner"] == who)

    def confidence(self, point: str, today: int) -> float:
        """Return how well a touchpoint is supported: evidence of one tool and page stands once, the newest."""
        doubt = 1.0
        for kind, (weight, people, days) in WEIGHTS.items():
            pieces = [one for one in self._standing_evidence(point) if one["kind"] == kind]
            left = 1.0
            for one in pieces:
                left *= 1 - weight * (1 - 2 ** (-one["people"] / people)) * 0.5 ** (
                    (today - one["day"]) / days
                )
            doubt *= 1 - min(weight, 1 - left)
        return max(FLOOR, 1 - doubt)

    def _standing_evidence(self, point: str) -> Iterable[Dict]:
        mine = sorted((one["day"], number) for number, one in self.evidence.items() if one["point"] == point)
        newest: dict[object, int] = {}
        for _day, number in mine:
            one = self.evidence[number]
            adds_up = one["kind"] == "interview"
            newest[number if adds_up else (one["kind"], one["tool"], one["page"], one["persona"])] = number
        return [self.evidence[number] for number in newest.values()]
