"""The app, beginning with a picture: `python -m tests.terminal.showing DATABASE`."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

import screens.app
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens.widgets.picture import Picture
from tests.pictures import file_of


class OnePicture(Screen[None]):
    """A picture with a line above and one below."""

    BINDINGS = [("q", "app.quit", ""), ("t", "tell", "")]

    def compose(self) -> ComposeResult:
        """The picture between two lines."""
        yield Static("above it", id="above")
        yield Picture(file_of(Image.linear_gradient("L").resize((600, 300))), "a picture")
        yield Static("below it", id="below")

    def on_key(self, event: events.Key) -> None:
        """Show what is taken for a key."""
        self.query_one("#above", Static).update(f"typed <{event.key}>")

    def action_tell(self) -> None:
        """Show that keys are heard."""
        self.query_one("#below", Static).update("heard it")


class ShowingApp(screens.app.AuditorApp):
    """The app with that in front."""

    CSS_PATH = str(Path(screens.app.__file__).with_name("app.tcss"))

    def open_first(self) -> None:
        """Open it."""
        self.push_screen(OnePicture())


if __name__ == "__main__":
    screens.app.AuditorApp = ShowingApp  # type: ignore[misc]
    sys.exit(screens.app.open_app(Workspace.open(sys.argv[1], Config(Path("/nowhere"), "Kim"))))
