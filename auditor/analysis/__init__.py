"""Pure functions over numbers and views. No I/O, no database, no screen."""
