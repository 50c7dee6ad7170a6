"""The interview guide: the open questions of a journey's stages in Markdown, with room for the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.base.i18n import _, in_language
from auditor.base.markdown import escaped
from auditor.base.vocabulary import Phase
from auditor.library.interviews import Question, questions_at
from auditor.views.interviews import OwnQuestion
from auditor.views.journeys import Journey, Persona, Stage
from auditor.views.maps import Reply

ANSWER_LINES = 3
"""Lines to write on below each question."""

_RULE = "________________________________________"


def interview_guide(
    journey: Journey,
    persona: Persona | None,
    bank: Mapping[Phase, Sequence[Question]],
    replies: Sequence[Reply],
    own: Sequence[OwnQuestion] = (),
) -> str:
    """Return the guide to interviews about a journey, with what is known of a persona, or of all, already."""
    parts = list(_beginning(journey, persona))
    number = 0
    for stage in journey.stages:
        parts += _stage(stage)
        theme = None
        for question in questions_at(stage, bank, own):
            number += 1
            if question.theme.shown != theme:
                theme = question.theme.shown
                parts.append(f"### {escaped(theme)}")
            known = [
                reply.text
                for reply in replies
                if (reply.stage_id, reply.question) == (stage.id, question.key)
                and (persona is None or reply.persona_id == persona.id)
            ]
            parts += _question(number, question, known)
    return "\n\n".join(parts) + "\n"


def _beginning(journey: Journey, persona: Persona | None) -> Iterator[str]:
    yield "# " + _("Interview guide: {journey}").format(journey=escaped(journey.name))
    if persona is not None:
        about = ": ".join(escaped(text) for text in (persona.name, persona.who) if text)
        label = _("Persona")
        yield f"**{label}** {about}"
    for blank in (_("Date"), _("Interviewed"), _("Interviewer")):
        yield f"**{blank}** {_RULE}"
    yield _(
        "Ask one question at a time and let the silence work. Ask what happened last time, not what "
        "usually happens, and write down the words that are used."
    )


def _stage(stage: Stage) -> Iterator[str]:
    yield f"## {escaped(stage.name)}"
    if stage.touchpoints:
        names = ", ".join(escaped(point.name) for point in stage.touchpoints)
        yield _labelled(_("Touchpoints"), names)


def _question(number: int, question: Question, known: Sequence[str]) -> Iterator[str]:
    yield f"#### {number}. {escaped(in_language(question.text))}"
    if probe := in_language(question.probe):
        yield _labelled(_("Ask on"), escaped(probe))
    for reply in known:
        yield "> " + _labelled(_("Known so far"), _quoted(reply))
    yield "\n\n".join([_RULE] * ANSWER_LINES)


def _labelled(label: str, text: str) -> str:
    return f"*{label}:* {text}"


def _quoted(text: str) -> str:
    lines = [escaped(line) for line in text.splitlines()]
    return "\n".join(lines[:1] + [f"> {line}".rstrip() for line in lines[1:]])
