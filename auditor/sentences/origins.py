"""Where a verdict or an answer to a gate is from, in words, where it was not given on the spot."""

from __future__ import annotations

from auditor.base.i18n import _, in_language
from auditor.views.checks import Gate


def as_at(touchpoint: str) -> str:
    """Return that something stands as it was said at another touchpoint."""
    return _("as at {touchpoint}").format(touchpoint=touchpoint)


def shut_by(gate: Gate) -> str:
    """Return which gate was answered no, so that a check does not apply."""
    return _("{gate} {answer}").format(gate=in_language(gate.text), answer=presence_text(False))


def presence_text(present: bool | None) -> str:
    """Return the answer to a gate; nothing where there is none."""
    return "" if present is None else _("yes") if present else _("no")
