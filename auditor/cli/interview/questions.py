"""The personas whose replies are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.base.naming import pick

if TYPE_CHECKING:
    from auditor.views.journeys import Journey, Persona
    from auditor.workspace import Workspace


def personas_meant(workspace: Workspace, journey: Journey, word: str | None) -> list[Persona]:
    """Return the persona meant, or all of a journey."""
    personas = workspace.reads.journeys.personas(journey.id)
    return personas if word is None else [pick(personas, word, _("persona"))]
