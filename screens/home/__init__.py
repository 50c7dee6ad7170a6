"""Home, and the history."""
