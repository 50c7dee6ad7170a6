"""Runs migrations on the connection that schema.upgrade hands over, in its transaction."""

from alembic import context

from auditor.store import tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.JourneyRecord.metadata, render_as_batch=True)
context.run_migrations()
