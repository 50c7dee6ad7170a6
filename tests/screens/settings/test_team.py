"""People and rights in the app: seen by everybody, changed by owners, on a server that is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import Access
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens.settings.rows import KEY_OF_RIGHTS, key_of
from screens.settings.settings import SettingsPlace
from screens.settings.team import TeamPlace
from screens.widgets.texts import ShortText
from tests.conftest import NOWHERE, Server
from tests.house import House
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, open_place, place_of, press, running, said, shown


@pytest.fixture
def house(server: Server) -> Iterator[House]:
    """A house of the test's own."""
    made = House(server)
    yield made
    made.close()


async def stand_at(pilot: Pilot[None], name: str) -> TeamPlace:
    """Open the page with the cursor at somebody."""
    place = await open_place(pilot, TeamPlace())
    await until(pilot, lambda: place.member is not None)
    members = place._members or []
    place.lines.cursor = next(line for line, each in enumerate(members) if each.name == name)
    await until(pilot, lambda: place.member is not None and name in said(pilot, "Detail"))
    return place


def roles(house: House) -> dict[str, str]:
    """Return the role of each person that is let in."""
    return {each.name: each.access.value for each in house.boss.team.members()}


async def test_an_owner_lets_in_changes_and_lets_out(house: House) -> None:
    async with running(house.open("Anna"), size=(100, 30)) as pilot:
        place = await stand_at(pilot, "Ri")
        assert {"Name", "Login", "May"} <= set(said(pilot, ".headings").split())
        assert "Anna (you)" in shown(pilot) and "outside the rules" in shown(pilot)

        await press(pilot, "enter")
        await until(pilot, lambda: "What may Ri do?" in shown(pilot))
        await press(pilot, "2")
        await until(pilot, lambda: roles(house)["Ri"] == "editor")
        await until(pilot, lambda: "Ri: editor" in said(pilot, "Detail"))

        await press(pilot, "a")
        await until(pilot, lambda: "Who is let in?" in shown(pilot))
        await press(pilot, *"Pia", "enter")
        await until(pilot, lambda: "Let in: Pia" in shown(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "told this once" in shown(pilot))
        secret = said(pilot, "#secret")
        assert len(secret) >= 32
        await press(pilot, "ctrl+y")
        await until(pilot, lambda: pilot.app.clipboard == secret)
        assert not any(secret in str(each.message) for each in pilot.app._notifications)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is place and secret not in shown(pilot))
        assert roles(house)["Pia"] == "auditor"
        with psycopg.connect(house.address("postgres")) as connection:
            kept = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'pia'").fetchone()
        assert kept is not None and str(kept[0]).startswith("SCRAM")
        await until(pilot, lambda: "Pia" in shown(pilot))

        place.lines.cursor = next(
            line for line, each in enumerate(place._members or []) if each.name == "Pia"
        )
        await pilot.pause()
        await press(pilot, "d")
        await until(pilot, lambda: "Let Pia in no longer?" in shown(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        assert "Pia" in roles(house)
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "Pia" not in roles(house))
        await until(pilot, lambda: "Pia" not in said(pilot, "LineList"))


async def test_a_login_of_the_server_is_let_in_and_a_slip_keeps_what_is_typed(house: House) -> None:
    async with running(house.open("Anna"), size=(100, 30)) as pilot:
        await stand_at(pilot, "Ri")
        await press(pilot, "a")
        await until(pilot, lambda: "Who is let in?" in shown(pilot))
        await press(pilot, *"Pia", "enter")
        await until(pilot, lambda: "Let in: Pia" in shown(pilot))
        field = pilot.app.screen.query_one(ShortText)
        field.value = "nosuchlogin"
        await press(pilot, "enter")
        await until(pilot, lambda: "no login of that name" in shown(pilot))
        assert field.value == "nosuchlogin" and pilot.app.screen.is_modal
        with psycopg.connect(house.url, autocommit=True) as connection:
            connection.execute("CREATE ROLE was_there LOGIN")
        field.value = "was_there"
        await press(pilot, "enter")
        await until(pilot, lambda: "Pia is let in as was_there" in shown(pilot))
        assert not pilot.app.screen.is_modal
        house.boss.team.dismiss(next(one.id for one in house.boss.reads.people.all() if one.name == "Pia"))
        with psycopg.connect(house.url, autocommit=True) as connection:
            connection.execute("DROP ROLE was_there")


async def test_the_last_owner_stays_and_no_rule_holds_for_the_administrator(house: House) -> None:
    async with running(house.open("Anna"), size=(100, 30)) as pilot:
        place = await stand_at(pilot, "Anna")
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "last owner" in shown(pilot))
        assert roles(house)["Anna"] == "owner"
        await press(pilot, "escape")
        place = await stand_at(pilot, "Boss")
        offered = {each.action for each in place.all_commands()}
        assert "add" in offered and not offered & {"change", "delete"}
        await press(pilot, "d")
        await until(pilot, lambda: "administers the server: no rule" in shown(pilot))
        await press(pilot, "enter")
        assert pilot.app.screen is place


@pytest.mark.parametrize("who", ["Ed", "Bo", "Ri"])
async def test_others_see_it_and_are_told_why_they_change_nothing(house: House, who: str) -> None:
    async with running(house.open(who), size=(80, 24)) as pilot:
        place = await stand_at(pilot, "Cy")
        await until(pilot, lambda: app_of(pilot).access is not Access.OWNER)
        assert not {each.action for each in place.all_commands()} & {"add", "change", "delete"}
        for key in ("a", "e", "d", "enter"):
            pilot.app.clear_notifications()
            await press(pilot, key)
            await until(pilot, lambda: "an owner of the database can let you do more" in shown(pilot))
            assert pilot.app.screen is place
        assert roles(house)["Cy"] == "auditor"


async def test_somebody_who_is_let_do_more_can_at_once(house: House) -> None:
    async with running(house.open("Ed"), size=(80, 24)) as pilot:
        await stand_at(pilot, "Cy")
        house.boss.team.change(house.people["Ed"], Access.OWNER)
        place = await stand_at(pilot, "Cy")
        assert {"add", "change", "delete"} <= {each.action for each in place.all_commands()}


async def test_it_is_reached_from_the_settings_and_from_anywhere(house: House) -> None:
    async with running(house.open("Anna"), size=(100, 30)) as pilot:
        await press(pilot, ",")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsPlace))
        settings = place_of(pilot, SettingsPlace)
        await until(pilot, lambda: settings.lines.count)
        settings.lines.cursor = next(
            line for line, row in enumerate(settings._rows) if key_of(row) == KEY_OF_RIGHTS
        )
        await until(pilot, lambda: "owner of the database" in said(pilot, "Detail"))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeamPlace))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is settings)
        await press(pilot, "ctrl+p", *"people and rights")
        await until(pilot, lambda: "who is let in to the database" in shown(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeamPlace))


async def test_a_file_says_that_it_holds_no_rights(opened: Opener) -> None:
    async with running(opened("blank")) as pilot:
        place = await open_place(pilot, TeamPlace())
        await until(pilot, lambda: "whoever may write it" in said(pilot, "Detail"))
        assert "auditor team start" in said(pilot, "Detail")
        assert not {each.action for each in place.all_commands()} & {"add", "change", "delete"}
        await press(pilot, "a")
        await until(pilot, lambda: len(pilot.app._notifications) == 1)
        assert "This is a file" in shown(pilot)


async def test_a_server_without_rights_says_how_to_get_them(server: Server) -> None:
    _name, url = server.empty()
    with closing(Workspace.open(url, Config(NOWHERE, "Kim"))) as workspace:
        workspace.get_ready_to_write()
        async with running(workspace) as pilot:
            await open_place(pilot, TeamPlace())
            await until(pilot, lambda: "auditor team protect" in said(pilot, "Detail"))
