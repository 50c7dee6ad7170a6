"""`auditor action …`: what to improve, by whom and when, and whether it worked. A command is in the file of its name."""
