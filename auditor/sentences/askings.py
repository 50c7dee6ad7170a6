"""Evidence that is to be asked for again, in words: what, why, who and by when."""

from __future__ import annotations

from datetime import date

from auditor.analysis.confidence import Weighing, freshness
from auditor.base import labels
from auditor.base.i18n import _, day, ngettext, number, percent
from auditor.input.days import due_words
from auditor.sentences.evidence import age_text
from auditor.views.askings import Asking


def title_text(one: Asking) -> str:
    """Return what is to be done."""
    return _("Ask again: {source}").format(source=one.source)


def what_text(one: Asking) -> str:
    """Return which evidence it is: `survey: Exit survey`."""
    return f"{labels.word(one.kind)}: {one.source}"


def short_state(one: Asking, today: date) -> str:
    """Return how it stands where there is little room: the due date only by how far off it is."""
    if not one.is_open:
        return state_text(one, today)
    return " · ".join(filter(None, (one.owner or _("nobody"), due_words(one.due, today) if one.due else "")))


def state_text(one: Asking, today: date) -> str:
    """Return how it stands: proposed, to be asked by whom and when, or asked."""
    if one.id is None:
        return _("proposed")
    if one.closed is not None:
        if one.answer_id is None:
            return _("asked again")
        return _("asked again: evidence {number}").format(number=one.answer_id)
    due = _("due {day}, {away}").format(day=day(one.due), away=due_words(one.due, today)) if one.due else ""
    return " · ".join(filter(None, (one.owner or _("nobody"), due)))


def weight_text(one: Asking, weighing: Weighing, today: date) -> str:
    """Return how much of its confidence the evidence still gives, ½^(age/H), with what that is made of."""
    age = (today - one.collected).days
    trust = weighing.trusts[one.kind]
    return _(
        "gives {share} of the confidence it gave when it was new: {age}, half of it lost every {days}"
    ).format(
        share=percent(freshness(trust, age)),
        age=age_text(age),
        days=ngettext("{n} day", "{n} days", 1 if trust.days == 1 else 2).format(n=number(trust.days)),
    )
