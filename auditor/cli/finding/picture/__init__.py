"""`auditor finding picture …`: what is to be seen of findings."""
