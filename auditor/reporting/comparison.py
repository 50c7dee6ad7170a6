"""Personas of a journey compared whole, as they are shown in tables, in the app and in reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.comparing import Compared, ComparedPoint, compare
from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import Phase
from auditor.drawing.inks import feeling_ink
from auditor.library.interviews import Question, questions_at
from auditor.reporting.grids import Grid, GridCell, GridColumn
from auditor.sentences import comparing
from auditor.sentences.comparing import Row, Supports
from auditor.sentences.evidence import level_text
from auditor.views.evidence import PersonaSupport
from auditor.views.journeys import Persona
from auditor.views.maps import JourneyMap, Reply

if TYPE_CHECKING:
    from auditor.reads import Reads

FEWEST = 2
"""So many personas make a comparison."""


class PersonasCompared(Struct, frozen=True):
    """Personas of one journey, with all that is compared."""

    found: Compared
    supports: Supports
    support: Mapping[int, PersonaSupport]
    replies: Sequence[Reply]
    questions: Mapping[tuple[int, str], Mapping[str, str]]
    """The texts of the question bank by stage and key; empty where nobody has replied."""

    def words(self) -> list[Row]:
        """Return what the personas told, a row for each question."""
        return comparing.told(self.found, self.replies, self.questions)

    def rows(self) -> Iterator[Row]:
        """Give all of it in words: who they are, what it comes to, what they told, and each touchpoint."""
        yield from comparing.portraits(self.found.personas)
        yield from comparing.sums(self.found, self.support)
        yield from self.words()
        yield from comparing.touchpoints(self.found, self.supports)

    def grids(self) -> list[Grid]:
        """Return what a report that is read shows of it."""
        names = [one.name for one in self.found.personas]
        return [
            Grid(
                _("Two steps or more apart"),
                (
                    GridColumn(_("Touchpoint"), names=True),
                    *(GridColumn(name) for name in names),
                    GridColumn(_("Steps"), right=True),
                ),
                tuple(
                    (
                        GridCell(one.point.touchpoint.name),
                        *(self._felt(one, at) for at in range(len(names))),
                        GridCell(comparing.steps_text(one)),
                    )
                    for one in self.found.apart
                ),
            ),
            Grid(
                _("Feelings, needs, evidence and channels"),
                (GridColumn(_("Persona"), names=True), *(GridColumn(name) for name in names)),
                tuple((GridCell(row.title), *map(GridCell, row.cells)) for row in self._summed())
                + tuple(
                    (
                        GridCell(comparing.place_text(one)),
                        *(self._felt(one, at, whole=True) for at in range(len(names))),
                    )
                    for one in self.found.points
                ),
                _(
                    "Need is that of the persona alone; evidence is what is about the persona there, or about all."
                ),
            ),
        ]

    def _summed(self) -> Iterator[Row]:
        """Give what stands above the touchpoints; who the personas are otherwise is told elsewhere."""
        yield from comparing.sums(self.found, self.support)
        preferred = tuple(one.channels for one in self.found.personas)
        if any(preferred):
            yield Row(_("Preferred channels"), preferred)

    def _felt(self, one: ComparedPoint, at: int, whole: bool = False) -> GridCell:
        """Return what a persona feels at a touchpoint; the `whole` has need and support too."""
        side = one.sides[at]
        parts = [comparing.felt_word(one, side)]
        if whole:
            level = comparing.level_at(self.supports, self.found.personas[at].id, one)
            parts += [comparing.need_text(side), level_text(level)]
        face = None if side.feeling is None else labels.nearest(side.feeling)
        return GridCell(" · ".join(filter(None, parts)), feeling_ink(side.feeling, neutral="warn"), face)


def comparison(
    reads: Reads,
    journey_map: JourneyMap,
    personas: Sequence[Persona],
    bank: Mapping[Phase, Sequence[Question]] | None = None,
) -> PersonasCompared:
    """Read what is compared of personas of a map; their replies too where `bank`, the questions at hand, is given."""
    numbers = [one.id for one in personas]
    journey = journey_map.journey
    support = reads.evidence.support(journey.id)
    replies: list[Reply] = []
    questions: dict[tuple[int, str], Mapping[str, str]] = {}
    if bank is not None:
        replies = [one for one in reads.maps.replies(journey.id) if one.persona_id in numbers]
    if replies and bank is not None:
        own = reads.interviews.questions(journey.id)
        questions = {
            (stage.id, question.key): question.text
            for stage in journey.stages
            for question in questions_at(stage, bank, own)
        }
    return PersonasCompared(
        compare(journey_map, personas),
        reads.evidence.of_personas(journey.id, numbers),
        {one.persona_id: one for one in support.personas} if support else {},
        replies,
        questions,
    )
