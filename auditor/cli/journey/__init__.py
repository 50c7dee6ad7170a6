"""`auditor journey …`: make, list, show and change journeys."""
