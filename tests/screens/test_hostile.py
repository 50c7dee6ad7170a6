"""Text that breaks programs, in every field of the database: every place shows it, and none of it does anything."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from unicodedata import category

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from auditor.workspace import Workspace
from screens.frame.place import Place
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES
from tests.screens.shown import app_of, open_place, press, running, strips

TEXTS = {
    "markup": "[/] [bold]b[/bold] [@click=app.quit]x[/] todo [x] [link=http://x]y[/link] \\[z]",
    "escapes": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x1b[?1049l bell\x07 back\x08\x08 nul\x00 del\x7f",
    "right to left": "مرحبا \u202egnp.exe\u202c \u2067עברית\u2069 \u200f end",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ✈️ ☹️ 🇸🇪 e\u0301\u0301\u0301",
    "wide": "顧客体験の監査と改善の優先順位付けをする店舗のウェブサイト" * 3,
    "lines": "first\nsecond\r\nthird\tand a tab\u2028fourth\x0bfifth\x85sixth",
    "long": "unbroken" * 2500,
}
COLUMNS = {
    "journey": ("name", "about"),
    "stage": ("name", "goal"),
    "strategy": ("text",),
    "wish": ("text",),
    "touchpoint": ("name", "about"),
    "persona": (
        "name", "who", "geography", "demographics", "behaviour", "channels", "goals", "challenges", "notes",
        "verified_by",
    ),
    "person": ("name",),
    "visit": ("note",),
    "answer": ("note",),
    "action": ("title", "note", "reason"),
    "note": ("text",),
    "reply": ("text",),
}  # fmt: skip
EVERYWHERE_TRIED_AT = "journey"
HARMLESS = {"ctrl+t", "q", "question_mark", "f1", "ctrl+p"}


def fill(workspace: Workspace, text: str, fields: int | None = None) -> None:
    """Write `text` into every field of text, or the first of each table, past everything the program does."""
    assert workspace.location.path is not None
    with closing(sqlite3.connect(workspace.location.path)) as connection, connection:
        for table, columns in COLUMNS.items():
            for column in columns[:fields]:
                connection.execute(f"UPDATE {table} SET {column} = ?", (text,))
        for number, content in connection.execute("SELECT id, content FROM wording").fetchall():
            texts = {key: {"en": text} for key in json.loads(content)}
            connection.execute(
                "UPDATE wording SET content = ?, standard = ? WHERE id = ?", (json.dumps(texts), text, number)
            )
        for number, kept in connection.execute("SELECT id, arguments FROM change").fetchall():
            words = {
                key: value if key in {"code", "verdict", "feeling", "status"} else text
                for key, value in json.loads(kept).items()
            }
            connection.execute("UPDATE change SET arguments = ? WHERE id = ?", (json.dumps(words), number))


def runs_on_a_click(pilot: Pilot[None]) -> list[str]:
    """Return the texts that would run a command when they are clicked."""
    return [
        segment.text
        for strip in strips(pilot)
        for segment in strip
        if segment.style is not None and (segment.style.link or "@click" in segment.style.meta)
    ]


def bad_characters(pilot: Pilot[None]) -> set[str]:
    """Return what is on its way to the terminal and is no text."""
    written = {character for strip in strips(pilot) for character in strip.text}
    harmless = {"\u200d", "\u200c"}
    controls = {each for each in written if category(each) in {"Cc", "Cs"}}
    return controls | ({each for each in written if category(each) == "Cf"} - harmless)


@pytest.mark.every(3)
@pytest.mark.parametrize("kind", TEXTS)
async def test_every_place_shows_it_and_lets_no_control_character_through(opened: Opener, kind: str) -> None:
    workspace = opened("sample")
    fill(workspace, TEXTS[kind], fields=1 if kind == "long" else None)
    async with running(workspace) as pilot:
        for make in PLACES.values():
            place = await open_place(pilot, make(workspace))
            assert bad_characters(pilot) == set(), place
            assert runs_on_a_click(pilot) == [], place
            assert all(strip.cell_length == 80 for strip in strips(pilot)), place
            await press(pilot, "escape")


@pytest.mark.every(4)
@pytest.mark.parametrize("name", PLACES)
async def test_every_command_works_with_it(opened: Opener, name: str) -> None:
    """Each key of a place is pressed once, what has none is asked for by name, and what it opens is left again.

    What there is everywhere is tried at one of them.
    """
    workspace = opened("sample")
    fill(workspace, "\n".join(TEXTS[kind] for kind in TEXTS if kind != "long"))
    async with running(workspace) as pilot:
        home = pilot.app.screen
        place = await open_place(pilot, PLACES[name](workspace))
        for command in place.every_command() if name == EVERYWHERE_TRIED_AT else place.OFFERED:
            if not HARMLESS.isdisjoint(command.keys):
                continue
            if command.keys:
                await press(pilot, *command.keys[0].split())
            else:
                await pilot.app.run_action(command.action, place)
            await pilot.pause()
            assert bad_characters(pilot) == set(), command
            assert runs_on_a_click(pilot) == [], command
            assert pilot.app.return_code is None
            await leave(pilot, place)
            if pilot.app.screen is home:
                place = await open_place(pilot, PLACES[name](workspace))


async def leave(pilot: Pilot[None], place: Place) -> None:
    """Press escape until the place, or home, is in front."""
    for _ in range(6):
        if pilot.app.screen is place or len(pilot.app.screen_stack) <= 2:
            return
        await press(pilot, "escape")
    await until(pilot, lambda: pilot.app.screen is place)


async def test_what_is_said_for_a_moment_is_text_too(opened: Opener) -> None:
    async with running(opened("blank")) as pilot:
        for text in TEXTS.values():
            app_of(pilot).tell(text[:300])
            await until(pilot, lambda: len(pilot.app.screen.query(Toast)) == 1)
            assert bad_characters(pilot) == set()
            assert runs_on_a_click(pilot) == []
