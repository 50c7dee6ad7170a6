"""`auditor checklist …`: list and show checklists, and check files of one’s own."""
