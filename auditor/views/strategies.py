"""Strategies with the actions that serve them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from auditor.base.vocabulary import Status


class ServingAction(Struct, frozen=True):
    """An action that serves a strategy."""

    id: int
    title: str
    status: Status
    owner: str
    """Empty for nobody."""
    due: date | None
