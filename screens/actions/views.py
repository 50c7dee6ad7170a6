"""The views of the actions that one key goes through: list, board, owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.frame.place import Place

if TYPE_CHECKING:
    from screens.actions.filtered import Selection


def next_view(place: Place, selection: Selection, action_id: int | None = None) -> Place:
    """Return the place that comes after one, with the same actions selected and the cursor on the same one."""
    from screens.actions.actions import ActionsPlace
    from screens.actions.board_place import BoardPlace
    from screens.actions.owners import OwnersPlace

    if isinstance(place, ActionsPlace):
        return BoardPlace(selection, action_id)
    if isinstance(place, BoardPlace):
        return OwnersPlace(selection)
    return ActionsPlace(None, action_id, selection)
