"""How badly a touchpoint wants work. The formulas are the product's own unless a source is named."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from auditor.base.vocabulary import Verdict
from auditor.views.audits import Visit

CRITICAL_FACTOR = 1.25
UNKNOWN = 0.5
NEEDS_WORK_FROM = 0.25
"""A touchpoint that needs less is not said to need work."""

_SHARE = {Verdict.FAIL: 1.0, Verdict.PARTLY: 0.5, Verdict.PASS: 0.0}


class Experience(Struct, frozen=True):
    """What one audit says of one touchpoint: its feeling −2..2 or None, and its failing 0..1 or None."""

    feeling: float | None
    failing: float | None


class VisitTally(Struct, frozen=True):
    """What one visit to a touchpoint noted: how many checks it asked and were answered, feeling and weights."""

    persona_id: int
    audit_id: int
    again: bool
    """It was a re-check, which need not ask anew how the touchpoint feels."""
    answered: int
    feeling: int | None
    weight_asked: float
    weight_failed: float

    @property
    def says_something(self) -> bool:
        """Whether anything was answered or felt in it."""
        return self.answered > 0 or self.feeling is not None


class Standing(Struct, frozen=True):
    """What stands of a touchpoint for one persona: the newest look, and the look its feeling is from."""

    look: VisitTally
    felt: VisitTally | None

    @property
    def experience(self) -> Experience:
        """The feeling and the failing that the need is made of."""
        look = self.look
        feeling = self.felt.feeling if self.felt else None
        return Experience(feeling, failing(look.weight_asked, look.weight_failed))


def standing(looks: Iterable[VisitTally]) -> dict[int, Standing]:
    """Return what stands for each persona, by number, of looks at one touchpoint, the newest first.

    The newest look that says something stands. Where it is a re-check without a feeling, the feeling before it
    stands on, up to the newest whole audit.
    """
    found: dict[int, Standing] = {}
    sought: set[int] = set()
    for look in looks:
        if not look.says_something:
            continue
        persona = look.persona_id
        felt = look if look.feeling is not None else None
        if persona not in found:
            found[persona] = Standing(look, felt)
        elif persona in sought:
            found[persona] = Standing(found[persona].look, felt)
        else:
            continue
        if look.again and felt is None:
            sought.add(persona)
        else:
            sought.discard(persona)
    return found


def pain(mean_feeling: float) -> float:
    """Return the pain of a touchpoint, p = (2 − mean feeling)/4.

    `mean_feeling` lies in −2..2; the result in 0 (very happy) .. 1 (very sour).
    """
    return (2 - mean_feeling) / 4


def weights(answers: Iterable[tuple[int, Verdict | None]]) -> tuple[float, float]:
    """Return (asked, failed) weights of (severity 1..4, verdict) pairs.

    asked = Σ severity of answered, applicable checks; failed = Σ severity · {fail 1, partly ½, pass 0}.
    Severity weights are Nielsen's severity ratings without 0 (J. Nielsen, 1994).
    """
    asked = failed = 0.0
    for severity, verdict in answers:
        if verdict is None or verdict is Verdict.NOT_APPLICABLE:
            continue
        asked += severity
        failed += severity * _SHARE[verdict]
    return asked, failed


def failing_share(verdict: Verdict) -> float | None:
    """Return how much of a check fails: fail 1, partly ½, pass 0; None when it does not apply."""
    return _SHARE.get(verdict)


def failing(asked: float, failed: float) -> float | None:
    """Return f = failed/asked in 0..1, or None when no applicable check is answered."""
    return failed / asked if asked else None


def severity_of(experience: Experience) -> float | None:
    """Return max(p, f) in 0..1 of what is known of a touchpoint; None when nothing is."""
    known = []
    if experience.feeling is not None:
        known.append(pain(experience.feeling))
    if experience.failing is not None:
        known.append(experience.failing)
    return max(known) if known else None


def need(importance: int, critical: bool, experiences: Iterable[Experience]) -> float:
    """Return need = importance/5 · max(p, f) · (1.25 if a moment of truth), capped at 1.

    `importance` 1..5; `experiences`: one per persona, from the newest audit in which the touchpoint was
    answered; the largest counts. With none yet, need = importance/5 · ½. The result lies in 0..1.
    """
    known = [worst for experience in experiences if (worst := severity_of(experience)) is not None]
    if not known:
        return importance / 5 * UNKNOWN
    return min(1.0, importance / 5 * max(known) * (CRITICAL_FACTOR if critical else 1.0))


def is_known(experiences: Iterable[Experience]) -> bool:
    """Tell whether a need is made of anything: of a feeling, or of a check that applies."""
    return any(severity_of(experience) is not None for experience in experiences)


def needing_work(needs: Iterable[float | None]) -> tuple[int, ...]:
    """Return the places of the needs 0..1 of at least NEEDS_WORK_FROM, the largest first, of equals the first.

    None stands for a need of which nothing is known; it is never among them. The bound is the product's own.
    """
    found = [
        (-need, place) for place, need in enumerate(needs) if need is not None and need >= NEEDS_WORK_FROM
    ]
    return tuple(place for _need, place in sorted(found))


def need_of(visit: Visit) -> float:
    """Return the need of a touchpoint by one visit alone: what was felt and answered in that audit."""
    return need(visit.importance, visit.critical, [experience_of(visit)])


def experience_of(visit: Visit) -> Experience:
    """Return what one visit says of a touchpoint."""
    asked, failed = weights((answer.check.severity, answer.verdict) for answer in visit.answers)
    return Experience(visit.feeling, failing(asked, failed))
