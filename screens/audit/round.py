"""A round of several auditors: who has finished, how far they agree, and what to talk over until they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.widget import Widget

from auditor.base.i18n import N_, _, in_language, ngettext
from auditor.base.vocabulary import Verdict
from auditor.sentences import follow
from auditor.views.audits import AuditLine
from auditor.views.follow import Agreement, CheckAgreement, RatedCheck, RoundLine
from auditor.walking.course import step_of
from screens.audit.round_lines import draw_audit, draw_check, draw_rated
from screens.dialogs.confirm import ConfirmDialog
from screens.frame.commands import Command
from screens.frame.news import News, Shown
from screens.frame.place import Place
from screens.routes import ToWalk
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, draw_heading
from screens.widgets.line_list import LineList

Row = str | list[Part] | AuditLine | RatedCheck | CheckAgreement

_WORST = 5
"""So many of the least agreed checks are named."""


class RoundPlace(Place):
    """One round."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("agree", ("b",), N_("agree"), N_("Begin the agreed audit: what all answered alike is taken over"), was="g"),
        Command("answer('pass')", ("y",), N_("pass"), N_("You agree on: pass")),
        Command("answer('partly')", ("p",), N_("partly"), N_("You agree on: partly")),
        Command("answer('fail')", ("n",), N_("fail"), N_("You agree on: fail")),
        Command("answer('not-applicable')", ("x",), N_("n/a"), N_("You agree on: not applicable here")),
        Command("feel('-2')", ("1",), N_("very sour"), N_("The customer feels very sour here"), False),
        Command("feel('-1')", ("2",), N_("sour"), N_("The customer feels sour here"), False),
        Command("feel('0')", ("3",), N_("neutral"), N_("The customer feels neutral here"), False),
        Command("feel('1')", ("4",), N_("happy"), N_("The customer feels happy here"), False),
        Command("feel('2')", ("5",), N_("very happy"), N_("The customer feels very happy here"), False),
        Command("walk", ("w", "enter"), N_("walk"), N_("Walk the agreed audit, or your own while the round goes on")),
    )  # fmt: skip

    def __init__(self, round_id: int) -> None:
        """Show the round of that number."""
        super().__init__()
        self.round_id = round_id
        self.round: RoundLine | None = None
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.detail = Detail()
        self._rows: list[Row] = []
        self._whose = ""
        """Why the agreed audit can't be answered, where it is another's."""

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey that is audited."""
        return self.round.journey_id if self.round is not None else None

    def contents(self) -> Iterable[Widget]:
        """One list, and in full what the cursor stands on."""
        yield self.lines
        yield self.detail

    def anothers(self, command: Command) -> str:
        """Say whose the agreed audit is, where it is not the user's to answer."""
        return "" if command.action == "walk" else self._whose

    def on_mount(self) -> None:
        """Get ready to save."""
        self.auditor.get_ready_to_save()

    def show(self) -> None:
        """Read the round, and what its auditors said once all have finished."""
        reads = self.workspace.reads.rounds
        self.round = reads.line(self.round_id)
        if self.round is None:
            self.auditor.tell(_("This round is no longer there."))
            self.action_back()
            return
        agreed = self.round.agreed
        self._whose = self.auditor.whose(agreed.auditor_id, agreed.auditor) if agreed is not None else ""
        agreement = None if self.round.waiting else reads.agreement(self.round_id)
        number = _("round {number}").format(number=self.round_id)
        self.title_line.tell((self.round.journey, number, self.round.persona))
        before = len(self._rows)
        self._rows = list(_rows(self.round, agreement))
        self.lines.show(len(self._rows), None if before == len(self._rows) else self._next_open(0))
        self.lines.focus()
        self._tell_detail()

    def shown(self) -> Shown:
        """The round; who sits here walks the agreed audit elsewhere."""
        number = self.round.journey_id if self.round else None
        return Shown.of(number, "action", "link", "comment", "note", "reply", "saved_filter", "suggestion")

    def take_news(self, news: News) -> None:
        """Show what changed; after undo the cursor stands at the answer that was taken back."""
        super().take_news(news)
        step = step_of(news.changes)
        if news.changes.code not in {"undo", "redo"} or step is None:
            return
        for line, row in enumerate(self._rows):
            number = step.answer_id if isinstance(row, RatedCheck) and row.check else step.visit_id
            if isinstance(row, RatedCheck) and row.agreed_id == number:
                self.lines.show(len(self._rows), line)
        self._tell_detail()
        self.offer()

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str | list)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return draw_heading(row, width)
        if isinstance(row, AuditLine):
            return draw_audit(row, width)
        if isinstance(row, RatedCheck):
            return draw_rated(row, self._names(), width)
        if isinstance(row, CheckAgreement):
            return draw_check(row, width)
        return row

    def _names(self) -> list[str]:
        return [line.auditor for line in self.round.audits] if self.round else []

    @property
    def here(self) -> Row | None:
        """The line under the cursor."""
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None

    @property
    def rated(self) -> RatedCheck | None:
        """What is talked over under the cursor, where an agreed audit takes the answer."""
        here = self.here
        return here if isinstance(here, RatedCheck) and here.agreed_id is not None else None

    def _tell_detail(self) -> None:
        here = self.here
        if isinstance(here, RatedCheck):
            text = in_language(here.check.text) if here.check else _("How does the customer feel here?")
            self.detail.tell(f"{here.touchpoint} · {text}", follow.said_by(here, self._names()))
        elif isinstance(here, CheckAgreement):
            self.detail.tell(in_language(here.check.text), in_language(here.check.look))
        else:
            self.detail.tell("", "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits how far the round has come, and the line."""
        rated = self.rated
        if action == "answer":
            return rated is not None and rated.check is not None
        if action == "feel":
            return rated is not None and rated.check is None
        if action == "agree":
            return self.round is not None and not self.round.waiting and self.round.agreed is None
        if action == "walk":
            return self._to_walk() is not None
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._tell_detail()
        self.offer()

    def on_line_list_chosen(self) -> None:
        """Walk."""
        self.action_walk()

    def action_agree(self) -> None:
        """Ask whether to begin the agreed audit, and do so."""

        async def answered(yes: bool | None) -> None:
            if yes:
                await self._agree()

        question = _(
            "Begin the agreed audit? It takes over what all answered alike; the rest you decide together. Once it is "
            "finished, it stands for the round."
        )
        self.auditor.open_dialog(ConfirmDialog(question, yes=_("Begin it")), answered)

    async def _agree(self) -> None:
        if await self.auditor.make(lambda: self.workspace.rounds.agree(self.round_id)) is not None:
            self.auditor.tell(
                _("What all answered alike is taken over; decide the rest here or in the walk.")
            )

    async def action_answer(self, verdict: str) -> None:
        """Give the agreed audit the verdict, and go on to what is still open."""
        rated = self.rated
        number = rated.agreed_id if rated is not None else None
        if number is not None:
            await self._settle(lambda: self.workspace.audits.answer(number, Verdict(verdict)))

    async def action_feel(self, score: str) -> None:
        """Give the agreed audit the feeling, and go on to what is still open."""
        rated = self.rated
        number = rated.agreed_id if rated is not None else None
        if number is not None:
            await self._settle(lambda: self.workspace.audits.feel(number, int(score)))

    async def _settle(self, change: Callable[[], object]) -> None:
        at = self.lines.cursor
        if not await self.auditor.save(change):
            return
        self.show_now(partial(self._go_on_from, at))

    def _go_on_from(self, line: int) -> None:
        self.lines.show(len(self._rows), self._next_open(line))
        self._tell_detail()
        self.offer()

    def _next_open(self, at: int) -> int | None:
        """Return the line of the first answer still to talk over from a line on, or before it; None when there is none."""
        lines = [*range(at, len(self._rows)), *range(at)]
        rows = ((line, self._rows[line]) for line in lines)
        return next((n for n, row in rows if isinstance(row, RatedCheck) and not row.is_settled), None)

    def _to_walk(self) -> int | None:
        """Return the audit to walk: the agreed one, else that of whoever sits here."""
        if self.round is None:
            return None
        if self.round.agreed is not None:
            return self.round.agreed.id
        mine = self.workspace.person
        return next((line.id for line in self.round.audits if line.auditor_id == mine), None)

    def action_walk(self) -> None:
        """Walk the agreed audit, or one's own."""
        number = self._to_walk()
        if number is not None:
            self.go(ToWalk(number))


def _rows(line: RoundLine, agreement: Agreement | None) -> Iterable[Row]:
    yield ""
    yield _("Auditors")
    yield from line.audits
    if agreement is None:
        yield ""
        yield [("   " + _("Answers are hidden from each other until all have finished."), "dim")]
        return
    apart = agreement.to_talk_over
    still_open = sum(not one.is_settled for one in apart)
    yield ""
    yield _("Agreement (Krippendorff’s alpha: 1 all alike, 0 as by chance)")
    yield [("   " + _("checks") + "   ", "dim"), (follow.alike(agreement.on_checks), "plain")]
    yield [("   " + _("feelings") + " ", "dim"), (follow.alike(agreement.on_feelings), "plain")]
    yield ""
    said = ngettext("{n} answer to talk over", "{n} answers to talk over", still_open)
    alone = agreement.said_by_one
    if still_open or apart or not alone:
        yield said.format(n=still_open) if apart else _("Nothing to talk over: all answered alike")
        yield from apart
    if alone:
        still_open = sum(not one.is_settled for one in alone)
        said = ngettext(
            "{n} answer that only one auditor gave", "{n} answers that only one auditor gave", still_open
        )
        yield from ([""] if apart else [])
        yield said.format(n=still_open)
        yield from alone
    worst = [one for one in agreement.checks if one.alike < one.places][:_WORST]
    if worst:
        yield ""
        yield _("Checks answered alike least often")
        yield from worst
