"""Actions, and evidence to ask for again, as a task list in Markdown, in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any

from auditor.base import labels
from auditor.base.i18n import _, by_name
from auditor.base.markdown import escaped
from auditor.base.vocabulary import Quadrant, Status
from auditor.exporting.mended import finding_line, markdown_lines, ticket_title
from auditor.exporting.pictures import NOT_BESIDE, Beside
from auditor.exporting.words import findings_of, where
from auditor.sentences.askings import title_text
from auditor.views.askings import Asking
from auditor.views.exporting import HandedAction, HandedAsking

_DONE = (Status.DONE, Status.VERIFIED)


class Grouping(StrEnum):
    """What the headings of a task list are."""

    OWNER = "owner"
    QUADRANT = "quadrant"
    STAGE = "stage"


def task_list(
    actions: Iterable[HandedAction],
    by: Grouping,
    askings: Iterable[HandedAsking] = (),
    beside: Beside = NOT_BESIDE,
) -> Iterator[str]:
    """Yield the actions as tasks to be ticked off, in their order within groups. What is done is ticked already.

    Evidence to be asked for again (`askings`) is among the tasks of its owner, or else in a group of its own at the end.
    `beside` is where the pictures are.
    """
    groups: dict[str, list[str]] = {}
    for action in actions:
        groups.setdefault(_heading(action, by), []).append("\n".join(_task(action, beside)))
    for one in askings:
        own = (one.asking.owner or _("Nobody yet")) if by is Grouping.OWNER else _again()
        groups.setdefault(own, []).append("\n".join(_asking(one.asking)))
    place = _place(by)
    yield "# " + _("What to improve")
    for heading in sorted((each for each in groups if each != _again()), key=place) + (
        [_again()] if _again() in groups else []
    ):
        yield f"\n\n## {escaped(heading)}\n\n"
        yield "\n".join(groups.pop(heading))
    yield "\n"


def _heading(action: HandedAction, by: Grouping) -> str:
    if by is Grouping.QUADRANT:
        return labels.word(action.line.quadrant)
    if by is Grouping.STAGE:
        return f"{action.line.journey} › {action.line.stage}"
    return action.line.owner or _("Nobody yet")


def _place(by: Grouping) -> Callable[[str], Any]:
    if by is Grouping.QUADRANT:
        return [labels.word(quadrant) for quadrant in Quadrant].index
    if by is Grouping.OWNER:
        return lambda heading: (heading == _("Nobody yet"), by_name(heading))
    return lambda _heading: 0


def _again() -> str:
    return _("To be asked again")


def _asking(one: Asking) -> list[str]:
    facts = [
        _("Evidence {number}").format(number=one.evidence_id),
        escaped(" › ".join(filter(None, (one.journey, one.stage, one.touchpoint)))),
        labels.word(one.kind),
        escaped(one.owner),
        _("due {day}").format(day=one.due.isoformat()) if one.due else "",
    ]
    mark = " " if one.is_open else "x"
    tasks = [f"- [{mark}] **{escaped(title_text(one))}**", f"  {' · '.join(filter(None, facts))}"]
    return [*tasks, f"  - {escaped(one.note)}"] if one.note else tasks


def _task(action: HandedAction, beside: Beside) -> list[str]:
    line = action.line
    mark = "x" if line.status in _DONE else " "
    facts = [
        _("No. {numbers}").format(numbers=line.id),
        escaped(where(action)),
        labels.word(line.quadrant),
        labels.effort(line.effort),
        labels.word(line.status),
    ]
    if line.owner:
        facts.append(escaped(line.owner))
    if line.due:
        facts.append(_("due {day}").format(day=line.due.isoformat()))
    tasks = [f"- [{mark}] **{escaped(ticket_title(action))}**", f"  {' · '.join(facts)}"]
    for finding in action.mends:
        tasks.append(f"  - {escaped(finding_line(finding))}")
        tasks += markdown_lines(finding, beside, escaped, "    ")
    for text, later in findings_of(action):
        tasks += [f"  - {escaped(text)}", *(f"    - {escaped(look)}" for look in later)]
    return tasks
