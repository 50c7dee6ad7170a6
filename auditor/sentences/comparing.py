"""Personas compared, in words: a row of cells for each thing that is known of them, and for each touchpoint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from auditor.analysis.comparing import Compared, ComparedPoint, PersonaAt
from auditor.base import labels
from auditor.base.i18n import _, in_language, number, percent
from auditor.base.vocabulary import Channel, Support
from auditor.sentences.evidence import level_text, persona_text
from auditor.sentences.feelings import in_a_word
from auditor.sentences.map import audits_text
from auditor.sentences.persona import supported, texts
from auditor.views.evidence import PersonaSupport, PointSupport
from auditor.views.journeys import Persona
from auditor.views.maps import Reply

Supports = Mapping[int, Mapping[int, PointSupport]]
"""How well what is said of a persona at a touchpoint is supported, by persona and touchpoint."""


class Row(Struct, frozen=True):
    """A row of the comparison: what it is of, and a cell for each persona."""

    title: str
    cells: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether anything stands in it."""
        return any(self.cells)


def portraits(personas: Sequence[Persona]) -> list[Row]:
    """Return what is known of each persona as such, row by row; rows without anything are left out."""
    sides = [[*texts(one), (_("Supported by"), supported(one))] for one in personas]
    rows = [Row(title, tuple(side[at][1] for side in sides)) for at, (title, _text) in enumerate(sides[0])]
    return [row for row in rows if row.known]


def sums(found: Compared, support: Mapping[int, PersonaSupport]) -> list[Row]:
    """Return what the comparison comes to for each persona: evidence, channels, feelings, whose figures it is."""
    numbers = [one.id for one in found.personas]
    rows = [
        Row(_("Rests on"), tuple(persona_text(support[one]) if one in support else "" for one in numbers)),
        Row(_("Met in"), tuple(_met(channels) for channels in found.met)),
        Row(_("Lived"), tuple(_score(lived) for lived, _end in found.remembered)),
        Row(_("Remembered"), tuple(_score(end) for _lived, end in found.remembered)),
        Row(
            _("Figures of"),
            tuple(
                audits_text([each for each in found.journey_map.sources if each.persona_id == one])
                for one in numbers
            ),
        ),
    ]
    return [row for row in rows if row.known]


def told(
    found: Compared, replies: Sequence[Reply], questions: Mapping[tuple[int, str], Mapping[str, str]]
) -> list[Row]:
    """Return what is known of the personas' own words: a row for each question that any of them has a reply to.

    `questions` are the texts of the question bank by stage and key; a reply to one that is in no file goes by its key.
    """
    said = {(one.stage_id, one.question, one.persona_id): one.text for one in replies}
    stages = {stage.id: stage.name for stage in found.journey_map.journey.stages}
    asked = dict.fromkeys((one.stage_id, one.question) for one in replies if one.stage_id in stages)
    order = {key: place for place, key in enumerate(questions)}
    rows = []
    for stage, key in sorted(asked, key=lambda each: order.get(each, len(order))):
        text = in_language(questions[stage, key]) if (stage, key) in questions else key
        title = _("{stage}: {question}").format(stage=stages[stage], question=text)
        cells = tuple(said.get((stage, key, one.id), "") for one in found.personas)
        rows.append(Row(title, cells))
    return [row for row in rows if row.known]


def touchpoints(found: Compared, supports: Supports) -> Iterator[Row]:
    """Give a row for each touchpoint: its channel, and how each persona feels, needs and is supported there."""
    for one in found.points:
        yield Row(place_text(one), side_texts(found, one, supports))


def place_text(one: ComparedPoint) -> str:
    """Return a touchpoint with the channel in which the personas are met there."""
    return _("{touchpoint} ({channel})").format(
        touchpoint=one.point.touchpoint.name, channel=labels.word(one.point.touchpoint.channel)
    )


def side_texts(found: Compared, one: ComparedPoint, supports: Supports) -> tuple[str, ...]:
    """Return how each persona meets a touchpoint: feeling, need and what that rests on."""
    return tuple(
        " · ".join(
            part
            for part in (
                felt_text(one, side),
                need_text(side),
                level_text(level_at(supports, persona.id, one)),
            )
            if part
        )
        for persona, side in zip(found.personas, one.sides, strict=True)
    )


def felt_text(one: ComparedPoint, side: PersonaAt) -> str:
    """Return what a persona feels at a touchpoint, named a draft beside what is finished; empty for nothing."""
    word = felt_word(one, side)
    return word and f"{labels.FEELING_FACES[labels.nearest(side.feeling or 0)]} {word}"


def felt_word(one: ComparedPoint, side: PersonaAt) -> str:
    """Return the same without a face."""
    if side.feeling is None:
        return ""
    said = in_a_word(labels.nearest(side.feeling), side.emotion)
    return f"{said} ({_('draft')})" if side.draft and not one.point.draft else said


def need_text(side: PersonaAt) -> str:
    """Return how badly a touchpoint wants work for a persona; empty where nothing is known."""
    return "" if side.need is None else _("need {share}").format(share=percent(side.need))


def level_at(supports: Supports, persona_id: int, one: ComparedPoint) -> Support:
    """Return what is known of a persona at a touchpoint rests on."""
    support = supports.get(persona_id, {}).get(one.point.touchpoint.id)
    return support.level if support else Support.OPINION


def steps_text(one: ComparedPoint) -> str:
    """Return how many steps lie between the lowest and the highest feeling at a touchpoint; empty for none."""
    return "" if one.gap is None else number(one.gap.size, 0 if one.gap.size == round(one.gap.size) else 1)


def _met(channels: Sequence[tuple[Channel, int]]) -> str:
    return ", ".join(f"{labels.word(channel)} {number(count)}" for channel, count in channels)


def _score(score: float | None) -> str:
    return "" if score is None else number(score, 1, signed=True)
