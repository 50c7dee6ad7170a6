"""Which questions fit something worth finding out: those of the question bank, or one of a survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.base.i18n import in_language
from auditor.base.vocabulary import EvidenceKind, Phase
from auditor.library.interviews import Question
from auditor.sentences.evidence import survey_question
from auditor.views.evidence import AskNext
from auditor.views.maps import Reply

MOST = 3
"""So many questions of the bank are named; the interview guide has them all."""


def fitting_questions(
    ask: AskNext, bank: Mapping[Phase, Sequence[Question]], replies: Sequence[Reply]
) -> list[str]:
    """Return what to ask at a touchpoint: the bank's questions of its phase, those nobody has replied to first."""
    if ask.kind is EvidenceKind.SURVEY:
        return [survey_question(ask)]
    replied = {reply.question for reply in replies if reply.stage_id == ask.stage_id}
    questions = sorted(bank.get(ask.phase, ()), key=lambda question: question.key in replied)
    return [in_language(question.text) for question in questions[:MOST]]
