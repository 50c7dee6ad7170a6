"""Finds things by words of what is said of them, while somebody types. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from auditor.base.text import plain_letters

Said = tuple[tuple[str, float], ...]
"""What is said of a thing: texts, each with how much a word in it counts."""

_WORD = re.compile(r"\w+")

_WHOLE, _BEGUN, _WITHIN, _NEAR = 1.0, 0.8, 0.5, 0.3
"""How much it counts that a typed word is a word of the text, its beginning, within it, or near it. House defaults."""
_SHORT = 3
"""A typed word of fewer letters is looked for only where words begin."""
_SLIPS = ((8, 2), (4, 1))
"""From so many letters on, so many slips are forgiven. House defaults."""
_LIKE, _LIKE_FROM = 80.0, 5
"""From so many letters on, a word also counts as near that shares so many of 100 with a part of it. House defaults."""
_IN_A_ROW = 1.0
"""How much it counts besides that the words typed follow each other just so."""


class WordSearch:
    """Things by the words that are said of them; made once, and asked at every key."""

    def __init__(self, things: Iterable[Sequence[Said]]) -> None:
        """Take things, numbered from 0, each with what is said of it; what is said of many is looked at once."""
        self._subjects: dict[Said, int] = {}
        self._things: list[list[int]] = []
        """The things of which each subject is said."""
        self._lines: list[str] = []
        """The words of each subject after each other."""
        self._places: dict[str, dict[int, float]] = {}
        """Of every word the subjects it is in, and how much it counts there."""
        self._known: dict[tuple[str, bool], dict[int, float]] = {}
        """What was found of each word at the last key; all but one are typed again at the next."""
        self._count = 0
        for thing in things:
            for said in thing:
                self._things[self._subject(said)].append(self._count)
            self._count += 1
        self._letters = {word: _signature(word) for word in self._places}

    def _subject(self, said: Said) -> int:
        known = self._subjects.get(said)
        if known is not None:
            return known
        number = self._subjects[said] = len(self._lines)
        self._things.append([])
        line = []
        for text, weight in said:
            words = _words(text)
            line.append(f" {' '.join(words)} ")
            for word in words:
                places = self._places.setdefault(word, {})
                if weight > places.get(number, 0.0):
                    places[number] = weight
        self._lines.append("\n".join(line))
        return number

    def find(self, typed: str) -> list[int]:
        """Return the things of which every word typed is said, in any order, the best first.

        A word may be typed in part and without its accents. Where nothing is found, slips of the pen are forgiven.
        """
        if not _words(typed):
            return list(range(self._count))
        found = self.scores(typed)
        return sorted(found, key=lambda thing: (-found[thing], thing))

    def scores(self, typed: str) -> dict[int, float]:
        """Return the things that `find` gives, each with how well it fits; none where no word is typed."""
        words = list(dict.fromkeys(_words(typed)))
        found = self._of_all(words, with_slips=False) or self._of_all(words, with_slips=True)
        self._known = {(word, slips): found for (word, slips), found in self._known.items() if word in words}
        if len(words) > 1 and found:
            in_a_row = {
                thing
                for subject in self._with_line(" ".join(_words(typed)))
                for thing in self._things[subject]
            }
            for thing in in_a_row & found.keys():
                found[thing] += _IN_A_ROW
        return found

    def _of_all(self, words: Iterable[str], *, with_slips: bool) -> dict[int, float]:
        """Return the things of which all words are said, with how well."""
        found: dict[int, float] | None = None
        for word in sorted(words, key=len, reverse=True):
            of_word = self._of_word(word, with_slips)
            self._known[word, with_slips] = of_word
            found = (
                of_word
                if found is None
                else {thing: well + of_word[thing] for thing, well in found.items() if thing in of_word}
            )
            if not found:
                return {}
        return dict(found or {})

    def _of_word(self, typed: str, with_slips: bool) -> dict[int, float]:
        if (typed, with_slips) in self._known:
            return self._known[typed, with_slips]
        subjects: defaultdict[int, float] = defaultdict(float)
        for word, likeness in self._like(typed, with_slips):
            for subject, weight in self._places[word].items():
                subjects[subject] = max(subjects[subject], likeness * weight)
        things: dict[int, float] = {}
        # The least first, so that what is said best of a thing is what stays.
        for subject, how_well in sorted(subjects.items(), key=lambda each: each[1]):
            things.update(dict.fromkeys(self._things[subject], how_well))
        return things

    def _like(self, typed: str, with_slips: bool) -> Iterator[tuple[str, float]]:
        """Return the words that a typed one may mean, with how much that counts."""
        for word in self._places:
            if word.startswith(typed):
                yield word, _WHOLE if word == typed else _BEGUN
            elif len(typed) >= _SHORT and typed in word:
                yield word, _WITHIN
        if not with_slips:
            return
        forgiven = next((slips for letters, slips in _SLIPS if len(typed) >= letters), 0)
        if not forgiven:
            return
        from rapidfuzz import fuzz

        own = _signature(typed)
        for word, letters in self._letters.items():
            if typed in word:
                continue
            # Each slip brings in at most one letter that is not in the word.
            is_far = len(typed) - len(word) > forgiven or (own & ~letters).bit_count() > forgiven
            if not is_far and (slips := slips_of(typed, word)) <= forgiven:
                yield word, _NEAR / slips
            elif _LIKE_FROM <= len(typed) <= len(word) and fuzz.partial_ratio(
                typed, word, score_cutoff=_LIKE
            ):
                yield word, _NEAR / (forgiven + 1)

    def _with_line(self, line: str) -> list[int]:
        return [subject for subject, lines in enumerate(self._lines) if f" {line}" in lines]


_LETTER_BITS = 64


def _words(text: str) -> list[str]:
    return _WORD.findall(plain_letters(text))


def _signature(word: str) -> int:
    """Return the letters of a word as bits, so that words that are far from each other are told at once."""
    bits = 0
    for letter in word:
        bit = 1 << (ord(letter) % _LETTER_BITS)
        # The second and the third of a letter have bits of their own.
        while bits & bit and bit >> 3 * _LETTER_BITS == 0:
            bit <<= _LETTER_BITS
        bits |= bit
    return bits


def slips_of(typed: str, word: str) -> int:
    """Return how many slips lie between what was typed and the word, or the beginning of it that is nearest.

    A slip is a letter too many, one missing, another one, or two neighbours that changed places (the distance of
    Damerau in its form for optimal alignment).
    """
    from rapidfuzz.distance import OSA

    best = len(typed)
    for end in range(len(word) + 1):
        # A beginning that is longer or shorter by more letters than the fewest slips so far is no nearer.
        if abs(end - len(typed)) < best:
            best = min(best, OSA.distance(typed, word[:end]))
    return best
