"""docs/EXPORT.md describes the format as it is."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.exchange.fields import Field
from auditor.exchange.kinds import Ref
from auditor.exchange.parts import PARTS, VERSION

PAGE = Path(__file__).parents[2] / "docs" / "EXPORT.md"


def _row(field: Field) -> str:
    kind = f"id of {field.kind.part}" if isinstance(field.kind, Ref) else field.kind.word
    empty = "" if field.empty in (None, "") else str(field.empty).lower()
    return f"| `{field.name}` | {kind.replace('|', chr(92) + '|')} | {'yes' if field.needed else empty} |"


def test_every_part_and_field_stands_in_the_page_as_it_is() -> None:
    sections = dict(
        re.findall(r"^### `(\w+)`\n(.*?)(?=^#|\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    )
    assert list(sections) == [part.name for part in PARTS]
    for part in PARTS:
        rows = re.findall(r"^\| `.*$", sections[part.name], re.M)
        assert [row.rsplit("|", 2)[0] + "|" for row in rows] == [_row(field) for field in part.fields], (
            part.name
        )
        assert all(row.rsplit("|", 2)[1].strip() for row in rows), f"a field of {part.name} is not explained"


def test_the_page_names_the_version() -> None:
    assert f'"version": {VERSION}' in PAGE.read_text(encoding="utf-8")
