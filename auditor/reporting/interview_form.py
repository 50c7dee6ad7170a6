"""The interview form of one respondent: to be printed with room to write, or to be filled in and imported."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.text import neutral
from auditor.base.vocabulary import FEELINGS, Consent
from auditor.reporting.books import new_book
from auditor.reporting.rendering import rendered
from auditor.views.interview_forms import COLUMNS, QUESTION, TOUCHPOINT, FormLine
from auditor.views.interviews import AskedQuestion, Filled
from auditor.views.journeys import Journey, Persona

FORMS = ("html", "csv", "xlsx", "toml")
"""The forms there are: the first for paper, the others to be filled in and imported."""


def form_content(
    form: str,
    journey: Journey,
    persona: Persona,
    asked: Sequence[AskedQuestion],
    filled: Filled | None = None,
) -> str | bytes:
    """Return a form as one of FORMS: a workbook as bytes, the others as text."""
    if form == "html":
        return as_html(journey, persona, asked, filled)
    lines = form_lines(journey, persona, asked, filled)
    if form == "xlsx":
        return as_xlsx(lines)
    return as_csv(lines) if form == "csv" else as_toml(lines)


def form_lines(
    journey: Journey, persona: Persona, asked: Sequence[AskedQuestion], filled: Filled | None = None
) -> list[FormLine]:
    """Return the lines of a form, in the order of an interview: who, the questions of each stage, its touchpoints."""
    lines = list(_about(journey, persona, filled))
    for stage in journey.stages:
        for one in asked:
            if one.stage_id == stage.id:
                reply = filled.replies.get((stage.id, one.key), "") if filled else ""
                lines.append(FormLine(f"{QUESTION} {stage.id} {one.key}", stage.name, one.text, reply))
        for point in stage.touchpoints:
            said = [one for one in filled.said if one.touchpoint_id == point.id] if filled else []
            key = f"{TOUCHPOINT} {point.id}"
            lines += [FormLine(key, stage.name, point.name, one.quote, _score(one.feeling)) for one in said]
            if not said:
                lines.append(FormLine(key, stage.name, point.name))
    return lines


def _score(feeling: float | None) -> str:
    return "" if feeling is None else f"{feeling:g}"


def _about(journey: Journey, persona: Persona, filled: Filled | None) -> Iterator[FormLine]:
    one = filled.respondent if filled else None
    choices = ", ".join(Consent)
    consent = one.consent if one else Consent.NOT_ASKED
    yield FormLine("journey", question=_("Journey"), reply=journey.name)
    yield FormLine("persona", question=_("Persona"), reply=persona.name)
    yield FormLine("code", question=_("Code name, never a real one"), reply=one.code if one else "")
    day = one.interviewed_on.isoformat() if one else ""
    yield FormLine("day", question=_("Day of the interview, such as 2026-12-01"), reply=day)
    yield FormLine(
        "consent", question=_("Consent: one of {choices}").format(choices=choices), reply=consent.value
    )
    yield FormLine("note", question=_("Note, for the team"), reply=one.note if one else "")


def as_csv(lines: Sequence[FormLine]) -> str:
    """Return a form as CSV, with the names of its columns in the first line."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in lines:
        *texts, feeling = _cells(one)
        # A feeling is a number, also where it begins with a minus.
        writer.writerow([*map(neutral, texts), feeling])
    return target.getvalue()


def _cells(one: FormLine) -> tuple[str, ...]:
    return one.key, one.place, one.question, one.reply, one.feeling


def as_xlsx(lines: Sequence[FormLine]) -> bytes:
    """Return a form as a workbook of one sheet; what is filled in has a frame."""
    target = io.BytesIO()
    book = new_book(target, _("Interview"))
    page = book.add_worksheet(_("Interview"))
    bold = book.add_format({"bold": True, "bottom": 2})
    quiet = book.add_format({"font_color": "#777777", "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    open_ = book.add_format(
        {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFFDF0", "num_format": "@"}
    )
    for at, (width, title) in enumerate(zip((24, 18, 48, 60, 9), COLUMNS, strict=True)):
        page.set_column(at, at, width)
        page.write_string(0, at, title, bold)
    forms = (quiet, quiet, plain, open_, open_)
    for row, one in enumerate(lines, start=1):
        for at, (cell, form) in enumerate(zip(_cells(one), forms, strict=True)):
            page.write_string(row, at, cell, form)
    page.freeze_panes(1, 0)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    book.close()
    return target.getvalue()


def as_toml(lines: Sequence[FormLine]) -> str:
    """Return a form as TOML: who was asked, then a table for each question and touchpoint."""
    import tomlkit

    document = tomlkit.document()
    for one in lines:
        if " " not in one.key:
            document.add(tomlkit.comment(one.question))
            document.add(one.key, tomlkit.string(one.reply))
    listed = tomlkit.aot()
    for one in lines:
        if " " in one.key:
            table = tomlkit.table()
            for name, cell in zip(COLUMNS, _cells(one), strict=True):
                if name != "feeling" or one.key.startswith(TOUCHPOINT):
                    table.add(name, tomlkit.string(cell, multiline="\n" in cell))
            listed.append(table)
    document.add("line", listed)
    return tomlkit.dumps(document)


def as_html(
    journey: Journey, persona: Persona, asked: Sequence[AskedQuestion], filled: Filled | None = None
) -> str:
    """Return a form as a page made for print, with room to write; it loads nothing."""
    by_stage = [(stage, [one for one in asked if one.stage_id == stage.id]) for stage in journey.stages]
    one = filled.respondent if filled else None
    known = {
        "title": _("Interview: {journey}").format(journey=journey.name),
        "persona": persona,
        "one": one,
        "stages": [(stage, questions) for stage, questions in by_stage if questions or stage.touchpoints],
        "replies": filled.replies if filled else {},
        "faces": [(labels.FEELING_FACES[score], labels.feeling(score)) for score in FEELINGS],
        "w": {
            "persona": _("Persona"),
            "code": _("Code name, never a real one"),
            "day": _("Date"),
            "interviewer": _("Interviewer"),
            "consent": _("May what is said be shown to others, without a name?"),
            "yes": _("yes"),
            "no": _("no"),
            "signed": _("Signature"),
            "ask": _("Ask on"),
            "quote": _("What was said, in the customer’s words"),
            "feeling": _("How it felt"),
            "lead": _(
                "Ask one question at a time and let the silence work. Ask what happened last time, not what "
                "usually happens, and write down the words that are used."
            ),
        },
    }
    return rendered("interview_form", known)
