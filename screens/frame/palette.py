"""The command palette: every command of the place in front, found by typing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from screens.frame.commands import Command
from screens.frame.place import Place


class CommandProvider(Provider):
    """Offers the commands of the place the palette was opened from."""

    def _commands(self) -> list[tuple[str, Command, Callable[[], Any]]]:
        place = self.screen
        if not isinstance(place, Place):
            return []
        return [
            (f"{command.help}  ({command.all_keys})", command, partial(place.run_action, command.action))
            for command in place.all_commands()
            if command.action != "app.command_palette"
        ]

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """Give all commands before anything is typed."""
        for title, command, run in self._commands():
            yield DiscoveryHit(Content(title), run, text=title, help=command.label)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Give the commands whose sentence matches what is typed."""
        matcher = self.matcher(query)
        for title, command, run in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), run, text=title, help=command.label)
