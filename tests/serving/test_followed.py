"""What is followed from outside: the feed of what changed, and the calendar of actions, as they change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from auditor.base.vocabulary import Effect, Verdict
from auditor.reporting.feed import feed
from auditor.serving.live import CALENDAR, FEED, LivePages
from auditor.workspace import Workspace
from tests.exporting.test_calendar import content_lines
from tests.serving.atom import entries_of, kind_of, moment, told
from tests.serving.conftest import JOURNEY, Served
from tests.serving.test_live import BASE, an_action
from tests.walks import audit_of


@pytest.fixture
def live(workspace: Workspace) -> Iterator[LivePages]:
    """The live pages of the test's database."""
    with closing(LivePages(workspace, BASE)) as pages:
        yield pages


def walk(workspace: Workspace, journey: int, verdict: Verdict) -> None:
    """Audit a journey with a verdict on its first check."""
    audit = workspace.audits.start(journey, workspace.who)
    workspace.audits.answer(audit_of(workspace, audit).visits[0].answers[0].id, verdict)
    workspace.audits.finish(audit)


def kinds(live: LivePages, journey: int) -> list[str]:
    """Return of what kinds the entries of the feed are."""
    return sorted(kind_of(one) for one in entries_of(live.answer(journey, FEED).body.decode()).values())


def test_the_feed_tells_each_kind_of_change_as_it_happens(
    workspace: Workspace, web_shop: int, live: LivePages
) -> None:
    """Audits that are finished, what comes back, what is done, late and proven; what is taken back did not happen."""
    assert kinds(live, web_shop) == []
    for verdict in (Verdict.FAIL, Verdict.PASS):
        walk(workspace, web_shop, verdict)
    assert kinds(live, web_shop) == ["finished"] * 2, "what was mended has not come back"
    walk(workspace, web_shop, Verdict.FAIL)
    assert kinds(live, web_shop) == ["back", "finished", "finished", "finished"]
    (finding,) = workspace.reads.findings.of_journey(web_shop)
    done, late = (an_action(workspace, web_shop, title) for title in ("Done one", "Late one"))
    workspace.actions.due([late], workspace.today)
    assert len(kinds(live, web_shop)) == 4, "what is due today is not late"
    workspace.actions.due([late], workspace.today - timedelta(3))
    workspace.actions.done([done])
    workspace.proofs.verify([done], Effect.EFFECTIVE, anyway=True)
    entries = entries_of(live.answer(web_shop, FEED).body.decode())
    of = {kind_of(one): one for one in entries.values()}
    assert sorted(of) == ["back", "done", "finished", "late", "proven"]
    assert finding.name in told(of["back"], "title") and told(of["back"], "content")
    assert "Done one" in told(of["done"], "title") and "Done one" in told(of["proven"], "title")
    assert "Late one" in told(of["late"], "title") and "no owner" in told(of["late"], "content")
    assert moment(of["late"]).astimezone().date() == workspace.today - timedelta(2), "late from the day after"
    workspace.undoing.undo()
    assert "proven" not in kinds(live, web_shop) and "done" in kinds(live, web_shop)
    workspace.actions.due([late], workspace.today)
    assert "late" not in kinds(live, web_shop)


def test_what_is_in_the_feed_keeps_its_id_and_what_happens_anew_gets_another(
    workspace: Workspace, web_shop: int, live: LivePages
) -> None:
    """Whatever is changed elsewhere, in another language, and as made without an address."""
    action = an_action(workspace, web_shop)
    workspace.actions.done([action])
    (first,) = entries_of(live.answer(web_shop, FEED).body.decode())
    an_action(workspace, web_shop, "Another")
    assert [*entries_of(live.answer(web_shop, f"{FEED}?lang=sv").body.decode())] == [first]
    assert [*entries_of(feed(workspace, web_shop, workspace.today))] == [first]
    workspace.actions.edit(action, title="Another title")
    assert [*entries_of(live.answer(web_shop, FEED).body.decode())] == [first]
    workspace.actions.reopen([action])
    workspace.actions.done([action])
    again = [*entries_of(live.answer(web_shop, FEED).body.decode())]
    assert len(again) == 2 and again[1] == first


def parts(live: LivePages, journey: int) -> dict[str, Any]:
    """Return tasks and events of the calendar by UID, once each is what the standard asks for."""
    body = live.answer(journey, CALENDAR).body
    content_lines(body.decode())
    parsed: Any = Calendar.from_ical(body)
    assert not parsed.errors and parsed["VERSION"] == "2.0" and parsed["PRODID"]
    found: dict[str, Any] = {}
    for one in (*parsed.walk("VTODO"), *parsed.walk("VEVENT")):
        assert not one.errors, one.errors
        assert str(one["UID"]) not in found
        assert one["DTSTAMP"].dt == one["LAST-MODIFIED"].dt >= one["CREATED"].dt
        assert one.name == "VTODO" or one["DTEND"].dt == one["DTSTART"].dt + timedelta(1)
        found[str(one["UID"])] = one
    return found


def test_an_entry_of_the_calendar_keeps_its_uid_and_its_sequence_rises(
    workspace: Workspace, web_shop: int, live: LivePages
) -> None:
    """With each change, also one that is taken back; what has no day has no event, and what is given up is told so in both."""
    action = an_action(workspace, web_shop, "Visa priset; genast, tack")
    (task,) = parts(live, web_shop).values()
    assert task.name == "VTODO" and task["SEQUENCE"] == 0
    before = -1
    changes = (
        lambda: workspace.actions.due([action], workspace.today + timedelta(9)),
        lambda: workspace.actions.edit(action, title="Å" * 90),
        lambda: workspace.actions.start([action]),
        workspace.undoing.undo,
        lambda: workspace.actions.drop([action], "Too dear"),
    )
    for change in changes:
        stamp = task["DTSTAMP"].dt
        change()
        here = parts(live, web_shop)
        assert set(here) == {str(task["UID"]), str(task["UID"]).replace("@", "-due@")}
        (sequence,) = {int(one["SEQUENCE"]) for one in here.values()}
        assert sequence > before
        assert all(one["DTSTAMP"].dt >= stamp for one in here.values())
        before, task = sequence, here[str(task["UID"])]
    assert {str(one["STATUS"]) for one in here.values()} == {"CANCELLED"}
    an_action(workspace, web_shop, "One that is taken back")
    workspace.undoing.undo()
    assert parts(live, web_shop).keys() == here.keys(), "what was never there is in neither"
    into = an_action(workspace, web_shop, "One that takes it in")
    workspace.actions.reopen([action])
    workspace.actions.merge([action], into)
    merged = parts(live, web_shop)
    assert {str(merged[uid]["STATUS"]) for uid in here} == {"CANCELLED"}


def test_what_is_known_already_is_not_sent_again_and_a_head_has_no_body(served: Served) -> None:
    """Of the page, the feed and the calendar alike, by the address that somebody has."""
    link = served.link(JOURNEY)
    for rest in ("", "/feed.atom", "/actions.ics"):
        status, headers, text = served.ask(link + rest)
        assert status == 200 and text and headers["cache-control"] == "private, no-cache"
        known = {"If-None-Match": headers["etag"]}
        for method in ("GET", "HEAD"):
            status, again, body = served.ask(link + rest, method, known)
            assert (status, again["etag"], body) == (304, headers["etag"], "")
        status, head, body = served.ask(link + rest, "HEAD")
        assert (status, body, head["content-length"]) == (200, "", str(len(text.encode())))
        assert head["etag"] == headers["etag"] and head["content-type"] == headers["content-type"]
        assert served.ask(link + rest, "HEAD", {"If-None-Match": '"other"'})[0] == 200
    for wrong in (
        link[:-1] + "999",
        link + "/..",
        link + "/feed.atom/",
        link.replace("/report/", "/report/x"),
    ):
        assert served.ask(wrong)[0] == 404, wrong
    served.auditor("serve", "revoke", JOURNEY)
    assert served.ask(link)[0] == 404
