"""What stands now: what evidence supersedes and on what scale its scores are, and who is who.

Columns are added by ALTER TABLE, which leaves the rows where they are: a million answers take no longer than one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import PurePath
from typing import Any

import sqlalchemy as sa
from alembic import op

from auditor.base.text import folded

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the new columns, and fill them where what they say is certain."""
    _evidence()
    _people()


_OF_EVIDENCE = (
    "tool VARCHAR DEFAULT '' NOT NULL",
    "page TEXT DEFAULT '' NOT NULL",
    "scale_low INTEGER",
    "scale_high INTEGER",
    "content VARCHAR DEFAULT '' NOT NULL",
    "replies TEXT DEFAULT '' NOT NULL",
)

_VERSION = re.compile(r"(?:[\s,/@]+v?\d[\w.+-]*)+$")


def _evidence() -> None:
    for column in _OF_EVIDENCE:
        op.execute(f"ALTER TABLE evidence ADD COLUMN {column}")
    connection = op.get_bind()
    imported = sa.text("SELECT id, source, origin, file, detail FROM evidence WHERE origin <> ''")
    rows = [
        {"number": number, **told}
        for number, *about in connection.execute(imported).all()
        if (told := _told(*map(str, about)))
    ]
    if rows:
        connection.execute(
            sa.text(
                "UPDATE evidence SET tool = :tool, page = :page, scale_low = :low, scale_high = :high"
                " WHERE id = :number"
            ),
            rows,
        )


def _told(source: str, origin: str, file: str, text: str) -> dict[str, object] | None:
    """Return what an imported row certainly says of its tool, page and scale; None for nothing."""
    try:
        detail = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(detail, dict):
        return None
    found: dict[str, object] = {"tool": "", "page": "", "low": None, "high": None}
    if origin == "survey":
        found |= _scale(detail.get("scale"))
        found["page"] = _text(detail.get("question"))
    elif origin == "funnel":
        found["page"] = _text(detail.get("step"))
    else:
        found["tool"] = _VERSION.sub("", _text(detail.get("tool")))
        pages = detail.get("pages")
        if isinstance(pages, list) and len(pages) == 1 and isinstance(pages[0], dict):
            # axe-core may have called a page without an address by its number, in the language of that day.
            known = pages[0].get("link") or origin != "axe"
            found["page"] = _text(pages[0].get("name")) if known else ""
    if origin in ("survey", "funnel") and file and source.endswith(PurePath(file.replace("\\", "/")).name):
        found["tool"] = origin
    return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _scale(value: Any) -> dict[str, object]:
    if isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value):
        low, high = value
        return {"low": low, "high": high} if low < high else {}
    return {}


def _people() -> None:
    """Let changes be known by more than a name, and bind each name that is one person's exactly to that person."""
    op.execute("ALTER TABLE person ADD COLUMN left_on VARCHAR")
    op.execute(
        "ALTER TABLE person ADD COLUMN into_id INTEGER CONSTRAINT fk_person_into_id REFERENCES person (id)"
    )
    op.create_index(op.f("ix_person_name"), "person", ["name"])
    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("name", name=op.f("uq_login_name")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_login_person_id")),
    )
    op.create_index(op.f("ix_login_person_id"), "login", ["person_id"])
    op.execute("ALTER TABLE change ADD COLUMN login VARCHAR DEFAULT '' NOT NULL")
    connection = op.get_bind()
    for (who,) in connection.execute(sa.text("SELECT DISTINCT who FROM change")).all():
        connection.execute(
            sa.text("UPDATE change SET login = :login WHERE who = :who"),
            {"login": f"name:{folded(who)}", "who": who},
        )
    op.drop_index(op.f("ix_change_who_state_id"), table_name="change")
    op.create_index(op.f("ix_change_login_state_id"), "change", ["login", "state", "id"])
    people = connection.execute(sa.text("SELECT id, name FROM person WHERE removed_at IS NULL")).all()
    many = Counter(folded(name) for _number, name in people)
    bound = [
        {"name": f"name:{folded(name)}", "person": number}
        for number, name in people
        if many[folded(name)] == 1
    ]
    if bound:
        connection.execute(sa.text("INSERT INTO login (name, person_id) VALUES (:name, :person)"), bound)
