"""Makes pages of templates: self-contained HTML, without script, and nothing of people's text able to run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from auditor.base.i18n import language
from auditor.base.text import shortened

_TEMPLATES = Path(__file__).with_name("templates")

_LONG_WORD = 24
ABOUT = 280
"""So many characters of what a journey is about stand on the first page; all of it follows."""
WHAT = 90
"""So many characters of a finding stand in the list that leads to it."""


def rendered(name: str, known: Mapping[str, object], style: str = "") -> str:
    """Return the page of the template of that name, in the user's language.

    The style sheet in it is that of `style`, or else of the same name.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["has_long_word"] = _has_long_word
    environment.filters["shortened"] = shortened
    environment.globals["ABOUT"] = ABOUT
    environment.globals["WHAT"] = WHAT
    sheet = _sheet(style or name)
    template = environment.get_template(f"{name}.html")
    return template.render(lang=language(), style=sheet, policy=_policy(sheet), **known)


def policy(style: str) -> str:
    """Return the content security policy of the pages with the style sheet of that name."""
    return _policy(_sheet(style))


def _policy(sheet: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(sheet)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _sheet(name: str) -> str:
    return (_TEMPLATES / f"{name}.css").read_text(encoding="utf-8")


def _has_long_word(text: str) -> bool:
    """Tell whether a text has a word that may be broken anywhere, because no column is as wide."""
    return any(len(word) > _LONG_WORD for word in text.split())


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
