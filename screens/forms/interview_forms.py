"""Asks for who was interviewed, what they said, questions of the team's own, and forms to print or to import."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.files import write_whole
from auditor.base.guests import chosen_file, is_guest, refuse_guest
from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.vocabulary import Consent, FileKind
from auditor.importing.interviews import plan_form, read_form
from auditor.library.interviews import asked_in
from auditor.nouns.evidence import draft_of
from auditor.reporting.interview_form import FORMS, form_content
from auditor.sentences.interviews import plan_text
from auditor.views.evidence import Evidence
from auditor.views.interviews import FormPlan, OwnQuestion, Respondent, SaidThere
from auditor.views.journeys import Journey, Persona
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import ChoiceField, FlagField, FormDialog, TextField, Values
from screens.forms.answers import feeling_field, felt_in, past_day_field
from screens.forms.differing import settle
from screens.forms.editing import Editing
from screens.forms.written import Written
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from auditor.views.interviews import AskedQuestion
    from screens.frame.host import Host

_PATH_LIMIT = 4096
_QUESTION_LIMIT = 300


def ask_respondent(
    host: Host, personas: Sequence[Persona], persona_id: int, known: Respondent | None = None
) -> None:
    """Ask for somebody who was interviewed, or for changes of one, and save it."""
    today = host.workspace.today
    fields: list[Field] = [
        ChoiceField("persona_id", _("persona"), [(one.id, one.name) for one in personas], persona_id),
        TextField(
            "code",
            _("code name"),
            known.code if known else "",
            hint=_("never a real name; nothing for the next of R1, R2 …"),
        ),
        past_day_field(
            "on", _("day of the interview"), known.interviewed_on if known else today, today, required=True
        ),
        ChoiceField(
            "consent",
            _("consent"),
            [(one.value, word(one)) for one in Consent],
            (known.consent if known else Consent.NOT_ASKED).value,
        ),
        TextField("note", _("note"), known.note if known else "", multiline=True, hint=_("for the team")),
    ]
    respondents = host.workspace.respondents

    async def add(values: Values) -> bool:
        said = {key: values.text(key) for key in ("code", "on", "consent", "note")}
        return await host.save(lambda: respondents.add(values.number("persona_id"), **said))

    if known is None:
        host.open_dialog(FormDialog(_("Who was interviewed?"), fields, save=add))
        return
    editing = Editing(
        host,
        fields,
        lambda changed: respondents.edit(known.id, base=known, **changed),
    )
    host.open_dialog(FormDialog(_("Respondent"), fields, save=editing.save))


def ask_said(host: Host, respondent: Respondent, journey: Journey, touchpoint_id: int) -> None:
    """Ask for a quote or a feeling of a respondent at a touchpoint, and record it."""
    places = [(point.id, point.name) for point in journey.touchpoints]
    fields: list[Field] = [
        ChoiceField("touchpoint_id", _("touchpoint"), places, touchpoint_id),
        *_said_fields("", None),
    ]

    async def save(values: Values) -> bool:
        said = SaidThere(values.number("touchpoint_id"), values.text("quote"), _felt(values))
        return await host.save(lambda: host.workspace.respondents.say(respondent.id, [said]))

    host.open_dialog(FormDialog(_("What did {code} say?").format(code=respondent.code), fields, save=save))


def ask_edit_said(host: Host, one: Evidence) -> None:
    """Ask for changes of a quote or a feeling, and save them."""
    workspace = host.workspace

    async def save(values: Values) -> bool:
        said = {"quote": values.text("quote"), "feeling": _felt(values)}
        return await host.save(lambda: workspace.evidence.edit(one.id, draft_of(one, **said), base=one))

    fields = _said_fields(one.quote, one.feeling)
    host.open_dialog(FormDialog(f"{one.respondent}: {one.touchpoint}", fields, save=save))


def _said_fields(quote: str, felt: float | None) -> list[Field]:
    return [
        TextField("quote", _("quote"), quote, multiline=True, hint=_("what a customer said")),
        feeling_field("feeling", _("feeling"), felt, _("not said")),
    ]


def _felt(values: Values) -> float | None:
    return felt_in(values.text("feeling"))


def ask_question(host: Host, journey: Journey, stage_id: int, known: OwnQuestion | None = None) -> None:
    """Ask for a question of the team's own, or for changes of one, and save it."""
    places = [(0, _("every stage")), *((stage.id, stage.name) for stage in journey.stages)]
    place = (known.stage_id or 0) if known else stage_id
    fields: list[Field] = [
        TextField("text", _("question"), known.text if known else "", limit=_QUESTION_LIMIT, required=True),
        ChoiceField("stage_id", _("stage"), places, place),
    ]
    questions = host.workspace.questions

    async def add(values: Values) -> bool:
        at = values.number("stage_id") or None
        return await host.save(lambda: questions.add(journey.id, values.text("text"), at))

    if known is None:
        host.open_dialog(FormDialog(_("New question"), fields, save=add))
        return
    editing = Editing(
        host,
        fields,
        lambda changed: questions.edit(known.id, base=known, **changed),
    )
    host.open_dialog(FormDialog(_("Question"), fields, save=editing.save))


def ask_form(
    host: Host, journey: Journey, persona: Persona, asked: Sequence[AskedQuestion], known: Respondent | None
) -> None:
    """Ask for the form and the file of an interview form, and write it; with a respondent it is filled in already."""
    names = {"html": _("a page to print"), "csv": "CSV", "xlsx": _("a spreadsheet"), "toml": "TOML"}
    stem = "-".join(filter(None, (_("interview"), known.code if known else "")))
    named = stem if is_guest() else str(Path.cwd() / stem)
    fields: list[Field] = [
        ChoiceField("form", _("as"), [(each, names[each]) for each in FORMS], FORMS[0]),
        TextField(
            "file",
            _("file"),
            named,
            limit=_PATH_LIMIT,
            required=True,
            is_path=True,
        ),
        FlagField("replace", _("replace"), hint=_("an older form of that name")),
    ]

    def written(values: Values) -> Path:
        filled = host.workspace.reads.interviews.whole(known.id) if known else None
        form = values.text("form")
        path = chosen_file(values.text("file"))
        path = path if path.suffix == f".{form}" else path.with_name(f"{path.name}.{form}")
        content = form_content(form, journey, persona, asked, filled)
        return write_whole(path, content, values.flag("replace"))

    async def save(values: Values) -> bool:
        try:
            path = await asyncio.to_thread(written, values)
        except AuditorError as error:
            host.tell_error(error)
            return False
        file.tell(path)
        return True

    file = Written(host)
    host.open_dialog(FormDialog(_("Write an interview form"), fields, save=save), file.close)


def ask_import(host: Host, journey: Journey) -> None:
    """Ask for a filled-in form, show what it would change, and take it in if that is agreed to."""
    settle(host, host.workspace.differing_of(FileKind.QUESTIONS), lambda: _ask_import(host, journey))


def _ask_import(host: Host, journey: Journey) -> None:
    fields: list[Field] = [
        TextField("file", _("file"), limit=_PATH_LIMIT, required=True, is_path=True, hint=_("a filled-in interview form"))
    ]  # fmt: skip
    workspace = host.workspace

    async def answered(plan: FormPlan, yes: bool | None) -> None:
        if yes:
            await host.save(lambda: workspace.respondents.take_in(plan))

    async def save(values: Values) -> bool:
        refuse_guest()
        path = Path(values.text("file")).expanduser()
        found: list[FormPlan] = []

        def plan() -> None:

            bank, _problems = workspace.question_bank()
            reads = workspace.reads.interviews
            asked = asked_in(journey, bank, reads.questions(journey.id))
            made = plan_form(read_form(path), reads.known(journey, asked), path)
            if made.is_known:
                raise RefusedError(plan_text(made))
            found.append(made)

        if not await host.save(plan):
            return False
        made = found[0]
        question = " ".join((plan_text(made), _("Import this?")))
        host.open_dialog(ConfirmDialog(question, yes=_("Import")), lambda yes: answered(made, yes))
        return True

    host.open_dialog(FormDialog(_("Import an interview form"), fields, save=save))
