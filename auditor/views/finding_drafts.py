"""What is said of a finding by whoever found it."""

from __future__ import annotations

from msgspec import Struct


class FindingDraft(Struct, frozen=True):
    """What is given of a finding; None leaves as it is, and an empty text takes it away.

    A severity of 0 is that of the check again, a phrase of 0 none.
    """

    what: str | None = None
    place: str | None = None
    item: str | None = None
    address: str | None = None
    severity: int | None = None
    whom: str | None = None
    quick_win: bool | None = None
    note: str | None = None
    phrase_id: int | None = None
