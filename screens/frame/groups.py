"""What commands are for, so that help can show together what belongs together: each by the name of its action."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from auditor.base.i18n import N_, _
from screens.frame.commands import Command


class Group(Struct, frozen=True):
    """Commands that belong together."""

    title: str
    """Untranslated heading."""
    actions: frozenset[str]
    """The names of the actions, or whole actions where others of the name belong elsewhere."""

    @property
    def heading(self) -> str:
        """The heading in the user's language."""
        return _(self.title)


def _group(title: str, *actions: str) -> Group:
    return Group(title, frozenset(word for each in actions for word in each.split()))


_ANSWER = _group(
    N_("Answer"),
    "answer feel skip rest take take_gates take_all take_kind refuse refuse_kind gates clear word basis",
    "comment comment_last finding finding_last see agree settle reply say asked finish",
)
_MOVE = _group(
    N_("Move"),
    "go step scroll edge turn move touchpoint('-1') touchpoint('1') find find_line",
    "cursor_up cursor_down page_up page_down first last",
)
_OPEN = _group(N_("Open"), "open choose explain card inside touchpoint action edit_note audits")
_CHANGE = _group(N_("Change"), "move('-1') move('1') app.undo app.redo")
_VIEW = _group(
    N_("View"),
    "view sort which kind filters all_of_it everything matrix curve row persona only_open order mark mark_all pick",
    "fits weigh app.help app.change_light",
)
_GO = _group(
    N_("Go to"),
    "walk way actions findings evidence questions rounds report paper replies estimates responsible prove suggested",
    "back app.go_home app.history app.where_i_was app.go_anywhere app.quit",
)

GROUPS = (_ANSWER, _MOVE, _OPEN, _CHANGE, _VIEW, _GO)
"""All groups, in the order in which help shows them."""


def group_of(command: Command) -> Group:
    """Return the group of a command; what stands in none changes something."""
    name = command.action.partition("(")[0]
    for wanted in (command.action, name):
        for group in GROUPS:
            if wanted in group.actions:
                return group
    return _CHANGE


def grouped(commands: Iterable[Command]) -> list[tuple[Group, list[Command]]]:
    """Return commands by what they are for, those of a group in their order; no group that has none."""
    every = list(commands)
    found = [(group, [each for each in every if group_of(each) is group]) for group in GROUPS]
    return [(group, some) for group, some in found if some]
