"""What the map draws beside its curves: for which personas, the stages above, and the rows below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.analysis.curves import Curve, Score
from auditor.analysis.mapping import observed
from auditor.base.i18n import N_, _, number, percent
from auditor.base.labels import SUPPORT_SIGNS, nearest, word
from auditor.base.vocabulary import Basis, Emotion, Existence, NoteKind, Side, Support
from auditor.drawing.cells import bar
from auditor.drawing.inks import feeling_ink
from auditor.sentences.evidence import level_text
from auditor.sentences.feelings import in_a_word, with_face
from auditor.sentences.persona import state_text, verified_text
from auditor.sentences.standing import DIFFER
from auditor.views.journeys import Persona
from auditor.views.maps import JourneyMap, MapPoint
from screens.map.emotion_map import Band, MapRow
from screens.widgets.drawing import Part, fit

_LEVEL_INKS = {Support.OPINION: "dim", Support.DATA: "plain", Support.ASKED: "good"}

ROWS: tuple[tuple[str, str, str], ...] = (
    ("word", N_("feels"), N_("Row on or off: the feeling in a word")),
    ("channel", N_("where"), N_("Row on or off: the channel")),
    ("checks", N_("met"), N_("Row on or off: checks passed of those that apply")),
    ("need", N_("need"), N_("Row on or off: how badly it wants work")),
    ("evidence", N_("basis"), N_("Row on or off: whether the feeling is assumed or observed")),
    ("needs", N_("needs"), N_("Row on or off: what customers need")),
    ("pains", N_("pain"), N_("Row on or off: pain points")),
    ("actions", N_("to do"), N_("Row on or off: open actions")),
    (
        "support",
        N_("known"),
        N_("Row on or off: opinion only ○, some data ◐, customers asked ●; and the confidence"),
    ),
)
"""The rows that can be switched on and off: heading of at most six cells, and what its key does."""


@dataclass(slots=True)
class PersonaChoice:
    """Which personas are drawn: the mean of all, each on its own, or one of them."""

    personas: tuple[Persona, ...] = ()
    at: int = 0

    def keep_within(self, personas: tuple[Persona, ...]) -> None:
        """Take the personas there are now."""
        self.personas = personas
        self.at = min(self.at, self._choices - 1)

    @property
    def _choices(self) -> int:
        return len(self.personas) + 2 if len(self.personas) > 1 else 1

    def go_on(self) -> None:
        """To the next choice."""
        self.at = (self.at + 1) % self._choices

    def drawn(self) -> list[Persona | None]:
        """Return the personas to draw; None is the mean of all."""
        if len(self.personas) <= 1:
            return list(self.personas) or [None]
        if self.at == 0:
            return list(self.personas)
        return [None] if self.at == 1 else [self.personas[self.at - 2]]

    @property
    def alone(self) -> Persona | None:
        """The one of several personas that is drawn alone; None where it is not one of several."""
        return self.personas[self.at - 2] if len(self.personas) > 1 and self.at > 1 else None

    def said(self) -> str:
        """Say which are drawn."""
        shown = self.drawn()
        if len(shown) > 1:
            return ", ".join((_("each persona"), verified_text(self.personas)))
        one = shown[0]
        if one is not None:
            return f"{one.name} {state_text(one)}"
        return ", ".join(filter(None, (_("all personas"), verified_text(self.personas))))


def bands(journey_map: JourneyMap) -> list[Band]:
    """Return the stages that have touchpoints."""
    return [Band(s.name, len(s.touchpoints)) for s in journey_map.journey.stages if s.touchpoints]


def marks(journey_map: JourneyMap) -> MapRow:
    """Return the marks of each touchpoint: moment of truth, indirect, planned, to go, journey inside."""
    points = journey_map.points
    return MapRow("", [_marks(point) for point in points], [_marks(point, short=True) for point in points])


def _marks(point: MapPoint, short: bool = False) -> Part:
    touchpoint = point.touchpoint
    said = []
    if touchpoint.critical:
        said.append("◆")
    if touchpoint.side is Side.INDIRECT:
        said.append(word(Side.INDIRECT))
    if touchpoint.existence is Existence.PLANNED:
        said.append(f"+ {word(Existence.PLANNED)}")
    if touchpoint.existence is Existence.TO_GO:
        said.append(f"× {word(Existence.TO_GO)}")
    if touchpoint.opens_id is not None:
        felt = point.sub_feeling is not None and not short
        said.append("▾" + (_("from inside") if felt else ""))
    if point.draft:
        said.append(_("draft"))
    if point.differing is not None:
        said.append(DIFFER)
    return " ".join(said), "warn" if touchpoint.critical else "dim"


def rows(journey_map: JourneyMap, wanted: set[str], scores: Curve) -> list[MapRow]:
    """Return the rows switched on."""
    return [
        MapRow(
            _(heading),
            [_CELLS[key](point, score) for point, score in _with(journey_map, scores)],
            [_NARROW[key](point, score) for point, score in _with(journey_map, scores)]
            if key in _NARROW
            else (),
        )
        for key, heading, _help in ROWS
        if key in wanted
    ]


def _with(journey_map: JourneyMap, scores: Curve) -> list[tuple[MapPoint, Score]]:
    padded = list(scores) + [None] * len(journey_map.points)
    return list(zip(journey_map.points, padded, strict=False))


def _word(point: MapPoint, score: Score) -> Part:
    if score is None:
        return "·", "dim"
    return with_face(score, _emotion(point, score)), feeling_ink(score)


def _bare_word(point: MapPoint, score: Score) -> Part:
    if score is None:
        return "·", "dim"
    return in_a_word(nearest(score), _emotion(point, score)), feeling_ink(score)


def _emotion(point: MapPoint, score: float) -> Emotion | None:
    """Return an emotion that a persona named for the feeling nearest to the mean, if any did."""
    return next(
        (
            one.emotion
            for one in point.feelings.values()
            if one.now == nearest(score) and one.emotion and (point.draft or not one.draft)
        ),
        None,
    )


def _channel(point: MapPoint, _score: Score) -> Part:
    return word(point.touchpoint.channel), "dim"


def _checks(point: MapPoint, _score: Score) -> Part:
    if not point.judged:
        return "–", "dim"
    return f"{point.passed}/{point.judged}", "warn" if point.failed else "plain"


def _need_with_bar(width: int) -> Callable[[MapPoint, Score], Part]:
    def cell(point: MapPoint, _score: Score) -> Part:
        if not point.need_known:
            return "–", "dim"
        need = point.touchpoint.need
        share = fit(percent(need), 5)
        return f"{share} {bar(need, width)}", "bad" if need >= 0.5 else "plain"

    return cell


def _evidence(point: MapPoint, score: Score) -> Part:
    seen = observed(point)
    if seen is not None and point.heard:
        return f"{word(Basis.OBSERVED)} n={number(seen.people)}", "good"
    return _basis(point, score)


def _basis(point: MapPoint, _score: Score) -> Part:
    felt = [feelings for feelings in point.feelings.values() if feelings.newest is not None]
    if not felt:
        return "–", "dim"
    told = any(feelings.observed is not None for feelings in felt)
    return word(Basis.OBSERVED if told else Basis.ASSUMED), "good" if told else "dim"


def _people_heard(point: MapPoint, score: Score) -> Part:
    """Return how many people an observed feeling speaks for, where a word has no room beside it."""
    seen = observed(point)
    return (f"n={number(seen.people)}", "good") if seen is not None and point.heard else _basis(point, score)


def _support(point: MapPoint, _score: Score) -> Part:
    level = point.support.level if point.support else Support.OPINION
    return level_text(level), _LEVEL_INKS[level]


def _confidence(point: MapPoint, _score: Score) -> Part:
    support = point.support
    if support is None:
        return f"{SUPPORT_SIGNS[Support.OPINION]} –", _LEVEL_INKS[Support.OPINION]
    return f"{SUPPORT_SIGNS[support.level]} {number(support.confidence, 2)}", _LEVEL_INKS[support.level]


def _noted(kind: NoteKind) -> Callable[[MapPoint, Score], Part]:
    def cell(point: MapPoint, _score: Score) -> Part:
        notes = [note.text for note in point.notes if note.kind is kind]
        more = f" +{len(notes) - 1}" if len(notes) > 1 else ""
        return (notes[0] + more if notes else "·"), "plain" if notes else "dim"

    return cell


def _actions(point: MapPoint, _score: Score) -> Part:
    return (str(point.open_actions), "accent") if point.open_actions else ("·", "dim")


_CELLS: dict[str, Callable[[MapPoint, Score], Part]] = {
    "word": _word,
    "channel": _channel,
    "checks": _checks,
    "need": _need_with_bar(8),
    "evidence": _evidence,
    "needs": _noted(NoteKind.NEED),
    "pains": _noted(NoteKind.PAIN_POINT),
    "actions": _actions,
    "support": _support,
}

_NARROW: dict[str, Callable[[MapPoint, Score], Part]] = {
    "word": _bare_word,
    "need": _need_with_bar(2),
    "evidence": _people_heard,
    "support": _confidence,
}
"""What stands in narrow columns instead: nothing that says the same twice."""
