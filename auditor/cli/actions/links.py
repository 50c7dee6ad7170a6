"""`auditor action link` and `unlink`: which findings an action answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.cli.frame.completing import action_numbers
from auditor.cli.frame.rows import a_touchpoint, an_action
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.views.actions import FindingKey
    from auditor.workspace import Workspace


def _finding_options(command: Callable[..., object]) -> Callable[..., object]:
    for option in (
        click.option(
            "--note", "notes", type=int, multiple=True, help=_("The number of a pain point noted there.")
        ),
        click.option("--feeling", is_flag=True, help=_("The feeling at the touchpoint.")),
        click.option(
            "--check",
            "checks",
            multiple=True,
            metavar="CHECKLIST/KEY",
            help=_("A check, such as checkout/guest-purchase; may be repeated."),
        ),
        click.option(
            "--touchpoint",
            metavar="TOUCHPOINT",
            help=_("Where it was found, if not at the action’s own touchpoint."),
        ),
        click.argument("action", shell_complete=action_numbers),
    ):
        command = option(command)
    return command


@click.command(
    help=_("Let an action answer findings. An action answers several, and a finding may have several.")
)
@with_workspace
@_finding_options
def link(
    workspace: Workspace,
    action: str,
    touchpoint: str | None,
    checks: tuple[str, ...],
    feeling: bool,
    notes: tuple[int, ...],
) -> None:
    """Link findings."""
    number, findings = _named(workspace, action, touchpoint, checks, feeling, notes)
    with told(workspace):
        workspace.actions.link(number, findings)


@click.command(help=_("Let an action answer findings no longer."))
@with_workspace
@_finding_options
def unlink(
    workspace: Workspace,
    action: str,
    touchpoint: str | None,
    checks: tuple[str, ...],
    feeling: bool,
    notes: tuple[int, ...],
) -> None:
    """Let findings go."""
    number, findings = _named(workspace, action, touchpoint, checks, feeling, notes)
    with told(workspace):
        workspace.actions.unlink(number, findings)


def _named(
    workspace: Workspace,
    action: str,
    touchpoint: str | None,
    checks: tuple[str, ...],
    feeling: bool,
    notes: tuple[int, ...],
) -> tuple[int, list[FindingKey]]:
    line = an_action(workspace, action)
    point = a_touchpoint(workspace, touchpoint, str(line.journey_id)).id if touchpoint else line.touchpoint_id
    findings: list[FindingKey] = []
    for word in checks:
        checklist, slash, key = word.partition("/")
        if not (checklist and slash and key):
            raise RefusedError(
                _("“{word}” is no check: name it as checklist/key, such as checkout/guest-purchase.").format(
                    word=word[:60]
                )
            )
        findings.append((point, checklist, key, None))
    findings += [(point, "", "", None)] * feeling + [(point, "", "", note) for note in notes]
    if not findings:
        raise RefusedError(_("Say which finding is meant: --check, --feeling or --note."))
    return line.id, findings
