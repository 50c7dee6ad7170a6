"""The names of findings: letters that tell the touchpoint, and a number that a journey has once, as in `CHK-12`."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count

from auditor.base.text import folded, plain_letters

MOST = 4
"""Most letters of a name; those that are made have three."""

HIGHEST = 999_999_999
"""The highest number of a name."""
WITHOUT = "FND"
"""The letters of a touchpoint whose name has none that are plain."""
_MADE = 3
_NAME = re.compile(r"(?:([a-z]{1,4})\s*-?\s*)?#?([0-9]{1,9})")


def name_of(letters: str, number: int) -> str:
    """Return the name of a finding."""
    return f"{letters}-{number}"


def letters_of(touchpoint: str) -> str:
    """Return the letters that findings at a touchpoint of that name have: three, such as CHK for “Checkout”.

    Its first letter and the consonants after it, each once; vowels where these are too few.
    """
    letters = [letter for letter in plain_letters(touchpoint) if "a" <= letter <= "z"]
    if not letters:
        return WITHOUT
    first, rest = letters[0], letters[1:]
    telling = [letter for letter in rest if letter not in "aeiouy"]
    once = list(dict.fromkeys([first, *telling]))
    more = [letter for letter in dict.fromkeys(rest) if letter not in once]
    return "".join([*once, *more, *letters])[:_MADE].upper()


def next_free(used: Collection[int]) -> int:
    """Return the number after all that are used; where that would be too high, the first that none has."""
    after = max(used, default=0) + 1
    return after if after <= HIGHEST else next(number for number in count(1) if number not in used)


def read_name(word: str) -> tuple[str, int] | None:
    """Return the letters and the number in what is typed for a finding; None where it is none.

    It is typed `CHK-12`, `chk12`, `#12` or `12`, which has no letters.
    """
    found = _NAME.fullmatch(folded(word))
    return ((found[1] or "").upper(), int(found[2])) if found else None


def fit_letters(letters: str) -> str:
    """Return chosen letters as they are kept; raise ValueError unless they are one to four of A–Z."""
    kept = folded(letters).upper()
    if not 1 <= len(kept) <= MOST or not all("A" <= letter <= "Z" for letter in kept):
        raise ValueError(letters)
    return kept
