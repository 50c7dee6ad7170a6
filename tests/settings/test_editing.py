"""Settings: what is wrong is said in a line, and writing some leaves the rest of the file as it was."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from auditor.analysis.priority import Bounds, Weights
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Method
from auditor.settings.config import read_config
from auditor.settings.editing import keep, typed_value
from auditor.settings.known import BY_KEY
from auditor.settings.rules import scoring_values

OTHER = Scoring(Method.RICE, Weights(0.7, 0.25), Bounds(3, 2))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the settings of the test are."""
    made = tmp_path / "config"
    made.mkdir()
    return made


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_house_defaults_hold(folder: Path) -> None:
    assert read_config().rules.scoring == DEFAULT_SCORING


def test_the_settings_say_how_actions_are_put_in_order(folder: Path) -> None:
    written(
        folder,
        '[priority]\norder = "wsjf"\nneed = 1\nconfidence = 0.25\n[matrix]\nimpact = 3\neffort = 5\n'
        "[capacity]\ndays = [0.25, 1, 3, 10, 30]\n",
    )
    expected = Scoring(Method.WSJF, Weights(1, 0.25), Bounds(3, 5), (0.25, 1, 3, 10, 30))
    assert read_config().rules.scoring == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[priority]\norder = "best"', "priority.order must be one of priority, rice, ice, wsjf"),
        ("[priority]\norder = 3", "priority.order must be one of"),
        ("[priority]\nneed = 1.01", "priority.need must be a number from 0 to 1"),
        ("[priority]\nneed = nan", "priority.need must be"),
        ('[priority]\nconfidence = "half"', "priority.confidence must be"),
        ("priority = 3", "priority must be a table"),
        ('language = "xx"', "language must be one of en, sv, nb"),
        ('theme = "blue"', "theme must be one of dark, light"),
        ('ascii = "maybe"', "ascii must be one of on, off, auto"),
        ('linear = "yes"', "linear must be"),
        (
            'lang = "sv"',
            "lang is no setting; there are name, person, language, theme, ascii, linear, priority",
        ),
        ("[weights]\nneed = 1", "weights is no setting; there are name,"),
        ("[priority]\nneeds = 1", "priority.needs is no setting; there are priority.order, priority.need,"),
        (
            "[matrix]\nconfidence = 1",
            "matrix.confidence is no setting; there are matrix.impact, matrix.effort",
        ),
        ("[confidence]\nsurveys = 1", "confidence.surveys is no setting; there are confidence."),
        (
            "[confidence.survey]\nhalf = 1",
            "confidence.survey.half is no setting; there are confidence.survey.weight",
        ),
        ("matrix = 3", "matrix must be a table"),
        ("[matrix]\nimpact = 6", "matrix.impact must be a whole number from 1 to 5"),
        ("[capacity]\ndays = [1, 2, 3]", "capacity.days must be five numbers"),
        ("[capacity]\ndays = [1, 2, 3, 4, 0.1]", "capacity.days must be five numbers"),
        ("[capacity]\ndays = 3", "capacity.days must be five numbers"),
    ],
)
def test_a_bad_setting_is_refused_in_a_line_that_names_it(folder: Path, text: str, said: str) -> None:
    path = written(folder, text)
    with pytest.raises(RefusedError) as refused:
        read_config()
    assert said in str(refused.value) and str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_settings_are_kept_where_there_was_no_file(folder: Path) -> None:
    keep(folder / "new", scoring_values(OTHER))
    kept = tomllib.loads((folder / "new" / "config.toml").read_text())
    assert kept == {
        "priority": {"order": "rice", "need": 0.7, "confidence": 0.25},
        "matrix": {"impact": 3, "effort": 2},
    }


def test_what_else_is_in_the_file_stays_with_its_comments(folder: Path) -> None:
    before = """# mine
name = "Åsa"   # not "asa"

[matrix]
effort = 4  # a week counts as low

# the end of it
[confidence]
floor = 0.2
[confidence.survey]
days = 90"""
    path = written(folder, before)
    keep(folder, scoring_values(OTHER))
    after = path.read_text(encoding="utf-8")
    assert read_config().rules.scoring == OTHER
    assert [line for line in before.splitlines() if line not in after.splitlines()] == [
        "effort = 4  # a week counts as low"
    ]
    assert "effort = 2  # a week counts as low" in after.splitlines()
    assert read_config().name and read_config().rules.weighing.floor == 0.2


def test_keeping_them_again_changes_only_the_values(folder: Path) -> None:
    path = keep(folder, scoring_values(OTHER))
    first = path.read_text()
    keep(folder, scoring_values(Scoring()))
    assert read_config().rules.scoring == DEFAULT_SCORING
    keep(folder, scoring_values(OTHER))
    assert path.read_text() == first


@pytest.mark.parametrize(
    "text",
    [
        'priority = {order = "ice"}',
        'about = """\n[priority]\n"""',
        '[priority]\norder = """\nice"""\n',
    ],
)
def test_a_file_that_is_written_otherwise_is_left_alone(folder: Path, text: str) -> None:
    path = written(folder, text)
    with pytest.raises(RefusedError):
        keep(folder, scoring_values(OTHER))
    assert path.read_text() == text


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_rest_of_the_file_stays_byte_for_byte(folder: Path, mark: str, end: str) -> None:
    lines = [
        "# mine",
        "name = 'Åsa'  # \"asa\"",
        "",
        "[priority]",
        '  order="ice"   # why',
        "",
        "[matrix] # top",
        "",
    ]
    path = folder / "config.toml"
    path.write_bytes((mark + end.join(lines)).encode())
    keep(folder, scoring_values(OTHER))
    changed = [
        *lines[:4],
        '  order="rice"   # why',
        "need = 0.7",
        "confidence = 0.25",
        *lines[5:7],
        "impact = 3",
        "effort = 2",
        "",
    ]
    assert path.read_bytes() == (mark + end.join(changed)).encode()


def test_a_value_that_stays_is_written_as_it_was(folder: Path) -> None:
    path = written(folder, "[priority]\nneed = 0.70\n")
    keep(folder, scoring_values(OTHER))
    assert "need = 0.70\n" in path.read_text()


def test_the_settings_name_accounts_in_jira(folder: Path) -> None:
    written(folder, '[jira.people]\n"Åsa Ek" = "asa@example.org"\nBo = "5b10a"\n')
    assert read_config().rules.jira_people == {"åsa ek": "asa@example.org", "bo": "5b10a"}
    for wrong in ("Bo = 1", 'Bo = " "', f'Bo = "{"x" * 201}"'):
        written(folder, f"[jira.people]\n{wrong}\n")
        with pytest.raises(RefusedError, match=r"jira\.people\.Bo must be"):
            read_config()
    written(folder, '[jira]\npeople = "Bo"\n')
    with pytest.raises(RefusedError, match=r"\[jira.people\] on a line of its own"):
        read_config()


def test_settings_that_are_kept_elsewhere_stay_there(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text('language = "sv"\n', encoding="utf-8")
    (folder / "config.toml").symlink_to(kept)
    keep(folder, scoring_values(OTHER))
    assert (folder / "config.toml").is_symlink()
    assert read_config().rules.scoring == OTHER and 'language = "sv"' in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", 180),
        ('review = "8 weeks"', 56),
        ("review = 90", 90),
        ('review = "never"', None),
        ('review = ""', None),
    ],
)
def test_new_journeys_are_looked_at_again_after_six_months_or_as_is_said(
    folder: Path, text: str, days: int | None
) -> None:
    written(folder, text)
    assert read_config().rules.review_days == days


@pytest.mark.parametrize("text", ['review = "soon"', "review = 0", "review = true", "review = 4000"])
def test_a_review_that_is_no_interval_is_refused(folder: Path, text: str) -> None:
    written(folder, text)
    with pytest.raises(RefusedError, match="review must be"):
        read_config()


def test_settings_are_set_within_tables_and_set_back_without_touching_the_rest(folder: Path) -> None:
    before = "# mine\n[confidence.survey] # asked\ndays = 90\n\n[jira.people]\nBo = 'b' # him\nEva = 'e'\n"
    path = written(folder, before)
    keep(
        folder,
        {
            "language": "sv",
            "confidence.survey.weight": 0.6,
            "confidence.interview.people": 7,
            "capacity.days": [0.5, 2, 5, 15, 30],
            "jira.people": {"Bo": "b", "Anna Berg": "a"},
        },
    )
    kept = path.read_text(encoding="utf-8")
    assert tomllib.loads(kept) == {
        "language": "sv",
        "confidence": {"survey": {"days": 90, "weight": 0.6}, "interview": {"people": 7}},
        "jira": {"people": {"Bo": "b", "Anna Berg": "a"}},
        "capacity": {"days": [0.5, 2, 5, 15, 30]},
    }
    assert {"# mine", "[confidence.survey] # asked", "Bo = 'b' # him"} <= set(kept.splitlines())
    keep(folder, {"language": None})
    assert "language" not in path.read_text(encoding="utf-8")


def test_a_bad_setting_can_be_set_right_or_back(folder: Path) -> None:
    path = written(folder, 'theme = "blue"\nname = "Åsa"\n')
    with pytest.raises(RefusedError, match="theme must be one of"):
        keep(folder, {"name": "Eva"})
    keep(folder, {"theme": None})
    assert path.read_text(encoding="utf-8") == 'name = "Åsa"\n'


def test_what_does_not_go_together_is_refused_in_a_line(folder: Path) -> None:
    with pytest.raises(RefusedError, match=r"^moments\.low must be less than moments\.high\.$"):
        keep(folder, {"moments.low": 0.9})
    assert not (folder / "config.toml").exists()


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("priority.need", "0,7", 0.7),
        ("matrix.impact", " 3 ", 3),
        ("capacity.days", "0,5 2 5; 15, 40", [0.5, 2, 5, 15, 40]),
        ("review", "8 veckor", "8 veckor"),
        ("name", "  Åsa\tEk ", "Åsa Ek"),
        ("editor", "", None),
        ("jira.people", "Anna Berg = a@b; Bo=c", {"Anna Berg": "a@b", "Bo": "c"}),
    ],
)
def test_what_is_typed_becomes_what_stands_in_the_file(key: str, typed: str, value: object) -> None:
    assert typed_value(BY_KEY[key], typed) == value


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("priority.need", "half", "priority.need must be a number from 0 to 1."),
        ("matrix.impact", "6", "matrix.impact must be a whole number from 1 to 5."),
        ("language", "fi", "language must be one of en, sv, nb."),
        ("capacity.days", "1 2 3", "capacity.days must be five numbers"),
        ("screenshots", "Pictures", "screenshots must be a folder with its whole path"),
        ("editor", 'vim "', "editor must be a command whose quotes are closed."),
        ("jira.people", "Bo", "jira.people must be an account"),
    ],
)
def test_what_can_t_be_is_told_by_key(key: str, typed: str, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        typed_value(BY_KEY[key], typed)
    assert str(refused.value).startswith(said)


def test_of_two_who_write_at_once_nothing_is_lost(folder: Path) -> None:
    keys = [key for key in BY_KEY if key.startswith("confidence.") and key.endswith(".days")]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda key: keep(folder, {key: 17}), keys))
    weighing = read_config().rules.weighing
    assert {trust.days for trust in weighing.trusts.values()} == {17}
    assert [path.name for path in folder.iterdir()] == ["config.toml"]


def test_each_setting_holds_its_own_default_and_says_what_it_is() -> None:
    for setting in BY_KEY.values():
        assert setting.title and setting.about and (setting.choices or setting.holds or not setting.by_hand)
        if setting.default not in (None, "", {}):
            stands = list(setting.default) if isinstance(setting.default, tuple) else setting.default
            assert setting.check(stands) == setting.default


def test_a_key_with_its_way_before_it_is_changed_where_it_stands(folder: Path) -> None:
    path = written(folder, 'priority.order = "ice" # why\n')
    keep(folder, {"priority.order": "rice"})
    assert path.read_text(encoding="utf-8") == 'priority.order = "rice" # why\n'
