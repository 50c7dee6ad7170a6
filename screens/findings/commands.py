"""What can be pressed where findings are listed, and on one of them."""

from __future__ import annotations

from auditor.base.i18n import N_
from auditor.base.vocabulary import Access
from screens.frame.commands import Command

OPENING: tuple[Command, ...] = (
    Command("open", ("enter",), N_("open"), N_("Open the finding with all that is known of it, or the touchpoint")),
)  # fmt: skip

FINDING: tuple[Command, ...] = (
    Command("find", ("slash",), N_("find"), N_("Show only some: type words of name, sentence, place, action, owner …")),
    Command("sort", ("s",), N_("sort"), N_("By severity, by touchpoint, or the longest open first"), was="y"),
)  # fmt: skip
"""What is shown, and in which order."""

TELLING: tuple[Command, ...] = (
    Command("edit", ("e",), N_("edit"), N_("Say more of the finding: what, where, how bad, for whom"),
            access=Access.AUDITOR),
    Command("see", ("f",), N_("gone?"), N_("Say by hand that the finding is gone, still there, changed"), was="g"),
)  # fmt: skip
RATING: tuple[Command, ...] = (
    Command("severity", ("r",), N_("severity"), N_("Set how severe the finding is"), False),
    Command("quick_win", ("Q",), N_("quick win"), N_("Mark the finding as a quick win, or take that back"), False, was="b"),
)  # fmt: skip
WAIVING: tuple[Command, ...] = (
    Command("waive", ("d",), N_("waive"), N_("Waive the finding, with a reason: nothing is made of it"), False),
    Command("take_up", ("R",), N_("take up"), N_("Take up again a finding that was waived"), False, was="t"),
)  # fmt: skip
TOUCHPOINT = Command("touchpoint", ("g t",), N_("touchpoint"),
        N_("Open the touchpoint where the finding is"), False, was="o")  # fmt: skip

ACTING: tuple[Command, ...] = (
    *TELLING,
    *RATING,
    Command("new_action", ("a",), N_("new action"), N_("Make one action that mends the finding, or all that are marked"),
            was="n"),
    *WAIVING,
)  # fmt: skip
"""They act on the marked findings, or else on the one under the cursor."""

LISTING: tuple[Command, ...] = (
    Command("mark", ("space",), N_("mark"), N_("Mark the finding, or take its mark away")),
    Command("mark_all", ("asterisk", "ctrl+a"), N_("mark all"), N_("Mark every finding shown, or none"), False),
    TOUCHPOINT,
    Command("all_of_it", ("0",), N_("show all"), N_("Take the filter away"), False),
)  # fmt: skip
"""What every list of findings has at the end of its keys."""
