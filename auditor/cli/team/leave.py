"""`auditor team leave`: go back to the file."""

from __future__ import annotations

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session
from auditor.settings.editing import keep
from auditor.settings.known import TEAM, TEAM_PASSWORD
from auditor.store.location import locate
from auditor.store.passwords import drop_from_keyring


@click.command(help=_("Open your own file again. The team’s database stays as it is."))
@with_session
def leave(session: Session) -> None:
    """Leave a team's database."""
    config = session.config
    if not config.team:
        output.say(_("No team’s database was joined."))
        return
    joined = locate(config.team, config.team, config.team_in_keyring)
    keep(config.folder, {TEAM.key: None, TEAM_PASSWORD.key: None})
    if config.team_in_keyring:
        drop_from_keyring(joined)
    output.say(_("“auditor” opens {place} from now on.").format(place=locate(None).shown))
