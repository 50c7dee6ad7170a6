"""What is said of the step where a walker stands: which it is, where its check is answered, and who follows it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _, in_language, ngettext
from auditor.base.text import shortened
from auditor.base.vocabulary import Verdict
from auditor.sentences.origins import as_at
from auditor.views.audits import Answer, Visit
from auditor.walking.course import Course, Step


def not_begun() -> str:
    """Return what there is to say of an audit in which nothing is said yet."""
    return _("Nothing is said yet: the audit begins with your first answer.")


def title_of(course: Course, step: Step) -> str:
    """Return what is asked at a step, wherever the walker stands: the check, or the feeling at the touchpoint."""
    answer, visit = course.answer_of(step), course.visit_of(step)
    if answer is not None:
        return in_language(answer.check.text)
    if step.gates:
        return visit.touchpoint
    return _("The feeling at {touchpoint}").format(touchpoint=visit.touchpoint)


def where_in(course: Course, visit: Visit) -> str:
    """Return which step of its touchpoint the walker stands at."""
    answer = course.answer
    if course.is_at_gates:
        return _("before the checks")
    if answer is not None:
        place = [each.id for each in visit.answers].index(answer.id) + 1
        return _("{checklist} · check {place} of {count}").format(
            checklist=in_language(answer.check.list_title), place=place, count=len(visit.answers)
        )
    return _("the feeling")


def elsewhere(course: Course, answer: Answer, key_of: Callable[[str], str]) -> str:
    """Return in words that a check is answered at another touchpoint, or does not apply; empty where it is asked.

    `key_of` gives the keys that answer `gates` anew, and that `clear` an answer.
    """
    standing, check = course.standing, answer.check
    if standing.is_shut(answer) and check.gate is not None:
        said = _("Does not apply: “{gate}” is answered no. {key} answers that anew.")
        return said.format(gate=in_language(check.gate.text), key=key_of("gates"))
    leader = standing.leader(answer)
    if leader is not None:
        there = course.touchpoint_of(leader)
        if leader.verdict is None:
            return _("Is asked at {touchpoint}; answered here, it stands at both.").format(touchpoint=there)
        if answer.own is not None:
            said = _("Differs from {touchpoint}: {verdict} there. {key} lets it stand as there again.")
            return said.format(touchpoint=there, verdict=labels.word(leader.verdict), key=key_of("clear"))
        if standing.taken_along(answer):
            said = _("As at {touchpoint}: {verdict}.")
        else:
            said = _("As at {touchpoint}: {verdict}. Another verdict is for here alone.")
        return said.format(touchpoint=there, verdict=labels.word(leader.verdict))
    if followers := len(standing.followers(answer)):
        said = ngettext(
            "Stands at {count} other touchpoint too.", "Stands at {count} other touchpoints too.", followers
        )
        return said.format(count=followers)
    return ""


def why_not_asked(course: Course, answer: Answer) -> str:
    """Return in a few words why a check is not asked where it stands; empty where it is."""
    standing = course.standing
    if standing.is_shut(answer):
        return _("not there")
    leader = standing.leader(answer)
    if leader is None or answer.own is not None:
        return ""
    return as_at(course.touchpoint_of(leader))


class Following(Struct, frozen=True):
    """The question whether other touchpoints follow another verdict, and its two answers."""

    title: str
    follow: str
    keep: str


def following(course: Course, answer: Answer, given: Verdict | None) -> Following:
    """Return the question whether those that stand as an answer, which has a verdict, follow it to a new one or to none."""
    assert answer.verdict is not None
    followers = course.standing.taken_along(answer)
    leader = course.standing.next_leader(answer) if given is None else None
    becomes = leader.own if leader is not None else given
    return Following(
        ngettext(
            "{count} other touchpoint stands as here: {names}",
            "{count} other touchpoints stand as here: {names}",
            len(followers),
        ).format(
            count=len(followers),
            names=shortened(", ".join(course.touchpoint_of(follower) for follower in followers), 120),
        ),
        _("They follow: “{verdict}”").format(verdict=labels.word(becomes))
        if becomes is not None
        else _("They follow: open again"),
        _("They keep “{verdict}”").format(verdict=labels.word(answer.verdict)),
    )
