"""The steps of a walk in lines: where one is, what is asked, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import FEELINGS, AuditKind
from auditor.sentences import sources
from auditor.sentences.imports import measured_words
from auditor.sentences.origins import as_at, presence_text
from auditor.sentences.persona import state_text
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.checks import Check
from auditor.views.journeys import Persona
from auditor.views.suggestions import Suggestion
from auditor.walking.course import Course, Step
from auditor.walking.finding_words import called, details, findings_waiting, standing
from auditor.walking.gates import GatesAsked
from auditor.walking.known_findings import KnownFindings
from auditor.walking.words import elsewhere, where_in


def step_key(action: str) -> str:
    """Return what is typed to answer `gates` anew, or to `clear` an answer."""
    return {"gates": "g", "clear": "del"}[action]


def audit_lines(course: Course, personas: list[Persona]) -> Iterator[str]:
    """Yield what is walked, as whom, and how far one has come."""
    audit = course.audit
    walked = next((state_text(one) for one in personas if one.id == audit.persona_id), "")
    yield " · ".join(
        filter(
            None,
            (
                audit.journey,
                labels.word(audit.kind) if audit.kind is AuditKind.RECHECK else "",
                _("as {persona}").format(persona=audit.persona) + (f" {walked}" if walked else ""),
                _("depth: {depth}").format(depth=labels.word(audit.depth)),
                _("finished") if audit.finished else "",
            ),
        )
    )
    yield progress(course)


def progress(course: Course) -> str:
    """Return how far one has come."""
    done, total = course.judged
    return _("  {done} of {total} judged").format(done=done, total=total).strip()


def visit_lines(course: Course, visit: Visit, known: KnownFindings) -> Iterator[str]:
    """Yield at which touchpoint one is now."""
    place = [each.id for each in course.audit.visits].index(visit.id) + 1
    said = _("Touchpoint {place} of {count}: {touchpoint}, {stage}").format(
        place=place, count=len(course.audit.visits), touchpoint=visit.touchpoint, stage=visit.stage
    )
    yield f"{said} · {_('moment of truth')}" if visit.critical else said
    yield visit.about
    if waiting := known.waiting(visit):
        yield findings_waiting(waiting, "L")


def check_lines(
    course: Course,
    answer: Answer,
    known: KnownFindings,
    beside: str,
    suggestion: Suggestion | None,
) -> Iterator[str]:
    """Yield a check: what it asks, what is to be done before, what is answered, found and suggested."""
    check, visit = answer.check, course.visit_of(Step(answer.visit_id, answer.id))
    yield f"{where_in(course, visit)}: {in_language(check.text)}"
    yield elsewhere(course, answer, step_key)
    if answer.verdict is not None:
        yield _("Answered: {verdict}").format(verdict=labels.word(answer.verdict))
        for told in known.of_check(course, answer):
            yield ". ".join(filter(None, (called(told), details(told))))
    else:
        for told in known.of_check(course, answer):
            yield _("Found before: {finding}").format(
                finding=" · ".join(filter(None, (called(told), standing(told))))
            )
    if answer.note:
        yield _("Comment: ") + answer.note
    yield from _before_looking(course, check)
    if suggestion is not None:
        yield f"{measured_words(suggestion)}. " + _("s takes that answer.")
    yield beside


def _before_looking(course: Course, check: Check) -> Iterator[str]:
    if check.errand is not None:
        yield _("Errand: ") + in_language(check.errand.text)
    if check.sample is not None:
        chosen = course.audit.chosen(check.sample.key)
        if chosen:
            yield _("Look at: ") + " · ".join(chosen)
        else:
            said = _("{sample} ({key} writes down which)")
            yield _("Choose first: ") + said.format(sample=in_language(check.sample.text), key="I")


def why_lines(audit: Audit, check: Check) -> Iterator[str]:
    """Yield why a check is asked: the reason, how bad it is where it fails, and what it rests on."""
    if why := in_language(check.why):
        yield _("Why: ") + why
    yield _("If it fails: {severity}").format(severity=labels.severity(check.severity))
    yield sources.duty(check, audit.country)
    if cited := sources.nearest_line(check, audit.country):
        yield _("Source: ") + cited


def look_line(check: Check) -> str:
    """Return how a check is looked at."""
    look = in_language(check.look)
    return _("How to look: ") + look if look else _("Nothing more is said of how to look.")


def feeling_lines(visit: Visit, known: KnownFindings, beside: str) -> Iterator[str]:
    """Yield the question for the feeling at a touchpoint, and what is answered to it."""
    yield _("How does the customer feel at {touchpoint}?").format(touchpoint=visit.touchpoint)
    if visit.feeling is not None:
        said = [labels.feeling(visit.feeling), labels.word(visit.emotion) if visit.emotion else ""]
        said.append(labels.word(visit.basis))
        yield _("Answered: {verdict}").format(verdict=" · ".join(filter(None, said)))
    for told in known.of_feeling(visit):
        yield _("Found before: {finding}").format(
            finding=" · ".join(filter(None, (called(told), standing(told))))
        )
    if visit.note:
        yield _("Comment: ") + visit.note
    yield beside


def feelings() -> str:
    """Return what is typed for which feeling."""
    return ", ".join(f"{place} {labels.feeling(score)}" for place, score in enumerate(FEELINGS, 1))


def gate_lines(course: Course, gates: GatesAsked, visit: Visit) -> Iterator[str]:
    """Yield the gate where one stands, and what is answered or proposed there."""
    here = gates.at(course)
    gate = next((each for each in course.standing.gates(visit) if each.key == here), None)
    if gate is None:
        return
    line = in_language(gate.text)
    is_there = course.standing.is_there(visit, gate.key)
    leader = course.standing.gate_leader(visit, gate.key)
    proposed = gates.proposed.get((visit.touchpoint_id, gate.key))
    if is_there is not None:
        said = presence_text(is_there) + (f" {as_at(leader.touchpoint)}" if leader is not None else "")
        line = f"{line} {_('Answered: {verdict}').format(verdict=said)}"
    elif proposed is not None:
        line = f"{line} {presence_text(proposed)} {_('(proposed)')}"
    yield line
