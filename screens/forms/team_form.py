"""Asks who is let in to a database on a server, what they may do, and who is let in no longer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError
from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.vocabulary import Access
from auditor.sentences.team import MAY
from auditor.views.team import Admission, Member
from screens.dialogs.choose import NEW, ChooseDialog, Option, PersonDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values
from screens.dialogs.told_once import ToldOnceDialog
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

_ROLES = [*Access]
_LOGIN_LIMIT = 63
"""Most characters of a login that PostgreSQL takes."""

Then = Callable[[], None]
"""What is done once something was changed."""


def ask_whom(host: Host, members: Sequence[Member], then: Then) -> None:
    """Ask who is to be let in, of those of the team or somebody new, and then by which login and to do what."""
    roles = {one.person_id: word(one.access) for one in members}
    options = [
        Option(one.id, one.name, roles.get(one.id, one.role)) for one in host.workspace.reads.people.here()
    ]
    options.sort(key=lambda one: one.id in roles)
    dialog = PersonDialog(_("Who is let in?"), options)

    async def chosen(number: int | None) -> None:
        if number is None:
            return
        if number == NEW:
            name = dialog.typed
            made = await host.make(lambda: host.workspace.people.add(name))
            if made is None:
                return
            number = made
        else:
            name = next(one.name for one in options if one.id == number)
        _ask_login(host, number, name, then)

    host.open_dialog(dialog, chosen)


def _ask_login(host: Host, number: int, name: str, then: Then) -> None:
    made: list[Admission] = []
    fields: list[Field] = [
        ChoiceField("role", _("may"), [(one.value, word(one)) for one in Access], Access.AUDITOR.value),
        TextField("login", _("login"), limit=_LOGIN_LIMIT, hint=_("empty: a new one, with a password")),
    ]

    async def save(values: Values) -> bool:
        access, login = Access(values.text("role")), values.text("login") or None
        try:
            admission = await host.saved(lambda: host.workspace.team.admit(number, access, login))
        except AuditorError as error:
            host.tell_error(error)
            return False
        made.append(admission)
        return True

    def tell(_values: object) -> None:
        if not made:
            return
        then()
        said = _("{name} is let in as {login}.").format(name=name, login=made[0].login)
        if made[0].password:
            about = _("The password, told this once and kept nowhere:")
            host.open_dialog(ToldOnceDialog(f"{said} {about}", made[0].password, host.copy_secret))
        else:
            host.tell(said)

    about = _("A new login gets a password that is told once. A login that the server has keeps its own.")
    host.open_dialog(FormDialog(_("Let in: {name}").format(name=name), fields, about=about, save=save), tell)


def ask_role(host: Host, member: Member, then: Then) -> None:
    """Ask what somebody is to be let do, with all logins of theirs."""
    options = [Option(place, word(one), _(MAY[one])) for place, one in enumerate(_ROLES)]

    async def change(place: int | None) -> None:
        if place is None:
            return
        access = _ROLES[place]
        if await host.save(lambda: host.workspace.team.change(member.person_id, access)):
            then()
            host.tell(_("{name}: {role}.").format(name=member.name, role=word(access)))

    title = _("What may {name} do?").format(name=member.name)
    host.open_dialog(ChooseDialog(title, options, _ROLES.index(member.access), is_short=True), change)


def ask_out(host: Host, member: Member, then: Then) -> None:
    """Ask whether somebody is to be let in no longer."""

    async def dismiss(agreed: bool | None) -> None:
        if agreed and await host.save(lambda: host.workspace.team.dismiss(member.person_id)):
            then()
            host.tell(_("{name} is let in no longer.").format(name=member.name))

    question = _(
        "Let {name} in no longer? What they have open ends; what they did stays, and so does who did it."
    )
    host.open_dialog(ConfirmDialog(question.format(name=member.name), _("remove")), dismiss)
