"""Explains numbers term by term: each with its formula, the numbers filled in, and why it is what it is."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.analysis.confidence import FLOOR
from auditor.analysis.need import CRITICAL_FACTOR, UNKNOWN, Experience, failing, need, pain
from auditor.analysis.priority import Bounds, factor, priority
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.base import labels, signs
from auditor.base.i18n import _, ngettext, number
from auditor.views.actions import ActionLine, Term
from auditor.views.audits import Ground


def figure(value: float) -> str:
    """Return a number with at most four decimals, without trailing zeros, in the language's form."""
    text = number(value, 4)
    return text.rstrip("0").rstrip(".,") if "." in text or "," in text else text


def reason(line: ActionLine) -> str:
    """Return in a few words why an action stands where it stands in the list."""
    return _("impact {impact} · effort {effort} · need {need}").format(
        impact=line.impact, effort=line.effort, need=number(line.need, 2)
    )


def priority_terms(line: ActionLine, scoring: Scoring = DEFAULT_SCORING) -> tuple[Term, ...]:
    """Return the factors of an action's priority and, last, the priority itself (0..100)."""
    weights = scoring.weights
    impact, effort = line.impact / 5, (6 - line.effort) / 5
    by_need, by_confidence = factor(line.need, weights.need), factor(line.confidence, weights.confidence)
    factors = (
        Term(
            _("Impact"),
            f"{line.impact}/5",
            impact,
            _("impact {step} of 5: {meaning}").format(step=line.impact, meaning=labels.impact(line.impact)),
        ),
        Term(
            _("Need"),
            _weighed(line.need, weights.need),
            by_need,
            _need_weighed(line.need, weights.need),
        ),
        Term(_("Confidence"), _weighed(line.confidence, weights.confidence), by_confidence, known_by(line)),
        Term(
            _("Effort"),
            f"(6 − {line.effort})/5",
            effort,
            _("effort {step} of 5: {meaning}; the less, the better").format(
                step=line.effort, meaning=labels.effort(line.effort)
            ),
        ),
    )
    product = " · ".join(figure(value) for value in (100, impact, by_need, by_confidence, effort))
    total = priority(line.effort, line.impact, line.need, line.confidence, weights)
    return (*factors, Term(_("Priority"), product, total, in_quadrant(line, scoring.bounds)))


def _weighed(share: float, weight: float) -> str:
    rest, part = (signs.spelled("½"),) * 2 if weight == 0.5 else (figure(1 - weight), figure(weight))
    return f"{rest} + {part} · {figure(share)}"


def _need_weighed(need: float, weight: float) -> str:
    if weight == 0.5:
        said = _("the touchpoint’s need is {need}; half the weight stays where nothing hurts")
    else:
        said = _("the touchpoint’s need is {need}; the settings let it weigh {weight}")
    return said.format(need=figure(need), weight=figure(weight))


def known_by(line: ActionLine) -> str:
    """Say what the confidence in an action rests on."""
    if line.confidence <= FLOOR:
        return _("opinion only: no evidence is recorded for the touchpoint")
    return _("how well evidence supports the touchpoint")


def in_quadrant(line: ActionLine, bounds: Bounds) -> str:
    """Say in which quadrant an action stands, and from where impact and effort count as high."""
    return _("{quadrant}: impact counts as high from {impact}, effort from {effort}").format(
        quadrant=labels.word(line.quadrant), impact=bounds.impact, effort=bounds.effort
    )


def need_terms(importance: int, critical: bool, grounds: Sequence[Ground]) -> tuple[Term, ...]:
    """Return what makes up a touchpoint's need and, last, the need itself (0..1).

    `importance` 1..5; `grounds`: what stands there for each persona.
    """
    weight = Term(
        _("Importance"),
        f"{importance}/5",
        importance / 5,
        _("how much the touchpoint matters to the customer, {step} of 5").format(step=importance),
    )
    found = [term for ground in grounds for term in _found(ground)]
    if not found:
        unknown = Term(
            _("Not looked at yet"), signs.spelled("½"), UNKNOWN, _("no audit has answered anything here")
        )
        return weight, unknown, _total(need(importance, critical, ()), weight.value, UNKNOWN)
    factors = [weight.value, max(term.value for term in found)]
    worst = Term(
        _("Worst of these"),
        _max(found),
        factors[1],
        _("the larger of feeling and failing checks counts, of all personas"),
    )
    truth = []
    if critical:
        factors.append(CRITICAL_FACTOR)
        truth = [
            Term(_("Moment of truth"), "", CRITICAL_FACTOR, _("the touchpoint is marked a moment of truth"))
        ]
    total = _total(need(importance, critical, map(_experience, grounds)), *factors)
    return (weight, *found, worst, *truth, total)


def _max(found: Sequence[Term]) -> str:
    figures = "; ".join(figure(term.value) for term in found)
    return f"max({figures})" if len(found) > 1 else figures


def _experience(ground: Ground) -> Experience:
    return Experience(ground.feeling, failing(ground.weight_asked, ground.weight_failed))


def _found(ground: Ground) -> list[Term]:
    terms = []
    if ground.feeling is not None:
        score = number(ground.feeling) if ground.feeling == int(ground.feeling) else figure(ground.feeling)
        shown = f"({score})" if ground.feeling < 0 else score
        if ground.inside:
            felt = _("“{persona}” felt {feeling} on average inside, in {audits}")
        else:
            felt = _("“{persona}” felt {feeling} in {audits}")
        audits = ground.felt_audits or (ground.felt_in or ground.audit_id,)
        terms.append(
            Term(
                _("Feeling"),
                f"(2 − {shown})/4",
                pain(ground.feeling),
                felt.format(
                    feeling=labels.feeling(labels.nearest(ground.feeling)),
                    persona=ground.persona,
                    audits=_audits(audits, ground.draft),
                ),
            )
        )
    share = failing(ground.weight_asked, ground.weight_failed)
    if share is not None:
        why = _("severity of what failed (partly: half) of all answered, for “{persona}” in {audits}")
        formula = f"{figure(ground.weight_failed)}/{figure(ground.weight_asked)}"
        audits = ground.audits or (ground.audit_id,)
        said = why.format(persona=ground.persona, audits=_audits(audits, ground.draft))
        terms.append(Term(_("Failing checks"), formula, share, said))
    return terms


def _audits(numbers: Sequence[int], draft: bool) -> str:
    """Name audits by their numbers, and say so where they are not finished."""
    named = ngettext("audit {numbers}", "audits {numbers}", len(numbers))
    if draft:
        named = ngettext("audit {numbers} (draft)", "audits {numbers} (draft)", len(numbers))
    return named.format(numbers=", ".join(map(str, numbers)))


def _total(value: float, *factors: float) -> Term:
    product = " · ".join(map(figure, factors))
    capped = value == 1.0
    return Term(
        _("Need"),
        f"min(1; {product})" if capped else product,
        value,
        _("how badly the touchpoint wants work, from 0 to 1"),
    )
