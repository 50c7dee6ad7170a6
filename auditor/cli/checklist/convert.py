"""`auditor checklist convert`: a checklist that other people wrote becomes a file of one's own, to be completed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.files import write_whole
from auditor.base.i18n import N_, _, ngettext
from auditor.base.vocabulary import LANGUAGES
from auditor.cli.frame import output
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace

_LACKS = {
    "severity": N_("severity"),
    "remedy_effort": N_("effort of the remedy"),
    "remedy_impact": N_("impact of the remedy"),
    "remedy": N_("remedy"),
}


@click.command(
    help=_(
        "Make a file of checks from another checklist.\n\n"
        "FILE is a Markdown task list, a table (CSV or workbook) with a row a check, or JSON. What it does not tell is "
        "marked in the new file, to be written there; “auditor checklist check” says what is still missing. Without OUT "
        "the new file is named after the checklist, in the present folder; - is standard output."
    )
)
@click.argument("file")
@click.argument("out", metavar="[OUT|-]", required=False)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=NAME",
    help=_(
        "Which column is what: text, key, severity, remedy_effort, remedy_impact, standard, why, look, remedy, section."
    ),
)
@click.option(
    "--section", "sections", multiple=True, metavar="NAME", help=_("Only the checks of this section.")
)
@click.option("--sheet", default="", metavar="NAME", help=_("Which sheet of a workbook."))
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help=_("In which language it is written."),
)
@click.option("--severity", type=click.IntRange(1, 4), help=_("The severity of checks that tell none."))
@click.option("--effort", type=click.IntRange(1, 5), help=_("The effort of remedies where none is told."))
@click.option("--impact", type=click.IntRange(1, 5), help=_("The impact of remedies where none is told."))
@click.option("--force", is_flag=True, help=_("Replace the file if it is already there."))
@with_workspace
def convert(
    workspace: Workspace,
    file: str,
    out: str | None,
    columns: tuple[str, ...],
    sections: tuple[str, ...],
    sheet: str,
    language: str,
    severity: int | None,
    effort: int | None,
    impact: int | None,
    force: bool,
) -> None:
    """Convert a checklist."""
    from auditor.importing.checklists.convert import read_checklist
    from auditor.importing.checklists.drafts import written

    path = Path(file).expanduser()
    draft = read_checklist(path, _named(columns), sections, sheet)
    numbers = {"severity": severity, "remedy_effort": effort, "remedy_impact": impact}
    made = written(
        draft,
        path.name,
        language,
        {name: number for name, number in numbers.items() if number is not None},
        [each.key for each in workspace.library.all],
    )
    if out == "-":
        output.content(made.text)
    else:
        where = write_whole(out or f"{made.key}.toml", made.text, force)
        output.say(_("Written: {path}").format(path=where))
    for remark in draft.remarks:
        output.say(remark)
    checks = len(draft.checks)
    lacks = ", ".join(f"{_(_LACKS[name])} {count}" for name, count in made.missing.items())
    if lacks:
        said = ngettext(
            "Of {count} check these are missing: {what}.",
            "Of {count} checks these are missing: {what}.",
            checks,
        )
        output.say(said.format(count=checks, what=lacks))


def _named(columns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in columns:
        role, equals, name = word.partition("=")
        if not equals or not role.strip() or not name.strip():
            raise click.BadParameter(
                _("“{word}” must be written NAME=VALUE.").format(word=word[:60]), param_hint="--column"
            )
        found[role.strip()] = (name.strip(),)
    return found
