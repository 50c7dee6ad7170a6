"""Opening pictures that anybody may have made: decided by content, within limits told before anything is decoded."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line

if TYPE_CHECKING:
    from PIL import Image

TAKEN = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
"""The formats that are read, as Pillow calls them. Vectors and what can run are none."""
SIZE_LIMIT = 25 * 1024 * 1024
"""Largest file, in bytes."""
PIXELS_LIMIT = 60_000_000
SIDE_LIMIT = 30_000


@contextmanager
def opened(content: bytes, name: str) -> Iterator[Image.Image]:
    """Give the picture in a content, its first one where it moves; only its head is read before it is asked for more.

    `name` is what it is called. Raises RefusedError, also out of the block, for what is no picture, is too large, or
    can't be read to its end.
    """
    from PIL import Image, UnidentifiedImageError

    if len(content) > SIZE_LIMIT:
        raise too_large(name)
    try:
        with warnings.catch_warnings():
            # What Pillow only warns of is refused below.
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(content), formats=TAKEN)
    except Image.DecompressionBombError:
        raise _too_many_pixels(name) from None
    except UnidentifiedImageError:
        raise RefusedError(
            _("{name} is no picture in PNG, JPEG, WebP, GIF or BMP: take a screenshot of it.").format(
                name=one_line(name)
            )
        ) from None
    except Exception as error:
        raise _unreadable(name) from error
    with image:
        if image.width * image.height > PIXELS_LIMIT or max(image.size) > SIDE_LIMIT:
            raise _too_many_pixels(name)
        try:
            yield image
        except RefusedError:
            raise
        except Exception as error:
            # A file made to do harm makes Pillow raise almost anything.
            raise _unreadable(name) from error


def too_large(name: str) -> RefusedError:
    """Return the user's error for a file of too many bytes."""
    return RefusedError(
        _("{name} is larger than {limit} MB: make the picture smaller.").format(
            name=one_line(name), limit=SIZE_LIMIT // 1024 // 1024
        )
    )


def _too_many_pixels(name: str) -> RefusedError:
    return RefusedError(
        _(
            "{name} has more than {limit} million pixels, or a side of more than {side}: take a part of it."
        ).format(name=one_line(name), limit=PIXELS_LIMIT // 1_000_000, side=SIDE_LIMIT)
    )


def _unreadable(name: str) -> RefusedError:
    return RefusedError(
        _("{name} is cut short or damaged: save the picture once more, or take a screenshot of it.").format(
            name=one_line(name)
        )
    )
