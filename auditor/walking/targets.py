"""Where one can go in a walk, and by which words it is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from auditor.analysis.word_search import Said
from auditor.base.i18n import in_language
from auditor.views.audits import Answer, Visit
from auditor.views.checks import Check
from auditor.walking.course import Course


class Target(Struct, frozen=True):
    """Where one can go in a walk: a touchpoint, or a check there."""

    visit: Visit
    answer: Answer | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.visit.touchpoint if self.answer is None else in_language(self.answer.check.text)


def targets(course: Course) -> Iterator[Target]:
    """Return where one can go: all touchpoints, then all checks, those where the walker stands first."""
    visits, here = course.audit.visits, course.visit
    for visit in visits:
        yield Target(visit)
    for visit in sorted(visits, key=lambda each: here is None or each.id != here.id):
        for answer in visit.answers:
            yield Target(visit, answer)


def said_of(each: Iterable[Target]) -> Iterator[Sequence[Said]]:
    """Return what is said of each target, and how much a word of it counts: most where it is the name."""
    of_check: dict[int, Said] = {}
    for target in each:
        visit, answer = target.visit, target.answer
        if answer is None:
            yield (((visit.touchpoint, 1.25), (visit.stage, 0.6)),)
            continue
        # One check stands at many touchpoints.
        if id(answer.check) not in of_check:
            of_check[id(answer.check)] = _of_check(answer.check)
        yield (of_check[id(answer.check)], ((visit.touchpoint, 0.3), (visit.stage, 0.2)))


def _of_check(check: Check) -> Said:
    return (
        (in_language(check.text), 1.0),
        (in_language(check.list_title), 0.7),
        (in_language(check.why), 0.4),
        (in_language(check.look), 0.4),
    )
