"""Words that are understood in files, in all our languages at once: read from the files in `checklists/words`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

OUR_FOLDER = Path(str(files("checklists"))) / "words"


@cache
def word_lists(name: str) -> Mapping[str, Any]:
    """Return what is in the file of that name: lists of words, and tables of them."""
    return tomllib.loads((OUR_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
