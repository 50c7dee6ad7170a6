"""What is set in a database counts for everybody who uses it, whatever their own settings say."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from auditor.analysis.scoring import DEFAULT_SCORING
from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Method, Prefer
from auditor.settings.config import Config, read_settings
from auditor.settings.rules import DEFAULT_RULES, Rules
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.exchange.conftest import exported, taken_in
from tests.walks import Walked, run_sql


def settings_of(folder: Path, text: str) -> Config:
    """Return settings as a file holds them, of somebody called Bo."""
    folder.mkdir()
    (folder / "config.toml").write_text(f'name = "Bo"\n{text}')
    return read_settings(folder)


def at(workspace: Workspace, config: Config) -> Workspace:
    """Open the same database with other settings."""
    return Workspace.open(workspace.location.url or str(workspace.location.path), config)


def test_a_colleague_whose_settings_are_empty_sees_the_same_order(
    workspace: Workspace, walked: Walked, tmp_path: Path
) -> None:
    workspace.audits.finish(walked.audit)
    workspace.settings.keep({"priority.need": 0, "matrix.impact": 5, "review": "3 weeks"})
    order = [line.id for line in workspace.reads.actions.ranking().all()]
    for number, text in enumerate(("", "[priority]\nneed = 1\nconfidence = 0\n[matrix]\nimpact = 2\n")):
        with closing(at(workspace, settings_of(tmp_path / f"colleague-{number}", text))) as colleague:
            assert [line.id for line in colleague.reads.actions.ranking().all()] == order
            assert colleague.rules == workspace.rules
            assert colleague.rules.bounds.impact == 5 and colleague.rules.review_days == 21


def test_a_new_database_begins_with_the_settings_of_whoever_makes_it(
    blank_address: str, tmp_path: Path
) -> None:
    config = settings_of(tmp_path / "bo", '[priority]\norder = "rice"\n[confidence.survey]\npeople = 7\n')
    with closing(Workspace.open(blank_address, config)) as workspace:
        assert workspace.rules.scoring.method is Method.RICE
        assert workspace.shared_settings() is None
        workspace.get_ready_to_write()
        assert workspace.shared_settings() == {"priority.order": "rice", "confidence.survey.people": 7}
        assert workspace.rules == config.rules
    with closing(Workspace.open(blank_address, Config(tmp_path, "Ann"))) as colleague:
        assert colleague.rules == config.rules


def test_what_is_set_is_in_the_history_and_taken_back_by_undo(workspace: Workspace) -> None:
    workspace.settings.keep({"priority.order": "ice"})
    assert workspace.reads.history.lines(1)[0].arguments == {"name": "priority.order", "value": "ice"}
    assert workspace.rules.scoring.method is Method.ICE
    workspace.settings.keep({"priority.order": "rice", "priority.need": 0.25})
    workspace.undoing.undo()
    assert workspace.shared_settings() == {"priority.order": "ice"}
    workspace.settings.keep({"priority.order": None})
    assert workspace.shared_settings() == {}
    workspace.undoing.undo()
    assert (workspace.reads, workspace.rules.scoring.method)[1] is Method.ICE
    before = len(workspace.reads.history.lines(100))
    workspace.settings.keep({"priority.order": "ice"})
    assert len(workspace.reads.history.lines(100)) == before, "what is so already leaves no trace"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"priority.need": 2}, "priority.need must be a number from 0 to 1"),
        ({"capacity.days": [1, 2]}, "capacity.days"),
        ({"priority.need": 0.5, "priority.order": "best"}, "priority.order"),
        ({"moments.low": 0.9}, "moments.low must be less than moments.high"),
    ],
)
def test_what_is_no_rule_is_refused_and_nothing_kept(
    workspace: Workspace, values: dict[str, object], said: str
) -> None:
    workspace.settings.keep({"moments.high": 0.8})
    with pytest.raises(RefusedError, match=said):
        workspace.settings.keep(values)
    assert workspace.shared_settings() == {"moments.high": 0.8}


@pytest.mark.parametrize("damaged", ['"often"', "0.5 0.6", "7"])
def test_a_damaged_value_is_named_with_the_way_out_instead_of_a_wrong_figure(
    workspace: Workspace, open_as: Opener, damaged: str
) -> None:
    workspace.settings.keep({"priority.need": 0.25})
    run_sql(workspace, "UPDATE setting SET value = :value", value=damaged)
    opened = open_as("Kim")
    with pytest.raises(
        RefusedError, match=r"In the database priority\.need .* “auditor settings unset priority\.need”"
    ):
        opened.reads.actions.ranking().all()
    opened.settings.keep({"priority.need": None})
    assert (opened.reads, opened.rules.scoring)[1] == DEFAULT_SCORING


def test_of_several_damaged_values_each_is_set_back_by_itself(workspace: Workspace, open_as: Opener) -> None:
    workspace.settings.keep({"priority.need": 0.25, "matrix.impact": 3})
    run_sql(workspace, "UPDATE setting SET value = '70'")
    opened = open_as("Kim")
    opened.settings.keep({"priority.need": None})
    opened.settings.keep({"matrix.impact": 2})
    assert opened.shared_settings() == {"matrix.impact": 2}


def test_what_a_newer_program_has_set_is_passed_over(workspace: Workspace, open_as: Opener) -> None:
    workspace.settings.keep({"priority.need": 0.25})
    run_sql(workspace, "UPDATE setting SET name = 'priority.luck'")
    assert open_as("Kim").rules == Rules()


def test_trying_other_weights_is_over_once_others_are_set(workspace: Workspace) -> None:
    workspace.get_ready_to_write()
    workspace.use_scoring(DEFAULT_RULES.scoring.__class__(method=Method.WSJF))
    assert (workspace.reads, workspace.rules.scoring.method)[1] is Method.WSJF
    workspace.settings.keep({"priority.order": "ice"})
    assert (workspace.reads, workspace.rules.scoring.method)[1] is Method.ICE


def test_an_export_brings_its_rules_only_where_there_are_no_figures_yet(
    workspace: Workspace, web_shop: int, tmp_path: Path
) -> None:
    workspace.settings.keep({"priority.order": "rice", "priority.need": 0.25})
    text = exported(workspace)
    with closing(Workspace.open(str(tmp_path / "empty.db"), Config(tmp_path, "Ann"))) as empty:
        taken_in(empty, text)
        assert empty.shared_settings() == {"priority.order": "rice", "priority.need": 0.25}
        assert exported(empty) == text
    with closing(Workspace.open(str(tmp_path / "used.db"), Config(tmp_path, "Ann"))) as used:
        used.journeys.new("Mine")
        used.settings.keep({"priority.need": 0.25})
        merged = taken_in(used, text)
        assert used.shared_settings() == {"priority.need": 0.25}
        assert [(one.entity, one.name, one.taken) for one in merged.differences] == [
            ("setting", "priority.order", False)
        ]
        taken_in(used, text, Prefer.FILE)
        assert used.shared_settings() == {"priority.need": 0.25, "priority.order": "rice"}
        with pytest.raises(
            RefusedError, match=r"Settings of the file can’t be used: priority\.need must be a number"
        ):
            taken_in(
                used, text.replace('"0.25"', '"7"').replace('"revision": 1', '"revision": 9'), Prefer.FILE
            )
        assert used.shared_settings() == {"priority.need": 0.25, "priority.order": "rice"}
