"""What an action that is done has not mended: its findings that are still there, or that nobody has looked at since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from auditor.analysis.finding_counts import open_faults
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import inner_quotes, shortened
from auditor.base.vocabulary import STILL_SEEN, Seen
from auditor.base.ways_out import WayOut
from auditor.store.tables import ActionRecord
from auditor.store.work import Work
from auditor.views.findings import Finding
from auditor.writing.mended import findings_mended

_MOST = 5
"""Most findings that a refusal names."""


def unmended(work: Work, action_id: int) -> list[Finding]:
    """Return the findings of an action that are not gone: what was waived, or is a remark, is none."""
    return open_faults(findings_mended(work, action_id))


def refuse_unmended(action: ActionRecord, remaining: Sequence[Finding]) -> None:
    """Raise RefusedError for an action that can't be verified while these findings of it remain."""
    still = [one for one in remaining if _is_seen_since(one, action)]
    named = still or remaining
    names = ", ".join(one.name for one in named[:_MOST]) + (" …" if len(named) > _MOST else "")
    count = len(named)
    if still:
        said = ngettext(
            "“{title}” is not verified: {findings} is still there",
            "“{title}” is not verified: {findings} are still there",
            count,
        )
    else:
        said = _("“{title}” is not verified: nobody has looked at {findings} since it was done")
    told = said.format(title=inner_quotes(shortened(action.title, 60)), findings=names)
    raise RefusedError(told, WayOut.LOOK_AT_FINDINGS, number=action.id, finding=named[0].name)


def _is_seen_since(finding: Finding, action: ActionRecord) -> bool:
    """Tell whether the last that was seen of a finding since an action was done is that it is there."""
    done = datetime.fromisoformat(action.closed_at or "")
    since = [one for one in finding.sightings if one.at > done and one.seen is not Seen.NOT_LOOKED]
    return bool(since) and since[-1].seen in STILL_SEEN
