"""Whether a database is sound: its schema, its values, what names what, what is derived, and what its history says."""
