"""What can be done with findings: one transaction a call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from msgspec.structs import asdict
from sqlmodel import col, select

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import N_, _
from auditor.base.text import shortened
from auditor.base.values import WHAT_LIMIT, WHOM_LIMIT
from auditor.base.vocabulary import LANGUAGES, FindingKind, Seen, Verdict
from auditor.base.ways_out import WayOut
from auditor.input import typed
from auditor.input.typed import Rule, Rules, checked
from auditor.store.database import Database
from auditor.store.tables import (
    AuditRecord,
    FindingRecord,
    PhraseRecord,
    SightingRecord,
    VisitRecord,
)
from auditor.store.work import Work
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from auditor.writing.finding_rows import finding_name, findings_numbered, tell_finding
from auditor.writing.naming import answered, named_of, new_named, refuse_met
from auditor.writing.proposals import keep_findings_in_line, newest_telling
from auditor.writing.sealing import refuse_hidden
from auditor.writing.unseen import seen, to_write

FINDING: Rules = {
    "what": Rule(N_("finding"), partial(typed.text, limit=WHAT_LIMIT)),
    "place": Rule(N_("place"), typed.line),
    "item": Rule(N_("item"), typed.line),
    "address": Rule(N_("address"), typed.web_address),
    "severity": Rule(N_("severity"), typed.within_or_none(1, 4)),
    "whom": Rule(N_("whom it hits"), partial(typed.text, limit=WHOM_LIMIT)),
    "quick_win": Rule(N_("quick win"), typed.flag),
    "note": Rule(N_("note"), typed.text),
}


class Findings:
    """The findings of a database."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def name(self, answer_id: int, draft: FindingDraft | None = None) -> int:
        """Return the number of the finding of a check that is not met, naming it where it has none yet.

        Where an audit is finished, each has one; in one in progress it is named when more is to be said of it, which is
        the `draft`. Raises RefusedError for a check that is met, or not answered.
        """
        with self._database.work("finding-new") as work:
            finding = named_of(work, answer_id)
            _write(work, finding, draft or FindingDraft(), None)
            tell_finding(work, finding)
        return _number(finding)

    def add(self, answer_id: int, draft: FindingDraft) -> int:
        """Add one more finding to a check that is not met, or a remark to one that is; return its number."""
        with self._database.work("finding-new") as work:
            answer, visit, subject = answered(work, answer_id)
            finding = new_named(work, visit, subject)
            _write(work, finding, draft, None)
            if answer.verdict == Verdict.PASS:
                work.change(finding, kind=FindingKind.REMARK.value)
                _refuse_wordless(finding)
                _see(work, finding, visit.id, Seen.THERE, "")
            else:
                refuse_met(answer)
            tell_finding(work, finding)
            keep_findings_in_line(work, work.get(AuditRecord, visit.audit_id), [finding])
        return _number(finding)

    def edit(
        self, finding_ids: int | Sequence[int], draft: FindingDraft, base: Finding | None = None
    ) -> None:
        """Change what is given of findings.

        With `base`, the finding as its editor saw it, only what differs from that is written, and ConflictError is
        raised where somebody else has changed the same meanwhile.
        """
        numbers = [finding_ids] if isinstance(finding_ids, int) else finding_ids
        with self._database.work("finding-edit") as work:
            for finding in _named(work, numbers):
                _write(work, finding, draft, base)

    def see(
        self, finding_ids: Sequence[int], visit_id: int, what: Seen | None, note: str | None = None
    ) -> None:
        """Say what was seen of findings at a visit to their touchpoint; None leaves it to the verdict on the check."""
        with self._database.work("finding-see", seen=what.value if what else "") as work:
            visit = work.get(VisitRecord, visit_id)
            audit = work.get(AuditRecord, visit.audit_id)
            refuse_hidden(work, audit)
            findings = _named(work, finding_ids)
            for finding in findings:
                if finding.touchpoint_id != visit.touchpoint_id:
                    raise RefusedError(
                        _("{finding} stands at another touchpoint.").format(finding=finding_name(finding))
                    )
                _see(work, finding, visit_id, what, note)
            work.touch(visit)
            keep_findings_in_line(work, audit, findings)

    def see_by_hand(self, finding_ids: Sequence[int], what: Seen, note: str = "") -> None:
        """Say what is seen of findings today, without an audit; the next audit that looks has the last word."""
        with self._database.work("finding-see", seen=what.value) as work:
            findings = _named(work, finding_ids)
            for finding in findings:
                _see(work, finding, None, what, note)
            _keep_in_line(work, findings)

    def waive(self, finding_ids: Sequence[int], reason: str = "") -> None:
        """Let findings be no findings: the check stays as it is, and nothing is asked or counted of them.

        The reason is written below the note. Raises RefusedError for a remark, which never counts.
        """
        self._turn(finding_ids, FindingKind.WAIVED, reason)

    def take_up(self, finding_ids: Sequence[int]) -> None:
        """Let findings that were waived be findings again."""
        self._turn(finding_ids, FindingKind.FAULT, "")

    def _turn(self, finding_ids: Sequence[int], kind: FindingKind, reason: str) -> None:
        with self._database.work("finding-turn", kind=kind.value) as work:
            findings = _named(work, finding_ids)
            for finding in findings:
                if finding.kind == FindingKind.REMARK:
                    raise RefusedError(
                        _(
                            "{finding} is a remark on what is met, and never counts: say that it is gone instead."
                        ).format(finding=finding_name(finding))
                    )
                noted = "\n".join(filter(None, (finding.note, typed.text(reason, _("reason")))))
                work.change(finding, kind=kind.value, note=typed.text(noted, _("note")))
            _keep_in_line(work, findings)

    def keep(self, finding_id: int, texts: Mapping[str, str]) -> int:
        """Keep a wording to be chosen again for other findings of its check, and give it to this one; return its number.

        `texts` are by language; a kept wording that says just that is used again.
        """
        kept = {
            language: typed.text(text, _("finding"), WHAT_LIMIT)
            for language, text in texts.items()
            if text.strip()
        }
        if not kept or not set(kept) <= set(LANGUAGES):
            raise RefusedError(_("Say what is wrong in at least one language: en, sv or nb."))
        with self._database.work("finding-keep") as work:
            (finding,) = _named(work, [finding_id])
            values = {language: kept.get(language, "") for language in LANGUAGES}
            phrase = work.session.exec(
                select(PhraseRecord).where(
                    PhraseRecord.checklist == finding.checklist,
                    PhraseRecord.check_key == finding.check_key,
                    *(getattr(PhraseRecord, language) == text for language, text in values.items()),
                    col(PhraseRecord.removed_at).is_(None),
                )
            ).first()
            if phrase is None:
                phrase = PhraseRecord(checklist=finding.checklist, check_key=finding.check_key)
                for language, text in values.items():
                    setattr(phrase, language, text)
                # Made whole: an auditor keeps wordings, but changes none.
                work.new(phrase)
            work.change(finding, phrase_id=phrase.id, what="")
        assert phrase.id is not None
        return phrase.id

    def forget(self, phrase_id: int) -> None:
        """Keep a wording no longer; findings that were given it say it in their own words from then on."""
        with self._database.work("phrase-delete") as work:
            phrase = work.get(PhraseRecord, phrase_id)
            texts = (getattr(phrase, language) for language in LANGUAGES)
            text = next(filter(None, texts), "")
            work.arguments["text"] = shortened(text, 80)
            for finding in work.session.exec(
                select(FindingRecord).where(FindingRecord.phrase_id == phrase_id)
            ).all():
                work.change(finding, phrase_id=None, what=finding.what or text)
            work.remove(phrase)


def _write(work: Work, finding: FindingRecord, draft: FindingDraft, base: Finding | None) -> None:
    given = asdict(draft)
    phrase_id = given.pop("phrase_id")
    values = checked(FINDING, given)
    if phrase_id is not None:
        values["phrase_id"] = work.get(PhraseRecord, phrase_id).id if phrase_id else None
    known = seen(base, values, severity="own_severity")
    work.change(finding, **to_write(work, finding, values, known))
    _refuse_wordless(finding)


def _refuse_wordless(finding: FindingRecord) -> None:
    """Raise RefusedError for a remark that says nothing: the check that it is of is met."""
    if finding.kind == FindingKind.REMARK and not (finding.what or finding.phrase_id):
        raise RefusedError(_("A remark on what is met needs words: say what could be better."))


def _see(
    work: Work, finding: FindingRecord, visit_id: int | None, what: Seen | None, note: str | None
) -> None:
    """Write what was seen of a finding at a visit, or by hand, over what was said there before."""
    values: dict[str, object] = {"seen": what.value if what else None, "seen_at": work.at}
    if note is not None:
        values["note"] = typed.text(note, _("note"))
    known = None
    if visit_id is not None:
        known = work.session.exec(
            select(SightingRecord).where(
                SightingRecord.finding_id == finding.id, SightingRecord.visit_id == visit_id
            )
        ).first()
    if known is None:
        known = work.new(SightingRecord(finding_id=_number(finding), visit_id=visit_id, seen_at=work.at))
    work.change(known, removed_at=None, **values)
    work.touch(finding)


def _keep_in_line(work: Work, findings: Iterable[FindingRecord]) -> None:
    """Let the proposals follow what is said of findings outside an audit: by the newest that tells of each."""
    for finding in findings:
        audit = newest_telling(work, finding)
        if audit is not None:
            keep_findings_in_line(work, audit, [finding])


def _named(work: Work, finding_ids: Sequence[int]) -> list[FindingRecord]:
    """Return the findings of those numbers, and name them in the history."""
    findings = findings_numbered(work, finding_ids)
    if not findings:
        raise NotFoundError(_("Name at least one finding."), WayOut.SEE_FINDINGS)
    if len(findings) > 1:
        work.arguments["count"] = str(len(findings))
    return findings


def _number(finding: FindingRecord) -> int:
    assert finding.id is not None
    return finding.id
