"""All findings of a journey: those that are open, gone, remarks, or waived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from auditor.analysis.finding_changes import changes_between
from auditor.analysis.finding_counts import counted, open_faults
from auditor.base.i18n import N_, _, day
from auditor.sentences.finding_counts import changed, headline
from auditor.views.audits import AuditLine, last_audit
from auditor.views.findings import Finding, FindingChanges
from auditor.views.journeys import Journey
from screens.findings.changes import change_words
from screens.findings.commands import ACTING, FINDING, LISTING, OPENING
from screens.findings.listing import ListingPlace, Row
from screens.findings.order import WHICH
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.ways import way
from screens.widgets.finding_lines import FindingLine


class FindingsPlace(ListingPlace):
    """The findings of a journey, by where they stand now."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        *OPENING,
        Command("which", ("z",), N_("which"), N_("Show open findings, those that are gone, remarks, waived ones, or all"),
                was="s"),
        *FINDING,
        *ACTING,
        *LISTING,
        way("actions", in_line=True, was="a"),
        way("follow_up", was="f"),
    )  # fmt: skip

    def __init__(self, journey_id: int) -> None:
        """Show the open findings of the journey of that number."""
        super().__init__()
        self._journey_id = journey_id
        self._journey: Journey | None = None
        self._every: list[Finding] = []
        self._pair: tuple[AuditLine, AuditLine] | None = None
        self._changes = FindingChanges()
        self._at = 0

    @property
    def journey_id(self) -> int:
        """The journey."""
        return self._journey_id

    def shown(self) -> Shown:
        """The journey with its audits and actions."""
        return Shown.of(self._journey_id, "reply", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read the findings of the journey, and the two newest audits that tell of them."""
        reads = self.workspace.reads
        self._journey = reads.journeys.get(self._journey_id)
        if self._journey is None:
            self.auditor.tell(_("This journey is no longer there."))
            self.action_back()
            return
        self._every = reads.findings.of_journey(self._journey_id)
        newest = last_audit(reads.audits.lines(self._journey_id))
        before = reads.follow.finished_before(newest.id) if newest is not None else None
        self._pair = (before, newest) if before is not None and newest is not None else None
        self._changes = FindingChanges()
        if before is not None and newest is not None:
            self._changes = changes_between(self._every, newest, before)
        self._list()

    def _list(self) -> None:
        _name, is_wanted = WHICH[self._at]
        words = change_words(self._changes)
        self.listed = [FindingLine(one, None, words.get(one.id, "")) for one in self._every if is_wanted(one)]
        self.lay_out()

    def places(self) -> Mapping[int, int]:
        """Return the place of each touchpoint in the journey."""
        points = self._journey.touchpoints if self._journey is not None else ()
        return {point.id: at for at, point in enumerate(points)}

    def nothing(self) -> str:
        """Return what is told where there is no such finding."""
        if not self._every:
            return _("Nothing was found yet: an audit finds what is wrong.")
        return _("No finding is open. Well done.") if self._at == 0 else _("There are none.")

    def tell_title(self) -> None:
        """Say which findings of which journey these are."""
        if self._journey is not None:
            name = _(WHICH[self._at][0])
            self.title_line.tell((self._journey.name, _("findings"), name), self.count_words())

    def head(self) -> Iterable[Row]:
        """Return the headline, and what became of findings between the two newest audits."""
        if not self._every:
            return
        last = self._pair[0].started.astimezone().date() if self._pair is not None else None
        counts = counted(open_faults(self._every), self._changes.open_before if self._pair else None)
        yield from self.broken(headline(counts, last, self.workspace.today))
        if self._pair is not None and (said := changed(self._changes)):
            when = _("In the audit of {day}: {what}").format(day=day(self._pair[1].started), what=said)
            yield [(f"   {when}", "plain")]

    def action_which(self) -> None:
        """Show the next kind of findings."""
        self._at = (self._at + 1) % len(WHICH)
        self._list()
