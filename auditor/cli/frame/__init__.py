"""What all commands are built of: groups, options, the session, tables, and the one place that prints."""
