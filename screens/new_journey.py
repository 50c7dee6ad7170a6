"""New journeys: from a template, the sample, the user's own file, or empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.errors import AuditorError
from auditor.frozen import frozen
from auditor.i18n import _, in_language
from auditor.templates import all_templates, find_template
from screens.dialogs.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from screens.place import Place

SAMPLE, OWN_FILE, EMPTY = "sample", "file", "empty"


@frozen
class Offer:
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
    from screens.dialogs.form import FormDialog, TextField

    if key == SAMPLE:
        place.run_worker(_make_sample(place), group="new", exclusive=True)
        return
    if key == OWN_FILE:
        title, field = _("From a file of your own"), TextField("path", _("File (.toml)"), required=True)
    elif key == EMPTY:
        title, field = _("Empty journey"), TextField("name", _("Name"), required=True)
    else:
        template = find_template(key, place.workspace.config.journeys)
        title = in_language(template.title)
        field = TextField("name", _("Name"), value=title, required=True)

    def go(values: dict[str, object] | None) -> None:
        if values is not None:
            text = str(next(iter(values.values())))
            place.run_worker(_make(place, key, text), group="new", exclusive=True)

    place.app.push_screen(FormDialog(title, [field]), go)


async def _make(place: Place, key: str, text: str) -> None:
    journeys, folder = place.workspace, place.workspace.config.journeys
    if key == EMPTY:
        number = await place.auditor.make(lambda: journeys.journeys.new(text))
    else:
        try:
            template = find_template(text if key == OWN_FILE else key, folder)
        except AuditorError as error:
            place.auditor.tell(str(error), bad=True)
            return
        name = "" if key == OWN_FILE else text
        number = await place.auditor.make(lambda: journeys.journeys.new_from(template, name))
    _open(place, number)


async def _make_sample(place: Place) -> None:
    from auditor.sample import make_sample

    place.auditor.tell(_("Making the sample …"))
    _open(place, await place.auditor.make(lambda: make_sample(place.workspace)))


def _open(place: Place, number: int | None) -> None:
    from screens.journey import JourneyPlace

    if number is not None:
        place.app.push_screen(JourneyPlace(number))
