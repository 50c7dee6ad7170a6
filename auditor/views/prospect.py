"""An audit as it would begin now, with all that is shown beside its checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from auditor.views.audits import Audit
from auditor.views.follow import LastAnswer
from auditor.views.suggestions import Suggestion


class Prospect(Struct, frozen=True):
    """An audit that is walked and not on disk: it is made as it is here with the first that is said in it."""

    persona_id: int | None
    """Whose shoes were chosen to walk in; None where the journey has no choice."""
    audit: Audit
    last: Mapping[tuple[int, str, str], LastAnswer]
    """What was said the last time, by touchpoint and check."""
    gates: Mapping[tuple[int, str], bool]
    """What is proposed to be there, by touchpoint and gate."""
    items: Mapping[str, Sequence[str]]
    """What is proposed to be looked at, by sample."""
    waiting: Mapping[tuple[int, str, str], Suggestion]
    """What measurements suggest, by touchpoint and check."""
