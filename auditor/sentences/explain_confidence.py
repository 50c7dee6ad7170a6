"""Explains a confidence term by term: what each piece of evidence gives, and what they give together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.analysis.confidence import Weighing, people_of, together
from auditor.base.i18n import _, ngettext, number
from auditor.sentences.evidence import headline
from auditor.sentences.explain import figure
from auditor.views.actions import Term
from auditor.views.evidence import Counted

MOST_TERMS = 12
"""So many pieces of evidence are told one by one; what is left gives less than any of them."""


def confidence_terms(counted: Sequence[Counted], weighing: Weighing, today: date) -> tuple[Term, ...]:
    """Return what each piece of evidence gives a touchpoint, the most first, and, last, the confidence (0..1)."""
    total = together((one.share * one.confidence for one in counted if not one.repeated), weighing.floor)
    if not counted:
        only = _("opinion only: no evidence is recorded for the touchpoint")
        return (Term(_("Confidence"), figure(total), total, only),)
    listed = sorted(counted, key=lambda one: (one.repeated, -one.share * one.confidence, -one.evidence.id))
    terms = [_term(one, weighing, today) for one in listed[:MOST_TERMS]]
    rest = [one for one in listed[MOST_TERMS:] if not one.repeated]
    if rest:
        gives = together((one.share * one.confidence for one in rest), 0.0)
        text = ngettext("{count} more piece of evidence", "{count} more pieces of evidence", len(rest))
        name = text.format(count=number(len(rest)))
        terms.append(Term(name, "", gives, _("what they give together")))
    return (*terms, _total(terms, total, weighing))


def _term(one: Counted, weighing: Weighing, today: date) -> Term:
    evidence = one.evidence
    name = headline(evidence, today)
    if one.repeated:
        same = _("{source}: the same people asked as above, counted once").format(source=evidence.source)
        return Term(name, "", 0.0, same)
    trust = weighing.trusts[evidence.kind]
    people = people_of(evidence.people, evidence.before_people)
    formula = (
        f"{figure(trust.weight)} · (1 − 2^(−{1 if people is None else people}/{figure(trust.people)}))"
        f" · ½^({max(0, one.age)}/{figure(trust.days)})"
    )
    if one.share != 1:
        formula = f"{figure(one.share)} · {formula}"
    return Term(name, formula, one.share * one.confidence, _because(one))


def _because(one: Counted) -> str:
    source = one.evidence.source
    if one.share == 1:
        return source
    if one.evidence.stage_id is not None:
        return _("{source}: stands on the stage, so a part of it counts here").format(source=source)
    return _("{source}: stands on the journey, so a part of it counts here").format(source=source)


def _total(terms: Sequence[Term], total: float, weighing: Weighing) -> Term:
    doubts = " · ".join(f"(1 − {figure(term.value)})" for term in terms if term.value)
    formula = f"1 − {doubts}" if doubts else "0"
    if total <= weighing.floor:
        formula = f"max({figure(weighing.floor)}; {formula})"
    return Term(_("Confidence"), formula, total, _("each piece of evidence leaves a part of the doubt"))
