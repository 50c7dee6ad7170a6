"""The program's own checklists, templates and questions: whole in three languages, and what they cite is right."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from auditor.base.vocabulary import LANGUAGES, Phase, Side
from auditor.library import checklists, interviews, templates
from auditor.library.checklists import Library
from auditor.library.templates import Template, all_templates
from auditor.views.checks import Check, Checklist

NOWHERE = Path("/nowhere")
LISTS = Library(NOWHERE).all
TEMPLATES = all_templates(NOWHERE)[0]
DEMANDED = {
    "accessibility",
    "calls-to-action",
    "checkout",
    "content",
    "feedback",
    "findability",
    "finding",
    "order-tracking",
}

WCAG = {
    criterion: level
    for level, criteria in (
        (
            "A",
            "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 "
            "2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2",
        ),
        (
            "AA",
            "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 "
            "2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
        ),
        ("AAA", "2.4.8 3.1.3 3.1.5 3.2.5"),
    )
    for criterion in criteria.split()
}
"""The success criteria of WCAG 2.2 (W3C Recommendation of 5 October 2023) of levels A and AA, and those of AAA that are
cited, with their level."""

PLACEHOLDERS = re.compile(r"\b(todo|tbd|fixme|xxx|lorem|ipsum|placeholder)\b|\?\?|\.\.\.", re.IGNORECASE)

Text = tuple[str, Mapping[str, str]]
"""Where a text stands, and the text by language."""


def _own(checklist: Checklist) -> list[Check]:
    """Return the checks that a checklist does not take from another."""
    return [check for check in checklist.checks if check.checklist == checklist.key]


def _texts_of(checklist: Checklist) -> Iterator[Text]:
    yield f"{checklist.key} title", checklist.title
    yield f"{checklist.key} about", checklist.about
    for check in _own(checklist):
        for name in ("text", "fault", "partly", "why", "look", "remedy"):
            if name != "partly" or check.partly:
                yield f"{checklist.key}/{check.key} {name}", getattr(check, name)


def _texts_of_template(template: Template) -> Iterator[Text]:
    yield f"{template.key} title", template.title
    yield f"{template.key} about", template.about
    yield f"{template.key} persona", template.persona_name
    yield f"{template.key} who", template.persona_who
    for stage in template.stages:
        yield f"{template.key}/{stage.key} name", stage.name
        yield f"{template.key}/{stage.key} goal", stage.goal
        for point in stage.touchpoints:
            yield f"{template.key}/{point.key} name", point.name
            yield f"{template.key}/{point.key} about", point.about


def _every_text() -> Iterator[Text]:
    for checklist in LISTS:
        yield from _texts_of(checklist)
    for template in TEMPLATES:
        yield from _texts_of_template(template)
    for questions in interviews.question_bank(NOWHERE)[0].values():
        for question in questions:
            yield f"{question.key} text", question.text
            if question.probe:
                yield f"{question.key} probe", question.probe


def test_every_file_is_good() -> None:
    for folder, examine in (
        (checklists.OUR_FOLDER, checklists.examine),
        (templates.OUR_FOLDER, templates.examine),
        (interviews.OUR_FOLDER, interviews.examine),
    ):
        files = sorted(folder.glob("*.toml"))
        assert len(files) >= 3
        for path in files:
            found, problems = examine(path)
            assert found is not None and problems == [], "\n".join(map(str, problems))


def test_the_demanded_checklists_and_templates_are_there() -> None:
    assert {checklist.key for checklist in LISTS} >= DEMANDED
    assert {template.key for template in TEMPLATES} == {
        "web-shop",
        "web-shop-core",
        "booked-service",
        "subscription",
        "b2b-sale",
        "public-service",
        "store-with-web-shop",
    }
    for checklist in LISTS:
        assert Path(checklist.source).stem == checklist.key and not checklist.own


@pytest.mark.parametrize("checklist", LISTS, ids=lambda checklist: checklist.key)
def test_a_checklist_is_whole(checklist: Checklist) -> None:
    assert len(checklist.checks) >= 10
    assert checklist.languages == LANGUAGES
    assert checklist.about, "says what it is for"
    for check in checklist.checks:
        assert set(check.why) == set(check.look) == set(LANGUAGES), check.key
        for language, text in check.text.items():
            assert text.endswith("?") and text.count("?") == 1, f"{check.key} asks one thing in {language}"
        for name in ("remedy", "fault", "partly"):
            for language, text in getattr(check, name).items():
                where = f"{check.key} {name} ({language})"
                assert not text.endswith((".", "?", "!")), f"{where}: a title has no full stop"
                assert text[0].isupper() and len(text) <= 150, where
    severities = {check.severity for check in checklist.checks}
    assert len(severities) > 1, "not everything weighs the same"


def test_every_text_is_written_in_every_language_and_in_none_twice() -> None:
    for where, texts in _every_text():
        assert set(texts) == set(LANGUAGES), where
        for text in texts.values():
            assert text == text.strip() and "  " not in text, where
            assert not PLACEHOLDERS.search(text), f"{where}: {text}"
        if len(texts["en"]) > 25:
            assert len(set(texts.values())) == len(LANGUAGES), f"{where} is not translated"


def test_texts_hold_only_characters_a_terminal_draws_alike() -> None:
    for where, texts in _every_text():
        for text in texts.values():
            odd = [
                character
                for character in text
                if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "So")
                or unicodedata.east_asian_width(character) in ("W", "F")
                or ord(character) == 0xFE0F
            ]
            assert not odd, f"{where}: {odd}"


@pytest.mark.parametrize("name", ["text", "fault", "partly"])
def test_no_check_is_asked_or_told_twice(name: str) -> None:
    for language in LANGUAGES:
        texts = (getattr(check, name) for checklist in LISTS for check in _own(checklist))
        said = Counter(text[language] for text in texts if text)
        assert [text for text, count in said.items() if count > 1] == []


def test_what_is_partly_met_is_not_told_as_not_met() -> None:
    alike = [check.key for each in LISTS for check in each.checks if check.fault == check.partly]
    assert alike == []


def _criteria(checklist: Checklist) -> list[str]:
    """Return the criteria of WCAG that the checks of a checklist cite, as they cite them."""
    return [one.paragraph["en"] for check in checklist.checks for one in check.sources if one.work == "wcag"]


def test_criteria_of_wcag_exist_at_the_level_that_is_said() -> None:
    for checklist in LISTS:
        for cited in _criteria(checklist):
            number, _space, level = cited.partition(" ")
            assert f"({WCAG.get(number)})" == level, f"{checklist.key}: {cited}"


def test_the_accessibility_list_asks_all_that_wcag_demands() -> None:
    cited = {one.partition(" ")[0] for one in _criteria(Library(NOWHERE).get("accessibility"))}
    assert {number for number, level in WCAG.items() if level != "AAA"} - cited == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_a_template_is_a_whole_journey(template: Template) -> None:
    points = [point for stage in template.stages for point in stage.touchpoints]
    assert len(template.stages) >= 4 and len(points) >= 10
    assert all(stage.touchpoints and stage.goal for stage in template.stages)
    assert len({point.key for point in points}) == len(points)
    assert len({stage.key for stage in template.stages}) == len(template.stages)
    assert any(point.critical for point in points), "has a moment of truth"
    assert {point.side for point in points} == {"ours", "indirect"}
    assert {point.moment for point in points} == {"before", "during", "after"}
    assert len({point.importance for point in points}) >= 3
    assert all(point.business for point in points) and len({point.business for point in points}) >= 3
    known = {checklist.key for checklist in LISTS}
    used = {key for point in points for key in point.checklists}
    assert used <= known, used - known
    assert len(used) >= 10, "looks at many sides of the journey"
    for point in points:
        assert bool(point.checklists) is (point.side is Side.OURS), f"{point.key}: ours alone is checked"
    assert template.persona_name and template.persona_who


def test_every_checklist_is_asked_in_some_template() -> None:
    used = {
        key
        for template in TEMPLATES
        for stage in template.stages
        for point in stage.touchpoints
        for key in point.checklists
    }
    assert {checklist.key for checklist in LISTS} - used == set()


def test_the_question_bank_has_questions_for_every_phase() -> None:
    bank, problems = interviews.question_bank(NOWHERE)
    assert problems == []
    for phase in Phase:
        questions = bank[phase]
        assert len(questions) >= 3, phase
        assert len({question.key for question in questions}) == len(questions)
        assert all(question.text["en"].endswith(("?", ".")) for question in questions)


@pytest.mark.parametrize("path", sorted(templates.OUR_FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_stage_of_a_template_has_strategies_in_all_languages(path: Path) -> None:
    template, problems = templates.examine(path)
    assert template is not None and not problems
    for stage in template.stages:
        assert 2 <= len(stage.strategies) <= 5, stage.key
        for texts in stage.strategies:
            assert texts.keys() == set(LANGUAGES) and len(set(texts.values())) == len(LANGUAGES)


def test_what_is_wrong_with_a_strategy_of_a_template_is_told_with_its_line(tmp_path: Path) -> None:
    lines = (templates.OUR_FOLDER / "web-shop.toml").read_text(encoding="utf-8").splitlines()
    at = [number for number, line in enumerate(lines) if line == "[[stage.strategy]]"][3]
    lines[at + 2] = 'es = "Hola"'
    lines[at] += '\nwhy = "Because"'
    path = tmp_path / "mine.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    template, problems = templates.examine(path)
    assert template is None
    told = [(problem.line, problem.key) for problem in problems]
    assert (at + 2, "strategy 4.why") in told
    assert any(key.startswith("strategy 4.text") and at < line <= at + 4 for line, key in told), told
    path.write_text("\n".join([*lines[: lines.index("[[stage]]") + 2], "[stage.strategy]"]), encoding="utf-8")
    _template, problems = templates.examine(path)
    assert any("[[stage.strategy]]" in problem.reason for problem in problems)
