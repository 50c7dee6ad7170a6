"""How audits are shown in tables."""

from __future__ import annotations

NOTE_WIDTH = 60
"""Notes are cut at so many characters in tables; JSON and CSV have all of them."""
