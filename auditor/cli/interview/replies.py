"""`auditor interview replies`: replies by theme, respondents side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.replies import replies_by_theme
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.text import folded, shortened
from auditor.cli.columns.questions import asked_of
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.interview.questions import personas_meant
from auditor.sentences.interviews import WITHHELD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.views.interviews import AskedQuestion, Respondent, ThemeRow
    from auditor.views.journeys import Persona
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Lay the replies of respondents side by side. A row is a question, those of one theme stand together; what the "
        "team knows stands before."
    )
)
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("Respondents of this persona only."))
@click.option("--theme", metavar="THEME", help=_("This theme only, by its key or title."))
@click.option("--all", "everything", is_flag=True, help=_("Also questions that nobody replied to."))
@click.option("--for-others", is_flag=True, help=_("Without the words of those who did not agree to it."))
@format_option
@with_workspace
def replies(
    workspace: Workspace,
    journey: str,
    persona: str | None,
    theme: str | None,
    everything: bool,
    for_others: bool,
    form: str,
) -> None:
    """Show replies."""
    found = whole_journey(workspace, journey)
    chosen = personas_meant(workspace, found, persona)
    reads = workspace.reads.interviews
    numbers = {one.id for one in chosen}
    asked = asked_of(workspace, found)
    if theme is not None:
        asked = _of_theme(asked, theme)
    table = replies_by_theme(
        asked,
        [one for one in reads.respondents(found.id) if one.persona_id in numbers],
        reads.responses(found.id),
        [one for one in workspace.reads.maps.replies(found.id) if one.persona_id in numbers],
        for_others=for_others,
        everything=everything,
    )
    columns: list[Column[ThemeRow]] = [
        Column("theme", lambda row: row.asked.theme),
        Column("theme_title", lambda row: row.asked.theme_title, _("Theme"), minor=3),
        Column("key", lambda row: row.asked.key),
        Column("stage_id", lambda row: row.asked.stage_id),
        Column("stage", lambda row: row.asked.stage, _("Stage"), minor=1),
        Column("question", lambda row: row.asked.text, _("Question"), least=16),
        *(_team_column(one) for one in chosen if any(one.id in row.team for row in table.rows)),
    ]
    said = [_said_column(at, one) for at, one in enumerate(table.respondents)]
    shown = Table([*columns, *said], table.rows)
    record = [
        {
            **Table(columns[:6], [row]).records()[0],
            "team": [
                {"persona_id": one.id, "persona": one.name, "text": row.team.get(one.id)} for one in chosen
            ],
            "replies": [
                {
                    "respondent_id": one.id,
                    "respondent": one.code,
                    "persona_id": one.persona_id,
                    "interviewed_on": one.interviewed_on,
                    "consent": one.consent,
                    "text": text or None,
                    "withheld": text is None,
                }
                for one, text in zip(table.respondents, row.said, strict=True)
            ],
        }
        for row in table.rows
    ]
    if form == "json" or table.rows:
        output.whole(record, [shown], shown, form)
    else:
        output.rows(shown, form, _("Nobody replied to anything yet: “auditor respondent reply” writes it."))


def _of_theme(asked: Sequence[AskedQuestion], word: str) -> list[AskedQuestion]:
    """Return the questions of the theme meant. Raises NotFoundError, naming those there are, where none is."""
    found = [one for one in asked if folded(word) in (folded(one.theme), folded(one.theme_title))]
    if asked and not found:
        known = ", ".join(dict.fromkeys(one.theme for one in asked))
        raise NotFoundError(
            _("No question here is of the theme “{word}”. There are: {themes}.").format(
                word=shortened(word, 60), themes=known
            )
        )
    return found


def _team_column(persona: Persona) -> Column[ThemeRow]:
    title = _("{name}, the team").format(name=persona.name)

    def known(row: ThemeRow) -> str | None:
        return row.team.get(persona.id)

    return Column(f"team_{persona.id}", known, title, lambda row: known(row) or "", least=12, minor=2)


def _said_column(at: int, one: Respondent) -> Column[ThemeRow]:
    def shown(row: ThemeRow) -> str:
        text = row.said[at]
        return _(WITHHELD) if text is None else text

    return Column(f"respondent_{one.id}", lambda row: row.said[at] or None, one.code, shown, least=12)
