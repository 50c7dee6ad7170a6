"""Asks for a file of evidence, shows what it would become, and imports it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.guests import refuse_guest
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.reading import is_so
from auditor.base.text import folded, shortened
from auditor.base.vocabulary import Better
from auditor.importing.formats import FORMATS
from auditor.importing.known import refuse_known, refuse_known_replies
from auditor.importing.places import Target
from auditor.importing.planning import plan_import
from auditor.importing.surveys.columns import KINDS
from auditor.importing.surveys.lines import EVERYTHING
from auditor.importing.wishes import Wishes, step_of
from auditor.input import evidence as evidence_rules
from auditor.settings.words import keep_words, known_words
from screens.dialogs.form import ChoiceField, FlagField, FormDialog, TextField, Values
from screens.dialogs.import_preview import ImportPreview
from screens.frame.told_keys import undo_key
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from auditor.views.imports import ImportPlan
    from auditor.views.journeys import Journey, Persona
    from screens.frame.place import Place

_AS_SAID = 0
"""Stands among personas for what the file itself says."""
_BY_FILE = "file"
"""Stands so among places."""
_LARGE = 1_000_000
"""Files of more bytes than this are said to take a moment."""


def ask_import(place: Place, journey_id: int) -> None:
    """Ask for a file and import it into a journey; everything is written, or nothing."""
    journey = place.workspace.reads.journeys.get(journey_id)
    if journey is None:
        place.auditor.tell(_("This journey is no longer there."))
        return
    _Asking(place, journey, place.workspace.reads.journeys.personas(journey_id)).ask()


class _Asking:
    """The form and the preview over it; leaving the preview goes back to the form."""

    def __init__(self, place: Place, journey: Journey, personas: list[Persona]) -> None:
        self._place = place
        self._journey = journey
        self._personas = personas
        self._form: FormDialog

    def ask(self) -> None:
        """Show the form."""
        self._form = FormDialog(_("Import evidence"), self._fields(), check=self._check, save=self._look)
        self._place.app.push_screen(self._form)

    def _fields(self) -> list[Field]:
        forms: list[tuple[str | int, str]] = [
            ("", _("told by the file")),
            *((each.key, _(each.choice or each.title)) for each in FORMATS.values()),
        ]
        kinds: list[tuple[str | int, str]] = [
            ("", _("told by the column")),
            *((kind, _(title)) for kind, title in KINDS.items()),
        ]
        directions: list[tuple[str | int, str]] = [
            ("", _("told by the column")),
            *((each.value, labels.word(each)) for each in Better),
        ]
        as_said: tuple[str | int, str] = (_AS_SAID, _("as the file says"))
        people = [as_said, *((persona.id, persona.name) for persona in self._personas)]
        names = _("name in the file = touchpoint, one a line")
        return [
            TextField("file", _("file"), limit=evidence_rules.PATH_LIMIT, required=True, is_path=True,
                      hint=_("path of a CSV file, workbook or JSON file; → completes it")),
            ChoiceField("form", _("format"), forms, ""),
            ChoiceField("where", _("lands on"), self._places(), _BY_FILE),
            ChoiceField("persona", _("persona"), people, _AS_SAID),
            TextField("maps", _("names"), multiline=True, hint=names),
            TextField("score", _("score column"), multiline=True,
                      hint=_("of a survey, if it is not found; several one a line")),
            ChoiceField("kind", _("asked for"), kinds, ""),
            TextField("scale", _("scale"), hint=_("of the scores, such as 1-5, if no column tells it")),
            ChoiceField("better", _("better"), directions, ""),
            TextField("words", _("words"), multiline=True, hint=_("word of an answer = its step, one a line")),
            TextField("sheet", _("sheet"), hint=_("of a workbook, if it has several")),
            FlagField("again", _("once more"), hint=_("import it although it was imported already")),
            FlagField("keep", _("keep all"), hint=_("test replies, totals and codes such as 99 too")),
        ]  # fmt: skip

    def _places(self) -> list[tuple[str | int, str]]:
        found: list[tuple[str | int, str]] = [
            (_BY_FILE, _("as the file says")),
            ("journey", _("the whole journey")),
        ]
        for stage in self._journey.stages:
            found.append((f"stage {stage.id}", _("stage {name}").format(name=stage.name)))
            found += [(f"touchpoint {point.id}", point.name) for point in stage.touchpoints]
        return found

    def _check(self, values: Values) -> None:
        self._target(values)
        evidence_rules.parse_scale(values.text("scale"))
        self._words(values.text("words"))

    def _target(self, values: Values) -> Target:
        kind, _space, number = values.text("where").partition(" ")
        persona = values.number("persona")
        return Target(
            self._journey,
            self._place.workspace.today,
            tuple(self._personas),
            (int(number),) if kind == "touchpoint" else (),
            int(number) if kind == "stage" else None,
            kind == "journey",
            persona if persona != _AS_SAID else None,
            self._maps(values.text("maps")),
            written={
                folded(name): name.strip()
                for line in values.text("maps").splitlines()
                for name in [line.rpartition("=")[0]]
            },
            surveyed=()
            if values.flag("again")
            else self._place.workspace.reads.evidence.surveyed(self._journey.id),
            asked=self._place.workspace.asked_at(self._journey),
        )

    def _maps(self, text: str) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        for line in filter(None, map(str.strip, text.splitlines())):
            name, equals, word = line.rpartition("=")
            if not equals or not name.strip():
                raise RefusedError(
                    _("“{line}” must be written name = touchpoint.").format(line=shortened(line, 60))
                )
            word = word.strip()
            found[folded(name)] = pick(self._journey.touchpoints, word, _("touchpoint")).id if word else None
        return found

    def _words(self, text: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for line in filter(None, map(str.strip, text.splitlines())):
            word, equals, typed = line.rpartition("=")
            step = step_of(typed)
            if not equals or not word.strip() or step is None:
                raise RefusedError(
                    _("“{line}” must be written word = step.").format(line=shortened(line, 60))
                )
            found[word.strip()] = step
        return found

    async def _look(self, values: Values) -> bool:
        """Plan the import and show it; the form stays until it is imported. Raises RefusedError for guests."""
        refuse_guest()
        path = Path(values.text("file")).expanduser()
        folder = self._place.workspace.config.folder
        scores = tuple(filter(None, map(str.strip, values.text("score").splitlines())))
        wishes = Wishes(
            {"score": scores} if scores else {},
            kind=values.text("kind"),
            scale=evidence_rules.parse_scale(values.text("scale")),
            better=values.text("better"),
            words=self._words(values.text("words")),
            keep=(EVERYTHING,) if values.flag("keep") else (),
            remembered=known_words(folder),
            sheet=values.text("sheet").strip(),
        )
        target, again = self._target(values), values.flag("again")
        evidence = self._place.workspace.reads.evidence
        found: list[ImportPlan] = []

        def plan() -> None:
            made = plan_import(values.text("form"), path, target, wishes)
            if not target.is_said and all(landing.on_journey for landing in made.landings):
                raise RefusedError(
                    _(
                        "The file does not say where it lands: choose a touchpoint, a stage or the whole journey."
                    )
                )
            if not again:
                refuse_known(made, evidence.imported(self._journey.id))
                refuse_known_replies(made, evidence.surveyed(self._journey.id))
            found.append(made)

        if is_so(Path.is_file, path) and path.stat().st_size > _LARGE:
            self._place.auditor.tell(_("Reading {file} …").format(file=shortened(path.name, 60)))
        if await self._place.auditor.save(plan, leads_on=True):
            self._place.app.push_screen(
                ImportPreview(found[0]), lambda yes: self._import(found[0], again, yes)
            )
        return False

    async def _import(self, plan: ImportPlan, again: bool, yes: bool | None) -> None:
        if yes and await self._place.auditor.save(lambda: self._place.workspace.imports.write(plan, again)):
            keep_words(self._place.workspace.config.folder, plan.file_form, plan.words)
            self._form.dismiss(None)
            self._place.auditor.tell(_("Imported; {key} takes it back.").format(key=undo_key()))
