"""Reads of interviews: respondents, what they replied, and questions of the team's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditor.importing.interviews import Known
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import DEFAULT_GRADING, Grading
from auditor.store.reading.evidence.lines import lines_of
from auditor.store.reading.journeys import JourneyReads
from auditor.store.viewing import Read, first
from auditor.views.interviews import OWN, AskedQuestion, Filled, OwnQuestion, Respondent, Response
from auditor.views.journeys import Journey

_QUESTION_COLUMNS = f"""
    SELECT q.id, q.journey_id, q.stage_id, '{OWN}' || q.uid AS key, q.text
    FROM question q LEFT JOIN stage s ON s.id = q.stage_id
    WHERE q.removed_at IS NULL AND s.removed_at IS NULL
"""

_QUESTIONS = Read(
    "own questions of a journey",
    OwnQuestion,
    f"{_QUESTION_COLUMNS} AND q.journey_id = :journey ORDER BY q.id",
    ("journey",),
)

_QUESTION = Read(
    "own question", OwnQuestion, f"{_QUESTION_COLUMNS} AND q.id = :question_id", ("question_id",)
)

_RESPONDENT_COLUMNS = """
    SELECT r.id, r.journey_id, r.persona_id, p.name AS persona, r.code, r.interviewed_on, r.consent, r.note,
        (SELECT count(*) FROM response a JOIN stage s ON s.id = a.stage_id
            WHERE a.respondent_id = r.id AND a.removed_at IS NULL AND a.text <> '' AND s.removed_at IS NULL) AS replies,
        (SELECT count(*) FROM evidence e JOIN touchpoint t ON t.id = e.touchpoint_id
            JOIN stage s ON s.id = t.stage_id
            WHERE e.respondent_id = r.id AND e.removed_at IS NULL AND t.removed_at IS NULL
            AND s.removed_at IS NULL) AS said
    FROM respondent r JOIN persona p ON p.id = r.persona_id JOIN journey j ON j.id = r.journey_id
    WHERE r.removed_at IS NULL AND p.removed_at IS NULL AND j.removed_at IS NULL
"""

_RESPONDENTS = Read(
    "respondents, by persona and in the order they were asked",
    Respondent,
    f"""{_RESPONDENT_COLUMNS} AND (r.journey_id = :journey OR :journey = 0) AND (r.persona_id = :persona OR :persona = 0)
    ORDER BY r.persona_id, r.interviewed_on, r.id""",
    ("journey", "persona"),
)

_RESPONDENT = Read("respondent", Respondent, f"{_RESPONDENT_COLUMNS} AND r.id = :respondent", ("respondent",))

_RESPONSES = Read(
    "replies of respondents",
    Response,
    """
    SELECT a.respondent_id, a.stage_id, a.question, a.text FROM response a
    JOIN respondent r ON r.id = a.respondent_id JOIN persona p ON p.id = r.persona_id JOIN stage s ON s.id = a.stage_id
    WHERE r.journey_id = :journey AND a.text <> '' AND a.removed_at IS NULL AND r.removed_at IS NULL
    AND p.removed_at IS NULL AND s.removed_at IS NULL ORDER BY a.id
    """,
    ("journey",),
)


class InterviewReads:
    """What can be asked about interviews."""

    def __init__(self, reader: Callable[[], Reader], grading: Grading = DEFAULT_GRADING) -> None:
        """Read through what `reader` gives at each call; `grading` has the day it is."""
        self._reader = reader
        self._grading = grading

    def questions(self, journey_id: int) -> list[OwnQuestion]:
        """Return the team's own questions of a journey, the oldest first."""
        return self._reader().all(_QUESTIONS, journey=journey_id)

    def question(self, question_id: int) -> OwnQuestion | None:
        """Return one of the team's own questions, or None."""
        return first(self._reader().all(_QUESTION, question_id=question_id))

    def respondents(self, journey_id: int | None = None, persona_id: int | None = None) -> list[Respondent]:
        """Return the respondents of a journey, or of all, or of one persona, in the order they were asked."""
        return self._reader().all(_RESPONDENTS, journey=journey_id or 0, persona=persona_id or 0)

    def respondent(self, respondent_id: int) -> Respondent | None:
        """Return a respondent, or None."""
        return first(self._reader().all(_RESPONDENT, respondent=respondent_id))

    def responses(self, journey_id: int) -> list[Response]:
        """Return what the respondents of a journey replied, in the order it was written."""
        return self._reader().all(_RESPONSES, journey=journey_id)

    def whole(self, respondent_id: int) -> Filled | None:
        """Return a respondent with all they replied and said, or None."""
        one = self.respondent(respondent_id)
        if one is None:
            return None
        lines = lines_of(self._reader(), one.journey_id)
        return Filled(
            one,
            {
                (each.stage_id, each.question): each.text
                for each in self.responses(one.journey_id)
                if each.respondent_id == one.id
            },
            tuple(
                each
                for each in reversed(lines)
                if each.respondent_id == one.id and each.touchpoint_id is not None
            ),
        )

    def known(self, journey: Journey, asked: Sequence[AskedQuestion]) -> Known:
        """Return what a filled-in form of a journey, in which these questions are asked, is compared with."""
        reader = self._reader()
        return Known(
            journey,
            JourneyReads(self._reader, self._grading).personas(journey.id),
            asked,
            self.respondents(journey.id),
            self.responses(journey.id),
            lines_of(reader, journey.id),
            self._grading.today(),
        )
