"""The lines of a touchpoint's card: what it is, how it feels, what it rests on, what failed, what is noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.analysis.losses import PointLoss
from auditor.analysis.mapping import observed
from auditor.analysis.moments import DEFAULT_MOMENTS, MomentBounds
from auditor.analysis.responsibility import responsible_for
from auditor.base.i18n import _, day, ngettext, number, percent
from auditor.base.labels import feeling, word
from auditor.base.vocabulary import NoteKind, Support
from auditor.sentences.amounts import lost_text
from auditor.sentences.evidence import level_text, people_text, point_text
from auditor.sentences.feelings import with_face
from auditor.sentences.losses import loss_terms, missing_words
from auditor.sentences.moments import doubt_text, moment_gap, moment_text
from auditor.sentences.responsibility import responsible_text
from auditor.sentences.standing import standing_texts
from auditor.sentences.to_be import wishes_said
from auditor.views.audits import Answer
from auditor.views.evidence import Evidence
from auditor.views.maps import Felt, JourneyMap, MapPoint, Note, PersonaFeelings
from auditor.views.money import RangeTerm
from screens.widgets.drawing import Part, fit
from screens.widgets.finding_lines import FindingLine

Row = str | Note | Answer | FindingLine | Evidence | RangeTerm | list[Part]
"""A text is a heading."""


def card_rows(
    journey_map: JourneyMap,
    point: MapPoint,
    failed: Sequence[Answer | FindingLine],
    evidence: Sequence[Evidence],
    bounds: MomentBounds = DEFAULT_MOMENTS,
    lost: PointLoss | None = None,
) -> Iterable[Row]:
    """Return the lines of a touchpoint's card; `failed` are its findings, and checks not met of which none is named."""
    touchpoint = point.touchpoint
    stage = next(s for s in journey_map.journey.stages if s.id == point.stage_id)
    said = [stage.name, *(word(each) for each in (touchpoint.channel, touchpoint.moment, touchpoint.side))]
    if touchpoint.critical:
        said.append(f"◆ {_('moment of truth')}")
    yield [("   " + " · ".join([*said, word(touchpoint.existence)]), "dim")]
    weight = ngettext(
        "importance {importance} of 5 · need {need} · {passed} of {asked} check passed · {open} to do",
        "importance {importance} of 5 · need {need} · {passed} of {asked} checks passed · {open} to do",
        point.judged,
    )
    yield [
        (
            "   "
            + weight.format(
                importance=touchpoint.importance,
                need="–" if point.known_need is None else percent(point.known_need),
                passed=point.passed,
                asked=point.judged,
                open=point.open_actions,
            ),
            "dim",
        )
    ]
    if touchpoint.business is not None:
        value = _("moment of truth {value}").format(value=moment_text(touchpoint, bounds))
        yield [(f"   {value}", "dim")]
        yield [(f"   {moment_gap(touchpoint)}", "dim")]
    if doubt := doubt_text(touchpoint, bounds):
        yield [(f"   ◆ {doubt}", "warn")]
    if answers := responsible_text(responsible_for(touchpoint, stage, journey_map.journey)):
        yield [("   " + _("responsible: {who}").format(who=answers), "dim")]
    if said := standing_texts(point):
        yield [("   " + " · ".join(said), "warn")]
    yield from ("", _("Feelings"))
    yield from _feelings(journey_map, point)
    yield from ("", _("Evidence"))
    support = point.support
    yield [("   " + (point_text(support) if support else level_text(Support.OPINION)), "dim")]
    yield from evidence
    yield from _losses(lost, journey_map.journey.currency)
    if failed:
        yield ""
        yield _("Findings")
        yield from failed
    yield from _notes(point.notes)


def _feelings(journey_map: JourneyMap, point: MapPoint) -> Iterable[Row]:
    for persona in journey_map.everybody:
        if persona in journey_map.strangers and persona.id not in point.feelings:
            continue
        feelings = point.feelings.get(persona.id, PersonaFeelings())
        name = f"{persona.name} ({_('draft')})" if feelings.draft else persona.name
        if feelings.inside is not None:
            yield _feeling_row(name, f"{_('from inside')}: {_mean(feelings.inside)}", feelings.inside)
            name = ""
        for label, felt in _layers(feelings):
            yield _feeling_row(name, f"{label}: {_felt(felt)}", felt.score)
            name = ""
        if feelings.now is None:
            yield _feeling_row(name, _("nothing yet"), None)
    if point.heard and (seen := observed(point)) is not None:
        said = _("{score} by {people}").format(
            score=number(seen.score, 1, signed=True), people=people_text(seen.people)
        )
        yield _feeling_row(_("observed"), said, seen.score)
    if point.sub_feeling is not None:
        yield _feeling_row(_("from inside"), _mean(point.sub_feeling), point.sub_feeling)
    wanted = point.touchpoint.wanted
    yield _feeling_row(_("wanted"), feeling(wanted), wanted)
    for whom, said in wishes_said(journey_map, point):
        yield _feeling_row(_("wanted: {whom}").format(whom=whom), said, 0)


def _losses(lost: PointLoss | None, currency: str) -> Iterable[Row]:
    """Give what the touchpoint loses a month, term by term, or what is missing to say so."""
    if lost is None:
        return
    yield from ("", _("What it loses a month"))
    if lost.loss is not None:
        yield [(f"   {lost_text(lost.loss.lost, currency)}", "strong")]
        yield from loss_terms(lost.loss, currency)
    for said in missing_words(lost.missing):
        yield [(f"   {said}", "dim")]


def _layers(feelings: PersonaFeelings) -> Iterable[tuple[str, Felt]]:
    """Give the feelings worth a line: assumed and observed only where they are not the newest again."""
    if feelings.newest is not None:
        yield _("now"), feelings.newest
    if feelings.before is not None:
        yield _("last time"), feelings.before
    if feelings.assumed is not None and feelings.observed is not None:
        yield _("assumed"), feelings.assumed
        yield _("observed"), feelings.observed


def _feeling_row(name: str, said: str, score: float | None) -> list[Part]:
    ink = "dim" if score is None else "bad" if score < 0 else "plain"
    return [(fit(f"   {name}", 28), "strong"), (said, ink)]


def _mean(score: float) -> str:
    return number(score, 1, signed=True)


def _felt(felt: Felt) -> str:
    return f"{with_face(felt.score, felt.emotion)} ({day(felt.at)})"


def _notes(notes: Sequence[Note]) -> Iterable[Row]:
    for kind in NoteKind:
        of_kind = [note for note in notes if note.kind is kind]
        if of_kind:
            yield ""
            yield word(kind).capitalize()
            yield from of_kind
