"""`auditor interview question …`: questions of the team's own."""
