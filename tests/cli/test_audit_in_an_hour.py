"""On the command line: how deep an audit goes, what is there, what is chosen, and what has to be done for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def shop(cli: Cli) -> Cli:
    """A web shop that is one site, and no audit of it yet."""
    cli("journey", "new", "--template", "web-shop")
    return cli


@pytest.fixture
def core(shop: Cli) -> str:
    """The number of an audit of what costs most."""
    return shop.made("audit", "new", "1", "--depth", "core", "--auditor", "Kim")


def _answers(shop: Cli, audit: str) -> Iterator[dict[str, Any]]:
    for point in shop.json("audit", "show", audit)["touchpoints"]:
        for one in point["answers"]:
            yield {"touchpoint_id": point["id"], "touchpoint": point["name"], **one}


def _follower(shop: Cli, audit: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a check that its site answers once where it is asked, and where it stands as there."""
    answers = list(_answers(shop, audit))
    later = next(one for one in answers if one["as_at"] is not None and one["gate"] is None)
    first = next(
        one
        for one in answers
        if (one["touchpoint"], one["checklist"], one["check"])
        == (later["as_at"], later["checklist"], later["check"])
    )
    return first, later


def _stands(shop: Cli, audit: str, answer: dict[str, Any]) -> tuple[str | None, str]:
    """Return the verdict on a check at a touchpoint as it is by now, and where it is from."""
    same = ("touchpoint_id", "checklist", "check")
    found = next(one for one in _answers(shop, audit) if all(one[key] == answer[key] for key in same))
    return found["verdict"], found["origin"]


def _say(shop: Cli, audit: str, answer: dict[str, Any], verdict: str, *more: str) -> None:
    name = f"{answer['checklist']}/{answer['check']}"
    shop("audit", "answer", audit, str(answer["touchpoint_id"]), name, verdict, *more)


def test_a_start_says_how_much_there_is_to_judge(shop: Cli) -> None:
    """Whoever starts an audit hears what it will take; the number alone is what scripts read."""
    counts = []
    for depth in ("core", "standard", "full"):
        said = shop("audit", "new", "1", "--depth", depth, "--auditor", "Kim")
        told = next(line for line in said.err.splitlines() if line.startswith("To judge: "))
        assert "judgements, about" in told and "minutes." in told
        counts.append(int(told.removeprefix("To judge: ").split()[0]))
        assert said.out.strip().isdecimal()
    assert counts[0] < counts[1] < counts[2]
    assert [line["depth"] for line in shop.json("audit", "list")] == ["full", "standard", "core"]


def test_an_audit_asks_everything_unless_said_otherwise(shop: Cli) -> None:
    audit = shop.made("audit", "new", "1")
    assert shop.json("audit", "show", audit)["depth"] == "full"
    assert shop.run("audit", "new", "1", "--depth", "deep").code == 2


def test_a_round_has_one_depth_for_all(shop: Cli) -> None:
    number = shop.made("audit", "round", "new", "1", "--auditors", "Anna, Bo", "--depth", "core")
    found = [line["depth"] for line in shop.json("audit", "list") if line["round"] == int(number)]
    assert found == ["core", "core"]


def test_an_audit_is_deepened_and_what_is_answered_stays(shop: Cli, core: str) -> None:
    first = next(_answers(shop, core))
    _say(shop, core, first, "n")
    said = shop("audit", "deepen", core, "standard")
    assert "Left to judge: " in said.err
    deeper = list(_answers(shop, core))
    assert shop.json("audit", "show", core)["depth"] == "standard"
    kept = next(one for one in deeper if one["check"] == first["check"])
    assert kept["verdict"] == "fail"
    refused = shop.run("audit", "deepen", core, "core")
    assert refused.code == 1 and "standard" in refused.err
    shop("undo")
    assert shop.json("audit", "show", core)["depth"] == "core"


def test_gates_are_listed_with_what_is_proposed_and_answered(shop: Cli) -> None:
    full = shop.made("audit", "new", "1", "--depth", "full", "--auditor", "Kim")
    rows = shop.json("audit", "gate", full)
    payment = [row for row in rows if row["gate"] == "payment"]
    assert len(payment) > 1
    assert all((row["present"], row["from"], row["proposed"]) == (None, "proposed", True) for row in payment)
    first, other = payment[:2]
    shop("audit", "gate", full, str(first["touchpoint_id"]), "payment=no")
    now = {row["touchpoint_id"]: row for row in shop.json("audit", "gate", full) if row["gate"] == "payment"}
    here, there = now[first["touchpoint_id"]], now[other["touchpoint_id"]]
    assert (here["present"], here["from"], here["as_at"]) == (False, "own", None)
    assert (there["present"], there["from"], there["as_at"]) == (False, "shared", first["touchpoint"])
    table = shop("audit", "gate", full, str(other["touchpoint_id"])).out
    assert f"as at {first['touchpoint']}" in table
    assert "answered here" in shop("audit", "gate", full, str(first["touchpoint_id"])).out


def test_checks_of_what_is_not_there_do_not_apply_until_it_is(shop: Cli, core: str) -> None:
    one = next(answer for answer in _answers(shop, core) if answer["gate"] == "payment")
    _say(shop, core, one, "n")
    point = str(one["touchpoint_id"])
    shop("audit", "gate", core, point, "payment=no")
    assert _stands(shop, core, one) == ("not-applicable", "gate")
    assert "Do customers pay on the site? no" in shop("audit", "show", core).out
    name = f"{one['checklist']}/{one['check']}"
    refused = shop.run("audit", "answer", core, point, name, "y")
    assert refused.code == 1 and "auditor audit gate" in refused.err
    shop("audit", "gate", core, point, "payment=-")
    assert _stands(shop, core, one) == ("fail", "own")


def test_a_file_of_answers_is_refused_whole_where_a_check_does_not_apply(shop: Cli, core: str) -> None:
    answers = list(_answers(shop, core))
    shut = next(answer for answer in answers if answer["gate"] == "payment")
    shop("audit", "gate", core, str(shut["touchpoint_id"]), "payment=no")
    free = next(answer for answer in answers if answer["gate"] is None)
    lines = [f"{one['touchpoint_id']};{one['checklist']}/{one['check']};y" for one in (free, shut)]
    said = shop.run("audit", "answer", core, "--from", "-", typed="\n".join(lines))
    assert said.code == 1 and "Line 2" in said.err and "Nothing was saved" in said.err
    assert next(_answers(shop, core))["verdict"] is None


@pytest.mark.parametrize("word", ["payment", "payment=maybe", "=no", "payment="])
def test_a_word_that_is_no_answer_to_a_gate_is_refused(shop: Cli, core: str, word: str) -> None:
    assert shop.run("audit", "gate", core, "checkout", word).code == 2


def test_a_gate_that_is_not_asked_there_is_named_with_those_that_are(shop: Cli, core: str) -> None:
    row = shop.json("audit", "gate", core)[0]
    said = shop.run("audit", "gate", core, str(row["touchpoint_id"]), "cinema=no")
    assert said.code == 1 and "cinema" in said.err and row["gate"] in said.err


def test_a_shared_answer_stands_elsewhere_unless_it_is_given_alone(shop: Cli, core: str) -> None:
    first, later = _follower(shop, core)
    name, point = f"{first['checklist']}/{first['check']}", str(first["touchpoint_id"])
    shop("audit", "answer", core, point, name, "n")
    assert _stands(shop, core, later) == ("fail", "shared")
    assert f"as at {first['touchpoint']}" in shop("audit", "show", core).out
    shop("audit", "answer", core, point, name, "y", "--alone")
    assert _stands(shop, core, later) == ("fail", "own")
    assert shop.run("audit", "answer", core, "--from", "-", "--alone", typed="").code == 2


def test_what_is_chosen_is_listed_kept_proposed_and_taken_away(shop: Cli, core: str) -> None:
    row = shop.json("audit", "items", core)[0]
    sample = row["sample"]
    assert (row["chosen"], row["proposed"]) == ([], [])
    shop("audit", "items", core, sample, "Tent Alfa", "Boot Beta")
    assert shop.json("audit", "items", core)[0]["chosen"] == ["Tent Alfa", "Boot Beta"]
    shown = shop("audit", "show", core).out
    assert "Tent Alfa, Boot Beta" in shown
    assert shop.json("audit", "show", core)["items"][sample] == ["Tent Alfa", "Boot Beta"]
    later = shop.made("audit", "new", "1", "--auditor", "Kim")
    proposed = {each["sample"]: each["proposed"] for each in shop.json("audit", "items", later)}
    assert proposed[sample] == ["Tent Alfa", "Boot Beta"]
    shop("audit", "items", core, sample, "--none")
    assert shop.json("audit", "items", core)[0]["chosen"] == []
    assert shop.run("audit", "items", core, sample, *"abcdefghij").code == 1
    assert shop.run("audit", "items", core, "nonesuch", "a").code == 1


@pytest.mark.parametrize("words", [("items",), ("--none",), ("items", "Tent", "--none")])
def test_half_a_choice_is_wrong_usage(shop: Cli, core: str, words: tuple[str, ...]) -> None:
    assert shop.run("audit", "items", core, *words).code == 2


def test_errands_say_what_to_prepare_and_for_how_many_checks(shop: Cli, core: str) -> None:
    whole = {row["errand"]: row for row in shop.json("audit", "errands", "1")}
    least = {row["errand"]: row["checks"] for row in shop.json("audit", "errands", "1", "--depth", "core")}
    assert least and all(0 < checks <= whole[errand]["checks"] for errand, checks in least.items())
    assert sum(least.values()) < sum(row["checks"] for row in whole.values())
    assert all(row["prepare"] and row["touchpoints"] for row in whole.values())
    assert "Have at hand" in shop("audit", "errands", "1").out
    assert shop.run("audit", "errands").code == 2
    assert shop.run("audit", "errands", "1", "--audit", core).code == 2


def test_errands_of_an_audit_are_for_what_is_asked_in_it(shop: Cli, core: str) -> None:
    least = {row["errand"]: row["checks"] for row in shop.json("audit", "errands", "1", "--depth", "core")}

    def now() -> dict[str, tuple[int, int]]:
        rows = shop.json("audit", "errands", "--audit", core)
        return {row["errand"]: (row["checks"], row["answered"]) for row in rows}

    assert now() == {errand: (checks, 0) for errand, checks in least.items()}
    paying = next(one for one in _answers(shop, core) if one["check"] == "payment-app")
    _say(shop, core, paying, "y")
    assert now()["stopped-payment"] == (least["stopped-payment"], 1)
    shop("audit", "gate", core, str(paying["touchpoint_id"]), "payment=no")
    assert "stopped-payment" not in now(), "what does not apply needs no errand"


def test_a_touchpoint_has_an_address_and_a_depth(shop: Cli) -> None:
    journey = shop.made("journey", "new", "Own")
    point = shop.made(
        "touchpoint", "add", journey, "Purchase", "Till", "--address", "shop.example/till", "--depth", "full"
    )
    found = shop.json("touchpoint", "show", point)
    assert (found["address"], found["depth"]) == ("shop.example/till", "full")
    assert "shop.example/till" in shop("touchpoint", "show", point).out
    shop("touchpoint", "edit", point, "--address", "", "--depth", "core")
    found = shop.json("touchpoint", "list", journey)[0]
    assert (found["address"], found["depth"]) == (None, "core")
    refused = shop.run("touchpoint", "edit", point, "--address", "the till")
    assert refused.code == 1 and "web address" in refused.err
    shop("undo")
    assert shop.json("touchpoint", "show", point)["address"] == "shop.example/till"


def test_a_touchpoint_of_a_greater_depth_is_visited_by_deeper_audits_alone(shop: Cli) -> None:
    point = shop.json("touchpoint", "list", "1")[0]["id"]
    shop("touchpoint", "edit", str(point), "--depth", "standard")
    visited = {
        depth: [
            each["id"]
            for each in shop.json("audit", "show", shop.made("audit", "new", "1", "--depth", depth))[
                "touchpoints"
            ]
        ]
        for depth in ("core", "standard")
    }
    assert point not in visited["core"] and point in visited["standard"]


def test_what_is_known_of_a_journey_is_proposed_in_its_audits(shop: Cli) -> None:
    assert shop.json("journey", "show", "1")["gates"] == {
        "bookings": False,
        "delivery": True,
        "payment": True,
        "subscriptions": False,
    }
    shop("journey", "edit", "1", "--gate", "payment=no", "--gate", "delivery=-", "--gate", "video=no")
    gates = {"bookings": False, "payment": False, "subscriptions": False, "video": False}
    assert shop.json("journey", "show", "1")["gates"] == gates
    assert "payment no" in shop("journey", "show", "1", "--no-curve").out
    audit = shop.made("audit", "new", "1", "--auditor", "Kim")
    proposed = {row["gate"]: row["proposed"] for row in shop.json("audit", "gate", audit)}
    assert proposed["payment"] is False and proposed["delivery"] is None
    copy = shop.json("journey", "show", shop.made("journey", "copy", "1"))
    assert copy["gates"] == gates
    refused = shop.run("journey", "edit", "1", "--gate", "cinema=no")
    assert refused.code == 1 and "video" in refused.err
    assert shop.run("journey", "edit", "1", "--gate", "video").code == 2


def test_a_checklist_shows_what_an_audit_asks_by(shop: Cli) -> None:
    found = shop.json("checklist", "show", "mobile")
    payment = next(check for check in found["checks"] if check["gate"] == "payment")
    assert {"depth", "shared", "errand", "sample"} <= payment.keys()
    assert [gate["key"] for gate in found["gates"]] == ["payment"]
    assert all(errand["prepare"]["en"] for errand in found["errands"])
    assert "Do customers pay on the site?" in shop("checklist", "show", "mobile").out


def test_a_bad_key_of_ones_own_file_is_told_with_its_line(shop: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'key = "own"\ntitle = "Own"\n\n[[check]]\nkey = "a"\nseverity = 1\nremedy_effort = 1\n'
        'remedy_impact = 1\ngate = "cinema"\ntext = "A?"\nremedy = "B"\n'
    )
    said = shop.run("checklist", "check", str(own))
    assert said.code == 1 and f"{own}:9: a.gate: is no gate; there are" in said.err
    own.write_text(own.read_text() + '\n[[gate]]\nkey = "cinema"\ntext = "Is there a cinema?"\n')
    assert "good, 1 check" in shop("checklist", "check", str(own)).out
