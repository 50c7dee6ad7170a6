"""The live pages of a journey: the report's own figures, made once, seen anew after every change, and what they hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from auditor.base.vocabulary import Emotion, Verdict
from auditor.reporting.forms import Form, report
from auditor.serving.live import CALENDAR, FEED, LivePage, LivePages
from auditor.settings.config import Config
from auditor.views.finding_drafts import FindingDraft
from auditor.workspace import Workspace
from tests import hostile
from tests.nouns.rounds import Opener, finish, round_of, say
from tests.serving.atom import entries_of, told
from tests.walks import Walked, visit_at

BASE = "https://team.example/report"


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


def as_shown(live: LivePages, journey: int) -> dict[str, str]:
    """Return the text of all live pages of a journey, but for the moment at which the journey was changed last."""
    texts = {rest: live.answer(journey, rest).body.decode() for rest in ("", FEED, CALENDAR, "?wall=1")}
    return {rest: re.sub(r'<p class="made">Figures of .*\n', "", text) for rest, text in texts.items()}


def test_nothing_that_a_round_hides_is_in_any_page_even_where_an_auditor_of_it_serves(
    workspace: Workspace, open_as: Opener, web_shop: int, live: LivePages
) -> None:
    """Not a word of what its auditors answer, feel, see and find: to the letter the pages are as before they did."""
    audits = round_of(workspace, web_shop, "Kim", "Bo")
    before = as_shown(live, web_shop)
    for who in ("Kim", "Bo"):
        theirs = open_as(who)
        visit = visit_at(theirs, audits[who], 0)
        say(theirs, audits[who], 0, [Verdict.FAIL] * 3)
        theirs.audits.feel(visit.id, -2, Emotion.ANGER, f"felt by {who}")
        theirs.findings.add(visit.answers[0].id, FindingDraft(what=f"found by {who}", note=f"noted by {who}"))
        # Whoever serves sees their own; nobody else does.
        assert theirs.reads.audits.findings(audits[who])
    assert live.made == 4
    assert as_shown(live, web_shop) == before
    assert live.made == 8, "they were made anew"
    finish(workspace, audits["Kim"])
    shown = "".join(as_shown(live, web_shop).values())
    assert not re.search(r"(seen|felt|found|noted) by (Kim|Bo)", shown)
    finish(open_as("Bo"), audits["Bo"])
    assert "found by Kim" in live.answer(web_shop).body.decode(), "a round that is over hides nothing"


def test_while_the_database_cannot_be_read_that_is_told_once_and_then_all_is_well(
    path: Path, config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever stands in its place: nothing, something else, or a database that another program is writing."""
    caplog.set_level("INFO", "auditor.serving")
    with closing(Workspace.open(str(path), config)) as workspace, closing(LivePages(workspace, BASE)) as live:
        well = live.answer(1)
        assert well.status == 200
        aside = path.with_name("aside.db")
        for stand_in in (None, b"this is no database", b""):
            path.rename(aside)
            if stand_in is not None:
                path.write_bytes(stand_in)
            for rest in ("", FEED, CALENDAR) * 2:
                answer = live.answer(1, rest)
                assert (answer.status, answer.headers["Retry-After"]) == (503, "10"), stand_in
                assert answer.headers["Cache-Control"] == "no-store" and b"aside" not in answer.body
            aside.replace(path)
            assert live.answer(1).body == well.body
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 6 and said[1::2] == ["reports can be read again"] * 3, said
    assert all("\n" not in line and line.startswith("reports can't be read: ") for line in said[::2])


def read_calendar(answer: LivePage) -> Any:
    """Return the calendar of an answer, as icalendar reads it."""
    return Calendar.from_ical(answer.body)


def test_hostile_text_breaks_neither_feed_nor_calendar(
    workspace: Workspace, web_shop: int, live: LivePages
) -> None:
    typed = [*(shown for shown in hostile.SHOWN_AS_IT_IS), "noncharacter \ufffe\uffff", "]]></content>"]
    for title in typed:
        workspace.actions.done([an_action(workspace, web_shop, title)])
    found = entries_of(live.answer(web_shop, FEED).body.decode())
    assert len(found) == len(typed)
    titles = " ".join(told(one, "title") for one in found.values())
    assert "<script>alert('1')</script>" in titles and "]]></content>" in titles and "noncharacter" in titles
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
