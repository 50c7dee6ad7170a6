"""`auditor interview bank …`: files of questions of one’s own for everybody."""
