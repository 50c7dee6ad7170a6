"""The live pages of journeys: the report, a feed and a calendar, always of now, made once for each state of the database."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from urllib.parse import parse_qs, quote

from msgspec import Struct

from auditor.base.errors import AuditorError, DatabaseError, NotFoundError
from auditor.base.i18n import _, day, day_and_time, known_language, language, speaking
from auditor.base.text import one_line, without_passwords
from auditor.base.vocabulary import Status
from auditor.reporting.html import STYLE, Live, page
from auditor.reporting.rendering import policy
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace

log = logging.getLogger("auditor.serving")

PAGE, FEED, CALENDAR = "", "feed.atom", "actions.ics"
"""What there is of a journey, by the rest of its address."""

WALL_SECONDS = 60
"""How often a page on a wall is asked for anew."""
MOST_KEPT = 64
"""So many pages are kept, those asked for last."""
_TRIES = 3
"""How often a page is made while others change what it is made of, before it is shown as it is."""


class LivePage(Struct, frozen=True):
    """An answer to a request."""

    status: int
    headers: dict[str, str]
    body: bytes


class _Asked(Struct, frozen=True):
    """What is asked for."""

    journey: int
    what: str
    language: str
    wall: bool


class _Kept(Struct, frozen=True):
    """A page, and what it was made of."""

    state: tuple[object, date]
    body: bytes
    etag: str


class LivePages:
    """Answers requests for the pages of journeys; it may be used from several threads. Its user closes it.

    All is read as nobody of the team: what is hidden from everybody else is hidden here. Of what people replied it shows
    what reports do.
    """

    def __init__(self, workspace: Workspace, base_url: str) -> None:
        """Take the workspace, and the address below which journeys stand by their numbers, as `https://host/report`."""
        self._workspace = workspace.as_nobody()
        self._base = base_url.rstrip("/")
        self._otherwise = language()
        self._policy = policy(STYLE)
        self._kept: OrderedDict[_Asked, _Kept] = OrderedDict()
        self._guard = threading.Lock()
        """Of what is kept and of looking at the state."""
        self._making = threading.Lock()
        """One page is made at a time: a second would only make the first slower."""
        self._unwell = ""
        """Why the database could not be read when that was tried last."""
        self.made = 0
        """How many pages were made, and not taken from those that are kept."""

    def answer(
        self, journey_id: int, rest: str = PAGE, if_none_match: str = "", accept_language: str = ""
    ) -> LivePage:
        """Return the answer to a GET of what follows a journey's address; never raises for what was asked.

        `rest` is `""`, `feed.atom` or `actions.ics`, with a query or none: `?lang=sv` is the language, which goes before
        `accept_language`, the header of that name; else it is the program's. `?wall=1` gives a page that the browser asks
        for anew every minute, for screens on a wall; others stay as they are while somebody reads. `if_none_match` is the
        header of that name. Anything else is 404; while the database does not answer it is 503.
        """
        path, _sign, query = rest.partition("?")
        asked = _asked(journey_id, path, query, accept_language, self._otherwise)
        if asked.what not in _MAKERS:
            return _plain(HTTPStatus.NOT_FOUND)
        try:
            kept = self._found(asked)
        except NotFoundError:
            return _plain(HTTPStatus.NOT_FOUND)
        except AuditorError as error:
            self._tell(without_passwords(one_line(str(error))))
            return _plain(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "10"})
        self._tell("")
        headers = _headers(asked, kept.etag, self._policy)
        if _is_known(if_none_match, kept.etag):
            return LivePage(HTTPStatus.NOT_MODIFIED, headers, b"")
        return LivePage(HTTPStatus.OK, headers, kept.body)

    def close(self) -> None:
        """Let go of the database."""
        self._workspace.close()

    def _tell(self, unwell: str) -> None:
        """Write into the log, once, that the database can't be read, or can again."""
        with self._guard:
            if unwell == self._unwell:
                return
            self._unwell = unwell
        if unwell:
            log.error("reports can't be read: %s", unwell)
        else:
            log.info("reports can be read again")

    def _state(self) -> tuple[object, date]:
        with self._guard:
            if (seen := self._workspace.look()) is None:
                # It was there when it was first served: somebody puts another in its place.
                raise DatabaseError(_("There is no database just now."))
            return seen, self._workspace.today

    def _found(self, asked: _Asked) -> _Kept:
        if (kept := self._taken(asked, self._state())) is not None:
            return kept
        with self._making:
            # Whoever made one meanwhile made it for all who wait.
            for _try in range(_TRIES):
                state = self._state()
                if (kept := self._taken(asked, state)) is not None:
                    break
                kept = self._make(asked, state)
            assert kept is not None
            return kept

    def _taken(self, asked: _Asked, state: tuple[object, date]) -> _Kept | None:
        with self._guard:
            kept = self._kept.get(asked)
            if kept is None or kept.state != state:
                return None
            self._kept.move_to_end(asked)
            return kept

    def _make(self, asked: _Asked, state: tuple[object, date]) -> _Kept:
        with speaking(asked.language):
            text = _MAKERS[asked.what][0](self._workspace, asked, state[1], self._address)
        body = text.encode("utf-8")
        made = _Kept(state, body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
        with self._guard:
            self.made += 1
            self._kept[asked] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def _address(self, asked: _Asked, what: str, wall: bool = False) -> str:
        query = f"lang={quote(asked.language)}{'&wall=1' if wall else ''}"
        return f"{self._base}/{asked.journey}/{what}?{query}"


_Address = Callable[..., str]


def _page(workspace: Workspace, asked: _Asked, today: date, address: _Address) -> str:
    from auditor.reporting.contents import Contents

    contents = Contents(workspace, asked.journey, today)
    changed = workspace.reads.history.lines(1, asked.journey)
    said = _("Figures of {day}").format(day=day(today))
    if changed:
        moment = day_and_time(changed[0].at)
        said = _("Figures of {day}, last changed {moment}").format(day=day(today), moment=moment)
    calendar = "webcal:" + address(asked, CALENDAR).partition(":")[2]
    wall = () if asked.wall else ((address(asked, PAGE, wall=True), _("renewed every minute, for a wall")),)
    links = (
        (address(asked, FEED), _("feed of what changed")),
        (calendar, _("calendar of the actions")),
        *wall,
    )
    live = Live(said, address(asked, FEED), links, WALL_SECONDS if asked.wall else 0)
    return page(contents, workspace.rules.bounds, live)


def _feed(workspace: Workspace, asked: _Asked, today: date, address: _Address) -> str:
    from auditor.reporting.feed import feed

    return feed(workspace, asked.journey, today, address(asked, PAGE), address(asked, FEED))


def _calendar(workspace: Workspace, asked: _Asked, _today: date, _address: _Address) -> str:
    from auditor.exporting.calendar import Shape, calendar

    journey = workspace.reads.journeys.get(asked.journey)
    if journey is None:
        raise NotFoundError(_("There is no journey number {number}.").format(number=asked.journey))
    actions = workspace.reads.handing.actions(ActionFilter(tuple(Status), journey_id=asked.journey))
    return "".join(calendar(actions, Shape.BOTH, name=journey.name))


_MAKERS: dict[str, tuple[Callable[[Workspace, _Asked, date, _Address], str], str]] = {
    PAGE: (_page, "text/html; charset=utf-8"),
    FEED: (_feed, "application/atom+xml; charset=utf-8"),
    CALENDAR: (_calendar, "text/calendar; charset=utf-8"),
}
"""How each is made, and what it is."""


def _asked(journey_id: int, what: str, query: str, accepted: str, otherwise: str) -> _Asked:
    told = parse_qs(query, keep_blank_values=True)
    spoken = known_language(told["lang"][-1]) if "lang" in told else None
    spoken = spoken or _accepted(accepted) or otherwise
    return _Asked(journey_id, what, spoken, what == PAGE and "wall" in told)


def _accepted(header: str) -> str | None:
    """Return the language of ours that a header accepts most; None for none."""
    weighed: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        name, _sign, weight = part.partition(";")
        try:
            worth = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if worth > 0 and (known := known_language(name.strip())):
            weighed.append((worth, known))
    return max(weighed, key=lambda one: one[0])[1] if weighed else None


def _is_known(header: str, etag: str) -> bool:
    return any(each.strip().removeprefix("W/") in (etag, "*") for each in header.split(","))


_ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def _headers(asked: _Asked, etag: str, policy_of_page: str) -> dict[str, str]:
    shown = policy_of_page if asked.what == PAGE else "default-src 'none'"
    return {
        **_ALWAYS,
        "Content-Type": _MAKERS[asked.what][1],
        "Content-Language": asked.language,
        "Content-Security-Policy": f"{shown}; frame-ancestors 'none'",
        # It may be kept, and is asked for each time whether it still holds.
        "Cache-Control": "private, no-cache",
        "ETag": etag,
        "Vary": "Accept-Language",
    }


def _plain(status: HTTPStatus, more: dict[str, str] | None = None) -> LivePage:
    headers = {
        **_ALWAYS,
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
        **(more or {}),
    }
    return LivePage(status, headers, f"{status.phrase}\n".encode())
