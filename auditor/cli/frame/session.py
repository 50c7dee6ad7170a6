"""What the commands of one call share: the settings and the workspace, opened when first needed."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

from auditor.base.errors import BusyError, StorageError
from auditor.base.i18n import _
from auditor.base.vocabulary import Access
from auditor.cli.frame import output
from auditor.cli.frame.ways_out import WAYS
from auditor.settings.known import ENV_ACCESS

if TYPE_CHECKING:
    from auditor.base.errors import DatabaseError
    from auditor.settings.config import Config
    from auditor.views.history import Changes
    from auditor.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")


class Session:
    """One call of the command line."""

    def __init__(self, database: str | None = None) -> None:
        """Open nothing yet; `database` is a path or a URL, None the default."""
        self.database = database
        self.language: str | None = None
        """The language that an option names."""
        self.said: set[str] = set()
        """What is to be said once in a call, by what tells it from all else."""
        self.linear = False
        """Whether what would open the app talks in lines, as this call says."""
        self.has_saved = False
        """Something was changed, and is saved."""
        self.was_broken_off = False
        """The database did not answer, or could not be used, after that."""

    @property
    def is_linear(self) -> bool:
        """Whether what would open the app talks in lines, as this call or the settings say."""
        return self.linear or self.config.linear

    @cached_property
    def config(self) -> Config:
        """The user's settings."""
        from auditor.settings.config import read_config

        config = read_config()
        return config if self.language is None else config.told_by("language", f"--lang {self.language}")

    @property
    def told(self) -> dict[str, str]:
        """What goes before the settings this time, by key; also where the file can't be used."""
        from auditor.settings.config import told_by_environment

        option = {"language": f"--lang {self.language}"} if self.language is not None else {}
        return told_by_environment() | option

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace of the database named."""
        from auditor.workspace import Workspace

        workspace = Workspace.open(self.database, self.config)
        if most := os.environ.get(ENV_ACCESS):
            # What is misspelt is the least, never the most.
            workspace.lower_access(Access(most) if most in list(Access) else Access.READER)
        workspace.tell_of_copies(lambda error: output.say(error.worded(WAYS)))
        workspace.on_change(self._note)
        return workspace

    def _note(self, changes: Changes) -> None:
        self.has_saved = self.has_saved or not changes.elsewhere

    def damage(self) -> DatabaseError | None:
        """Return what is told of the first damaged value of the database, if one was opened and has any."""
        return self.workspace.damage() if "workspace" in self.__dict__ else None

    def close(self) -> None:
        """Let go of the database, if it was opened; tell what is saved, where the call failed after that."""
        if self.was_broken_off:
            output.say(_("What was changed before that is saved."))
        if "workspace" in self.__dict__:
            self.workspace.close()


def with_session(command: Callable[Concatenate[Session, P], R]) -> Callable[P, R]:
    """Hand the session to a command as its first argument."""

    @wraps(command)
    def handed(*args: P.args, **kwargs: P.kwargs) -> R:
        session = click.get_current_context().find_object(Session)
        assert session is not None
        return command(session, *args, **kwargs)

    return handed


def with_workspace(command: Callable[Concatenate[Workspace, P], R]) -> Callable[P, R]:
    """Hand the workspace to a command as its first argument."""

    @with_session
    @wraps(command)
    def handed(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        session.workspace.expect_database()
        return command(session.workspace, *args, **kwargs)

    return handed


def is_first_said(what: str) -> bool:
    """Tell whether something is said for the first time in this call, and take notice that it is."""
    session = click.get_current_context().find_object(Session)
    assert session is not None
    is_first = what not in session.said
    session.said.add(what)
    return is_first


@contextmanager
def told(workspace: Workspace) -> Iterator[None]:
    """Run a block that makes one change, and say in a sentence what was changed."""
    from auditor.sentences.history import describe

    gc.enable()
    saved: list[Changes] = []
    workspace.on_change(saved.append)
    before = workspace.reads.history.to_undo() if workspace.is_there else None
    yield
    try:
        after = workspace.reads.history.to_undo()
    except (BusyError, StorageError) as error:
        # Whoever is told that this failed does it again, and then it is there twice.
        if not saved:
            raise
        output.say(_("It is saved, but can’t be shown just now. {reason}").format(reason=error.worded(WAYS)))
        return
    if after is None or (before is not None and before.id == after.id):
        output.say(_("Nothing was changed: it was so already."))
        return
    output.say(f"{describe(after)}.")
    if after.code.endswith("-delete"):
        output.say(_("“auditor undo” brings it back."))
