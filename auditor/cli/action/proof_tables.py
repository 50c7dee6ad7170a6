"""What is shown of the proof of an action: before and after, the verdict, and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from auditor.analysis.figures import Worth, difference, effect_of_figures, smallest_worth
from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.vocabulary import Effect, Status
from auditor.cli.frame.tables import Column, Table
from auditor.sentences import proof

if TYPE_CHECKING:
    from auditor.views.actions import ActionLine
    from auditor.views.proofs import BeforeAfter, ComparedFigure, LookAgain, Noted, Proof, Shift
    from auditor.workspace import Workspace


def proof_facts(found: Proof) -> list[tuple[str, str]]:
    """Return what is known of a proof, as names and values."""
    action = found.action
    return [
        (_("Action"), f"{action.id} {action.title}"),
        (_("Status"), labels.word(action.status)),
        (_("Done"), day(action.done)),
        (_("Settled"), labels.word(action.effect) if action.effect else ""),
        (_("Need of the touchpoint"), proof.need(found)),
        (_("Looking again says"), proof.verdict(found)),
        (_("To look at again"), "; ".join(proof.named_subject(one) for one in found.still_to_look_at)),
    ]


class ShownProof(Struct, frozen=True):
    """What is said of the proof of an action where the whole action is shown."""

    facts: list[tuple[str, str]]
    tables: list[Table[Any]]
    record: dict[str, object] | None


def shown_proof(workspace: Workspace, line: ActionLine) -> ShownProof:
    """Return what is known of the effect of an action; nothing where it was never done."""
    if line.status not in (Status.DONE, Status.VERIFIED) and line.effect is None:
        return ShownProof([], [], None)
    settled = labels.word(line.effect) if line.effect else _("waiting for proof")
    found = workspace.reads.proofs.of(line.id)
    if found is None or found.action.done is None:
        return ShownProof([(_("Effect"), settled)], [], None)
    said = [(_("Effect"), settled), (_("Looking again says"), proof.verdict(found))]
    tables: list[Table[Any]] = [
        Table(shift_columns(), found.shifts),
        Table(figure_columns(workspace.rules.worth), found.figures),
    ]
    return ShownProof(said, tables, proof_record(found, workspace.rules.worth))


def proof_record(found: Proof, worth: Worth) -> dict[str, object]:
    """Return a proof as it is in JSON."""
    action = found.action
    return {
        "id": action.id,
        "title": action.title,
        "status": action.status,
        "done": action.done,
        "settled": action.effect,
        "settled_by_audit": action.proof_id,
        "effect": found.effect,
        "mixed": found.mixed,
        "better": found.better,
        "worse": found.worse,
        "need_before": found.need_before,
        "need_after": found.need_after,
        "audit": found.audit_id,
        "shifts": Table(shift_columns(), found.shifts).records(),
        "look_again": [subject_record(one) for one in found.still_to_look_at],
        "missing": [subject_record(one) for one in found.missing],
        "figures": Table(figure_columns(worth), found.figures).records(),
    }


def shift_columns() -> list[Column[Shift]]:
    """Return the columns of what was looked at again."""
    return [
        Column("touchpoint", lambda row: row.subject.touchpoint),
        Column("checklist", lambda row: row.subject.checklist or None),
        Column("check", lambda row: row.subject.check_key or None),
        Column("findings", lambda row: list(row.subject.findings)),
        Column(
            "text",
            lambda row: proof.subject(row.subject),
            _("Looked at again"),
            lambda row: proof.named_subject(row.subject),
            least=20,
        ),
        Column("to_mend", lambda row: row.subject.mends),
        Column("persona", lambda row: row.persona, _("Persona"), minor=2),
        Column("before", lambda row: _value(row.before), _("Before"), lambda row: proof.noted(row.before)),
        Column("after", lambda row: _value(row.after), _("After"), lambda row: proof.noted(row.after)),
        Column("drop", lambda row: row.drop, _("Change"), lambda row: proof.change(row.drop)),
        Column("audit_before", lambda row: row.before.audit_id if row.before else None),
        Column(
            "audit_after",
            lambda row: row.after.audit_id if row.after else None,
            _("Audit"),
            right=True,
            minor=1,
        ),
    ]


def _value(noted: Noted | None) -> object:
    if noted is None:
        return None
    return noted.feeling if noted.verdict is None else noted.verdict


def subject_record(one: LookAgain) -> dict[str, object]:
    """Return what is to be looked at as it is in JSON."""
    return {
        "touchpoint": one.touchpoint,
        "checklist": one.checklist or None,
        "check": one.check_key or None,
        "pain_point": one.pain or None,
        "findings": list(one.findings),
        "text": proof.subject(one),
        "to_mend": one.mends,
    }


def figure_columns(worth: Worth) -> list[Column[BeforeAfter]]:
    """Return the columns of figures from before and after an action; less than `worth` is as good as nothing."""

    def effect_of(row: BeforeAfter) -> Effect | None:
        return effect_of_figures(row, worth)

    return [
        Column("id", lambda row: row.id, _("No."), right=True),
        Column("action_id", lambda row: row.action_id),
        Column("kind", lambda row: row.kind, _("Kind"), lambda row: proof.figures_kind(row), minor=2),
        Column("comparison", lambda row: "ab-test" if row.halves else "before-after"),
        Column("source", lambda row: row.source, _("Source")),
        Column("date", lambda row: row.collected, _("Date"), lambda row: day(row.collected), minor=1),
        Column(
            "before",
            lambda row: _side_record(row.before),
            _("Before"),
            lambda row: proof.side(row.before, row.unit),
        ),
        Column(
            "after",
            lambda row: _side_record(row.after),
            _("After"),
            lambda row: proof.side(row.after, row.unit),
        ),
        Column("unit", lambda row: row.unit),
        Column("better", lambda row: row.better),
        Column("difference", _difference_record, _("Difference"), proof.difference_words),
        Column("smallest_worth", lambda row: smallest_worth(row, worth)),
        Column("effect", effect_of, _("Says"), lambda row: proof.effect(effect_of(row)), minor=3),
    ]


def _side_record(side: ComparedFigure) -> dict[str, object]:
    return {"figure": side.figure, "people": side.people, "deviation": side.deviation}


def _difference_record(row: BeforeAfter) -> dict[str, object]:
    found = difference(row.before, row.after, row.unit)
    low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
    return {"value": found.value, "low": low, "high": high}
