"""The floor of the command line on a server: a bare script on click, psycopg and tabulate that prints the same rows."""

from __future__ import annotations

import click
import psycopg
from tabulate import tabulate

from tests.benchmarks.floors.bare_commands import ACTION_TITLES, FEELINGS, TOUCHPOINT_TITLES

ACTIONS = """
    SELECT row_number() OVER (ORDER BY round(p::numeric, 9) DESC, effort, place, id) AS at, id, title, touchpoint,
        to_char(p, 'FM990.0'), CASE WHEN impact >= 4 THEN CASE WHEN effort >= 4 THEN 'big bet' ELSE 'quick win' END
        WHEN effort >= 4 THEN 'money pit' ELSE 'fill-in' END,
        format('impact %%s · effort %%s · need %%s', impact, effort, to_char(need, 'FM0.00')), status, owner, due
    FROM (SELECT x.id, x.title, t.id AS place, t.name AS touchpoint, x.effort, x.impact, t.need,
            100 * (x.impact / 5.0) * (0.5 + 0.5 * t.need) * 0.55 * (6 - x.effort) / 5 AS p,
            x.status, coalesce(w.name, '') AS owner, coalesce(x.due, '') AS due
        FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id LEFT JOIN person w ON w.id = x.owner_id
        WHERE x.removed_at IS NULL AND t.removed_at IS NULL AND x.status IN ('proposed', 'planned', 'in-progress')
        {where}) ranked
    ORDER BY 1 LIMIT {count}
"""
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
    WHERE t.journey_id = %(journey)s ORDER BY s.position, t.position
"""


@click.group(help="Print what is in a database on a server.")
@click.option("--db", required=True)
@click.pass_context
def run(context: click.Context, db: str) -> None:
    """Open the database."""
    context.obj = psycopg.connect(db)


@run.command(help="List the open actions in order of priority.")
@click.pass_obj
def actions(connection: psycopg.Connection) -> None:
    """Print the actions."""
    rows = connection.execute(ACTIONS.format(where="", count="ALL")).fetchall()
    click.echo(tabulate(rows, ACTION_TITLES, disable_numparse=True))


@run.command(help="Print the summary of a journey.")
@click.argument("journey", type=int)
@click.pass_obj
def summary(connection: psycopg.Connection, journey: int) -> None:
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
        ACTIONS.format(where="AND t.journey_id = %(journey)s", count="5"), {"journey": journey}
    ).fetchall()
    click.echo("\n" + tabulate(top, ACTION_TITLES, disable_numparse=True))


if __name__ == "__main__":
    run()
