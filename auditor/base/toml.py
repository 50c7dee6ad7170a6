"""TOML that people write: what a small file could make large or slow is refused before anything is made of it."""

from __future__ import annotations

import re
from typing import Any

from auditor.base.i18n import _
from auditor.base.values import UnfitError

DEPTH_LIMIT = 10
"""Most parts of one name, such as the three of `check.text.en`."""
PARTS_LIMIT = 50_000
"""Most dots in the names of one file: each costs a table, however short the file is."""

_TEXTS = (
    r'(?s)"{3}(?>[^"\\]++|\\.?|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'{3}(?>[^']++|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?>[^"\\\n]++|\\[^\n]?)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
)
"""Texts and comments, in which dots mean nothing. What has no end goes on to the end, so that it is looked at once.

What is repeated is atomic as well, because up to Python 3.11.4 a possessive group may end before it has to (gh-106052).

Hardly any file needs it, so it is compiled for the first that does."""
_NAMES = r"[\n=,\[\]{}]"
"""What stands around names and values."""


def parsed(text: str) -> dict[str, Any]:
    """Return what is in a TOML text, in time and memory that grow as its length does.

    Raises UnfitError for names of too many parts and nesting too deep, and ValueError with the reason for what is no
    TOML, such as a number of thousands of digits.
    """
    # Imported here, because most users have no settings and every command would pay for it.
    import tomllib

    _refuse_deep(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise ValueError(_("it has a number of thousands of digits")) from None


def _refuse_deep(text: str) -> None:
    dots = text.count(".")
    if dots < DEPTH_LIMIT:
        return
    if dots <= PARTS_LIMIT and all(line.count(".") < DEPTH_LIMIT for line in text.split("\n")):
        return
    bare = re.sub(_TEXTS, '""', text)
    if bare.count(".") > PARTS_LIMIT:
        raise UnfitError(_("it has more than {limit} keys").format(limit=PARTS_LIMIT))
    if any(name.count(".") >= DEPTH_LIMIT for name in re.split(_NAMES, bare)):
        raise _too_deep()


def _too_deep() -> UnfitError:
    return UnfitError(_("it is nested too deep"))
