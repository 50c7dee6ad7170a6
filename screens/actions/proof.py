"""What looking again showed of actions that are done: before and after, and the verdict to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.widget import Widget

from auditor.base.i18n import N_, _, ngettext
from auditor.base.labels import word
from auditor.base.text import inner_quotes
from auditor.base.vocabulary import Effect, Status
from auditor.views.actions import ActionFilter
from auditor.views.proofs import ActionDone, Proof
from screens import forms
from screens.actions.proof_lines import ProofLine, draw_proof_line, proof_lines
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.routes import Selection, ToActions, ToEstimates
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part
from screens.widgets.line_list import LineList


class ProofPlace(Place):
    """The proofs of some actions, or of those that an audit has looked at again."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("settle", ("f",), N_("settle"), N_("Settle it: verified when it was effective, else it stays done"), was="v"),
        Command("go_on_with", ("R",), N_("go on with it"), N_("Settle it and take the action up again: it is in progress"),
                was="i"),
        Command("look_again", ("w",), N_("look again"), N_("Start the short audit of what was to be mended, or go on with it"),
                was="r"),
        Command("figures", ("a",), N_("figures"), N_("Record figures from before and after, such as those of an A/B test"),
                was="f"),
        Command("actions", ("enter", "g x"), N_("action"), N_("Go to the action in the list of what to improve"), was="enter a"),
        Command("estimates", ("full_stop e",), N_("estimates"), N_("Compare expected with realised impact"), False, was="E"),
    )  # fmt: skip

    def __init__(self, action_ids: tuple[int, ...] = (), audit_id: int | None = None) -> None:
        """Show the proofs of actions, or of those that an audit has looked at again."""
        super().__init__()
        self._action_ids = list(action_ids)
        self._audit_id = audit_id
        self.lines = LineList(self._draw, id="proofs")
        self.detail = Detail()
        self._proofs: list[Proof] = []
        self._rows: list[ProofLine] = []

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey of the action at hand."""
        return self.proof.action.journey_id if self.proof is not None else None

    def contents(self) -> Iterable[Widget]:
        """One list, and in full what the cursor stands on."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """The actions with all that was looked at before and after."""
        journeys = frozenset(proof.action.journey_id for proof in self._proofs)
        return Shown(journeys or None, None, frozenset({"reply", "comment", "saved_filter", "suggestion"}))

    def show(self) -> None:
        """Read the proofs."""
        reads = self.workspace.reads.proofs
        if self._audit_id is not None and not self._action_ids:
            self._action_ids = [proof.action.id for proof in reads.by_audit(self._audit_id)]
        found = (reads.of(number) for number in self._action_ids)
        self._proofs = [proof for proof in found if proof is not None]
        self._rows = [line for proof in self._proofs for line in proof_lines(proof)]
        journeys = {proof.action.journey for proof in self._proofs}
        where = journeys.pop() if len(journeys) == 1 else _("all journeys")
        count = ngettext("{n} action", "{n} actions", len(self._proofs)).format(n=len(self._proofs))
        self.title_line.tell((where, _("did it work?")), count)
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        return draw_proof_line(self._rows[line], width)

    def _tell_detail(self) -> None:
        if self.lines.cursor < len(self._rows):
            row = self._rows[self.lines.cursor]
            self.detail.tell(row.text, row.more)
        else:
            self.detail.tell(_("Nothing here waits for proof."), "")

    @property
    def proof(self) -> Proof | None:
        """The proof that the cursor stands in."""
        if self.lines.cursor >= len(self._rows):
            return None
        number = self._rows[self.lines.cursor].action_id
        return next((proof for proof in self._proofs if proof.action.id == number), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the action under the cursor."""
        proof = self.proof
        done = proof is not None and proof.action.status in (Status.DONE, Status.VERIFIED)
        if action == "settle":
            return (
                done
                and proof is not None
                and proof.effect not in (None, Effect.CANT_TELL, proof.action.effect)
            )
        if action == "go_on_with":
            return done and proof is not None and proof.effect in (Effect.NONE, Effect.WORSE)
        if action in {"look_again", "figures"}:
            return done
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Offer what fits the line, and say it in full."""
        self.offer()
        self._tell_detail()

    def on_line_list_chosen(self) -> None:
        """Go to the action in the list."""
        self.action_actions()

    async def action_settle(self) -> None:
        """Settle what the action did."""
        await self._settle(again=False)

    async def action_go_on_with(self) -> None:
        """Settle it and take the action up again."""
        await self._settle(again=True)

    async def _settle(self, again: bool) -> None:
        proof = self.proof
        if proof is None or proof.effect is None:
            return
        number = proof.action.id
        if await self.auditor.save(lambda: self.workspace.proofs.verify([number], again=again)):
            self.show_now(partial(self._tell_settled, proof.action, proof.effect))

    def _tell_settled(self, action: ActionDone, effect: Effect) -> None:
        after = {one.action.id: one.action.status for one in self._proofs}
        status = after.get(action.id, action.status)
        said = _("“{title}”: {effect}, {status}")
        self.auditor.tell(
            said.format(title=inner_quotes(action.title), effect=word(effect), status=word(status))
        )

    def action_look_again(self) -> None:
        """Look at it again, or go on looking."""
        if self.proof is not None:
            forms.proving.look_again(self.auditor, [self.proof.action.id])

    def action_figures(self) -> None:
        """Record figures from before and after."""
        if self.proof is not None:
            forms.proving.ask_figures(self.auditor, self.proof.action)

    def action_estimates(self) -> None:
        """Compare expected and realised impact."""
        self.go(ToEstimates())

    def action_actions(self) -> None:
        """Go to the action in the list."""
        if self.proof is not None:
            action = self.proof.action
            wanted = ActionFilter((action.status,), action.journey_id)
            self.go(ToActions(Selection(wanted), action.id))
