"""Pictures that are taken in: by what is in them, within limits, and with nothing but their pixels."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin

from auditor.base.errors import RefusedError
from auditor.imaging.decoding import SIZE_LIMIT
from auditor.imaging.making import PIXELS, WIDTH, Made, kept_picture, picture_in, picture_of
from auditor.imaging.plain import kind_of
from tests.pictures import file_of

SHOT = Image.new("RGB", (320, 200), "white")
ImageDraw.Draw(SHOT).text((20, 20), "Nothing was found", fill="black")
PHOTO = Image.effect_noise((320, 200), 60).convert("RGB")


def _image(made: Made) -> Image.Image:
    image = Image.open(BytesIO(made.content))
    image.load()
    assert image.size == (made.width, made.height)
    assert kind_of(made.content) == made.kind
    return image


def _with_place(image: Image.Image) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 54.0, 48.0), 3: "E", 4: (10.0, 45.0, 8.0)})
    return file_of(image, "JPEG", exif=exif, comment=b"at home", icc_profile=b"profile " * 40)


def _with_texts(image: Image.Image) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Kim", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>at home</x:xmpmeta>")
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    return file_of(image, "PNG", pnginfo=texts, exif=exif, icc_profile=b"profile " * 40, dpi=(144, 144))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (file_of(SHOT), "png"),
        (file_of(SHOT, "GIF"), "png"),
        (file_of(SHOT, "BMP"), "png"),
        (file_of(SHOT, "WEBP", lossless=True), "png"),
        (file_of(PHOTO.resize((640, 640)), "WEBP"), "jpeg"),
        (file_of(PHOTO, "JPEG"), "jpeg"),
        (file_of(PHOTO.convert("CMYK"), "JPEG"), "jpeg"),
        (file_of(SHOT.convert("1")), "png"),
        (file_of(SHOT.convert("LA")), "png"),
        (file_of(SHOT.quantize(16), transparency=0), "png"),
    ],
)
def test_what_a_picture_is_is_decided_by_its_content(content: bytes, kind: str) -> None:
    made = picture_of(content, "shot.txt")
    assert made.kind == kind
    assert picture_of(content, "another name") == made
    _image(made)
    # What was made here is taken from an export as it is.
    assert kept_picture(made.content, "export") == made


@pytest.mark.parametrize("content", [_with_place(PHOTO), _with_texts(SHOT)])
def test_nothing_but_pixels_is_kept(content: bytes) -> None:
    made = picture_of(content + b"<script>alert(1)</script>PK\x03\x04", "shot.png")
    image = _image(made)
    assert not image.getexif() and set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for gone in (b"Exif", b"camera", b"home", b"profile", b"Kim", b"script", b"PK\x03\x04", b"xmp"):
        assert gone not in made.content
    # An export that somebody has put them into is no way around that.
    assert kept_picture(content, "export") == picture_of(content, "shot.png")
    with_more = made.content + b"<script>"
    assert b"<script>" not in kept_picture(with_more, "export").content


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_lies_on_its_side_is_put_upright(kind: str) -> None:
    image = Image.new("RGB", (64, 32), "white")
    image.paste("red", (0, 0, 32, 32))
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = _image(picture_of(file_of(image, kind, exif=exif), "phone"))
    assert upright.size == (32, 64)
    top, bottom = upright.getpixel((16, 8)), upright.getpixel((16, 56))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert top[1] < 100 < bottom[1]


def test_what_is_seen_through_stays_so_and_grey_of_sixteen_bits_stays_grey() -> None:
    half = Image.new("RGBA", (8, 8), (255, 0, 0, 128))
    assert _image(picture_of(file_of(half), "shot")).getpixel((1, 1)) == (255, 0, 0, 128)
    deep = Image.new("I;16", (8, 8), 0x8000)
    assert _image(picture_of(file_of(deep), "scan")).getpixel((1, 1)) == 0x80


def test_of_a_picture_that_moves_the_first_is_kept() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    moving = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert _image(picture_of(moving, "moving")).convert("RGB").getpixel((1, 1)) == (255, 0, 0)


@pytest.mark.parametrize("size", [(2880, 1800), (1440, 20_000), (20_000, 400)])
def test_a_picture_larger_than_of_use_is_scaled_down(size: tuple[int, int]) -> None:
    made = picture_of(file_of(Image.new("L", size, 200)), "page")
    assert made.width <= WIDTH and made.width * made.height <= PIXELS
    assert made.width / made.height == pytest.approx(size[0] / size[1], rel=0.03)
    # A page as a telephone shows it, ten screens long, is kept as it is.
    assert picture_of(file_of(Image.new("L", (780, 14_000))), "page").width == 780


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _png(width: int, height: int, *chunks: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IEND", b"")


def _bomb() -> bytes:
    return zlib.compress(bytes(300_000_000), 9)


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><body onload="alert(1)"/></foreignObject></svg>'
)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda: SVG, "is no picture in PNG"),
        (lambda: b"<!DOCTYPE html><img src=x onerror=alert(1)>", "is no picture in PNG"),
        (lambda: b"%PDF-1.7\n", "is no picture in PNG"),
        (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is no picture in PNG"),
        (lambda: file_of(SHOT, "TIFF"), "is no picture in PNG"),
        (lambda: b"", "is no picture in PNG"),
        (lambda: b"\x89PNG\r\n\x1a\n", "cut short or damaged|is no picture"),
        (lambda: _png(100_000, 100_000), "million pixels"),
        (lambda: _png(8_000, 8_000, _chunk(b"IDAT", zlib.compress(b""))), "million pixels"),
        (lambda: _png(40_000, 2, _chunk(b"IDAT", zlib.compress(b""))), "million pixels"),
        (lambda: _png(60, 60, _chunk(b"zTXt", b"a\0\0" + _bomb()), _chunk(b"IDAT", b"")), "damaged"),
        (lambda: _png(60, 60, _chunk(b"iCCP", b"a\0\0" + _bomb()), _chunk(b"IDAT", b"")), "damaged"),
        (lambda: file_of(SHOT) + bytes(SIZE_LIMIT), "larger than 25 MB"),
    ],
)
def test_what_is_no_picture_or_does_harm_is_refused_in_a_line(
    content: Callable[[], bytes], told: str
) -> None:
    with pytest.raises(RefusedError, match=told) as refused:
        picture_of(content(), "a\x1b[31m\nshot.png")
    assert str(refused.value).isprintable()


def test_more_pixels_than_were_promised_are_not_taken() -> None:
    made = picture_of(_png(60, 60, _chunk(b"IDAT", _bomb())), "bomb")
    assert (made.width, made.height) == (60, 60)
    assert made.size < 1000


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_a_file_that_was_cut_short_is_refused_wherever_it_was(kind: str) -> None:
    content = file_of(PHOTO, kind)
    for part in (0.02, 0.3, 0.6, 0.9):
        with pytest.raises(RefusedError):
            picture_of(content[: int(len(content) * part)], "shot")


SMALL = [file_of(PHOTO.resize((24, 16)), kind) for kind in ("PNG", "JPEG", "WEBP", "GIF", "BMP")]


@given(st.sampled_from(SMALL), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6))
def test_whatever_is_in_a_file_it_is_kept_or_refused(content: bytes, changes: list[tuple[int, int]]) -> None:
    twisted = bytearray(content)
    for at, value in changes:
        twisted[at % len(twisted)] = value
    for take in (picture_of, kept_picture):
        try:
            made = take(bytes(twisted), "shot")
        except RefusedError:
            continue
        assert kind_of(made.content) == made.kind


def test_a_file_is_told_by_its_name_where_it_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "shot.png").write_bytes(file_of(SHOT))
    assert picture_in(tmp_path / "shot.png").kind == "png"
    for name in ("missing.png", ".", "no\0name"):
        with pytest.raises(RefusedError):
            picture_in(tmp_path / name)
