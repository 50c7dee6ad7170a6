"""The alphabet of each language: names stand where its readers look for them, however they are cased."""

from __future__ import annotations

import pytest

from auditor.base.i18n import by_name, set_language

NAMES = ["Zara", "Örjan", "Åke", "Ärla", "anna", "Émile", "eva", "Ødegaard", "Æsop", "Ove"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ["anna", "Émile", "eva", "Ove", "Zara", "Åke", "Ärla", "Æsop", "Ødegaard"]),
        ("nb", ["anna", "Émile", "eva", "Ove", "Zara", "Ärla", "Æsop", "Ødegaard", "Örjan", "Åke"]),
    ],
)
def test_letters_of_the_language_stand_last_in_its_order(language: str, expected: list[str]) -> None:
    set_language(language)
    turned = expected[::-1]
    assert sorted(turned, key=by_name) == expected


@pytest.mark.parametrize("language", ["en", "sv", "nb"])
def test_case_and_other_accents_move_no_name(language: str) -> None:
    set_language(language)
    names = sorted(NAMES, key=by_name)
    assert names[:5] == ["anna", "Émile", "eva", "Ove", "Zara"]
