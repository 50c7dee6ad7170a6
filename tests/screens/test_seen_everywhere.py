"""What somebody else changes shows in every place by itself, and neither the cursor nor what is typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from auditor.base.vocabulary import FileKind, NoteKind
from auditor.store import watch
from auditor.views.finding_drafts import FindingDraft
from auditor.views.interviews import SaidThere
from auditor.workspace import Workspace
from screens.frame.place import Place
from tests.nouns.test_library import checklist
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES
from tests.screens.shown import open_place, press, running, shown
from tests.screens.test_others import by_bo

MARK = "Zebra"
Change = Callable[[Workspace, Any], object]


def rename_point(number: int) -> Change:
    """Return what calls a touchpoint otherwise."""
    return lambda other, _place: other.stages.edit_touchpoint(number, name=MARK)


def rename_persona(other: Workspace, _place: object) -> None:
    """Call the first persona otherwise."""
    other.journeys.edit_persona(1, name=MARK)


def rename_inner_point(other: Workspace, _place: object) -> None:
    """Call a touchpoint otherwise for which nobody is responsible."""
    inner = other.reads.journeys.get(2)
    assert inner is not None
    other.stages.edit_touchpoint(inner.touchpoints[0].id, name=MARK)


def share_checklist(other: Workspace, _place: object) -> None:
    """Put a checklist in place for everybody."""
    key = MARK.casefold()
    other.library_files.share(FileKind.CHECKLIST, key, checklist(key, "striped"))


def title_first_action(other: Workspace, _place: object) -> None:
    """Call the action on top otherwise."""
    first = other.reads.actions.ranking().page(0, 1)[0]
    other.actions.edit(first.id, title=MARK)


CHANGES: dict[str, Change] = {
    "home": lambda other, _: other.journeys.new(MARK),
    "journey": rename_point(1),
    "walk": rename_point(1),
    "suggested": lambda other, _: other.journeys.edit(1, name=MARK),
    "found": lambda other, _: other.journeys.edit(1, name=MARK),
    "findings": rename_point(1),
    "finding": lambda other, place: other.findings.edit(place.finding_id, FindingDraft(what=MARK)),
    "actions": title_first_action,
    "actions of a journey": title_first_action,
    "board": title_first_action,
    "owners": lambda other, _: other.people.add(MARK),
    "responsible": rename_inner_point,
    "own checklists": share_checklist,
    "settings": lambda other, _: other.settings.keep({"capacity.days": [0.25, 1, 2, 3, 77]}),
    "history": lambda other, _: other.journeys.new(MARK),
    "map": rename_point(1),
    "gaps": rename_point(1),
    "moments": rename_point(1),
    "personas": rename_persona,
    "personas compared": rename_persona,
    "questions": lambda other, _: other.questions.add(1, MARK),
    "interviews": lambda other, _: other.respondents.add(1, code=MARK),
    "respondent": lambda other, place: other.respondents.say(place.respondent_id, [SaidThere(1, MARK, None)]),
    "replies": lambda other, _: other.noting.reply(1, 1, "why", MARK),
    "evidence": rename_point(1),
    "touchpoint": lambda other, _: other.noting.add(1, NoteKind.PAIN_POINT, MARK),
    "follow-up": lambda other, _: other.journeys.edit(1, name=MARK),
    "round": lambda other, _: other.journeys.edit(1, name=MARK),
    "proof": lambda other, _: other.actions.edit(1, title=MARK),
    "estimates": lambda other, _: other.journeys.edit(1, name=MARK),
}
"""By the name of a place, what somebody else changes there; it shows as that, but for a setting."""


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "EVERY", 0.02)


ON_SERVERS = "people and rights"
"""On a file nobody is let in."""


def test_every_place_is_tried() -> None:
    assert CHANGES.keys() | {ON_SERVERS} == PLACES.keys()


@pytest.mark.parametrize("name", CHANGES)
async def test_it_shows_and_the_cursor_stays(opened: Opener, name: str) -> None:
    workspace = opened("sample")
    other = by_bo(workspace)
    async with running(workspace, size=(160, 50)) as pilot:
        place = await open_place(pilot, PLACES[name](workspace))
        await press(pilot, "down", "down", "down")
        assert MARK not in shown(pilot)
        before = cursor_of(place)
        sign = "77" if name == "settings" else MARK.casefold()
        CHANGES[name](other, place)
        await until(pilot, lambda: sign in shown(pilot).casefold())
        assert is_at(before, place)
    other.close()


def cursor_of(place: Place) -> str | None:
    """Return the line that the cursor stands on; None where a place has no list of lines."""
    lines = place.one_list
    return None if lines is None or not lines.count else lines.text_of(lines.cursor)


def is_at(before: str | None, place: Place) -> bool:
    """Tell whether the cursor stands on the line it stood on, but for the words that were changed in it."""
    now = cursor_of(place)
    return before is None or now == before or MARK in (now or "")
