"""`auditor stage …`: add and change the stages of a journey."""
