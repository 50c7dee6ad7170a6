"""Smaller copies of pictures that are kept: for pages and sheets, and as coloured cells for a terminal."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from auditor.imaging.decoding import opened

if TYPE_CHECKING:
    from PIL import Image

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""
Cells = list[list[tuple[Colour, Colour]]]
"""Rows of cells, each with the colour of its upper and of its lower half."""

_QUALITY = 82


def fitted(width: int, height: int, most_across: int, most_down: int) -> tuple[int, int]:
    """Return the size of a picture in a room, with its proportions, never larger than it is."""
    part = min(1.0, most_across / width, most_down / height)
    return max(1, round(width * part)), max(1, round(height * part))


def smaller(content: bytes, most_across: int, most_down: int, name: str = "") -> bytes:
    """Return a copy of a picture that fits into so many pixels, of the same kind; itself where it fits already.

    The same picture gives the same bytes. Raises RefusedError for what can't be read as a picture.
    """
    with opened(content, name) as image:
        size = fitted(*image.size, most_across, most_down)
        if size == image.size:
            return content
        kind = "JPEG" if image.format == "JPEG" else "PNG"
        scaled = _resized(image, size)
        scaled.info.clear()
        written = BytesIO()
        if kind == "JPEG":
            scaled.save(written, kind, quality=_QUALITY, optimize=True)
        else:
            scaled.save(written, kind, compress_level=6)
        return written.getvalue()


def decoded(content: bytes, most_across: int, most_down: int) -> Image.Image:
    """Return a picture as Pillow has it, in full colours on white, fitted into so many pixels; raises RefusedError."""
    from PIL import Image

    with opened(content, "") as image:
        scaled = _resized(image, fitted(*image.size, most_across, most_down))
        if scaled.mode != "RGBA":
            return scaled.convert("RGB")
        paper = Image.new("RGB", scaled.size, "white")
        paper.paste(scaled, mask=scaled.getchannel("A"))
        return paper


def half_blocks(content: bytes, columns: int, rows: int) -> Cells:
    """Return a picture as cells of a terminal, at most so many, each twice as high as wide; raises RefusedError."""
    if columns < 1 or rows < 1:
        return []
    small = decoded(content, columns, 2 * rows)
    data = small.tobytes()
    pixels = [(data[at], data[at + 1], data[at + 2]) for at in range(0, len(data), 3)]
    lines = [pixels[at : at + small.width] for at in range(0, len(pixels), small.width)]
    if len(lines) % 2:
        lines.append(lines[-1])
    return [
        list(zip(upper, lower, strict=True)) for upper, lower in zip(lines[::2], lines[1::2], strict=True)
    ]


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    from PIL.Image import Resampling

    if image.format == "JPEG":
        image.draft(None, size)
    image.load()
    is_seen_through = "transparency" in image.info or image.mode in ("LA", "PA", "RGBA")
    if image.mode not in ("L", "RGB", "RGBA") or is_seen_through:
        image = image.convert("RGBA" if is_seen_through else "RGB")
    return image.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
