"""The options of `auditor action link` and `unlink` that say which findings are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.cli.frame.completing import action_numbers
from auditor.cli.frame.lookup import a_touchpoint, an_action
from auditor.cli.frame.typed import argument, option, options

if TYPE_CHECKING:
    from auditor.views.actions import FindingKey
    from auditor.workspace import Workspace


@options
class FindingOptions:
    """An action, and the findings that are meant."""

    action: str = argument(shell_complete=action_numbers)
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
    notes: tuple[int, ...] = option(
        "--note", type=int, multiple=True, help=_("The number of a pain point noted there.")
    )


def findings_named(workspace: Workspace, said: FindingOptions) -> tuple[int, list[FindingKey]]:
    """Return the number of the action, and the findings; raise RefusedError where none is named."""
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
    if not findings:
        raise RefusedError(_("Say which finding is meant: --check, --feeling or --note."))
    return line.id, findings
