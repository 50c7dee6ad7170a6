"""The views of the actions that one key goes through: list, board, owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.place import Place

if TYPE_CHECKING:
    from screens.filtered import Selection


def next_view(place: Place, selection: Selection, action_id: int | None = None) -> Place:
    """Return the place that comes after one, with the same actions selected and the cursor on the same one."""
    from screens.action_board import BoardPlace
    from screens.actions import ActionsPlace
    from screens.owners import OwnersPlace

    if isinstance(place, ActionsPlace):
        return BoardPlace(selection, action_id)
    if isinstance(place, BoardPlace):
        return OwnersPlace(selection)
    return ActionsPlace(None, action_id, selection)
