"""The interview guide: every question with room to answer, and what is known already."""

from __future__ import annotations

from msgspec.structs import replace

from auditor.base.vocabulary import Phase
from auditor.library.interviews import Question, Theme
from auditor.reporting.interview_guide import ANSWER_LINES, interview_guide
from auditor.views.maps import Reply
from tests.maps import a_map

REASONS = Theme("why", {"en": "Reasons"})
BANK = {
    Phase.OTHER: (
        Question("why", Phase.OTHER, {"en": "Why?", "sv": "Varför?"}, {"en": "And then?"}, REASONS),
        Question("how", Phase.OTHER, {"en": "How?"}, {}, Theme("how", {})),
        Question("late", Phase.OTHER, {"en": "Why late?"}, {}, REASONS),
    )
}


def test_every_question_of_every_stage_has_room_for_an_answer() -> None:
    journey = a_map([("Look", [("Search", {})]), ("Buy", [])], []).journey
    text = interview_guide(journey, None, BANK, [])
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        *("# Interview guide: Shop", "## Look"),
        *("### Reasons", "#### 1. Why?", "#### 2. Why late?", "### how", "#### 3. How?"),
        *("## Buy", "### Reasons", "#### 4. Why?", "#### 5. Why late?", "### how", "#### 6. How?"),
    ]
    rules = [line for line in text.splitlines() if line and not line.strip("_")]
    assert len(rules) == 6 * ANSWER_LINES
    assert text.count("And then?") == 2
    assert "*Touchpoints:* Search" in text
    assert "Known so far" not in text


def test_what_is_known_of_the_persona_stands_at_its_question() -> None:
    journey_map = a_map([("Look", []), ("Buy", [])], ["Kim", "Bo"])
    replies = [Reply(2, 1, "how", "By phone\nat night"), Reply(2, 2, "how", "On foot")]
    text = interview_guide(journey_map.journey, journey_map.personas[0], BANK, replies)
    assert "#### 6. How?\n\n> *Known so far:* By phone\n> at night\n\n" in text
    assert "On foot" not in text
    assert "**Persona** Kim" in text
    assert "On foot" in interview_guide(journey_map.journey, None, BANK, replies)


def test_text_of_people_is_never_markup() -> None:
    name = "# *Bold* <b> [x](y) `code` | & ~~gone~~"
    journey_map = a_map([(name, [("- item", {}), ("1. one", {})])], [name], name)
    persona = replace(journey_map.personas[0], who=name)
    text = interview_guide(
        journey_map.journey, persona, BANK, [Reply(1, 1, "why", f"{name}\n- a\n2) b\n===")]
    )
    escaped = r"\# \*Bold\* \<b\> \[x\](y) \`code\` \| \& \~\~gone\~\~"
    assert f"## {escaped}\n" in text
    assert f"> *Known so far:* {escaped}\n> \\- a\n> 2\\) b\n> \\===\n" in text
    assert name not in text
