"""`auditor touchpoint …`: where a customer meets the service."""
