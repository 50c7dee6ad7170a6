"""Who audits in a round, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.views.follow import RoundLine


def auditors_of(line: RoundLine) -> str:
    """Return the auditors of a round, each with the number of the audit."""
    return ", ".join(f"{one.auditor} ({one.id})" for one in line.audits)
