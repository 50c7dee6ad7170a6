"""Finds the journey, stage, touchpoint, persona, audit, check, finding or action that a word on the command line means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING

import click

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.finding_names import read_name
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.text import folded, one_line, shortened
from auditor.base.vocabulary import Status
from auditor.cli.frame import output
from auditor.views.actions import ActionFilter
from auditor.views.people import told_apart

if TYPE_CHECKING:
    from auditor.views.actions import ActionLine
    from auditor.views.audits import Answer, Audit, AuditLine, Visit
    from auditor.views.findings import Finding
    from auditor.views.interviews import Respondent
    from auditor.views.journeys import Journey, JourneyLine, Person, Persona, Stage, Strategy, Touchpoint
    from auditor.views.maps import JourneyMap, MapPoint
    from auditor.workspace import Workspace


def a_journey(workspace: Workspace, word: str) -> JourneyLine:
    """Return the journey of that number or name."""
    lines = workspace.reads.journeys.every_line()
    return pick(
        lines, word, _("journey"), where=lambda line: "" if line.belongs == f"#{line.id}" else line.belongs
    )


def journey_number(workspace: Workspace, word: str | None) -> int | None:
    """Return the number of the journey of that number or name; None, for all of them, where none is named."""
    return None if word is None else a_journey(workspace, word).id


def whole_journey(workspace: Workspace, word: str) -> Journey:
    """Return the journey of that number or name with its stages and touchpoints."""
    journey = workspace.reads.journeys.get(a_journey(workspace, word).id)
    if journey is None:
        raise NotFoundError(_("The journey “{word}” was deleted just now.").format(word=word))
    return journey


def _journeys(workspace: Workspace, word: str | None) -> Iterable[Journey]:
    if word is not None:
        yield whole_journey(workspace, word)
        return
    for line in workspace.reads.journeys.every_line():
        if journey := workspace.reads.journeys.get(line.id):
            yield journey


def a_stage(workspace: Workspace, word: str, journey: str | None = None) -> Stage:
    """Return the stage of that number or name, in one journey or in any."""
    journeys = list(_journeys(workspace, journey))
    homes = {stage.id: each.name for each in journeys for stage in each.stages}
    stages = [stage for each in journeys for stage in each.stages]
    return pick(stages, word, _("stage"), where=lambda stage: homes[stage.id])


def a_strategy(workspace: Workspace, word: str, journey: str | None = None) -> Strategy:
    """Return the strategy of that number, or whose text has that word, in one journey or in any."""
    journeys = list(_journeys(workspace, journey))
    homes = {stage.id: f"{each.name} · {stage.name}" for each in journeys for stage in each.stages}
    strategies = [one for each in journeys for stage in each.stages for one in stage.strategies]
    return pick(strategies, word, _("strategy"), where=lambda one: homes[one.stage_id])


def strategies_of(workspace: Workspace, words: Iterable[str], journey_id: int) -> list[int]:
    """Return the numbers of the strategies of a journey that the words mean, each once; empty words mean none."""
    named = [word for word in words if word.strip()]
    return list(dict.fromkeys(a_strategy(workspace, word, str(journey_id)).id for word in named))


def a_touchpoint(workspace: Workspace, word: str, journey: str | None = None) -> Touchpoint:
    """Return the touchpoint of that number or name, in one journey or in any."""
    journeys = list(_journeys(workspace, journey))
    points = [point for each in journeys for point in each.touchpoints]
    return pick(points, word, _("touchpoint"), where=_where(journeys))


def _where(journeys: Iterable[Journey]) -> Callable[[Touchpoint], str]:
    """Return what says in which journey and stage a touchpoint is."""
    places = {
        point.id: f"{each.name} · {stage.name}"
        for each in journeys
        for stage in each.stages
        for point in stage.touchpoints
    }
    return lambda point: places[point.id]


def a_point_of(workspace: Workspace, journey: Journey, word: str) -> Touchpoint:
    """Return the touchpoint of that number or name in a journey; the error tells where else there is one."""
    try:
        return pick(journey.touchpoints, word, _("touchpoint"), where=_where([journey]))
    except NotFoundError as error:
        if any(folded(word) in folded(point.name) for point in journey.touchpoints):
            raise
        if elsewhere := next(_found_inside(workspace, journey, word), None):
            inside, point = elsewhere
            raise NotFoundError(
                _(
                    "“{touchpoint}” is not in “{journey}” but in the journey inside it, {number} “{inside}”."
                ).format(
                    touchpoint=shortened(point.name, 60),
                    journey=shortened(journey.name, 60),
                    number=inside.id,
                    inside=shortened(inside.name, 60),
                )
            ) from error
        if not journey.touchpoints:
            raise
        listed = _("“auditor touchpoint list {journey}” lists its touchpoints.").format(journey=journey.id)
        raise NotFoundError(f"{error} {listed}") from error


def _found_inside(workspace: Workspace, journey: Journey, word: str) -> Iterator[tuple[Journey, Touchpoint]]:
    """Yield the journeys inside a journey that have such a touchpoint, and the touchpoint."""
    for inside in _insides(workspace, journey):
        with suppress(NotFoundError):
            yield inside, pick(inside.touchpoints, word, _("touchpoint"))


def _insides(workspace: Workspace, journey: Journey) -> Iterator[Journey]:
    """Yield the journeys inside a journey, at whatever depth, each once."""
    seen, waiting = {journey.id}, [journey]
    while waiting:
        for point in waiting.pop().touchpoints:
            if point.opens_id is not None and point.opens_id not in seen:
                seen.add(point.opens_id)
                if inside := workspace.reads.journeys.get(point.opens_id):
                    waiting.append(inside)
                    yield inside


def on_the_map(workspace: Workspace, word: str, journey: str | None = None) -> tuple[JourneyMap, MapPoint]:
    """Return the touchpoint of that number or name with all that is known of it, and the map it is on."""
    journeys = list(_journeys(workspace, journey))
    points_there = [point for each in journeys for point in each.touchpoints]
    found = pick(points_there, word, _("touchpoint"), where=_where(journeys))
    home = next(each for each in journeys if found in each.touchpoints)
    journey_map = workspace.reads.maps.get(home.id)
    points = journey_map.points if journey_map else ()
    for point in points:
        if journey_map and point.touchpoint.id == found.id:
            return journey_map, point
    raise NotFoundError(_("The touchpoint “{word}” was deleted just now.").format(word=word))


def a_map(workspace: Workspace, word: str) -> JourneyMap:
    """Return the map of the journey of that number or name."""
    journey_map = workspace.reads.maps.get(a_journey(workspace, word).id)
    if journey_map is None:
        raise NotFoundError(_("The journey “{word}” was deleted just now.").format(word=word))
    return journey_map


def a_persona(workspace: Workspace, word: str, journey: str | None = None) -> Persona:
    """Return the persona of that number or name, of one journey or of any."""
    lines = [a_journey(workspace, journey)] if journey else workspace.reads.journeys.every_line()
    personas = [persona for line in lines for persona in workspace.reads.journeys.personas(line.id)]
    homes = {line.id: line.name for line in lines}
    return pick(personas, word, _("persona"), where=lambda persona: homes[persona.journey_id])


def a_respondent(workspace: Workspace, word: str, journey: str | None = None) -> Respondent:
    """Return the respondent of that number or code name, of one journey or of any; a whole code name before a number."""
    found = workspace.reads.interviews.respondents(journey_number(workspace, journey))
    return pick(
        found, word, _("respondent"), name=attrgetter("code"), where=lambda one: f"#{one.id} {one.persona}"
    )


def persona_or_new(
    workspace: Workspace, journey_id: int, word: str | None, fresh: str | None
) -> tuple[int | None, str]:
    """Return the number of the persona of a journey that is meant, or the name of a new one, `fresh`.

    A name that none has may be a slip of the pen: on a terminal it is asked whether a new one is meant; elsewhere
    NotFoundError is raised for one that is like a known one, and says how a new one is named. The first persona of a
    journey needs no asking.
    """
    known = workspace.reads.journeys.personas(journey_id)
    if fresh is not None:
        return next(((one.id, "") for one in known if folded(one.name) == folded(fresh)), (None, fresh))
    if word is None:
        return None, ""
    try:
        return pick(known, word, _("persona")).id, ""
    except NotFoundError as error:
        if word.isdecimal() or any(folded(word) in folded(one.name) for one in known):
            raise
        question = _("{reason} Make a new one?").format(reason=error)
        if known and output.is_terminal() and not click.confirm(question, default=False, err=True):
            raise RefusedError(_("Nothing was done.")) from error
        if not output.is_terminal() and any(_is_like(word, one.name) for one in known):
            said = _("If a new one is meant, name it with --new-persona.")
            raise NotFoundError(f"{error} {said}") from error
    return None, word


_LIKE = 0.75
"""So much of two words is the same where one may be the other with a slip in it. A house default."""


def _is_like(word: str, name: str) -> bool:
    """Tell whether a word may be a name, or the beginning of one, with a slip of the pen in it."""
    # Hardly any command asks this, and all would pay for the import.
    from difflib import SequenceMatcher

    typed, known = folded(word), folded(name)
    return any(SequenceMatcher(None, typed, each).ratio() >= _LIKE for each in (known, known[: len(typed)]))


def an_audit(workspace: Workspace, word: str, open_first: bool = False) -> AuditLine:
    """Return the audit of that number, or the newest audit of the journey of that name that may be seen.

    `open_first` prefers the newest that is not finished.
    """
    if word.isdecimal():
        line = workspace.reads.audits.line(_number(word))
        if line is None:
            raise NotFoundError(_("There is no audit number {number}.").format(number=word[:18]))
        return line
    journey = a_journey(workspace, word)
    lines = sorted(workspace.reads.audits.lines(journey.id), key=attrgetter("hidden"))
    still_open = [line for line in lines if line.finished is None] if open_first else []
    found = next(iter(still_open or lines), None)
    if found is None:
        raise NotFoundError(
            _("“{name}” has no audit yet: start one with “auditor audit new {number}”.").format(
                name=journey.name, number=journey.id
            )
        )
    return found


def whole_audit(workspace: Workspace, number: int) -> Audit:
    """Return the audit of a number with its touchpoints and their checks."""
    audit = workspace.reads.audits.get(number)
    if audit is None:
        raise NotFoundError(_("There is no audit number {number}.").format(number=number))
    return audit


def visit_at(audit: Audit, word: str) -> Visit:
    """Return the visit of the touchpoint of that number or name."""
    return pick(
        audit.visits,
        word,
        _("touchpoint"),
        name=lambda visit: visit.touchpoint,
        number=lambda visit: visit.touchpoint_id,
    )


def check_at(visit: Visit, word: str) -> Answer:
    """Return the check of that key, or checklist/key, among those asked at a touchpoint."""
    checklist, _slash, key = folded(word).rpartition("/")
    found = [one for one in visit.answers if one.check.key == key and checklist in ("", one.check.checklist)]
    if len(found) == 1:
        return found[0]
    names = [f"{one.check.checklist}/{one.check.key}" for one in found or visit.answers]
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    if found:
        raise NotFoundError(
            _("“{word}” fits several: {rows}. Type more of the name, or the number.").format(
                word=shortened(word, 60), rows=shown
            )
        )
    if not names:
        raise NotFoundError(
            _("No checks are asked at “{touchpoint}”, only the feeling.").format(touchpoint=visit.touchpoint)
        )
    raise NotFoundError(
        _("There is no check “{word}” at “{touchpoint}”. There are: {checks}.").format(
            word=shortened(word, 60), touchpoint=visit.touchpoint, checks=shown
        )
    )


def findings_of(workspace: Workspace, journey: str | None = None) -> list[Finding]:
    """Return all findings of the journey of that number or name, or of every one that is not archived: all kinds."""
    lines = [a_journey(workspace, journey)] if journey else workspace.reads.journeys.lines()
    return [one for line in lines for one in workspace.reads.findings.of_journey(line.id)]


def a_finding(workspace: Workspace, word: str, journey: str | None = None) -> Finding:
    """Return the finding of that name, such as `CHK-12` or `chk12`, or of that number, of one journey or of any.

    Raises NotFoundError where none is, or several are, and tells the journeys of these.
    """
    said = shortened(one_line(word), 60)
    listed = _("“auditor finding list” lists them.")
    name = read_name(word)
    if name is None:
        raise NotFoundError(
            _("“{word}” is no name of a finding: they are called such as CHK-12.").format(word=said)
            + f" {listed}"
        )
    letters, number = name
    home = journey_number(workspace, journey)
    # Those of an audit that is hidden, and those of which nothing is left, are not told of either.
    found = [
        one
        for each, of in workspace.reads.findings.numbered(number)
        if home in (None, of) and (one := workspace.reads.findings.get(each)) is not None
    ]
    named = [one for one in found if letters in ("", one.letters)]
    if len(named) == 1:
        return named[0]
    if named:
        names = ", ".join(f"{one.name} ({one.journey_id} {shortened(one.journey, 40)})" for one in named)
        raise NotFoundError(
            _("“{word}” is in several journeys: {names}. Say in which with --journey.").format(
                word=said, names=names
            )
        )
    if found:
        names = ", ".join(one.name for one in found)
        raise NotFoundError(
            _("There is no finding “{word}”: that number is {names}.").format(word=said, names=names)
        )
    raise NotFoundError(_("There is no finding “{word}”.").format(word=said) + f" {listed}")


def some_findings(workspace: Workspace, words: Iterable[str], journey: str | None = None) -> list[Finding]:
    """Return the findings that the words mean, each once."""
    found = (a_finding(workspace, word, journey) for word in words)
    return list({one.id: one for one in found}.values())


def an_action(workspace: Workspace, word: str) -> ActionLine:
    """Return the action of that number, or whose title has that text, whatever its status."""
    if word.isdecimal() and (action := workspace.reads.actions.get(_number(word))):
        return action.line
    ranking = workspace.reads.actions.ranking(ActionFilter(tuple(Status), text=word))
    if not ranking.total:
        raise NotFoundError(
            _("There is no action “{word}”: “auditor action list” shows what there is.").format(
                word=shortened(word, 60)
            )
        )
    return pick(
        ranking.all(),
        word,
        _("action"),
        name=attrgetter("title"),
        where=lambda action: f"{action.journey} · {action.touchpoint}",
    )


def some_actions(workspace: Workspace, words: Iterable[str]) -> list[int]:
    """Return the numbers of the actions that the words mean, each once."""
    return list(dict.fromkeys(an_action(workspace, word).id for word in words))


def _number(digits: str) -> int:
    """Return a row's number; no row has one that engines can't hold."""
    return int(digits) if len(digits) < 19 else 0


def a_person(workspace: Workspace, word: str) -> Person:
    """Return the person of that number or name."""
    people = workspace.reads.people.all()
    labels = {name: number for number, name in told_apart((x.id, x.name, x.role) for x in people).items()}
    if found := next((x for x in people if labels.get(word) == x.id), None):
        return found
    return pick(people, word, _("person"), where=attrgetter("role"))
