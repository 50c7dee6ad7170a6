"""What stands now at a touchpoint, for each persona. The rules are the product's own; docs/DECIDING.md tells them.

Of every check the newest finished answer stands, and of every persona the newest finished feeling. What audits in
progress say is a draft: it stands only where nothing finished is known of the touchpoint, for nobody, and is then
named a draft. A touchpoint that opens into a journey has what is felt and failed inside, however deep.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from auditor.analysis.need import Experience, failing, weights
from auditor.base.vocabulary import Verdict

Check = tuple[str, str]
"""Checklist and key of a check."""


class Answered(Struct, frozen=True):
    """A verdict that was given on a check at a touchpoint, in some audit."""

    touchpoint_id: int
    persona_id: int
    auditor_id: int
    audit_id: int
    finished: bool
    """The audit is finished, and may be seen by all."""
    at: str
    """When it was given, as ISO text in UTC, so that texts sort as moments do."""
    checklist: str
    check_key: str
    severity: int
    """1..4."""
    verdict: Verdict

    @property
    def check(self) -> Check:
        """The check that was answered."""
        return self.checklist, self.check_key


class FeltOnce(Struct, frozen=True):
    """A feeling that was noted at a touchpoint, in some audit."""

    touchpoint_id: int
    persona_id: int
    auditor_id: int
    audit_id: int
    finished: bool
    at: str
    score: int
    """−2..2."""


class Places(Struct, frozen=True):
    """How touchpoints, journeys and personas hang together."""

    journeys: Mapping[int, int]
    """The journey of each touchpoint."""
    insides: Mapping[int, Sequence[int]]
    """The touchpoints inside a touchpoint that opens into a journey; those only planned are not among them."""
    personas: Mapping[int, tuple[int, str]]
    """The journey and the name, as names are compared, of each persona."""


class Own(Struct, frozen=True):
    """What was noted at a touchpoint itself of one persona: the newest of every check, and the newest feeling."""

    answers: Mapping[Check, Answered]
    felt: FeltOnce | None

    @property
    def weights(self) -> tuple[float, float]:
        """The weights asked and failed of what was answered."""
        return weights((one.severity, one.verdict) for one in self.answers.values())


class Standing(Struct, frozen=True):
    """What stands at a touchpoint for one persona, with all that is inside."""

    feeling: float | None
    """−2..2; the mean of what the persona feels inside, if anything, else what it feels at the touchpoint itself."""
    asked: float
    """Σ severity of applicable checks that are answered, here and inside."""
    failed: float
    """Σ severity · {fail 1, partly ½} of them."""
    felt_inside: bool = False

    @property
    def experience(self) -> Experience:
        """What the need is made of."""
        return Experience(self.feeling, failing(self.asked, self.failed))


class Stand(Struct, frozen=True):
    """What stands at a touchpoint, by persona: those of its journey by number, and others that were inside by theirs."""

    personas: Mapping[int, Standing]
    draft: bool
    """Nothing finished is known here: it is from audits in progress."""
    drafts: Mapping[int, Standing]
    """Of personas of which nothing finished is known here, what audits in progress say of them."""

    @property
    def feeling(self) -> float | None:
        """The mean of all personas' feelings, −2..2."""
        known = [one.feeling for one in self.personas.values() if one.feeling is not None]
        return sum(known) / len(known) if known else None

    @property
    def experiences(self) -> list[Experience]:
        """What the need is made of: the largest over the personas counts."""
        return [one.experience for one in self.personas.values()]


NOTHING = Stand({}, False, {})


class Current:
    """The current state of touchpoints, made of all that was ever said of them; each is worked out when asked for."""

    def __init__(self, places: Places, answered: Iterable[Answered], felt: Iterable[FeltOnce]) -> None:
        """Take what was said at the touchpoints of `places`; rows in any order, and more than the newest does no harm."""
        self._places = places
        self._answered = list(answered)
        self._felt = list(felt)
        self._rolled: dict[tuple[int, bool], dict[int, Standing]] = {}

    @cached_property
    def _own(self) -> dict[bool, dict[int, dict[int, Own]]]:
        """What was noted by whether it is finished, touchpoint and persona."""
        answers: defaultdict[tuple[bool, int, int], dict[Check, Answered]] = defaultdict(dict)
        for one in self._answered:
            of = answers[one.finished, one.touchpoint_id, one.persona_id]
            if one.check not in of or _order(of[one.check]) < _order(one):
                of[one.check] = one
        feelings: dict[tuple[bool, int, int], FeltOnce] = {}
        for felt in self._felt:
            key = (felt.finished, felt.touchpoint_id, felt.persona_id)
            if key not in feelings or _order(feelings[key]) < _order(felt):
                feelings[key] = felt
        found: dict[bool, dict[int, dict[int, Own]]] = {True: {}, False: {}}
        for key in sorted({*answers, *feelings}):
            finished, touchpoint, persona = key
            own = Own(answers.get(key, {}), feelings.get(key))
            found[finished].setdefault(touchpoint, {})[persona] = own
        return found

    def own(self, touchpoint_id: int) -> Mapping[int, Own]:
        """Return what was noted at a touchpoint itself, by persona; a draft where what stands there is one."""
        return self._own[not self.at(touchpoint_id).draft].get(touchpoint_id, {})

    def at(self, touchpoint_id: int) -> Stand:
        """Return what stands at a touchpoint."""
        finished = self._at(touchpoint_id, True)
        drafts = self._at(touchpoint_id, False)
        if not finished:
            return Stand(drafts, bool(drafts), {})
        return Stand(finished, False, {who: one for who, one in drafts.items() if who not in finished})

    def _at(self, touchpoint_id: int, finished: bool) -> dict[int, Standing]:
        key = (touchpoint_id, finished)
        if key not in self._rolled:
            self._rolled[key] = self._rolled_up(touchpoint_id, finished)
        return self._rolled[key]

    def _rolled_up(self, touchpoint_id: int, finished: bool) -> dict[int, Standing]:
        inside: defaultdict[int, list[Standing]] = defaultdict(list)
        for inner in self._places.insides.get(touchpoint_id, ()):
            for persona, one in self._at(inner, finished).items():
                inside[self._namesake(persona, touchpoint_id)].append(one)
        own = self._own[finished].get(touchpoint_id, {})
        return {
            persona: _together(own.get(persona), inside.get(persona, ()))
            for persona in sorted({*own, *inside})
        }

    def _namesake(self, persona_id: int, touchpoint_id: int) -> int:
        """Return the persona of a touchpoint's journey that has the name of one inside; without one, that one."""
        journey = self._places.journeys[touchpoint_id]
        return self._namesakes.get((journey, self._places.personas[persona_id][1]), persona_id)

    @cached_property
    def _namesakes(self) -> dict[tuple[int, str], int]:
        return {of: number for number, of in sorted(self._places.personas.items(), reverse=True)}


def _order(one: Answered | FeltOnce) -> tuple[str, int]:
    return one.at, one.audit_id


def _together(own: Own | None, inside: Sequence[Standing]) -> Standing:
    """Return what stands for a persona, of what was noted at the touchpoint itself and of what stands inside."""
    asked, failed = own.weights if own else (0.0, 0.0)
    asked += sum(one.asked for one in inside)
    failed += sum(one.failed for one in inside)
    felt = [one.feeling for one in inside if one.feeling is not None]
    if felt:
        return Standing(sum(felt) / len(felt), asked, failed, True)
    return Standing(own.felt.score if own and own.felt else None, asked, failed)
