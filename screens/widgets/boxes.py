"""Boxes that only lay out what is in them, and cost nothing where something in them is drawn anew."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Horizontal, Vertical


class Row(Horizontal):
    """Widgets side by side, without a border."""

    BLANK: ClassVar[bool] = True


class Column(Vertical):
    """Widgets below each other, without a border."""

    BLANK: ClassVar[bool] = True
