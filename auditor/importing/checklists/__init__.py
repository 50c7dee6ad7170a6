"""Checklists of other people: task lists, tables and JSON become a file of checks to go on with."""
