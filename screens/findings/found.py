"""What an audit found: the headline, the findings, what is gone, and where it hurts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from auditor.analysis.finding_changes import changes_between
from auditor.analysis.finding_counts import counted
from auditor.analysis.lasting import in_audit
from auditor.analysis.need import experience_of, is_known, need_of
from auditor.base.i18n import N_, _, ngettext, percent
from auditor.base.labels import FEELING_FACES, VERDICT_SIGNS, feeling, word
from auditor.base.vocabulary import FEELINGS, FindingKind, Verdict
from auditor.drawing.cells import bar
from auditor.drawing.inks import VERDICT_INKS, feeling_ink
from auditor.sentences.finding_counts import changed, headline
from auditor.views.audits import Answer, Audit, AuditLine, Visit
from auditor.views.findings import Finding, FindingChanges
from screens import forms
from screens.findings.changes import change_words
from screens.findings.commands import ACTING, FINDING, LISTING, OPENING
from screens.findings.listing import ListingPlace, Row
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.ways import way
from screens.routes import ToProof
from screens.widgets.drawing import Part, fit
from screens.widgets.finding_lines import FindingLine

_NOW = 11
"""Columns for the need as it is now, where it is another."""
_ROOMY = 96
"""From this width on the bars of needs are long ones."""


class FoundPlace(ListingPlace):
    """The outcome of an audit."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        *OPENING,
        *FINDING,
        way("actions", in_line=True, was="a"),
        Command(
            "prove",
            ("g w",),
            N_("did it work?"),
            N_("See whether what was done before this audit worked"),
            was="v",
        ),
        Command("walk", ("w",), N_("back to the walk"), N_("Go back to the walk and change answers")),
        *ACTING,
        *LISTING,
    )

    def __init__(self, audit_id: int) -> None:
        """Show what the audit of that number found."""
        super().__init__()
        self.audit_id = audit_id
        self._audit: Audit | None = None
        self._last: AuditLine | None = None
        self._changes = FindingChanges()
        self._of_kind: dict[FindingKind, list[Finding]] = {kind: [] for kind in FindingKind}
        """Those that the audit tells anything of."""
        self._proves = False

    @property
    def journey_id(self) -> int | None:
        """The journey that was walked."""
        return self._audit.journey_id if self._audit is not None else None

    def shown(self) -> Shown:
        """The audit, and what its findings led to."""
        return Shown.of(self.journey_id, "reply", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read the audit and its findings."""
        reads = self.workspace.reads
        audit = reads.audits.get(self.audit_id)
        if audit is None:
            self.action_back()
            return
        self._audit = audit
        self._proves = bool(reads.proofs.by_audit(self.audit_id))
        self._last = reads.follow.finished_before(self.audit_id)
        every = reads.findings.of_journey(audit.journey_id)
        self._changes = changes_between(every, audit, self._last)
        told = [one for one in every if in_audit(one, self.audit_id) is not None]
        self._of_kind = {kind: [one for one in told if one.kind is kind] for kind in FindingKind}
        words = change_words(self._changes) if self._last is not None else {}
        self.listed = [
            FindingLine(found.finding, found, words.get(found.finding.id, "") if found.finding else "")
            for found in reads.audits.found(audit, every)
        ]
        self.lay_out()

    def places(self) -> Mapping[int, int]:
        """Return the place of each touchpoint in the walk."""
        visits = self._audit.visits if self._audit is not None else ()
        return {visit.touchpoint_id: at for at, visit in enumerate(visits)}

    def nothing(self) -> str:
        """Return what is told where nothing was found."""
        return _("Nothing failed and nothing feels sour. Well done.")

    def tell_title(self) -> None:
        """Say of which audit this is, and how much it found."""
        audit = self._audit
        if audit is not None:
            number = _("audit {number}").format(number=audit.id)
            self.title_line.tell((audit.journey, number, _("what was found")), self.count_words())

    def head(self) -> Iterable[Row]:
        """Return the headline, what became of the findings of the audit before, and the verdicts counted."""
        audit = self._audit
        if audit is None:
            return
        yield from self.broken(self._headline(audit))
        if self._last is not None and (said := changed(self._changes)):
            yield [(f"   {said}", "plain")]
        yield _counts(audit)

    def _headline(self, audit: Audit) -> str:
        if audit.finished is not None and self._last is not None:
            counts = counted(self._changes.open, self._changes.open_before)
            return headline(counts, self._last.started.astimezone().date(), self.workspace.today)
        said = headline(counted(self.listed))
        return said if audit.finished is not None else _("So far: {what}").format(what=said)

    def tail(self) -> Iterable[Row]:
        """Return the remarks, what is gone, what nobody has seen again, and where it hurts."""
        here = {line.number for line in self.listed}
        unseen = [one for one in self._changes.unseen if one.id not in here]
        is_finished = self._audit is not None and self._audit.finished is not None
        parts = (
            (_("Remarks on what is met"), self._of_kind[FindingKind.REMARK]),
            (_("Gone since the audit before"), self._changes.gone),
            # In an audit in progress that is all that has not been walked yet.
            (_("Open, and not seen in this audit"), unseen if is_finished else ()),
            (_("Waived"), self._of_kind[FindingKind.WAIVED]),
        )
        for title, found in parts:
            if found:
                yield ""
                yield f"{title} · {len(found)}"
                yield from map(FindingLine, found)
        if self._audit is not None:
            yield ""
            yield _("Touchpoints")
            yield from self._audit.visits

    def draw_visit(self, visit: Visit, width: int) -> Sequence[Part]:
        """Return a touchpoint with what failed there, how it felt, and its need."""
        return _draw_visit(visit, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer proofs where the audit has looked again at something that was done."""
        if action == "prove":
            return self._proves
        return super().check_action(action, parameters)

    def can_edit(self, line: FindingLine) -> bool:
        """Tell whether more can be said of a finding: of a check that is not met also before it has a name."""
        return super().can_edit(line) or self._answer(line) is not None

    def _answer(self, line: FindingLine) -> Answer | None:
        """Return the answer that a finding without a name is of; None where it is none."""
        found, audit = line.found, self._audit
        if line.finding is not None or found is None or found.check is None or audit is None:
            return None
        answers = (
            answer
            for visit in audit.visits
            if visit.touchpoint_id == found.touchpoint_id
            for answer in visit.answers
        )
        return next((answer for answer in answers if answer.check.named == found.check.named), None)

    def action_edit(self) -> None:
        """Say more of the finding; what has no name yet gets one."""
        here = self.here
        answer = self._answer(here) if isinstance(here, FindingLine) else None
        if (
            answer is None
            or answer.verdict is None
            or self._audit is None
            or not isinstance(here, FindingLine)
        ):
            super().action_edit()
            return
        sample = answer.check.sample
        items = self._audit.chosen(sample.key) if sample is not None else ()
        unnamed = forms.unnamed.Unnamed(
            answer.id, answer.check, answer.verdict, here.at[1], items=tuple(items)
        )
        forms.new_finding.ask_new_finding(self.auditor, unnamed)

    def action_prove(self) -> None:
        """See whether what was done before this audit worked."""
        self.go(ToProof(audit_id=self.audit_id))

    def action_walk(self) -> None:
        """Go back to the walk."""
        self.leave()


def _counts(audit: Audit) -> list[Part]:
    """Return how many checks had each verdict, and their shares."""
    verdicts = [answer.verdict for visit in audit.visits for answer in visit.answers]
    judged = [verdict for verdict in verdicts if verdict not in (None, Verdict.NOT_APPLICABLE)]
    parts: list[Part] = [("  ", "plain")]
    for verdict in Verdict:
        count = verdicts.count(verdict)
        if not count:
            continue
        said = _("n/a") if verdict is Verdict.NOT_APPLICABLE else word(verdict)
        share = f" {percent(count / len(judged))}" if verdict is not Verdict.NOT_APPLICABLE else ""
        parts += [
            (f" {VERDICT_SIGNS[verdict]}", VERDICT_INKS[verdict]),
            (f" {count} {said}", "plain"),
            (share, "dim"),
            (" ", "plain"),
        ]
    if left := verdicts.count(None):
        said = ngettext("{n} not answered", "{n} not answered", left).format(n=left)
        parts.append((f" {said}", "dim"))
    return parts


def _draw_visit(visit: Visit, width: int) -> list[Part]:
    failed = sum(answer.verdict is Verdict.FAIL for answer in visit.answers)
    partly = sum(answer.verdict is Verdict.PARTLY for answer in visit.answers)
    felt = max(len(feeling(score)) for score in FEELINGS) + 2
    bars = 10 if width >= _ROOMY else 4
    name = max(16, width - 36 - bars - _NOW - felt)
    need = need_of(visit)
    known = is_known([experience_of(visit)])
    now = "" if percent(visit.need) == percent(need) else _("now {need}").format(need=percent(visit.need))
    face = FEELING_FACES[visit.feeling] if visit.feeling is not None else "·"
    ink = feeling_ink(visit.feeling or 0)
    return [
        ("   ", "plain"),
        ("◆ " if visit.critical else "  ", "warn"),
        (fit(visit.touchpoint, name - 1), "plain"),
        (fit(f" ✗ {failed}" if failed else "", 7), "bad"),
        (fit(f"~ {partly}" if partly else "", 6), "warn"),
        (fit(face, 6), ink),
        (fit(feeling(visit.feeling), felt), ink),
        (bar(need if known else 0, bars), "bad" if need >= 0.5 else "warn"),
        (" ", "plain"),
        (fit(" ".join((_("need"), percent(need) if known else "–")), 12), "dim"),
        (fit(now, _NOW), "dim"),
    ]
