"""What the walk does less often: put a word to the feeling, change its basis, comment, clear, ask to finish."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

from auditor.base import labels
from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import AuditKind, Basis, Emotion, Order, Verdict
from auditor.walking.course import Course, Step, answer_in, felt, judged
from auditor.walking.words import following, title_of
from screens.audit.word_dialog import NO_WORD, WordDialog
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.write import WriteDialog
from screens.routes import Route, ToFound, ToProof, ToRound

if TYPE_CHECKING:
    from auditor.nouns.audits import Audits
    from auditor.views.audits import Audit, Visit
    from auditor.workspace import Workspace
    from screens.frame.host import Host


class Judge(Protocol):
    """Saves a judgement of a step, and shows it."""

    def __call__(
        self,
        step: Step,
        change: Callable[[Audits], object],
        becomes: Callable[[Visit], Visit] | None = None,
        /,
    ) -> Awaitable[bool]:
        """Tell whether it is on disk; what it makes of the touchpoint is shown before, if that is given."""


Feel = Callable[["Step", int, Emotion | None], Awaitable[None]]
"""Gives the feeling of a step with a word."""


def ask_word(host: Host, course: Course, step: Step, give: Feel) -> None:
    """Put a word to the feeling of a step, and say how it feels where that was not said."""
    visit = course.visit_of(step)
    dialog = WordDialog(visit.touchpoint, visit.feeling)

    async def name_it(number: int | None) -> None:
        if number is not None and dialog.score is not None:
            word = visit.emotion if number == NO_WORD else list(Emotion)[number]
            await give(step, dialog.score, word)

    host.open_dialog(dialog, name_it)


def ask_comment(host: Host, course: Course, step: Step, judge: Judge) -> None:
    """Write a comment on the check of a step, or on its feeling."""
    answer, visit, seen = course.answer_of(step), course.visit_of(step), course.visit_on_disk(step)

    async def keep(text: str) -> bool:
        def write(audits: Audits) -> None:
            if answer is not None:
                audits.comment(answer.id, text, base=answer_in(seen, answer.id))
            else:
                audits.comment_feeling(visit.id, text, base=seen)

        return await judge(step, write)

    host.open_dialog(WriteDialog(title_of(course, step), answer.note if answer else visit.note, keep))


async def clear(course: Course, step: Step, judge: Judge) -> None:
    """Take the answer, or the feeling, of a step away."""
    answer, visit = course.answer_of(step), course.visit_of(step)
    seen_answer, seen_visit = course.answer_on_disk(step), course.visit_on_disk(step)
    if answer is not None:
        await judge(
            step, lambda audits: audits.answer(answer.id, None, base=seen_answer), judged(answer.id, None)
        )
    else:
        await judge(step, lambda audits: audits.feel(visit.id, None, base=seen_visit), felt(None))


class Answering(Protocol):
    """Saves a verdict on the check where the walker stands; with `alone` only there."""

    def __call__(self, given: Verdict | None, *, alone: bool) -> Awaitable[None]:
        """Save it."""


def ask_following(host: Host, course: Course, given: Verdict | None, answer_it: Answering) -> None:
    """Ask whether the touchpoints that stand as the check does where the walker stands follow a new verdict."""
    answer = course.answer
    if answer is None or answer.verdict is None:
        return
    question = following(course, answer, given)
    options = [Option(_FOLLOW, question.follow, ""), Option(_KEEP, question.keep, "")]

    async def go_on(number: int | None) -> None:
        if number is not None:
            await answer_it(given, alone=number == _KEEP)

    host.open_dialog(ChooseDialog(question.title, options, is_short=True), go_on)


_FOLLOW, _KEEP = range(2)


async def change_basis(course: Course, step: Step, judge: Judge) -> None:
    """Go from assumed to observed, or back, where there is a feeling."""
    visit, seen = course.visit_of(step), course.visit_on_disk(step)
    if visit.feeling is None:
        return
    other = Basis.ASSUMED if visit.basis is Basis.OBSERVED else Basis.OBSERVED
    await judge(
        step,
        lambda audits: audits.feel(visit.id, visit.feeling, visit.emotion, basis=other, base=seen),
        felt(visit.feeling, visit.emotion, other),
    )


def outcome(workspace: Workspace, audit: Audit) -> Route:
    """Return where to see what came of an audit: a re-check's proof, a round's state, or what was found."""
    if audit.round_id is not None and audit.kind is AuditKind.WHOLE:
        return ToRound(audit.round_id)
    if audit.kind is AuditKind.RECHECK and workspace.reads.proofs.by_audit(audit.id):
        return ToProof(audit_id=audit.id)
    return ToFound(audit.id)


def ask_to_finish(host: Host, still_open: int, finish: Callable[[], None]) -> None:
    """Ask whether to finish although some judgements are open, and do so."""
    question = ngettext(
        "{count} judgement is still open. Finish all the same? You can go on later.",
        "{count} judgements are still open. Finish all the same? You can go on later.",
        still_open,
    ).format(count=still_open)

    def answered(yes: bool | None) -> None:
        if yes:
            finish()

    host.open_dialog(ConfirmDialog(question, yes=_("Finish")), answered)


def change_only_open(host: Host, course: Course) -> None:
    """Step only through what is not answered yet, or through everything."""
    course.only_open = not course.only_open
    if course.only_open and course.step and not course.is_open(course.step):
        course.go_to_open()
    host.tell(_("Only what is not answered yet") if course.only_open else _("Every check"))


def change_order(host: Host, course: Course) -> None:
    """Change between touchpoint by touchpoint, one check across all touchpoints, and one errand after the other."""
    orders = [order for order in Order if order is not Order.ERRAND or course.has_errands]
    course.change_order(orders[(orders.index(course.order) + 1) % len(orders)])
    host.tell(_("Order: {order}").format(order=labels.word(course.order)))
