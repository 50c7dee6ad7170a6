"""Reads interview forms that were filled in: CSV, a workbook or TOML, all of it or nothing, what is wrong by its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.text import as_written, clean, folded, one_line, shortened
from auditor.base.toml import parsed
from auditor.base.values import UnfitError
from auditor.base.vocabulary import FEELINGS, Consent
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import BadContentError, read_source
from auditor.importing.files.sheets import Row
from auditor.input.evidence import collected
from auditor.input.numbers import number_of
from auditor.views.evidence import Evidence
from auditor.views.interview_forms import ABOUT, COLUMNS, QUESTION, TOUCHPOINT, FormLine
from auditor.views.interviews import AskedQuestion, FilledForm, FormPlan, Respondent, Response, SaidThere
from auditor.views.journeys import Journey, JourneyLine, Persona

SIZE_LIMIT = 5_000_000
"""Largest form, in bytes."""
_TOLD = 20
"""So many faults of a file are told at once."""


class Known(Struct, frozen=True):
    """What is here of the journey that a form is of."""

    journey: Journey
    personas: Sequence[Persona]
    asked: Sequence[AskedQuestion]
    respondents: Sequence[Respondent]
    responses: Sequence[Response]
    said: Sequence[Evidence]
    """Evidence of the journey; that of respondents at touchpoints counts."""
    today: date


def read_form(path: Path) -> list[FormLine]:
    """Return the lines of a filled-in form. Raises RefusedError with file, line and reason for what is none."""
    name = _named(path)
    try:
        source = read_source(path, limit=SIZE_LIMIT)
        if path.suffix.casefold() == ".toml":
            return _of_toml(source.text)
        return _of_rows(FileContent(source).rows.rows)
    except BadContentError as error:
        where = f"{name}, {error.where}" if error.where else name
        raise RefusedError(_("{place}: {reason}").format(place=where, reason=error.reason)) from error
    except RefusedError as error:
        raise RefusedError(_("{place}: {reason}").format(place=name, reason=error)) from error


def _named(path: Path) -> str:
    return shortened(one_line(path.name or str(path)), 100)


def _of_rows(rows: Sequence[Row]) -> list[FormLine]:
    header = [folded(cell) for cell in rows[0].cells]
    if not {"key", "reply"} <= set(header):
        raise RefusedError(
            _("this is no interview form: its first line has the columns {columns}.").format(
                columns=", ".join(COLUMNS)
            )
        )
    at = {name: header.index(name) for name in COLUMNS if name in header}
    return [
        FormLine(
            **{
                name: clean(as_written(row.cells[place])).strip()
                for name, place in at.items()
                if place < len(row.cells)
            },
            where=_("line {line}").format(line=row.line),
        )
        for row in rows[1:]
        if any(cell.strip() for cell in row.cells)
    ]


def _of_toml(text: str) -> list[FormLine]:
    try:
        content = parsed(text)
    except (UnfitError, ValueError) as error:
        raise RefusedError(_("this is no TOML: {reason}.").format(reason=error)) from error
    lines = [FormLine(key, reply=_cell(content[key]), where=key) for key in ABOUT if key in content]
    listed = content.get("line", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise RefusedError(_("“line” is to be a list of tables, as [[line]]."))
    for place, one in enumerate(listed, start=1):
        cells = {name: _cell(one.get(name, "")) for name in COLUMNS}
        lines.append(FormLine(**cells, where=_("[[line]] {number}").format(number=place)))
    return lines


def _cell(value: Any) -> str:
    return clean(str(value)).strip()


def journey_named(lines: Sequence[FormLine], journeys: Sequence[JourneyLine], path: Path) -> JourneyLine:
    """Return the journey that a form names. Raises RefusedError where there is none of that name, or several."""
    word = next((one.reply for one in lines if one.key == "journey"), "")
    if not word:
        raise RefusedError(_("{file}: it does not say of which journey it is.").format(file=_named(path)))
    exact = [one for one in journeys if folded(one.name) == folded(word)]
    return exact[0] if len(exact) == 1 else pick(journeys, word, _("journey"))


def plan_form(lines: Sequence[FormLine], known: Known, path: Path) -> FormPlan:
    """Return what a form would change. Raises RefusedError with every fault, each with file, line and reason."""
    reader = _Reader(known)
    form, persona = reader.read(lines)
    if reader.faults or form is None:
        told = [f"{_named(path)}, {where}: {reason}" if where else f"{_named(path)}: {reason}"
                for where, reason in reader.faults[:_TOLD]]  # fmt: skip
        raise RefusedError("\n".join([*told, _("Nothing was imported.")]))
    return _compared(form, persona, known)


class _Reader:
    """Reads the lines of a form against what is here, and keeps what is wrong with them."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.faults: list[tuple[str, str]] = []
        self._stages = {stage.id: stage.name for stage in known.journey.stages}
        self._points = {point.id for point in known.journey.touchpoints}
        self._questions = {(one.stage_id, one.key) for one in known.asked}

    def read(self, lines: Sequence[FormLine]) -> tuple[FilledForm | None, Persona | None]:
        """Return what is filled in, and for which persona; None where something is wrong."""
        about: dict[str, FormLine] = {}
        replies: dict[tuple[int, str], str] = {}
        said: list[SaidThere] = []
        for one in lines:
            kind, _space, rest = one.key.partition(" ")
            if one.key in ABOUT:
                about[one.key] = one
            elif kind == QUESTION:
                self._reply(one, rest, replies)
            elif kind == TOUCHPOINT:
                self._said(one, rest, said)
            else:
                self._wrong(one, _("“{key}” is no line of a form.").format(key=shortened(one.key, 40)))
        persona = self._persona(about.get("persona"))
        code = self._code(about.get("code"))
        day = self._day(about.get("day"))
        consent = self._consent(about.get("consent"))
        if self.faults or persona is None or day is None:
            return None, None
        note = about["note"].reply if "note" in about else ""
        listed = tuple((stage, key, text) for (stage, key), text in replies.items())
        return FilledForm(
            self._known.journey.id, persona.id, code, day, consent, note, listed, tuple(said)
        ), persona

    def _wrong(self, line: FormLine | None, reason: str) -> None:
        self.faults.append((line.where if line else "", reason))

    def _reply(self, line: FormLine, rest: str, replies: dict[tuple[int, str], str]) -> None:
        number, _space, key = rest.partition(" ")
        stage = int(number) if number.isdecimal() and len(number) < 19 else 0
        if not line.reply:
            return
        if stage not in self._stages or (line.place and folded(self._stages[stage]) != folded(line.place)):
            self._wrong(line, _("the journey has no stage {number} “{name}”.").format(
                number=shortened(number, 20), name=shortened(line.place, 60)))  # fmt: skip
        elif (stage, key) not in self._questions:
            self._wrong(line, _("there is no question “{key}” at “{stage}”.").format(
                key=shortened(key, 60), stage=self._stages[stage]))  # fmt: skip
        elif (stage, key) in replies:
            self._wrong(line, _("the question is replied to a second time."))
        else:
            replies[stage, key] = line.reply

    def _said(self, line: FormLine, rest: str, said: list[SaidThere]) -> None:
        if not line.reply and not line.feeling:
            return
        point = int(rest) if rest.isdecimal() and len(rest) < 19 else 0
        if point not in self._points:
            self._wrong(line, _("the journey has no touchpoint {number}.").format(number=shortened(rest, 20)))
            return
        feeling = None
        if line.feeling:
            feeling = feeling_read(line.feeling)
            if feeling is None:
                text = _("“{text}” is no feeling: type a number from -2 (very sour) to 2 (very happy).")
                self._wrong(line, text.format(text=shortened(line.feeling, 40)))
                return
        said.append(SaidThere(point, line.reply, feeling))

    def _persona(self, line: FormLine | None) -> Persona | None:
        word = line.reply if line else ""
        try:
            if word:
                return pick(self._known.personas, word, _("persona"))
            self._wrong(line, _("it does not say for which persona."))
        except (NotFoundError, RefusedError) as error:
            self._wrong(line, str(error))
        return None

    def _code(self, line: FormLine | None) -> str:
        code = one_line(line.reply) if line else ""
        if not code:
            self._wrong(
                line,
                _("the code name is missing: give one, such as R1, by which the interview is known again."),
            )
        return code

    def _day(self, line: FormLine | None) -> date | None:
        word = line.reply if line else ""
        if not word:
            self._wrong(line, _("the day of the interview is missing."))
            return None
        try:
            return date.fromisoformat(collected(word, self._known.today))
        except RefusedError as error:
            self._wrong(line, str(error))
            return None

    def _consent(self, line: FormLine | None) -> Consent:
        word = folded(line.reply) if line else ""
        words = {folded(name): one for one in Consent for name in (one.value, labels.word(one))}
        if word and word not in words:
            choices = ", ".join(Consent)
            self._wrong(line, _("consent is one of {choices}.").format(choices=choices))
        return words.get(word, Consent.NOT_ASKED)


def feeling_read(text: str) -> float | None:
    """Return a feeling −2..2 of a number or of its word; None for what is none."""
    words = {folded(labels.feeling(score)): float(score) for score in FEELINGS}
    if folded(text) in words:
        return words[folded(text)]
    found = number_of(text.replace("−", "-").removeprefix("+"))
    return found if found is not None and -2 <= found <= 2 else None


def _compared(form: FilledForm, persona: Persona | None, known: Known) -> FormPlan:
    """Return a plan of what of a form is new or otherwise than here."""
    here = next((one for one in known.respondents if folded(one.code) == folded(form.code)), None)
    name = persona.name if persona else ""
    if here is None:
        return FormPlan(form, name, None, (), form.replies, form.said)
    texts = {
        (one.stage_id, one.question): one.text for one in known.responses if one.respondent_id == here.id
    }
    said = [
        (one.touchpoint_id, _spaced(one.quote), one.feeling)
        for one in known.said
        if one.respondent_id == here.id
    ]
    return FormPlan(
        form,
        name,
        here,
        tuple(_changes(form, name, here)),
        tuple(one for one in form.replies if _spaced(texts.get(one[:2], "")) != _spaced(one[2])),
        tuple(one for one in form.said if (one.touchpoint_id, _spaced(one.quote), one.feeling) not in said),
    )


def _spaced(text: str) -> str:
    """Return a text as it is compared: a workbook keeps no line ends, and they make nothing new."""
    return " ".join(text.split())


def _changes(form: FilledForm, persona: str, here: Respondent) -> Iterable[str]:
    """Yield what of a respondent becomes otherwise."""
    pairs: Mapping[str, tuple[str, str]] = {
        _("Persona"): (here.persona, persona),
        _("Asked on"): (here.interviewed_on.isoformat(), form.interviewed_on.isoformat()),
        _("Consent"): (labels.word(here.consent), labels.word(form.consent)),
        _("Note"): (_spaced(here.note), _spaced(form.note)),
    }
    for what, (before, after) in pairs.items():
        if before != after:
            yield _("{field}: {before} → {after}").format(
                field=what,
                before=shortened(one_line(before), 40) or "–",
                after=shortened(one_line(after), 40) or "–",
            )
