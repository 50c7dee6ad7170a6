"""Writing what an import was planned to make: one transaction, undone as one."""

from __future__ import annotations

from auditor.importing.known import refuse_known, refuse_known_replies
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.store.reading.evidence.imported import imported_in, surveyed_in
from auditor.store.tables import JourneyRecord, SuggestionRecord
from auditor.views.imports import ImportPlan, PlannedSuggestion
from auditor.writing.evidence_rows import add_many


class Imports:
    """Imports into the journeys of a database."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; what is suggested must be a check in `library`."""
        self._database = database
        self._library = library

    def write(self, plan: ImportPlan, again: bool = False) -> list[int]:
        """Write all that a plan holds; return the numbers of its evidence, in the plan's order.

        Raises RefusedError when the journey has evidence of the same file, or of all its replies, already, unless `again`.
        """
        with self._database.work("evidence-import", plan.journey_id) as work:
            journey = work.get(JourneyRecord, plan.journey_id)
            if not again:
                refuse_known(plan, imported_in(work.reader, plan.journey_id))
                refuse_known_replies(plan, surveyed_in(work.reader, plan.journey_id))
            numbers = add_many(work, [landing.draft for landing in plan.landings])
            suggestions = [
                _row(number, each)
                for number, landing in zip(numbers, plan.landings, strict=True)
                for each in landing.suggestions
                if self._is_there(each)
            ]
            if suggestions:
                work.add(suggestions)
            work.arguments["file"] = plan.file
            work.arguments["place"] = journey.name
            work.arguments["count"] = str(len(numbers))
        return numbers

    def _is_there(self, planned: PlannedSuggestion) -> bool:
        return self._library.check(planned.checklist, planned.check_key) is not None


def _row(evidence_id: int, planned: PlannedSuggestion) -> SuggestionRecord:
    return SuggestionRecord(
        evidence_id=evidence_id,
        touchpoint_id=planned.touchpoint_id,
        checklist=planned.checklist,
        check_key=planned.check_key,
        verdict=planned.verdict.value,
        why=planned.why,
    )
