"""Scores of surveys: scales of numbers, of stars and faces, and of words in English, Swedish, Norwegian and Danish."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from types import MappingProxyType

from msgspec import Struct

from auditor.base.text import folded
from auditor.importing.files.national import number_of
from auditor.library.words import word_lists

_LISTS = word_lists("scales")
_NO_ANSWER = frozenset(_LISTS["no_answer"])
_CODES = frozenset(float(code) for code in _LISTS["codes"])
_OF_FIVE = {1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 4, 7: 5}
_MIDDLE = 4
_NO_WORDS: Mapping[str, float] = MappingProxyType({})

_OF = re.compile(
    r"(?P<score>\d+(?:[.,]\d+)?)\s*(?:/|of|out of|av|af|ud af|ut av)\s*(?P<most>\d{1,3})(?:\s+[^\W\d].*)?",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    r"\(?(?P<score>[+-]?\d+(?:[.,]\d+)?)\)?(?P<between>\s*[-–—:=.)(/,]+\s*|\s+)(?P<word>[^\W\d].*)",
    re.IGNORECASE,
)
_NUMBER_LAST = re.compile(
    r"(?P<word>[^\W\d].*?)(?P<between>\s*[-–—:=(\[]\s*|\s+)(?P<score>\d+(?:[.,]\d+)?)[)\]]?", re.IGNORECASE
)
_STARS = re.compile(
    r"(?P<score>\d+(?:[.,]\d+)?)\s*(?:stars?|stjärn\w*|stjerne\w*|poäng|poeng|point|points|[★⭐])",
    re.IGNORECASE,
)
_FULL_STARS, _EMPTY_STARS = "★⭐🌟", "☆✩"
_SELECTORS = str.maketrans("", "", "\ufe0e\ufe0f\u200d")
_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]")
_LONGEST = 120
"""A longer cell is no answer on a scale."""


class Answer(Struct, frozen=True):
    """What a cell says on a scale: a number, a word, or a number with a word."""

    number: float | None
    word: str = ""
    """As scales have it; empty for none."""
    most: int = 0
    """The highest score, where the cell tells it, such as 5 in “4 of 5”; 0 where it does not."""

    @property
    def is_word(self) -> bool:
        """Whether it is a known word, with or without a number."""
        return self.word in _known_words()


def is_no_answer(cell: str) -> bool:
    """Tell whether a cell says that no answer was given."""
    return folded(cell).strip(" .") in _NO_ANSWER


def is_code(score: float) -> bool:
    """Tell whether a number is one that stands for no answer among scores from 0 to 10."""
    return score in _CODES


def is_scale_word(cell: str) -> bool:
    """Tell whether a cell is a word of a known scale."""
    return word_in(cell) in _known_words()


def word_in(cell: str) -> str:
    """Return a cell as words of scales are looked for: in small letters, without pictures and what ends a sentence."""
    if len(cell) > _LONGEST:
        return ""
    bare = cell.translate(_SELECTORS).strip()
    if bare in _faces():
        return bare
    text = folded(_PICTURES.sub(" ", bare)).strip(" .!,;")
    return " ".join(text.replace("’", "'").replace("/", " ").replace(",", " ").split())


def answer_in(cell: str, decimal: str) -> Answer | None:
    """Return what a cell says on a scale; None for anything else, such as text, a range, a day or a share."""
    if len(cell) > _LONGEST:
        return None
    number = number_of(cell, decimal)
    if number is not None:
        return Answer(number)
    text = cell.translate(_SELECTORS).strip()
    if (word := word_in(text)) in _known_words():
        return Answer(None, word)
    stars = text.replace(" ", "")
    if stars and all(each in _FULL_STARS + _EMPTY_STARS for each in stars):
        empty = sum(each in _EMPTY_STARS for each in stars)
        return Answer(float(len(stars) - empty), "", len(stars) if empty else 0)
    if found := _OF.fullmatch(text):
        return Answer(number_of(found["score"], decimal), "", int(found["most"]))
    if found := _STARS.fullmatch(text):
        return Answer(number_of(found["score"], decimal))
    for pattern in (_NUMBER_FIRST, _NUMBER_LAST):
        if (found := pattern.fullmatch(text)) and (number := number_of(found["score"], decimal)) is not None:
            word = word_in(found["word"].strip("-–—:=()[] "))
            if word in _known_words() or not found["between"].isspace():
                return Answer(number, word)
    return None


class Words(Struct, frozen=True):
    """How the words of a column are read: on how many steps, and which step each is."""

    steps: int
    values: Mapping[str, float]


def readings(words: Iterable[str], steps: int = 0) -> list[Words]:
    """Return the ways to read a column's words, each of them on a scale of its own; of one way there is no doubt.

    `steps` is on how many they are known to be, 0 where that is not known. Words of which none of the scales has all
    have no reading.
    """
    wanted = frozenset(words)
    found: list[Words] = []
    for scale in (*_usual(wanted, steps), *_special(wanted)):
        if (not steps or scale.steps == steps) and scale not in found:
            found.append(scale)
    return found


def is_good(word: str) -> bool | None:
    """Tell whether a word is on the good half of its scale; None for the middle, and for no known word."""
    step = _step_of(word)
    if step is None:
        halves = {
            2 * at < len(steps) - 1
            for steps, _lower in _scales()
            for at, each in enumerate(steps)
            if word in each and 2 * at != len(steps) - 1
        }
        return halves.pop() if len(halves) == 1 else None
    return None if step == _MIDDLE else step > _MIDDLE


def about(words: Iterable[str]) -> str:
    """Return what words of answers are about: csat, ces, agree or likely; empty for anything else."""
    parts = [part for word in words for part in word.split()]
    return next(
        (
            kind
            for kind, begins in _LISTS["about"].items()
            if any(part.startswith(begin) for part in parts for begin in begins)
        ),
        "",
    )


def _usual(words: frozenset[str], steps: int) -> Iterator[Words]:
    """Yield the reading of words that are very, just so or somewhat good or bad, with a middle.

    They are on seven steps where both a plain word and a milder one stand. Words of one kind that would be the same
    step, such as “very” and “extremely satisfied”, are on another scale.
    """
    found = {word: step for word in words if (step := _step_of(word)) is not None}
    if len(found) < len(words) or not words:
        return
    if {_face_step(word) for word in words} != {None}:
        if all(_face_step(word) for word in words) and len({*found.values()}) == len(words):
            yield Words(5, {word: float(_face_step(word) or 0) for word in words})
        return
    milder = {6, 5} <= {*found.values()} or {2, 3} <= {*found.values()}
    for many in (steps,) if steps in (5, 7) else (7 if milder else 5,):
        values = {word: float(step if many == 7 else _OF_FIVE[step]) for word, step in found.items()}
        kinds = {word: _kind(word) for word in words}
        clash = any(
            values[one] == values[other] and kinds[one][0] == kinds[other][0] and kinds[one] != kinds[other]
            for one, other in product(words, words)
        )
        if not clash:
            yield Words(many, values)


def _special(words: frozenset[str]) -> Iterator[Words]:
    for steps, lower in _scales():
        at = {word: [place for place, each in enumerate(steps) if word in each] for word in words}
        if words and all(at.values()) and (not lower or any(places[0] >= 3 for places in at.values())):
            yield Words(len(steps), {word: float(len(steps) - places[0]) for word, places in at.items()})


def _step_of(word: str) -> int | None:
    return _steps().get(word)


def _face_step(word: str) -> int | None:
    return _faces().get(word)


@cache
def _faces() -> Mapping[str, int]:
    return {face: int(step) for step, faces in _LISTS["faces"].items() for face in faces}


@cache
def _steps() -> Mapping[str, int]:
    """Words by their step of seven."""
    found: dict[str, int] = {}
    for made in _LISTS["made"]:
        for words, plain, strong, mild in (("good", 6, 7, 5), ("bad", 2, 1, 3)):
            for word in made[words]:
                found.setdefault(word, plain)
                found.update({f"{each} {word}": strong for each in made["strong"]})
                found.update({f"{each} {word}": mild for each in made["mild"]})
    found.update({word: int(step) for step, words in _LISTS["steps"].items() for word in words})
    found.update({face: {1: 1, 2: 2, 3: 4, 4: 6, 5: 7}[step] for face, step in _faces().items()})
    return found


@cache
def _scales() -> Sequence[tuple[tuple[frozenset[str], ...], bool]]:
    """The scales of another make: the words of each step, and whether one is told by its lower half."""
    stems = {
        sign: [word for made in _LISTS["made"] for word in made[side]]
        for sign, side in (("*", "good"), ("~", "bad"))
    }

    def filled(word: str) -> list[str]:
        sign = word[-1]
        return [word.replace(sign, stem) for stem in stems[sign]] if sign in stems else [word]

    return [
        (
            tuple(frozenset(made for word in step for made in filled(word)) for step in scale["steps"]),
            bool(scale.get("lower")),
        )
        for scale in _LISTS["scale"]
    ]


@cache
def _known_words() -> frozenset[str]:
    return frozenset(_steps()).union(*(each for steps, _lower in _scales() for each in steps))


@cache
def _strengths() -> frozenset[str]:
    return frozenset(word for made in _LISTS["made"] for side in ("strong", "mild") for word in made[side])


def _kind(word: str) -> tuple[str, str]:
    """Return what a word is about, and how strongly it says so, such as `satisfied` and `very`."""
    for base, words in _LISTS["stronger"].items():
        if word in words:
            return base, word
    parts = word.split()
    stem = [part for part in parts if part not in _strengths()] or parts[-1:]
    return " ".join(stem), " ".join(part for part in parts if part not in stem)


SCALES = ((1, 5), (0, 10), (1, 7), (1, 10), (0, 100))
_NAMED_ENDS = (*range(3, 11), 100)
_NAMED = re.compile(
    r"(?<![\w.,/-])([01])\s*(?:[-–—]|\.\.+|…|\b(?:to|till|til)\b)\s*(\d{1,3})(?![\w%]|[.,/–-]\d)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<![\w.,/-])(?P<score>\d{1,3})\s*(?:=|:|\(|\bär\b|\bis\b|\ber\b|\bbetyder\b|\bbetyr\b|\bmeans\b|[-–—]\s*(?=[^\W\d])|\s(?=[^\W\d]))"
    r"\s*(?P<word>[^\W\d][^\d;,/)(=:]*)"
)
_END_LAST = re.compile(r"(?P<word>[^\W\d][^\d;,/)(=:]*?)\s*(?:=|\()\s*(?P<score>\d{1,3})(?![\w%.,]\d)")
_PARTING = re.compile(r"\s+(?:and|och|og|to|till|til|[-–—])\s*$|[\s\-–—]+$")


class ScaleTold(Struct, frozen=True):
    """What a heading tells of its scale."""

    ends: tuple[int, int] | None
    """The lowest and the highest score."""
    rises: bool | None
    """Whether a higher score is the better word; None where no words are told, or such as contradict each other."""
    words: tuple[str, ...] = ()
    """The words at its ends."""


def scale_in(name: str) -> tuple[int, int] | None:
    """Return the scale (lowest, highest) that a column's name tells, such as `(1-5)` or `0 till 10`; None for none."""
    found = ((int(low), int(high)) for low, high in _NAMED.findall(name))
    return next((scale for scale in found if scale[1] in _NAMED_ENDS), None)


def scale_told(name: str) -> ScaleTold:
    """Return the scale that a column's name tells, with what its ends are called: `1 (bäst) – 5 (sämst)`."""
    named = {int(found["score"]): _end(found["word"]) for found in _END.finditer(name)}
    if all(_is_end(word) is None for word in named.values()):
        named = {int(found["score"]): _end(found["word"]) for found in _END_LAST.finditer(name)}
    told = {score: good for score, word in named.items() if (good := _is_end(word)) is not None}
    ends = scale_in(name)
    if len(named) > 1 and ends is None and min(named) in (0, 1) and max(named) in _NAMED_ENDS and told:
        ends = (min(named), max(named))
    if not told:
        return ScaleTold(ends, None)
    low, high = (ends[0], ends[1]) if ends else (min(named), max(named))
    signs = {
        good if 2 * score > low + high else not good
        for score, good in told.items()
        if 2 * score != low + high
    }
    rises = signs.pop() if len(signs) == 1 else None
    if low == high:
        rises = told[low] is False if low in (0, 1) else told[low]
    return ScaleTold(ends, rises, tuple(named[score] for score in told))


def _end(word: str) -> str:
    return word_in(_PARTING.sub("", word.strip()))


def _is_end(word: str) -> bool | None:
    """Tell whether a word at the end of a scale is its good one; None where it is neither."""
    for side, good in (("best", True), ("worst", False)):
        if word in _LISTS["ends"][side]:
            return good
    return is_good(word)


def guessed_scale(scores: Sequence[float], kind: str) -> tuple[int, int]:
    """Return the scale (lowest, highest) that scores are most likely on; (0, 0) where it can't be told.

    Of scores up to 7 it is not known whether they are of 7 or of 10, unless they are of effort; a 0 among scores up to
    5 may be on a scale from 0 to 5, and shares from 0 to 1 are on none.
    """
    low, high = min(scores), max(scores)
    if kind == "nps":
        return 0, 10
    if high <= 1 and (low < 1 or any(score != int(score) for score in scores)):
        return 0, 0
    if kind == "ces":
        usual: Sequence[tuple[int, int]] = ((1, 7), (1, 5), (0, 10), (0, 100)) if high > 5 else ((1, 5),)
    elif high <= 7 and (high > 5 or low < 1):
        return 0, 0
    else:
        usual = SCALES
    for scale in usual:
        if scale[0] <= low and high <= scale[1]:
            return scale
    return 0, 0
