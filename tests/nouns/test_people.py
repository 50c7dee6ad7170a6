"""The team: added, renamed, made one, taken out; what everybody has to do; and filters kept for everybody."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.base.errors import RefusedError
from auditor.sentences.history import changes, sentence
from auditor.views.people import PersonLoad
from auditor.workspace import Workspace
from tests import hostile
from tests.conftest import Opener
from tests.walks import Walked, actions, visit_at


@pytest.fixture
def place(workspace: Workspace, walked: Walked) -> int:
    """The number of a touchpoint."""
    return visit_at(workspace, walked.audit, 0).touchpoint_id


def _names(workspace: Workspace) -> list[str]:
    return [person.name for person in workspace.reads.people.all()]


def _number(workspace: Workspace, name: str) -> int:
    return next(person.id for person in workspace.reads.people.all() if person.name == name)


def test_people_are_added_with_a_role_and_renamed(workspace: Workspace) -> None:
    number = workspace.people.add(" Anna  Öst ", "UX")
    workspace.people.edit(number, name="Anna Väst")
    workspace.people.edit(number, role="Design")
    (person,) = workspace.reads.people.all()
    assert (person.id, person.name, person.role) == (number, "Anna Väst", "Design")
    workspace.people.add("Bo")
    for attempt in (
        lambda: workspace.people.add("ANNA väst"),
        lambda: workspace.people.edit(number, name="bo"),
    ):
        with pytest.raises(RefusedError, match="in the team already"):
            attempt()


def test_who_has_something_to_do_is_not_taken_out(workspace: Workspace, place: int) -> None:
    workspace.actions.add(place, "One", 1, 1, owner="Bo")
    bo = _number(workspace, "Bo")
    with pytest.raises(RefusedError, match="one with somebody else"):
        workspace.people.delete(bo)
    workspace.actions.assign([line.id for line in actions(workspace)], "")
    workspace.people.delete(bo)
    assert _names(workspace) == ["Kim"]
    workspace.undoing.undo()
    assert _names(workspace) == ["Bo", "Kim"]


def test_two_entries_become_one_person_who_has_everything(workspace: Workspace, place: int) -> None:
    workspace.people.add("Annie", "UX")
    first = workspace.actions.add(place, "One", 1, 1, owner="Annie")
    second = workspace.actions.add(place, "Two", 1, 1, owner="Anna")
    workspace.actions.comment([first], "Mine")
    workspace.people.merge(_number(workspace, "Annie"), _number(workspace, "Anna"))
    assert {line.owner for line in actions(workspace)} == {"Anna"}
    assert _names(workspace) == ["Anna", "Kim"]
    assert workspace.reads.people.all()[0].role == "UX"
    workspace.undoing.undo()
    assert {line.id: line.owner for line in actions(workspace)} == {first: "Annie", second: "Anna"}
    workspace.people.merge(_number(workspace, "Kim"), _number(workspace, "Anna"))
    found = workspace.reads.actions.get(first)
    assert found is not None and found.comments[0].who == "Anna"
    assert workspace.reads.audits.lines()[0].auditor == "Anna"
    with pytest.raises(RefusedError, match="one person already"):
        workspace.people.merge(_number(workspace, "Anna"), _number(workspace, "Anna"))


def test_what_everybody_has_to_do_is_counted(workspace: Workspace, place: int) -> None:
    today = date(2026, 11, 18)
    workspace.people.add("Bo", "Shop")
    due = ("2026-11-17", "2026-11-18", "2026-11-22", "2026-11-23", None)
    numbers = [
        workspace.actions.add(place, "A", step, 1, owner="Bo", due=day) for step, day in enumerate(due, 1)
    ]
    workspace.actions.start(numbers[1:2])
    workspace.actions.done(numbers[4:])
    workspace.actions.add(place, "Whose?", 3, 1)
    dropped = workspace.actions.add(place, "Gone", 5, 1)
    workspace.actions.drop([dropped])
    loads = workspace.reads.people.loads(today)
    assert loads == [
        PersonLoad(_number(workspace, "Bo"), "Bo", "Shop", 4, 1, 22.5, late=1, week=2, waiting=1),
        PersonLoad(_number(workspace, "Kim"), "Kim", "", 0, 0, 0.0, 0, 0, 0),
        PersonLoad(None, "", "", 1, 0, 5.0, 0, 0, 0),
    ]


def test_filters_are_kept_for_the_whole_team(workspace: Workspace, open_as: Opener) -> None:
    number = workspace.filters.save("Mine and late", "owner:me late")
    assert workspace.filters.save("mine AND late", "owner:me  late sort:due") == number
    (kept,) = open_as("Ann").reads.actions.filters()
    assert (kept.id, kept.name, kept.words) == (number, "mine AND late", "owner:me late sort:due")
    with pytest.raises(RefusedError, match="colour"):
        workspace.filters.save("Bad", "colour:red")
    workspace.filters.delete(number)
    assert workspace.reads.actions.filters() == []
    workspace.undoing.undo()
    assert len(workspace.reads.actions.filters()) == 1


def test_what_would_act_on_a_terminal_is_taken_out_of_names_roles_filters_and_comments(
    workspace: Workspace, place: int
) -> None:
    action = workspace.actions.add(place, "One", 1, 1)
    plain = [(text, text) for text in hostile.SHOWN_AS_IT_IS]
    for at, (typed, shown) in enumerate([*hostile.CLEANED, *plain]):
        person = workspace.people.add(f"{at} {typed}", typed)
        workspace.actions.comment([action], f"{at} {typed}")
        kept = workspace.filters.save(f"{at} {typed}", "late")
        found = next(one for one in workspace.reads.people.all() if one.id == person)
        assert found.name == " ".join(f"{at} {shown}".split()) and found.role == " ".join(shown.split())
        assert next(one.name for one in workspace.reads.actions.filters() if one.id == kept) == found.name
        newest = workspace.reads.actions.history(action)[0]
        assert "\x1b" not in sentence(newest) + "".join(changes(newest))
    for refused in (
        lambda: workspace.people.add("n" * 201),
        lambda: workspace.filters.save("n" * 201, "late"),
        lambda: workspace.filters.save("n", "x" * 2001),
        lambda: workspace.actions.comment([action], "c" * 20_001),
    ):
        with pytest.raises(RefusedError, match="is the most"):
            refused()
