"""What the walk does less often: jump, put a word to the feeling, change its basis, comment, clear, ask to finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import AuditKind, Basis, Emotion, Order
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.write import WriteDialog

if TYPE_CHECKING:
    from screens.audit.walk import WalkPlace
    from screens.frame.place import Place


def ask_jump(place: WalkPlace) -> None:
    """Jump to a touchpoint by its name."""
    if place.course is None:
        return
    options = [Option(visit.id, visit.touchpoint, visit.stage) for visit in place.course.audit.visits]

    def jump(visit_id: int | None) -> None:
        if visit_id is not None and place.course is not None:
            place.course.go_to_visit(visit_id)
            place.draw()

    place.app.push_screen(ChooseDialog(_("Jump to a touchpoint"), options), jump)


def ask_word(place: WalkPlace) -> None:
    """Put a word to the feeling."""
    course = place.course
    if course is None or course.visit is None:
        return
    visit = course.visit
    options = [Option(number, labels.word(word), "") for number, word in enumerate(Emotion)]

    async def name_it(number: int | None) -> None:
        if number is not None:
            word = list(Emotion)[number]
            await place.judge(lambda: place.workspace.audits.feel(visit.id, visit.feeling, word), go_on=False)

    title = _("Which word fits the feeling at {touchpoint}?").format(touchpoint=visit.touchpoint)
    place.app.push_screen(ChooseDialog(title, options), name_it)


def ask_comment(place: WalkPlace) -> None:
    """Write a comment on this check, or on the feeling."""
    course = place.course
    if course is None or course.visit is None:
        return
    answer, visit = course.answer, course.visit

    async def keep(text: str) -> bool:
        if answer is not None:
            return await place.judge(lambda: place.workspace.audits.comment(answer.id, text), go_on=False)
        return await place.judge(lambda: place.workspace.audits.comment_feeling(visit.id, text), go_on=False)

    title = (
        in_language(answer.check.text)
        if answer
        else _("The feeling at {touchpoint}").format(touchpoint=visit.touchpoint)
    )
    place.app.push_screen(WriteDialog(title, answer.note if answer else visit.note, keep))


async def clear(place: WalkPlace) -> None:
    """Take the answer, or the feeling, of the step away."""
    course = place.course
    if course is None or course.visit is None:
        return
    answer, visit = course.answer, course.visit
    audits = place.workspace.audits
    if answer is not None:
        await place.judge(lambda: audits.answer(answer.id, None), go_on=False)
    else:
        await place.judge(lambda: audits.feel(visit.id, None), go_on=False)


async def change_basis(place: WalkPlace) -> None:
    """Go from assumed to observed, or back, where there is a feeling."""
    visit = place.course.visit if place.course else None
    if visit is None or visit.feeling is None:
        return
    other = Basis.ASSUMED if visit.basis is Basis.OBSERVED else Basis.OBSERVED
    audits = place.workspace.audits
    await place.judge(lambda: audits.feel(visit.id, visit.feeling, visit.emotion, basis=other), go_on=False)


def outcome(place: WalkPlace) -> Place:
    """Return the place that shows what came of an audit: a re-check's proof, a round's state, or what was found."""
    audit_id = place.audit_id
    audit = place.course.audit if place.course is not None else None
    if audit is not None and audit.round_id is not None and audit.kind is AuditKind.WHOLE:
        from screens.audit.round import RoundPlace

        return RoundPlace(audit.round_id)
    if place.course is not None and place.course.audit.kind is AuditKind.RECHECK:
        from screens.actions.proof import ProofPlace

        if place.workspace.reads.proofs.by_audit(audit_id):
            return ProofPlace(audit_id=audit_id)
    from screens.audit.found import FoundPlace

    return FoundPlace(audit_id)


def ask_to_finish(place: WalkPlace, still_open: int) -> None:
    """Ask whether to finish although some judgements are open, and do so."""
    question = _("{count} judgements are still open. Finish all the same? You can go on later.").format(
        count=still_open
    )

    def answered(yes: bool | None) -> None:
        if yes:
            place.finish()

    place.app.push_screen(ConfirmDialog(question, yes=_("Finish")), answered)


def ask_evidence(place: WalkPlace) -> None:
    """Record evidence of the touchpoint one stands at, about the persona one walks as."""
    from screens.forms.evidence_form import ask_new_evidence

    if place.course is not None and place.course.visit is not None:
        audit, visit = place.course.audit, place.course.visit
        ask_new_evidence(place, audit.journey_id, visit.touchpoint_id, audit.persona_id)


def open_questions(place: WalkPlace) -> None:
    """Open the question bank for the persona one walks as."""
    from screens.journey.questions import QuestionsPlace

    if place.course is not None:
        audit = place.course.audit
        place.app.push_screen(QuestionsPlace(audit.journey_id, audit.persona_id))


def ask_touchpoint(place: WalkPlace) -> None:
    """Ask for a touchpoint found on the way, to come after this one."""
    from screens.forms.touchpoint_form import ask_new_touchpoint

    if place.course is not None:
        visit = place.course.visit
        after = (visit.stage_id, visit.touchpoint_id) if visit else None
        ask_new_touchpoint(place, place.course.audit.journey_id, after)


def ask_action(place: WalkPlace) -> None:
    """Ask for an action at this touchpoint."""
    from screens.forms.action_form import ask_new_action

    course = place.course
    if course is not None and course.visit is not None:
        ask_new_action(place, course.visit, course.answer)


def change_only_open(place: WalkPlace) -> None:
    """Step only through what is not answered yet, or through everything."""
    course = place.course
    if course is None:
        return
    course.only_open = not course.only_open
    if course.only_open and course.step and not course.is_open(course.step):
        course.go_to_open()
    place.auditor.tell(_("Only what is not answered yet") if course.only_open else _("Every check"))
    place.draw()


def change_order(place: WalkPlace) -> None:
    """Change between touchpoint by touchpoint and one check across all touchpoints."""
    course = place.course
    if course is None:
        return
    other = Order.CHECK if course.order is Order.TOUCHPOINT else Order.TOUCHPOINT
    course.change_order(other)
    place.auditor.tell(_("Order: {order}").format(order=labels.word(other)))
    place.draw()
