"""New journeys: from a template, the sample, the user's own file, or empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, in_language, ngettext
from auditor.library.templates import Template, all_templates, find_template
from screens.dialogs.choose import ChooseDialog, Option
from screens.widgets.fields import TextField, Values

if TYPE_CHECKING:
    from screens.frame.place import Place

SAMPLE, OWN_FILE, EMPTY = "sample", "file", "empty"

PROBLEMS_SHOWN = 5
"""How many problems of a bad file are shown; `auditor journey new --template FILE` shows all."""


class Offer(Struct, frozen=True):
    """A way to begin: a template's key, or one of SAMPLE, OWN_FILE and EMPTY."""

    key: str
    name: str
    about: str


def offers(place: Place) -> list[Offer]:
    """Return the ways to begin, the templates first."""
    templates, problems = all_templates(place.workspace.config.journeys)
    for problem in problems:
        place.auditor.tell(str(problem), bad=True)
    found = [
        Offer(
            template.key,
            _("New journey: {template}").format(template=in_language(template.title)),
            in_language(template.about),
        )
        for template in templates
    ]
    return [
        *found,
        Offer(SAMPLE, _("The sample journey"), _("A finished audit to look around in")),
        Offer(OWN_FILE, _("From a file of your own"), _("A journey template you have written")),
        Offer(EMPTY, _("Empty journey"), _("Five stages, and touchpoints as you add them")),
    ]


def ask(place: Place) -> None:
    """Let the user choose how to begin."""
    listed = offers(place)
    options = [Option(number, offer.name, offer.about) for number, offer in enumerate(listed)]

    def go(number: int | None) -> None:
        if number is not None:
            begin(place, listed[number].key)

    place.app.push_screen(ChooseDialog(_("How do you want to begin?"), options), go)


def begin(place: Place, key: str) -> None:
    """Begin in the way of that key, asking for what is still needed, and open the journey."""
    from screens.dialogs.form import FormDialog

    if key == SAMPLE:
        if not any(worker.group == "sample" and not worker.is_finished for worker in place.workers):
            place.run_worker(_make_sample(place), group="sample")
        return
    title, field = _asked(place, key)
    made: list[int] = []

    async def save(values: Values) -> bool:
        number = await _make(place, key, values.text(field.key))
        if number is not None:
            made.append(number)
        return number is not None

    def check(values: Values) -> None:
        if key == OWN_FILE:
            _own_template(place, values.text(field.key))

    def go(values: dict[str, object] | None) -> None:
        if values is not None:
            _open(place, made[0])

    place.app.push_screen(FormDialog(title, [field], check=check, save=save), go)


def _asked(place: Place, key: str) -> tuple[str, TextField]:
    """Return what is still to be asked to begin in that way, and a title for it."""
    if key == OWN_FILE:
        return _("From a file of your own"), TextField("path", _("file (.toml)"), required=True, limit=4096)
    if key == EMPTY:
        return _("Empty journey"), TextField("name", _("name"), required=True)
    title = in_language(find_template(key, place.workspace.config.journeys).title)
    return title, TextField("name", _("name"), value=title, required=True, proposed=True)


def _own_template(place: Place, path: str) -> Template:
    """Return the template in a user's file; raise RefusedError with the first of what is wrong in it."""
    try:
        return find_template(path, place.workspace.config.journeys)
    except RefusedError as error:
        problems = str(error).splitlines()
        if len(problems) > PROBLEMS_SHOWN:
            left = len(problems) - PROBLEMS_SHOWN
            more = ngettext("and {n} more problem", "and {n} more problems", left).format(n=left)
            problems[PROBLEMS_SHOWN:] = [more]
        raise RefusedError("\n".join(problems)) from error


async def _make(place: Place, key: str, text: str) -> int | None:
    workspace = place.workspace
    if key == EMPTY:
        return await place.auditor.make(lambda: workspace.journeys.new(text))
    if key == OWN_FILE:
        template = _own_template(place, text)
        return await place.auditor.make(lambda: workspace.journeys.new_from(template))
    template = find_template(key, workspace.config.journeys)
    return await place.auditor.make(lambda: workspace.journeys.new_from(template, text))


async def _make_sample(place: Place) -> None:
    from auditor.sample import make_sample

    place.auditor.tell(_("Making the sample …"))
    _open(place, await place.auditor.make(lambda: make_sample(place.workspace)))


def _open(place: Place, number: int | None) -> None:
    from screens.journey.journey import JourneyPlace

    if number is not None:
        place.app.push_screen(JourneyPlace(number))
