"""Looks again at what is done: what must be looked at, the short audit of it, and figures from before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.base import labels
from auditor.base.i18n import _, ngettext
from auditor.base.text import inner_quotes
from auditor.base.vocabulary import Better, EvidenceKind, Status
from auditor.input.figures import Figure, read_figure, read_figures
from auditor.sentences import proof as proof_text
from auditor.views.proofs import ActionDone, Proof
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values
from screens.forms.differing import settle
from screens.routes import ToProof, ToWalk
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host
    from screens.frame.told_keys import KeyOf

_SHOWN = 8
"""How many things to look at the dialog names."""


def ask_proof(host: Host, numbers: Sequence[int], key_of: KeyOf) -> None:
    """Show what is proven of those actions that are done; where nothing is yet, offer to look again."""
    found = (host.workspace.reads.proofs.of(number) for number in numbers)
    proofs = [p for p in found if p and p.action.status in (Status.DONE, Status.VERIFIED)]
    if not proofs:
        host.tell(_("Nothing chosen is done yet: {key} says that an action is.").format(key=key_of("finish")))
    elif all(proof.effect is not None or proof.looked for proof in proofs):
        host.go(ToProof(tuple(proof.action.id for proof in proofs)))
    else:
        look_again(host, [proof.action.id for proof in proofs if proof.effect is None])


def look_again(host: Host, action_ids: Sequence[int]) -> None:
    """Say what must be looked at again and start the short audit, or go on with the one that is not finished."""
    reads = host.workspace.reads.proofs
    going_on = {audit for number in action_ids if (audit := reads.open_recheck(number)) is not None}
    if going_on:
        host.go(ToWalk(min(going_on)))
        return
    proofs = [proof for number in action_ids if (proof := reads.of(number)) is not None]

    def answered(yes: bool | None) -> None:
        if yes:
            _choose_persona(host, proofs)

    if proofs:
        host.open_dialog(ConfirmDialog(_question(host, proofs), yes=_("look again")), answered)


def _question(host: Host, proofs: Sequence[Proof]) -> str:
    """Return what must be looked at again, a line each."""
    library = host.workspace.library
    every = (subject for proof in proofs for subject in proof.to_look_at)
    subjects = list(
        {(one.touchpoint_id, one.check_key, proof_text.named_subject(one)): one for one in every}.values()
    )
    gone = [one for one in subjects if one.check_key and library.check(one.checklist, one.check_key) is None]
    if len(proofs) == 1:
        lines = [_("“{title}” is done.").format(title=inner_quotes(proofs[0].action.title))]
    else:
        lines = [ngettext("{n} action is done.", "{n} actions are done.", len(proofs)).format(n=len(proofs))]
    lines += ["", _("Whether it worked shows when you look again at:")]
    lines += [f"· {proof_text.named_subject(one)} ({one.touchpoint})" for one in subjects[:_SHOWN]]
    if len(subjects) > _SHOWN:
        rest = len(subjects) - _SHOWN
        lines.append(ngettext("… and {n} more", "… and {n} more", rest).format(n=rest))
    lines += ["", *proof_text.gone(gone), _("A short audit asks only that; all other answers stay.")]
    return "\n".join(lines)


def _choose_persona(host: Host, proofs: Sequence[Proof]) -> None:
    """Start for those who had the findings; where nobody has looked yet, ask in whose shoes."""
    numbers = [proof.action.id for proof in proofs]
    personas = host.workspace.reads.journeys.personas(proofs[0].action.journey_id)
    if len(personas) < 2 or any(proof.need_before is not None for proof in proofs):
        _start(host, numbers, None)
        return
    options = [Option(persona.id, persona.name, persona.who) for persona in personas]

    def go(persona_id: int | None) -> None:
        if persona_id is not None:
            _start(host, numbers, persona_id)

    host.open_dialog(ChooseDialog(_("In whose shoes do you walk?"), options), go)


def _start(host: Host, action_ids: Sequence[int], persona_id: int | None) -> None:
    workspace = host.workspace
    made: list[int] = []

    async def begin() -> None:
        started = await host.save(
            lambda: made.extend(workspace.audits.start_recheck(action_ids, None, persona_id)), leads_on=True
        )
        if started and made:
            host.go(ToWalk(made[0]))
            if len(made) > 1:
                said = ngettext(
                    "{n} more re-check waits, for another persona: look again when this one is finished.",
                    "{n} more re-checks wait, for other personas: look again when this one is finished.",
                    len(made) - 1,
                )
                host.tell(said.format(n=len(made) - 1))

    def go_on() -> None:
        host.run_worker(begin(), group="start", exclusive=True)

    settle(host, workspace.differing_among(_checklists(host, action_ids)), go_on)


def _checklists(host: Host, action_ids: Sequence[int]) -> list[str]:
    """Return the keys of the checklists whose checks are asked again."""
    proofs = (host.workspace.reads.proofs.of(number) for number in action_ids)
    subjects = (one for proof in proofs if proof is not None for one in proof.to_look_at)
    return list(dict.fromkeys(one.checklist for one in subjects if one.checklist))


def ask_figures(host: Host, action: ActionDone) -> None:
    """Ask for figures from before and after an action and record them."""

    async def save(values: Values) -> bool:
        before, after, unit = _figures(values)
        made = await host.make(
            lambda: host.workspace.proofs.record(
                action.id,
                before.side,
                after.side,
                source=values.text("source"),
                collected=values.text("date") or host.workspace.today,
                unit=unit,
                better=Better(values.text("better")),
                kind=EvidenceKind(values.text("kind")) if values.text("kind") else None,
                note=values.text("note"),
            )
        )
        return made is not None

    fields: list[Field] = [
        TextField(
            "before", _("figure before"), required=True, hint=_("such as 120/2400, 5%/2400, 48.2+-12.1/200")
        ),
        TextField("after", _("figure after"), required=True, hint=_("the same way as before")),
        TextField("unit", _("unit"), hint=_("of a mean, such as s or kr")),
        ChoiceField(
            "better", _("good is"), [(each.value, labels.word(each)) for each in Better], Better.HIGHER.value
        ),
        TextField("source", _("source"), required=True, hint=_("where the figures are from")),
        TextField("date", _("date"), hint=_("of when they are; nothing means today")),
        ChoiceField(
            "kind",
            _("how won"),
            [("", _("before and after")), *((each.value, labels.word(each)) for each in EvidenceKind)],
            "",
        ),
        TextField("note", _("note")),
    ]
    title = _("Figures before and after “{title}”").format(title=inner_quotes(action.title))
    host.open_dialog(FormDialog(title, fields, check=_check, save=save))


def _figures(values: Values) -> tuple[Figure, Figure, str]:
    return read_figures(values.text("before"), values.text("after"), values.text("unit"))


def _check(values: Values) -> None:
    for side in ("before", "after"):
        read_figure(values.text(side), values.text("unit"))
    _figures(values)
