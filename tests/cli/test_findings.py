"""Findings by commands: listed, found again by name, said more of, looked at again, waived, worded, with pictures."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from auditor.cli.finding.picture.lookup import a_picture
from tests.cli.conftest import Cli, opened
from tests.pictures import file_of

PURCHASE = ("basket", "checkout/guest-purchase")
"""A check of the web shop that is failed."""


@pytest.fixture
def again(shop: Cli) -> str:
    """The number of an audit of the web shop that is begun after another one."""
    return shop.made("audit", "new", "web")


@pytest.fixture
def basket(shop: Cli) -> list[str]:
    """The names of the findings at the basket, that of the failed check first."""
    found = shop.json("finding", "list", "--touchpoint", "basket")
    return [
        one["name"] for one in sorted(found, key=lambda one: one["check"] != PURCHASE[1].partition("/")[2])
    ]


@pytest.fixture
def fault(basket: list[str]) -> str:
    """The name of what the failed check found."""
    return basket[0]


@pytest.fixture
def screenshot(tmp_path: Path) -> Path:
    """A file with a picture."""
    path = tmp_path / "shot.png"
    path.write_bytes(file_of(Image.new("RGB", (30, 20), (9, 90, 200))))
    return path


def _names(cli: Cli, *words: str) -> list[str]:
    return [one["name"] for one in cli.json("finding", "list", *words)]


def _one(cli: Cli, name: str) -> dict[str, Any]:
    found: dict[str, Any] = cli.json("finding", "show", name)
    return found


def test_the_open_ones_are_listed_the_most_severe_first_as_statements(shop: Cli) -> None:
    found = shop.json("finding", "list")
    severities = [one["severity"] for one in found]
    assert severities == sorted(severities, reverse=True) and severities[0] == 4
    assert len({one["name"] for one in found}) == len(found) > 50
    assert all(one["open"] and not one["draft"] and one["kind"] == "fault" for one in found)
    assert not any("?" in one["statement"] for one in found)
    first = next(one for one in found if one["check"] == "guest-purchase")
    assert set(first["fault"]) == set(first["partly"]) == set(first["remedy"]) == {"en", "sv", "nb"}
    assert (first["authors"], first["since"] is None) == (["Kim"], False)
    (sighting,) = first["sightings"]
    assert (sighting["seen"], sighting["audit"], sighting["verdict"]) == ("there", 1, "fail")
    (action,) = first["actions"]
    assert action["status"] == "proposed"
    table = shop("finding", "list", "web", "--format", "github").out
    assert first["name"] in table and "stops the customer" in table and "?" not in table


@pytest.mark.parametrize("word", ["BSK-{}", "bsk{}", "Bsk {}", "#{}", "{}"])
def test_a_finding_is_found_again_by_its_name_however_it_is_typed(shop: Cli, fault: str, word: str) -> None:
    assert _one(shop, word.format(fault.removeprefix("BSK-")))["name"] == fault


def test_what_is_no_finding_is_told_in_one_line(shop: Cli, fault: str) -> None:
    for word, said in (
        (fault.replace("BSK", "PRD"), f"that number is {fault}"),
        ("99999", "There is no finding “99999”"),
        ("--x", "No such option"),
        ("what\nis", "is no name of a finding"),
    ):
        told = shop.run("finding", "show", word)
        assert told.code in (1, 2) and said in told.err, word
        assert word == "--x" or len(told.err.splitlines()) == 1


def test_a_name_in_several_journeys_is_told_apart_by_the_journey(shop: Cli) -> None:
    other = shop.made("journey", "new", "Stall")
    shop.made("touchpoint", "add", other, "Purchase", "Desk", "--checklist", "checkout", "--letters", "src")
    audit = shop.made("audit", "new", other)
    shop("audit", "answer", audit, "Desk", "guest-purchase", "fail")
    assert shop("finding", "add", audit, "Desk", "guest-purchase").out == "SRC-1\n"
    told = shop.run("finding", "show", "src-1")
    assert told.code == 1 and "1 Web shop" in told.err and f"{other} Stall" in told.err
    assert "--journey" in told.err
    assert shop.json("finding", "show", "src-1", "--journey", "stall")["journey"] == "Stall"
    assert "Stall" in shop("finding", "show", "1", "--journey", other).out


def test_more_is_said_of_several_at_once_and_taken_away(shop: Cli, basket: list[str]) -> None:
    fault, second, *_rest = basket
    said = {"place": "Pay button", "whom": "All who are new", "item": "Lamp", "note": "Seen twice"}
    options = [word for key, text in said.items() for word in (f"--{key}", text)]
    shop(
        "finding", "edit", fault, second.replace("-", "").lower(), "--severity", "2", "--quick-win", *options
    )
    for name in (fault, second):
        found = _one(shop, name)
        assert {key: found[key] for key in said} == said
        assert (found["severity"], found["own_severity"], found["quick_win"]) == (2, 2, True)
    shown = shop("finding", "show", fault).out
    assert all(text in shown for text in said.values())
    shop("finding", "edit", fault, "--severity", "check", "--what", "One has to log in", "--place", "")
    found = _one(shop, fault)
    assert (found["severity"], found["statement"], found["place"]) == (4, "One has to log in", None)
    assert _one(shop, second)["place"] == "Pay button"
    assert "Say what is to change" in shop.run("finding", "edit", fault).err
    assert shop.run("finding", "edit", fault, "--severity", "5").code == 2


def test_the_list_is_narrowed(shop: Cli, basket: list[str], screenshot: Path) -> None:
    fault, second, third, *_rest = basket
    everything = _names(shop)
    worst = _names(shop, "--severity", "4")
    assert set(worst) == {one["name"] for one in shop.json("finding", "list") if one["severity"] == 4}
    assert set(_names(shop, "--touchpoint", "basket")) == {name for name in everything if name[:3] == "BSK"}
    assert _names(shop, "--text", "ACCOUNT basket stops") == [fault]
    assert _names(shop, "--without-action") == []
    shop("action", "drop", str(_one(shop, fault)["actions"][0]["id"]), "--reason", "Not now")
    assert fault in _names(shop, "--without-action")
    shop("finding", "picture", "add", fault, str(screenshot))
    assert set(everything) - set(_names(shop, "--without-picture")) == {fault}
    shop("finding", "waive", second, "--reason", "Meant so")
    shop("finding", "seen", third, "gone")
    assert not {second, third} & set(_names(shop))
    assert (_names(shop, "--waived"), _names(shop, "--gone")) == ([second], [third])
    assert set(_names(shop, "--waived", "--gone")) == {second, third}
    assert set(_names(shop, "--all")) == set(everything)
    assert _one(shop, second)["note"] == "Meant so"
    shop("finding", "take-up", second)
    assert second in _names(shop)


def test_what_an_audit_sees_follows_from_its_answers_unless_it_is_said(
    shop: Cli, fault: str, again: str
) -> None:
    shop("audit", "answer", again, *PURCHASE, "pass")
    assert [one["seen"] for one in _one(shop, fault)["sightings"]] == ["there", "gone"]
    assert _one(shop, fault)["open"], "a draft decides nothing"
    shop("finding", "seen", fault, "SRC-1", "changed", "--audit", again, "--note", "Later in the form")
    for name in (fault, "SRC-1"):
        last = _one(shop, name)["sightings"][-1]
        told = (last["seen"], last["audit"], last["note"], last["finished"], last["said_of_itself"])
        assert told == ("changed", int(again), "Later in the form", False, True)
    shop("finding", "seen", fault, "as-answered", "--audit", again)
    assert _one(shop, fault)["sightings"][-1]["seen"] == "gone"
    seen = {one["name"]: one["seen_in_audit"] for one in shop.json("finding", "list", "--audit", again)}
    assert seen == {fault: "gone", "SRC-1": "changed"}
    shop("audit", "finish", again)
    shown = shop("finding", "show", fault.lower()).out
    assert not _one(shop, fault)["open"] and "gone" in shown and "still there" in shown
    assert shop.run("finding", "seen", fault, "as-answered").code == 2


def test_an_audit_tells_only_of_the_touchpoints_it_visits(shop: Cli, fault: str) -> None:
    number = str(_one(shop, fault)["actions"][0]["id"])
    for status in ("plan", "start", "done"):
        shop("action", status, number)
    recheck = shop.made("audit", "recheck", number)
    told = shop.run("finding", "seen", "SRC-1", "gone", "--audit", recheck)
    assert told.code == 1 and f"Audit {recheck} does not visit “Search engine”, where SRC-1 is." in told.err


def test_finishing_tells_what_is_new_gone_and_back(shop: Cli, fault: str, again: str) -> None:
    shop("audit", "answer", again, *PURCHASE, "pass")
    shop("audit", "answer", again, "basket", "checkout/error-beside-field", "fail")
    said = shop("audit", "finish", again).err
    assert f"Gone: {fault}\n" in said and "1 new, 1 gone" in said
    new = said.partition("New: ")[2].splitlines()[0]
    assert new in _names(shop)
    third = shop.made("audit", "new", "web")
    shop("audit", "answer", third, *PURCHASE, "fail")
    assert f"Came back: {fault}\n" in shop("audit", "finish", third).err
    assert _one(shop, fault)["came_back"] == 1
    assert "came back" in shop("finding", "list", "--text", fault.lower()).out
    assert _one(shop, new)["open"], "nobody has looked again"


def test_a_check_may_be_wrong_in_several_ways(shop: Cli, fault: str, again: str) -> None:
    shop("audit", "answer", again, *PURCHASE, "fail")
    assert shop("finding", "add", again, *PURCHASE).out == f"{fault}\n", "the fault as it stands has its name"
    other = shop(
        "finding", "add", again, *PURCHASE, "--what", "Guests pay more", "--severity", "3"
    ).out.strip()
    assert (_one(shop, other)["statement"], _one(shop, other)["draft"]) == ("Guests pay more", True)
    assert other not in _names(shop) and other in _names(shop, "--audit", again)
    shop("audit", "finish", again)
    assert {fault, other} <= set(_names(shop))
    named = {one["name"]: one["text"] for one in shop.json("audit", "findings", again)}
    assert named[other] == "Guests pay more" and named[fault].startswith("Buying")


def test_a_remark_on_what_is_met_never_counts(shop: Cli, again: str) -> None:
    shop("audit", "answer", again, *PURCHASE, "pass")
    told = shop.run("finding", "add", again, *PURCHASE, "--place", "Top")
    assert told.code == 1 and "say what could be better" in told.err
    assert "a finding needs one that is failed" in shop.run("finding", "add", again, *PURCHASE).err
    remark = shop("finding", "add", again, *PURCHASE, "--what", "Could be on one page").out.strip()
    shop("audit", "finish", again)
    assert remark not in _names(shop) and _names(shop, "--remarks") == [remark]
    assert "stops the customer" not in shop("finding", "show", remark).out
    assert remark not in {one["name"] for one in shop.json("audit", "findings", again)}


def test_a_wording_is_kept_used_and_forgotten(shop: Cli, basket: list[str]) -> None:
    fault, second, third, fourth, *_rest = basket
    phrase = shop.made("finding", "keep", fault, "--en", "One must log in", "--sv", "Man måste logga in")
    assert _one(shop, fault)["statement"] == "One must log in"
    (kept,) = shop.json("finding", "phrases", fault)
    assert (kept["id"], kept["check"], kept["languages"]) == (int(phrase), "guest-purchase", ["en", "sv"])
    assert shop.json("finding", "phrases", second) == []
    shop("finding", "edit", second, "--what", "Far too many steps")
    before = _one(shop, third)["statement"]
    shop("finding", "use", second, third, phrase)
    assert {_one(shop, name)["phrase_id"] for name in (second, third)} == {int(phrase)}
    assert _one(shop, second)["statement"] == "One must log in"
    shop("finding", "use", third, "none")
    assert _one(shop, third)["statement"] == before
    shop("finding", "forget", phrase)
    assert shop.json("finding", "phrases") == []
    assert _one(shop, second)["statement"] == "One must log in", "it says so in words of its own"
    own = shop.made("finding", "keep", second)
    (anew,) = shop.json("finding", "phrases")
    assert (anew["id"], anew["texts"]) == (int(own), {"en": "One must log in"})
    assert "in at least one language" in shop.run("finding", "keep", fourth).err


def test_a_picture_is_added_described_saved_and_taken_away(
    shop: Cli, fault: str, screenshot: Path, tmp_path: Path
) -> None:
    said = shop("finding", "picture", "add", fault, str(screenshot))
    number = said.out.strip()
    assert "shot.png: 30 × 20 pixels, 1 kB." in said.err and f"picture describe {number}" in said.err
    text = "The checkout asks for an account"
    assert shop("finding", "picture", "add", fault, str(screenshot), "--text", text).out.strip() == number
    (picture,) = _one(shop, fault)["pictures"]
    assert (picture["text"], picture["width"], picture["height"]) == (text, 30, 20)
    assert shop.json("finding", "picture", "list", "--without-text") == []
    shop("finding", "picture", "describe", number, "")
    (listed,) = shop.json("finding", "picture", "list", "--without-text")
    assert (listed["finding"], listed["id"]) == (fault, int(number))
    saved = tmp_path / "saved.png"
    shop("finding", "picture", "save", number, str(saved))
    assert sha256(saved.read_bytes()).hexdigest() == picture["sha256"]
    assert saved.stat().st_size == picture["size"]
    assert "--force" in shop.run("finding", "picture", "save", number, str(saved)).err
    shop("finding", "picture", "remove", number)
    assert _one(shop, fault)["pictures"] == []
    assert "There is no picture number" in shop.run("finding", "picture", "describe", number, "x").err
    shop("undo")
    assert len(_one(shop, fault)["pictures"]) == 1


def test_a_picture_that_was_lost_is_there_once_it_is_added_again(
    shop: Cli, fault: str, screenshot: Path, tmp_path: Path
) -> None:
    number = shop("finding", "picture", "add", fault, str(screenshot)).out.strip()
    (kept,) = tmp_path.glob("default.db-pictures/*/*.png")
    content = kept.read_bytes()
    for lose in (kept.unlink, lambda: kept.write_bytes(b"spoiled")):
        lose()
        assert shop("finding", "picture", "add", fault, str(screenshot)).out.strip() == number
        assert kept.read_bytes() == content


def test_a_picture_is_called_by_its_place_among_those_of_its_finding(
    shop: Cli, fault: str, screenshot: Path, tmp_path: Path
) -> None:
    other, *_rest = (name for name in _names(shop) if name != fault)
    shop("finding", "picture", "add", other, str(screenshot))
    second = tmp_path / "second.png"
    second.write_bytes(file_of(Image.new("RGB", (6, 7))))
    number = shop("finding", "picture", "add", fault, str(second)).out.strip()
    assert number != "1"
    with opened(tmp_path / "default.db") as workspace:
        assert a_picture(workspace, int(number))[1] == f"{fault}, picture 1"


def test_the_newest_screenshot_is_taken_from_the_folder_that_the_settings_name(
    shop: Cli, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, settings = tmp_path / "shots", tmp_path / "config"
    folder.mkdir()
    settings.mkdir(exist_ok=True)
    (settings / "config.toml").write_text(f"screenshots = '{folder}'\n", encoding="utf-8")
    told = shop.run("finding", "picture", "add", fault, "--newest")
    assert told.code == 1 and "take a screenshot first" in told.err
    (folder / "one.png").write_bytes(file_of(Image.new("RGB", (5, 5))))
    said = shop("finding", "picture", "add", fault, "--newest").err
    assert "one.png: 5 × 5 pixels" in said
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert "clipboard" in shop.run("finding", "picture", "add", fault, "--clipboard").err
    opened = shop.run("finding", "picture", "open", "1")
    assert opened.code == 1 and ".png" in opened.err, "it says where the picture is"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"<svg onload='alert(1)'/>", ()), (b"", ("--newest",)), (b"\x89PNG\r\n\x1a\n", ("--clipboard",))],
)
def test_what_is_no_picture_or_named_twice_is_refused(
    shop: Cli, fault: str, tmp_path: Path, content: bytes, words: tuple[str, ...]
) -> None:
    file = tmp_path / "page.png"
    file.write_bytes(content)
    told = shop.run("finding", "picture", "add", fault, str(file), *words)
    assert told.code == (2 if words else 1)
    assert words or len(told.err.splitlines()) == 1
    assert shop.json("finding", "picture", "list") == []


def test_letters_are_chosen_and_names_that_are_there_stay(shop: Cli, fault: str, again: str) -> None:
    assert shop.json("touchpoint", "show", "basket")["letters"] == "BSK"
    shop("touchpoint", "edit", "basket", "--letters", "pay")
    shop("audit", "answer", again, *PURCHASE, "fail")
    new = shop("finding", "add", again, *PURCHASE, "--what", "Guests pay more").out.strip()
    assert new.startswith("PAY-") and _one(shop, fault)["name"] == fault
    shown = shop.json("touchpoint", "show", "basket")
    assert shown["letters"] == "PAY"
    assert fault in {one["name"] for one in shown["findings"]}
    for bad in ("abcde", "x1", "åäö", "="):
        told = shop.run("touchpoint", "edit", "basket", "--letters", bad)
        assert told.code == 1 and "one to 4 letters" in told.err, bad
    shop("touchpoint", "edit", "basket", "--letters", "")
    assert shop.json("touchpoint", "show", "basket")["letters"] == "BSK"


def test_what_a_site_shares_is_one_finding_at_several_touchpoints(cli: Cli) -> None:
    journey = cli.made("journey", "new", "Shop")
    checks = cli.json("checklist", "show", "accessibility")["checks"]
    shared = next(one["key"] for one in checks if one["shared"])
    for name in ("Basket", "Checkout"):
        cli.made(
            "touchpoint",
            "add",
            journey,
            "Purchase",
            name,
            "--checklist",
            "accessibility",
            "--address",
            "a.example",
        )
    audit = cli.made("audit", "new", journey)
    cli("audit", "answer", audit, "Basket", shared, "fail")
    said = cli("finding", "add", audit, "Checkout", shared)
    assert said.out == "BSK-1\n" and "at “Basket”" in said.err
    cli("audit", "finish", audit)
    (found,) = cli.json("finding", "list")
    assert (found["touchpoint"], found["elsewhere"]) == ("Basket", ["Checkout"])
    assert "at 2 touchpoints" in cli("finding", "list").out
    assert "at 2 touchpoints" in cli("audit", "findings", audit).out
    assert "Basket, Checkout" in cli("finding", "show", found["name"]).out
    assert [one["name"] for one in cli.json("touchpoint", "show", "checkout")["findings"]] == [found["name"]]


def test_how_many_are_open_stands_in_one_line(shop: Cli) -> None:
    counts = shop.json("journey", "show", "web")["open_findings"]
    listed = [str(one["severity"]) for one in shop.json("finding", "list")]
    assert counts == {step: listed.count(step) for step in "4321"}
    said = f"{counts['4']} stop the customer"
    assert said in shop("journey", "show", "web").out
    assert [line for line in shop("today").err.splitlines() if said in line and "finding list" in line]


def test_hostile_words_stay_words(shop: Cli, fault: str) -> None:
    hostile = "[red]x[/] =1+1 \x1b[31m\u202e|"
    shop("finding", "edit", fault, "--what", hostile, "--place", hostile)
    for words in (("show", fault), ("list", "--format", "github"), ("list", "--format", "html")):
        out = shop("finding", *words).out
        assert "[red]x[/] =1+1" in out and "\x1b" not in out and "\u202e" not in out
    (line,) = (
        line for line in shop("finding", "list", "--format", "csv").out.splitlines() if f"{fault}," in line
    )
    assert ",[red]x[/] =1+1" in line


def test_what_others_found_in_a_round_is_not_told_before_all_have_finished(
    shop: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop("audit", "round", "new", "web", "--auditors", "Kim, Ann")
    audits = {
        line["auditor"]: str(line["id"]) for line in shop.json("audit", "list") if line["finished"] is None
    }
    monkeypatch.setenv("AUDITOR_USER", "Ann")
    shop("audit", "answer", audits["Ann"], *PURCHASE, "fail")
    secret = shop("finding", "add", audits["Ann"], *PURCHASE, "--what", "A secret").out.strip()
    assert secret in _names(shop, "--all")
    monkeypatch.setenv("AUDITOR_USER", "Kim")
    told = shop.run("finding", "show", secret)
    assert told.code == 1 and "There is no finding" in told.err and "secret" not in told.err
    assert secret not in _names(shop, "--all")
