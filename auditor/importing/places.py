"""Finds the touchpoints that the names in a file mean: by what the user says, else by how alike the names are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from types import MappingProxyType

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded, shortened
from auditor.library.words import word_lists
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
    alike = ((likeness(name, point), name, number) for name in waiting for number, point in free)
    pairs = sorted((one for one in alike if one[0] >= _LEAST), reverse=True)
    while pairs:
        best, name, number = pairs[0]
        ties = [one for one in pairs[1:] if one[0] == best]
        rivals = {one[1] for one in ties if one[1] == name or (once and one[2] == number)}
        if not rivals:
            found[name] = number
        gone = {name, *rivals}
        pairs = [one for one in pairs if one[1] not in gone and (rivals or not once or one[2] != number)]
    return {name: found.get(name) for name in names}


def likeness(name: str, other: str) -> float:
    """Return how alike two names are, 0..1: 1 for equal ones, else by shared words, or by letters if nearly equal."""
    if folded(name) == folded(other):
        return 1.0
    mine, theirs = _words(name), _words(other)
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 0.99
    shared = len(mine & theirs) / len(mine | theirs)
    within = 0.7 * len(mine & theirs) / min(len(mine), len(theirs))
    return round(max(shared, within, _letters(_NUMBERED.sub("", name), other)), 6)


def _letters(name: str, other: str) -> float:
    """Return how alike two names are letter by letter, a tenth less than that; 0 where they are not nearly equal."""
    matcher = SequenceMatcher(None, folded(name), folded(other))
    for share in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio):
        if share() < _LEAST_LETTERS:
            return 0.0
    return 0.9 * matcher.ratio()


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
            names=", ".join(
                _("“{text}”").format(text=shortened(name, 60)) for name in [*there.values()][:20]
            ),
        )
    )


def unplaced(found: Mapping[str, int | None], maps: Mapping[str, int | None] | None) -> Sequence[str]:
    """Return the names that mean no touchpoint, without those the user leaves out."""
    said = maps or {}
    return [name for name, number in found.items() if number is None and folded(name) not in said]
