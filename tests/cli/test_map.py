"""The map by commands: personas, touchpoints whole, the journey as a map, its gaps, and interviews."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def tea(cli: Cli) -> Cli:
    """The command line on a journey with two personas that feel differently, and one wish."""
    cli.made("journey", "new", "Tea")
    for name in ("Leaf", "Water", "Cup"):
        cli.made("touchpoint", "add", "tea", "purchase", name)
    for persona, feelings in (("Kim", (1, -2, 2)), ("Bo", (1, 1, 0))):
        cli.made("persona", "add", "tea", persona)
        audit = cli.made("audit", "new", "tea", "--persona", persona)
        for point, score in zip(("leaf", "water", "cup"), feelings, strict=True):
            cli("audit", "feel", audit, point, str(score))
    cli("touchpoint", "wish", "water", "1")
    return cli


def test_a_persona_has_all_its_fields(cli: Cli) -> None:
    cli.made("journey", "new", "Tea")
    fields = ("who", "geography", "demographics", "behaviour", "channels", "goals", "challenges", "notes")
    given = [word for field in fields for word in (f"--{field}", f"The {field}")]
    number = cli.made("persona", "add", "tea", "Kim", *given)
    shown = cli.json("persona", "show", number)
    assert {field: shown[field] for field in fields} == {field: f"The {field}" for field in fields}
    cli("persona", "edit", "kim", "--goals", "Other goals", "--notes", "")
    shown = cli.json("persona", "show", "kim")
    assert (shown["goals"], shown["notes"], shown["who"]) == ("Other goals", "", "The who")


def test_a_persona_is_a_hypothesis_until_something_verifies_it(cli: Cli) -> None:
    cli.made("journey", "new", "Tea")
    cli.made("persona", "add", "tea", "Kim")
    assert "hypothesis" in cli("persona", "list", "tea").out
    cli("persona", "verify", "kim", "--by", "five interviews", "--on", "2026-03-01")
    assert "verified by five interviews (1 Mar 2026)" in cli("persona", "list", "tea").out
    shown = cli.json("persona", "show", "kim")
    assert (shown["verified_by"], shown["verified_on"]) == ("five interviews", "2026-03-01")
    cli("persona", "verify", "kim", "--by", "a survey")
    assert cli.json("persona", "show", "kim")["verified_on"] == date.today().isoformat()
    cli("persona", "verify", "kim", "--not")
    assert cli.json("persona", "show", "kim")["verified_by"] is None
    for wrong in ([], ["--by", "x", "--not"], ["--not", "--on", "2026-01-01"]):
        assert cli.run("persona", "verify", "kim", *wrong).code == 2
    assert cli.run("persona", "verify", "kim", "--by", "x", "--on", "soon").code == 1


def test_nothing_is_named_from_nothing_and_all_that_need_work_are_named_in_order(cli: Cli) -> None:
    """Before an audit no touchpoint has a need to show; half the importance stands in JSON alone, and says so."""
    cli.made("journey", "new", "Tea")
    for name, importance in (("Leaf", "2"), ("Water", "5"), ("Cup", "3")):
        cli.made("touchpoint", "add", "tea", "purchase", name, "--importance", importance)
    cli.made("persona", "add", "tea", "Kim")
    for command in (("journey", "gaps"), ("journey", "show"), ("report", "summary")):
        assert "needs work" not in cli(*command, "tea").out
        found = cli.json(*command, "tea")
        assert found.get("named", found)["needing_work"] == []
    shown = cli.json("journey", "show", "tea")
    assert shown["named"]["neediest"] is None
    assert [(one["need"], one["need_known"]) for one in cli.json("touchpoint", "list", "tea")] == [
        (0.2, False),
        (0.5, False),
        (0.3, False),
    ]
    assert cli.json("report", "summary", "tea")["stages"][0]["need"] is None
    assert "0.50, half the importance until it is known" in cli("touchpoint", "show", "water").out
    audit = cli.made("audit", "new", "tea", "--persona", "Kim")
    for point, score in (("leaf", "-2"), ("cup", "-2")):
        cli("audit", "feel", audit, point, score)
    cli("audit", "finish", audit)
    for command in (("journey", "gaps"), ("journey", "show"), ("report", "summary")):
        assert "Cup (need 60%), Leaf (need 40%)" in cli(*command, "tea").out
        found = cli.json(*command, "tea")
        assert [one["name"] for one in found.get("named", found)["needing_work"]] == ["Cup", "Leaf"]


def test_the_touchpoint_that_raises_what_is_remembered_most_is_named_for_each_persona(tea: Cli) -> None:
    """Kim felt 1, −2, 2 and remembers (−2 + 2)/2; Bo felt 1, 1, 0, and one step anywhere gives a half."""
    kim, bo = tea.json("journey", "show", "tea")["named"]["raises"]
    assert (kim["persona"], kim["remembered"], kim["then"], kim["gain"]) == ("Kim", 0, 2, 2)
    assert [one["name"] for one in kim["touchpoints"]] == ["Water"]
    assert (bo["remembered"], bo["then"], bo["gain"]) == (0.5, 1, 0.5)
    assert [one["name"] for one in bo["touchpoints"]] == ["Leaf", "Water", "Cup"]
    text = tea("journey", "show", "tea").out
    assert "Kim: Water one step better, by 2: (-2 + 2)/2 = 0 becomes (2 + 2)/2 = 2" in text
    assert "Bo: any one of Leaf, Water, Cup one step better, by 0.5" in text
    terms = {one["name"]: one for one in tea.json("persona", "show", "kim")["remembered_terms"]}
    assert [one["value"] for one in terms.values()] == [-2, 2, 0, 2]
    assert terms["Strongest feeling"]["because"] == "Water" and terms["Last feeling"]["because"] == "Cup"
    for persona in ("kim", "bo"):
        tea("audit", "feel", "1" if persona == "kim" else "2", "water", "-2")
        tea("audit", "feel", "1" if persona == "kim" else "2", "leaf", "-2")
    assert "Kim: no single step raises it" in tea("journey", "show", "tea").out


def test_personas_side_by_side(tea: Cli) -> None:
    tea("persona", "edit", "kim", "--goals", "Quick")
    tea("persona", "edit", "bo", "--name", "Bo | Ba")
    lines = tea("persona", "compare", "kim", "bo", "--format", "github").out.splitlines()
    assert [cell.strip() for cell in lines[0].strip("| ").split(" | ")] == ["Persona", "Kim", r"Bo \| Ba"]
    assert any("Goals" in line and "Quick" in line for line in lines)
    assert [one["name"] for one in tea.json("persona", "compare", "1", "2")] == ["Kim", "Bo | Ba"]
    assert tea.run("persona", "compare", "kim", "1").code == 2


def test_personas_are_compared_whole(tea: Cli) -> None:
    for audit in ("1", "2"):
        tea("audit", "finish", audit)
    tea("audit", "feel", tea.made("audit", "new", "tea", "--persona", "Bo"), "leaf", "-2")
    where = ("--touchpoint", "water", "--persona", "kim", "--people", "5")
    tea("evidence", "add", "tea", "interview", "Five talks", *where)
    tea("touchpoint", "edit", "leaf", "--channel", "store")
    kim, bo = tea.json("persona", "compare", "kim", "bo")
    leaf, water, cup = kim["touchpoints"]
    assert (leaf["channel"], leaf["steps"], leaf["apart"]) == ("store", 0, False), (
        "a draft differs from nobody"
    )
    assert [one["feeling"] for one in bo["touchpoints"]] == [1, 1, 0]
    assert (water["feeling"], water["steps"], water["support"]) == (-2, 3, "asked")
    assert [bo["touchpoints"][1][key] for key in ("feeling", "support")] == [1, "opinion"]
    # Importance 3 of 5, no checks answered: 3/5 · (2 − feeling)/4 for each persona alone.
    assert (water["need"], bo["touchpoints"][1]["need"], cup["need"]) == (0.6, 0.15, 0)
    assert [one["audit"] for one in kim["figures_of"]] == [1] and bo["figures_of"][0]["touchpoints"] == 3
    assert {one["channel"]: one["touchpoints"] for one in kim["met_in"]}["store"] == 1
    shown = tea("persona", "compare", "kim", "bo", "--format", "github").out
    apart = shown.partition("Two steps or more apart")[2]
    assert ("Water" in apart, "Cup" in apart, "Leaf" in apart) == (True, True, False)
    assert "audit 1 by" in shown and "store 1" in shown
    lines = tea("persona", "compare", "kim", "bo", "--format", "csv").out.splitlines()
    assert lines[0] == "part,touchpoint_id,stage,touchpoint,channel,what,Kim,Bo"
    assert any(",Water," in line and line.endswith(",need,0.6,0.15") for line in lines)
    named = tea.json("journey", "show", "tea")["named"]
    assert [(one["name"], one["size"]) for one in named["gaps"]["apart"]] == [("Water", 3), ("Cup", 2)]
    summary = tea.json("report", "summary", "tea")
    assert [(one["persona"], one["audit"]) for one in summary["figures_of"]] == [("Kim", 1), ("Bo", 2)]
    assert "Kim: audit 1 by" in tea("report", "summary", "tea").out
    tea.made("journey", "new", "Coffee")
    tea.made("persona", "add", "coffee", "Eva")
    said = tea("persona", "compare", "kim", "eva")
    assert "different journeys" in said.err and "Kim" in said.out


def test_what_personas_replied_stands_beside_the_words_of_the_question(tea: Cli) -> None:
    stage = str(tea.json("journey", "show", "tea")["stages"][0]["id"])
    tea("interview", "question", "add", "tea", "And then?")
    (key,) = [one["key"] for one in tea.json("interview", "question", "list", "tea")]
    tea("interview", "reply", "tea", stage, key, "Home", "--persona", "Kim")
    shown = tea("persona", "compare", "kim", "bo").out
    assert "And then?" in shown and "own:" not in shown


def test_columns_of_personas_bear_their_names(tea: Cli) -> None:
    tea("persona", "edit", "kim", "--name", "need")
    tea("persona", "edit", "bo", "--name", "Need")
    heading = tea("journey", "show", "tea", "--format", "csv").out.splitlines()[0].split(",")
    assert ("need (1)" in heading, "Need" in heading, len(set(heading)) == len(heading)) == (True, True, True)


def test_notes_at_touchpoints(tea: Cli) -> None:
    first = tea.made("touchpoint", "note", "water", "pain-point", "Too cold")
    tea.made("touchpoint", "note", "cup", "need", "A handle")
    tea("note", "edit", first, "--text", "Too hot", "--kind", "expectation")
    notes = tea.json("touchpoint", "notes", "--journey", "tea")
    assert [(one["touchpoint"], one["kind"], one["text"]) for one in notes] == [
        ("Water", "expectation", "Too hot"),
        ("Cup", "need", "A handle"),
    ]
    assert [one["text"] for one in tea.json("touchpoint", "notes", "cup")] == ["A handle"]
    assert len(tea.json("touchpoint", "notes", "--journey", "tea", "--kind", "need")) == 1
    tea("note", "delete", first)
    assert tea.json("touchpoint", "notes", "water") == []
    tea("undo")
    assert len(tea.json("touchpoint", "notes", "water")) == 1
    assert tea.run("touchpoint", "notes").code == 2
    assert tea.run("note", "delete", "999").code == 1
    assert tea.run("touchpoint", "note", "cup", "whim", "x").code == 2


def test_wishes_existence_and_phases(tea: Cli) -> None:
    tea("touchpoint", "wish", "leaf", "-1")
    tea("touchpoint", "wish", "cup", "very happy")
    tea("touchpoint", "wish", "water", "none")
    tea("touchpoint", "edit", "cup", "--existence", "to-go")
    points = tea.json("touchpoint", "list", "tea")
    assert [(one["wanted"], one["existence"]) for one in points] == [
        (-1, "existing"),
        (None, "existing"),
        (2, "to-go"),
    ]
    assert tea.run("touchpoint", "wish", "cup", "3").code == 2
    tea("stage", "edit", "purchase", "--strategies", "Fewer steps", "--phase", "loyalty")
    stage = tea.json("journey", "show", "tea")["stages"][2]
    assert [one["text"] for one in stage["strategies"]] == ["Fewer steps"]
    assert stage["phase"] == "loyalty"


def test_strategies_serve_goals_and_actions_serve_strategies(tea: Cli) -> None:
    stage = tea.made(
        "stage",
        "add",
        "tea",
        "After",
        "--strategy",
        "Be kind",
        "--strategy",
        "Be quick",
        "--phase",
        "loyalty",
    )
    tea("stage", "strategy", "add", stage, "Be there", "--after", "be kind")
    tea("stage", "strategy", "move", "be quick", "--by", "-2")
    tea("stage", "strategy", "edit", "be there", "Be near")
    tea("stage", "strategy", "delete", "be kind")
    action = tea.made(
        "action", "add", "tea", "cup", "Warm it", "--effort", "1", "--impact", "4", "--strategy", "near"
    )
    tea("action", "link", action, "--strategy", "quick")
    assert [one["text"] for one in tea.json("action", "show", action)["strategies"]] == [
        "Be quick",
        "Be near",
    ]
    tea("action", "edit", action, "--strategy", "near")
    rows = tea.json("stage", "strategy", "list", "tea", "--stage", stage)
    assert [(one["strategy"], one["standing"], one["actions"]) for one in rows] == [
        ("Be quick", "nobody works on it", []),
        ("Be near", "1 planned", [int(action)]),
    ]
    (goal,) = [one for one in tea.json("report", "summary", "tea")["goals"] if one["stage"] == "After"]
    assert [len(one["actions"]) for one in goal["strategies"]] == [0, 1]
    tea("stage", "edit", stage, "--strategy", "")
    assert tea.json("stage", "strategy", "list", "tea", "--stage", stage) == []
    assert tea.run("action", "link", action).code == 1


def test_to_be_is_a_journey_for_every_customer_and_for_personas(tea: Cli) -> None:
    tea("touchpoint", "note", "cup", "need", "To sit down")
    persona = next(one["id"] for one in tea.json("persona", "list", "tea") if one["name"] == "Bo")
    tea("touchpoint", "wish", "cup", "1", "--text", "A warm cup")
    tea("touchpoint", "wish", "cup", "very happy", "--persona", "bo", "--channel", "store", "--need", "sit")
    tea("touchpoint", "edit", "water", "--existence", "planned")
    found = tea.json("journey", "gaps", "tea")
    (cup,) = [one for one in found["touchpoints"] if one["name"] == "Cup"]
    assert (cup["to_be"], cup["then"], cup["own"], cup["needs_met"]) == (1, "A warm cup", False, [])
    (bo,) = [one for one in found["personas"] if one["persona"] == "Bo"]
    (own,) = [one for one in bo["touchpoints"] if one["own"]]
    assert (own["to_be"], own["then"], own["then_channel"], len(own["needs_met"])) == (
        2,
        "A warm cup",
        "store",
        1,
    )
    alone = tea.json("journey", "gaps", "tea", "--persona", "bo")
    assert (alone["persona_id"], alone["lived"].keys()) == (persona, {"as_is", "to_be"})
    wishes = tea.json("touchpoint", "show", "cup")["wishes"]
    assert [(wish["persona"], wish["feeling"], wish["text"]) for wish in wishes] == [
        (None, 1, "A warm cup"),
        ("Bo", 2, ""),
    ]
    tea("touchpoint", "wish", "cup", "--persona", "bo", "--take-away")
    assert len(tea.json("touchpoint", "show", "cup")["wishes"]) == 1
    assert tea.run("touchpoint", "wish", "cup", "--persona", "bo", "--take-away").code == 1
    assert tea.run("touchpoint", "wish", "cup").code == 2
    assert tea.run("touchpoint", "wish", "cup", "1", "--take-away").code == 2
    assert "A warm cup" in tea("journey", "gaps", "tea", "--curve").out


def test_a_touchpoint_opens_into_a_journey(tea: Cli) -> None:
    inner = tea.made("touchpoint", "open", "water", "--new", "Boiling")
    assert tea.json("touchpoint", "show", "water")["opens"] == int(inner)
    assert tea.json("journey", "show", inner)["inside"] == [{"id": 1, "name": "Tea"}]
    said = tea.run("touchpoint", "open", "--", "water", "tea")
    assert (said.code, said.err.count("\n")) == (1, 1)
    tea("touchpoint", "open", "water", "--none")
    tea("touchpoint", "open", "cup", "boiling")
    assert tea.json("touchpoint", "show", "cup")["opens"] == int(inner)
    for wrong in ([], ["tea", "--none"], ["--new", "--none"]):
        assert tea.run("touchpoint", "open", "water", *wrong).code == 2


def test_a_touchpoint_whole(tea: Cli) -> None:
    tea("touchpoint", "note", "water", "question", "How hot?")
    tea("action", "add", "tea", "water", "Boil it", "--effort", "1", "--impact", "5")
    tea("audit", "feel", "1", "water", "-1", "--observed")
    shown = tea.json("touchpoint", "show", "water")
    kim, bo = shown["feelings"]
    assert (kim["persona"], kim["newest"]["score"], kim["observed"]["score"]) == ("Kim", -1, -1)
    assert kim["assumed"] is None
    assert (bo["newest"]["score"], bo["assumed"]["score"], bo["before"]) == (1, 1, None)
    assert shown["wanted"] == 1
    assert [note["text"] for note in shown["notes"]] == ["How hot?"]
    assert [action["title"] for action in shown["actions"]] == ["Boil it"]
    text = tea("touchpoint", "show", "water").out
    for word in ("Water", "Kim", "observed", "How hot?", "Boil it", "question"):
        assert word in text
    assert tea.json("audit", "show", "1")["touchpoints"][1]["basis"] == "observed"
    tea("audit", "feel", "1", "water", "-1", "--assumed")
    assert tea.json("audit", "show", "1")["touchpoints"][1]["basis"] == "assumed"


def test_the_map_names_what_is_worth_knowing(tea: Cli) -> None:
    named = tea.json("journey", "show", "tea")["named"]
    assert (named["highest"]["name"], named["highest"]["feeling"]) == ("Leaf", 1)
    assert (named["lowest"]["name"], named["lowest"]["feeling"]) == ("Water", -0.5)
    assert named["peak_end"] == [
        {"persona_id": 1, "persona": "Kim", "lived": 0.3333, "remembered": 0.0},
        {"persona_id": 2, "persona": "Bo", "lived": 0.6667, "remembered": 0.5},
    ]
    gap = named["gaps"]["personas"]
    assert (gap["name"], gap["low"], gap["high"], gap["size"]) == ("Water", -2, 1, 3)
    assert named["gaps"]["assumption"] is None
    assert named["coverage"] == {
        "wanted": 1.5,
        "covered": 0,
        "share": 0.0,
        "with_proposals": 0.0,
        "by_due": [],
        "undated": 0,
        "untouched": [2],
    }


def test_the_map_is_a_table_and_a_curve_for_people(tea: Cli) -> None:
    text = tea("journey", "show", "tea").out
    assert "Personas differ most" in text
    assert "● Kim   ○ Bo" in text
    assert "● Kim" not in tea("journey", "show", "tea", "--format", "github").out
    assert "● Kim" not in tea("journey", "show", "tea", "--no-curve").out
    assert (
        "● Kim · now   ○ Bo · now   ▲ wanted"
        in tea("journey", "show", "tea", "--format", "github", "--curve", "--view", "wish").out
    )
    assert "● Bo" in tea("journey", "show", "tea", "--persona", "bo").out
    assert tea("journey", "show", "tea", "--format", "csv").out.splitlines()[0] == (
        "id,stage,name,channel,marks,Kim,Bo,felt_inside,wanted,checks,"
        "draft,drafted,drafted_of,differing_checks,differing_feelings,need,support,notes,open_actions"
    )
    assert max(map(len, text.partition("     | ")[2].splitlines())) <= 80


def test_before_anything_is_felt_the_map_says_how_to_begin(cli: Cli) -> None:
    cli.made("journey", "new", "Tea")
    assert "auditor audit feel" not in cli("journey", "show", "tea").out
    cli.made("touchpoint", "add", "tea", "purchase", "Cup")
    assert "auditor audit feel" in cli("journey", "show", "tea").out


def test_gaps_and_who_works_on_them(tea: Cli) -> None:
    tea("touchpoint", "wish", "cup", "2")
    found = tea.json("journey", "gaps", "tea")
    assert (found["coverage"]["wanted"], found["coverage"]["share"]) == (2.5, 0.0)
    assert found["coverage"]["untouched"] == [2, 3]
    by_name = {one["name"]: one for one in found["touchpoints"]}
    assert (by_name["Leaf"]["to_be"], by_name["Leaf"]["difference"]) == (None, None)
    water = by_name["Water"]
    assert (water["as_is"], water["to_be"], water["difference"], water["untouched"]) == (-0.5, 1, 1.5, True)
    assert "Water, Cup" in tea("journey", "gaps", "tea").out
    for audit in ("1", "2"):
        tea("audit", "finish", audit)
    coverage = tea.json("journey", "gaps", "tea")["coverage"]
    assert (coverage["share"], coverage["with_proposals"], coverage["untouched"]) == (0, 0.6, [2, 3])
    assert "proposals only" in tea("journey", "gaps", "tea").out
    action = str(tea.json("touchpoint", "show", "water")["actions"][0]["id"])
    tea("action", "plan", action)
    coverage = tea.json("journey", "gaps", "tea")["coverage"]
    assert (coverage["covered"], coverage["share"], coverage["untouched"]) == (1.5, 0.6, [3])
    assert (coverage["by_due"], coverage["undated"]) == ([], 1.5)
    tea("action", "due", action, "2027-01-15")
    coverage = tea.json("journey", "gaps", "tea")["coverage"]
    assert coverage["by_due"] == [{"month": "2027-01", "covered": 1.5, "share": 0.6}]
    assert "by the end of Jan 2027 60%" in tea("journey", "gaps", "tea").out


def test_interviews(tea: Cli, tmp_path: Path) -> None:
    questions = [one for one in tea.json("interview", "list", "tea") if one["phase"] == "purchase"]
    tea("interview", "reply", "tea", "purchase", "why", "Thirst", "--persona", "kim")
    tea("interview", "reply", "tea", "purchase", "2", "From Bo", "--persona", "kim")
    known = [
        one for one in tea.json("interview", "list", "tea", "--persona", "kim") if one["replies"][0]["text"]
    ]
    assert [(one["key"], one["replies"][0]["text"]) for one in known] == [
        (questions[0]["key"], "Thirst"),
        (questions[1]["key"], "From Bo"),
    ]
    guide = tea("interview", "guide", "tea", "--persona", "kim", "--stage", "purchase").out
    assert guide.count("\n#### ") == len(questions) > 10
    assert "Thirst" in guide
    assert "Thirst" not in tea("interview", "guide", "tea", "--persona", "bo").out
    file = tmp_path / "guide.md"
    tea("interview", "guide", "tea", "-o", str(file))
    assert file.read_text(encoding="utf-8").count("\n#### ") == len(tea.json("interview", "list", "tea"))
    tea("interview", "reply", "tea", "purchase", "why", "", "--persona", "kim")
    assert "Thirst" not in tea("interview", "guide", "tea").out
    assert tea.run("interview", "reply", "tea", "purchase", "why", "x").code == 2
    assert tea.run("interview", "reply", "tea", "purchase", "whim", "x", "--persona", "bo").code == 1


def test_replies_of_one_theme_are_asked_for_by_its_key_or_title(tea: Cli) -> None:
    for key in ("did", "payment-went", "why"):
        tea("interview", "reply", "tea", "purchase", key, f"On {key}", "--persona", "kim")
    for word in ("did", "what they DID"):
        found = tea.json("interview", "replies", "tea", "--theme", word)
        assert [one["key"] for one in found] == ["did", "payment-went"]
        assert {(one["theme"], one["theme_title"]) for one in found} == {("did", "What they did")}
    said = tea.run("interview", "replies", "tea", "--theme", "weather")
    assert said.code == 1 and "weather" in said.err and "competitors" in said.err


def test_question_files_of_ones_own(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "interviews"
    folder.mkdir(parents=True)
    good, bad = folder / "own.toml", folder / "bad.toml"
    good.write_text('phase = "purchase"\n[[question]]\nkey = "tip"\ntext = {en = "Would you tip us?"}\n')
    bad.write_text('phase = "whenever"\n')
    said = cli.run("interview", "check", str(good), str(bad))
    assert said.code == 1
    assert said.out == f"{good}: good, 1 question\n"
    assert f"{bad}:1: phase: " in said.err
    cli.made("journey", "new", "Tea")
    said = cli("interview", "list", "tea", "--format", "json")
    assert "Would you tip us?" in said.out
    assert "Left out" in said.err
