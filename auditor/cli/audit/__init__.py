"""`auditor audit …`: walk a journey, and see what was found."""
