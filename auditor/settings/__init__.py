"""The user's settings: read, checked, and written."""
