"""What happened to an action, in words."""

from __future__ import annotations

from datetime import date

from auditor import labels
from auditor.history_text import sentence_of
from auditor.i18n import N_, _, day
from auditor.text import shortened
from auditor.views import ActionEvent
from auditor.vocabulary import Effect, Status

_FIELDS = {
    "title": N_("title"),
    "note": N_("note"),
    "effort": N_("effort"),
    "impact": N_("impact"),
    "owner": N_("owner"),
    "owner_id": N_("owner"),
    "due": N_("due"),
    "status": N_("status"),
    "reason": N_("reason"),
    "effect": N_("effect"),
    "finding": N_("finding"),
    "comment": N_("comment"),
}
"""What is told of an action; other columns follow from these."""

TOLD = frozenset(_FIELDS)

FEELING = "feeling"
"""How the feeling is named among what an action answers."""

_LONGEST = 60


def field_word(name: str) -> str:
    """Return what a value of an action is called."""
    return _(_FIELDS[name])


def value_word(name: str, value: str | None) -> str:
    """Return a value of an action as it is shown; a dash for none."""
    if not value:
        return "–"
    if name == "status":
        return labels.word(Status(value))
    if name == "effect":
        return labels.word(Effect(value))
    if name == "due":
        return day(date.fromisoformat(value))
    if name == "finding" and value == FEELING:
        return _("the feeling")
    in_own_words = name in ("title", "note", "reason", "comment")
    return labels.quoted(shortened(value, _LONGEST)) if in_own_words else value


def sentence(event: ActionEvent) -> str:
    """Return what happened as one sentence, without a full stop."""
    return sentence_of(event.code, event.arguments)


def changes(event: ActionEvent) -> list[str]:
    """Return what changed, such as “due: – → 1 Dec 2026”; a new action's own beginnings among them."""
    return [
        _("{field}: {before} → {after}").format(
            field=field_word(one.field),
            before=value_word(one.field, one.before),
            after=value_word(one.field, one.after),
        )
        for one in event.values
    ]
