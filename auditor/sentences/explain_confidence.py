"""Explains a confidence term by term: what each piece of evidence gives, and what they give together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.analysis.confidence import Weighing, people_of, together
from auditor.analysis.support import confidence_in
from auditor.base import labels, signs
from auditor.base.i18n import _, ngettext, number
from auditor.base.vocabulary import EvidenceKind
from auditor.sentences.evidence import headline
from auditor.sentences.explain import figure
from auditor.views.actions import Term
from auditor.views.evidence import Counted

MOST_TERMS = 12
"""So many pieces of evidence are told one by one; what is left gives less than any of them."""


def confidence_terms(counted: Sequence[Counted], weighing: Weighing, today: date) -> tuple[Term, ...]:
    """Return what each piece of evidence gives a touchpoint, the most first, and, last, the confidence (0..1)."""
    total = confidence_in(counted, weighing)
    if not counted:
        only = _("opinion only: no evidence is recorded for the touchpoint")
        return (Term(_("Confidence"), figure(total), total, only),)
    listed = sorted(counted, key=_order)
    terms = [_term(one, weighing, today) for one in listed[:MOST_TERMS]]
    rest = [one for one in listed[MOST_TERMS:] if _counts(one)]
    if rest:
        gives = together((one.share * one.confidence for one in rest), 0.0)
        text = ngettext("{count} more piece of evidence", "{count} more pieces of evidence", len(rest))
        name = text.format(count=number(len(rest)))
        terms.append(Term(name, "", gives, _("what they give together")))
    return (*terms, _total(listed, total, weighing))


def _counts(one: Counted) -> bool:
    return not one.repeated and one.superseded_by is None


def _order(one: Counted) -> tuple[bool, bool, float, int]:
    superseded = one.superseded_by is not None
    return superseded, one.repeated, -one.share * one.confidence, -one.evidence.id


def _term(one: Counted, weighing: Weighing, today: date) -> Term:
    evidence = one.evidence
    name = headline(evidence, today)
    if one.superseded_by is not None:
        newer = _("{source}: a newer piece counts in its place").format(source=evidence.source)
        return Term(name, "", 0.0, newer)
    if one.repeated:
        same = _("{source}: the same people asked as above, counted once").format(source=evidence.source)
        return Term(name, "", 0.0, same)
    trust = weighing.trusts[evidence.kind]
    people = people_of(evidence.people, evidence.before_people)
    formula = (
        f"{figure(trust.weight)} · (1 − 2^(−{1 if people is None else people}/{figure(trust.people)}))"
        f" · {signs.spelled('½')}^({max(0, one.age)}/{figure(trust.days)})"
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


def _total(listed: Sequence[Counted], total: float, weighing: Weighing) -> Term:
    """Return the confidence; pieces of a kind that would give more than its weight together stand as that weight."""
    kinds: dict[EvidenceKind, list[float]] = {}
    for one in listed:
        if _counts(one) and one.confidence:
            kinds.setdefault(one.evidence.kind, []).append(one.share * one.confidence)
    factors: list[str] = []
    capped: list[str] = []
    for kind, gives in kinds.items():
        weight = weighing.trusts[kind].weight
        if len(gives) > 1 and together(gives, 0.0) > weight:
            factors.append(f"(1 − {figure(weight)})")
            capped.append(labels.word(kind))
        else:
            factors += [f"(1 − {figure(each)})" for each in gives]
    shown = " · ".join(factors if len(factors) <= MOST_TERMS else [*factors[:MOST_TERMS], "…"])
    formula = f"1 − {shown}" if factors else "0"
    if total <= weighing.floor:
        formula = f"max({figure(weighing.floor)}; {formula})"
    why = _("each piece of evidence leaves a part of the doubt")
    if capped:
        why += "; " + _("{kinds}: together never more than the kind’s weight").format(kinds=", ".join(capped))
    return Term(_("Confidence"), formula, total, why)
