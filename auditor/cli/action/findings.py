"""The options of `auditor action link` and `unlink` that say which findings are meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.cli.frame.completing import action_numbers
from auditor.cli.frame.rows import a_touchpoint, an_action

if TYPE_CHECKING:
    from auditor.views.actions import FindingKey
    from auditor.workspace import Workspace


def finding_options(command: Callable[..., object]) -> Callable[..., object]:
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


def findings_named(
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
