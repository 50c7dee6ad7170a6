"""The line below a journey: when it was audited and is to be again, what it is for, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from auditor.base.i18n import _, day, ngettext
from auditor.base.labels import word
from auditor.base.vocabulary import AuditKind
from auditor.sentences import follow
from auditor.views.audits import AuditLine, last_audit
from auditor.views.journeys import Journey

if TYPE_CHECKING:
    from auditor.views.follow import Review


def facts_of(
    journey: Journey,
    personas: Iterable[str],
    audits: Iterable[AuditLine],
    review: Review | None,
    today: date,
    figures: Iterable[tuple[str, str]] = (),
) -> str:
    """Return the facts about a journey in one line; `figures` are those of its purpose, by name."""
    audited = _("not audited yet")
    if walks := [line for line in audits if line.kind is not AuditKind.RECHECK]:
        count = ngettext("{n} audit", "{n} audits", len(walks)).format(n=len(walks))
        last = last_audit(walks)
        audited = _("{audits}, the last {day}").format(audits=count, day=day(last.started)) if last else count
        if going_on := sum(line.finished is None for line in walks):
            audited = _("{audits}, {n} in progress").format(audits=audited, n=going_on)
    again = follow.review(review, today) if review else ""
    who = ", ".join(personas) or _("no persona yet")
    known = [f"{name}: {value}" for name, value in figures]
    answers = _("responsible: {who}").format(who=journey.responsible) if journey.responsible else ""
    parts = (again, *known, audited, word(journey.purpose), word(journey.scope), who, answers)
    return " · ".join(filter(None, parts))
