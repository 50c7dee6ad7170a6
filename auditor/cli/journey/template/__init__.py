"""`auditor journey template …`: templates of one’s own for everybody."""
