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
            if silent := sum(not one.fault for one in found.checks):
                output.say(_silent(silent))
    ctx.exit(output.REFUSED if bad else output.DONE)


def _silent(count: int) -> str:
    return ngettext(
        "{count} check does not say what is wrong when it is not met: give it a “fault”.",
        "{count} checks do not say what is wrong when they are not met: give them a “fault”.",
        count,
    ).format(count=count)
