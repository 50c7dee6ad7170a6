"""Making a picture that can be kept: from its pixels alone, so that nothing else that was in the file is in it.

Where it was taken, with which camera, comments, profiles of colours and whatever was put behind the picture are gone.
The same file always becomes the same bytes, and so is kept once. A picture larger than is of use is scaled down: to at
most WIDTH across, as screens are, and PIXELS in all, at which the text of a page of ten screens can still be read.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_file
from auditor.base.text import one_line
from auditor.imaging import plain
from auditor.imaging.decoding import SIZE_LIMIT, opened, too_large

if TYPE_CHECKING:
    from PIL import Image

WIDTH = 2_000
PIXELS = 12_000_000
_LARGE = 8_000_000
"""Bytes from which a PNG without anything seen through becomes a JPEG, if that halves it."""
_QUALITY = 85


class Made(Struct, frozen=True):
    """A picture as it is kept."""

    content: bytes
    kind: str
    """`png` or `jpeg`."""
    width: int
    height: int
    sha256: str
    """The SHA-256 of its content, in hexadecimal, by which it is known."""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


def picture_in(file: str | Path) -> Made:
    """Return the picture in a file that a user names; raises RefusedError as `picture_of` does, or what can't be read."""
    return picture_of(content_in(file), one_line(str(file)))


def content_in(file: str | Path) -> bytes:
    """Return what is in a file that a user names as a picture; raises RefusedError for what can't be read, or is too large."""
    name = one_line(str(file))
    try:
        return read_file(Path(file).expanduser(), SIZE_LIMIT)
    except FileNotFoundError:
        raise RefusedError(_("There is no file {path}.").format(path=name)) from None
    except TooLargeError:
        raise too_large(name) from None
    except (OSError, ValueError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        raise RefusedError(_("{file} can’t be read: {reason}.").format(file=name, reason=reason)) from error


def picture_of(content: bytes, name: str) -> Made:
    """Return the picture in a content, whatever its `name` ends in; that is only told.

    Raises RefusedError for what is no picture of a kind that is taken, is too large or damaged.
    """
    with opened(content, name) as image:
        is_photograph = image.format in ("JPEG", "MPO") or _is_lossy_webp(content)
        if is_photograph:
            # Decoded no larger than is of use.
            image.draft(None, _useful(*image.size))
        upright = _scaled(_upright(image))
        upright.info.clear()
        return _encoded(upright, is_photograph)


def kept_picture(content: bytes, name: str) -> Made:
    """Return a picture that was made here once, as it is, such as one in an export; raises RefusedError as `picture_of`.

    One that has anything in it but a picture is made anew.
    """
    kind = plain.kind_of(content)
    if kind is None:
        return picture_of(content, name)
    with opened(content, name) as image:
        image.load()
        if image.size != _useful(*image.size):
            return picture_of(content, name)
        return _made(content, kind, *image.size)


def _is_lossy_webp(content: bytes) -> bool:
    """Tell whether the pixels of a WebP are those of a photograph, already changed by how they were packed."""
    at = 12
    while content.startswith(b"RIFF") and at + 8 <= len(content):
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if name in (b"VP8 ", b"VP8L"):
            return name == b"VP8 "
        at += 8 + length + length % 2
    return False


def _useful(width: int, height: int) -> tuple[int, int]:
    """Return the size a picture is kept in."""
    part = min(1.0, WIDTH / width, sqrt(PIXELS / (width * height)))
    return max(1, int(width * part)), max(1, int(height * part))


def _upright(image: Image.Image) -> Image.Image:
    """Return the pixels of a picture as they are to be seen, in a mode that can be kept."""
    from PIL import ImageOps

    image.load()
    plain_mode = _in_plain_mode(image)
    orientation = image.getexif().get(0x0112, 1) if image.format in ("JPEG", "MPO", "WEBP", "PNG") else 1
    if orientation in range(2, 9):
        plain_mode.info.clear()
        plain_mode.getexif()[0x0112] = orientation
        return ImageOps.exif_transpose(plain_mode)
    return plain_mode


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """Return a picture in grey, in colours of a palette, in full colours, or in these with what is seen through."""
    if image.mode.startswith("I"):
        # Of sixteen bits the upper eight; Pillow would take whatever is more for white.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("LA", "La", "PA", "RGBa", "RGBA") or "transparency" in image.info:
        seen_through = image.convert("RGBA")
        is_opaque = seen_through.getchannel("A").getextrema() == (255, 255)
        return seen_through.convert("RGB") if is_opaque else seen_through
    if image.mode in ("L", "P", "RGB"):
        return image.copy()
    return image.convert("L" if image.mode == "1" else "RGB")


def _scaled(image: Image.Image) -> Image.Image:
    width, height = _useful(*image.size)
    if (width, height) == image.size:
        return image
    from PIL.Image import Resampling

    full = image.convert("RGB") if image.mode == "P" else image
    return full.resize((width, height), Resampling.LANCZOS)


def _encoded(image: Image.Image, is_photograph: bool) -> Made:
    if is_photograph and image.mode in ("L", "RGB"):
        return _made(_as_jpeg(image), "jpeg", *image.size)
    content = _as_png(image)
    if len(content) > _LARGE and image.mode == "RGB":
        smaller = _as_jpeg(image)
        if len(smaller) < len(content) / 2:
            return _made(smaller, "jpeg", *image.size)
    return _made(content, "png", *image.size)


def _as_png(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "PNG", compress_level=6)
    return written.getvalue()


def _as_jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _made(content: bytes, kind: str, width: int, height: int) -> Made:
    return Made(content, kind, width, height, sha256(content).hexdigest())
