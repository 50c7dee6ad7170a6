"""A report as one self-contained HTML page: no script, nothing loaded, and nothing of people's text able to run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from auditor import __version__
from auditor.analysis.priority import Bounds
from auditor.base import labels
from auditor.base.i18n import _, day, ngettext
from auditor.base.vocabulary import FEELINGS, Method, ReportPart
from auditor.drawing.curves import Drawn, View, curves_of, heading_of, known_views
from auditor.drawing.page_map import KINDS, MOST_IN_A_ROW, Strip, strips
from auditor.drawing.page_matrix import matrix, moments_matrix
from auditor.reporting import goals, sections
from auditor.reporting.chapters import chapters, inside_lead
from auditor.reporting.contents import Contents, Inside
from auditor.reporting.figures import Where, figures
from auditor.reporting.found import faults, report_headline
from auditor.reporting.glance import glance
from auditor.reporting.grids import Grid, filled, without_empty_columns
from auditor.reporting.rendering import rendered
from auditor.sentences import evidence as evidence_text
from auditor.sentences.map import named_lines
from auditor.sentences.persona import supported, texts


class Drawing(Struct, frozen=True):
    """A drawing of the map."""

    title: str
    told: str
    """For those who can't see it."""
    strips: tuple[Strip, ...]
    """As wide as a sheet of A4."""
    row: tuple[Strip, ...]
    """As wide as a sheet of A3, or to be scrolled through."""
    legend: tuple[str, ...]


class MapShown(Struct, frozen=True):
    """A journey's map: its curves, and its touchpoints."""

    named: Sequence[tuple[str, str]]
    drawings: Sequence[Drawing]
    touchpoints: Grid


class InsideShown(Struct, frozen=True):
    """A journey inside: where it is, its map, and what is said of it in tables."""

    title: str
    lead: str
    facts: Sequence[tuple[str, str]]
    map: MapShown
    grids: Sequence[Grid]


class PersonaCard(Struct, frozen=True):
    """A persona with what is known of them."""

    name: str
    support: str
    facts: list[tuple[str, str]]


class Live(Struct, frozen=True):
    """What a page says more that always has the figures of now."""

    said: str
    """Of when it is."""
    feed: str
    """The address of its feed."""
    links: tuple[tuple[str, str], ...]
    """Where it leads to: addresses with their words."""
    renewed: int = 0
    """After how many seconds the browser asks for it anew; 0 for never."""


STYLE = "report"
"""The name of its template and of its style sheet."""


def page(contents: Contents, bounds: Bounds, live: Live | None = None) -> str:
    """Return the report as HTML in the user's language; `bounds` part the quadrants of the matrix.

    With `live` it says so, and is the same but for that.
    """
    return rendered(STYLE, {**_known(contents, bounds), "live": live})


def _known(contents: Contents, bounds: Bounds) -> dict[str, Any]:
    journey = contents.map.journey
    shown = chapters(contents)
    parts = {chapter.part for chapter in shown}
    return {
        "title": journey.name,
        "about": journey.about,
        "headline": report_headline(contents),
        "first": glance(contents),
        "faces": [(score, labels.feeling(score)) for score in reversed(FEELINGS)],
        "made": " · ".join(
            [
                *filter(None, (journey.client,)),
                _("Customer journey"),
                labels.word(journey.purpose),
                labels.word(journey.scope),
                day(contents.today),
            ]
        ),
        "facts": sections.facts(contents),
        "figures": figures(contents, Where.READ),
        "chapters": shown,
        "faults": faults(contents) if ReportPart.FINDINGS in parts else None,
        "map": _map(contents) if ReportPart.MAP in parts else None,
        "personas": _personas(contents) if ReportPart.PERSONAS in parts else [],
        "inside": list(map(_inside, contents.inside)) if ReportPart.INSIDE in parts else [],
        "shape": matrix(contents.open_actions, bounds),
        "moments": moments_matrix(contents.map.journey.touchpoints, contents.moments),
        "w": _words(contents.method),
    }


def _words(method: Method) -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "source": _("Source"),
        "by_touchpoint": _("By touchpoint"),
        "remarks": _("Could be even better"),
        "worst": _("What is worst"),
        "feelings": _("How it feels"),
        "scroll": _("Scroll sideways to follow the curves"),
        "figures": _("The figures"),
        "whole": _("The whole list"),
        "signs": _(
            "◆ moment of truth; names in italics are indirect or planned, those struck through are to go."
        ),
        "matrix": _("Effort and impact"),
        "numbers": _("The numbers are those that the list below has under “{heading}”.").format(
            heading=_("No.")
        ),
        "moments": _("What it means to the customer and to us"),
        "moments_numbers": _(
            "The numbers are those that the list below has under “{heading}”. The computed moment of truth is both "
            "importances, 1 to 5, multiplied and divided by 25."
        ).format(heading=_("No.")),
        "need": _(
            "Need says how badly a touchpoint wants work: its importance, times the larger of its pain and the "
            "share of its checks that fail, weighed by severity, more at a moment of truth."
        ),
        "priority": _order_words(method),
        "program": _("Made with Auditor {version}.").format(version=__version__),
    }


def _order_words(method: Method) -> str:
    """Say what the actions are in order of."""
    if method is not Method.PRIORITY:
        return _("The actions are in the order of {method}.").format(method=labels.word(method))
    return _(
        "Priority puts the least effort with the most effect first, where the need is greatest and best "
        "supported."
    )


def _map(contents: Contents) -> MapShown:
    drawings = [_drawing(contents, view) for view in known_views(contents.map)]
    return MapShown(
        named_lines(contents.map, contents.named) if contents.map.points else [],
        [drawing for drawing in drawings if drawing.strips],
        without_empty_columns(sections.touchpoints(contents)),
    )


def _inside(one: Inside) -> InsideShown:
    tables = filled([goals.grid(one.contents), sections.notes(one.contents)])
    return InsideShown(
        one.contents.map.journey.name,
        inside_lead(one),
        sections.facts(one.contents),
        _map(one.contents),
        [without_empty_columns(grid) for grid in tables],
    )


def _drawing(contents: Contents, view: View) -> Drawing:
    drawn = [one for one in curves_of(contents.map, view) if one.known][:KINDS]
    return Drawing(
        heading_of(view),
        _told(contents, drawn),
        strips(contents.map, drawn) if drawn else (),
        strips(contents.map, drawn, MOST_IN_A_ROW) if drawn else (),
        tuple(one.name for one in drawn),
    )


def _told(contents: Contents, drawn: Sequence[Drawn]) -> str:
    """Return in a sentence what a drawing shows; the table below it says the same in full."""
    names = ", ".join(one.name for one in drawn)
    count = len(contents.map.points)
    return ngettext(
        "Feelings from very sour to very happy over {count} touchpoint: {curves}.",
        "Feelings from very sour to very happy over {count} touchpoints: {curves}.",
        count,
    ).format(count=count, curves=names)


def _personas(contents: Contents) -> list[PersonaCard]:
    support = {one.persona_id: one for one in contents.support.personas} if contents.support else {}
    return [
        PersonaCard(
            one.name,
            " · ".join(
                [
                    supported(one),
                    *([evidence_text.persona_text(support[one.id])] if one.id in support else []),
                ]
            ),
            [(name, text) for name, text in texts(one) if text],
        )
        for one in contents.map.personas
    ]
