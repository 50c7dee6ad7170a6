"""The live pages of a journey: the report's own figures, made once, seen anew after every change, and what they hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from auditor.base.vocabulary import Verdict
from auditor.reporting.feed import NEWEST, feed
from auditor.reporting.forms import Form, report
from auditor.serving.live import CALENDAR, FEED, LivePage, LivePages
from auditor.workspace import Workspace
from tests import hostile
from tests.nouns.rounds import Opener, round_of, say
from tests.walks import Walked

BASE = "https://team.example/report"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def live(workspace: Workspace) -> Iterator[LivePages]:
    """The live pages of the test's database."""
    with closing(LivePages(workspace, BASE)) as pages:
        yield pages


def an_action(workspace: Workspace, journey: int, title: str = "Show the price") -> int:
    """Add an action at the first touchpoint."""
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return workspace.actions.add(found.touchpoints[0].id, title, effort=2, impact=4)


def without_live(page: str) -> str:
    """Return a live page without the lines that the static report does not have."""
    page = re.sub(r'<link rel="alternate".*\n', "", page)
    return re.sub(r'<p class="made">Figures of .*\n', "", page)


def test_the_page_is_the_report_but_for_the_line_of_time_and_links(
    workspace: Workspace, walked: Walked, live: LivePages
) -> None:
    workspace.audits.finish(walked.audit)
    page = live.answer(walked.journey).body.decode()
    assert without_live(page) == report(workspace, walked.journey, Form.HTML, workspace.today).content
    assert f'href="{BASE}/{walked.journey}/feed.atom?lang=en"' in page
    assert f'href="webcal://team.example/report/{walked.journey}/actions.ics?lang=en"' in page
    assert "<script" not in page and 'http-equiv="refresh"' not in page
    assert 'http-equiv="refresh" content="60"' in live.answer(walked.journey, "?wall=1").body.decode()


def test_a_page_is_made_once_for_all_and_anew_after_anybodys_change(
    open_as: Opener, web_shop: int, live: LivePages
) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _number: live.answer(web_shop), range(24)))
    assert live.made == 1 and len({answer.body for answer in answers}) == 1
    etag = answers[0].headers["ETag"]
    again = live.answer(web_shop, if_none_match=f'"other", W/{etag}')
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", etag)
    an_action(open_as("Bo"), web_shop, "A title of Bo")
    changed = live.answer(web_shop, if_none_match=etag)
    assert changed.status == 200 and b"A title of Bo" in changed.body and live.made == 2


def test_what_everybody_goes_by_holds_at_the_next_request(
    open_as: Opener, web_shop: int, live: LivePages
) -> None:
    bo = open_as("Bo")
    an_action(bo, web_shop)
    live.answer(web_shop)
    bo.settings.keep({"priority.order": "ice"})
    assert "The actions are in the order of ICE." in live.answer(web_shop).body.decode()


def test_the_language_asked_for_and_each_thread_in_its_own(web_shop: int, live: LivePages) -> None:
    asked = [("?lang=sv", "nb"), ("", "de, nb;q=0.8, en;q=0.5"), ("?lang=xx", "en"), ("", "q=;,;")] * 3
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: live.answer(web_shop, one[0], accept_language=one[1]), asked))
    assert [one.headers["Content-Language"] for one in answers] == ["sv", "nb", "en", "en"] * 3
    for one in answers:
        assert f'<html lang="{one.headers["Content-Language"]}">'.encode() in one.body
    assert "Kundresa" in answers[0].body.decode() and "Kundereise" in answers[1].body.decode()


@pytest.mark.parametrize("rest", ["feed.xml", "../1", "feed.atom/x", "x?lang=sv", "\0"])
def test_anything_else_is_not_there(web_shop: int, live: LivePages, rest: str) -> None:
    assert live.answer(web_shop, rest).status == 404
    assert live.answer(web_shop + 1000).status == live.answer(web_shop + 1000, FEED).status == 404
    assert live.answer(web_shop + 1000, CALENDAR).status == 404


def test_a_round_that_is_not_finished_is_hidden_even_where_an_auditor_of_it_serves(
    workspace: Workspace, web_shop: int, live: LivePages
) -> None:
    audits = round_of(workspace, web_shop, "Kim", "Bo")
    say(workspace, audits["Kim"], 0, [Verdict.FAIL] * 3)
    # Whoever serves sees their own; nobody else does.
    assert workspace.reads.audits.findings(audits["Kim"])
    for rest in ("", FEED, CALENDAR):
        assert b"seen by Kim" not in live.answer(web_shop, rest).body
    with closing(workspace.as_nobody()) as nobody:
        hidden = [line.hidden for line in nobody.reads.audits.lines(web_shop) if line.round_id]
        assert hidden == [True, True]


def read_calendar(answer: LivePage) -> Any:
    """Return the calendar of an answer, as icalendar reads it."""
    return Calendar.from_ical(answer.body)


def entries_of(text: str) -> dict[str, ET.Element]:
    """Return the entries of a feed by id, once it has kept the rules of RFC 4287."""
    root = ET.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for one in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1, name
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}(-\d\d){2}T(\d\d:){2}\d\dZ", one.findtext(f"{ATOM}updated") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert all(one.findtext(f"{ATOM}content") for one in entries)
    times = [one.findtext(f"{ATOM}updated") or "" for one in entries]
    assert times == sorted(times, reverse=True) and len(entries) <= NEWEST
    by_id = {one.findtext(f"{ATOM}id") or "": one for one in entries}
    assert len(by_id) == len(entries)
    return by_id


def test_the_feed_tells_what_was_done_is_late_and_was_finished_under_lasting_ids(
    workspace: Workspace, walked: Walked, live: LivePages
) -> None:
    done, late = (an_action(workspace, walked.journey, title) for title in ("Done one", "Late one"))
    workspace.actions.done([done])
    workspace.actions.due([late], workspace.today - timedelta(3))
    workspace.audits.finish(walked.audit)
    first = entries_of(live.answer(walked.journey, FEED).body.decode())
    kinds = [one.find(f"{ATOM}category") for one in first.values()]
    assert sorted(kind.get("term") or "" for kind in kinds if kind is not None) == [
        "done",
        "finished",
        "late",
    ]
    titles = " ".join(one.findtext(f"{ATOM}title") or "" for one in first.values())
    assert "Done one" in titles and "Late one" in titles
    # Another language and a later change give the same ids.
    an_action(workspace, walked.journey, "Another")
    assert entries_of(live.answer(walked.journey, f"{FEED}?lang=sv").body.decode()).keys() == first.keys()
    workspace.actions.due([late], workspace.today)
    assert len(entries_of(feed(workspace, walked.journey, workspace.today))) == 2


def test_hostile_text_breaks_neither_feed_nor_calendar(
    workspace: Workspace, web_shop: int, live: LivePages
) -> None:
    typed = [*(shown for shown in hostile.SHOWN_AS_IT_IS), "noncharacter \ufffe\uffff", "]]></content>"]
    for title in typed:
        workspace.actions.done([an_action(workspace, web_shop, title)])
    found = entries_of(live.answer(web_shop, FEED).body.decode())
    assert len(found) == len(typed)
    told = " ".join(one.findtext(f"{ATOM}title") or "" for one in found.values())
    assert "<script>alert('1')</script>" in told and "]]></content>" in told and "noncharacter" in told
    parsed = read_calendar(live.answer(web_shop, CALENDAR))
    assert len(parsed.walk("VTODO")) == len(typed)


def test_the_calendar_has_events_and_tasks_of_all_actions_and_a_name(
    workspace: Workspace, web_shop: int, live: LivePages
) -> None:
    due = workspace.today + timedelta(9)
    done, dropped = (an_action(workspace, web_shop, title) for title in ("Done one", "Dropped one"))
    workspace.actions.due([done, dropped], due)
    workspace.actions.done([done])
    workspace.actions.drop([dropped], "Too dear")
    answer = live.answer(web_shop, CALENDAR)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.body.split(b"\r\n"))
    parsed = read_calendar(answer)
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None and parsed["NAME"] == parsed["X-WR-CALNAME"] == journey.name
    assert parsed["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    events = {str(one["SUMMARY"]): one for one in parsed.walk("VEVENT")}
    assert {name: str(one["STATUS"]) for name, one in events.items()} == {
        "✓ Done one": "CONFIRMED",
        "Dropped one": "CANCELLED",
    }
    assert {one["DTSTART"].dt for one in events.values()} == {due}
    assert {str(one["STATUS"]) for one in parsed.walk("VTODO")} == {"COMPLETED", "CANCELLED"}
