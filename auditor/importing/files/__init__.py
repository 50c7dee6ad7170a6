"""Files of other programs, read within limits: bytes to text, tables, JSON, numbers and days."""
