"""Explains the number that puts an action in order, term by term, whichever method it is made by."""

from __future__ import annotations

from auditor.analysis.scoring import RICE_IMPACT, Scoring
from auditor.base import labels
from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import Method
from auditor.sentences.explain import figure, in_quadrant, known_by, priority_terms
from auditor.views.actions import ActionLine, Term


def score_terms(line: ActionLine, scoring: Scoring) -> tuple[Term, ...]:
    """Return the terms of what puts an action in order and, last, the number itself."""
    if scoring.method is Method.RICE:
        return _rice_terms(line, scoring)
    if scoring.method is Method.ICE:
        return _ice_terms(line, scoring)
    if scoring.method is Method.WSJF:
        return _wsjf_terms(line, scoring)
    return priority_terms(line, scoring)


def score_name(method: Method) -> str:
    """Return what the number of a method is called, as a heading."""
    name = labels.word(method)
    return name[:1].upper() + name[1:]


def _rice_terms(line: ActionLine, scoring: Scoring) -> tuple[Term, ...]:
    reach, impact = 100 * line.importance / 5, RICE_IMPACT[line.impact - 1]
    days = scoring.days[line.effort - 1]
    return (
        Term(
            _("Reach"),
            f"100 · {line.importance}/5",
            reach,
            _(
                "to how many customers of a hundred the touchpoint matters, by its importance {step} of 5"
            ).format(step=line.importance),
        ),
        Term(
            _("Impact"),
            f"{line.impact} → {figure(impact)}",
            impact,
            _("impact {step} of 5 on RICE’s scale of ¼, ½, 1, 2, 3: {meaning}").format(
                step=line.impact, meaning=labels.impact(line.impact)
            ),
        ),
        Term(_("Confidence"), figure(line.confidence), line.confidence, known_by(line)),
        _days(line, days),
        _total(
            line, scoring, f"{figure(reach)} · {figure(impact)} · {figure(line.confidence)} / {figure(days)}"
        ),
    )


def _ice_terms(line: ActionLine, scoring: Scoring) -> tuple[Term, ...]:
    impact, confidence, ease = 2 * line.impact, 10 * line.confidence, 2 * (6 - line.effort)
    return (
        Term(
            _("Impact"),
            f"2 · {line.impact}",
            impact,
            _("impact {step} of 5: {meaning}").format(step=line.impact, meaning=labels.impact(line.impact)),
        ),
        Term(_("Confidence"), f"10 · {figure(line.confidence)}", confidence, known_by(line)),
        Term(
            _("Ease"),
            f"2 · (6 − {line.effort})",
            ease,
            _("effort {step} of 5: {meaning}; the less, the better").format(
                step=line.effort, meaning=labels.effort(line.effort)
            ),
        ),
        _total(line, scoring, f"{impact} · {figure(confidence)} · {ease}"),
    )


def _wsjf_terms(line: ActionLine, scoring: Scoring) -> tuple[Term, ...]:
    urgent, days = 5 * line.need, scoring.days[line.effort - 1]
    return (
        Term(
            _("User value"),
            f"{line.impact}",
            line.impact,
            _("impact {step} of 5: {meaning}").format(step=line.impact, meaning=labels.impact(line.impact)),
        ),
        Term(
            _("Time criticality"),
            f"5 · {figure(line.need)}",
            urgent,
            _("the touchpoint’s need is {need}: each day costs where it hurts now").format(
                need=figure(line.need)
            ),
        ),
        Term(
            _("What it opens up"),
            f"{line.importance}",
            line.importance,
            _("how much the touchpoint matters to the customer, {step} of 5").format(step=line.importance),
        ),
        _days(line, days),
        _total(line, scoring, f"({line.impact} + {figure(urgent)} + {line.importance}) / {figure(days)}"),
    )


def _days(line: ActionLine, days: float) -> Term:
    said = ngettext(
        "effort {step} of 5 is {days} person-day",
        "effort {step} of 5 is {days} person-days",
        1 if days == 1 else 2,
    )
    return Term(_("Effort"), figure(days), days, said.format(step=line.effort, days=figure(days)))


def _total(line: ActionLine, scoring: Scoring, formula: str) -> Term:
    value = scoring.score(line.effort, line.impact, line.need, line.confidence, line.importance)
    return Term(score_name(scoring.method), formula, value, in_quadrant(line, scoring.bounds))
