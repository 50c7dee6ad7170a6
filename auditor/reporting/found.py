"""What a report tells of findings: the headline, each finding whole, where they are, remarks, and what is gone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from auditor.analysis.finding_counts import counted
from auditor.base import labels
from auditor.base.i18n import _, day, in_language, ngettext
from auditor.base.text import capital
from auditor.base.vocabulary import STILL_SEEN, Status, Unlike
from auditor.base.web_address import is_link
from auditor.reporting.contents import Contents
from auditor.reporting.glance import when
from auditor.reporting.grids import Grid, GridCell, GridColumn
from auditor.reporting.pictures import ReportPicture
from auditor.sentences import follow
from auditor.sentences.faults import address, checked_by, is_duty, place, severity, statement
from auditor.sentences.finding_counts import duties_said, headline, since
from auditor.sentences.finding_states import touchpoints
from auditor.sentences.sources import cited, sources_of
from auditor.views.findings import Finding, Mending

INKS = {4: "bad", 3: "warn"}
"""The inks of the severities that have one."""
OPEN_FROM = 3
"""Findings from this severity on are shown without being asked for; the others are folded where there is little room."""


class ToldFinding(Struct, frozen=True):
    """A finding as it is read."""

    name: str
    what: str
    severity: str
    """In a word."""
    ink: str
    touchpoint: str
    facts: tuple[tuple[str, str], ...]
    """What else is known of it, as names and values."""
    sources: tuple[tuple[str, str], ...]
    """What it rests on: how it is cited, and where that is on the web, empty for nowhere."""
    pictures: tuple[ReportPicture, ...]


class SeverityGroup(Struct, frozen=True):
    """The findings of one severity."""

    title: str
    findings: tuple[ToldFinding, ...]
    is_open: bool
    """Shown without being asked for."""


class PlaceEntry(Struct, frozen=True):
    """The findings at a touchpoint, for finding one's way."""

    touchpoint: str
    findings: tuple[ToldFinding, ...]


class Faults(Struct, frozen=True):
    """What the chapter of findings holds beside its tables."""

    said: tuple[str, ...]
    """What has to be known of its pictures, a line each."""
    places: tuple[PlaceEntry, ...]
    groups: tuple[SeverityGroup, ...]
    remarks: tuple[ToldFinding, ...]

    @property
    def anything(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.groups or self.remarks)


def report_headline(contents: Contents) -> str:
    """Return the sentence a report begins with: how many findings are open, how bad, and against last time."""
    if not contents.has_looked:
        if any(audit.answered or audit.felt for audit in contents.audits):
            return _("No audit is finished yet: what was found so far is a draft.")
        return _("Nothing is known yet: no audit has been made.")
    last = contents.last_time
    counts = counted(contents.faults, len(last.open) if last else None)
    said = headline(counts, last.change.older.started.astimezone().date() if last else None, contents.today)
    unlike = follow.unlike(last.change) if last and Unlike.DEPTH in last.change.unlike else ""
    return " ".join(filter(None, (said, duties_said(contents.faults), unlike)))


def faults(contents: Contents) -> Faults:
    """Return the open findings and the remarks of a journey."""
    told = {one.id: _told(contents, one) for one in (*contents.faults, *contents.remarks)}
    groups = tuple(
        SeverityGroup(
            capital(labels.severity(step)),
            tuple(told[one.id] for one in found),
            step >= OPEN_FROM,
        )
        for step, found in groupby(contents.faults, key=lambda one: one.severity)
    )
    return Faults(
        tuple(contents.pictures.said),
        tuple(_places(contents, told)),
        groups,
        tuple(told[one.id] for one in contents.remarks),
    )


def _places(contents: Contents, told: dict[int, ToldFinding]) -> Iterable[PlaceEntry]:
    """Give the touchpoints with open findings, in the order of the journey."""
    for point in contents.map.points:
        here = [told[one.id] for one in contents.faults if one.touchpoint_id == point.touchpoint.id]
        if here:
            yield PlaceEntry(point.touchpoint.name, tuple(here))


def _told(contents: Contents, one: Finding) -> ToldFinding:
    return ToldFinding(
        one.name,
        statement(one),
        severity(one),
        INKS.get(one.severity, ""),
        one.touchpoint,
        tuple((name, value) for name, value in _facts(contents, one) if value),
        tuple(_sources(one)),
        contents.pictures.of(one),
    )


def _facts(contents: Contents, one: Finding) -> list[tuple[str, str]]:
    return [
        (_("Where"), where(one)),
        (_("On the page"), place(one)),
        (_("Address"), address(one)),
        (_("Whom it hits"), one.whom),
        (_("Met by"), met_by(one)),
        (_("Open since"), since(one, contents.today)),
        (_("Found by"), ", ".join(one.authors)),
        (_("Note"), noted(one)),
        (_("Quick win"), _("yes") if one.quick_win else ""),
        *(
            (_("Action"), each)
            for each in [action_line(contents, each) for each in live(one)] or [_("none yet")]
        ),
        (_("What helps"), helps(one)),
        (_("Duty"), _("yes") if is_duty(one) else ""),
        (_("Check"), checked_by(one)),
    ]


def _sources(one: Finding) -> Iterable[tuple[str, str]]:
    """Yield what a finding rests on; an address that came with an export is followed only where it is one of the web."""
    for source in sources_of(one.check, one.country):
        yield cited(source), source.address if is_link(source.address) else ""


def where(one: Finding) -> str:
    """Return at which touchpoints a finding stands: its own, and as many others of its site as stand as it does."""
    if not one.elsewhere:
        return f"{one.touchpoint} ({one.stage})"
    return ngettext("At {n} touchpoint: {names}", "At {n} touchpoints: {names}", one.places).format(
        n=one.places, names=touchpoints(one)
    )


def met_by(one: Finding) -> str:
    """Return the personas that met a finding."""
    return ", ".join(
        dict.fromkeys(each.persona for each in one.sightings if each.seen in STILL_SEEN and each.persona)
    )


def noted(one: Finding) -> str:
    """Return what was noted of a finding, and what was last said of it when somebody looked."""
    last = one.sightings[-1].note if one.sightings else ""
    return " — ".join(dict.fromkeys(filter(None, (one.note, last))))


def helps(one: Finding) -> str:
    """Return what helps against a finding that nobody has made an action of; nothing where there is an action."""
    return in_language(one.check.remedy) if one.check is not None and not live(one) else ""


def live(one: Finding) -> list[Mending]:
    """Return the actions that mend a finding, without dropped ones."""
    return [each for each in one.mending if each.status is not Status.DROPPED]


def action_line(contents: Contents, one: Mending) -> str:
    """Say in a line which action mends a finding: number and title, state, owner and due date."""
    due = when(one, contents)
    said = (
        f"{one.action_id} {one.title}",
        labels.word(one.status),
        one.owner or _("nobody"),
        due.text if due is not None else _("no date"),
    )
    return " · ".join(said)


def gone(contents: Contents) -> Grid:
    """Return the findings that were open after the audit before and are not now, by name."""
    last = contents.last_time
    columns = (
        GridColumn(_("Name")),
        GridColumn(_("Finding"), names=True),
        GridColumn(_("Touchpoint")),
        GridColumn(_("Gone since")),
    )
    rows = tuple(
        (
            GridCell(one.name),
            GridCell(statement(one)),
            GridCell(one.touchpoint, "dim"),
            GridCell(since(one, contents.today), "good"),
        )
        for one in (last.gone if last else ())
    )
    title = _("Gone since {day}").format(day=day(last.change.older.started)) if last else _("Gone")
    return Grid(title, columns, rows)
