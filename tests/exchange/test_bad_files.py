"""A bad export is refused in one line that says where and why, and nothing of it is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.exchange.document import as_text
from auditor.exchange.parts import VERSION
from auditor.exchange.reading import ExportFile, read
from auditor.exchange.wordings import digest_of

Content = dict[str, Any]
Spoil = Callable[[Content], object]

UID = "0" * 32


def _good() -> Content:
    return {
        "format": "auditor-export",
        "version": 1,
        "journeys": [
            {"id": "j1", "name": "Shop", "purpose": "sales", "scope": "whole"},
            {"id": "j2", "name": "Other", "purpose": "sales", "scope": "whole"},
        ],
        "stages": [{"id": "s1", "journey": "j1", "position": 0, "name": "Before"}],
        "touchpoints": [
            {
                "id": "t1",
                "stage": "s1",
                "position": 0,
                "name": "Search",
                "channel": "search",
                "moment": "before",
                "side": "indirect",
                "importance": 4,
            }
        ],
        "personas": [{"id": "p2", "journey": "j2", "name": "Somebody"}],
    }


def _read(text: str) -> None:
    read([ExportFile("file.json", text)])


def test_the_pattern_is_good_and_what_is_left_out_is_filled_in() -> None:
    document = read([ExportFile("file.json", json.dumps(_good()))])
    (point,) = document.of("touchpoints")
    assert (point["existence"], point["checklists"], point["opens"], point["revision"]) == (
        "existing",
        [],
        None,
        1,
    )
    assert read([ExportFile("again", as_text(document))]).rows == document.rows


@pytest.mark.parametrize(
    ("spoil", "place", "reason"),
    [
        (lambda c: c.update(version=VERSION + 1), "file.json", "newer Auditor"),
        (lambda c: c.update(version="1"), "version", "whole number"),
        (lambda c: c.update(format="other"), "file.json", "auditor-export"),
        (lambda c: c.update(stages={}), "stages", "list"),
        (lambda c: c.update(steps=[]), "steps", "unknown key"),
        (lambda c: c["journeys"].append(7), "journeys[2]", "object"),
        (lambda c: c["journeys"][0].pop("id"), "journeys[0].id", "id"),
        (lambda c: c["journeys"][0].update(id="a b"), "journeys[0].id", "without spaces"),
        (lambda c: c["journeys"][0].update(id="j2"), "journeys[1]", "same id"),
        (lambda c: c["journeys"][0].update(name=""), "journeys[0].name", "empty"),
        (lambda c: c["journeys"][0].update(name="x" * 201), "journeys[0].name", "200"),
        (lambda c: c["journeys"][0].update(about=7), "journeys[0].about", "text"),
        (lambda c: c["journeys"][0].update(colour="red"), "journeys[0].colour", "unknown key"),
        (lambda c: c["journeys"][0].update(purpose="fun"), "journeys[0].purpose", "one of sales"),
        (lambda c: c["journeys"][0].update(review_days=0), "journeys[0].review_days", "from 1 to 3650"),
        (lambda c: c["journeys"][0].update(revision=0), "journeys[0].revision", "whole number"),
        (lambda c: c["stages"][0].pop("position"), "stages[0].position", "missing"),
        (lambda c: c["stages"][0].update(position=True), "stages[0].position", "whole number"),
        (lambda c: c["stages"][0].update(journey="j3"), "stages[0].journey", "journeys"),
        (lambda c: c["touchpoints"][0].update(importance=6), "touchpoints[0].importance", "from 1 to 5"),
        (lambda c: c["touchpoints"][0].update(critical="yes"), "touchpoints[0].critical", "true or false"),
        (lambda c: c["touchpoints"][0].update(checklists=["a b"]), "touchpoints[0].checklists", "keys"),
        (lambda c: c["personas"][0].update(verified_on="1 May"), "personas[0].verified_on", "2026-12-01"),
        (
            lambda c: c.update(replies=[{"id": "r", "persona": "p2", "stage": "s1", "question": "why"}]),
            "replies[0].stage",
            "another journey",
        ),
        (
            lambda c: c.update(
                stages=[*c["stages"], {"id": "s2", "journey": "j2", "position": 0, "name": "Other"}],
                replies=[
                    {"id": "r1", "persona": "p2", "stage": "s2", "question": "why"},
                    {"id": "r2", "persona": "p2", "stage": "s2", "question": "why"},
                ],
            ),
            "replies[1]",
            "the same persona, stage, question",
        ),
        (
            lambda c: c.update(
                rounds=[{"id": "r", "journey": "j2", "persona": "p2", "started_at": "2026-01-01"}]
            ),
            "rounds[0].started_at",
            "moment",
        ),
    ],
)
def test_every_wrong_value_is_named_with_its_place(spoil: Spoil, place: str, reason: str) -> None:
    content = _good()
    spoil(content)
    with pytest.raises(RefusedError) as caught:
        _read(json.dumps(content))
    told = str(caught.value)
    assert "\n" not in told and told.startswith("file.json"), told
    assert place in told and reason in told, told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no valid JSON"),
        ("[]", "no export"),
        ('{"format": NaN}', "no valid JSON: NaN is no number"),
        ('{"format":\n "a', "no valid JSON: line 2, column 2"),
        ('{"format": "a", "format": "b"}', "twice"),
        ("[" * 100_000, "nested too deep"),
        ('{"format": ' + "9" * 5000 + "}", "no valid JSON"),
    ],
)
def test_what_is_no_export_at_all(text: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        _read(text)


def test_a_wording_that_was_changed_by_hand() -> None:
    content = _good()
    texts = {key: {"en": "A"} for key in ("list_title", "text", "why", "look", "remedy")}
    content["wordings"] = [
        {
            "checklist": "c",
            "check_key": "k",
            "digest": UID,
            "severity": 1,
            "remedy_effort": 1,
            "remedy_impact": 1,
            "content": texts,
        }
    ]
    with pytest.raises(RefusedError, match=r"wordings\[0\]: was changed"):
        _read(json.dumps(content))
    content["wordings"][0]["content"].pop("why")
    with pytest.raises(RefusedError, match=r"wordings\[0\].content: must have texts"):
        _read(json.dumps(content))


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"depth": "bottomless"}, "depth"),
        ({"shared": "site"}, "shared"),
        ({"gate": "video"}, "gate"),
        ({"gate": {"key": "video"}}, "gate"),
        ({"gate": {"key": "a b", "text": {}}}, "gate.key"),
        ({"gate": {"key": "video", "text": {}, "shared": 1}}, "gate.shared"),
        ({"errand": {"key": "call", "text": {}, "prepare": []}}, "errand.prepare"),
        ({"sample": {"key": "items", "text": {}, "count": 0}}, "sample.count"),
    ],
)
def test_nonsense_in_how_a_check_is_asked_is_refused_with_its_place(
    asked: dict[str, object], place: str
) -> None:
    texts: dict[str, object] = {key: {"en": "A"} for key in ("list_title", "text", "why", "look", "remedy")}
    said = {**texts, **asked}
    content = _good()
    content["wordings"] = [
        {
            "checklist": "c",
            "check_key": "k",
            "digest": digest_of(said),
            "severity": 1,
            "remedy_effort": 1,
            "remedy_impact": 1,
            "content": said,
        }
    ]
    with pytest.raises(RefusedError) as caught:
        _read(json.dumps(content))
    assert str(caught.value) == f"file.json: wordings[0].content: {place} is not as docs/EXPORT.md tells"


def test_control_characters_are_taken_out() -> None:
    content = _good()
    content["journeys"][0]["name"] = "\x1b[2Jred\u202e"
    document = read([ExportFile("file.json", json.dumps(content))])
    assert document.of("journeys")[0]["name"] == "[2Jred"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    part=st.sampled_from(["journeys", "stages", "touchpoints", "personas"]),
    key=st.integers(0, 12),
    value=JSON,
)
def test_whatever_stands_anywhere_it_is_read_alike_or_refused(part: str, key: int, value: object) -> None:
    content = _good()
    row = content[part][0]
    row[list(row)[key % len(row)]] = value
    try:
        document = read([ExportFile("file.json", json.dumps(content))])
    except RefusedError as error:
        assert "\n" not in str(error)
    else:
        assert read([ExportFile("again", as_text(document))]).rows == document.rows
