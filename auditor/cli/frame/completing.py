"""What a shell completes: numbers of actions, and names of people and of filters kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError
from auditor.base.text import folded
from auditor.cli.frame.session import Session

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from auditor.workspace import Workspace

_MOST = 50
"""So many actions are offered at the most, the first in the list."""


def action_numbers(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the numbers of the open actions, each with its title."""
    return _offered(
        ctx, typed, lambda ws: ((str(x.id), x.title) for x in ws.reads.actions.ranking().page(0, _MOST))
    )


def owner_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the names of the team, each with the role."""
    return _offered(ctx, typed, lambda ws: ((one.name, one.role) for one in ws.reads.people.here()))


def numbers_then_owner(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer numbers of actions and, once one is given, names of the team too."""
    numbers = action_numbers(ctx, param, typed)
    return [*owner_names(ctx, param, typed), *numbers] if any(ctx.params.values()) else numbers


def filter_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the filters kept, each with its words."""
    return _offered(ctx, typed, lambda ws: ((one.name, one.words) for one in ws.reads.actions.filters()))


def _offered(
    ctx: click.Context, typed: str, pairs: Callable[[Workspace], Iterable[tuple[str, str]]]
) -> list[CompletionItem[str]]:
    """Return what begins with what is typed; nothing at all where the database can't be read."""
    from click.shell_completion import CompletionItem

    session = Session(ctx.find_root().params.get("database"))
    try:
        return [
            CompletionItem(value, help=said)
            for value, said in pairs(session.workspace)
            if folded(value).startswith(folded(typed))
        ]
    except AuditorError:
        return []
    finally:
        session.close()
