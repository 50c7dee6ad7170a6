"""Scores of surveys: scales of numbers, and of words in English, Swedish and Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from auditor.base.text import folded
from auditor.importing.files.national import number_of

_NO_ANSWER = {
    *("", "-", "–", "—", "n/a", "na", "nan", "null", "none", "#n/a", "?"),
    *("don't know", "don’t know", "dont know", "do not know", "no opinion", "not applicable", "no answer"),
    *("prefer not to say", "not sure", "can't say"),
    *("vet ej", "vet inte", "ingen åsikt", "ej aktuellt", "inte aktuellt", "ej svar", "inget svar", "saknas"),
    *("vet ikke", "ingen mening", "ikke aktuelt", "ikke relevant", "ikke svart", "ubesvart"),
}

_SEVEN = {
    7: (
        "very satisfied|extremely satisfied|completely satisfied|strongly agree|completely agree|totally agree|"
        "very easy|extremely easy|very likely|extremely likely|excellent|very good|outstanding|"
        "very happy|mycket nöjd|väldigt nöjd|helt nöjd|instämmer helt|håller helt med|stämmer helt|"
        "instämmer fullständigt|mycket lätt|mycket enkelt|väldigt enkelt|mycket troligt|mycket sannolikt|"
        "mycket bra|utmärkt|svært fornøyd|veldig fornøyd|meget fornøyd|helt fornøyd|helt enig|svært enig|"
        "svært enkelt|veldig enkelt|svært lett|veldig lett|svært sannsynlig|svært bra|veldig bra|utmerket"
    ),
    6: (
        "satisfied|agree|easy|likely|good|happy|nöjd|instämmer|håller med|stämmer|lätt|enkelt|troligt|sannolikt|"
        "bra|fornøyd|enig|enkelt|lett|sannsynlig|god"
    ),
    5: (
        "somewhat satisfied|fairly satisfied|slightly satisfied|quite satisfied|somewhat agree|slightly agree|"
        "partly agree|somewhat easy|fairly easy|slightly easy|somewhat likely|fairly good|ganska nöjd|"
        "rätt nöjd|delvis nöjd|instämmer delvis|håller delvis med|stämmer delvis|stämmer ganska bra|ganska lätt|"
        "ganska enkelt|ganska troligt|ganska bra|ganske fornøyd|nokså fornøyd|litt fornøyd|delvis fornøyd|"
        "delvis enig|litt enig|nokså enig|ganske enkelt|nokså enkelt|ganske lett|ganske sannsynlig|ganske bra"
    ),
    4: (
        "neutral|neither|neither satisfied nor dissatisfied|neither agree nor disagree|neither easy nor difficult|"
        "neither likely nor unlikely|neither good nor bad|neither good nor poor|fair|average|ok|okay|undecided|"
        "varken eller|varken nöjd eller missnöjd|varken bra eller dåligt|varken bra eller dålig|"
        "varken lätt eller svårt|varken enkelt eller svårt|varken instämmer eller tar avstånd|neutralt|godkänt|"
        "hverken eller|verken eller|verken fornøyd eller misfornøyd|hverken fornøyd eller misfornøyd|"
        "verken enig eller uenig|hverken enig eller uenig|verken lett eller vanskelig|nøytral|nøytralt|middels"
    ),
    3: (
        "somewhat dissatisfied|fairly dissatisfied|slightly dissatisfied|somewhat disagree|slightly disagree|"
        "partly disagree|somewhat difficult|fairly difficult|slightly difficult|somewhat unlikely|ganska missnöjd|"
        "rätt missnöjd|delvis missnöjd|instämmer knappast|tar delvis avstånd|stämmer ganska dåligt|ganska svårt|"
        "ganska otroligt|ganska dåligt|ganske misfornøyd|nokså misfornøyd|litt misfornøyd|delvis misfornøyd|"
        "delvis uenig|litt uenig|nokså uenig|ganske vanskelig|nokså vanskelig|ganske usannsynlig|ganske dårlig"
    ),
    2: (
        "dissatisfied|unsatisfied|disagree|difficult|hard|unlikely|poor|bad|unhappy|missnöjd|instämmer inte|"
        "håller inte med|stämmer inte|svårt|otroligt|osannolikt|dåligt|dålig|misfornøyd|uenig|vanskelig|"
        "usannsynlig|dårlig"
    ),
    1: (
        "very dissatisfied|extremely dissatisfied|completely dissatisfied|very unsatisfied|strongly disagree|"
        "completely disagree|totally disagree|very difficult|extremely difficult|very hard|very unlikely|"
        "extremely unlikely|not at all likely|very poor|very bad|terrible|very unhappy|mycket missnöjd|"
        "väldigt missnöjd|instämmer inte alls|håller inte alls med|stämmer inte alls|tar helt avstånd|mycket svårt|"
        "väldigt svårt|mycket otroligt|mycket osannolikt|mycket dåligt|mycket dålig|svært misfornøyd|"
        "veldig misfornøyd|meget misfornøyd|helt uenig|svært uenig|svært vanskelig|veldig vanskelig|"
        "svært usannsynlig|svært dårlig|veldig dårlig"
    ),
}
_STEPS = {word: step for step, words in _SEVEN.items() for word in words.split("|")}
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
