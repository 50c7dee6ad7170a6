"""What is asked before the checks of a touchpoint: what is there, each with one key."""

from __future__ import annotations

from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import Verdict
from auditor.sentences.origins import as_at, presence_text
from auditor.views.audits import Visit
from auditor.walking.course import Course
from auditor.walking.gates import GatesAsked
from screens.audit.walk_keys import answering, clicked, walk_key

Line = tuple[str, str]


def gate_lines(gates: GatesAsked, course: Course, visit: Visit) -> list[Line]:
    """Return the gates as they are shown, with what is answered or proposed."""
    standing, here = course.standing, gates.at(course)
    lines: list[Line] = [
        (_("What is there at {touchpoint}?").format(touchpoint=visit.touchpoint), "bold"),
        ("\n", ""),
        (_("Checks of what is not there are passed over."), "$quiet"),
        ("\n\n", ""),
    ]
    for gate in standing.gates(visit):
        is_here = gate.key == here
        lines.append(("▶ " if is_here else "  ", "$accent"))
        lines.append((in_language(gate.text), "bold" if is_here else ""))
        lines.append(("  ", ""))
        lines += _answer(gates, course, visit, gate.key)
        lines.append(("\n", ""))
    lines.append(("\n", ""))
    answers = [(answering(Verdict.PASS), _("yes")), (answering(Verdict.FAIL), _("no"))]
    if gates.proposals(course):
        answers.append(("take_gates", _("take all that is proposed")))
    for action, said in answers:
        click = clicked(action)
        lines += [(f" {walk_key(action)} ", f"bold $accent {click}"), (said, click), ("  ", "")]
    return lines


def _answer(gates: GatesAsked, course: Course, visit: Visit, gate: str) -> list[Line]:
    is_there = course.standing.is_there(visit, gate)
    if is_there is None:
        proposed = gates.proposed.get((visit.touchpoint_id, gate))
        if proposed is None:
            return [("·", "$quiet")]
        return [
            (_("{answer}?").format(answer=presence_text(proposed)), "italic $accent"),
            (" " + _("(proposed)"), "$quiet"),
        ]
    lines = [(presence_text(is_there), "bold $success" if is_there else "bold $warning")]
    if (leader := course.standing.gate_leader(visit, gate)) is not None:
        lines.append((" " + as_at(leader.touchpoint), "$quiet"))
    return lines
