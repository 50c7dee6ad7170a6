"""What is said of findings in a walk: in words, with pictures, and what became of earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.base.vocabulary import FAILING, FindingKind, Seen, Verdict
from auditor.views.audits import Answer
from auditor.views.findings import Finding
from auditor.views.history import Changes
from auditor.walking.course import Course, Step
from auditor.walking.known_findings import KnownFindings, Told, leading, remarks, still_named
from auditor.walking.walked import Walked
from screens import forms
from screens.audit.findings_dialog import FindingsDialog
from screens.forms.unnamed import Unnamed

if TYPE_CHECKING:
    from auditor.workspace import Workspace
    from screens.frame.host import Host


def worded(course: Course, step: Step | None, *, met: bool = True) -> Answer | None:
    """Return the check of a step if more can be said of it: of one that is not met, and where `met` of one that is."""
    answer = course.answer_of(step) if step is not None and course.has(step) else None
    said = (*FAILING, Verdict.PASS) if met else FAILING
    return answer if answer is not None and answer.verdict in said else None


_FEW = 20
"""So many findings are read one by one after a change; of more, all."""


def changed(workspace: Workspace, known: KnownFindings, changes: Changes) -> dict[int, Finding | None] | None:
    """Return the findings that a change touched as they are now; None where that can't be told, or are many."""
    numbers = {number for kind, number in changes.touched if kind == "finding"}
    pictures = {number for kind, number in changes.touched if kind == "picture"}
    if len(numbers) + len(pictures) > _FEW or (changes.touches("sighting") and not numbers):
        return None
    reads = workspace.reads.findings
    for number in pictures:
        picture = reads.picture(number)
        of = picture.finding_id if picture is not None else known.with_picture(number)
        if of is None:
            return None
        numbers.add(of)
    return {number: reads.get(number) for number in numbers}


class Findings:
    """Says more of the findings of a walk, which `known` gives as they are now."""

    def __init__(
        self, host: Host, course: Course, walked: Walked, known: Callable[[], KnownFindings]
    ) -> None:
        """Save through `host`."""
        self._host = host
        self._walked = walked
        self._course = course
        self._known = known
        self._list: FindingsDialog | None = None

    def show_again(self) -> None:
        """Show in the list, where it is open, what became of findings."""
        if self._list is not None and self._list.is_attached:
            self._list.show_again()

    def ask(self, answer: Answer) -> None:
        """Ask for the finding of a check; where it has several, which of them."""
        told = self._known().of_check(self._course, answer)
        named = remarks(told) if answer.verdict is Verdict.PASS else still_named(told)
        if not named:
            forms.new_finding.ask_new_finding(self._host, self._unnamed(answer))
        elif len(named) == 1:
            forms.finding_form.ask_finding(self._host, named[0], self._items(answer))
        else:
            self.list_all(answer)

    async def ask_newest_picture(self, answer: Answer) -> None:
        """Take the newest screenshot for the finding of a check: for the worst where it has several."""
        named = still_named(self._known().of_check(self._course, answer))
        finding = max(named, key=lambda each: each.severity, default=None)
        await forms.picture_form.ask_newest(self._host, finding or self._unnamed(answer))

    def list_all(self, answer: Answer | None) -> None:
        """Show all findings of the touchpoint where the walker stands, or of that of an answer, which comes first."""
        course = self._course
        lead = leading(course, answer) if answer is not None else None
        visit = course.visit_of(Step(lead.visit_id, None)) if lead is not None else course.visit
        if visit is None:
            return
        step = Step(visit.id, None)

        def told() -> Sequence[Told]:
            return self._known().at(course, course.visit_of(step))

        at = next((place for place, each in enumerate(told()) if lead and each.answer == lead), 0)
        self._list = FindingsDialog(visit.touchpoint, self, told, at)
        self._host.open_dialog(self._list)

    async def see(self, told: Told, seen: Seen | None) -> bool:
        """Say what became of a finding; tell whether it is on disk."""
        finding = told.finding
        if finding is None:
            self._host.tell(_("This one is new: the answer to its check says that it is there."))
            return False
        visit = next(
            (one for one in self._course.audit.visits if one.touchpoint_id == finding.touchpoint_id), None
        )
        if visit is None:
            self._host.tell(
                _("This audit does not go to {touchpoint}.").format(touchpoint=finding.touchpoint)
            )
            return False
        findings, walked = self._host.workspace.findings, self._walked
        return await self._host.save(lambda: walked.make(lambda: findings.see([finding.id], visit.id, seen)))

    def edit(self, told: Told) -> None:
        """Ask for changes of a finding; for one that has no name yet it is the first that is said of it."""
        if told.finding is not None:
            items = self._items(told.answer) if told.answer is not None else ()
            forms.finding_form.ask_finding(self._host, told.finding, items)
        elif told.answer is not None:
            forms.new_finding.ask_new_finding(self._host, self._unnamed(told.answer))

    def add(self, told: Told) -> None:
        """Ask for one more finding of the check of one, or for a remark where it is met."""
        answer = told.answer
        if answer is None or answer.verdict not in (*FAILING, Verdict.PASS):
            self._host.tell(_("One more finding needs a check that is answered: pass, partly or fail."))
            return
        is_more = told.finding is not None and told.finding.kind is FindingKind.FAULT
        forms.new_finding.ask_new_finding(
            self._host, self._unnamed(answer), another=is_more and answer.verdict in FAILING
        )

    def picture(self, told: Told) -> None:
        """Ask for a picture of a finding."""
        of: Finding | Unnamed | None = told.finding
        if of is None and told.answer is not None:
            of = self._unnamed(told.answer)
        if of is not None:
            forms.picture_form.ask_picture(self._host, of)

    def _unnamed(self, answer: Answer) -> Unnamed:
        lead = leading(self._course, answer)
        visit = self._course.visit_of(Step(lead.visit_id, None))
        check = answer.check
        return Unnamed(
            lead.id,
            check,
            answer.verdict or Verdict.FAIL,
            visit.touchpoint,
            visit.address,
            self._items(answer),
        )

    def _items(self, answer: Answer) -> tuple[str, ...]:
        """Return what was chosen to be looked at for a check."""
        sample = answer.check.sample
        return self._course.audit.chosen(sample.key) if sample is not None else ()
