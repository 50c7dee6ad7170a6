"""How touchpoints are to be, for personas and for every customer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import NoteKind
from auditor.store.tables import MetNeedRecord, NoteRecord, PersonaRecord, TouchpointRecord, WishRecord
from auditor.store.work import Work
from auditor.views.journeys import Wish
from auditor.writing.unseen import to_write

_NOTHING: dict[str, object] = {"feeling": None, "channel": "", "text": ""}


def wish_at(work: Work, touchpoint_id: int, persona_id: int | None) -> WishRecord | None:
    """Return the wish of a persona, or for every customer, at a touchpoint, taken away or not; None where none ever was."""
    wishes = select(WishRecord).where(WishRecord.touchpoint_id == touchpoint_id)
    if persona_id is None:
        wishes = wishes.where(col(WishRecord.persona_id).is_(None))
    else:
        wishes = wishes.where(WishRecord.persona_id == persona_id)
    return work.session.exec(
        wishes.order_by(col(WishRecord.removed_at).is_not(None), col(WishRecord.id)).limit(1)
    ).first()


def write_wish(
    work: Work,
    touchpoint_id: int,
    persona_id: int | None,
    values: Mapping[str, object],
    needs: Collection[int] | None,
    seen: Wish | None,
    is_seen: bool,
) -> None:
    """Write what is given of a wish: make it where there is none, take it away where nothing of it is left.

    With `is_seen`, `seen` is what the editor saw, None for no wish, and ConflictError is raised where somebody else has
    changed the same since. Raises RefusedError for a need that is none of this touchpoint's.
    """
    if persona_id is not None and work.get(PersonaRecord, persona_id).journey_id != _home(
        work, touchpoint_id
    ):
        raise RefusedError(_("That persona is of another journey."))
    row = wish_at(work, touchpoint_id, persona_id)
    if row is None:
        row = WishRecord(touchpoint_id=touchpoint_id, persona_id=persona_id)
        values = {**_NOTHING, **values}
        if not any(values[name] not in (None, "") for name in _NOTHING) and not needs:
            return
        for name, value in values.items():
            setattr(row, name, value)
        work.new(row)
    else:
        if row.removed_at is not None:
            work.change(row, **_NOTHING)  # taken back by undo, which leaves what it said
        before = {**_NOTHING, **_shown(seen)} if is_seen else None
        told = None if before is None else {name: before[name] for name in values}
        work.change(row, **to_write(work, row, values, told))
    if needs is not None:
        _write_needs(work, row, needs)
    is_empty = all(getattr(row, name) in (None, "") for name in _NOTHING) and not _met(work, row)
    work.change(row, removed_at=(row.removed_at or work.at) if is_empty else None)


def take_wish(work: Work, row: WishRecord) -> None:
    """Take a wish away, with all that it says."""
    _write_needs(work, row, ())
    work.change(row, **_NOTHING, removed_at=work.at)


def copy_wishes(
    work: Work,
    points: Mapping[int, int],
    notes: Mapping[int, int],
    personas: Mapping[int, int],
) -> None:
    """Copy the wishes at touchpoints; each mapping leads from the number of a row to that of its copy."""
    wishes = work.session.exec(
        select(WishRecord)
        .where(col(WishRecord.touchpoint_id).in_(points), col(WishRecord.removed_at).is_(None))
        .order_by(col(WishRecord.id))
    ).all()
    for wish in wishes:
        if wish.persona_id is not None and wish.persona_id not in personas:
            continue
        copy = work.new(
            WishRecord(
                touchpoint_id=points[wish.touchpoint_id],
                persona_id=None if wish.persona_id is None else personas[wish.persona_id],
                feeling=wish.feeling,
                channel=wish.channel,
                text=wish.text,
            )
        )
        assert copy.id is not None
        work.add(
            [
                MetNeedRecord(wish_id=copy.id, note_id=notes[met.note_id])
                for met in _met(work, wish)
                if met.note_id in notes
            ]
        )


def _home(work: Work, touchpoint_id: int) -> int:
    return work.get(TouchpointRecord, touchpoint_id).journey_id


def _shown(wish: Wish | None) -> dict[str, object]:
    if wish is None:
        return {}
    return {"feeling": wish.feeling, "channel": wish.channel or "", "text": wish.text}


def _met(work: Work, wish: WishRecord) -> Sequence[MetNeedRecord]:
    return [row for row in _met_ever(work, wish) if row.removed_at is None]


def _met_ever(work: Work, wish: WishRecord) -> Sequence[MetNeedRecord]:
    return work.session.exec(
        select(MetNeedRecord).where(MetNeedRecord.wish_id == wish.id).order_by(col(MetNeedRecord.id))
    ).all()


def _write_needs(work: Work, wish: WishRecord, needs: Collection[int]) -> None:
    """Let a wish meet these needs, which are noted at its touchpoint, and no others."""
    assert wish.id is not None
    known = {row.note_id: row for row in _met_ever(work, wish)}
    for number, row in known.items():
        if number not in needs and row.removed_at is None:
            work.remove(row)
    for number in dict.fromkeys(needs):
        if number in known:
            work.change(known[number], removed_at=None)
            continue
        note = work.get(NoteRecord, number)
        if note.touchpoint_id != wish.touchpoint_id or note.kind != NoteKind.NEED:
            raise RefusedError(_("That is no need noted at this touchpoint."))
        work.new(MetNeedRecord(wish_id=wish.id, note_id=number))
