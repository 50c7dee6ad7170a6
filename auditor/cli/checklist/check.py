"""`auditor checklist check`: look whether files of one's own are good."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.base.i18n import _, ngettext
from auditor.cli.frame import output
from auditor.library.checklists import examine


@click.command(help=_("Check files of your own. Every problem is told with file, line, key and reason."))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Check files."""
    bad = False
    for file in files:
        found, problems = examine(Path(file))
        if found is None:
            bad = True
            output.say("\n".join(map(str, problems)))
        else:
            good = ngettext(
                "{file}: good, {count} check ({languages})",
                "{file}: good, {count} checks ({languages})",
                len(found.checks),
            )
            output.show(good.format(file=file, count=len(found.checks), languages=", ".join(found.languages)))
    ctx.exit(output.REFUSED if bad else output.DONE)
