"""Whether a file holds a picture and nothing else: no data about it, and nothing behind it."""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_ENDS = b"IEND"
_SEGMENTS = {0xC0, 0xC4, 0xDB, 0xDD, 0xDA, 0xE0}
"""What a JPEG needs: its size, its tables, where its pixels begin, and in the first segment that it is one."""
_PIXELS_FOLLOW, _FIRST, _FIRST_LENGTH = 0xDA, 0xE0, 16


def kind_of(content: bytes) -> str | None:
    """Return `png` or `jpeg` for a file of that kind with nothing in it but the picture; None for any other."""
    if content.startswith(_PNG):
        return "png" if _is_plain_png(content) else None
    return "jpeg" if content.startswith(b"\xff\xd8\xff") and _is_plain_jpeg(content) else None


def _is_plain_png(content: bytes) -> bool:
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        name = content[at + 4 : at + 8]
        at += 12 + length
        if name not in _CHUNKS:
            return False
        if name == _ENDS:
            return length == 0 and at == len(content)
    return False


def _is_plain_jpeg(content: bytes) -> bool:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        segment, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if segment not in _SEGMENTS or (segment == _FIRST and length != _FIRST_LENGTH):
            return False
        at += 2 + length
        if segment == _PIXELS_FOLLOW:
            return _end_of_pixels(content, at) == len(content)
    return False


def _end_of_pixels(content: bytes, at: int) -> int:
    """Return where the picture ends whose pixels begin at some place; 0 where something else follows them."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        after = content[at + 1]
        if after == 0xD9:
            return at + 2
        if after and not 0xD0 <= after <= 0xD7:
            return 0
        at += 2
    return 0
