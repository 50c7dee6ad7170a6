"""`auditor persona …`: whose journey it is."""
