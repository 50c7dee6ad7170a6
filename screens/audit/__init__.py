"""The audit: the walk, what it found, and rounds of several auditors."""
