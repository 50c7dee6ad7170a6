"""What settles whether actions worked: the verdict on them, and figures from before and after; one transaction a call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from auditor.analysis.figures import DEFAULT_WORTH, Worth, usual_kind
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.text import inner_quotes, shortened
from auditor.base.vocabulary import Better, Effect, EvidenceKind, Status
from auditor.base.ways_out import WayOut
from auditor.store.database import Database
from auditor.store.reading.evidence.proof_grounds import proof_of
from auditor.store.reading.evidence.proofs import ProofReads
from auditor.store.tables import ActionRecord, LinkRecord, TouchpointRecord
from auditor.store.work import Work
from auditor.views.evidence import EvidenceDraft
from auditor.views.proofs import ComparedFigure
from auditor.writing.action_links import mended_by
from auditor.writing.evidence_rows import add_many
from auditor.writing.finding_rows import ToMend
from auditor.writing.unmended import refuse_unmended, unmended

_DONE = (Status.DONE, Status.VERIFIED)


class Proofs:
    """The proofs of the actions of a database."""

    def __init__(self, database: Database, worth: Worth = DEFAULT_WORTH) -> None:
        """Work on `database`; differences of figures less than `worth` are as good as none."""
        self._database = database
        self._worth = worth

    def verify(
        self,
        action_ids: Sequence[int],
        effect: Effect | None = None,
        *,
        anyway: bool = False,
        again: bool = False,
    ) -> list[Effect]:
        """Settle what actions that are done did, by the newest audit that looked again; return it for each.

        Effective ones are verified from then on. Others stay done, or with `again` are in progress once more, and
        what was proposed in the meantime for the same findings is dropped. With `again` that is also so of one that was
        effective but has not mended all that it was to mend. `effect` with `anyway` settles it by hand. Raises
        RefusedError for an action that is not done, that nobody has looked at again, of which figures can’t tell, or
        that was effective while a finding that it mends is still there, or was not looked at again.
        """
        if (effect is not None) != anyway:
            raise RefusedError(
                _("To settle it by hand, say both that it is meant and which effect it had."),
                WayOut.GIVE_EFFECT,
            )
        settled = []
        with self._database.work("action-verify") as work:
            for action_id in dict.fromkeys(action_ids):
                action = work.get(ActionRecord, action_id)
                work.journey_id = work.get(TouchpointRecord, action.touchpoint_id).journey_id
                _refuse_undone(action)
                found, proof_id = (effect, None) if effect is not None else _proven(work, action, self._worth)
                remaining = [] if effect is not None else unmended(work, action_id)
                if found is Effect.EFFECTIVE and remaining and not again:
                    refuse_unmended(action, remaining)
                _settle(work, action, found, proof_id, again, is_mended=not remaining)
                work.arguments |= {"title": action.title, "effect": found.value}
                settled.append(found)
            if len(settled) > 1:
                work.arguments["count"] = str(len(settled))
        return settled

    def record(
        self,
        action_id: int,
        before: ComparedFigure,
        after: ComparedFigure,
        *,
        source: str,
        collected: date | str,
        unit: str = "",
        better: Better = Better.HIGHER,
        kind: EvidenceKind | None = None,
        note: str = "",
    ) -> int:
        """Record figures from before and after an action, or of the halves of an A/B test; return their number.

        They are evidence at the action's touchpoint. A share is given as 0..100 in the unit `%`. Without a kind they
        are from before and after, not of an A/B test.
        """
        with self._database.work("action-figures") as work:
            action = work.get(ActionRecord, action_id)
            draft = EvidenceDraft(
                (kind or usual_kind(unit)).value,
                source,
                collected,
                touchpoint_id=action.touchpoint_id,
                action_id=action_id,
                people=after.people,
                figure=after.figure,
                deviation=after.deviation,
                unit=unit,
                better=better.value,
                before_people=before.people,
                before_figure=before.figure,
                before_deviation=before.deviation,
                note=note,
            )
            (number,) = add_many(work, [draft])
            work.journey_id = work.get(TouchpointRecord, action.touchpoint_id).journey_id
            work.arguments["title"] = action.title
        return number


def _refuse_undone(action: ActionRecord) -> None:
    if action.status not in _DONE:
        raise RefusedError(
            _("“{title}” is {status}: only what is done can be verified.").format(
                title=inner_quotes(shortened(action.title, 60)), status=word(Status(action.status))
            ),
            WayOut.CALL_IT_DONE,
            number=action.id,
        )


def _proven(work: Work, action: ActionRecord, worth: Worth) -> tuple[Effect, int | None]:
    """Return the effect that was shown and the audit that showed it; raise RefusedError when none was."""
    assert action.id is not None
    proof = proof_of(work.reader, action.id, worth)
    title = inner_quotes(shortened(action.title, 60))
    if proof is not None and proof.effect is Effect.CANT_TELL:
        raise RefusedError(
            _("The figures of “{title}” can’t tell yet whether it worked.").format(title=title),
            WayOut.SETTLE_BY_HAND,
            number=action.id,
        )
    if proof is not None and proof.effect is not None:
        return proof.effect, proof.audit_id
    if proof is not None and proof.looked:
        raise RefusedError(
            _("“{title}” was looked at again, but there is nothing from before to compare with.").format(
                title=title
            ),
            WayOut.SETTLE_BY_HAND,
            number=action.id,
        )
    if (begun := ProofReads(lambda: work.reader).open_recheck(action.id)) is not None:
        raise RefusedError(
            _("The re-check of “{title}” is not finished.").format(title=title),
            WayOut.FINISH_RECHECK,
            audit=begun,
        )
    raise RefusedError(
        _("“{title}” has not been looked at again.").format(title=title),
        WayOut.START_RECHECK,
        number=action.id,
    )


def _settle(
    work: Work, action: ActionRecord, effect: Effect, proof_id: int | None, again: bool, is_mended: bool
) -> None:
    if effect is Effect.EFFECTIVE and is_mended:
        work.change(action, status=Status.VERIFIED.value, effect=effect.value, proof_id=proof_id)
    elif not again:
        work.change(action, status=Status.DONE.value, effect=effect.value, proof_id=proof_id)
    else:
        work.change(
            action,
            status=Status.IN_PROGRESS.value,
            effect=effect.value,
            proof_id=proof_id,
            closed_at=None,
        )
        _drop_doubles(work, action)


def _drop_doubles(work: Work, action: ActionRecord) -> None:
    """Drop what is proposed for the findings of an action that is in progress again."""
    own = set(mended_by(work, action))
    rows = work.session.exec(
        select(ActionRecord)
        .join(LinkRecord, col(LinkRecord.action_id) == ActionRecord.id)
        .where(
            ActionRecord.status == Status.PROPOSED,
            col(ActionRecord.removed_at).is_(None),
            col(LinkRecord.removed_at).is_(None),
            col(LinkRecord.touchpoint_id).in_([one.subject.touchpoint_id for one in own]),
        )
        .distinct()
    ).all()
    for other in rows:
        if all(one in own or ToMend(one.subject) in own for one in mended_by(work, other)):
            reason = _("Action {number} is in progress again for it").format(number=action.id)
            work.change(other, status=Status.DROPPED.value, reason=reason, closed_at=work.at)
