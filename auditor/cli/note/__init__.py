"""`auditor note …`: change what is noted at touchpoints."""
