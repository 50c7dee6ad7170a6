"""A report of a person, or of a part of the organisation, as a page and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import __version__
from auditor.base.i18n import _, day
from auditor.base.markdown import escaped
from auditor.reporting.grids import Grid, filled, without_empty_columns
from auditor.reporting.markdown import table
from auditor.reporting.people import PeopleContents
from auditor.reporting.rendering import rendered


def people_page(contents: PeopleContents) -> str:
    """Return the report as one self-contained HTML page."""
    tables = [without_empty_columns(grid) for grid in _grids(contents)]
    return rendered(
        "people",
        {
            "title": contents.title,
            "made": _("Responsibility · {day}").format(day=day(contents.today)),
            "facts": contents.facts,
            "figures": contents.figures,
            "tables": tables,
            "nothing": _nothing(),
            "w": {
                "figures": _("The figures"),
                "program": _("Made with Auditor {version}.").format(version=__version__),
            },
        },
        "report",
    )


def people_markdown(contents: PeopleContents) -> str:
    """Return the report as Markdown."""
    return "\n".join(_lines(contents)).rstrip() + "\n"


def _lines(contents: PeopleContents) -> Iterator[str]:
    yield f"# {escaped(contents.title)}\n"
    yield from (f"- {name}: {escaped(value)}" for name, value in contents.facts)
    yield from (f"- {figure} {what}" for figure, what in contents.figures)
    yield f"- {_('Written')}: {day(contents.today)}\n"
    grids = _grids(contents)
    for grid in grids:
        yield from table(grid, "##")
    if not grids:
        yield _nothing()


def _grids(contents: PeopleContents) -> list[Grid]:
    return filled(each.grid for each in contents.tables)


def _nothing() -> str:
    return _(
        "Nothing is theirs: neither touchpoints to answer for, nor actions, nor evidence to ask for again."
    )
