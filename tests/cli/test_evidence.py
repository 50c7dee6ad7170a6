"""Evidence by commands: record, list, show, edit, delete; support, contradictions, what to ask next, changed files."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from auditor.analysis.confidence import TRUSTS, confidence_of
from auditor.base.i18n import set_language
from auditor.base.vocabulary import EvidenceKind
from tests.cli.conftest import Cli

TODAY = date.today()


def test_evidence_is_recorded_listed_and_shown(shop: Cli) -> None:
    number = shop.made(
        *(
            "evidence",
            "add",
            "web",
            "survey",
            "Exit survey",
            "--touchpoint",
            "checkout",
            "--date",
            "2026-01-05",
        ),
        *(
            "--unit",
            "csat",
            "--counts",
            "1=3 2=4 3=10 4=20 5=30",
            "--scale",
            "1-5",
            "--target",
            "85",
            "--feeling=-1,5",
        ),
        *("--quote", "Too many steps", "--link", "https://example.org/a"),
    )
    (listed,) = shop.json("evidence", "list", "web")
    assert (listed["id"], listed["people"], listed["unit"], listed["feeling"]) == (
        int(number),
        67,
        "CSAT",
        -1.5,
    )
    assert listed["figure"] == pytest.approx(74.6269, abs=1e-4)
    assert (listed["low"], listed["high"]) == pytest.approx((63.072, 83.512), abs=1e-2)
    shown = shop.json("evidence", "show", number)
    assert shown["counts"] == {"1": 3, "2": 4, "3": 10, "4": 20, "5": 30}
    assert shown["file_state"] is None
    text = shop("evidence", "show", number).out
    for said in ("Too many steps", "https://example.org/a", "CSAT 74.6 % (95%: 63.1 to 83.5)", "5: 30"):
        assert said in text


@pytest.mark.parametrize(
    ("language", "figure", "counted"),
    [("en", "1,234.5", 1234.5), ("en", "1,234", 1234), ("sv", "1,234", 1.234), ("nb", "1 234,5", 1234.5)],
)
def test_numbers_are_read_as_the_language_writes_them(
    shop: Cli, language: str, figure: str, counted: float
) -> None:
    set_language(language)
    number = shop.made("evidence", "add", "web", "analytics", "Log", "--figure", figure, "--people", "12,300")
    shown = shop.json("evidence", "show", number)
    assert (shown["figure"], shown["people"]) == (counted, 12300)


def test_a_number_that_can_be_two_is_refused_with_both(shop: Cli) -> None:
    set_language("sv")
    said = shop.run("evidence", "add", "web", "analytics", "Log", "--figure", "1.234")
    assert said.code == 1 and "1,234" in said.err and "1 234" in said.err


def test_a_day_of_evidence_is_read_in_words_and_lies_behind(shop: Cli) -> None:
    for words in ("fri", "1 dec", "v. 49", "22/11", "today", "-2w"):
        number = shop.made("evidence", "add", "web", "interview", f"On {words}", "--date", words)
        assert shop.json("evidence", "show", number)["collected"] <= date.today().isoformat()
    assert "future" in shop.run("evidence", "add", "web", "interview", "x", "--date", "tomorrow").err


def test_where_it_stands_narrows_the_list(shop: Cli) -> None:
    shop("persona", "add", "web", "Bo")
    for where in (["--touchpoint", "checkout"], ["--stage", "purchase"], ["--persona", "bo"], []):
        shop.made("evidence", "add", "web", "interview", f"Talk {len(where)}", *where)
    assert len(shop.json("evidence", "list")) == 4
    assert len(shop.json("evidence", "list", "web", "--stage", "purchase")) == 2
    assert len(shop.json("evidence", "list", "web", "--touchpoint", "checkout")) == 1
    (of_bo,) = shop.json("evidence", "list", "web", "--persona", "bo")
    assert (of_bo["persona"], of_bo["touchpoint_id"]) == ("Bo", None)
    assert shop.json("evidence", "list", "--kind", "review") == []
    assert shop.run("evidence", "list", "--stage", "purchase").code == 2
    both = ("--stage", "purchase", "--touchpoint", "checkout")
    assert shop.run("evidence", "add", "web", "survey", "x", *both).code == 2


def test_what_is_cleared_and_given_at_once_is_what_is_given(shop: Cli) -> None:
    number = shop.made("evidence", "add", "web", "staff", "Till", "--people", "3", "--note", "n")
    shop("evidence", "edit", number, "--clear", "people", "--people", "5", "--clear", "note")
    shown = shop.json("evidence", "show", number)
    assert (shown["people"], shown["note"]) == (5, None)


def test_editing_clearing_deleting_and_undo(shop: Cli) -> None:
    number = shop.made(
        "evidence", "add", "web", "staff", "Till", "--people", "3", "--note", "n", "--quote", "q"
    )
    said = shop("evidence", "edit", number, "--people", "5", "--clear", "note", "--touchpoint", "checkout")
    assert "Changed the evidence of “Basket and checkout”" in said.err
    shown = shop.json("evidence", "show", number)
    assert (shown["people"], shown["note"], shown["quote"], shown["touchpoint"]) == (
        *(5, None, "q"),
        "Basket and checkout",
    )
    said = shop("evidence", "delete", number)
    assert "brings it back" in said.err
    assert shop.run("evidence", "show", number).code == 1
    shop("undo")
    assert shop.json("evidence", "show", number)["people"] == 5
    assert shop.run("evidence", "edit", "99", "--people", "1").code == 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--date", "2999-01-01"], 1, "future"),
        (["--date", "soon"], 1, "no date"),
        (["--people", "-1"], 2, "-1"),
        (["--figure", "many"], 1, "no number"),
        (["--figure", "nan"], 1, "“nan” is no number"),
        (["--figure", "4", "--people", "0"], 1, "Nobody was asked"),
        (["--figure", "4", "--unit", "nps", "--counts", "1=3 2=5"], 1, "the scores, which give NPS -100"),
        (
            ["--figure", "4.2", "--unit", "csat", "--counts", "4=3 5=5", "--scale", "1-5"],
            1,
            "which give CSAT 100 %",
        ),
        (["--unit", "CSAT", "--counts", "1=2 2=3 3=5"], 1, "(--scale 1-5)"),
        (["--unit", "NPS", "--counts", "11=5"], 1, "“11” is not on the scale 0-10"),
        (["--unit", "CES", "--figure", "4", "--target", "5"], 1, "--better"),
        (["--scale", "5-1"], 2, "1-5"),
        (["--figure", "120", "--unit", "%"], 1, "0 to 100"),
        (["--counts", "5"], 1, "1=3"),
        (["--link", "javascript:x"], 1, "no link"),
        (["--file", "/no/such/file"], 1, "no file"),
        (["--feeling", "furious"], 2, "very sour"),
        (["--feeling", "3"], 1, "-2 to 2"),
        (["--touchpoint", "nowhere"], 1, "nowhere"),
    ],
)
def test_what_can_not_be_evidence_is_refused_in_a_line(
    shop: Cli, words: list[str], code: int, told: str
) -> None:
    said = shop.run("evidence", "add", "web", "survey", "Exit", *words)
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert shop.json("evidence", "list") == []


def test_how_a_figure_was_understood_is_said(shop: Cli) -> None:
    said = shop(
        "evidence", "add", "web", "survey", "Exit", "--figure", "4.2", "--unit", "csat", "--people", "50"
    )
    assert "CSAT 4.20 % (95%:" in said.err
    assert "4.50 min" in shop("evidence", "edit", said.out.strip(), "--figure", "4,5", "--unit", "min").err


def test_support_and_the_terms_of_confidence_add_up(shop: Cli) -> None:
    day = (TODAY - timedelta(40)).isoformat()
    shop.made(
        "evidence",
        "add",
        "web",
        "survey",
        "Exit",
        "--touchpoint",
        "checkout",
        "--people",
        "212",
        "--date",
        day,
    )
    shop.made("evidence", "add", "web", "interview", "Talks", "--touchpoint", "checkout", "--people", "4")
    survey = confidence_of(TRUSTS[EvidenceKind.SURVEY], 212, 40)
    talks = confidence_of(TRUSTS[EvidenceKind.INTERVIEW], 4, 0)
    expected = round(1 - (1 - survey) * (1 - talks), 4)
    support = shop.json("evidence", "support", "web")
    (checkout,) = [point for point in support["touchpoints"] if point["touchpoint"] == "Basket and checkout"]
    assert (checkout["support"], checkout["confidence"]) == ("asked", expected)
    assert (checkout["interviewed"], checkout["answered"]) == (4, 212)
    assert {one["support"] for one in support["touchpoints"] if one is not checkout} == {"opinion"}
    action = next(one for one in shop.json("action", "list") if one["touchpoint"] == "Basket and checkout")
    assert action["confidence"] == expected
    terms = shop.json("action", "show", str(action["id"]))["confidence_terms"]
    assert [term["name"] for term in terms] == [
        "survey, 212 people, 40 days old",
        "interview, 4 people, from today",
        "Confidence",
    ]
    assert [term["value"] for term in terms] == [round(survey, 4), round(talks, 4), expected]
    shown = shop("touchpoint", "show", "checkout").out
    assert "● customers asked" in shown and "survey, 212 people, 40 days old" in shown


def test_aged_evidence_says_so_and_can_be_listed(shop: Cli) -> None:
    old = (TODAY - timedelta(100)).isoformat()
    number = shop.made(
        "evidence", "add", "web", "analytics", "Funnel", "--touchpoint", "checkout", "--date", old
    )
    shop.made("evidence", "add", "web", "survey", "Exit", "--touchpoint", "checkout", "--date", old)
    assert [one["id"] for one in shop.json("evidence", "list", "--aged")] == [int(number)]
    (point,) = [one for one in shop.json("evidence", "support", "web")["touchpoints"] if one["aged"]]
    assert point["aged"] == [int(number)]
    assert "1 has aged: collect it anew" in shop("touchpoint", "show", "checkout").out


def test_a_persona_shows_its_interviews_of_five(shop: Cli) -> None:
    persona = str(shop.json("persona", "list", "web")[0]["id"])
    shop.made("evidence", "add", "web", "interview", "Talks", "--persona", persona, "--people", "3")
    shown = shop.json("persona", "show", persona)
    assert (shown["support"]["interviewed"], len(shown["evidence"])) == (3, 1)
    assert "3 of 5 interviewed, who show about 67% of the problems" in shop("persona", "show", persona).out


def test_contradictions_have_both_sides(shop: Cli) -> None:
    assert "Nothing contradicts" in shop("evidence", "contradictions", "web").err
    audit = shop.made("audit", "new", "web")
    shop("audit", "feel", audit, "checkout", "2")
    shop("audit", "finish", audit)
    figures = ("--figure", "50", "--unit", "CSAT", "--people", "200", "--target", "85")
    number = shop.made("evidence", "add", "web", "survey", "Exit", "--touchpoint", "checkout", *figures)
    (found,) = shop.json("evidence", "contradictions", "web")
    assert (found["kind"], found["evidence_id"], found["feeling"]) == ("happy-but-missed", int(number), 2)
    assert "very happy by the auditor’s score" in found["auditor"]
    assert found["evidence"] == "survey, Exit, 200 people: CSAT 50 % (95%: 43.1 to 56.9); target CSAT 85 %"


def test_what_to_ask_next_names_questions(shop: Cli) -> None:
    found = shop.json("evidence", "next", "web")
    assert [row["rank"] for row in found] == list(range(1, len(found) + 1))
    assert found[0]["value"] > 0 and found[0]["questions"]
    values = [row["value"] for row in found]
    assert values == sorted(values, reverse=True)
    first = str(found[0]["touchpoint_id"])
    shop.made("evidence", "add", "web", "interview", "Talks", "--touchpoint", first, "--people", "5")
    again = next(row for row in shop.json("evidence", "next") if str(row["touchpoint_id"]) == first)
    assert (again["kind"], again["people"]) == ("survey", 100)
    assert len(shop.json("evidence", "next", "--top", "2")) == 2


def test_nothing_to_find_out_without_actions(cli: Cli) -> None:
    cli.made("journey", "new", "Tea")
    assert "finish an audit" in cli("evidence", "next", "tea").err
    assert "auditor evidence add" in cli("evidence", "list").err


def test_files_that_changed_are_told_and_the_exit_code_says_so(shop: Cli, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("score\n5\n")
    number = shop.made("evidence", "add", "web", "survey", "Exit", "--file", str(path))
    assert "unchanged" in shop("evidence", "check-files").out
    path.write_text("score\n1\n")
    said = shop.run("evidence", "check-files", "web")
    assert said.code == 1 and "changed since it was recorded" in said.out
    assert shop.json("evidence", "show", number)["file_state"] == "changed"
    path.unlink()
    (checked,) = shop.run("evidence", "check-files", "--format", "json").json
    assert checked["state"] == "missing"


def test_how_evidence_is_weighed_is_set_in_the_settings(shop: Cli, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "config.toml"
    settings.parent.mkdir(exist_ok=True)
    for key, value in (("floor", "0.2"), ("interview.weight", "0.9"), ("interview.people", "1")):
        shop("settings", "set", f"confidence.{key}", value)
    shop.made("evidence", "add", "web", "interview", "Talks", "--touchpoint", "checkout", "--people", "1")
    found = {
        one["touchpoint"]: one["confidence"] for one in shop.json("evidence", "support", "web")["touchpoints"]
    }
    assert found["Basket and checkout"] == 0.45 and found["Order confirmation"] == 0.2
    for bad in (
        "[confidence]\nfloor = 1",
        "confidence = 3",
        "[confidence.survey]\ndays = 'x'",
        "[confidence]\nsurvey = 1",
    ):
        settings.write_text(bad)
        said = shop.run("evidence", "support", "web")
        assert said.code == 1 and len(said.err.splitlines()) == 1, bad


def test_on_a_terminal_scale_and_direction_are_asked(shop: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("evidence", "add", "web", "survey")
    with monkeypatch.context() as patch:
        patch.setattr("auditor.cli.frame.output.is_terminal", lambda: True)
        scores = ("--unit", "CSAT", "--counts", "1=2 2=3 3=5")
        satisfied = shop(*words, "Exit", *scores, typed="five\n1-5\n").out.split()[-1]
        effort = ("--unit", "CES", "--figure", "4", "--target", "5")
        eased = shop(*words, "Effort", *effort, typed="higher\n").out.split()[-1]
    found = shop.json("evidence", "show", satisfied)
    assert (found["figure"], found["scale_low"], found["scale_high"]) == (0, 1, 5)
    assert (found["low"], found["high"]) == pytest.approx((0, 27.75), abs=0.01)
    assert shop.json("evidence", "show", eased)["better"] == "higher"


def test_what_is_superseded_is_said_so_and_by_which(shop: Cli) -> None:
    words = (
        "evidence",
        "add",
        "web",
        "analytics",
        "Shop analytics",
        "--touchpoint",
        "checkout",
        "--people",
        "500",
    )
    older = shop.made(*words, "--figure", "40", "--unit", "%", "--date", "2026-01-05")
    newer = shop.made(*words, "--figure", "30", "--unit", "%", "--date", "2026-02-05")
    by = {one["id"]: one["superseded_by"] for one in shop.json("evidence", "list", "web")}
    assert by == {int(newer): None, int(older): int(newer)}
    assert "Superseded by" in shop("evidence", "list", "web").out
    assert f"Superseded by  {newer}" in " ".join(shop("evidence", "show", older).out.split("\n")[:3])
    explained = shop("touchpoint", "show", "checkout").out
    assert f"superseded by {newer}" in explained and "a newer piece counts in its place" in explained


def test_whoever_was_watched_is_not_called_interviewed(shop: Cli) -> None:
    shop.made("evidence", "add", "web", "usability-test", "Lab", "--touchpoint", "checkout", "--people", "5")
    point = _at(shop, "checkout")
    assert (point["interviewed"], point["tested"], point["support"]) == (5, 5, "asked")
    assert "5 watched in usability tests" in shop("touchpoint", "show", "checkout").out
    assert "5 interviewed" not in shop("touchpoint", "show", "checkout").out


def _at(shop: Cli, name: str) -> dict[str, object]:
    points = shop.json("evidence", "support", "web")["touchpoints"]
    return next(one for one in points if name in one["touchpoint"].casefold())


def test_aged_evidence_is_handed_out_and_closed_by_what_is_recorded(shop: Cli) -> None:
    place = ("--touchpoint", "checkout")
    old = shop.made("evidence", "add", "web", "survey", "Exit", *place, "--date", "2024-01-05")
    (proposed,) = shop.json("evidence", "ask-again", "list")
    days = (TODAY - date(2024, 1, 5)).days
    half = TRUSTS[EvidenceKind.SURVEY].days
    assert (proposed["state"], proposed["evidence_id"]) == ("proposed", int(old))
    assert proposed["weight_left"] == pytest.approx(2 ** (-days / half), abs=1e-4)
    shop("evidence", "ask-again", "add", old, "--owner", "Anna", "--due", "2024-02-01", "--note", "By phone")
    (item,) = shop.json("today", "--who", "Anna")
    assert (item["kind"], item["of"], item["id"]) == ("late", "evidence", int(old))
    assert {one["name"]: one["to_ask_again"] for one in shop.json("people")}["Anna"] == 1
    assert shop.json("evidence", "show", old)["ask_again"]["owner"] == "Anna"
    said = shop("evidence", "add", "web", "survey", "Exit 2", *place, "--date", TODAY.isoformat())
    assert f"That answers evidence {old} “Exit”" in said.err
    assert shop.json("evidence", "ask-again", "list") == []
    (closed,) = shop.json("evidence", "ask-again", "list", "--all")
    assert closed["state"] == "asked"
    shop("undo")
    shop("evidence", "ask-again", "drop", old)
    assert [one["state"] for one in shop.json("evidence", "ask-again", "list")] == ["proposed"]
