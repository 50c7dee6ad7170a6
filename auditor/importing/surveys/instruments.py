"""Questionnaires whose items belong together: the System Usability Scale and UMUX-Lite.

SUS: ten items that are agreed with on 1 to 5; an odd item counts its score less 1, an even one 5 less its score, and the
sum times 2.5 is from 0 to 100 (Brooke 1996, “SUS: A quick and dirty usability scale”). UMUX-Lite: two items, each its
score less the lowest; the sum as a share of the most that it can be, times 100 (Lewis, Utesch and Maher 2013).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from auditor.base.text import folded
from auditor.importing.surveys.headings import Heading
from auditor.library.words import word_lists

ITEMS = {"sus": 10, "umux-lite": 2}
"""How many items each has."""
_WORDS: Mapping[str, Mapping[str, Sequence[str]]] = word_lists("instruments")
_NUMBERED = re.compile(r"(?:.*\W)?sus\W*_?(?:q|item|fråga|p|s)?\W*_?0?(\d{1,2})(?:\W.*)?", re.IGNORECASE)
_FEW = {"sus": 5, "umux-lite": 2}
"""From how many items on a file is of one."""


def items_of(headings: Sequence[Heading]) -> dict[str, dict[int, list[int]]]:
    """Return, by instrument, which headings are each of its items, as numbers from 1 and places from 0.

    Of those that have only some items it is a file all the same, so that they are not taken for questions of their own;
    of UMUX-Lite, whose items may be asked by themselves, both are there.
    """
    found: dict[str, dict[int, list[int]]] = {}
    for instrument in ITEMS:
        items: dict[int, list[int]] = {}
        for at, heading in enumerate(headings):
            if number := _item(instrument, heading):
                items.setdefault(number, []).append(at)
        if len(items) >= _FEW[instrument] and not found:
            found[instrument] = items
    return found


def _item(instrument: str, heading: Heading) -> int:
    """Return which item a heading is, 0 for none."""
    if instrument == "sus":
        for name in (heading.code, heading.asked):
            if (numbered := _NUMBERED.fullmatch(name)) and 1 <= int(numbered[1]) <= ITEMS["sus"]:
                return int(numbered[1])
    parts = re.findall(r"\w+", folded(heading.item or heading.asked))
    for number, patterns in _WORDS[instrument].items():
        if any(all(_has(parts, word) for word in pattern.split()) for pattern in patterns):
            return int(number)
    return 0


def _has(parts: Sequence[str], word: str) -> bool:
    stem = word.removesuffix("*")
    return any(part.startswith(stem) if word.endswith("*") else part == stem for part in parts)


def sus(scores: Sequence[float]) -> float:
    """Return what the ten scores of a respondent, each 1..5 and in the items' order, come to: 0..100."""
    return 2.5 * sum(score - 1 if at % 2 == 0 else 5 - score for at, score in enumerate(scores))


def umux_lite(scores: Sequence[float], scale: tuple[int, int]) -> float:
    """Return what the two scores of a respondent on a scale come to: 0..100."""
    low, high = scale
    return 100 * sum(score - low for score in scores) / (len(scores) * (high - low))
