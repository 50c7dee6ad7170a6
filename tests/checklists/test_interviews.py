"""The question bank: open questions for every phase, worded for a real customer in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.base.vocabulary import LANGUAGES, Phase
from auditor.library.interviews import OUR_FOLDER, Question, examine, question_bank

THEMES = (
    "why",
    "heard",
    "did",
    "touchpoints",
    "pain",
    "want-to-know",
    "feeling",
    "experience",
    "still-asking",
    "better",
)
OPENINGS = {
    "en": {"How", "What", "Where", "Which", "When", "Who", "Why"},
    "sv": {"Hur", "Vad", "Var", "Vilka", "Vilken", "Vilket", "När", "Vem", "Varför"},
    "nb": {"Hvordan", "Hva", "Hvor", "Hvilke", "Hvilken", "Hvilket", "Når", "Hvem", "Hvorfor"},
}
"""A question that begins with one of these can't be answered with yes or no."""
WAS = {"det", "du", "den", "vi", "ni"}
"""After one of these, the Swedish “Var” is not “where” but “was”, and the question a yes/no question."""


@pytest.fixture(scope="module")
def bank() -> dict[Phase, tuple[Question, ...]]:
    questions, problems = question_bank(Path("/nowhere"))
    assert problems == []
    return questions


def asked(bank: dict[Phase, tuple[Question, ...]]) -> Iterator[tuple[Phase, str, str, str]]:
    """Yield phase, key, language and words of every question and every probe."""
    for phase, questions in bank.items():
        for question in questions:
            for texts in (question.text, question.probe):
                for language, words in texts.items():
                    yield phase, question.key, language, words


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_a_file_with_the_ten_themes_in_order(phase: Phase) -> None:
    questions, problems = examine(OUR_FOLDER / f"{phase}.toml")
    assert problems == []
    assert questions is not None
    assert tuple(question.key for question in questions) == THEMES
    assert {question.phase for question in questions} == {phase}


def test_questions_and_probes_are_there_in_every_language(bank: dict[Phase, tuple[Question, ...]]) -> None:
    for questions in bank.values():
        for question in questions:
            assert tuple(question.text) == LANGUAGES
            assert tuple(question.probe) == LANGUAGES


def test_every_question_is_open(bank: dict[Phase, tuple[Question, ...]]) -> None:
    for phase, key, language, words in asked(bank):
        first, second, *_rest = words.rstrip("?").split()
        assert first in OPENINGS[language], (phase, key, words)
        assert not (first == "Var" and second in WAS), (phase, key, words)


def test_every_question_asks_one_thing(bank: dict[Phase, tuple[Question, ...]]) -> None:
    for phase, key, _language, words in asked(bank):
        assert words.endswith("?"), (phase, key, words)
        assert words.count("?") == 1, (phase, key, words)
        assert len(words) <= 90, (phase, key, words)


def test_each_phase_has_its_own_wording(bank: dict[Phase, tuple[Question, ...]]) -> None:
    for theme in THEMES:
        for language in LANGUAGES:
            worded = [q.text[language] for questions in bank.values() for q in questions if q.key == theme]
            assert len(set(worded)) == len(Phase), (theme, worded)


def test_a_users_questions_come_after_ours_and_do_not_replace_them(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'phase = "purchase"\n'
        '[[question]]\nkey = "why"\ntext = "Why here?"\n'
        '[[question]]\nkey = "gift"\ntext = "Who was it for?"\n'
    )
    questions, problems = question_bank(tmp_path)
    assert problems == []
    assert [question.key for question in questions[Phase.PURCHASE]] == [*THEMES, "gift"]
    assert questions[Phase.PURCHASE][0].text["en"] != "Why here?"
    assert questions[Phase.PURCHASE][-1].text["en"] == "Who was it for?"
