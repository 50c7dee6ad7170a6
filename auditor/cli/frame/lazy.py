"""Groups of commands that are imported when they are used, because all of them together take longer than any."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

import click


class LazyNoun(click.Group):
    """A group that imports a command when it runs, or when the group's own help is asked for."""

    def __init__(self, *args: Any, places: Mapping[str, str], **rest: Any) -> None:
        """Take where each command is, as `module:attribute` within this package, in the order of use."""
        super().__init__(*args, **rest)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        place = self._places.get(cmd_name)
        if place is None:
            return None
        module, _colon, attribute = place.partition(":")
        return cast(click.Command, getattr(import_module(f"auditor.cli.{module}"), attribute))
