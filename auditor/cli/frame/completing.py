"""What a shell completes: names and numbers of what is in the database, keys of checklists and templates, and files.

An argument or an option is completed by its name (`_KNOWN`), so that a new command has completion for nothing, or by
what it says that it takes: FILE, DIR. The others name a function of this module.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from auditor.base.errors import AuditorError
from auditor.base.naming import pick
from auditor.base.text import folded
from auditor.cli.frame.session import Session

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from auditor.views.journeys import Journey, JourneyLine
    from auditor.workspace import Workspace

VARIABLE = "_AUDITOR_COMPLETE"
"""Set in the environment by a shell that asks for completions."""

_MOST = 50
"""So many actions are offered at the most, the first in the list."""

Offered = Iterable[tuple[str, str]]
"""Words, each with what is said of it where the shell shows that."""


def completing() -> bool:
    """Tell whether a shell asks for completions."""
    return VARIABLE in os.environ


def action_numbers(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the numbers of the open actions, each with its title."""
    return _offered(
        ctx, typed, lambda ws: ((str(x.id), x.title) for x in ws.reads.actions.ranking().page(0, _MOST))
    )


def owner_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the names of the team, each with the role."""
    return _offered(ctx, typed, _people)


def numbers_then_owner(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer numbers of actions and, once one is given, names of the team too."""
    numbers = action_numbers(ctx, param, typed)
    return [*owner_names(ctx, param, typed), *numbers] if any(ctx.params.values()) else numbers


def client_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the clients for whom journeys are audited."""
    from auditor.sentences.clients import clients_of

    return _offered(ctx, typed, lambda ws: ((one, "") for one in clients_of(ws.reads.journeys.every_line())))


def tag_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the tags of journeys."""
    from auditor.sentences.clients import tags_of

    return _offered(ctx, typed, lambda ws: ((one, "") for one in tags_of(ws.reads.journeys.every_line())))


def filter_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the filters kept, each with its words."""
    return _offered(ctx, typed, lambda ws: ((one.name, one.words) for one in ws.reads.actions.filters()))


def finding_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the names of open findings, each with what is wrong; of the journey that is named before, or of all."""
    return _offered(ctx, typed, lambda ws: _findings(ws, ctx.params.get("journey")))


def _offered(
    ctx: click.Context, typed: str, pairs: Callable[[Workspace], Offered]
) -> list[CompletionItem[str]]:
    """Return what begins with what is typed; nothing at all where the database can't be read."""
    from click.shell_completion import CompletionItem

    session = Session(ctx.find_root().params.get("database"))
    try:
        fitting = (pair for pair in pairs(session.workspace) if folded(pair[0]).startswith(folded(typed)))
        return [CompletionItem(value, help=said) for value, said in dict(fitting).items()]
    except AuditorError:
        return []
    finally:
        session.close()


def _people(workspace: Workspace) -> Offered:
    return ((one.name, one.role) for one in workspace.reads.people.here())


def _journeys(workspace: Workspace) -> Offered:
    return ((line.name, "") for line in workspace.reads.journeys.lines())


def _audits(workspace: Workspace) -> Offered:
    lines = workspace.reads.audits.lines()
    return ((str(line.id), f"{line.journey} · {line.persona} · {line.auditor}") for line in lines)


def _checklists(workspace: Workspace) -> Offered:
    from auditor.base.i18n import in_language

    return ((one.key, in_language(one.title)) for one in workspace.library.all)


def _templates(workspace: Workspace) -> Offered:
    from auditor.base.i18n import in_language

    return ((one.key, in_language(one.title)) for one in workspace.templates()[0])


def _lines(workspace: Workspace, named: object) -> Sequence[JourneyLine]:
    """Return the journey that is named before, or else all of them."""
    lines = workspace.reads.journeys.lines()
    return [pick(lines, named, "")] if isinstance(named, str) else lines


def _whole_journeys(workspace: Workspace, named: object) -> Iterator[Journey]:
    """Yield the same with their stages and touchpoints."""
    for line in _lines(workspace, named):
        if journey := workspace.reads.journeys.get(line.id):
            yield journey


def _stages(workspace: Workspace, named: object) -> Offered:
    return (
        (stage.name, journey.name)
        for journey in _whole_journeys(workspace, named)
        for stage in journey.stages
    )


def _touchpoints(workspace: Workspace, named: object) -> Offered:
    return (
        (point.name, f"{journey.name} › {stage.name}")
        for journey in _whole_journeys(workspace, named)
        for stage in journey.stages
        for point in stage.touchpoints
    )


def _personas(workspace: Workspace, named: object) -> Offered:
    return (
        (persona.name, journey.name)
        for journey in _whole_journeys(workspace, named)
        for persona in workspace.reads.journeys.personas(journey.id)
    )


def _respondents(workspace: Workspace, named: object) -> Offered:
    return (
        (one.code, one.persona)
        for journey in _whole_journeys(workspace, named)
        for one in workspace.reads.interviews.respondents(journey.id)
    )


def _findings(workspace: Workspace, named: object) -> Offered:
    from auditor.analysis.lasting import is_open
    from auditor.sentences.faults import statement

    return (
        (one.name, statement(one))
        for line in _lines(workspace, named)
        for one in workspace.reads.findings.of_journey(line.id)
        if is_open(one) or one.is_draft
    )


_KNOWN: dict[str, Callable[[Workspace], Offered]] = {
    "journey": _journeys,
    "inner": _journeys,
    "person": _people,
    "owner": _people,
    "auditor": _people,
    "who": _people,
    "audit": _audits,
    "key": _checklists,
    "checklist": _checklists,
    "template": _templates,
}
"""What is offered for a parameter of that name."""

_WITHIN: dict[str, Callable[[Workspace, object], Offered]] = {
    "stage": _stages,
    "touchpoint": _touchpoints,
    "touchpoints": _touchpoints,
    "persona": _personas,
    "personas": _personas,
    "respondent": _respondents,
    "finding": _findings,
    "findings": _findings,
}
"""What is offered of the journey that is named before it, or else of all."""

_FILE, _FOLDER = re.compile(r"\b(FILES?|PATH)\b"), re.compile(r"\bDIR\b")


class _Named(click.types.StringParamType):
    """A text of which the shell is offered the beginnings."""

    def __init__(self, pairs: Callable[[click.Context, Workspace], Offered]) -> None:
        self._pairs = pairs

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Offer what begins so."""
        del param
        return _offered(ctx, incomplete, lambda workspace: islice(self._pairs(ctx, workspace), 1000))


class _OnDisk(click.types.StringParamType):
    """A path, which the shell completes itself."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Tell the shell to complete a path."""
        from click.shell_completion import CompletionItem

        del ctx, param
        return [CompletionItem(incomplete, type=self._kind)]


def completed(command: click.Command) -> click.Command:
    """Return a command whose arguments and options can be completed; called only where a shell asks for that."""
    for param in command.params:
        if param.type is click.STRING and (kind := _kind_of(param)):
            param.type = kind
    return command


def _kind_of(param: click.Parameter) -> click.ParamType[Any] | None:
    name = param.name or ""
    if found := _KNOWN.get(name):
        return _Named(lambda _ctx, workspace: found(workspace))
    if within := _WITHIN.get(name):
        return _Named(lambda ctx, workspace: within(workspace, ctx.params.get("journey")))
    said = param.metavar or name.upper()
    if _FILE.search(said):
        return _OnDisk("file")
    return _OnDisk("dir") if _FOLDER.search(said) else None
