"""Whose law a reader is shown: that of the country a journey is in, else that of the reader's language."""

from __future__ import annotations

from auditor.base.i18n import language
from auditor.base.vocabulary import Country

_BY_LANGUAGE = {"sv": Country.SE, "nb": Country.NO}


def country_of(said: Country | None) -> Country:
    """Return the country of a journey; where nobody has said, that of the language in use, and the Union for English."""
    return said or _BY_LANGUAGE.get(language(), Country.EU)
