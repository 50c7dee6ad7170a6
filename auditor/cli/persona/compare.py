"""`auditor persona compare`: personas side by side, whole: who they are, and each touchpoint as each meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.comparing import ComparedPoint
from auditor.base.i18n import _
from auditor.cli.columns.evidence import support_record
from auditor.cli.columns.maps import note_record, rounded, source_records
from auditor.cli.columns.personas import persona_columns, persona_keys
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_persona
from auditor.cli.frame.options import format_option, journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences import comparing
from auditor.sentences.comparing import Row

if TYPE_CHECKING:
    from auditor.reporting.comparison import PersonasCompared
    from auditor.views.journeys import Persona
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Compare personas: two or more side by side. One table has who they are, what that rests on, where they are "
        "met, what they told, and at each touchpoint how each feels, how badly it wants work for that persona, and how "
        "well that is supported; then comes every touchpoint where two differ by two steps or more. “Figures of” says "
        "from which audits, by whom. CSV has a line for each thing, with a column for each persona."
    )
)
@click.argument("personas", nargs=-1, required=True, metavar="PERSONA PERSONA...")
@journey_option
@format_option
@with_workspace
def compare(workspace: Workspace, personas: tuple[str, ...], journey: str | None, form: str) -> None:
    """Compare personas."""
    found = list({one.id: one for one in (a_persona(workspace, word, journey) for word in personas)}.values())
    if len(found) < 2:
        raise click.UsageError(_("Name at least two different personas."))
    whole = _Whole(workspace, found)
    output.whole(whole.records(), whole.tables(), whole.lines(), form)


class _Line(Struct, frozen=True):
    """A line of the comparison in CSV: a value for each persona."""

    part: str
    what: str
    point: ComparedPoint | None
    values: Sequence[object]


class _Whole:
    """What is read of personas that are compared; of those of different journeys only who they are."""

    def __init__(self, workspace: Workspace, personas: Sequence[Persona]) -> None:
        self._personas = personas
        self._known: PersonasCompared | None = None
        journeys = {one.journey_id for one in personas}
        if len(journeys) > 1:
            output.say(_("They are of different journeys, so only who they are is compared."))
        elif journey_map := workspace.reads.maps.get(journeys.pop()):
            from auditor.reporting.comparison import comparison

            self._known = comparison(workspace.reads, journey_map, personas, workspace.question_bank()[0])

    def tables(self) -> list[Table[Row] | Table[ComparedPoint]]:
        """Return the one table of everything, and every touchpoint where two differ by two steps or more."""
        columns: list[Column[Row]] = [Column("what", lambda row: row.title, _("Persona"), least=14)]
        columns += [
            Column(key, _cell(at), one.name, least=14)
            for at, (one, key) in enumerate(
                zip(self._personas, persona_keys(self._personas).values(), strict=True)
            )
        ]
        if self._known is None:
            return [Table(columns, comparing.portraits(self._personas))]
        apart = Table(self._apart_columns(), self._known.found.apart)
        return [Table(columns, list(self._known.rows())), apart]

    def _apart_columns(self) -> list[Column[ComparedPoint]]:
        columns: list[Column[ComparedPoint]] = [
            Column(
                "touchpoint", lambda one: one.point.touchpoint.name, _("Two steps or more apart"), least=14
            )
        ]
        for at, persona in enumerate(self._personas):
            columns.append(Column(str(persona.id), _felt(at), persona.name, least=10))
        columns.append(Column("steps", _steps, _("Steps"), comparing.steps_text, right=True))
        return columns

    def lines(self) -> Table[_Line]:
        """Return the lines that CSV has: raw values, a column for each persona."""
        keys = ("part", "touchpoint_id", "stage", "touchpoint", "channel", "what")
        columns: list[Column[_Line]] = [
            Column("part", lambda line: line.part),
            Column("touchpoint_id", lambda line: line.point.point.touchpoint.id if line.point else None),
            Column("stage", lambda line: line.point.stage if line.point else None),
            Column("touchpoint", lambda line: line.point.point.touchpoint.name if line.point else None),
            Column("channel", lambda line: line.point.point.touchpoint.channel if line.point else None),
            Column("what", lambda line: line.what),
        ]
        columns += [
            Column(key, _value(at)) for at, key in enumerate(persona_keys(self._personas, keys).values())
        ]
        return Table(columns, list(self._lines()))

    def _lines(self) -> Iterator[_Line]:
        for column in persona_columns():
            yield _Line("persona", column.key, None, [column.raw(one) for one in self._personas])
        if self._known is None:
            return
        known, found = self._known, self._known.found
        support = [support_record(known.support.get(one.id)) for one in self._personas]
        for key in ("level", "pieces", "interviewed", "tested", "answered"):
            yield _Line("evidence", key, None, [one[key] for one in support])
        for row in known.words():
            yield _Line("reply", row.title, None, row.cells)
        for place, key in enumerate(("lived", "remembered")):
            yield _Line("feelings", key, None, [rounded(each[place]) for each in found.remembered])
        for one in found.points:
            records = [_at(known, one, at) for at in range(len(self._personas))]
            for key in ("feeling", "draft", "need", "support", "confidence", "audits"):
                yield _Line("touchpoint", key, one, [record[key] for record in records])
            if one.gap is not None:
                yield _Line("touchpoint", "steps", one, [rounded(one.gap.size)] * len(records))

    def records(self) -> list[dict[str, object]]:
        """Return the personas as they are in JSON, each with all that is compared."""
        records = Table(persona_columns(), self._personas).records()
        known = self._known
        return [{**record, **(_compared(known, at) if known else {})} for at, record in enumerate(records)]


def _at(known: PersonasCompared, one: ComparedPoint, at: int) -> dict[str, object]:
    """Return one persona at one touchpoint, under stable keys."""
    persona, side = known.found.personas[at], one.sides[at]
    support = known.supports[persona.id].get(one.point.touchpoint.id)
    stand = one.point.stands.get(persona.id)
    return {
        "feeling": rounded(side.feeling),
        "emotion": side.emotion,
        "draft": side.draft,
        "need": rounded(side.need),
        "support": comparing.level_at(known.supports, persona.id, one),
        "confidence": rounded(support.confidence) if support else None,
        "audits": list(stand.audits) if stand else [],
    }


def _compared(known: PersonasCompared, at: int) -> dict[str, object]:
    """Return all that is compared of a persona, under stable keys."""
    found = known.found
    persona = found.personas[at]
    lived, remembered = found.remembered[at]
    return {
        "support": support_record(known.support.get(persona.id)),
        "lived": rounded(lived),
        "remembered": rounded(remembered),
        "met_in": [{"channel": channel, "touchpoints": count} for channel, count in found.met[at]],
        "figures_of": source_records(
            one for one in found.journey_map.sources if one.persona_id == persona.id
        ),
        "replies": [
            {"stage_id": one.stage_id, "question": one.question, "text": one.text}
            for one in known.replies
            if one.persona_id == persona.id
        ],
        "touchpoints": [
            {
                "id": one.point.touchpoint.id,
                "name": one.point.touchpoint.name,
                "channel": one.point.touchpoint.channel,
                **_at(known, one, at),
                "notes": [note_record(note) for note in one.point.notes],
                "steps": None if one.gap is None else rounded(one.gap.size),
                "apart": one in found.apart,
            }
            for one in found.points
        ],
    }


def _cell(at: int) -> Callable[[Row], object]:
    return lambda row: row.cells[at]


def _value(at: int) -> Callable[[_Line], object]:
    return lambda line: line.values[at]


def _felt(at: int) -> Callable[[ComparedPoint], object]:
    return lambda one: comparing.felt_text(one, one.sides[at])


def _steps(one: ComparedPoint) -> object:
    return None if one.gap is None else rounded(one.gap.size)
