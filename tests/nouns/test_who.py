"""Who somebody is: a lasting id, a name that is bound once, and never likeness."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.settings.config import Config, read_settings
from auditor.views.actions import ME, ActionFilter
from auditor.views.home import total
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, actions, run_sql, visit_at

ANNA, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def place(workspace: Workspace, walked: Walked) -> int:
    """The number of a touchpoint."""
    return visit_at(workspace, walked.audit, 0).touchpoint_id


@pytest.fixture
def address_of(workspace: Workspace) -> str:
    """Where the database is, to open it with other settings."""
    return str(workspace.location.path or workspace.location.url)


def _as(address: str, name: str, lasting: str = "") -> Workspace:
    return Workspace.open(address, Config(Path("/nowhere"), name, person=lasting))


def _number(workspace: Workspace, name: str) -> int:
    (found,) = (person.id for person in workspace.reads.people.all() if person.name == name)
    return found


def _mine(workspace: Workspace) -> list[str]:
    return [line.title for line in workspace.reads.actions.ranking(ActionFilter(owners=(ME,))).all()]


@pytest.mark.parametrize("lasting", ["", ANNA])
def test_somebody_renamed_keeps_what_is_theirs(
    workspace: Workspace, walked: Walked, place: int, address_of: str, lasting: str
) -> None:
    number = workspace.rounds.start(walked.journey, ["Anna", "Bo"])
    workspace.actions.add(place, "Hers", 2, 3, owner="Anna", due="2026-11-20")
    anna = _as(address_of, "Anna", lasting)
    anna.journeys.new("Made by Anna")
    workspace.people.edit(_number(workspace, "Anna"), name="Anna Berg")
    (audit,) = (
        one for one in anna.reads.rounds.lines(walked.journey)[0].audits if one.auditor == "Anna Berg"
    )
    visit = visit_at(anna, audit.id, 0)
    anna.audits.feel(visit.id, -1)
    assert _mine(anna) == ["Hers"]
    assert total(anna.reads.home.figures(date(2026, 11, 28)).values()).mine_late == 1
    assert [line.who for line in anna.reads.history.lines(3)] == ["Anna Berg", "Kim", "Anna"]
    anna.undoing.undo()
    anna.undoing.undo()
    assert all(line.name != "Made by Anna" for line in anna.reads.journeys.lines())
    assert number
    anna.close()


def test_somebody_renamed_before_ever_writing_is_still_who_they_are(
    workspace: Workspace, place: int, address_of: str
) -> None:
    workspace.actions.add(place, "Hers", 2, 3, owner="Anna")
    workspace.people.edit(_number(workspace, "Anna"), name="Anna Berg")
    workspace.people.edit(_number(workspace, "Anna Berg"), name="Anna Dahl")
    for lasting in ("", ANNA):
        anna = _as(address_of, "anna", lasting)
        assert _mine(anna) == ["Hers"]
        anna.close()


def test_a_new_name_in_the_settings_changes_nothing(
    workspace: Workspace, place: int, address_of: str
) -> None:
    anna = _as(address_of, "Anna", ANNA)
    anna.actions.comment([anna.actions.add(place, "Hers", 2, 3, owner="Anna")], "Mine")
    anna.close()
    renamed = _as(address_of, "Anna Berg", ANNA)
    assert _mine(renamed) == ["Hers"]
    assert renamed.reads.history.to_undo() is not None
    assert [person.name for person in renamed.reads.people.all()] == ["Anna", "Kim"]
    renamed.close()


def test_another_of_the_former_name_is_somebody_else(
    workspace: Workspace, place: int, address_of: str
) -> None:
    anna = _as(address_of, "Anna", ANNA)
    anna.actions.add(place, "Of the first", 2, 3, owner="Anna")
    anna.people.edit(anna.person, name="Anna Berg")
    another = _as(address_of, "Anna", OTHER)
    assert (another.person, _mine(another)) == (0, [])
    assert another.reads.history.to_undo() is None
    another.actions.add(place, "Of the second", 2, 3, owner="Anna")
    assert (_mine(another), _mine(anna)) == (["Of the second"], ["Of the first"])
    another.people.edit(another.person, role="Shop")
    with pytest.raises(ConflictError, match="Anna Berg has changed this"):
        anna.people.edit(another.person, role="Store")
        another.undoing.undo()
    for one in (anna, another):
        one.close()


def test_the_same_human_is_one_person_in_all_databases(
    workspace: Workspace, place: int, tmp_path: Path, address_of: str
) -> None:
    anna = _as(address_of, "Anna", ANNA)
    anna.actions.add(place, "Hers", 2, 3, owner="Anna")
    assert run_sql(workspace, "SELECT uid FROM person WHERE name = 'Anna'") == [(ANNA,)]
    anna.close()


@pytest.mark.parametrize("name", ["Ann", "Anna"])
def test_mine_is_nobodys_whose_name_is_like_mine(
    workspace: Workspace, place: int, open_as: Opener, name: str
) -> None:
    for owner in ("Johanna", "Susanna", "Anna B"):
        workspace.actions.add(place, f"Of {owner}", 2, 3, owner=owner)
    me = open_as(name)
    assert _mine(me) == []
    assert total(me.reads.home.figures(date(2026, 11, 28)).values()).mine == 0
    me.actions.add(place, "Mine", 2, 3, owner=name)
    assert _mine(me) == ["Mine"]


def test_two_of_the_same_name_are_told_apart(workspace: Workspace, place: int, open_as: Opener) -> None:
    workspace.people.add("Anna", "Designer")
    with pytest.raises(RefusedError, match="in the team already"):
        workspace.people.add("Anna")
    with pytest.raises(RefusedError, match="in the team already"):
        workspace.people.add("anna", "designer")
    second = workspace.people.add("Anna", "Developer")
    with pytest.raises(NotFoundError, match=rf"“Anna \(Designer\)”, {second} “Anna \(Developer\)”"):
        workspace.actions.add(place, "Whose", 2, 3, owner="anna")
    one = workspace.actions.add(place, "One", 2, 3, owner="Anna (designer)")
    two = workspace.actions.add(place, "Two", 2, 3, owner=str(second))
    owners = {line.id: line.owner for line in actions(workspace)}
    assert owners == {one: "Anna (Designer)", two: "Anna (Developer)"}
    assert [person.name for person in workspace.reads.people.here()][:2] == [
        "Anna (Designer)",
        "Anna (Developer)",
    ]
    me = open_as("Anna")
    assert (me.person, _mine(me)) == (0, [])
    with pytest.raises(NotFoundError, match="several called Anna"):
        me.actions.comment([one], "Which am I?")
    me.people.be(second)
    assert _mine(me) == ["Two"]
    workspace.people.edit(second, role="Designer")
    owners = {line.id: line.owner for line in actions(workspace)}
    assert owners[two] == f"Anna ({second})"


def test_who_has_left_keeps_what_they_did_and_is_handed_nothing(
    workspace: Workspace, walked: Walked, place: int
) -> None:
    number = workspace.actions.add(place, "Hers", 2, 3, owner="Anna")
    anna = _number(workspace, "Anna")
    workspace.people.edit(anna, left=True)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: workspace.actions.add(place, "More", 2, 3, owner="Anna"),
        lambda: workspace.actions.assign([number], "anna"),
        lambda: workspace.audits.start(walked.journey, "Anna"),
        lambda: workspace.rounds.start(walked.journey, ["Anna", "Bo"]),
    )
    for attempt in attempts:
        with pytest.raises(RefusedError, match="Anna has left"):
            attempt()
    assert [line.owner for line in actions(workspace)] == ["Anna"]
    assert [person.name for person in workspace.reads.people.here()] == ["Kim"]
    (left,) = (one.left for one in workspace.reads.people.loads(workspace.today) if one.id == anna)
    assert left == workspace.today
    workspace.people.edit(anna, left=False)
    workspace.actions.add(place, "More", 2, 3, owner="Anna")
    workspace.undoing.undo()
    workspace.undoing.undo()
    with pytest.raises(RefusedError, match="Anna has left"):
        workspace.actions.assign([number], "Anna")


def test_two_made_one_take_back_each_others_changes_and_are_two_again(
    workspace: Workspace, place: int, open_as: Opener
) -> None:
    annie, anna = open_as("Annie"), open_as("Anna")
    annie.actions.add(place, "Annie’s", 2, 3, owner="Annie")
    anna.actions.add(place, "Anna’s", 2, 3, owner="Anna")
    workspace.people.merge(_number(workspace, "Annie"), _number(workspace, "Anna"))
    assert sorted(_mine(annie)) == sorted(_mine(anna)) == ["Anna’s", "Annie’s"]
    workspace.undoing.undo()
    assert (_mine(annie), _mine(anna)) == (["Annie’s"], ["Anna’s"])


def test_the_settings_get_a_lasting_id_beside_the_name_when_something_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUDITOR_USER", raising=False)
    folder = tmp_path / "settings"
    folder.mkdir()
    path = folder / "config.toml"
    path.write_text('# mine\nname = "Anna"  # that is me\n\n[matrix]\nimpact = 4\n')
    workspace = Workspace.open(str(tmp_path / "new.db"), read_settings(folder))
    assert workspace.reads.journeys.lines() == []
    assert "person" not in path.read_text()
    workspace.journeys.new("Shop")
    workspace.close()
    config = read_settings(folder)
    assert (len(config.person), config.name, config.rules.bounds.impact) == (32, "Anna", 4)
    assert path.read_text().startswith('# mine\nname = "Anna"  # that is me\n')
    again = Workspace.open(str(tmp_path / "new.db"), config)
    assert again.reads.history.to_undo() is not None
    again.journeys.new("Shop two")
    assert read_settings(folder).person == config.person
    again.close()


def test_who_is_named_for_one_call_is_not_whose_settings_these_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text(f'name = "Anna"\nperson = "{ANNA}"\n')
    monkeypatch.setenv("AUDITOR_USER", "Bo")
    config = read_settings(tmp_path)
    assert (config.name, config.person, config.wants_person) == ("Bo", "", False)
    monkeypatch.delenv("AUDITOR_USER")
    assert read_settings(tmp_path).person == ANNA


def test_a_round_of_two_of_one_name_keeps_their_notes_apart(workspace: Workspace, walked: Walked) -> None:
    first = workspace.people.add("Anna", "Designer")
    second = workspace.people.add("Anna", "Developer")
    with pytest.raises(RefusedError, match="each named once: it has 1"):
        workspace.rounds.start(walked.journey, [str(first), "Anna (Designer)"])
    workspace.rounds.start(walked.journey, [str(first), str(second)])
    (line,) = workspace.reads.rounds.lines(walked.journey)
    assert [one.auditor for one in line.audits] == ["Anna (Designer)", "Anna (Developer)"]
    for number, one in zip((first, second), line.audits, strict=True):
        workspace.people.be(number)
        visit = visit_at(workspace, one.id, 0)
        workspace.audits.feel(visit.id, -1, None, note="Dull")
        workspace.audits.finish(one.id)
    agreed = workspace.rounds.agree(line.id)
    note = visit_at(workspace, agreed, 0).note
    assert note == "Anna (Designer): Dull\nAnna (Developer): Dull"


def test_journeys_of_one_name_say_where_they_belong(workspace: Workspace, web_shop: int) -> None:
    point = workspace.reads.journeys.get(web_shop).touchpoints[0]  # type: ignore[union-attr]
    inner, other = workspace.journeys.new("Twin"), workspace.journeys.new("twin")
    workspace.stages.open_into(point.id, inner)
    titles = {line.id: line.title for line in workspace.reads.journeys.lines()}
    shop = next(line.name for line in workspace.reads.journeys.lines() if line.id == web_shop)
    assert titles == {web_shop: shop, inner: f"Twin ({shop} · {point.name})", other: f"twin (#{other})"}
