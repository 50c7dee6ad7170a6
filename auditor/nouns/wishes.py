"""What can be done with wishes, how touchpoints are to be: one transaction a call."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import UNSET, UnsetType

from auditor.base.errors import NotFoundError
from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Channel
from auditor.input import typed
from auditor.input.typed import Rule, Rules, checked, one_of
from auditor.store.database import Database
from auditor.store.tables import PersonaRecord, TouchpointRecord
from auditor.store.work import Work
from auditor.views.journeys import Touchpoint as TouchpointView
from auditor.writing.wishes import take_wish, wish_at, write_wish

WISH: Rules = {
    "text": Rule(N_("what happens there then"), typed.text),
    "channel": Rule(N_("channel"), lambda value, what: one_of(Channel)(value, what) if value else ""),
}


class Wishes:
    """How touchpoints are to be, for personas and for every customer.

    `base` is the touchpoint as its editor saw it: only what differs from that is written, and ConflictError is raised
    where somebody else has changed the same meanwhile.
    """

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def want(
        self,
        touchpoint_id: int,
        feeling: int | None,
        persona_id: int | None = None,
        base: TouchpointView | None = None,
    ) -> None:
        """Say how a persona, or every customer, is to feel at a touchpoint, −2..2; None takes the feeling out of the wish."""
        values = {"feeling": _feeling(feeling)}
        with self._database.work("touchpoint-wish") as work:
            _name(work, touchpoint_id, persona_id)
            seen = base.wish_of(persona_id) if base is not None else None
            write_wish(work, touchpoint_id, persona_id, values, None, seen, base is not None)

    def edit(
        self,
        touchpoint_id: int,
        persona_id: int | None = None,
        *,
        feeling: int | UnsetType | None = UNSET,
        text: str | None = None,
        channel: str | None = None,
        needs: Collection[int] | None = None,
        base: TouchpointView | None = None,
    ) -> None:
        """Say what happens at a touchpoint then, where, and which of the needs noted there are met; None leaves as it is.

        Empty text and an empty channel take these away, and None the feeling. Raises RefusedError for a need that is none
        of this touchpoint's.
        """
        values = checked(WISH, {"text": text, "channel": channel})
        if feeling is not UNSET:
            values["feeling"] = _feeling(feeling)
        with self._database.work("wish-edit") as work:
            _name(work, touchpoint_id, persona_id)
            seen = base.wish_of(persona_id) if base is not None else None
            write_wish(work, touchpoint_id, persona_id, values, needs, seen, base is not None)

    def take(self, touchpoint_id: int, persona_id: int | None = None) -> None:
        """Take a wish away, with all that it says; raise NotFoundError where there is none."""
        with self._database.work("wish-delete") as work:
            _name(work, touchpoint_id, persona_id)
            row = wish_at(work, touchpoint_id, persona_id)
            if row is None or row.removed_at is not None:
                raise NotFoundError(
                    _("Nothing is wanted at “{name}” for {persona}.").format_map(work.arguments)
                    if persona_id is not None
                    else _("Nothing is wanted at “{name}” for every customer.").format_map(work.arguments)
                )
            take_wish(work, row)


def _feeling(feeling: int | None) -> int | None:
    return None if feeling is None else typed.whole(feeling, -2, 2, _("feeling"))


def _name(work: Work, touchpoint_id: int, persona_id: int | None) -> None:
    point = work.get(TouchpointRecord, touchpoint_id)
    work.journey_id = point.journey_id
    work.arguments["name"] = point.name
    if persona_id is not None:
        work.arguments["persona"] = work.get(PersonaRecord, persona_id).name
