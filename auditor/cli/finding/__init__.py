"""`auditor finding …`: what is wrong, where, how bad, under names that last."""
