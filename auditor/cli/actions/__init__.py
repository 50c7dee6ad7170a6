"""`auditor action …`: what to improve, by whom and when, and whether it worked."""
