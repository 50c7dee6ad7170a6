"""`auditor settings`: list and change the user's settings."""
