"""What can be typed to narrow the actions: said while one types, and completed."""

from __future__ import annotations

from auditor.i18n import _
from auditor.workspace import Workspace


def hint() -> str:
    """Say what can be typed."""
    return _(
        "a text, or owner:me  late  due:week  due<fri  stage:…  quadrant:quick-win  effort<3  status:all"
    )


def completed(typed: str, workspace: Workspace) -> str | None:
    """Return what is typed with its last word completed, or None."""
    return None
