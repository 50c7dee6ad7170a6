"""`auditor audit …`: walks of a journey, and what they found."""
