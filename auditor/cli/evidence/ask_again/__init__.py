"""`auditor evidence ask-again …`: evidence that is to be asked for again."""
