"""The question bank: open questions for every phase, worded for a real customer in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.base.i18n import set_language
from auditor.base.vocabulary import LANGUAGES, Phase
from auditor.library.interviews import Question, asked_in, examine, question_bank
from auditor.views.interviews import OwnQuestion
from tests.maps import a_map

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
def test_every_phase_asks_of_the_ten_themes_in_order(
    phase: Phase, bank: dict[Phase, tuple[Question, ...]]
) -> None:
    assert [one.key for one in bank[phase] if one.key == one.theme.key] == list(THEMES)
    assert {one.phase for one in bank[phase]} == {phase}


def test_every_theme_of_ours_has_a_title_in_every_language(
    bank: dict[Phase, tuple[Question, ...]],
) -> None:
    themes = {one.theme.key: one.theme for questions in bank.values() for one in questions}
    assert set(themes) > set(THEMES)
    for theme in themes.values():
        assert tuple(theme.title) == LANGUAGES, theme
    for language in LANGUAGES:
        assert len({theme.title[language] for theme in themes.values()}) == len(themes)


@pytest.mark.parametrize(
    ("phase", "key"),
    [
        (Phase.AWARENESS, "did-once-found"),
        (Phase.AWARENESS, "offer-in-own-words"),
        (Phase.CONSIDERATION, "kept-interest"),
        (Phase.CONSIDERATION, "contact-with-us"),
        (Phase.CONSIDERATION, "enough-information"),
        (Phase.CONSIDERATION, "next-step"),
        (Phase.CONSIDERATION, "leaning"),
        (Phase.PURCHASE, "discount-code"),
        (Phase.PURCHASE, "payment-went"),
        (Phase.PURCHASE, "order-confirmed"),
        (Phase.PURCHASE, "help-while-ordering"),
        (Phase.PURCHASE, "chose-another"),
        (Phase.RETENTION, "problem-solved"),
        (Phase.RETENTION, "still-in-use"),
        (Phase.RETENTION, "wrote-review"),
        (Phase.LOYALTY, "bought-again"),
    ],
)
def test_what_a_phase_alone_asks(phase: Phase, key: str, bank: dict[Phase, tuple[Question, ...]]) -> None:
    assert [home for home, questions in bank.items() for one in questions if one.key == key] == [phase]


def test_questions_and_probes_are_there_in_every_language(bank: dict[Phase, tuple[Question, ...]]) -> None:
    for questions in bank.values():
        for question in questions:
            assert tuple(question.text) == LANGUAGES
            assert tuple(question.probe) == LANGUAGES


def test_every_question_is_open(bank: dict[Phase, tuple[Question, ...]]) -> None:
    for phase, key, language, words in asked(bank):
        first, second, *_rest = words.replace(",", "").rstrip("?").split()
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


def test_a_users_questions_come_after_ours_and_do_not_replace_them(
    tmp_path: Path, bank: dict[Phase, tuple[Question, ...]]
) -> None:
    (tmp_path / "mine.toml").write_text(
        'phase = "purchase"\n'
        '[[question]]\nkey = "why"\ntext = "Why here?"\n'
        '[[question]]\nkey = "gift"\ntext = "Who was it for?"\n'
    )
    questions, problems = question_bank(tmp_path)
    assert problems == []
    assert questions[Phase.PURCHASE][:-1] == bank[Phase.PURCHASE]
    assert questions[Phase.PURCHASE][-1].text["en"] == "Who was it for?"


OWN_THEMES = """
phase = "purchase"
[[theme]]
key = "gifts"
title = { en = "Gifts", sv = "Presenter" }
[[theme]]
key = "pain"
title = "Nuisances"
[[question]]
key = "for-whom"
theme = "gifts"
text = "Who was it for?"
[[question]]
key = "parking"
theme = "pain"
text = "Where did you park?"
[[question]]
key = "wrapped"
theme = "gifts"
text = "How was it wrapped?"
[[question]]
key = "weather"
text = "How was the weather?"
"""


def test_themes_of_ones_own_have_titles_and_ours_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN_THEMES)
    (tmp_path / "other.toml").write_text(
        'phase = "loyalty"\n[[question]]\nkey = "gave"\ntheme = "gifts"\ntext = "What did you give?"\n'
    )
    bank, problems = question_bank(tmp_path)
    assert problems == []
    shown = {one.key: one.theme.shown for phase in bank for one in bank[phase]}
    assert shown["for-whom"] == shown["wrapped"] == shown["gave"] == "Gifts"
    assert shown["parking"] == shown["pain"] == "What was hard"
    assert shown["weather"] == "weather", "a theme that no file has a title of is called by its key"
    set_language("sv")
    assert bank[Phase.LOYALTY][-1].theme.shown == "Presenter"


def test_questions_of_a_theme_stand_together_at_a_stage_and_the_teams_own_come_last(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN_THEMES.replace("purchase", "other"))
    bank, _problems = question_bank(tmp_path)
    journey = a_map([("Buy", [])], []).journey
    asked = asked_in(journey, bank, [OwnQuestion(1, 1, None, "own:ab", "And then?")])
    keys = [one.key for one in asked]
    assert keys[keys.index("pain") + 1] == "parking"
    assert keys[-4:] == ["for-whom", "wrapped", "weather", "own:ab"]
    assert [one.theme_title for one in asked[-3:]] == ["Gifts", "weather", "Own question"]


def test_the_example_of_the_docs_is_good_and_its_themes_have_titles(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "CHECKLISTS.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n([^`]*\[\[theme\]\][^`]*)```", page)
    (tmp_path / "ours.toml").write_text(example, encoding="utf-8")
    bank, problems = question_bank(tmp_path)
    assert problems == []
    shown = {one.key: one.theme.shown for one in bank[Phase.PURCHASE]}
    assert (shown["for-whom"], shown["other-shops"]) == ("Gifts", "Competitors")


def test_a_file_may_be_there_for_its_themes_alone(tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_text('[[theme]]\nkey = "gifts"\ntitle = "Gifts"\n')
    found, problems = examine(tmp_path / "themes.toml")
    assert problems == [] and found is not None
    assert [one.key for one in found.themes] == ["gifts"] and found.questions == ()


def test_what_is_wrong_with_a_theme_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[theme]]\nkey = "gifts"\n'
        '[[theme]]\nkey = "gifts"\ntitle = "Gifts"\nname = "x"\n'
        '[[question]]\nkey = "gift"\ntheme = "Two words"\ntext = "Who was it for?"\n'
    )
    found, problems = examine(path)
    assert found is None
    assert [(one.line, one.key) for one in problems] == [
        (1, "gifts.title"),
        (6, "gifts.name"),
        (9, "gift.theme"),
        (4, "gifts.key"),
    ]
    assert "single hyphens" in problems[2].reason
