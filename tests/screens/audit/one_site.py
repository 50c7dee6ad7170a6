"""A site of some pages in a database of its own, walked: the first page is asked what the whole site answers once."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from auditor.base.vocabulary import Depth, Verdict
from auditor.views.audits import Answer, Visit
from auditor.walking.course import Course
from auditor.workspace import Workspace
from screens.audit.check_card import CheckCard
from screens.audit.walk import WalkPlace
from tests.nouns.one_site import new_site, write_checklist
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import place_of, said, shown
from tests.walks import audit_of

WALK = ("walk", 1)
CHECKS = ("menu", "footer", "moves", "pays", "plain", "deep", "chosen")
"""In the order in which they are asked at depth full; `menu`, `footer`, `pays` and `deep` once for the site."""
FILM, SHOP = "Is there a film?", "Can one buy?"


def open_site(opened: Opener, folder: Path, pages: int = 3, depth: Depth = Depth.FULL) -> Workspace:
    """Open a database with an audit of a site in which nothing is answered."""
    write_checklist(folder / "config")
    workspace = opened("blank")
    workspace.audits.start(new_site(workspace, pages), "Kim", depth=depth)
    return workspace


def course_of(pilot: Pilot[None]) -> Course:
    """Return the course of the walk in front."""
    course = place_of(pilot, WalkPlace).course
    assert course is not None
    return course


def card(pilot: Pilot[None]) -> str:
    """Return what the card in the middle says."""
    return said(pilot, CheckCard)


def page(workspace: Workspace, number: int, audit: int = 1) -> Visit:
    """Return a page as it is on disk, counted from 1."""
    return audit_of(workspace, audit).visits[number - 1]


def check(workspace: Workspace, number: int, key: str, audit: int = 1) -> Answer:
    """Return a check at a page as it is on disk."""
    return next(answer for answer in page(workspace, number, audit).answers if answer.check.key == key)


def verdicts(workspace: Workspace, number: int) -> dict[str, Verdict]:
    """Return the verdicts at a page that are on disk, by check."""
    return {
        answer.check.key: answer.verdict
        for answer in page(workspace, number).answers
        if answer.verdict is not None
    }


def where(pilot: Pilot[None]) -> tuple[str, str]:
    """Return the page where the walker stands and the check, the gate with a question mark, or “feeling”."""
    course, place = course_of(pilot), place_of(pilot, WalkPlace)
    assert course.visit is not None
    gate = place.gates.at(course)
    if gate is not None:
        return course.visit.touchpoint, f"{gate}?"
    return course.visit.touchpoint, course.answer.check.key if course.answer is not None else "feeling"


async def all_saved(pilot: Pilot[None]) -> None:
    """Wait until all that was typed is done, and on disk."""
    await until(pilot, lambda: " saved " in shown(pilot).splitlines()[0] and not course_of(pilot).is_guessing)
