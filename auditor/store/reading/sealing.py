"""Which audits may be seen: those of a round are hidden from the other auditors until all of the round have finished.

Every read of answers, feelings or what is made of them says `AND {open_to("u")}` of its table `audit u`, and has
`VIEWER` among its parameters, which the reader fills in. What everybody sees alike, such as the need of a
touchpoint, says `AND {settled("u")}` instead, and leaves unfinished rounds out for everybody.
"""

from __future__ import annotations

from auditor.store.adapter import VIEWER

__all__ = ["VIEWER", "open_to", "settled"]


def settled(audit: str) -> str:
    """Return the condition that an audit, named `audit` in the statement, is in no round that is not finished."""
    return f"({audit}.round_id IS NULL OR {audit}.kind = 'agreed' OR ({_finished(audit)}))"


def open_to(audit: str) -> str:
    """Return the condition that whoever reads may see an audit, named `audit` in the statement."""
    return (
        f"({audit}.round_id IS NULL OR {audit}.kind = 'agreed' OR {audit}.auditor_id = :{VIEWER}"
        f" OR ({_finished(audit)}))"
    )


def _finished(audit: str) -> str:
    """Return the condition that all of an audit's round have finished; one taken out stays hidden for good."""
    return (
        f"{audit}.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM audit other WHERE other.round_id = {audit}.round_id"
        " AND other.kind <> 'agreed' AND other.removed_at IS NULL AND other.finished_at IS NULL)"
    )
