"""What is asked less often in a walk in lines: comments, words to a feeling, what is looked at, where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.word_search import WordSearch
from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.text import shortened
from auditor.base.vocabulary import Basis, Emotion, Order, Seen, Verdict
from auditor.sentences.depths import effort_text
from auditor.walking.beginning import can_deepen, deeper
from auditor.walking.course import Step, answer_in
from auditor.walking.finding_words import called, details
from auditor.walking.targets import said_of, targets
from auditor.walking.words import following, not_begun, why_not_asked

if TYPE_CHECKING:
    from auditor.cli.linear.judging import Judging
    from auditor.views.audits import Answer

_MOST_FOUND = 9


def keeps_alone(walk: Judging, answer: Answer, given: Verdict | None) -> bool | None:
    """Ask whether touchpoints that stand as a check here follow another verdict; None for neither.

    True is for here alone; nothing is asked, and False returned, where none does.
    """
    if answer.verdict in (None, given) or not walk.course.standing.taken_along(answer):
        return False
    question = following(walk.course, answer, given)
    place = walk.talk.chosen(question.title, [question.follow, question.keep])
    return None if place is None else place == 1


def comment(walk: Judging, step: Step | None) -> None:
    """Write a comment on a judgement."""
    talk, course = walk.talk, walk.course
    if step is None or step.gates or not course.has(step):
        talk.say(_("There is nothing here to comment on."))
        return
    answer, seen = course.answer_of(step), course.visit_on_disk(step)
    note = answer.note if answer is not None else course.visit_of(step).note
    if note:
        talk.say(_("Comment: ") + note)
    typed = talk.ask(_("What is the comment? Enter leaves it as it is, a minus takes it away."))
    if not typed:
        return
    text = "" if typed == "-" else typed
    audits = walk.workspace.audits
    if answer is not None:
        walk.judge(lambda: audits.comment(answer.id, text, base=answer_in(seen, answer.id)), step)
    else:
        walk.judge(lambda: audits.comment_feeling(seen.id, text, base=seen), step)
    talk.say(_("{what}: saved").format(what=text or _("Taken away.").rstrip(".")))


def _felt(walk: Judging) -> Step | None:
    """Return the feeling that is meant: the one just given, else that of the touchpoint here; None, said, for none."""
    step, here = walk.last, walk.course.step
    if step is None or step.answer_id is not None or step.gates or not walk.course.has(step):
        step = None if here is None else Step(here.visit_id, None)
    if step is None or walk.course.visit_of(step).feeling is None:
        walk.talk.say(_("There is no feeling here yet."))
        return None
    return step


def emotion(walk: Judging) -> None:
    """Put a word to the feeling just given, or to that of the touchpoint here."""
    if (step := _felt(walk)) is None:
        return
    visit, seen = walk.course.visit_of(step), walk.course.visit_on_disk(step)
    title = _("Which word fits the feeling at {touchpoint}?").format(touchpoint=visit.touchpoint)
    place = walk.talk.chosen(title, [labels.word(word) for word in Emotion])
    if place is not None:
        word = list(Emotion)[place]
        walk.judge(lambda: walk.workspace.audits.feel(visit.id, visit.feeling, word, base=seen), step)
        walk.talk.say(_("{what}: saved").format(what=labels.word(word)))


def basis(walk: Judging) -> None:
    """Go from assumed to observed, or back, where there is a feeling."""
    if (step := _felt(walk)) is None:
        return
    visit, seen = walk.course.visit_of(step), walk.course.visit_on_disk(step)
    other = Basis.ASSUMED if visit.basis is Basis.OBSERVED else Basis.OBSERVED
    feel = walk.workspace.audits.feel
    walk.judge(lambda: feel(visit.id, visit.feeling, visit.emotion, basis=other, base=seen), step)
    walk.talk.say(_("{what}: saved").format(what=labels.word(other)))


def items(walk: Judging) -> None:
    """Write down what is looked at for checks such as the one here, proposing what the last audit looked at."""
    audit, answer = walk.course.audit, walk.course.answer
    sample = answer.check.sample if answer is not None else None
    if sample is None:
        walk.talk.say(_("Nothing is to be chosen for this check."))
        return
    chosen = audit.chosen(sample.key) or walk.walked.proposed_items().get(sample.key, ())
    walk.talk.say(in_language(sample.text))
    names = []
    for place in range(sample.count):
        proposed = chosen[place] if place < len(chosen) else ""
        asked = (
            _("{number} of {count}. Enter takes: {proposed}")
            if proposed
            else _("{number} of {count}. Enter takes none.")
        )
        typed = walk.talk.ask(asked.format(number=place + 1, count=sample.count, proposed=proposed))
        if name := typed or proposed:
            names.append(name)
    walk.walked.make(lambda: walk.workspace.audits.choose(walk.walked.audit_id, sample.key, names))
    walk.take_anew()
    walk.say_step()


def deepen(walk: Judging) -> None:
    """Ask how deep the audit is to go from now on."""
    if not walk.walked.has_begun:
        walk.talk.say(not_begun())
        return
    audit = walk.course.audit
    offers = deeper(walk.workspace, audit)
    if not can_deepen(audit) or not offers:
        walk.talk.say(_("This audit asks for all it can ask for."))
        return
    options = [
        f"{labels.word(offer.depth)}: {effort_text(offer.judgements, offer.minutes)}" for offer in offers
    ]
    place = walk.talk.chosen(_("How deep do you go on?"), options)
    if place is not None:
        depth = offers[place].depth
        walk.workspace.audits.deepen(audit.id, depth)
        walk.take_anew()
        walk.talk.say(_("Depth: {depth}. What is answered stays.").format(depth=labels.word(depth)))
        walk.say_step()


def order(walk: Judging) -> None:
    """Change between touchpoint by touchpoint, one check across all touchpoints, and one errand after the other."""
    course = walk.course
    orders = [order for order in Order if order is not Order.ERRAND or course.has_errands]
    course.change_order(orders[(orders.index(course.order) + 1) % len(orders)])
    walk.talk.say(_("Order: {order}").format(order=labels.word(course.order)))
    walk.say_step()


def find(walk: Judging, words: str) -> None:
    """Find a touchpoint or a check by its words, and go there."""
    course, talk = walk.course, walk.talk
    words = words or talk.ask(_("Which words? Enter leaves it."))
    if not words:
        return
    choices = list(targets(course))
    found = [choices[number] for number in WordSearch(said_of(choices)).find(words)[:_MOST_FOUND]]
    if not found:
        talk.say(_("Nothing has all of these words."))
        return
    options = []
    for each in found:
        answer = each.answer
        if answer is None:
            options.append(f"{each.visit.touchpoint} · {each.visit.stage}")
            continue
        verdict = labels.word(answer.verdict) if answer.verdict is not None else _("not answered yet")
        said = (each.name, each.visit.touchpoint, verdict, why_not_asked(course, answer))
        options.append(" · ".join(filter(None, said)))
    place = talk.chosen(_("Go to a touchpoint or a check"), options, 0)
    if place is not None:
        target = found[place]
        if target.answer is None:
            course.go_to_visit(target.visit.id)
        else:
            course.go_to(Step(target.visit.id, target.answer.id))
        walk.say_step()


_SEEN = {"y": Seen.GONE, "n": Seen.THERE}


def findings(walk: Judging) -> None:
    """Say all findings of the touchpoint here, and hear of each whether it is gone."""
    course, talk, visit = walk.course, walk.talk, walk.course.visit
    told = walk.known.at(course, visit) if visit is not None else []
    if visit is None or not told:
        talk.say(_("Nothing was found here yet."))
        return
    for number, each in enumerate(told, 1):
        talk.say(f"{number}: " + ". ".join(filter(None, (called(each), details(each)))))
    typed = talk.ask(
        _("A number and y says that it is gone, a number and n that it is still there; enter goes on.")
    )
    if not typed:
        return
    wanted, _blank, key = typed.partition(" ")
    finding = (
        told[int(wanted) - 1].finding if wanted.isdecimal() and 0 < int(wanted[:6]) <= len(told) else None
    )
    if finding is None or key not in _SEEN:
        talk.say(_("“{typed}” is none of them.").format(typed=shortened(typed, 40)))
        return
    walk.judge(lambda: walk.workspace.findings.see([finding.id], visit.id, _SEEN[key]))
    talk.say(_("{what}: saved").format(what=f"{finding.name} {labels.word(_SEEN[key])}"))
