"""What is told where a terminal lacks letters."""

from __future__ import annotations

from auditor.base.i18n import _


def plain_letters_told() -> str:
    """Return what is told where a terminal has not all letters."""
    return _("This terminal can’t show all letters: those it lacks are shown as the nearest plain ones.")
