"""A PostgreSQL server: one of one's own, its programs, and copies of a database on one."""
