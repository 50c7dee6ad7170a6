"""`auditor people …`: the team, and what everybody has to do."""
