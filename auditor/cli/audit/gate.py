"""`auditor audit gate`: what is there at a touchpoint, so that the checks of what is not are passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, in_language
from auditor.base.text import shortened
from auditor.cli.audit.open_audit import open_audit, tell_finished
from auditor.cli.frame import output
from auditor.cli.frame.gates import gates_given
from auditor.cli.frame.lookup import an_audit, visit_at, whole_audit
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.origins import as_at, presence_text

if TYPE_CHECKING:
    from auditor.views.audits import Audit, Visit
    from auditor.views.checks import Gate
    from auditor.workspace import Workspace


class Asked(Struct, frozen=True):
    """A gate at a touchpoint, with what is known of it."""

    visit: Visit
    gate: Gate
    present: bool | None
    leader: Visit | None
    """The touchpoint whose answer counts here, where it was not answered here."""
    proposed: bool | None


@click.command(
    help=_(
        "Say what is there at a touchpoint. GATE=yes or GATE=no; GATE=- takes the answer away. Checks of what is not "
        "there do not apply; a later yes brings them back as they were.\n\n"
        "Without GATE, the gates there are listed, without TOUCHPOINT those of all touchpoints, with what is proposed."
    )
)
@click.argument("audit")
@click.argument("touchpoint", required=False)
@click.argument("gates", nargs=-1, metavar="[GATE=yes|no|-]...")
@format_option
@with_workspace
def gate(workspace: Workspace, audit: str, touchpoint: str | None, gates: tuple[str, ...], form: str) -> None:
    """Answer gates, or list them."""
    if touchpoint is None or not gates:
        _list(workspace, audit, touchpoint, form)
        return
    given = gates_given(gates, "GATE")
    whole = open_audit(workspace, audit)
    visit = visit_at(whole, touchpoint)
    _refuse_unknown(visit, given)
    with told(workspace):
        workspace.audits.tell_presence(visit.id, given)
    tell_finished(whole)


def _refuse_unknown(visit: Visit, given: dict[str, bool | None]) -> None:
    for key in given:
        if key not in visit.gates:
            raise NotFoundError(
                _("There is no gate “{gate}” at “{touchpoint}”. There are: {gates}.").format(
                    gate=shortened(key, 60), touchpoint=visit.touchpoint, gates=", ".join(visit.gates) or "–"
                )
            )


def _list(workspace: Workspace, word: str, touchpoint: str | None, form: str) -> None:
    audit = whole_audit(workspace, an_audit(workspace, word, open_first=True).id)
    visits = audit.visits if touchpoint is None else (visit_at(audit, touchpoint),)
    hint = _("There is no gate: all checks here apply, whatever is there.")
    output.rows(Table(_columns(), _asked(workspace, audit, visits)), form, hint)


def _asked(workspace: Workspace, audit: Audit, visits: tuple[Visit, ...]) -> list[Asked]:
    from auditor.analysis.standing import Standing

    standing = Standing(audit)
    proposed = workspace.reads.audits.proposed_gates(audit)
    return [
        Asked(
            visit,
            gate,
            standing.is_there(visit, gate.key),
            standing.gate_leader(visit, gate.key),
            proposed.get((visit.touchpoint_id, gate.key)),
        )
        for visit in visits
        for gate in standing.gates(visit)
    ]


def _columns() -> list[Column[Asked]]:
    return [
        Column("touchpoint_id", lambda row: row.visit.touchpoint_id, _("No."), right=True),
        Column("touchpoint", lambda row: row.visit.touchpoint, _("Touchpoint")),
        Column("gate", lambda row: row.gate.key, _("Gate")),
        Column("text", lambda row: in_language(row.gate.text), _("Question"), least=24),
        Column("present", lambda row: row.present, _("Answer"), lambda row: presence_text(row.present)),
        Column("from", _origin, _("From"), _origin_text, minor=1),
        Column("as_at", lambda row: row.leader.touchpoint if row.leader else None),
        Column("proposed", lambda row: row.proposed),
    ]


def _origin(row: Asked) -> str | None:
    if row.leader is not None:
        return "shared"
    if row.present is not None:
        return "own"
    return None if row.proposed is None else "proposed"


def _origin_text(row: Asked) -> str:
    if row.leader is not None:
        return as_at(row.leader.touchpoint)
    if row.present is not None:
        return _("answered here")
    if row.proposed is None:
        return ""
    return _("proposed: {answer}").format(answer=presence_text(row.proposed))
