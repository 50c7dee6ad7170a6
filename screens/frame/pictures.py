"""How pictures are drawn on the terminal of an app: found out when the first is to be seen, so that starting costs nothing.

textual-image asks the terminal what it can show, and reads the answer itself. Whoever reads the keys does that for it
(see `Terminal.ask`), so that none of the answer is taken for keys.
"""

from __future__ import annotations

import asyncio
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from textual.driver import Driver

from auditor.base import signs
from screens.widgets.picture_drawing import Draw, Drawing, draw_half_blocks, draw_placed, draw_sixels

_EXTRA = "textual_image"


async def found_way_to_draw(driver: Driver | None) -> Draw:
    """Return how pictures are drawn on the terminal of a driver, asking it if textual-image is installed."""
    if not signs.has("▀"):
        return _draw_nothing
    if find_spec(_EXTRA) is None or driver is None or driver.is_headless:
        return draw_half_blocks
    from screens.frame.terminal import Terminal

    if not isinstance(driver, Terminal):
        return draw_half_blocks
    # Nobody who types is to wait for that.
    await asyncio.to_thread(import_module, "PIL.Image")
    try:
        return await asyncio.wrap_future(driver.ask(_asked))
    except Exception:
        # The extra may be damaged, or of a version to come; half blocks are always there.
        return draw_half_blocks


def _draw_nothing(_content: bytes, _columns: int, _rows: int) -> Drawing:
    """Draw no picture, where there are no signs to draw it with: its text stands there."""
    return Drawing([])


def _asked() -> Draw:
    # Importing it asks; from the first of both on it knows how large a cell is.
    import_module(f"{_EXTRA}.widget")
    known = import_module(f"{_EXTRA}.renderable")
    if known.Image is known.SixelImage:
        return partial(draw_sixels, known.SixelImage)
    if known.Image is known.TGPImage:
        return partial(draw_placed, known.TGPImage)
    return draw_half_blocks
