"""What people are called where they are shown: a name that several of the team have goes on with role or number."""

from __future__ import annotations


def called(person: str) -> str:
    """Return the expression for what somebody is called, of a table `person` that has that name in the statement.

    It says what `views.people.told_apart` says.
    """
    return f"""(CASE WHEN NOT EXISTS (SELECT 1 FROM person namesake WHERE namesake.name = {person}.name
            AND namesake.id <> {person}.id AND namesake.removed_at IS NULL) THEN {person}.name
        ELSE {person}.name || ' (' || (CASE WHEN {person}.role <> '' AND NOT EXISTS (SELECT 1 FROM person namesake
            WHERE namesake.name = {person}.name AND namesake.role = {person}.role AND namesake.id <> {person}.id
            AND namesake.removed_at IS NULL) THEN {person}.role ELSE CAST({person}.id AS VARCHAR) END) || ')' END)"""
