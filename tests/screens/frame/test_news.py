"""News of changes: a place shows all that was changed of what it shows, and reads nothing for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import Verdict
from auditor.store.adapter import FileReader
from auditor.store.me import STATE
from auditor.store.tables import ENTITIES
from auditor.store.viewing import Read, T
from auditor.views.audits import Audit
from auditor.views.evidence import EvidenceDraft
from auditor.views.history import Changes
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.audit.round import RoundPlace
from screens.audit.walk import WalkPlace
from screens.frame.news import AT_A_TOUCHPOINT, FOR_ALL, KEPT, NewsLog, Shown
from screens.frame.place import Place
from screens.home.history import HistoryPlace
from screens.home.home import HomePlace
from screens.map.journey_map import MapPlace
from screens.routes import Selection
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES
from tests.screens.shown import app_of, open_place, place_of, press, running, shown
from tests.screens.web_shop import nth


def one(
    *touched: tuple[str, int], points: tuple[int, ...] = (), journeys: tuple[int, ...] | None = (1,)
) -> Changes:
    """Return a change of some rows."""
    where = None if journeys is None else frozenset(journeys)
    return Changes("edit", frozenset(touched), frozenset(points), where)


def test_news_of_another_journey_or_of_what_is_not_shown_are_left() -> None:
    seen = Shown.of(1, "note")
    assert seen.is_touched(one(("action", 7), points=(3,)))
    assert seen.is_touched(one(("action", 7), ("note", 1), points=(3,), journeys=(1, 2)))
    assert seen.is_touched(one(("person", 7), journeys=None)), "people may show in any journey"
    assert not seen.is_touched(one(("action", 7), points=(30,), journeys=(2,)))
    assert not seen.is_touched(one(("note", 1), points=(3,)))
    assert all(each.is_touched(FOR_ALL) for each in (seen, Shown(), Shown(touchpoints=frozenset({3}))))


def test_one_touchpoint_is_touched_by_what_may_reach_it() -> None:
    here = Shown(frozenset({1}), frozenset({3}))
    assert here.is_touched(one(("visit", 1), points=(3, 4)))
    assert not here.is_touched(one(("visit", 1), ("touchpoint", 4), points=(4,)))
    assert here.is_touched(one(("evidence", 1), points=(4,))), "evidence supports what is around it"
    assert here.is_touched(one(("persona", 1)))


def test_what_is_left_out_are_kinds_of_rows_there_are(opened: Opener) -> None:
    workspace = opened("sample")
    assert set(ENTITIES) >= AT_A_TOUCHPOINT
    for make in PLACES.values():
        assert set(ENTITIES) >= make(workspace).shown().unseen


def test_news_that_are_no_longer_kept_are_not_passed_over() -> None:
    log = NewsLog()
    for number in range(KEPT + 1):
        log.add(one(("action", number)))
    assert log.since(0) is None
    assert [news.number for news in log.since(KEPT) or ()] == [KEPT + 1]
    assert log.since(KEPT + 1) == []


def open_audit(workspace: Workspace) -> Audit:
    """Return the audit of the sample journey that is not finished."""
    line = next(line for line in workspace.reads.audits.lines(1) if line.finished is None and not line.hidden)
    audit = workspace.reads.audits.get(line.id)
    assert audit is not None
    return audit


def first_action(workspace: Workspace) -> int:
    """Return the number of the action to do first."""
    return workspace.reads.actions.ranking().page(0, 1)[0].id


def begun(workspace: Workspace, journey_id: int) -> Audit:
    """Start an audit of a journey for the first of its personas."""
    personas = workspace.reads.journeys.personas(journey_id)
    number = workspace.audits.start(journey_id, "Kim", personas[0].id if personas else None)
    audit = workspace.reads.audits.get(number)
    assert audit is not None
    return audit


def elsewhere(workspace: Workspace) -> None:
    """Copy the journey and walk the copy."""
    audit = begun(workspace, workspace.journeys.copy(1))
    workspace.audits.feel(audit.visits[0].id, -2)
    workspace.audits.answer(audit.visits[0].answers[0].id, Verdict.FAIL)
    workspace.audits.finish(audit.id)


def ended(workspace: Workspace) -> None:
    """Feel something in the audit that is not finished, and finish it."""
    audit = open_audit(workspace)
    workspace.audits.feel(audit.visits[0].id, 1)
    workspace.audits.finish(audit.id)


def inside(workspace: Workspace) -> None:
    """Put a journey inside the first touchpoint, and feel in it."""
    workspace.stages.open_new(1)
    inner = workspace.reads.journeys.lines()[-1].id
    journey = workspace.reads.journeys.get(inner)
    assert journey is not None
    workspace.stages.add_touchpoint(journey.stages[0].id, "Queue")
    workspace.audits.feel(begun(workspace, inner).visits[0].id, 2)


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "an answer": lambda w: w.audits.answer(open_audit(w).visits[0].answers[0].id, Verdict.FAIL),
    "its taking back": lambda w: w.undoing.undo(),
    "its being done again": lambda w: w.undoing.redo(),
    "a feeling": lambda w: w.audits.feel(open_audit(w).visits[0].id, -2),
    "a note": lambda w: w.noting.add(1, "pain-point", "They wait for a long time"),
    "an action": lambda w: w.actions.add(1, "Something new", 1, 5, owner="Somebody new"),
    "a date": lambda w: w.actions.due([first_action(w)], "2026-01-02"),
    "an owner": lambda w: w.actions.assign([first_action(w)], w.who),
    "a comment": lambda w: w.actions.comment([first_action(w)], "said"),
    "a status": lambda w: w.actions.done([first_action(w)]),
    "an impact": lambda w: w.actions.shift([first_action(w)], impact=-1),
    "a wish": lambda w: w.wishes.want(1, 2),
    "a touchpoint": lambda w: w.stages.edit_touchpoint(1, name="Renamed", importance=1),
    "a stage": lambda w: w.stages.edit(1, name="The first of all", goal="Renamed too"),
    "an order": lambda w: w.stages.move_touchpoint(1, 1),
    "a new touchpoint": lambda w: w.stages.add_touchpoint(1, "Found on the way"),
    "a persona": lambda w: w.journeys.edit_persona(1, name="Renamed"),
    "evidence": lambda w: w.evidence.add(
        EvidenceDraft(
            journey_id=1,
            touchpoint_id=1,
            kind="survey",
            source="exit survey",
            collected="2026-03-01",
            people=200,
            feeling=-1,
        )
    ),
    "evidence of the whole": lambda w: w.evidence.add(
        EvidenceDraft(journey_id=1, kind="interview", source="five calls", collected="2026-03-01", people=5)
    ),
    "a reply": lambda w: w.noting.reply(1, 1, "goal", "They want it quick"),
    "a person": lambda w: w.people.edit(1, name="Kim by another name"),
    "a filter": lambda w: w.filters.save("late ones", "late"),
    "a journey elsewhere": elsewhere,
    "a journey inside": inside,
    "the name": lambda w: w.journeys.edit(1, name="The shop, renamed", review="3 weeks"),
    "an audit": lambda w: w.audits.start(1, "Alex", 1),
    "the end of an audit": ended,
    "a deletion": lambda w: w.stages.delete_touchpoint(2),
}
"""What can be changed under a place, one after the other."""


def is_shown(pilot: Pilot[None], text: str) -> bool:
    """Tell whether the screen shows a text."""
    return shown(pilot) == text


@pytest.mark.every(4)
@pytest.mark.parametrize("name", PLACES)
async def test_a_place_shows_whatever_was_changed_of_it(opened: Opener, name: str) -> None:
    workspace = opened("sample")
    place = PLACES[name](workspace)
    async with running(workspace) as pilot:
        await open_place(pilot, place)
        for change in CHANGES.values():
            change(workspace)
            await until(pilot, lambda: place._shown_at == app_of(pilot).news.count)
            await pilot.pause()
            heard = shown(pilot)
            place.show_now()
            await until(pilot, partial(is_shown, pilot, heard))


A_VISIT = ["visit", "answers of a visit", "answers to gates at a visit"]
A_RANKING = [
    "evidence that counts for touchpoints",
    "places of actions",
    "groups of actions",
    "actions of a group",
    "open actions that wait for open ones",
    "at how many touchpoints actions mend something, where at several",
]
A_PLACE_IN_IT = [
    "group of an action",
    "how many of a group come before an action, and whether it is one of them",
]
THE_TOUCHPOINTS = [
    "journey",
    "wishes of a journey",
    "needs that wishes of a journey meet",
    "touchpoints",
    "strategies of a journey",
    "stages",
]


WHO_READS = {STATE.name, "who is known by what", "everybody ever in the team"}
"""What the reader asks for itself: whose own audits and actions a read is about."""


@contextmanager
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note the names of all reads of a block, in their order."""
    made: list[str] = []
    read_all = FileReader.all

    def counted(self: FileReader, read: Read[T], **parameters: object) -> list[T]:
        if read.name not in WHO_READS:
            made.append(read.name)
        return read_all(self, read, **parameters)

    with monkeypatch.context() as patched:
        patched.setattr(FileReader, "all", counted)
        yield made


def has_taken(place: Place, number: int) -> bool:
    """Tell whether a place shows the news of that number."""
    return place._shown_at == number


async def read_for(
    pilot: Pilot[None], place: Place, monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]
) -> list[str]:
    """Return what a place in front reads because of a change."""
    change()
    with reads(monkeypatch) as made:
        await until(pilot, lambda: place._shown_at == app_of(pilot).news.count)
    return made


async def test_an_answer_rereads_its_touchpoint_alone(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(opened("shop"), ("walk", 1)) as pilot:
        place = place_of(pilot, WalkPlace)
        await press(pilot, "y")
        for keys, read in (("n", A_VISIT), ("u", ["what undo takes back", *A_VISIT]), ("1", A_VISIT)):
            count = app_of(pilot).news.count
            with reads(monkeypatch) as made:
                await press(pilot, keys)
                await until(pilot, partial(has_taken, place, count + 1))
            assert made == read, f"after {keys}"
        assert nth(2) in shown(pilot)


async def test_a_date_rereads_the_list_once(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        made = await read_for(pilot, place, monkeypatch, lambda: CHANGES["a date"](workspace))
        assert set(made) == {*A_RANKING, *THE_TOUCHPOINTS, *A_PLACE_IN_IT}
        assert all(made.count(name) == 1 for name in set(made) - {"actions of a group"})
        assert await read_for(pilot, place, monkeypatch, lambda: CHANGES["a note"](workspace)) == []
        await press(pilot, "space")
        with reads(monkeypatch) as made:
            await press(pilot, "space")
        assert made == [], "marks are drawn without reading"


async def test_a_wish_rereads_the_touchpoints_of_the_map(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        place = await open_place(pilot, MapPlace(1))
        made = await read_for(pilot, place, monkeypatch, lambda: workspace.wishes.want(1, -1))
        assert made == THE_TOUCHPOINTS


async def test_home_rereads_what_it_shows_and_no_more(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        place = place_of(pilot, HomePlace)
        made = await read_for(pilot, place, monkeypatch, lambda: CHANGES["an impact"](workspace))
        assert made.count("journeys at home") == 1 and made.count("actions of journeys, counted") == 1
        assert made.count("places of actions") == 1, "those to do first"
        for change in ("a note", "a reply", "a filter"):
            assert await read_for(pilot, place, monkeypatch, partial(CHANGES[change], workspace)) == []


@pytest.mark.parametrize("name", ["found", "findings", "touchpoint", "follow-up", "walk"])
async def test_the_findings_of_a_journey_are_read_once_to_be_shown(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    workspace = opened("sample")
    place = PLACES[name](workspace)
    async with running(workspace) as pilot:
        with reads(monkeypatch) as made:
            await open_place(pilot, place)
            await until(pilot, partial(has_taken, place, app_of(pilot).news.count))
            await press(pilot, "down", "up")
        assert made.count("findings of a journey") == 1


IN_ONE_JOURNEY = sorted(
    PLACES.keys() - {"home", "history", "actions", "board", "owners", "estimates", "responsible"}
)


@pytest.mark.every(3)
@pytest.mark.parametrize("name", IN_ONE_JOURNEY)
async def test_a_change_in_another_journey_reads_nothing_here(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    workspace = opened("sample")
    place = PLACES[name](workspace)
    other = workspace.journeys.copy(1)
    async with running(workspace) as pilot:
        await open_place(pilot, place)
        read = await read_for(
            pilot, place, monkeypatch, lambda: workspace.journeys.edit(other, name="Changed")
        )
        assert read == []
        await open_place(pilot, HistoryPlace())
        workspace.journeys.edit(other, about="Changed again")
        await until(pilot, lambda: app_of(pilot).screen.is_current)
        with reads(monkeypatch) as made:
            await press(pilot, "escape")
            await until(pilot, lambda: pilot.app.screen is place)
        assert made == [], "nor when it comes to the front again"


async def test_what_a_place_shows_itself_is_not_read_twice(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened("sample")
    place = PLACES["round"](workspace)
    assert isinstance(place, RoundPlace)
    async with running(workspace) as pilot:
        await open_place(pilot, place)
        workspace.journeys.edit(1, name="Renamed")
        place.show_now()
        with reads(monkeypatch) as made:
            await pilot.pause()
            await until(pilot, lambda: place._shown_at == app_of(pilot).news.count)
        assert made == []
