"""`auditor touchpoint …` and `auditor note …`: where a customer meets the service."""
