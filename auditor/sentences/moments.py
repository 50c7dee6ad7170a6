"""What a touchpoint means to the customer and to the business, in words and term by term."""

from __future__ import annotations

from auditor.analysis.moments import DEFAULT_MOMENTS, MomentBounds, gap, mark_doubt, moment_of_truth, stake
from auditor.base import labels
from auditor.base.i18n import _, ngettext, number
from auditor.sentences.explain import figure
from auditor.views.actions import Term
from auditor.views.journeys import Touchpoint


def gap_text(steps: int) -> str:
    """Say whom a touchpoint means more to, and by how many steps; `steps` is business − customer, −4..4."""
    if not steps:
        return _("means as much to us as to the customer")
    said = (
        ngettext(
            "means more to us than to the customer, by {n} step",
            "means more to us than to the customer, by {n} steps",
            steps,
        )
        if steps > 0
        else ngettext(
            "means more to the customer than to us, by {n} step",
            "means more to the customer than to us, by {n} steps",
            -steps,
        )
    )
    return said.format(n=abs(steps))


def business_text(step: int | None) -> str:
    """Return an importance to the business, such as `4 matters much to the business`; nothing where none is said."""
    return "" if step is None else f"{step} {labels.business(step)}"


def moment_text(point: Touchpoint, bounds: MomentBounds = DEFAULT_MOMENTS) -> str:
    """Return the computed moment of truth of a touchpoint with its quadrant; nothing without an importance to us."""
    if point.business is None:
        return ""
    value = number(moment_of_truth(point.importance, point.business), 2)
    return f"{value} · {labels.word(stake(point.importance, point.business, bounds))}"


def moment_gap(point: Touchpoint) -> str:
    """Say whom a touchpoint means more to; nothing without an importance to us."""
    return "" if point.business is None else gap_text(gap(point.importance, point.business))


def doubt_text(point: Touchpoint, bounds: MomentBounds = DEFAULT_MOMENTS) -> str:
    """Say in what the mark ◆ by hand and the computed moment of truth disagree; nothing where they agree."""
    doubt = mark_doubt(point.critical, point.importance, point.business, bounds)
    return "" if doubt is None else labels.word(doubt)


def moment_terms(point: Touchpoint, bounds: MomentBounds = DEFAULT_MOMENTS) -> tuple[Term, ...]:
    """Return what makes up a computed moment of truth and, last, itself (0.04..1); none without an importance to us."""
    if point.business is None:
        return ()
    value = moment_of_truth(point.importance, point.business)
    return (
        Term(
            _("To the customer"),
            f"{point.importance}",
            point.importance,
            labels.importance(point.importance),
        ),
        Term(_("To the business"), f"{point.business}", point.business, labels.business(point.business)),
        Term(
            _("Moment of truth"),
            f"{point.importance} · {point.business} / 25",
            value,
            _("it is one from {high} on and none up to {low}; in between, you decide by hand").format(
                high=figure(bounds.high), low=figure(bounds.low)
            ),
        ),
    )


def unsaid_text(count: int, some: bool) -> str:
    """Say of how many touchpoints nobody has said what they mean to the business; with `some`, of the others it is."""
    if not some:
        return _("Nobody has said what these touchpoints mean to the business.")
    return ngettext(
        "Of {n} touchpoint nobody has said what it means to the business.",
        "Of {n} touchpoints nobody has said what they mean to the business.",
        count,
    ).format(n=count)
