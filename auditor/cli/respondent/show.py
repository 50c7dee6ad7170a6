"""`auditor respondent show`: what a respondent replied and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.cli.columns.evidence import feeling_text
from auditor.cli.columns.questions import asked_of
from auditor.cli.columns.respondents import respondent_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_respondent, whole_journey
from auditor.cli.frame.options import format_option, journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.views.evidence import Evidence, EvidenceFilter
from auditor.views.interviews import AskedQuestion

if TYPE_CHECKING:
    from auditor.workspace import Workspace

Replied = tuple[AskedQuestion, str]


@click.command(help=_("Show a respondent. It has their replies, and what they said at touchpoints."))
@click.argument("respondent")
@journey_option
@format_option
@with_workspace
def show(workspace: Workspace, respondent: str, journey: str | None, form: str) -> None:
    """Show a respondent."""
    found = a_respondent(workspace, respondent, journey)
    whole = whole_journey(workspace, str(found.journey_id))
    texts = {
        (one.stage_id, one.question): one.text
        for one in workspace.reads.interviews.responses(whole.id)
        if one.respondent_id == found.id
    }
    replied = [
        (one, texts[one.stage_id, one.key])
        for one in asked_of(workspace, whole)
        if (one.stage_id, one.key) in texts
    ]
    lines = workspace.reads.evidence.lines(EvidenceFilter(whole.id, respondent_id=found.id))
    said = Table(_said_columns(), [one for one in lines if one.touchpoint_id is not None])
    replies = Table(_reply_columns(), replied)
    main = Table(respondent_columns(), [found])
    about = [
        (_("Respondent"), f"{found.id} {found.code}"),
        (_("Persona"), found.persona),
        (_("Asked on"), day(found.interviewed_on)),
        (_("Consent"), labels.word(found.consent)),
        (_("Note"), found.note),
    ]
    record = {
        **main.records()[0],
        "note": found.note,
        "responses": replies.records(),
        "quotes": said.records(),
    }
    output.whole(record, [facts(about), replies, said], main, form)


def _reply_columns() -> list[Column[Replied]]:
    return [
        Column("stage_id", lambda row: row[0].stage_id),
        Column("stage", lambda row: row[0].stage, _("Stage"), minor=1),
        Column("key", lambda row: row[0].key),
        Column("question", lambda row: row[0].text, _("Question"), least=20),
        Column("text", lambda row: row[1], _("Reply"), least=20),
    ]


def _said_columns() -> list[Column[Evidence]]:
    return [
        Column("evidence", lambda one: one.id, _("No."), right=True),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint"), least=12),
        Column("feeling", lambda one: one.feeling, _("Feeling"), feeling_text, right=True),
        Column("quote", lambda one: one.quote, _("Quote"), least=20),
    ]
