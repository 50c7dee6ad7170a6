"""The commands as they are told of on pages made from them: which there are, and how each is called."""

from __future__ import annotations

from collections.abc import Iterator

import click


def commands_of(context: click.Context) -> Iterator[click.Context]:
    """Give the commands of a group, each as if it was called; none where it is no group."""
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if not command.hidden:
            yield click.Context(command, parent=context, info_name=name)


def all_of(context: click.Context) -> Iterator[click.Context]:
    """Give a command and all below it."""
    yield context
    for each in commands_of(context):
        yield from all_of(each)


def path_of(context: click.Context) -> str:
    """Return the words that call a command."""
    above = f"{path_of(context.parent)} " if context.parent else ""
    return f"{above}{context.info_name}"


def usage_of(context: click.Context) -> list[str]:
    """Return what comes after the words that call a command."""
    pieces = context.command.collect_usage_pieces(context)
    if isinstance(context.command, click.Group):
        # Not every version of click tells that a group works without a command, too.
        pieces[-1] = "[COMMAND] [ARGS]..." if context.command.invoke_without_command else "COMMAND [ARGS]..."
    return pieces
