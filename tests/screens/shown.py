"""The app as a user meets it: started on a workspace, typed into, and read from the rendered screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import TypeVar

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from auditor.workspace import Workspace
from screens.app import AuditorApp, Start
from screens.frame.place import Place
from tests.screens.helpers import until

P = TypeVar("P", bound=Place)

Size = tuple[int, int]
SMALL: Size = (80, 24)


@asynccontextmanager
async def running(
    workspace: Workspace, start: Start = None, size: Size = SMALL, *, remembers: bool = False
) -> AsyncIterator[Pilot[None]]:
    """Run the app until the block ends and all is saved; it has shown its first place when the block begins."""
    app = AuditorApp(workspace, start, remembers=remembers)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: len(app.screen_stack) == 2 and isinstance(app.screen, Place))
        yield pilot
        if app.is_typing or app.unsaved:
            await until(pilot, lambda: app._exit or not (app.is_typing or app.unsaved))


def app_of(pilot: Pilot[None]) -> AuditorApp:
    """Return the app that a pilot steers, typed."""
    assert isinstance(pilot.app, AuditorApp)
    return pilot.app


def place_of(pilot: Pilot[None], kind: type[P]) -> P:
    """Return the place in front, which is of that kind."""
    assert isinstance(pilot.app.screen, kind)
    return pilot.app.screen


async def open_place(pilot: Pilot[None], place: P) -> P:
    """Put a place in front and wait until it is shown."""
    pilot.app.push_screen(place)
    await until(pilot, lambda: pilot.app.screen is place and place.is_mounted)
    return place


def strips(pilot: Pilot[None]) -> list[Strip]:
    """Return what the compositor writes to the terminal, a strip for each line."""
    return list(pilot.app.screen._compositor.render_strips())


def shown(pilot: Pilot[None]) -> str:
    """Return the text of the screen, without blanks at the ends of lines."""
    return "\n".join(strip.text.rstrip() for strip in strips(pilot)) + "\n"


def said(pilot: Pilot[None], widget: type[Widget] | str) -> str:
    """Return the text in the region of a widget, by its kind or selector; lines are joined as if never broken."""
    region = pilot.app.screen.query(widget).first().region
    lines = strips(pilot)[region.y : region.bottom]
    return " ".join(" ".join(line.crop(region.x, region.right).text for line in lines).split())


def type_ahead(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Type keys faster than the screen follows; a single character stands for itself, else it is a key's name."""
    for each in keys:
        key = _character_to_key(each) if len(each) == 1 and not each.isalnum() else each
        pilot.app.post_message(events.Key(key, each if len(each) == 1 else None))


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Type keys and wait until the app has done what they ask, all of it is saved, and it is idle."""
    type_ahead(pilot, keys)
    app = app_of(pilot)
    await until(pilot, lambda: app._exit or not (app.is_typing or app.unsaved))
