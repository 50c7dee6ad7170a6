"""The lines of one finding: what is wrong, where, how bad, what was seen of it, what mends it, and its pictures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from auditor.base.i18n import _, day, in_language
from auditor.base.text import capital
from auditor.base.vocabulary import OPEN_STATUSES, STILL_SEEN, Seen
from auditor.drawing.cells import broken
from auditor.sentences import faults
from auditor.sentences.finding_detail import mending_text, open_text, severity_text
from auditor.sentences.finding_states import seen_by, seen_text
from auditor.sentences.sources import duty, source_told, sources_of
from auditor.views.checks import Check
from auditor.views.findings import Finding, Mending, Picture, Sighting
from screens.frame.told_keys import KeyOf
from screens.widgets.action_lines import STATUS_SIGNS
from screens.widgets.drawing import Part, fit
from screens.widgets.finding_lines import PICTURE

_MOST = 40
"""Most lines of a text."""
_WIDEST = 100
"""Lines are no wider than one can follow with the eye."""
_LABELS = 18


class Place(Struct, frozen=True):
    """The touchpoint where a finding is."""

    touchpoint_id: int
    name: str
    stage: str


Row = str | list[Part] | Place | Sighting | Mending | Picture
"""A text is a heading."""


def card_rows(finding: Finding, today: date, width: int, key_of: KeyOf) -> Iterable[Row]:
    """Return the lines of a finding in so many cells."""
    yield ""
    for line in _lines(faults.statement(finding), width - 3):
        yield [(f"   {line}", "strong")]
    for said in (severity_text(finding), open_text(finding, today)):
        if said:
            yield [(f"   {said}", "dim")]
    yield from _headed(_("Where"), [Place(finding.touchpoint_id, finding.touchpoint, finding.stage)])
    facts = (
        (_("also at"), ", ".join(finding.elsewhere)),
        (_("place"), finding.place),
        (_("item"), finding.item),
        (_("web address"), faults.address(finding)),
        (_("whom it hits"), finding.whom),
        (_("note"), finding.note),
        (_("found by"), ", ".join(finding.authors)),
    )
    for label, text in facts:
        yield from _fact(label, text, width)
    yield from _headed(_("Pictures"), finding.pictures)
    if not finding.pictures:
        said = _("No picture yet: {key} takes the newest screenshot.").format(key=key_of("picture"))
        yield [(f"   {said}", "dim")]
    if told := [*finding.sightings, *finding.drafts]:
        yield from _headed(_("What was seen"), list(reversed(told)))
    yield from _headed(_("What mends it"), list(reversed(finding.mending)))
    if not finding.mending:
        said = _("No action yet: {key} makes one.").format(key=key_of("new_action"))
        yield [(f"   {said}", "dim")]
    yield from _check(finding, width)


def _headed(title: str, rows: Iterable[Row]) -> Iterable[Row]:
    yield ""
    yield title
    yield from rows


def _check(finding: Finding, width: int) -> Iterable[Row]:
    check = finding.check
    if check is None:
        return
    facts = (
        (_("asked"), in_language(check.text)),
        *_sources(check, finding),
        (_("check"), faults.checked_by(finding)),
        (_("what helps"), in_language(check.remedy)),
        (_("how to look"), in_language(check.look)),
    )
    yield from _headed(_("The check"), ())
    for label, text in facts:
        yield from _fact(label, text, width)


def _sources(check: Check, finding: Finding) -> Iterable[tuple[str, str]]:
    """Return what the check rests on, a source each, and first whether it is a duty."""
    told = (duty(check, finding.country), *map(source_told, sources_of(check, finding.country)))
    for at, text in enumerate(filter(None, told)):
        yield "" if at else _("source"), text


def _fact(label: str, text: str, width: int) -> Iterable[list[Part]]:
    """Yield a fact beside what it is called, in as many lines as it takes."""
    for at, line in enumerate(_lines(text, width - _LABELS - 4)):
        yield [("   ", "plain"), (fit("" if at else capital(label), _LABELS), "dim"), (f" {line}", "plain")]


def _lines(text: str, width: int) -> list[str]:
    if not text:
        return []
    return [line for line in broken(text, max(16, min(_WIDEST, width)), _MOST, cell_len) if line]


def draw_row(row: Row, width: int, key_of: KeyOf, first: Sighting | None = None) -> list[Part]:
    """Return the parts of a line that is no heading; `first` is when it was found."""
    if isinstance(row, Place):
        return [("   ", "plain"), (fit(f"{row.stage} › {row.name}", width - 3), "plain")]
    if isinstance(row, Sighting):
        return _draw_sighting(row, width, row is first)
    if isinstance(row, Mending):
        ink = "plain" if row.status in OPEN_STATUSES else "dim"
        return [(f"   {STATUS_SIGNS[row.status]} ", ink), (fit(mending_text(row), width - 5), ink)]
    if isinstance(row, Picture):
        said = f"{row.name or _('picture')} · {row.width} × {row.height}"
        bare = _("not described yet: {key} says what is to be seen").format(key=key_of("describe"))
        text = (row.text, "plain") if row.text else (bare, "warn")
        room = min(cell_len(said), max(20, width // 3))
        return [
            (f"   {PICTURE} ", "plain"),
            (fit(said, room), "dim"),
            (fit(f"  {text[0]}", width - room - 5), text[1]),
        ]
    return row if isinstance(row, list) else []


def _draw_sighting(one: Sighting, width: int, is_first: bool) -> list[Part]:
    seen = seen_text(one, _("found") if is_first and one.seen is Seen.THERE else "")
    audit = _("audit {number}").format(number=one.audit_id) if one.audit_id is not None else ""
    who = " · ".join(filter(None, (audit, seen_by(one), one.persona, " ".join(one.note.split()))))
    ink = "bad" if one.seen in STILL_SEEN else "good" if one.seen is not Seen.NOT_LOOKED else "dim"
    date_room = 13
    seen_room = min(26, max(cell_len(seen) + 2, 16))
    return [
        ("   ", "plain"),
        (fit(day(one.at), date_room), "dim"),
        (fit(seen, seen_room), ink),
        (fit(who, width - 3 - date_room - seen_room), "plain"),
    ]
