"""Whether an action worked: what it was to mend, before it was done and after. The measures are the product's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from auditor.analysis.figures import DEFAULT_WORTH, Worth, effect_of_figures
from auditor.analysis.need import VisitTally, failing_share, need, pain, standing
from auditor.base.vocabulary import FAILING, SOUR_FROM, AuditKind, Effect
from auditor.views.checks import Check
from auditor.views.proofs import LookAgain, Noted, Proof, ProofGrounds, Shift

FEELING_WEIGHT = 4
"""A very sour feeling weighs as much as a failed check that stops the customer, so a step of feeling is one point."""


def trouble(check: Check | None, noted: Noted | None) -> float | None:
    """Return how bad a check or, without one, a feeling is, in points of severity 0 .. 4.

    A check: severity 1..4 · {fail 1, partly ½, pass 0}. A feeling: 4 · (2 − feeling)/4, so 0 very happy .. 4
    very sour. None where nothing is noted, or the check does not apply.
    """
    if noted is None:
        return None
    if check is None:
        return None if noted.feeling is None else FEELING_WEIGHT * pain(noted.feeling)
    share = None if noted.verdict is None else failing_share(noted.verdict)
    return None if share is None else check.severity * share


class Balance(Struct, frozen=True):
    """What went away and what came, in points of severity."""

    better: float
    worse: float
    effect: Effect | None


def balance(shifts: Iterable[Shift]) -> Balance:
    """Return what changed for the better and for the worse, and what that makes of the action.

    Only what an action was to mend can speak for it. A feeling beside that has many causes, so it never proves
    an action, but it warns when it gets worse. Effective: something better, nothing worse. Worse: the reverse.
    None: nothing changed. When both, the heavier side decides, and equal weights are no effect. Nothing that
    can be compared gives no effect at all (None).
    """
    better = worse = 0.0
    compared = False
    for shift in shifts:
        if shift.drop is None:
            continue
        compared = compared or shift.subject.mends
        if shift.drop > 0 and shift.subject.mends:
            better += shift.drop
        elif shift.drop < 0:
            worse -= shift.drop
    if not compared:
        return Balance(better, worse, None)
    if better == worse:
        return Balance(better, worse, Effect.NONE)
    return Balance(better, worse, Effect.EFFECTIVE if better > worse else Effect.WORSE)


def realised_impact(drops: Iterable[float]) -> float | None:
    """Return the impact 1..5 that an action turned out to have, or None when nothing can be compared.

    1 + max(0, largest drop of trouble + largest rise, which is negative), over the checks and feelings of all
    personas; as in `balance`, a feeling that was not to be mended counts only where it got worse. Nielsen's
    severities 1 cosmetic .. 4 stops the customer lie one below our impacts 2 less annoyance .. 5 without it they
    leave; 1 is hardly noticed. So is a step of feeling a step of impact. Our choice.
    """
    known = list(drops)
    if not known:
        return None
    return 1 + max(0.0, max(0.0, *known) + min(0.0, *known))


def prove(grounds: ProofGrounds, worth: Worth = DEFAULT_WORTH) -> Proof:
    """Return what is proven of an action. Audits that began after it was done and are finished count as after.

    Where no audit has looked again, the newest of the figures recorded that can tell decides; `worth` is the
    smallest difference worth having.
    """
    shifts = [
        shift
        for subject, noted in zip(grounds.subjects, grounds.noted, strict=True)
        for shift in _shifts(grounds, subject, noted)
    ]
    seen = [
        shift
        for shift in shifts
        if shift.after is not None and (shift.subject.mends or shift.drop is not None)
    ]
    weighed = balance(seen)
    effect = weighed.effect
    if effect is None:
        effect = _by_figures(grounds, worth)
    before, after = _needs(grounds)
    return Proof(
        grounds.action,
        grounds.subjects,
        tuple(seen),
        tuple(_missing(grounds, shifts)),
        grounds.figures,
        before,
        after if seen else None,
        weighed.better,
        weighed.worse,
        effect,
        _proving_audit(seen) if weighed.effect else None,
        _realised(seen),
    )


def _by_figures(grounds: ProofGrounds, worth: Worth) -> Effect | None:
    said = [found for one in grounds.figures if (found := effect_of_figures(one, worth))]
    return next((one for one in said if one is not Effect.CANT_TELL), next(iter(said), None))


def _proving_audit(shifts: Iterable[Shift]) -> int:
    """Return the newest audit that looked again."""
    return max((one.started, one.audit_id) for shift in shifts if (one := shift.after))[1]


def _realised(shifts: Sequence[Shift]) -> float | None:
    """Return the impact that an action had, where something it was to mend can be compared."""
    if all(shift.drop is None for shift in shifts if shift.subject.mends):
        return None
    return realised_impact(
        shift.drop for shift in shifts if shift.drop is not None and (shift.subject.mends or shift.drop < 0)
    )


def as_settled(grounds: ProofGrounds) -> ProofGrounds:
    """Return the grounds as they were when the action was settled: audits after the one that proved it left out.

    What got better later may be owed to other actions.
    """
    settled = next((one.started for one in grounds.looks if one.audit_id == grounds.action.proof_id), None)
    if settled is None:
        return grounds
    noted = tuple(tuple(one for one in each if one.started <= settled) for each in grounds.noted)
    looks = tuple(one for one in grounds.looks if one.started <= settled)
    return ProofGrounds(grounds.action, grounds.subjects, noted, looks, grounds.figures)


def is_after(grounds: ProofGrounds, noted: Noted) -> bool:
    """Tell whether an audit began after the action was done, and is finished."""
    done = grounds.action.done
    return done is not None and noted.started > done and noted.finished


def is_before(grounds: ProofGrounds, noted: Noted) -> bool:
    """Tell whether an audit began before the action was done."""
    done = grounds.action.done
    return done is None or noted.started <= done


def is_trouble(noted: Noted) -> bool:
    """Tell whether what was noted is a finding: a check that fails at least partly, or a sour feeling."""
    return noted.verdict in FAILING or (noted.feeling is not None and noted.feeling <= SOUR_FROM)


def _shifts(grounds: ProofGrounds, subject: LookAgain, noted: Sequence[Noted]) -> list[Shift]:
    """Return a shift for each persona of whom something was noted before, in order of their numbers."""
    shifts = []
    for persona in sorted({one.persona_id for one in noted}):
        theirs = [one for one in noted if one.persona_id == persona]
        before = next((one for one in theirs if is_before(grounds, one)), None)
        after = next((one for one in theirs if is_after(grounds, one)), None)
        was, now = trouble(subject.check, before), trouble(subject.check, after)
        drop = None if was is None or now is None else was - now
        if before is not None or after is not None:
            shifts.append(Shift(subject, persona, theirs[0].persona, before, after, drop))
    return shifts


def _missing(grounds: ProofGrounds, shifts: Iterable[Shift]) -> Iterable[LookAgain]:
    """Yield what was to be mended and was not looked at again for some persona who had trouble with it."""
    seen = list(shifts)
    for subject in grounds.subjects:
        if not subject.mends or subject.pain:
            continue
        own = [shift for shift in seen if shift.subject is subject]
        hurt = [shift for shift in own if shift.before and is_trouble(shift.before)]
        if any(shift.after is None for shift in hurt) or not any(shift.after for shift in own):
            yield subject


def _needs(grounds: ProofGrounds) -> tuple[float | None, float | None]:
    """Return the need of the touchpoint as it was before the action was done, and as it is."""
    action = grounds.action

    def need_by(looks: Iterable[VisitTally]) -> float | None:
        stands = standing(looks).values()
        experiences = [one.experience for one in stands]
        return need(action.importance, action.critical, experiences) if experiences else None

    seen = [
        (
            look,
            VisitTally(
                look.persona_id,
                look.audit_id,
                look.kind is AuditKind.RECHECK,
                look.answered,
                look.feeling,
                look.weight_asked,
                look.weight_failed,
            ),
        )
        for look in grounds.looks
    ]
    done = action.done
    before = need_by(one for look, one in seen if done is None or look.started <= done)
    return before, need_by(one for look, one in seen if look.finished or done is None or look.started <= done)
