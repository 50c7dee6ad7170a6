"""How well a touchpoint is supported by evidence."""

from __future__ import annotations

FLOOR = 0.1
"""Confidence of what is opinion only. A house default."""
