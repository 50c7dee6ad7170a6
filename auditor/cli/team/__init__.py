"""`auditor team …`: a database on a server that several people share; where it is, who is let in, what each may do."""
