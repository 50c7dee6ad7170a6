"""The filter language: each word, in each language, back to text, and what is said of what is not understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.base.i18n import set_language
from auditor.base.vocabulary import OPEN_STATUSES, Quadrant, Sort, Status
from auditor.input.filter_words import KEYS, key_words
from auditor.input.filters import filter_words, in_english, in_own_words, read_filter
from auditor.views.actions import ME, ActionFilter

SUNDAY = date(2026, 11, 22)


def read(text: str) -> ActionFilter:
    """Read a filter on a Sunday, as Kim."""
    return read_filter(text, SUNDAY)


MEANT = {
    "": ActionFilter(),
    "owner:anna": ActionFilter(owners=("anna",)),
    'owner:"Anna Öst" OWNER=bo': ActionFilter(owners=("Anna Öst", "bo")),
    "owner:me": ActionFilter(owners=(ME,)),
    "owner:none": ActionFilter(owners=("",)),
    "status:planned": ActionFilter((Status.PLANNED,)),
    'status:done status:"in progress"': ActionFilter((Status.IN_PROGRESS, Status.DONE)),
    "status:open status:done": ActionFilter((*OPEN_STATUSES, Status.DONE)),
    "status:all": ActionFilter(tuple(Status)),
    "stage:checkout touchpoint:basket journey:3": ActionFilter(
        stages=("checkout",), touchpoints=("basket",), journeys=("3",)
    ),
    "quadrant:quick-win quadrant:Big_Bet": ActionFilter(quadrants=(Quadrant.QUICK_WIN, Quadrant.BIG_BET)),
    "effort<3": ActionFilter(effort=(1, 2)),
    "effort<=3 effort>1": ActionFilter(effort=(2, 3)),
    "impact>=4": ActionFilter(impact=(4, 5)),
    "impact:4": ActionFilter(impact=(4, 4)),
    "need>=0,5": ActionFilter(need=(0.5, 1.0)),
    "due<2026-12-01": ActionFilter(due_to=date(2026, 11, 30)),
    "due<fri": ActionFilter(due_to=date(2026, 11, 26)),
    "due>=today due<=+2w": ActionFilter(due_from=SUNDAY, due_to=date(2026, 12, 6)),
    'due:"1 dec"': ActionFilter(due_from=date(2026, 12, 1), due_to=date(2026, 12, 1)),
    'due:"v 49"': ActionFilter(due_from=date(2026, 11, 30), due_to=date(2026, 12, 6)),
    "due<=v.49": ActionFilter(due_to=date(2026, 12, 6)),
    "due<2026-W49": ActionFilter(due_to=date(2026, 11, 29)),
    "due>w49": ActionFilter(due_from=date(2026, 12, 7)),
    'due>="uke 49" due<="uke 53"': ActionFilter(due_from=date(2026, 11, 30), due_to=date(2027, 1, 3)),
    "due:week": ActionFilter(due_week=True),
    "due:none": ActionFilter(undated=True),
    "late": ActionFilter(late=True),
    "waiting": ActionFilter(waiting=True),
    "sort:due": ActionFilter(sort=Sort.DUE),
    "-late": ActionFilter(not_late=True),
    "not late": ActionFilter(not_late=True),
    "-waiting": ActionFilter(not_waiting=True),
    '-owner:me -owner:"Anna Öst" -owner:none': ActionFilter(not_owners=(ME, "Anna Öst", "")),
    "not owner:bo owner:anna": ActionFilter(owners=("anna",), not_owners=("bo",)),
    "-status:planned": ActionFilter((Status.PROPOSED, Status.IN_PROGRESS)),
    "status:done status:dropped -status:done": ActionFilter((Status.DROPPED,)),
    "-status:open": ActionFilter((Status.DONE, Status.VERIFIED, Status.DROPPED)),
    "-quadrant:quick-win -quadrant:money-pit": ActionFilter(quadrants=(Quadrant.BIG_BET, Quadrant.FILL_IN)),
    "-stage:checkout -touchpoint:basket -journey:3": ActionFilter(
        not_stages=("checkout",), not_touchpoints=("basket",), not_journeys=("3",)
    ),
    "-due:none": ActionFilter(dated=True),
    "not now": ActionFilter(text="not now"),
    '"-checkout" "not" late - -5': ActionFilter(late=True, text="-checkout not - -5"),
    "-sort:due": ActionFilter(sort=Sort.DUE, descending=True),
    "id:4 id:7": ActionFilter(ids=frozenset({4, 7})),
    "pay  now": ActionFilter(text="pay now"),
    '"late" fee': ActionFilter(text="late fee"),
    '"owner:anna"': ActionFilter(text="owner:anna"),
    "guest late owner:bo checkout": ActionFilter(late=True, owners=("bo",), text="guest checkout"),
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items(), ids=MEANT)
def test_each_word_means_what_it_says_and_can_be_written_again(text: str, meant: ActionFilter) -> None:
    assert read(text) == meant
    assert read(filter_words(meant)) == meant
    for language in ("sv", "nb"):
        set_language(language)
        assert read(text) == meant, "English is understood in every language"
        assert read(filter_words(meant)) == meant


def test_words_of_ones_own_language_are_understood() -> None:
    for language in ("sv", "nb"):
        set_language(language)
        flags, keys = key_words()[len(KEYS) :], key_words()[: len(KEYS)]
        assert all(word.endswith(":") and " " not in word for word in keys), keys
        assert read(flags[0]).late and read(flags[1]).waiting
        own = dict(zip(KEYS, keys, strict=True))
        assert read(f"{own['owner']}anna") == ActionFilter(owners=("anna",))
        assert read(f"{own['due'][:-1]}<fredag") == ActionFilter(due_to=date(2026, 11, 26))
        assert in_english(f"{own['effort'][:-1]}<3 {flags[0]} kasse") == "effort<3 late kasse"
        said = in_own_words('owner:me status:in-progress -sort:due quadrant:quick-win "due:week"')
        assert said.startswith(own["owner"]) and "in-progress" not in said and "quick-win" not in said
        assert in_english(said) == 'owner:me status:in-progress -sort:due quadrant:quick-win "due:week"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour:red", ("colour", "owner:", "status:", "late")),
        ("owner:", ("owner", "a name", "me", "none")),
        ("owner<anna", ("owner", "a name")),
        ("status:ready", ("status:ready", "planned", "in-progress", "all")),
        ("quadrant:best", ("quadrant:best", "quick-win")),
        ("sort:colour", ("sort:colour", "due", "title")),
        ("effort:9", ("effort:9", "1 to 5")),
        ("effort<1", ("effort<1", "1 to 5")),
        ("effort:much", ("effort:much", "1 to 5")),
        ("need>2", ("need>2", "0 to 1")),
        ("due<someday", ("someday", "2026-12-01", "fri")),
        ("id:x", ("id:x", "the number of an action")),
        ("-checkout", ("-checkout", "a minus", "owner:", "late", "quotes")),
        ("-effort:3", ("-effort:3", "a minus", "status:")),
        ("not effort:3", ("-effort:3", "a minus")),
        ("-due<fri", ("-due<fri", "a minus", "due:none")),
        ("-status:all", ("-status:all", "a minus")),
        ("status:done -status:done", ("-status:done", "leaves nothing")),
        ("-quadrant:quick-win -quadrant:big-bet -quadrant:fill-in -quadrant:money-pit", ("leaves nothing",)),
    ],
)
def test_what_is_not_understood_is_named_with_what_can_stand_there(text: str, said: tuple[str, ...]) -> None:
    with pytest.raises(RefusedError) as caught:
        read(f"pay {text}")
    message = str(caught.value)
    assert "\n" not in message
    for word in said:
        assert word in message


def test_a_filter_is_read_on_top_of_another() -> None:
    base = ActionFilter(journey_id=3, owners=("Bo",), text="pay")
    wanted = read_filter("late basket", SUNDAY, base)
    assert wanted == ActionFilter(journey_id=3, owners=("Bo",), late=True, text="basket")


NAMES = st.from_regex(r"[a-zåæø]{1,8}( [a-z]{1,8})?", fullmatch=True).filter(
    lambda name: name not in ("me", "none", "late", "waiting")
)
RANGES = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(lambda pair: (min(pair), max(pair)))
DAYS = st.none() | st.dates(date(1950, 1, 1), date(2150, 1, 1))
FILTERS = st.builds(
    ActionFilter,
    statuses=st.sets(st.sampled_from(Status), min_size=1).map(
        lambda some: tuple(status for status in Status if status in some)
    ),
    quadrants=st.lists(st.sampled_from(Quadrant), unique=True).map(tuple),
    text=st.lists(NAMES.filter(lambda name: " " not in name), max_size=3).map(" ".join),
    owners=st.lists(NAMES | st.just(""), max_size=2).map(tuple),
    journeys=st.lists(NAMES, max_size=2).map(tuple),
    stages=st.lists(NAMES, max_size=2).map(tuple),
    not_owners=st.lists(NAMES | st.just(""), max_size=2).map(tuple),
    not_stages=st.lists(NAMES, max_size=2).map(tuple),
    not_late=st.booleans(),
    not_waiting=st.booleans(),
    dated=st.booleans(),
    effort=RANGES,
    impact=RANGES,
    need=st.sampled_from([(0.0, 1.0), (0.25, 1.0), (0.0, 0.5), (0.3, 0.4)]),
    due_from=DAYS,
    due_to=DAYS,
    undated=st.booleans(),
    late=st.booleans(),
    due_week=st.booleans(),
    waiting=st.booleans(),
    ids=st.none() | st.frozensets(st.integers(1, 99), min_size=1, max_size=3),
    sort=st.sampled_from(Sort),
    descending=st.booleans(),
)


@given(FILTERS)
def test_every_filter_can_be_written_and_read_back(wanted: ActionFilter) -> None:
    assert read(filter_words(wanted)) == wanted
    assert in_english(filter_words(wanted)) == filter_words(wanted)


@given(st.text(max_size=60))
def test_any_text_is_a_filter_or_refused_in_a_line(text: str) -> None:
    try:
        wanted = read(text)
    except RefusedError as error:
        assert "\n" not in str(error)
    else:
        assert read(filter_words(wanted)) == wanted
