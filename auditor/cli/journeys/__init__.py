"""`auditor journey …` and `auditor stage …`: the way of a customer."""
