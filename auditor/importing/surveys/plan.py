"""What the replies of a survey become: a piece of evidence for each question, touchpoint and persona."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import blake2b

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext, number
from auditor.base.text import folded, shortened
from auditor.base.vocabulary import Better, EvidenceKind
from auditor.base.ways_out import Told, WayOut
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import Progress, Source
from auditor.importing.known import replies_had
from auditor.importing.places import Target, placed, refuse_unknown_names
from auditor.importing.surveys.columns import KINDS
from auditor.importing.surveys.survey import Survey, SurveyQuestion, SurveyReply, read_survey
from auditor.importing.surveys.totals import totals
from auditor.importing.wishes import Wishes
from auditor.input.evidence import MOST_REPLIES
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import ImportPlan, Landing

GROUPS_LIMIT = 500
"""Most touchpoints that a file may name, and most pieces of evidence that one import makes."""


def plan_survey(content: FileContent, target: Target, wishes: Wishes, _progress: Progress) -> ImportPlan:
    """Return what a survey file becomes; raise RefusedError for a bad row or where nothing of it lands."""
    source = content.source
    is_dated = target.day is not None
    survey = read_survey(content.rows, wishes, target.today, _is_place(target), _is_persona(target), is_dated)
    points = _points(survey, target)
    of_questions = _points_of_questions(survey, target)
    remarks: list[str | Told] = [*source.remarks, *survey.remarks]
    refuse_unknown_names(_names(survey), target)
    drafts: list[_Planned] = []
    lost: dict[str, int] = {}
    for question in survey.questions:
        remarks.append(_understood(question))
        for (point, persona), replies in _groups(question, points, target).items():
            if point is None and points:
                for reply in replies:
                    lost[reply.touchpoint] = lost.get(reply.touchpoint, 0) + 1
                continue
            for place in target.touchpoint_ids or (point or of_questions.get(question.name),):
                drafts.append(_planned(question, persona, place, replies, target))
    landings = [
        _landing(source, each, target, wishes)
        for each in drafts
        if each.new or not any(one.new for one in drafts)
    ]
    remarks += [_new_words(each) for each in drafts if each.known]
    if not landings:
        raise RefusedError(
            _("None of its touchpoints is in the journey: {names}.").format(
                names=labels.listed([*lost], 10, 40)
            ),
            WayOut.PLACE_NAMES,
        )
    if len(landings) > GROUPS_LIMIT:
        raise RefusedError(
            _("It would make more than {limit} pieces of evidence.").format(limit=GROUPS_LIMIT)
        )
    remarks += _personas_unknown(survey, target)
    left_out = tuple(_left_out(name, count) for name, count in lost.items())
    return ImportPlan(
        "survey",
        target.journey.id,
        source.name,
        source.sha256,
        tuple(landings),
        tuple(remarks),
        left_out,
        parts=survey.parts,
        words={folded(word): step for word, step in wishes.words.items()},
        file_form=survey.form,
    )


def _points(survey: Survey, target: Target) -> dict[str, int | None]:
    """Return the touchpoints that the replies name; the whole file's when the user has said where it lands."""
    if not survey.has_touchpoints or target.is_said:
        return {}
    names = list(dict.fromkeys(reply.touchpoint for each in survey.questions for reply in each.replies))
    if len(names) > GROUPS_LIMIT:
        raise RefusedError(
            _("Its column of touchpoints has more than {limit} different names.").format(limit=GROUPS_LIMIT)
        )
    return placed(names, target, once=False)


def _is_place(target: Target) -> Callable[[str], bool]:
    """Return a test of whether a column's name is a touchpoint's; none is where everything lands in one place."""
    if target.is_said:
        return lambda _name: False
    return lambda name: placed([name], target)[name] is not None


def _is_persona(target: Target) -> Callable[[str], bool]:
    """Return a test of whether a cell is the whole name of a persona; none is where the user says of whom it is."""
    if target.persona_id is not None:
        return lambda _name: False
    names = {folded(persona.name) for persona in target.personas}
    return lambda name: folded(name) in names


def _points_of_questions(survey: Survey, target: Target) -> dict[str, int | None]:
    """Return the touchpoints that the questions themselves name, where no column does."""
    if survey.has_touchpoints or target.is_said:
        return {}
    maps = target.maps or {}
    found = placed([question.place for question in survey.questions], target, once=False)
    return {
        question.name: maps[folded(question.name)] if folded(question.name) in maps else found[question.place]
        for question in survey.questions
    }


def _groups(
    question: SurveyQuestion, points: dict[str, int | None], target: Target
) -> dict[tuple[int | None, int | None], list[SurveyReply]]:
    """Return the replies by touchpoint and persona."""
    found: dict[tuple[int | None, int | None], list[SurveyReply]] = {}
    known: dict[str, int | None] = {}
    for reply in question.replies:
        if reply.persona not in known:
            known[reply.persona] = target.persona_named(reply.persona)
        persona = target.persona_id if target.persona_id is not None else known[reply.persona]
        found.setdefault((points.get(reply.touchpoint), persona), []).append(reply)
    return found


class _Planned(Struct, frozen=True):
    """Replies to a question at a place, and how many of them the journey has already."""

    question: SurveyQuestion
    persona: int | None
    point: int | None
    replies: tuple[SurveyReply, ...]
    """What counts: all, or, where the journey has part of another piece's replies, those it does not have."""
    known_by: tuple[str, ...]
    known: int
    new: int


def _planned(
    question: SurveyQuestion,
    persona: int | None,
    point: int | None,
    replies: Sequence[SurveyReply],
    target: Target,
) -> _Planned:
    """Return what of replies counts.

    Pieces of evidence whose replies are all among these are superseded. What others count already is left out, so
    that nobody counts twice.
    """
    names = _known_by(replies)
    mine = frozenset(names)
    stage = target.stage_id if point is None else None
    had = replies_had(target.surveyed, question.name, point, stage, persona)
    others = frozenset[str]().union(*(each for each in had if not each <= mine))
    everybody = frozenset[str]().union(*had)
    known = sum(name in everybody for name in names)
    new = len(replies) - known
    kept = [
        (reply, name) for reply, name in zip(replies, names, strict=True) if not new or name not in others
    ] or [(reply, "") for reply in replies]
    return _Planned(
        question,
        persona,
        point,
        tuple(reply for reply, _name in kept),
        tuple(name for _reply, name in kept if name),
        known,
        new,
    )


def _known_by(replies: Sequence[SurveyReply]) -> list[str]:
    """Return what each reply is known by: who gave it, or the whole row, and which of equal ones it is.

    Too many replies to be kept are known by nothing.
    """
    if len(replies) > MOST_REPLIES:
        return [""] * len(replies)
    seen: Counter[str] = Counter()
    found = []
    for reply in replies:
        said = f"id {folded(reply.respondent)}" if reply.respondent else reply.row
        seen[said] += 1
        digest = blake2b(f"{seen[said]} {said}".encode("utf-8", "surrogatepass"), digest_size=9)
        found.append(urlsafe_b64encode(digest.digest()).decode())
    return found


def _new_words(planned: _Planned) -> str:
    count = planned.known + planned.new
    text = ngettext(
        "“{name}”: {count} reply, {known} of them known: {new} new.",
        "“{name}”: {count} replies, {known} of them known: {new} new.",
        count,
    )
    return text.format(
        name=shortened(planned.question.name, 60),
        count=number(count),
        known=number(planned.known),
        new=number(planned.new),
    )


def _names(survey: Survey) -> list[str]:
    """Return the names in the file that can mean a touchpoint: what its replies name, else its questions."""
    named = dict.fromkeys(reply.touchpoint for each in survey.questions for reply in each.replies)
    if survey.has_touchpoints:
        return list(named)
    return [name for question in survey.questions for name in (question.name, question.place)]


def _landing(source: Source, planned: _Planned, target: Target, wishes: Wishes) -> Landing:
    question, persona, point = planned.question, planned.persona, planned.point
    made = totals(question, planned.replies, wishes.quotes)
    detail = {
        "question": question.name,
        "kind": question.kind,
        "scale": list(question.scale),
        "answers": made.answers,
    }
    draft = EvidenceDraft(
        EvidenceKind.SURVEY.value,
        target.source or _("Survey {file}").format(file=shortened(source.name, 150)),
        target.day or made.newest or target.today,
        journey_id=target.journey.id,
        touchpoint_id=point,
        stage_id=target.stage_id if point is None else None,
        persona_id=persona,
        people=made.people,
        figure=made.figure,
        unit=made.unit,
        better=question.better,
        deviation=made.deviation,
        target=wishes.goal,
        counts=made.counts,
        feeling=made.feeling,
        quote="\n".join(made.quotes),
        note=shortened(question.name, 300),
        file=source.path,
        sha256=source.sha256,
        origin="survey",
        detail=json.dumps(detail, ensure_ascii=False),
        tool="" if target.source else "survey",
        page=question.name,
        scale_low=question.scale[0],
        scale_high=question.scale[1],
        replies=planned.known_by,
    )
    touchpoint = target.name_of(point) if point is not None else ""
    return Landing(
        question.name,
        touchpoint,
        target.persona_name(persona),
        draft,
        stage="" if touchpoint else target.stage,
    )


_KINDS = {kind: KINDS[kind] for kind in ("nps", "csat", "ces", "sus", "umux-lite")}


def _understood(question: SurveyQuestion) -> str:
    """Return how a question was read: its kind and scale, which way it is good, and what was left unanswered."""
    low, high = question.scale
    good = _("lower is better") if question.better == Better.LOWER else _("higher is better")
    kind = _KINDS.get(question.kind) or _("a mean")
    text = _("“{name}” was read as {kind} on the scale {low}–{high}, {good}.").format(
        name=shortened(question.name, 60), kind=kind, low=low, high=high, good=good
    )
    if question.words is not None:
        text += " " + _("Its words were read as steps of {steps}.").format(steps=question.words.steps)
    if question.turned:
        text += " " + _("Its words count, as the numbers beside them go the other way.")
    if question.mirrored:
        text += " " + _("Its lowest score is the best: the scores were turned round.")
    if question.skipped:
        text += " " + ngettext(
            "{count} row has no answer.", "{count} rows have no answer.", question.skipped
        ).format(count=number(question.skipped))
    return text


def _personas_unknown(survey: Survey, target: Target) -> list[str]:
    """Say which personas the file names that the journey does not have; their replies count for no certain one."""
    if target.persona_id is not None:
        return []
    names = dict.fromkeys(
        reply.persona for each in survey.questions for reply in each.replies if reply.persona
    )
    unknown = [name for name in names if target.persona_named(name) is None]
    if not unknown:
        return []
    return [
        _("The journey has no persona {names}: their replies are of no certain persona.").format(
            names=labels.listed(unknown, 10, 40)
        )
    ]


def _left_out(name: str, count: int) -> str:
    if not name:
        return ngettext(
            "{count} reply names no touchpoint.", "{count} replies name no touchpoint.", count
        ).format(count=number(count))
    return ngettext(
        "“{name}” is like no touchpoint, or like several: {count} reply is left out.",
        "“{name}” is like no touchpoint, or like several: {count} replies are left out.",
        count,
    ).format(name=shortened(name, 60), count=number(count))
