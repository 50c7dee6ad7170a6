"""`auditor stage strategy …`: how the goals of stages are to be reached."""
