"""All that one can go to, in words, and what is said of each when it is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.analysis.word_search import Said
from auditor.base import labels
from auditor.base.finding_names import name_of
from auditor.base.i18n import N_, _, in_language
from auditor.base.text import one_line
from auditor.sentences.faults import fault
from auditor.views.checks import Check
from auditor.views.directory import Directory, Entry, KnownFinding, KnownPlace, Thing
from auditor.views.people import told_apart

_WORDS = {
    Thing.JOURNEY: N_("journey"),
    Thing.STAGE: N_("stage"),
    Thing.TOUCHPOINT: N_("touchpoint"),
    Thing.CHECK: N_("check"),
    Thing.FINDING: N_("finding"),
    Thing.ACTION: N_("action"),
    Thing.PERSON: N_("person"),
}

_NAME, _BESIDE, _KIND = 1.0, 0.4, 0.3
"""How much a word counts that is in the name of a thing, in where it stands, or says what kind it is of."""


def kind_word(kind: Thing) -> str:
    """Return what something that one can go to is."""
    return _(_WORDS[kind])


def entries(found: Directory) -> list[Entry]:
    """Return all that one can go to, what there is least of first; what stands at no place that is there is left out."""
    places = {one.touchpoint_id: one for one in found.touchpoints}
    return [
        *(Entry(Thing.JOURNEY, one.journey_id, one.journey, "", one.journey_id) for one in found.journeys),
        *_people(found),
        *(Entry(Thing.STAGE, one.stage_id, one.stage, one.journey, one.journey_id) for one in found.stages),
        *(
            Entry(
                Thing.TOUCHPOINT,
                one.touchpoint_id,
                one.touchpoint,
                f"{one.stage} · {one.journey}",
                one.journey_id,
                one.touchpoint_id,
            )
            for one in found.touchpoints
        ),
        *_findings(found, places),
        *_actions(found, places),
        *_checks(found, places),
    ]


def _people(found: Directory) -> Iterator[Entry]:
    names = told_apart((one.id, one.name, one.role) for one in found.people)
    for one in found.people:
        yield Entry(Thing.PERSON, one.id, names[one.id], one.role)


def _findings(found: Directory, places: Mapping[int, KnownPlace]) -> Iterator[Entry]:
    for one in found.findings:
        if (place := places.get(one.touchpoint_id)) is not None:
            name = f"{name_of(one.letters, one.number)} {_statement(one, found.wordings)}"
            yield Entry(Thing.FINDING, one.id, name, _beside(place), place.journey_id, place.touchpoint_id)


def _statement(one: KnownFinding, wordings: Mapping[int, Check]) -> str:
    """Return what a finding says, as `sentences.faults.statement` does of one that is read whole."""
    phrase = {language: text for language, text in (("en", one.en), ("sv", one.sv), ("nb", one.nb)) if text}
    if one.what or phrase:
        return one_line(one.what or in_language(phrase))
    if one.wording_id in wordings:
        return fault(wordings[one.wording_id])
    return one_line(one.pain) or _("Customers don’t feel well here")


def _actions(found: Directory, places: Mapping[int, KnownPlace]) -> Iterator[Entry]:
    for one in found.actions:
        if (place := places.get(one.touchpoint_id)) is not None:
            yield Entry(
                Thing.ACTION,
                one.id,
                one.title,
                _beside(place),
                place.journey_id,
                place.touchpoint_id,
                status=one.status,
            )


def _checks(found: Directory, places: Mapping[int, KnownPlace]) -> Iterator[Entry]:
    texts = {number: one_line(in_language(check.text)) for number, check in found.wordings.items()}
    for one in found.checks:
        place, text = places.get(one.touchpoint_id), texts.get(one.wording_id)
        if place is not None and text is not None:
            audit = one.audit_id if one.in_progress else 0
            yield Entry(
                Thing.CHECK, one.answer_id, text, _beside(place), place.journey_id, place.touchpoint_id, audit
            )


def _beside(place: KnownPlace) -> str:
    return f"{place.touchpoint} · {place.journey}"


def said_of(each: Iterable[Entry]) -> Iterator[Sequence[Said]]:
    """Return what is said of each thing, and how much a word of it counts. What is said of many is one value."""
    kinds = {kind: ((kind_word(kind), _KIND),) for kind in Thing}
    for entry in each:
        # What a finding says is said of many; only its name is its own.
        parts = entry.name.split(" ", 1) if entry.kind is Thing.FINDING else [entry.name]
        said = [*(((part, _NAME),) for part in parts), ((entry.beside, _BESIDE),), kinds[entry.kind]]
        if entry.status is not None:
            said.append(((labels.word(entry.status), _KIND),))
        yield said
