"""What stands at a touchpoint, in words: whether it is a draft, how far an audit in progress is, and who differs."""

from __future__ import annotations

from typing import Protocol

from auditor.base.i18n import _, ngettext
from auditor.views.audits import Differing, Drafted

DIFFER = "≠"
"""The sign of a touchpoint about which auditors differ."""


class Stands(Protocol):
    """What is known of a touchpoint, in a list or on a map."""

    @property
    def draft(self) -> bool:
        """Nothing finished is known here."""

    @property
    def drafted(self) -> Drafted | None:
        """The newest audit in progress here."""

    @property
    def differing(self) -> Differing | None:
        """Where auditors don't agree."""


def draft_text(stands: Stands) -> str:
    """Say that what is shown is a draft, or, after a plus sign, that one goes on beside what is finished."""
    drafted = stands.drafted
    if drafted is None:
        return _("draft") if stands.draft else ""
    said = _("draft")
    if drafted.answered:
        said = _("draft {answered}/{asked}").format(answered=drafted.answered, asked=drafted.asked)
    return said if stands.draft else f"+ {said}"


def differing_text(stands: Stands) -> str:
    """Say that auditors who looked on their own differ; nothing where they don't."""
    differing = stands.differing
    if differing is None:
        return ""
    if not differing.checks:
        return f"{DIFFER} " + _("auditors differ in feeling")
    said = ngettext("auditors differ on {n} check", "auditors differ on {n} checks", differing.checks)
    return f"{DIFFER} {said.format(n=differing.checks)}"


def standing_texts(stands: Stands) -> list[str]:
    """Return what is to be said of a touchpoint beside its figures, if anything."""
    return [said for said in (draft_text(stands), differing_text(stands)) if said]
