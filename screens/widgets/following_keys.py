"""What can follow a key that another is to follow, shown over the bottom of the place while it is waited for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from screens.frame.commands import Command, shown_key

_GAP = 2
"""Cells between two columns."""
_MARGIN = 1
"""Cells at the left and the right."""


class FollowingKeys(Static):
    """The keys that can follow, in columns; a click does the same as the key."""

    DEFAULT_CSS = """
    FollowingKeys {
        layer: above; dock: bottom; display: none; height: auto; max-height: 80%; padding: 0 1;
        background: $panel; color: $foreground; border-top: solid $accent; border-title-color: $accent;
    }
    """

    def __init__(self) -> None:
        """Start unseen."""
        super().__init__("", markup=False)
        self._commands: list[tuple[str, Command]] = []
        self._leader = ""
        self._across = self._wide = 1

    def show(self, commands: Sequence[Command], leader: str, title: str) -> None:
        """Show what follows a leading key, by letters, under what the key is called."""
        self._leader = leader
        found = ((shown_key(each.after(leader)), each) for each in commands)
        self._commands = sorted(found, key=lambda each: each[0])
        self.border_title = f"{shown_key(leader)} {title}"
        self.display = True
        self._draw()

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self._draw()

    def _draw(self) -> None:
        texts = [(key, command.label) for key, command in self._commands]
        self._wide = max((cell_len(key) + 1 + cell_len(label) for key, label in texts), default=0) + _GAP
        self._across = max(1, (self.app.size.width - 2 * _MARGIN) // self._wide)
        parts: list[tuple[str, str]] = []
        for number, (key, label) in enumerate(texts, 1):
            pad = " " * (self._wide - cell_len(key) - 1 - cell_len(label))
            ends = number % self._across == 0 or number == len(texts)
            parts += [(key, "bold $accent"), (f" {label}", ""), ("\n" if ends else pad, "")]
        if parts:
            parts[-1] = ("", "")
        self.update(Content.assemble(*parts))

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        at = offset.y * self._across + offset.x // self._wide
        if at < len(self._commands):
            event.stop()
            self.app.simulate_key(self._commands[at][1].after(self._leader))
