"""Everything in a database as one text, and back. docs/EXPORT.md describes the format."""
