"""New journeys: from a template, the sample, the user's own file, or empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.guests import is_guest, refuse_guest
from auditor.base.i18n import _, in_language, ngettext
from auditor.base.vocabulary import FileKind
from auditor.library.templates import Template
from screens import dialogs
from screens.dialogs.choose import ChooseDialog, Option
from screens.forms.client_fields import client_field_if_any
from screens.forms.differing import is_settling, settle
from screens.routes import ToJourney
from screens.widgets.fields import Field, TextField, Values

if TYPE_CHECKING:
    from screens.frame.host import Host

SAMPLE, OWN_FILE, EMPTY = "sample", "file", "empty"

PROBLEMS_SHOWN = 5
"""How many problems of a bad file are shown; `auditor journey new --template FILE` shows all."""


class Offer(Struct, frozen=True):
    """A way to begin: a template's key, or one of SAMPLE, OWN_FILE and EMPTY."""

    key: str
    name: str
    about: str


def offers(host: Host) -> list[Offer]:
    """Return the ways to begin, the templates first."""
    templates, problems = host.workspace.templates()
    for problem in problems:
        host.tell(str(problem), bad=True)
    found = [
        Offer(
            template.key,
            _("New journey: {template}").format(template=in_language(template.title)),
            in_language(template.about),
        )
        for template in templates
    ]
    own = Offer(OWN_FILE, _("From a file of your own"), _("A journey template you have written"))
    return [
        *found,
        Offer(SAMPLE, _("The sample journey"), _("A finished audit to look around in")),
        *(() if is_guest() else (own,)),
        Offer(EMPTY, _("Empty journey"), _("Five stages, and touchpoints as you add them")),
    ]


def ask(host: Host) -> None:
    """Let the user choose how to begin."""
    listed = offers(host)
    options = [Option(number, offer.name, offer.about) for number, offer in enumerate(listed)]

    def go(number: int | None) -> None:
        if number is not None:
            begin(host, listed[number].key)

    host.open_dialog(ChooseDialog(_("How do you want to begin?"), options), go)


def begin(host: Host, key: str) -> None:
    """Begin in the way of that key, asking for what is still needed, and open the journey."""
    if key == SAMPLE:
        if not any(worker.group == "sample" and not worker.is_finished for worker in host.workers):
            host.run_worker(_make_sample(host), group="sample")
        return
    if key in (EMPTY, OWN_FILE):
        _ask_rest(host, key)
    else:
        differing = host.workspace.differing_with(host.workspace.template(key))
        settle(host, differing, lambda: _ask_rest(host, key))


def _ask_rest(host: Host, key: str) -> None:
    title, field = _asked(host, key)
    fields: list[Field] = [field]
    if key != OWN_FILE:
        fields += client_field_if_any(host.workspace)
    made: list[int] = []

    async def save(values: Values) -> bool:
        client = values.text("client") if "client" in values else ""
        number = await _make(host, key, values.text(field.key), client)
        if number is not None:
            made.append(number)
        return number is not None

    def check(values: Values) -> None:
        if key == OWN_FILE:
            _own_template(host, values.text(field.key))

    def first(values: Values, then: Callable[[], None]) -> bool:
        if key != OWN_FILE:
            return False
        template = _own_template(host, values.text(field.key))
        return is_settling(host, host.workspace.differing_with(template), then)

    def go(values: dict[str, object] | None) -> None:
        if values is not None:
            _open(host, made[0])

    host.open_dialog(dialogs.form.FormDialog(title, fields, check=check, first=first, save=save), go)


def _asked(host: Host, key: str) -> tuple[str, TextField]:
    """Return what is still to be asked to begin in that way, and a title for it."""
    if key == OWN_FILE:
        return _("From a file of your own"), TextField("path", _("file (.toml)"), required=True, limit=4096)
    if key == EMPTY:
        return _("Empty journey"), TextField("name", _("name"), required=True)
    title = in_language(host.workspace.template(key).title)
    return title, TextField("name", _("name"), value=title, required=True, proposed=True)


def _own_template(host: Host, path: str) -> Template:
    """Return the template in a user's file; raise RefusedError with the first of what is wrong in it, and for guests."""
    refuse_guest()
    try:
        return host.workspace.template(path)
    except RefusedError as error:
        problems = str(error).splitlines()
        if len(problems) > PROBLEMS_SHOWN:
            left = len(problems) - PROBLEMS_SHOWN
            more = ngettext("and {n} more problem", "and {n} more problems", left).format(n=left)
            problems[PROBLEMS_SHOWN:] = [more]
        raise RefusedError("\n".join(problems)) from error


async def _make(host: Host, key: str, text: str, client: str) -> int | None:
    workspace = host.workspace
    if key == EMPTY:
        return await host.make(lambda: workspace.journeys.new(text, client=client))
    if key == OWN_FILE:
        template = _counting(host, _own_template(host, text))
        return await host.make(lambda: workspace.journeys.new_from(template))
    template = workspace.template(key)
    return await host.make(lambda: workspace.journeys.new_from(template, text, client=client))


def _counting(host: Host, template: Template) -> Template:
    """Return what the database keeps in place of a file that was named, where it is settled that this counts."""
    differing = [one for one in host.workspace.differing_with(template) if one.kind is FileKind.TEMPLATE]
    return host.workspace.template(template.key) if differing else template


async def _make_sample(host: Host) -> None:
    from auditor.sample import make_sample

    host.tell(_("Making the sample …"))
    _open(host, await host.make(lambda: make_sample(host.workspace)))


def _open(host: Host, number: int | None) -> None:
    if number is not None:
        host.go(ToJourney(number))
