"""The floor of the command line: a bare script on click, sqlite3 and tabulate that prints the same rows."""

from __future__ import annotations

import sqlite3

import click
from tabulate import tabulate

FEELINGS = {-2: "very sour", -1: "sour", 0: "neutral", 1: "happy", 2: "very happy"}

ACTIONS = """
    SELECT row_number() OVER (ORDER BY round(p, 9) DESC, effort, place, id), id, title, touchpoint,
        printf('%.1f', p), CASE WHEN impact >= 4 THEN CASE WHEN effort >= 4 THEN 'big bet' ELSE 'quick win' END
        WHEN effort >= 4 THEN 'money pit' ELSE 'fill-in' END,
        printf('impact %d · effort %d · need %.2f', impact, effort, need), status, owner, due
    FROM (SELECT x.id, x.title, t.id AS place, t.name AS touchpoint, x.effort, x.impact, t.need,
            100 * (x.impact / 5.0) * (0.5 + 0.5 * t.need) * 0.55 * (6 - x.effort) / 5 AS p,
            x.status, coalesce(w.name, '') AS owner, coalesce(x.due, '') AS due
        FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id LEFT JOIN person w ON w.id = x.owner_id
        WHERE x.removed_at IS NULL AND t.removed_at IS NULL AND x.status IN ('proposed', 'planned', 'in-progress')
        {where})
    ORDER BY 1 LIMIT :count
"""
ACTION_TITLES = [
    "Place",
    "No.",
    "Action",
    "Touchpoint",
    "Priority",
    "Quadrant",
    "Why here",
    "Status",
    "Owner",
    "Due",
]

TOUCHPOINTS = """
    SELECT s.name, t.name, (SELECT count(*) FROM answer a WHERE a.visit_id = v.id AND a.verdict = 'pass'), v.asked,
        (SELECT count(*) FROM answer a WHERE a.visit_id = v.id AND a.verdict = 'partly'),
        (SELECT count(*) FROM answer a WHERE a.visit_id = v.id AND a.verdict = 'fail'), v.feeling, t.need,
        (SELECT count(*) FROM action x WHERE x.touchpoint_id = t.id AND x.removed_at IS NULL
            AND x.status IN ('proposed', 'planned', 'in-progress'))
    FROM touchpoint t JOIN stage s ON s.id = t.stage_id
    LEFT JOIN visit v ON v.id = (SELECT n.id FROM visit n JOIN audit u ON u.id = n.audit_id
        WHERE n.touchpoint_id = t.id AND (n.answered > 0 OR n.feeling IS NOT NULL)
        ORDER BY u.started_at DESC LIMIT 1)
    WHERE t.journey_id = :journey ORDER BY s.position, t.position
"""
TOUCHPOINT_TITLES = [
    "Stage",
    "Touchpoint",
    "Passed",
    "Asked",
    "Partly",
    "Failed",
    "Feeling",
    "Need",
    "Open actions",
]


@click.group(help="Print what is in a database.")
@click.option("--db", required=True)
@click.pass_context
def run(context: click.Context, db: str) -> None:
    """Open the database."""
    context.obj = sqlite3.connect(db)


@run.command(help="List the open actions in order of priority.")
@click.option("--count", default=-1)
@click.pass_obj
def actions(connection: sqlite3.Connection, count: int) -> None:
    """Print the actions."""
    rows = connection.execute(ACTIONS.format(where=""), {"count": count}).fetchall()
    click.echo(tabulate(rows, ACTION_TITLES, disable_numparse=True))


@run.command(help="Print the summary of a journey.")
@click.argument("journey", type=int)
@click.pass_obj
def summary(connection: sqlite3.Connection, journey: int) -> None:
    """Print stages, touchpoints and the first actions."""
    lines: list[tuple[object, ...]] = []
    stage = None
    for row in connection.execute(TOUCHPOINTS, {"journey": journey}):
        if row[0] != stage:
            stage = row[0]
            lines.append((stage,))
        feeling = "" if row[6] is None else f"{row[6]:+} {FEELINGS[row[6]]}"
        lines.append(("", *row[1:6], feeling, f"{row[7]:.2f}", row[8]))
    click.echo(tabulate(lines, TOUCHPOINT_TITLES, disable_numparse=True))
    top = connection.execute(
        ACTIONS.format(where="AND t.journey_id = :journey"), {"journey": journey, "count": 5}
    ).fetchall()
    click.echo("\n" + tabulate(top, ACTION_TITLES, disable_numparse=True))


if __name__ == "__main__":
    run()
