"""Evidence dated ahead of today: refused where it is typed, told where it came in by another way; no age is negative."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

AHEAD = date.today() + timedelta(400)


@pytest.fixture
def ahead(shop: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A web shop that took in, beside a piece of evidence of today, one that another database dates ahead."""
    shop("evidence", "add", "1", "survey", "Survey", "--touchpoint", "checkout", "--people", "50")
    shop("evidence", "add", "1", "interview", "Talks", "--touchpoint", "checkout", "--people", "5")
    file = tmp_path / "export.json"
    shop("export", "all", "-o", str(file))
    text, count = re.subn(r'("collected_on": )"[^"]*"', rf'\1"{AHEAD}"', file.read_text("utf-8"), count=1)
    assert count == 1
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("AUDITOR_DB", str(tmp_path / "other.db"))
    said = shop("import", str(file))
    assert said.err.count("1 piece of evidence is dated ahead of today") == 1
    return shop


def test_a_date_ahead_that_is_typed_is_refused(shop: Cli, tmp_path: Path) -> None:
    shop("evidence", "add", "1", "survey", "Survey")
    survey = tmp_path / "survey.csv"
    survey.write_text(f"nps,date\n10,{AHEAD}\n", encoding="utf-8")
    for command in (
        ("evidence", "add", "1", "survey", "Survey", "--date", AHEAD.isoformat()),
        ("evidence", "edit", "1", "--date", AHEAD.isoformat()),
        ("evidence", "import", "survey", "--journey", "1", str(survey), "--yes"),
        ("evidence", "import", "survey", "--journey", "1", str(survey), "--date", AHEAD.isoformat(), "--yes"),
        (
            "action",
            "figures",
            "1",
            "--before",
            "1",
            "--after",
            "2",
            "--source",
            "Shop",
            "--date",
            AHEAD.isoformat(),
        ),
    ):
        said = shop.run(*command)
        assert said.code in (1, 2) and str(AHEAD) in said.err, said
    (one,) = shop.json("evidence", "list")
    assert one["collected"] == date.today().isoformat()


def test_no_age_is_negative(ahead: Cli) -> None:
    lines = ahead.json("evidence", "list")
    assert [(one["collected"] > date.today().isoformat(), one["age_days"]) for one in lines] == [
        (True, 0),
        (False, 0),
    ]
    number = str(lines[0]["id"])
    assert ahead.json("evidence", "show", number)["age_days"] == 0
    assert "-400" not in ahead("evidence", "show", number).out
    # It is a day nearer where midnight passes during the run.
    for said in (ahead("evidence", "show", number), ahead("touchpoint", "show", "checkout")):
        assert re.search(r"dated (400|399) days ahead", said.out), said.out
    weights = ahead.json("evidence", "support", "1")
    assert all(0 <= one["confidence"] <= 1 for one in weights["touchpoints"])


def test_a_list_tells_of_it(ahead: Cli) -> None:
    assert "1 piece of evidence is dated ahead of today" in ahead("evidence", "list").err
    assert "ahead" not in ahead("evidence", "list", "--kind", "usability-test").err
