"""`auditor import …`: exports, and journeys that other programs wrote."""
