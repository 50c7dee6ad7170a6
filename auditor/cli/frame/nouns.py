"""Groups of commands made from rows of a table: a command is imported when it runs, or its noun's help is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.reading import is_so
from auditor.cli.frame.completing import completed, completing

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PACKAGE = "auditor.cli"


class Verb(Struct, frozen=True):
    """A command that is no noun's, and is listed without being imported."""

    place: str
    """Where it is: `module:attribute`, from `auditor.cli` on."""
    short: str
    """What is said of it where it is listed; its own help may say it otherwise."""


class Noun(Struct, frozen=True):
    """A group of commands."""

    help: str
    commands: Mapping[str, Listed] | str
    """In the order of use. A text is where a function is that returns them, for commands made from another table."""
    short: str = ""
    """What is said of it where it is listed; empty for the first sentence of its help."""
    alone: str = ""
    """Where the command is that runs, with the noun's own options, when none is named; empty for the help."""
    default: str = ""
    """The command that is meant where the first word is none but a file, an option, or missing."""
    bare_is_help: bool = False
    """Whether the help is shown where nothing at all is said, although there is a default."""


Listed = str | Verb | Noun
"""A command that is listed by the first sentence of its own help is only its place."""


def group_of(name: str, noun: Noun) -> LazyNoun:
    """Return the group of a noun."""
    alone = _command_at(noun.alone) if noun.alone else None
    return LazyNoun(
        noun.commands,
        noun.default,
        noun.bare_is_help,
        name=name,
        help=_(noun.help),
        params=list(alone.params) if alone else None,
        callback=_only_alone(alone) if alone else None,
        invoke_without_command=alone is not None,
    )


def _only_alone(command: click.Command) -> Callable[..., object]:
    """Return what a group does with its own options: what the command does, where no other is named."""

    @click.pass_context
    def run(context: click.Context, /, **options: object) -> None:
        if context.invoked_subcommand is None:
            context.invoke(command, **options)

    return run


class LazyNoun(click.Group):
    """A group that shows and runs the commands of a table in the order in which they stand there."""

    def __init__(
        self,
        rows: Mapping[str, Listed] | str,
        default: str = "",
        bare_is_help: bool = False,
        **settings: Any,
    ) -> None:
        """Take the rows, the command that is meant where none is named, and whether nothing at all asks for help.

        `settings` are those of click's groups.
        """
        super().__init__(**settings)
        self._rows = rows
        self._default = default
        self._bare_is_help = bare_is_help

    def _table(self) -> Mapping[str, Listed | click.Command]:
        if not isinstance(self._rows, str):
            return self._rows
        return cast(Callable[[], Mapping[str, click.Command]], _at(self._rows))()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the names of the commands."""
        return list(self._table())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Return a command, imported now."""
        command = self._command(cmd_name)
        return completed(command) if command is not None and completing() else command

    def _command(self, name: str) -> click.Command | None:
        row = self._table().get(name)
        if row is None or isinstance(row, click.Command):
            return row
        if isinstance(row, Noun):
            return group_of(name, row)
        return _command_at(row.place if isinstance(row, Verb) else row)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the command that is meant where none is named."""
        bare = not args and not self._bare_is_help
        if self._default and (
            bare or (args and args[0] not in self._table() and _is_no_command(args[0], ctx))
        ):
            args = [self._default, *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with what is said of it in a line; those that the table tells of stay where they are."""
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, self._short(ctx, name, limit)) for name in names])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Complete commands, each with what is said of it in a line, and options."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=self._short(ctx, name))
            for name in self.list_commands(ctx)
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def _short(self, ctx: click.Context, name: str, limit: int = 45) -> str:
        row = self._table()[name]
        if isinstance(row, Verb | Noun) and row.short:
            return _(row.short)
        if isinstance(row, Noun):
            return click.Command(name, help=_(row.help)).get_short_help_str(limit)
        command = self.get_command(ctx, name)
        assert command is not None
        return command.get_short_help_str(limit)


def _command_at(place: str) -> click.Command:
    return cast(click.Command, _at(place))


def _at(place: str) -> object:
    """Return what is at `module:attribute`."""
    module, _colon, attribute = place.partition(":")
    found: object = getattr(import_module(f"{PACKAGE}.{module}"), attribute)
    return found


def _is_no_command(word: str, ctx: click.Context) -> bool:
    """Tell whether a word can't be a command that was mistyped."""
    if word.startswith("-"):
        return word not in ctx.help_option_names
    return any(sign in word for sign in "./\\") or is_so(Path.exists, Path(word))
