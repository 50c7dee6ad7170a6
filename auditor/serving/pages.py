"""The few pages around the app: the door, an invitation, and the page in which the app is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from auditor.base.i18n import _, day, language

FRONT = Path(__file__).parent / "front"
"""The folder of templates, styles and scripts of ours."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(FRONT), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def app_page(socket_url: str, name: str) -> str:
    """Return the page that shows the app; `socket_url` is what the address of its websocket begins with."""
    said = {
        "lost": _("The connection is lost. Trying again …"),
        "left": _("You have left Auditor."),
        "elsewhere": _("Auditor was opened in another window, and goes on there."),
        "idle": _("Nobody was here for long, so Auditor was left. Everything is saved."),
        "shut": _("The invitation has ended."),
        "full": _("Too many people are here just now. Trying again …"),
    }
    return _TEMPLATES.get_template("app.html").render(
        language=language(),
        socket_url=socket_url,
        name=name,
        said=said,
        again=_("Open again"),
        begin=_("Auditor is opened …"),
    )


def invited_page(name: str, until: date) -> str:
    """Return the page of an invitation, on which a button comes in: looking at it uses nothing up."""
    return _TEMPLATES.get_template("door.html").render(
        language=language(),
        title=_("Welcome, {name}").format(name=name),
        lines=[
            _(
                "You are invited to Auditor. The button opens it in this browser, and only here: the link works once."
            ),
            _("The invitation ends on {day}.").format(day=day(until)),
        ],
        button=_("Come in"),
        link="",
    )


def door_page() -> str:
    """Return the page for whoever has not come in."""
    return _TEMPLATES.get_template("door.html").render(
        language=language(),
        title="Auditor",
        lines=[
            _("Whoever is invited comes in by their link."),
            _("If you came in before in this browser, go on:"),
        ],
        button="",
        link=_("Open Auditor"),
    )


def refused_page(why: str) -> str:
    """Return the page that says why something is not shown."""
    return _TEMPLATES.get_template("door.html").render(
        language=language(), title="Auditor", lines=[why], button="", link=""
    )
