"""People with a lasting id: what they write as, who has left, and who was made one with whom."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from alembic import op

from auditor.base.text import folded

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Change whatever the figures one can trust need."""
    _people()


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
