"""Exports of older versions, as short as they can be."""

from __future__ import annotations

from typing import Any


def older(
    version: int, stage: dict[str, Any] | None = None, touchpoint: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return an export of a shop with one touchpoint and one persona, with more fields of the stage and the touchpoint."""
    return {
        "format": "auditor-export",
        "version": version,
        "people": [{"id": "k", "name": "Kim"}],
        "journeys": [{"id": "j", "name": "Shop", "purpose": "sales", "scope": "whole"}],
        "stages": [{"id": "s", "journey": "j", "position": 0, "name": "Buy", **(stage or {})}],
        "touchpoints": [
            {
                "id": "t",
                "stage": "s",
                "position": 0,
                "name": "Till",
                "channel": "store",
                "moment": "during",
                "side": "ours",
                "importance": 3,
                **(touchpoint or {}),
            }
        ],
        "personas": [{"id": "p", "journey": "j", "name": "Customer"}],
    }
