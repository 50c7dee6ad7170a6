"""A report as Markdown, for a wiki or a repository."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.labels import FEELING_FACES
from auditor.base.markdown import escaped
from auditor.base.vocabulary import ReportPart
from auditor.drawing.curves import View, curves_of, heading_of
from auditor.drawing.text_curve import emotion_curve
from auditor.mermaid.writing import diagrams, fenced
from auditor.reporting import goals, sections
from auditor.reporting.chapters import Chapter, chapters, inside_lead
from auditor.reporting.contents import Contents, Inside
from auditor.reporting.figures import Where, figures
from auditor.reporting.found import Faults, ToldFinding, faults, report_headline
from auditor.reporting.glance import Glance, glance
from auditor.reporting.grids import Grid, filled, without_empty_columns
from auditor.sentences.evidence import persona_text
from auditor.sentences.map import named_lines
from auditor.sentences.persona import supported, texts

_CURVE_WIDTH = 100
"""Cells of a line of the curve."""


def markdown(contents: Contents, pictures: str = "") -> str:
    """Return the report as Markdown; the map stands in it as a Mermaid diagram and as a table.

    `pictures` is the name of a folder beside it in which its pictures are; without it they are told in words alone.
    """
    return "\n".join(_lines(contents, pictures)).rstrip() + "\n"


def _lines(contents: Contents, pictures: str) -> Iterator[str]:
    journey = contents.map.journey
    yield f"# {escaped(journey.name)}\n"
    yield f"**{escaped(report_headline(contents))}**\n"
    yield from (f"{escaped(line)}\n" for line in journey.about.splitlines() if line.strip())
    yield from (f"- {name}: {escaped(value)}" for name, value in sections.facts(contents))
    yield from (f"- {one.text} {one.title}" for one in figures(contents, Where.READ))
    yield f"- {_('Written')}: {day(contents.today)}\n"
    yield from _glance(glance(contents))
    for chapter in chapters(contents):
        yield from _chapter(contents, chapter, pictures)


def _chapter(contents: Contents, chapter: Chapter, pictures: str) -> Iterator[str]:
    yield f"## {chapter.title}\n"
    if chapter.part is ReportPart.FINDINGS:
        yield from _findings(faults(contents), pictures)
    elif chapter.part is ReportPart.MAP:
        yield from _map(contents)
    elif chapter.part is ReportPart.PERSONAS:
        yield from _personas(contents)
    elif chapter.part is ReportPart.INSIDE:
        for one in contents.inside:
            yield from _inside(one)
    for grid in chapter.grids:
        yield from table(grid, "###" if grid.title != chapter.title else "")
    if chapter.part is ReportPart.TO_BE:
        yield from _curve(contents)


def _glance(first: Glance) -> Iterator[str]:
    yield f"## {_('What is worst')}\n"
    if first.nothing_worst:
        yield f"{first.nothing_worst}\n"
    for one in first.worst:
        yield f"- **{escaped(one.name)}** · {escaped(one.place)}"
        yield from (f"  - {escaped(said)}" for said in (*(felt.in_signs for felt in one.felt), *one.reasons))
    if first.worst:
        yield f"\n{escaped(first.also)}\n" if first.also else ""
    if first.nothing_to_do:
        yield f"## {escaped(first.actions.title)}\n\n{first.nothing_to_do}\n"
    else:
        yield from table(first.actions, "##")
    yield from (f"- {escaped(said)}" for said in first.remarks)
    faces = (f"{escaped(face)} {labels.feeling(score)}" for score, face in reversed(FEELING_FACES.items()))
    yield f"\n{_('How it feels')}: {' · '.join(faces)}\n"


def _findings(found: Faults, pictures: str) -> Iterator[str]:
    yield from (f"{escaped(said)}\n" for said in found.said)
    if found.places:
        yield f"### {_('By touchpoint')}\n"
    for place in found.places:
        yield f"- {escaped(place.touchpoint)}"
        yield from (
            f"  - [{one.name}](#{one.name.lower()}) {escaped(one.what)} · {one.severity}"
            for one in place.findings
        )
    if found.places:
        yield ""
    for group in found.groups:
        yield f"### {escaped(group.title)} ({len(group.findings)})\n"
        for one in group.findings:
            yield from _finding(one, pictures)
    if found.remarks:
        yield f"### {_('Could be even better')} ({len(found.remarks)})\n"
        for one in found.remarks:
            yield from _finding(one, pictures)


def _finding(one: ToldFinding, pictures: str) -> Iterator[str]:
    """Yield a finding below a heading that is its name alone, so that links find it."""
    yield f"#### {one.name}\n"
    yield f"**{escaped(one.what)}**\n"
    yield f"- {_('Severity')}: {one.severity}"
    yield from (f"- {name}: {escaped(value)}" for name, value in one.facts)
    for text, address in one.sources:
        there = address.replace("(", "%28").replace(")", "%29")
        cited = f"[{escaped(text)}]({there})" if address else escaped(text)
        yield f"- {_('Source')}: {cited}"
    yield ""
    for picture in one.pictures:
        text = escaped(picture.text)
        yield f"![{text}]({quote(pictures)}/{picture.file})\n" if pictures else f"- {_('Picture')}: {text}\n"


def _map(contents: Contents, level: str = "###") -> Iterator[str]:
    yield from (f"- {name}: {escaped(said)}" for name, said in named_lines(contents.map, contents.named))
    yield ""
    yield from map(fenced, diagrams(contents.map))
    yield from table(sections.touchpoints(contents), level)


def _personas(contents: Contents) -> Iterator[str]:
    support = {one.persona_id: one for one in contents.support.personas} if contents.support else {}
    for one in contents.map.personas:
        yield f"### {escaped(one.name)}\n"
        yield f"- {escaped(supported(one))}"
        if one.id in support:
            yield f"- {escaped(persona_text(support[one.id]))}"
        yield from (f"- {name}: {escaped(text)}" for name, text in texts(one) if text)
        yield ""


def _inside(one: Inside) -> Iterator[str]:
    yield f"### {escaped(one.contents.map.journey.name)}\n"
    yield f"{escaped(inside_lead(one))}\n"
    yield from (f"- {name}: {escaped(value)}" for name, value in sections.facts(one.contents))
    yield ""
    yield from _map(one.contents, "####")
    for grid in filled([goals.grid(one.contents), sections.notes(one.contents)]):
        yield from table(grid, "####")


def _curve(contents: Contents) -> Iterator[str]:
    """Yield as-is and to-be as a curve of signs; lines that are set in are taken as they are, whatever is in them."""
    text = emotion_curve(contents.map, curves_of(contents.map, View.WISH), _CURVE_WIDTH)
    if text:
        yield f"### {escaped(heading_of(View.WISH))}\n"
        yield from (f"    {line}".rstrip() for line in text.splitlines())
        yield ""


def table(grid: Grid, level: str) -> Iterator[str]:
    """Yield the lines of a table, with its title as a heading of a level such as `##`, or without one."""
    shown = without_empty_columns(grid)
    if level:
        yield f"{level} {escaped(shown.title)}\n"
    if shown.lead:
        yield f"{escaped(shown.lead)}\n"
    yield _row([escaped(column.title) for column in shown.columns])
    yield _row(["--:" if column.right else "---" for column in shown.columns])
    for row in shown.rows:
        yield _row([escaped(cell.in_signs) for cell in row])
    yield ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
