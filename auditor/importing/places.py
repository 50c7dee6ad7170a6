"""Finds the touchpoints that the names in a file mean: by what the user says, else by how alike the names are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from types import MappingProxyType

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded, shortened
from auditor.library.words import word_lists
from auditor.views.checks import Named
from auditor.views.imports import Surveyed
from auditor.views.journeys import Journey, Persona

_NUMBERED = re.compile(r"^\s*(?:step|steg)?\s*\d+\s*[.):–-]?\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"^https?://[^/]*")
"""The part of a page's address that all pages share."""
_WORD = re.compile(r"[^\W_]+")
_EMPTY_WORDS = frozenset(word_lists("places")["empty"])
_SAME = {word: f"#{number}" for number, words in enumerate(word_lists("places")["alike"]) for word in words}
_LEAST = 0.5
_LEAST_LETTERS = 0.8


class Target(Struct, frozen=True):
    """Where an import may land, and what the user says of it."""

    journey: Journey
    today: date
    personas: tuple[Persona, ...] = ()
    touchpoint_ids: tuple[int, ...] = ()
    """Where everything is to land; empty where the file's own names decide."""
    stage_id: int | None = None
    """The stage where everything is to land."""
    whole: bool = False
    """Whether everything is to land on the whole journey."""
    persona_id: int | None = None
    maps: Mapping[str, int | None] | None = None
    """Touchpoints by folded name in the file; None leaves a name out."""
    written: Mapping[str, str] = MappingProxyType({})
    """How the user wrote the names of `maps`."""
    source: str = ""
    """What the evidence is called; empty for the file's own name."""
    day: date | None = None
    """When it was collected; None for what the file says."""
    surveyed: tuple[Surveyed, ...] = ()
    """The survey replies that the journey has evidence of already."""
    asked: Mapping[int, Collection[Named]] = MappingProxyType({})
    """By touchpoint: the checks that an audit asks there, whichever of its checklists they are from."""

    @property
    def is_said(self) -> bool:
        """Whether the user says where everything lands, whatever the file's own names are."""
        return bool(self.touchpoint_ids) or self.stage_id is not None or self.whole

    @property
    def stage(self) -> str:
        """The name of the stage where everything is to land; empty for none."""
        return next((stage.name for stage in self.journey.stages if stage.id == self.stage_id), "")

    def name_of(self, touchpoint_id: int) -> str:
        """Return a touchpoint's name."""
        return next(point.name for point in self.journey.touchpoints if point.id == touchpoint_id)

    def persona_named(self, name: str) -> int | None:
        """Return the persona of that name, however cased, or whose name is part of it; None for nobody."""
        wanted = folded(name)
        for persona in self.personas:
            if folded(persona.name) == wanted:
                return persona.id
        fits = [each.id for each in self.personas if wanted and wanted in folded(each.name)]
        return fits[0] if len(fits) == 1 else None

    def persona_name(self, persona_id: int | None) -> str:
        """Return a persona's name; empty for none."""
        return next((each.name for each in self.personas if each.id == persona_id), "")


def placed(names: Iterable[str], target: Target, once: bool = True) -> dict[str, int | None]:
    """Return the touchpoint that each name means, None where none is surely meant.

    What the user says wins. Otherwise the most alike pair of name and touchpoint is taken first, and of equally
    alike ones none. With `once` every touchpoint is taken by one name, as the steps of a flow take it.
    """
    names = list(dict.fromkeys(names))
    maps = target.maps or {}
    found: dict[str, int | None] = {name: maps[folded(name)] for name in names if folded(name) in maps}
    waiting = [name for name in names if name not in found]
    points = [(point.id, point.name) for point in target.journey.touchpoints]
    free = [(number, name) for number, name in points if not once or number not in found.values()]
    looks = [(number, _Look(point)) for number, point in free]
    pairs = sorted((one for name in waiting for one in _pairs(_Look(name), looks)), reverse=True)
    gone: set[str] = set()
    taken: set[int] = set()
    for _score, ties in groupby(pairs, key=lambda one: one[0]):
        _take([(name, number) for _score, name, number in ties], once, found, gone, taken)
    return {name: found.get(name) for name in names}


def _pairs(look: _Look, points: Iterable[tuple[int, _Look]]) -> Iterator[tuple[float, str, int]]:
    for number, point in points:
        if (alike := _alike(look, point)) >= _LEAST:
            yield alike, look.name, number


def _take(
    pairs: Iterable[tuple[str, int]],
    once: bool,
    found: dict[str, int | None],
    gone: set[str],
    taken: set[int],
) -> None:
    """Take equally alike pairs where nothing rivals them; names that are decided, either way, are `gone`.

    Each pair is looked at once or twice, however many there are.
    """
    left = [one for one in pairs if one[0] not in gone and one[1] not in taken]
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    names: defaultdict[int, set[str]] = defaultdict(set)
    for name, number in left:
        numbers[name].add(number)
        names[number].add(name)
    for name, number in left:
        if name in gone or number in taken:
            continue
        rivals = (names[number] - gone if once else set()) - {name}
        names[number] = {name}
        if not rivals and numbers[name] - taken == {number}:
            found[name] = number
            if once:
                taken.add(number)
        gone |= {name, *rivals}


def likeness(name: str, other: str) -> float:
    """Return how alike two names are, 0..1: 1 for equal ones, else by shared words, or by letters if nearly equal."""
    return _alike(_Look(name), _Look(other))


class _Look:
    """A name as it is compared; worked out once, however many it is compared with."""

    def __init__(self, name: str) -> None:
        """Take its letters, those without a number before them, and its words."""
        self.name = name
        self.letters = folded(name)
        self.bare = folded(_NUMBERED.sub("", name))
        self.words = _words(name)


def _alike(mine: _Look, other: _Look) -> float:
    if mine.letters == other.letters:
        return 1.0
    if not mine.words or not other.words:
        return 0.0
    if mine.words == other.words:
        return 0.99
    both = len(mine.words & other.words)
    shared = both / (len(mine.words) + len(other.words) - both)
    within = 0.7 * both / min(len(mine.words), len(other.words))
    return round(max(shared, within, _letters(mine.bare, other.letters)), 6)


def _letters(name: str, other: str) -> float:
    """Return how alike two texts are letter by letter, a tenth less than that; 0 where they are not nearly equal."""
    matcher = SequenceMatcher(None, name, other)
    if matcher.real_quick_ratio() < _LEAST_LETTERS or matcher.quick_ratio() < _LEAST_LETTERS:
        return 0.0
    share = matcher.ratio()
    return 0.9 * share if share >= _LEAST_LETTERS else 0.0


def _words(name: str) -> frozenset[str]:
    words = _WORD.findall(folded(_NUMBERED.sub("", _ADDRESS.sub("", name))))
    telling = [word for word in words if word not in _EMPTY_WORDS] or words
    return frozenset(_SAME.get(word, word) for word in telling)


def refuse_unknown_names(names: Iterable[str], target: Target) -> None:
    """Raise RefusedError where the user says of a name where it belongs, and the file has no such name."""
    there = {folded(name): name for name in names if name}
    unknown = [name for name in target.maps or {} if name not in there]
    if not unknown:
        return
    name = shortened(target.written.get(unknown[0], unknown[0]), 60)
    if not there:
        raise RefusedError(_("The file names no places, so “{name}” is nothing in it.").format(name=name))
    raise RefusedError(
        _("“{name}” is nothing in the file. There is: {names}.").format(
            name=name,
            names=labels.listed([*there.values()]),
        )
    )


def unplaced(found: Mapping[str, int | None], maps: Mapping[str, int | None] | None) -> Sequence[str]:
    """Return the names that mean no touchpoint, without those the user leaves out."""
    said = maps or {}
    return [name for name, number in found.items() if number is None and folded(name) not in said]
