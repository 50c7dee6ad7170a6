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
from auditor.base.vocabulary import Basis, Emotion, Verdict
from auditor.views.audits import Differing

Check = tuple[str, str]
"""Checklist and key of a check."""

APART = 1
"""Feelings of two auditors that lie further apart than this differ."""

_WORST_FIRST = (Verdict.FAIL, Verdict.PARTLY, Verdict.PASS, Verdict.NOT_APPLICABLE)


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
    alone: bool = False
    """It is what one auditor found on their own, of the whole journey, and nobody has agreed on it since."""
    answer_id: int = 0

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
    alone: bool = False
    """As of an answer."""
    emotion: Emotion | None = None
    basis: Basis = Basis.ASSUMED


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
    audits: tuple[int, ...] = ()
    """Those whose answers stand, here and inside, the oldest first."""
    felt_in: tuple[int, ...] = ()
    """Those whose feelings it is the mean of."""

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


class Counted(Struct, frozen=True):
    """How many checks of a touchpoint stand, each once, at its worst over the personas."""

    passed: int = 0
    partly: int = 0
    failed: int = 0
    not_applicable: int = 0

    @property
    def answered(self) -> int:
        """All of them."""
        return self.passed + self.partly + self.failed + self.not_applicable


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
        feelings = {key: felt[0] for key, felt in self._felt_by.items()}
        found: dict[bool, dict[int, dict[int, Own]]] = {True: {}, False: {}}
        for key in sorted({*answers, *feelings}):
            finished, touchpoint, persona = key
            own = Own(answers.get(key, {}), feelings.get(key))
            found[finished].setdefault(touchpoint, {})[persona] = own
        return found

    def own(self, touchpoint_id: int) -> Mapping[int, Own]:
        """Return what was noted at a touchpoint itself, by persona; a draft where what stands there is one."""
        return self._own[not self.at(touchpoint_id).draft].get(touchpoint_id, {})

    def standing_answers(self, touchpoint_id: int) -> dict[Check, Answered]:
        """Return the answers that stand at a touchpoint itself: of each check the worst over the personas."""
        found: dict[Check, Answered] = {}
        for own in self.own(touchpoint_id).values():
            for check, one in own.answers.items():
                if check not in found or _badness(one) < _badness(found[check]):
                    found[check] = one
        return found

    def counted(self, touchpoint_id: int) -> Counted:
        """Return how many checks of a touchpoint itself stand with each verdict."""
        verdicts = [one.verdict for one in self.standing_answers(touchpoint_id).values()]
        return Counted(
            verdicts.count(Verdict.PASS),
            verdicts.count(Verdict.PARTLY),
            verdicts.count(Verdict.FAIL),
            verdicts.count(Verdict.NOT_APPLICABLE),
        )

    def felt(self, touchpoint_id: int, persona_id: int) -> list[FeltOnce]:
        """Return what a persona felt at a touchpoint itself, the newest first; of drafts where nothing is finished."""
        finished, drafts = (
            self._felt_by.get((kind, touchpoint_id, persona_id), []) for kind in (True, False)
        )
        return finished if persona_id in self._at(touchpoint_id, True) else drafts

    def differing(self, touchpoint_id: int) -> Differing | None:
        """Return where auditors who looked on their own differ about a touchpoint; None where they don't."""
        said, felt = self._alone.get(touchpoint_id, ({}, {}))
        verdicts: defaultdict[tuple[int, Check], set[Verdict]] = defaultdict(set)
        for (persona, _auditor, check), answer in said.items():
            verdicts[persona, check].add(answer.verdict)
        scores: defaultdict[int, list[int]] = defaultdict(list)
        for (persona, _auditor), feeling in felt.items():
            scores[persona].append(feeling.score)
        checks = sum(len(each) > 1 for each in verdicts.values())
        feelings = any(max(each) - min(each) > APART for each in scores.values())
        return Differing(checks, feelings) if checks or feelings else None

    @cached_property
    def _alone(
        self,
    ) -> dict[int, tuple[dict[tuple[int, int, Check], Answered], dict[tuple[int, int], FeltOnce]]]:
        """By touchpoint, of each auditor the newest of every check and the newest feeling of each persona."""
        found: dict[int, tuple[dict[tuple[int, int, Check], Answered], dict[tuple[int, int], FeltOnce]]] = {}
        for one in sorted((one for one in self._answered if one.alone and one.finished), key=_order):
            said, _felt = found.setdefault(one.touchpoint_id, ({}, {}))
            said[one.persona_id, one.auditor_id, one.check] = one
        for felt in sorted((felt for felt in self._felt if felt.alone and felt.finished), key=_order):
            _said, feelings = found.setdefault(felt.touchpoint_id, ({}, {}))
            feelings[felt.persona_id, felt.auditor_id] = felt
        return found

    @cached_property
    def _felt_by(self) -> dict[tuple[bool, int, int], list[FeltOnce]]:
        """Feelings, the newest first, by whether they are finished, touchpoint and persona."""
        found: defaultdict[tuple[bool, int, int], list[FeltOnce]] = defaultdict(list)
        for felt in sorted(self._felt, key=_order, reverse=True):
            found[felt.finished, felt.touchpoint_id, felt.persona_id].append(felt)
        return dict(found)

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
            # Should a damaged database lead back here, nothing more is found on that way.
            self._rolled[key] = {}
            self._rolled[key] = self._rolled_up(touchpoint_id, finished)
        return self._rolled[key]

    def _rolled_up(self, touchpoint_id: int, finished: bool) -> dict[int, Standing]:
        inside: defaultdict[int, list[Standing]] = defaultdict(list)
        # Where others write between two reads, there may be touchpoints and personas that only one of them has found.
        known = self._namesakes.get(self._places.journeys.get(touchpoint_id, 0), {})
        strangers: dict[str, int] = {}
        for inner in self._places.insides.get(touchpoint_id, ()):
            for persona, one in self._at(inner, finished).items():
                if persona not in self._places.personas:
                    continue
                name = self._places.personas[persona][1]
                inside[known.get(name) or strangers.setdefault(name, persona)].append(one)
        own = self._own[finished].get(touchpoint_id, {})
        return {
            persona: _together(own.get(persona), inside.get(persona, ()))
            for persona in sorted({*own, *inside})
        }

    @cached_property
    def _namesakes(self) -> dict[int, dict[str, int]]:
        """The personas of each journey by name; of two alike the older."""
        found: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for number, (journey, name) in sorted(self._places.personas.items()):
            found[journey].setdefault(name, number)
        return dict(found)


def _order(one: Answered | FeltOnce) -> tuple[str, int, int]:
    return one.at, one.audit_id, one.answer_id if isinstance(one, Answered) else 0


def _badness(one: Answered) -> tuple[int, int]:
    return _WORST_FIRST.index(one.verdict), -one.severity


def _together(own: Own | None, inside: Sequence[Standing]) -> Standing:
    """Return what stands for a persona, of what was noted at the touchpoint itself and of what stands inside."""
    asked, failed = own.weights if own else (0.0, 0.0)
    asked += sum(one.asked for one in inside)
    failed += sum(one.failed for one in inside)
    audits = {one.audit_id for one in own.answers.values()} if own else set()
    audits.update(*(one.audits for one in inside))
    felt = [one for one in inside if one.feeling is not None]
    if felt:
        mean = sum(one.feeling for one in felt if one.feeling is not None) / len(felt)
        felt_in = {audit for one in felt for audit in one.felt_in}
        return Standing(mean, asked, failed, True, tuple(sorted(audits)), tuple(sorted(felt_in)))
    if own is None or own.felt is None:
        return Standing(None, asked, failed, False, tuple(sorted(audits)))
    return Standing(own.felt.score, asked, failed, False, tuple(sorted(audits)), (own.felt.audit_id,))
