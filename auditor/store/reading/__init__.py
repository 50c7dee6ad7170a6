"""Reads: SQL statements that fill views, a module for each noun."""
