"""What is said of the findings chosen in a place, whether it lists them or shows one."""

from __future__ import annotations

from auditor.base.i18n import _, ngettext
from auditor.base.labels import quoted
from auditor.base.text import shortened
from auditor.base.vocabulary import Access, FindingKind
from auditor.sentences.faults import statement
from auditor.views.findings import Finding
from screens import forms
from screens.frame.commands import Command
from screens.frame.place import Place

_SAID = 50
"""Most characters of what a finding says in dialogs and messages."""


class ActingPlace(Place):
    """A place in which something is said of findings. A subclass says which are chosen."""

    @property
    def chosen(self) -> list[Finding]:
        """The findings that are acted on."""
        raise NotImplementedError

    def anothers(self, command: Command) -> str:
        """Say who found what is chosen, where that is not the user's to change."""
        if command.action == "walk" or self.auditor.access is not Access.AUDITOR:
            return ""
        me = self.workspace.who
        found = next((one.authors for one in self.chosen if me not in one.authors), None)
        if found is None:
            return ""
        if not found:
            return _("This finding is of no audit of yours: as auditor you change your own.")
        return _("{name} found this: as auditor you change what you found.").format(
            name=shortened(found[0], _SAID)
        )

    def about(self) -> str:
        """Name what is chosen, for dialogs and messages."""
        chosen = self.chosen
        if len(chosen) == 1:
            return f"{chosen[0].name} {quoted(shortened(statement(chosen[0]), _SAID))}"
        return ngettext("{n} finding", "{n} findings", len(chosen)).format(n=len(chosen))

    def fits(self, action: str) -> bool:
        """Tell whether what is chosen can be waived, or taken up; for any other action whether anything is chosen."""
        kinds = {one.kind for one in self.chosen}
        if action == "take_up":
            return kinds == {FindingKind.WAIVED}
        if action == "waive":
            return kinds == {FindingKind.FAULT}
        return bool(kinds)

    def action_see(self) -> None:
        """Say by hand what became of what is chosen."""
        if self.chosen:
            forms.finding_asking.ask_seen(self.auditor, self.chosen, self.about())

    def action_severity(self) -> None:
        """Set how severe it is."""
        if self.chosen:
            forms.finding_asking.ask_severity(self.auditor, self.chosen, self.about())

    def action_waive(self) -> None:
        """Waive what is chosen, with a reason."""
        if self.chosen:
            forms.finding_asking.ask_waive(self.auditor, self.chosen, self.about())

    def action_new_action(self) -> None:
        """Make one action for all that is chosen."""
        forms.new_action.ask_mending(self.auditor, self.chosen)
