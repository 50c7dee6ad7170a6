"""`auditor db …`: where the database is; check, copy and restore it."""
