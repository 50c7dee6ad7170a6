"""In which order a walk goes, and through how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor import labels
from auditor.i18n import _
from auditor.vocabulary import Order

if TYPE_CHECKING:
    from screens.walk import WalkPlace


def change_only_open(place: WalkPlace) -> None:
    """Step only through what is not answered yet, or through everything."""
    course = place.course
    if course is None:
        return
    course.only_open = not course.only_open
    if course.only_open and course.step and not course.is_open(course.step):
        course.go_to_open()
    place.auditor.tell(_("Only what is not answered yet") if course.only_open else _("Every check"))
    place.draw()


def change_order(place: WalkPlace) -> None:
    """Change between touchpoint by touchpoint and one check across all touchpoints."""
    course = place.course
    if course is None:
        return
    other = Order.CHECK if course.order is Order.TOUCHPOINT else Order.TOUCHPOINT
    course.change_order(other)
    place.auditor.tell(_("Order: {order}").format(order=labels.word(other)))
    place.draw()
