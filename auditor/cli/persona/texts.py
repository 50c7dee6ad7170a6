"""What a persona is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.sentences.persona import supported, texts

if TYPE_CHECKING:
    from auditor.views.journeys import Persona


def persona_texts(one: Persona) -> list[tuple[str, str]]:
    """Return what is known of a persona, as names and values."""
    return [
        (_("Persona"), f"{one.id} {one.name}"),
        *texts(one),
        (_("Supported by"), supported(one)),
    ]
