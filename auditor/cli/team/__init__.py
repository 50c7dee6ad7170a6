"""`auditor team …`: a team's database on a server; starting one, joining it, moving to it and back."""
