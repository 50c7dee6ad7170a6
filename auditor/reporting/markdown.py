"""A report as Markdown, for a wiki or a repository."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.labels import FEELING_FACES
from auditor.base.markdown import escaped
from auditor.mermaid.writing import diagrams, fenced
from auditor.reporting import changes, evidence, responsibility, sections
from auditor.reporting.contents import Contents
from auditor.reporting.figures import Where, figures
from auditor.reporting.glance import Glance, glance
from auditor.reporting.grids import Grid, filled, without_empty_columns
from auditor.sentences.evidence import persona_text
from auditor.sentences.map import named_lines
from auditor.sentences.persona import supported, texts


def markdown(contents: Contents) -> str:
    """Return the report as Markdown; the map stands in it as a Mermaid diagram and as a table."""
    return "\n".join(_lines(contents)).rstrip() + "\n"


def _lines(contents: Contents) -> Iterator[str]:
    journey = contents.map.journey
    yield f"# {escaped(journey.name)}\n"
    yield from (f"{escaped(line)}\n" for line in journey.about.splitlines() if line.strip())
    yield from (f"- {name}: {escaped(value)}" for name, value in sections.facts(contents))
    yield from (f"- {one.text} {one.title}" for one in figures(contents, Where.READ))
    yield f"- {_('Written')}: {day(contents.today)}\n"
    yield from _glance(glance(contents))
    if contents.map.points:
        yield from _map(contents)
    yield from _personas(contents)
    yield from _chapter(_("What changed"), [*changes.changes(contents), changes.trend(contents)])
    yield from _chapter(_("What we found"), sections.findings(contents))
    for grid in filled([sections.priorities(contents)]):
        yield from table(grid, "##")
    yield from _chapter(
        _("Who does what"), [*sections.owners(contents), responsibility.responsible(contents)]
    )
    for grid in filled([evidence.evidence(contents), evidence.contradictions(contents)]):
        yield from table(grid, "##")


def _glance(first: Glance) -> Iterator[str]:
    yield f"## {_('What is worst')}\n"
    if first.nothing_worst:
        yield f"{first.nothing_worst}\n"
    for one in first.worst:
        yield f"- **{escaped(one.name)}** · {escaped(one.place)}"
        yield from (f"  - {escaped(said)}" for said in (*(felt.in_signs for felt in one.felt), *one.reasons))
    if first.worst:
        yield ""
    if first.nothing_to_do:
        yield f"## {escaped(first.actions.title)}\n\n{first.nothing_to_do}\n"
    else:
        yield from table(first.actions, "##")
    yield from (f"- {escaped(said)}" for said in first.remarks)
    faces = (f"{escaped(face)} {labels.feeling(score)}" for score, face in reversed(FEELING_FACES.items()))
    yield f"\n{_('How it feels')}: {' · '.join(faces)}\n"


def _map(contents: Contents) -> Iterator[str]:
    yield f"## {_('The map')}\n"
    yield from (f"- {name}: {escaped(said)}" for name, said in named_lines(contents.map, contents.named))
    yield ""
    yield from map(fenced, diagrams(contents.map))
    yield from table(sections.touchpoints(contents), "###")


def _personas(contents: Contents) -> Iterator[str]:
    support = {one.persona_id: one for one in contents.support.personas} if contents.support else {}
    if contents.map.personas:
        yield f"## {_('Personas')}\n"
    for one in contents.map.personas:
        yield f"### {escaped(one.name)}\n"
        yield f"- {escaped(supported(one))}"
        if one.id in support:
            yield f"- {escaped(persona_text(support[one.id]))}"
        yield from (f"- {name}: {escaped(text)}" for name, text in texts(one) if text)
        yield ""


def _chapter(title: str, grids: list[Grid]) -> Iterator[str]:
    shown = filled(grids)
    if shown:
        yield f"## {title}\n"
    for grid in shown:
        yield from table(grid, "###")


def table(grid: Grid, level: str) -> Iterator[str]:
    """Yield the lines of a table, with its title as a heading of a level such as `##`."""
    shown = without_empty_columns(grid)
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
