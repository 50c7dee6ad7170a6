"""Why a key of the walk does nothing where the walker stands."""

from __future__ import annotations

from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Verdict
from auditor.walking.course import Course
from screens.audit.walk_keys import answering, feeling_keys, walk_key

_AT_FEELING = N_("Here it is asked how the customer feels: {feelings} answer.")
_AT_GATES = N_("Here it is asked what is there: {yes} and {no} answer.")
_FIRST_FEEL = N_(
    "Say first how the customer feels, with {feelings}: then {word} puts a word to it, and {basis} its basis."
)
_JUST_ANSWERED = N_("That is for the answer just given, and none was.")
_CHECKS = N_("That is for checks that are answered: answer this one first.")

_WHY = {
    "word": _FIRST_FEEL,
    "basis": _FIRST_FEEL,
    "take": N_("No measurement suggests an answer here."),
    "take_gates": N_("Nothing is proposed here."),
    "gates": N_("Nothing is asked of what is there at this touchpoint."),
    "rest": N_("No check of this list is still open here."),
    "items": N_("Nothing has to be chosen for this check."),
    "deepen": N_("This audit asks everything already."),
    "comment_last": _JUST_ANSWERED,
    "finding_last": _JUST_ANSWERED,
    "finding": _CHECKS,
    "picture": _CHECKS,
    "findings": N_("There are no findings at this touchpoint."),
}


def why_not_here(course: Course, action: str) -> str:
    """Return why something can't be done at a step of a walk; empty where nothing more is known of it."""
    return _why_not(course, action.partition("(")[0]).format(
        feelings=feeling_keys(),
        yes=walk_key(answering(Verdict.PASS)),
        no=walk_key(answering(Verdict.FAIL)),
        word=walk_key("word"),
        basis=walk_key("basis"),
        gates=walk_key("gates"),
    )


def _why_not(course: Course, name: str) -> str:
    """Return the reason with names in place of the keys that it tells of."""
    if name in {"answer", "comment"} and course.is_at_gates:
        return _(_AT_GATES)
    if name == "answer" and course.is_at_feeling:
        return _(_AT_FEELING)
    if name == "answer" and course.answer is not None:
        return _("This check is not asked, because what it is about is not there: {gates} says that anew.")
    if name in _WHY:
        return _(_WHY[name])
    return "" if course.step is not None else _("There is nothing to answer in this audit.")
