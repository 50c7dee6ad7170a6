"""`auditor print …`: aids on paper, to be filled in by hand."""
