"""The options of `auditor action link` and `unlink` that say which findings and strategies are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.cli.frame.completing import action_numbers, finding_names
from auditor.cli.frame.lookup import a_touchpoint, an_action, some_findings, strategies_of
from auditor.cli.frame.typed import argument, option, options

if TYPE_CHECKING:
    from auditor.views.actions import FindingKey
    from auditor.workspace import Workspace


@options
class FindingOptions:
    """An action, and the findings and strategies that are meant."""

    action: str = argument(shell_complete=action_numbers)
    names: tuple[str, ...] = argument(nargs=-1, metavar="[FINDING]...", shell_complete=finding_names)
    touchpoint: str | None = option(
        "--touchpoint",
        metavar="TOUCHPOINT",
        help=_("Where it was found, if not at the action’s own touchpoint."),
    )
    checks: tuple[str, ...] = option(
        "--check",
        multiple=True,
        metavar="CHECKLIST/KEY",
        help=_("A check, such as checkout/guest-purchase; may be repeated."),
    )
    feeling: bool = option("--feeling", is_flag=True, help=_("The feeling at the touchpoint."))
    strategies: tuple[str, ...] = option(
        "--strategy",
        multiple=True,
        metavar="STRATEGY",
        help=_("A strategy of the journey that it serves: number or part of its text; may be repeated."),
    )
    notes: tuple[int, ...] = option(
        "--note", type=int, multiple=True, help=_("The number of a pain point noted there.")
    )


class Named(Struct, frozen=True):
    """An action, and what it is to be linked to."""

    action: int
    findings: list[FindingKey]
    """All that is found of checks, feelings and pain points."""
    mends: list[int]
    """The numbers of findings, each alone."""
    strategies: list[int]


def named_by(workspace: Workspace, said: FindingOptions) -> Named:
    """Return the action, the findings and the strategies that are meant; raise RefusedError where none is."""
    line = an_action(workspace, said.action)
    point = line.touchpoint_id
    if said.touchpoint:
        point = a_touchpoint(workspace, said.touchpoint, str(line.journey_id)).id
    findings: list[FindingKey] = []
    for word in said.checks:
        checklist, slash, key = word.partition("/")
        if not (checklist and slash and key):
            raise RefusedError(
                _("“{word}” is no check: name it as checklist/key, such as checkout/guest-purchase.").format(
                    word=word[:60]
                )
            )
        findings.append((point, checklist, key, None))
    findings += [(point, "", "", None)] * said.feeling + [(point, "", "", note) for note in said.notes]
    mends = [one.id for one in some_findings(workspace, said.names, str(line.journey_id))]
    strategies = strategies_of(workspace, said.strategies, line.journey_id)
    if not findings and not mends and not strategies:
        raise RefusedError(
            _("Say what is meant: a finding such as CHK-12, --check, --feeling, --note or --strategy.")
        )
    return Named(line.id, findings, mends, strategies)
