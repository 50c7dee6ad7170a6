"""`auditor evidence import`: evidence from the files of other programs, looked at before it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.base.i18n import _, day, ngettext, number
from auditor.base.vocabulary import Better
from auditor.base.ways_out import worded
from auditor.cli.evidence.import_options import a_scale, asked_target, pairs, target_options, write_options
from auditor.cli.evidence.options import a_figure
from auditor.cli.frame import output
from auditor.cli.frame.options import one_of
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.frame.ways_out import WAYS
from auditor.importing.known import refuse_known
from auditor.importing.planning import plan_import
from auditor.importing.wishes import Wishes
from auditor.sentences.imports import figure_words, spot_words, suggested_words
from auditor.views.evidence import EvidenceFilter

if TYPE_CHECKING:
    from auditor.importing.wishes import Wishes
    from auditor.views.imports import ImportPlan, Landing
    from auditor.workspace import Workspace


_BAR_FROM = 1_000_000
"""Files of more bytes than this show a bar while they are read."""


@click.command(
    help=_(
        "Import survey replies from CSV.\n\n"
        "Scores are CSAT, NPS, CES or any other, as numbers or words. Columns are found by their names in English, "
        "Swedish and Norwegian; --column says otherwise. Each score is placed evenly on the feelings -2 to 2; for "
        "NPS the feeling is NPS/50."
    )
)
@target_options
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=NAME",
    help=_(
        "Which column is what: score (may be given more than once), touchpoint, persona, comment, date, respondent."
    ),
)
@click.option("--kind", type=click.Choice(["nps", "csat", "ces", "likert"]), help=_("What was asked."))
@click.option("--scale", type=a_scale, metavar="LOW-HIGH", help=_("The scale of the scores, such as 1-5."))
@click.option("--better", type=one_of(Better), help=_("Which way the score is good."))
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help=_("Whether day or month comes first."))
@click.option("--target", "goal", type=a_figure, metavar="NUMBER", help=_("What the figure is to reach."))
@click.option(
    "--quotes",
    type=click.IntRange(0, 50),
    default=5,
    show_default=True,
    help=_("How many comments are kept."),
)
@write_options
@with_workspace
def survey(workspace: Workspace, /, **said: Any) -> None:
    """Import a survey."""
    _import(workspace, "survey", said)


@click.command(
    help=_(
        "Import a funnel from CSV.\n\n"
        "Its file has a row a step with how many came, or a column a step. What share went no further "
        "lands on the touchpoint of each step; steps are matched by name, --map says otherwise."
    )
)
@target_options
@click.option(
    "--column", "columns", multiple=True, metavar="ROLE=NAME", help=_("Which column is what: step or count.")
)
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help=_("Whether day or month comes first."))
@click.option("--target", "goal", type=a_figure, metavar="NUMBER", help=_("What the figure is to reach."))
@write_options
@with_workspace
def funnel(workspace: Workspace, /, **said: Any) -> None:
    """Import a funnel."""
    _import(workspace, "funnel", said)


def _report(form: str, help_text: str) -> click.Command:
    @click.command(form, help=help_text)
    @target_options
    @write_options
    @with_workspace
    def command(workspace: Workspace, /, **said: Any) -> None:
        _import(workspace, form, said)

    return command


axe = _report(
    "axe",
    _(
        "Import results of axe-core.\n\n"
        "Its JSON is of one page, of several, or raw. Faults become evidence, and suggest answers to checks."
    ),
)
lighthouse = _report(
    "lighthouse",
    _(
        "Import a Lighthouse report.\n\n"
        "Its JSON is of versions 3 to 13, or of a user flow, whose steps are matched by name."
    ),
)
wcag_em = _report(
    "wcag-em",
    _("Import a WCAG-EM report.\n\nIts JSON is from the W3C’s WCAG-EM Report Tool, versions 1 to 3."),
)
earl = _report("earl", _("Import results in EARL.\n\nThey are JSON-LD, from whatever tool or tester."))


def commands() -> dict[str, click.Command]:
    """Return a command for each format."""
    made = {"survey": survey, "funnel": funnel, "axe": axe, "lighthouse": lighthouse}
    return {**made, "wcag-em": wcag_em, "earl": earl}


def _import(workspace: Workspace, form: str, said: dict[str, Any]) -> None:
    """Plan, show, ask and write."""
    path = Path(str(said["file"])).expanduser()
    target = asked_target(workspace, said)
    with output.progress(_("Reading {file}").format(file=path.name), _is_large(path)) as progress:
        plan = plan_import(form, path, target, _wishes(said), progress)
    _preview(plan, said["form"])
    if said["dry_run"]:
        return
    if not said["again"]:
        refuse_known(plan, workspace.reads.evidence.lines(EvidenceFilter(plan.journey_id)))
    if not (said["yes"] or output.agreed(_("Import this?"))):
        return
    with told(workspace):
        workspace.imports.write(plan, said["again"])
    suggested = sum(len(landing.suggestions) for landing in plan.landings)
    if suggested:
        output.say(
            ngettext(
                "{count} answer is suggested: “auditor evidence suggestions” shows it.",
                "{count} answers are suggested: “auditor evidence suggestions” shows them.",
                suggested,
            ).format(count=number(suggested))
        )


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size > _BAR_FROM
    except OSError:
        return False


def _wishes(said: dict[str, Any]) -> Wishes:
    columns: dict[str, tuple[str, ...]] = {}
    for role, name in pairs(said.get("columns", ()), "--column"):
        columns[role] = (*columns.get(role, ()), name)
    return Wishes(
        columns,
        said.get("kind") or "",
        said.get("scale"),
        str(said.get("better") or ""),
        said.get("dates") or "",
        said.get("quotes", 5),
        said.get("goal"),
    )


def _preview(plan: ImportPlan, form: str) -> None:
    output.rows(Table(_columns(), plan.landings), form)
    for remark in plan.remarks:
        output.say(worded(remark, WAYS))
    for line in plan.left_out:
        output.say(_("Left out: {what}").format(what=worded(line, WAYS)))


def _columns() -> list[Column[Landing]]:
    return [
        Column("part", lambda one: one.part, _("In the file"), least=10),
        Column("touchpoint_id", lambda one: one.draft.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint, _("Lands on"), spot_words, least=10),
        Column("persona_id", lambda one: one.draft.persona_id),
        Column("persona", lambda one: one.persona, _("Persona"), minor=2),
        Column(
            "people",
            lambda one: one.draft.people,
            _("People"),
            lambda one: _count(one.draft.people),
            right=True,
        ),
        Column(
            "figure",
            lambda one: one.draft.figure,
            _("Figure"),
            lambda one: figure_words(one.draft),
            right=True,
        ),
        Column("unit", lambda one: one.draft.unit),
        Column("better", lambda one: one.draft.better),
        Column("deviation", lambda one: one.draft.deviation),
        Column("target", lambda one: one.draft.target),
        Column(
            "feeling",
            lambda one: one.draft.feeling,
            _("Feeling"),
            lambda one: _feeling(one.draft.feeling),
            right=True,
            minor=1,
        ),
        Column("collected", lambda one: one.draft.collected, _("Collected"), _day, minor=3),
        Column("counts", lambda one: {str(score): count for score, count in one.draft.counts.items()}),
        Column("quote", lambda one: one.draft.quote),
        Column("note", lambda one: one.draft.note),
        Column("suggestions", _suggestions, _("Suggests"), suggested_words, least=14, minor=4),
    ]


def _count(people: int | None) -> str:
    return "" if people is None else number(people)


def _feeling(feeling: float | None) -> str:
    return "" if feeling is None else number(feeling, 1, signed=True)


def _day(one: Landing) -> str:
    return one.draft.collected if isinstance(one.draft.collected, str) else day(one.draft.collected)


def _suggestions(one: Landing) -> list[dict[str, object]]:
    return [
        {"check": f"{each.checklist}/{each.check_key}", "verdict": each.verdict, "why": each.why}
        for each in one.suggestions
    ]
