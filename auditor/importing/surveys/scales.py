"""Scores of surveys: scales of numbers, and of words in English, Swedish and Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from auditor.base.text import folded
from auditor.importing.files.national import number_of
from auditor.library.words import word_lists

_NO_ANSWER = frozenset(word_lists("scales")["no_answer"])

_STEPS = {word: int(step) for step, words in word_lists("scales")["steps"].items() for word in words}
"""Words by their step of seven."""
_OF_FIVE = {1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 4, 7: 5}
_WORDY = re.compile(
    r"(?P<score>[+-]?\d+(?:[.,]\d+)?)\s*"
    r"(?:(?:[-–—:=.)(/]|\bof\b|\bout of\b|\bav\b)\s*\S.*|(?:stars?|stjärn\w*|stjerne\w*|poäng|poeng|points?))",
    re.IGNORECASE,
)


class Words(Struct, frozen=True):
    """How the words of a column are read: on steps of five or of seven."""

    steps: int


def is_no_answer(cell: str) -> bool:
    """Tell whether a cell says that no answer was given."""
    return folded(cell).strip(" .") in _NO_ANSWER


def is_scale_word(cell: str) -> bool:
    """Tell whether a cell is a word of a known scale."""
    return _word(cell) in _STEPS


def words_of(cells: Iterable[str]) -> Words:
    """Return on how many steps a column's words are: seven where both a plain word and a milder one stand."""
    steps = {_STEPS[word] for cell in cells if (word := _word(cell)) in _STEPS}
    milder = {6, 5} <= steps or {2, 3} <= steps
    return Words(7 if milder else 5)


def score_of(cell: str, words: Words, decimal: str) -> float | None:
    """Return the score in a cell: a number, a number with words such as “5 - very satisfied”, or a word."""
    number = number_of(cell, decimal)
    if number is not None:
        return number
    step = _STEPS.get(_word(cell))
    if step is not None:
        return float(step if words.steps == 7 else _OF_FIVE[step])
    found = _WORDY.fullmatch(cell.strip())
    if found:
        return number_of(found["score"], decimal)
    stars = cell.strip()
    return float(stars.count("★")) if stars and not stars.strip("★☆ ") else None


def _word(cell: str) -> str:
    return folded(cell).strip(" .!").replace("’", "'").replace("/", " ").replace("  ", " ")


SCALES = ((1, 5), (0, 10), (1, 7), (1, 10), (0, 100))
_NAMED_ENDS = (*range(3, 11), 100)
_NAMED = re.compile(
    r"(?<![\w.,/-])([01])\s*(?:[-–—]|\.\.+|…|\b(?:to|till|til)\b)\s*(\d{1,3})(?![\w%]|[.,/–-]\d)",
    re.IGNORECASE,
)


def scale_in(name: str) -> tuple[int, int] | None:
    """Return the scale (lowest, highest) that a column's name tells, such as `(1-5)` or `0 till 10`; None for none."""
    found = ((int(low), int(high)) for low, high in _NAMED.findall(name))
    return next((scale for scale in found if scale[1] in _NAMED_ENDS), None)


def guessed_scale(scores: Sequence[float], kind: str, words: Words | None) -> tuple[int, int]:
    """Return the scale (lowest, highest) that scores are most likely on; (0, 0) where none of the usual fits."""
    if words is not None:
        return 1, words.steps
    if kind == "nps":
        return 0, 10
    low, high = min(scores), max(scores)
    usual = ((1, 7), (1, 5)) if kind == "ces" and high > 5 else SCALES
    for scale in usual:
        if scale[0] <= low and high <= scale[1]:
            return scale
    return 0, 0
