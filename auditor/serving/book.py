"""The book of the door: who is invited, and which addresses show a report. It holds hashes, never a secret.

It is a file of the machine that serves, one for each database, for its owner alone and written whole or not at all.
Each of several programs reads it anew as soon as it was changed, so whoever is struck out of it is out at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar
from uuid import uuid4

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from auditor.base import temporary
from auditor.base.errors import NotFoundError, RefusedError, system_reason
from auditor.base.files import make_folder, unwritable, write_whole
from auditor.base.i18n import _
from auditor.base.reading import read_found_file
from auditor.base.text import folded
from auditor.base.vocabulary import Access
from auditor.serving.tokens import LONGEST, hash_of, is_of, new_token
from auditor.store.location import default_path

T = TypeVar("T")

_SIZE_LIMIT = 4_000_000
"""Largest book, in bytes."""
_PATIENCE, _PAUSE = 5.0, 0.02
"""Seconds for which another program may be writing, and between two looks."""
_FORGOTTEN = timedelta(days=90)
"""So long after its end an invitation is told still."""
ROLES = (Access.READER, Access.AUDITOR, Access.EDITOR)
"""As what somebody can be invited: people and rights are not given through the browser."""


class Invitation(Struct, frozen=True):
    """Somebody who may come in, from their invitation to the day it ends."""

    id: str
    name: str
    access: Access
    person: int
    """The number of the person in the database."""
    lasting: str
    """The id by which the person is known in all databases."""
    made: datetime
    until: datetime
    token: str
    """The hash of what the link holds; empty once it was used."""
    cookie: str = ""
    """The hash of what the browser was given for it; empty before."""
    revoked: bool = False

    def is_open(self, now: datetime) -> bool:
        """Tell whether somebody can still come in by it."""
        return not self.revoked and now < self.until


class Link(Struct, frozen=True):
    """An address that shows the report of a journey to whoever has it."""

    id: str
    journey: int
    name: str
    """What the journey was called when the address was made."""
    made: datetime
    until: datetime
    token: str
    """The hash of what the address holds."""
    revoked: bool = False

    def is_open(self, now: datetime) -> bool:
        """Tell whether the address shows anything still."""
        return not self.revoked and now < self.until


class Entries(Struct, frozen=True):
    """All that is in the book."""

    invitations: tuple[Invitation, ...] = ()
    links: tuple[Link, ...] = ()
    url: str = ""
    """Where the app was served last, for the next link."""


def book_of(database: str) -> Path:
    """Return where the book of a database is, which is named by what tells it from others."""
    return default_path().parent / "serving" / f"{sha256(database.encode()).hexdigest()[:24]}.json"


class Book:
    """The book in a file."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Read nothing yet."""
        self.path = path
        self._clock = clock
        self._read: tuple[tuple[int, ...], Entries] = ((), Entries())

    @property
    def entries(self) -> Entries:
        """What is in it now. Raises RefusedError when it can't be read: then nobody comes in."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return Entries()
        except OSError as error:
            raise self._unreadable(system_reason(error)) from error
        mark = (found.st_mtime_ns, found.st_ino, found.st_size)
        if self._read[0] != mark:
            try:
                entries = msgspec.json.decode(read_found_file(self.path, _SIZE_LIMIT), type=Entries)
            except OSError as error:
                raise self._unreadable(system_reason(error)) from error
            except (msgspec.MsgspecError, UnicodeDecodeError):
                raise self._unreadable(_("it is no list of invitations")) from None
            self._read = mark, entries
        return self._read[1]

    def _unreadable(self, reason: str) -> RefusedError:
        return RefusedError(
            _("The invitations in {path} can’t be read: {reason}.").format(path=self.path, reason=reason)
        )

    def invite(
        self, name: str, access: Access, person: int, lasting: str, days: int
    ) -> tuple[Invitation, str]:
        """Invite somebody; return the invitation, and the secret of its link, which is kept nowhere."""
        token, now = new_token(), self._clock()
        made = Invitation(
            uuid4().hex, name, access, person, lasting, now, now + timedelta(days=days), hash_of(token)
        )
        self._change(lambda before: (replace(before, invitations=(*before.invitations, made)), None))
        return made, token

    def link(self, journey: int, name: str, days: int) -> tuple[Link, str]:
        """Make an address for the report of a journey; return it, and its secret, which is kept nowhere."""
        token, now = new_token(), self._clock()
        made = Link(uuid4().hex, journey, name, now, now + timedelta(days=days), hash_of(token))
        self._change(lambda before: (replace(before, links=(*before.links, made)), None))
        return made, token

    def awaited(self, token: str) -> Invitation | None:
        """Return the invitation that a secret opens, which was not used yet; None for none."""
        return _found(self.entries.invitations, token, self._clock())

    def take_up(self, token: str) -> tuple[Invitation, str] | None:
        """Exchange the secret of a link, once, for that of a cookie; None where it opens nothing."""
        cookie = new_token()

        def exchange(before: Entries) -> tuple[Entries, Invitation | None]:
            found = _found(before.invitations, token, self._clock())
            if found is None:
                return before, None
            taken = replace(found, token="", cookie=hash_of(cookie))
            return _with(before, taken), taken

        # Guesses never wait for the file, nor make anybody else wait for it.
        if self.awaited(token) is None:
            return None
        taken = self._change(exchange)
        return None if taken is None else (taken, cookie)

    def guest(self, cookie: str) -> Invitation | None:
        """Return the invitation for which a browser was given a cookie; None where it opens nothing any more."""
        now, known = self._clock(), None
        for one in self.entries.invitations:
            if one.cookie and is_of(one.cookie, cookie) and one.is_open(now):
                known = one
        return known if len(cookie) <= LONGEST else None

    def shown(self, token: str) -> Link | None:
        """Return the address whose secret this is; None where it shows nothing any more."""
        now, known = self._clock(), None
        for one in self.entries.links:
            if is_of(one.token, token) and one.is_open(now):
                known = one
        return known if len(token) <= LONGEST else None

    def is_open(self, invitation: str) -> bool:
        """Tell whether somebody can still come in by the invitation of that id."""
        now = self._clock()
        return any(one.id == invitation and one.is_open(now) for one in self.entries.invitations)

    def revoke(self, named: str) -> list[str]:
        """Strike out what is called so, or has an id that begins so; return the names. Raises NotFoundError for none."""

        def strike(before: Entries) -> tuple[Entries, list[str]]:
            now = self._clock()
            struck: list[str] = []

            def is_meant(one: Invitation | Link) -> bool:
                is_named = folded(one.name) == folded(named) or (len(named) >= 4 and one.id.startswith(named))
                if meant := is_named and one.is_open(now):
                    struck.append(one.name)
                return meant

            invitations = tuple(
                replace(one, revoked=True, token="", cookie="") if is_meant(one) else one
                for one in before.invitations
            )
            links = tuple(replace(one, revoked=True) if is_meant(one) else one for one in before.links)
            return replace(before, invitations=invitations, links=links), struck

        struck = self._change(strike)
        if not struck:
            raise NotFoundError(_("Nothing is open that is called “{name}”.").format(name=named))
        return struck

    def serve_at(self, url: str) -> None:
        """Keep where the app is served."""
        if self.entries.url != url:
            self._change(lambda before: (replace(before, url=url), None))

    def _change(self, change: Callable[[Entries], tuple[Entries, T]]) -> T:
        """Change what is in it, while nobody else does, and return what else the change gives."""
        make_folder(self.path.parent)
        with self._held():
            before = self.entries
            after, given = change(before)
            if after != before:
                now = self._clock()
                kept = replace(
                    after,
                    invitations=tuple(one for one in after.invitations if now < one.until + _FORGOTTEN),
                    links=tuple(one for one in after.links if now < one.until + _FORGOTTEN),
                )
                write_whole(self.path, msgspec.json.format(msgspec.json.encode(kept)), force=True)
            return given

    @contextmanager
    def _held(self) -> Iterator[None]:
        end = monotonic() + _PATIENCE
        try:
            while (held := temporary.only(self.path.with_suffix(".writing"))) is None:
                if monotonic() > end:
                    raise RefusedError(
                        _("Another program is writing {path}: try again in a moment.").format(path=self.path)
                    )
                sleep(_PAUSE)
        except OSError as error:
            raise unwritable(self.path, error) from error
        with held:
            yield


def _found(invitations: tuple[Invitation, ...], token: str, now: datetime) -> Invitation | None:
    found = None
    for one in invitations:
        if one.token and is_of(one.token, token) and one.is_open(now):
            found = one
    return found if len(token) <= LONGEST else None


def _with(entries: Entries, one: Invitation) -> Entries:
    return replace(
        entries, invitations=tuple(one if each.id == one.id else each for each in entries.invitations)
    )
