"""A report as one self-contained HTML page: no script, nothing loaded, and nothing of people's text able to run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from auditor import __version__
from auditor.analysis.priority import Bounds
from auditor.base import labels
from auditor.base.i18n import _, day, language, ngettext
from auditor.base.text import shortened
from auditor.base.vocabulary import FEELINGS, Method
from auditor.drawing.curves import Drawn, View, curves_of, heading_of, known_views
from auditor.drawing.page_map import KINDS, MOST_IN_A_ROW, Strip, strips
from auditor.drawing.page_matrix import matrix
from auditor.reporting import changes, evidence, responsibility, sections
from auditor.reporting.contents import Contents
from auditor.reporting.figures import Where, figures
from auditor.reporting.glance import glance
from auditor.reporting.grids import Grid, filled, without_empty_columns
from auditor.sentences import evidence as evidence_text
from auditor.sentences.map import named_lines
from auditor.sentences.persona import supported, texts

_TEMPLATES = Path(__file__).with_name("templates")

_LONG_WORD = 24
_ABOUT = 280
"""So many characters of what a journey is about stand on the first page; all of it follows."""


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


class Chapter(Struct, frozen=True):
    """A part of the page that holds tables."""

    key: str
    title: str
    grids: Sequence[Grid]
    folded: bool = False
    """Its tables are unfolded by whoever wants them; else only where there is room for little."""


class PersonaCard(Struct, frozen=True):
    """A persona with what is known of them."""

    name: str
    support: str
    facts: list[tuple[str, str]]


def page(contents: Contents, bounds: Bounds) -> str:
    """Return the report as HTML in the user's language; `bounds` part the quadrants of the matrix."""
    return rendered("report.html", _known(contents, bounds))


def rendered(template: str, known: Mapping[str, Any]) -> str:
    """Return a page of a template, filled with what is `known`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["has_long_word"] = _has_long_word
    environment.filters["shortened"] = shortened
    environment.globals["ABOUT"] = _ABOUT
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    return environment.get_template(template).render(style=style, style_hash=_hash(style), **known)


def _has_long_word(text: str) -> bool:
    """Tell whether a text has a word that may be broken anywhere, because no column is as wide."""
    return any(len(word) > _LONG_WORD for word in text.split())


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _known(contents: Contents, bounds: Bounds) -> dict[str, Any]:
    journey = contents.map.journey
    maps = [_drawing(contents, view) for view in known_views(contents.map)]
    personas = _personas(contents)
    tables = [chapter for chapter in _chapters(contents) if chapter.grids]
    chapters = [("map", _("The map"))] if contents.map.points else []
    last = [("personas", _("Personas"))] if personas else []
    return {
        "lang": language(),
        "title": journey.name,
        "about": journey.about,
        "first": glance(contents),
        "faces": [(score, labels.feeling(score)) for score in reversed(FEELINGS)],
        "made": _("Customer journey · {day}").format(day=day(contents.today)),
        "facts": sections.facts(contents),
        "figures": figures(contents, Where.READ),
        "chapters": [*chapters, *((chapter.key, chapter.title) for chapter in tables), *last],
        "named": named_lines(contents.map, contents.named) if contents.map.points else [],
        "maps": [drawing for drawing in maps if drawing.strips],
        "touchpoints": without_empty_columns(sections.touchpoints(contents)),
        "personas": personas,
        "tables": tables,
        "shape": matrix(contents.open_actions, bounds),
        "w": _words(contents.method),
    }


def _words(method: Method) -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "worst": _("What is worst"),
        "feelings": _("How it feels"),
        "scroll": _("Scroll sideways to follow the curves"),
        "figures": _("The figures"),
        "whole": _("The whole list"),
        "map": _("The map"),
        "personas": _("Personas"),
        "signs": _(
            "◆ moment of truth; names in italics are indirect or planned, those struck through are to go."
        ),
        "matrix": _("Effort and impact"),
        "numbers": _("The numbers are those that the list below has under “{heading}”.").format(
            heading=_("No.")
        ),
        "effort": _("Effort"),
        "impact": _("Impact"),
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


def _chapters(contents: Contents) -> list[Chapter]:
    def tidy(grids: Sequence[Grid]) -> list[Grid]:
        return [without_empty_columns(grid) for grid in filled(grids)]

    priorities = sections.priorities(contents)
    rests_on = [evidence.evidence(contents), evidence.contradictions(contents)]
    return [
        Chapter("priorities", priorities.title, tidy([priorities])),
        Chapter(
            "owners",
            _("Who does what"),
            tidy([*sections.owners(contents), responsibility.responsible(contents)]),
        ),
        Chapter("findings", _("What we found"), tidy(sections.findings(contents)), True),
        Chapter(
            "changes",
            _("What changed"),
            tidy([*changes.changes(contents), changes.trend(contents)]),
            True,
        ),
        Chapter("evidence", _("What it rests on"), tidy(rests_on), True),
    ]
