"""Remembers what the user says of words in files: which step of a scale they are, for files with the same columns.

They stand in a file of their own beside the settings, because they come from imports and nobody writes them by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import tomlkit

from auditor.base.errors import AuditorError
from auditor.base.files import write_several
from auditor.base.reading import TooLargeError, read_found_file
from auditor.base.toml import parsed

WORDS_NAME = "words.toml"
SIZE_LIMIT = 1_000_000
"""Largest file of words, in bytes."""

Words = Mapping[str, Mapping[str, float]]
"""Steps of words, by the form of the files that they are in."""


def known_words(folder: Path) -> Words:
    """Return what was said of words in files before; nothing where the file beside the settings can't be read."""
    try:
        return _read(folder)
    except (OSError, TooLargeError, UnicodeDecodeError, ValueError):
        return {}


def _read(folder: Path) -> dict[str, dict[str, float]]:
    try:
        content = parsed(read_found_file(folder / WORDS_NAME, SIZE_LIMIT).decode("utf-8"))
    except FileNotFoundError:
        return {}
    return {form: _steps(words) for form, words in content.items() if isinstance(words, dict)}


def _steps(words: Mapping[object, object]) -> dict[str, float]:
    return {
        str(word): float(step)
        for word, step in words.items()
        if isinstance(step, int | float) and not isinstance(step, bool)
    }


def keep_words(folder: Path, form: str, words: Mapping[str, float]) -> bool:
    """Remember the steps of words for files of a form, beside what is remembered already; tell whether that was done.

    It never fails: what can't be written has to be said again next time. A file that can't be read is left as it is.
    """
    if not form or not words:
        return False
    try:
        known = _read(folder)
        known[form] = {**known.get(form, {}), **words}
        folder.mkdir(parents=True, exist_ok=True)
        write_several({(folder / WORDS_NAME).resolve(): tomlkit.dumps(known).encode("utf-8")})
    except (AuditorError, OSError, TooLargeError, UnicodeDecodeError, ValueError):
        return False
    return True
