"""No range of what is installed admits a version with a weakness that is known."""

from __future__ import annotations

from packaging.version import Version

from tests.test_locks import locked, named

MENDED = {
    "click": "8.3.3",  # CVE-2026-7246
    "icalendar": "7.2.1",  # GHSA-cv84-9p8j-fj68, GHSA-qjcq-q7h7-r74v
    "jinja2": "3.1.6",  # CVE-2024-22195, -34064, -56201, -56326, CVE-2025-27516
    "pytest": "9.0.3",  # CVE-2025-71176
}
"""The first version without any, by what is named in the ranges."""
MENDED_BELOW = {
    "mako": "1.3.12",  # CVE-2026-41205, CVE-2026-44307
    "markdown-it-py": "2.2.0",  # CVE-2023-26302, -26303
    "pydantic": "2.4.0",  # CVE-2024-3772
    "pygments": "2.20",  # CVE-2022-40896, CVE-2026-4539
}
"""The same of what those need in turn."""


def test_the_lower_bounds_are_above_what_is_known() -> None:
    bounds = {
        each.name: Version(bound.version)
        for each in named()
        for bound in each.specifier
        if bound.operator == ">="
    }
    low = {name: str(bounds[name]) for name, mended in MENDED.items() if bounds[name] < Version(mended)}
    assert not low


def test_the_locks_are_above_what_is_known() -> None:
    for name in ("tested", "oldest"):
        held = locked(name)
        low = {
            each: held[each]
            for each, mended in (MENDED | MENDED_BELOW).items()
            if Version(held[each]) < Version(mended)
        }
        assert not low, name
