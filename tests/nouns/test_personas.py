"""Personas: everything that can be said of one, and what verifies it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.values import NAME_LIMIT, TEXT_LIMIT
from auditor.nouns.journeys import PERSONA_TEXTS
from auditor.sentences.history import describe
from auditor.views.journeys import Persona
from auditor.workspace import Workspace
from tests import hostile
from tests.conftest import Opener

WHOLE: dict[str, Any] = {key: f"All about {key},\nin two lines" for key in PERSONA_TEXTS}


def _persona(workspace: Workspace, journey: int, number: int) -> Persona:
    personas = workspace.reads.journeys.personas(journey)
    return next(persona for persona in personas if persona.id == number)


@pytest.fixture
def whole(workspace: Workspace, web_shop: int) -> int:
    """The number of a persona of whom everything is known."""
    return workspace.journeys.add_persona(web_shop, "Åsa", **WHOLE)


def test_a_new_persona_has_what_is_given_and_is_a_hypothesis(workspace: Workspace, web_shop: int) -> None:
    bare = workspace.journeys.add_persona(web_shop, "Bo")
    whole = workspace.journeys.add_persona(web_shop, " Åsa \n Berg ", **WHOLE)
    assert _persona(workspace, web_shop, bare) == Persona(bare, web_shop, "Bo", "")
    assert _persona(workspace, web_shop, whole) == Persona(whole, web_shop, "Åsa Berg", **WHOLE)
    assert not _persona(workspace, web_shop, whole).verified_by


def test_a_new_persona_is_one_step_of_undo(workspace: Workspace, web_shop: int) -> None:
    before = workspace.reads.journeys.personas(web_shop)
    workspace.journeys.add_persona(web_shop, "Åsa", **WHOLE)
    after = workspace.reads.journeys.personas(web_shop)
    workspace.undoing.undo()
    assert workspace.reads.journeys.personas(web_shop) == before
    workspace.undoing.redo()
    assert workspace.reads.journeys.personas(web_shop) == after


def _only(key: str, text: str) -> dict[str, Any]:
    return {key: text}


@pytest.mark.parametrize("key", PERSONA_TEXTS)
def test_each_text_is_changed_alone_and_can_be_emptied(
    workspace: Workspace, web_shop: int, whole: int, key: str
) -> None:
    for text in ("Changed", ""):
        workspace.journeys.edit_persona(whole, **_only(key, text))
        expected = Persona(whole, web_shop, "Åsa", **{**WHOLE, key: text})
        assert _persona(workspace, web_shop, whole) == expected
    workspace.undoing.undo()
    workspace.undoing.undo()
    assert _persona(workspace, web_shop, whole) == Persona(whole, web_shop, "Åsa", **WHOLE)


@pytest.mark.parametrize("key", PERSONA_TEXTS)
def test_hostile_text_is_shown_as_it_is_or_cleaned_or_refused(
    workspace: Workspace, web_shop: int, whole: int, key: str
) -> None:
    as_it_is = "\n".join(hostile.SHOWN_AS_IT_IS)
    workspace.journeys.edit_persona(whole, **_only(key, as_it_is))
    assert getattr(_persona(workspace, web_shop, whole), key) == as_it_is
    workspace.journeys.edit_persona(whole, **_only(key, "\n".join(text for text, _shown in hostile.CLEANED)))
    shown = "\n".join(shown for _text, shown in hostile.CLEANED)
    assert getattr(_persona(workspace, web_shop, whole), key) == shown
    with pytest.raises(RefusedError, match=str(TEXT_LIMIT)):
        workspace.journeys.edit_persona(whole, **_only(key, "x" * (TEXT_LIMIT + 1)))
    assert getattr(_persona(workspace, web_shop, whole), key) == shown


@pytest.mark.parametrize("name", ["", " \n ", "x" * (NAME_LIMIT + 1)])
def test_a_persona_needs_a_name_that_fits(workspace: Workspace, web_shop: int, whole: int, name: str) -> None:
    before = workspace.reads.journeys.personas(web_shop)
    with pytest.raises(RefusedError):
        workspace.journeys.add_persona(web_shop, name, **WHOLE)
    with pytest.raises(RefusedError):
        workspace.journeys.edit_persona(whole, name=name)
    assert workspace.reads.journeys.personas(web_shop) == before


def test_a_persona_is_verified_by_something_on_a_day(workspace: Workspace, web_shop: int, whole: int) -> None:
    for given in ("2026-03-02", date(2026, 3, 2), " 2026-03-02 "):
        workspace.journeys.verify_persona(whole, " Five interviews ", given)
        persona = _persona(workspace, web_shop, whole)
        assert (persona.verified_by, persona.verified_on) == ("Five interviews", date(2026, 3, 2))


def test_without_a_day_it_was_verified_today(workspace: Workspace, web_shop: int, whole: int) -> None:
    for given in (None, ""):
        before = date.today()
        workspace.journeys.verify_persona(whole, "A survey", given)
        on = _persona(workspace, web_shop, whole).verified_on
        assert on is not None and before <= on <= date.today()


def test_without_evidence_it_is_a_hypothesis_again(workspace: Workspace, web_shop: int, whole: int) -> None:
    workspace.journeys.verify_persona(whole, "Five interviews", "2026-03-02")
    workspace.journeys.verify_persona(whole, " \n", "2026-03-02")
    persona = _persona(workspace, web_shop, whole)
    assert (persona.verified_by, persona.verified_on) == ("", None)
    workspace.undoing.undo()
    persona = _persona(workspace, web_shop, whole)
    assert (persona.verified_by, persona.verified_on) == ("Five interviews", date(2026, 3, 2))
    assert [describe(line) for line in workspace.reads.history.lines(2)][1] == (
        "Changed what verifies the persona “Åsa”"
    )


@pytest.mark.parametrize("on", ["some day", "2026-13-01", "32.03.2026", "2026-02-30"])
def test_a_day_that_is_none_is_refused_showing_how_to_write_one(
    workspace: Workspace, web_shop: int, whole: int, on: str
) -> None:
    with pytest.raises(RefusedError, match="2026-12-01"):
        workspace.journeys.verify_persona(whole, "Five interviews", on)
    assert _persona(workspace, web_shop, whole).verified_by == ""


def test_nobody_verifies_in_the_future(workspace: Workspace, web_shop: int, whole: int) -> None:
    with pytest.raises(RefusedError, match="lies in the future"):
        workspace.journeys.verify_persona(whole, "Five interviews", "tomorrow")
    assert _persona(workspace, web_shop, whole).verified_by == ""


def test_nothing_is_done_to_a_persona_that_is_gone(workspace: Workspace, web_shop: int, whole: int) -> None:
    workspace.journeys.delete_persona(whole)
    for refused in (
        lambda: workspace.journeys.edit_persona(whole, goals="x"),
        lambda: workspace.journeys.verify_persona(whole, "x"),
        lambda: workspace.journeys.delete_persona(whole),
        lambda: workspace.journeys.add_persona(999, "x"),
    ):
        with pytest.raises(NotFoundError):
            refused()
    workspace.undoing.undo()
    assert _persona(workspace, web_shop, whole) == Persona(whole, web_shop, "Åsa", **WHOLE)


def test_what_somebody_else_wrote_of_a_persona_is_not_undone_over(open_as: Opener, web_shop: int) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    number = kim.journeys.add_persona(web_shop, "Åsa")
    kim.journeys.edit_persona(number, goals="Kim's")
    ann.journeys.edit_persona(number, goals="Ann's")
    with pytest.raises(ConflictError, match="Ann"):
        kim.undoing.undo()
    assert _persona(kim, web_shop, number).goals == "Ann's"
