"""The list of what to improve, in lines: told a few at a time, and each changed by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.analysis.finding_counts import open_faults
from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import N_, _, day, ngettext, number
from auditor.base.vocabulary import Status
from auditor.cli.linear.found import finding_line
from auditor.cli.linear.talk import AT_ONCE, Conversation, Key, Talk
from auditor.sentences.explain import reason
from auditor.views.actions import ActionFilter

if TYPE_CHECKING:
    from auditor.views.actions import Action, ActionLine


class ActionList(Conversation):
    """Open actions of a journey or of all, what to do first at the top."""

    KEYS: tuple[Key, ...] = (
        (N_("a number"), N_("All of the action of that number; the keys below then mean it")),
        ("enter", N_("Say the next actions of the list")),
        (".", N_("Say the list again from its beginning")),
        ("a", N_("Accept the action: it is to be done")),
        ("o", N_("Hand the action to somebody")),
        ("t", N_("Set the day it is due, in words or as a date")),
        ("i", N_("Start on the action: it is in progress")),
        ("f", N_("Call the action done")),
        ("d", N_("Drop the action, with a reason")),
        ("c", N_("Say something of the action")),
        (N_("/ words"), N_("Only actions with these words; / alone takes the filter away")),
    )

    def __init__(self, talk: Talk, journey_id: int | None = None, at: int | None = None) -> None:
        """List the actions of a journey, or of all, and stand at the action of a number."""
        super().__init__(talk)
        self._wanted = ActionFilter(journey_id=journey_id)
        self._said = 0
        self._at = at

    def begin(self) -> bool:
        """Say the first actions, or the one to stand at."""
        if self._at is not None:
            self._show(self._at)
        else:
            self._begin_list()
        return True

    def _begin_list(self) -> None:
        total = self.workspace.reads.actions.ranking(self._wanted).total
        self._said = 0
        if not total:
            self.talk.say(
                _("Nothing here"),
                _("Failed checks and sour feelings become actions when an audit is finished."),
            )
            return
        said = ngettext(
            "{n} action, what to do first at the top.", "{n} actions, what to do first at the top.", total
        )
        self.talk.say(said.format(n=total))
        self._say_next()
        self.talk.say(_("The number of an action tells all of it, enter says more, ? tells all keys."))

    def _say_next(self) -> None:
        page = self.workspace.reads.actions.ranking(self._wanted).page(self._said, AT_ONCE)
        if not page:
            self.talk.say(_("That was the last."))
        self.talk.say(*(action_line(line) for line in page))
        self._said += len(page)

    def take(self, key: str, rest: str) -> bool:
        """Do what was typed."""
        if key.isdecimal() and not rest:
            self._show(int(key[:18]))
        elif not key:
            self._say_next()
        elif key == ".":
            self._begin_list()
        elif key.startswith("/"):
            self._wanted = replace(self._wanted, text=f"{key[1:]} {rest}".strip())
            self._begin_list()
        elif (act := self._acts().get(key)) is not None:
            self._act(act, rest)
        else:
            return False
        return True

    def changed(self) -> None:
        """Say the action at hand as it is now."""
        if self._at is not None:
            self.talk.say(action_line(self._whole(self._at).line))

    def _whole(self, number: int) -> Action:
        found = self.workspace.reads.actions.get(number)
        if found is None:
            raise NotFoundError(_("There is no action number {number}.").format(number=number))
        return found

    def _show(self, number: int) -> None:
        found = self._whole(number)
        self._at = number
        self.talk.say(*action_lines(found))

    def _acts(self) -> Mapping[str, Callable[[Action, str], bool]]:
        return {
            "a": self._accept,
            "o": self._assign,
            "t": self._date,
            "i": self._start,
            "f": self._done,
            "d": self._drop,
            "c": self._comment,
        }

    def _act(self, act: Callable[[Action, str], bool], rest: str) -> None:
        """Change the action at hand, and say it as it is then."""
        if self._at is None:
            self.talk.say(_("Type the number of an action first."))
        elif act(self._whole(self._at), rest):
            self.changed()

    def _accept(self, found: Action, _rest: str) -> bool:
        self.workspace.actions.accept([found.line.id])
        return True

    def _start(self, found: Action, _rest: str) -> bool:
        self.workspace.actions.start([found.line.id])
        return True

    def _assign(self, found: Action, rest: str) -> bool:
        owner = rest or self._asked(_("To whom? Enter leaves it, a minus takes it from everybody."))
        if owner:
            self.workspace.actions.assign([found.line.id], "" if owner == "-" else owner)
        return bool(owner)

    def _date(self, found: Action, rest: str) -> bool:
        due = rest or self._asked(
            _("By when? Such as fri, +2w or 1 dec. Enter leaves it, a minus takes it away.")
        )
        if due:
            self.workspace.actions.due([found.line.id], None if due == "-" else due)
        return bool(due)

    def _drop(self, found: Action, rest: str) -> bool:
        reason = rest or self._asked(_("Why is it dropped? Enter leaves the action as it is."))
        if reason:
            self.workspace.actions.drop([found.line.id], reason)
        return bool(reason)

    def _comment(self, found: Action, rest: str) -> bool:
        text = rest or self._asked(_("What is the comment? Enter leaves it."))
        if text:
            self.workspace.actions.comment([found.line.id], text)
            self.talk.say(_("{what}: saved").format(what=text))
        return False

    def _asked(self, question: str) -> str:
        return self.talk.ask(question)

    def _done(self, found: Action, _rest: str) -> bool:
        """Call an action done; of several findings that it mends, ask which are not mended."""
        findings = open_faults(self.workspace.reads.findings.mended_by_any([found.line.id]))
        left: list[int] = []
        if len(findings) > 1:
            self.talk.say(*map(finding_line, findings))
            typed = self._asked(
                _("Enter: all of these are mended. Else type the names of those that are not.")
            )
            names = {name.casefold().strip(",;") for name in typed.split()}
            left = [one.id for one in findings if one.name.casefold() in names]
            if len(left) < len(names):
                self.talk.say(_("Not all of these are names of its findings: nothing was done."))
                return False
        self.workspace.actions.done([found.line.id], left)
        return True


def action_line(line: ActionLine) -> str:
    """Return an action by its number, where it is, and how far it has come."""
    return f"{line.id}: " + " · ".join(_told(line))


def _told(line: ActionLine) -> Iterator[str]:
    yield line.title
    yield line.touchpoint
    yield labels.word(line.quadrant)
    yield labels.word(line.status)
    if line.owner:
        yield line.owner
    if line.due is not None:
        yield _("due {day}").format(day=day(line.due))


def action_lines(found: Action) -> Iterator[str]:
    """Yield all of an action, a line each."""
    line = found.line
    yield f"{line.id}: {line.title}"
    yield _named(_("Where"), (line.journey, line.stage, line.touchpoint))
    yield _named(_("Status"), (labels.word(line.status), found.reason))
    yield _named(_("Owner"), (line.owner or _("nobody"),))
    yield _named(_("Due"), (day(line.due) or _("no date"),))
    yield _named(_("Effort"), (f"{line.effort} {labels.effort(line.effort)}",))
    yield _named(_("Impact"), (f"{line.impact} {labels.impact(line.impact)}",))
    yield _named(_("Priority"), (number(line.priority, 1), labels.word(line.quadrant), reason(line)))
    for one in found.mends:
        yield _named(_("Mends"), (finding_line(one),))
    for blocker in found.blocked_by:
        yield _named(_("Blocked by"), (f"{blocker.id} {blocker.title}", labels.word(blocker.status)))
    if found.note:
        yield _named(_("Note"), (found.note,))
    for comment in found.comments:
        yield _named(_("Comment"), (comment.who, day(comment.written), comment.text))
    if line.status is Status.DONE:
        yield _("It is done and waits for proof: a later audit gives it.")


def _named(name: str, values: Sequence[str]) -> str:
    return f"{name}: " + " · ".join(filter(None, values))
