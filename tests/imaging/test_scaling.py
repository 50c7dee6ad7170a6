"""Smaller copies of pictures, and pictures as coloured cells."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from auditor.base.errors import RefusedError
from auditor.imaging.scaling import half_blocks, smaller
from tests.pictures import file_of

BLUE, RED, WHITE = (0, 0, 255), (255, 0, 0), (255, 255, 255)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB")])
def test_a_smaller_copy_is_of_the_same_kind_and_the_same_each_time(kind: str, mode: str) -> None:
    content = file_of(Image.new("RGB", (800, 400), "navy").convert(mode), kind)
    copy = smaller(content, 300, 300)
    assert copy == smaller(content, 300, 300)
    with Image.open(BytesIO(copy)) as image:
        assert (image.size, image.format) == ((300, 150), kind)
    assert smaller(content, 800, 800) is content


def test_cells_have_an_upper_and_a_lower_colour_and_keep_proportions() -> None:
    image = Image.new("RGB", (40, 40), BLUE)
    image.paste(RED, (0, 20, 40, 40))
    assert half_blocks(file_of(image.resize((1, 2), Image.Resampling.NEAREST)), 10, 10) == [[(BLUE, RED)]]
    cells = half_blocks(file_of(image), 20, 5)
    assert (len(cells), len(cells[0])) == (5, 10)
    assert (cells[0][0][0], cells[-1][-1][1]) == (BLUE, RED)
    assert half_blocks(file_of(image), 0, 5) == []


def test_what_is_seen_through_is_drawn_on_white() -> None:
    nothing = file_of(Image.new("RGBA", (4, 4), (0, 0, 0, 0)))
    assert {colour for row in half_blocks(nothing, 4, 4) for cell in row for colour in cell} == {WHITE}


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(RefusedError):
        half_blocks(b"<svg/>", 10, 10)


def test_pillow_is_loaded_only_where_a_picture_is_looked_into() -> None:
    asked = """
import sys, auditor.workspace, auditor.nouns.upkeep, auditor.imaging.making, auditor.imaging.scaling
import auditor.imaging.screenshots, auditor.imaging.clipboard
import screens.app, screens.widgets.picture
print([name for name in ("PIL", "textual_image") if name in sys.modules])
"""
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"
