"""Interviews in words: how many of the five per persona are asked, and who is to be asked next."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.analysis.support import INTERVIEWS_WANTED, ask_whom
from auditor.base.i18n import N_, _, ngettext, number
from auditor.views.evidence import PersonaSupport
from auditor.views.interviews import FormPlan

WITHHELD = N_("(not for others)")
"""Stands for the words of somebody who did not agree to their being shown."""


def asked_text(one: PersonaSupport) -> str:
    """Return how many of the people wanted for a persona are asked, such as `Kim: 3 of 5 asked`."""
    if one.interviewed > INTERVIEWS_WANTED:
        return _("{name}: {count} asked").format(name=one.persona, count=number(one.interviewed))
    return _("{name}: {count} of {wanted} asked").format(
        name=one.persona, count=number(one.interviewed), wanted=number(INTERVIEWS_WANTED)
    )


def goals_text(personas: Iterable[PersonaSupport]) -> str:
    """Return how many are asked of each persona, and of whom to ask next, as one sentence or two."""
    personas = list(personas)
    said = "; ".join(map(asked_text, personas)) + "."
    lacking = ask_whom(personas)
    if lacking is None:
        return said
    return said + " " + _("Ask somebody like “{name}” next.").format(name=lacking.persona)


def plan_text(plan: FormPlan) -> str:
    """Say what a filled-in form would change."""
    code = plan.form.code
    if plan.is_known:
        return _("“{code}” is here already, alike in all.").format(code=code)
    head = (
        _("“{code}” of “{persona}” is known: what is new or otherwise is written.")
        if plan.known
        else _("“{code}” of “{persona}” is new.")
    ).format(code=code, persona=plan.persona)
    counted = counted_text(len(plan.replies), len(plan.said))
    return " ".join([head, f"{counted}.", *(f"{one}." for one in plan.changes)])


def counted_text(replies: int, said: int) -> str:
    """Return how many replies, quotes and feelings there are of somebody."""
    replied = ngettext("{count} reply", "{count} replies", replies).format(count=number(replies))
    quotes = ngettext("{count} quote or feeling", "{count} quotes and feelings", said)
    return ", ".join((replied, quotes.format(count=number(said))))
