"""People and rights: who is let in to the database on a server, by which login, and what each may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from auditor.base.i18n import N_, _, ngettext, number
from auditor.base.labels import quoted, word
from auditor.base.vocabulary import Access
from auditor.sentences.team import lent_text, may_of, role_of
from auditor.views.team import Member
from screens import forms
from screens.frame.commands import Command
from screens.frame.place import Place
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList


class TeamPlace(Place):
    """The logins of a database that holds rights."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("change", ("enter", "e"), N_("change"), N_("Let this person do more, or less"), access=Access.OWNER),
        Command("add", ("a",), N_("let in"), N_("Let somebody in, by a new login or by one that the server has"),
                access=Access.OWNER),
        Command("delete", ("d", "delete"), N_("remove"), N_("Let this person in no longer; what they did stays"),
                access=Access.OWNER),
    )  # fmt: skip

    def __init__(self) -> None:
        """Show nobody yet."""
        super().__init__()
        self.headings = Static("", markup=False, classes="headings")
        self.lines = LineList(self._draw)
        self.detail = Detail()
        self._members: list[Member] | None = None
        self._me = 0

    def contents(self) -> Iterable[Widget]:
        """One list, and what its line may do in full."""
        yield self.headings
        yield self.lines
        yield self.detail

    def on_mount(self) -> None:
        """Get ready to save."""
        super().on_mount()
        self.auditor.get_ready_to_save()

    def show(self) -> None:
        """Read who is let in, and what the user may do by now."""
        members = self.workspace.members()
        me = self.workspace.person
        access = self.auditor.ask_access()
        self._members, self._me = members, me
        said = ngettext("{count} login", "{count} logins", len(members or ()))
        self.title_line.tell(
            (_("people and rights"), said.format(count=number(len(members))) if members else ""),
            _("you: {role}").format(role=word(access)) if members else "",
        )
        self.headings.display = bool(members)
        self.lines.show(len(members or ()))
        self.lines.focus()
        self._tell()

    @property
    def member(self) -> Member | None:
        """The login under the cursor."""
        members = self._members or []
        return members[self.lines.cursor] if self.lines.cursor < len(members) else None

    def on_line_list_resized(self, message: LineList.Resized) -> None:
        """Draw the headings as wide as the lines."""
        name, login = _columns(message.width)
        heads = fit(f" {_('Name')}", name) + fit(_("Login"), login) + _("May")
        self.headings.update(heads, layout=False)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        if self._members is None or line >= len(self._members):
            return []
        member = self._members[line]
        name, login = _columns(width)
        is_me = member.person_id == self._me
        shown = _("{name} (you)").format(name=member.name) if is_me else member.name
        may = ", ".join(filter(None, (role_of(member), lent_text(member))))
        return [
            (fit(f" {shown}", name - 1) + " ", "strong" if is_me else "plain"),
            (fit(member.login, login - 1) + " ", "dim"),
            (fit(may, width - name - login), "warn" if member.administers else "plain"),
        ]

    def on_line_list_moved(self) -> None:
        """Say what this login may do, and offer what fits it."""
        self._tell()
        self.offer()

    def _tell(self) -> None:
        member = self.member
        if member is None:
            self.detail.tell(*self._why_nobody())
        else:
            self.detail.tell(f"{member.name}: {role_of(member)}", may_of(member))

    def _why_nobody(self) -> tuple[str, str]:
        """Return why there are no rights here, and what to do for some."""
        if self.workspace.location.path is not None:
            return (
                _("This is a file: whoever may write it may change everything."),
                _("A database on a server holds who may do what; “auditor team start” makes one."),
            )
        return (
            _("No rights are set up here: whoever reaches the database is an owner."),
            _("“auditor team protect” sets them up, as a login that may make others."),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the login under the cursor."""
        if action == "add":
            return self._members is not None
        if action in {"change", "delete"}:
            return self.member is not None and not self.member.administers
        return super().check_action(action, parameters)

    def why_not(self, command: Command) -> str:
        """Say why nothing can be changed here, or not of this login."""
        if command.action not in {"add", "change", "delete"}:
            return super().why_not(command)
        if self._members is None:
            return " ".join(self._why_nobody())
        if self.member is not None and self.member.administers:
            return _("{login} administers the server: no rule of the database holds for that login.").format(
                login=quoted(self.member.login)
            )
        return super().why_not(command)

    def on_line_list_chosen(self) -> None:
        """Change what the person may do."""
        command = next(one for one in self.OFFERED if one.action == "change")
        if refused := self.told_why_not(command) if not self._allowed(command) else "":
            self.auditor.tell(refused)
        else:
            self.action_change()

    def copied(self) -> str:
        """Return the login under the cursor."""
        return self.member.login if self.member is not None else ""

    def action_change(self) -> None:
        """Ask what the person is to be let do."""
        if self.member is not None:
            forms.team_form.ask_role(self.auditor, self.member, self._show_again)

    def action_add(self) -> None:
        """Ask who is to be let in."""
        if self._members is not None:
            forms.team_form.ask_whom(self.auditor, self._members, self._show_again)

    def action_delete(self) -> None:
        """Ask whether the person is to be let in no longer."""
        if self.member is not None:
            forms.team_form.ask_out(self.auditor, self.member, self._show_again)

    def _show_again(self) -> None:
        if self.is_attached:
            self.show_now()


def _columns(width: int) -> tuple[int, int]:
    """Return how wide names and logins are."""
    return width // 4, width // 4
