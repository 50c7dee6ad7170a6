"""The database: tables and units of work for writing (SQLModel), named SQL into views for reading."""
