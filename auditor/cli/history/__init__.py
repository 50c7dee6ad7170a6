"""`auditor history`: who changed what, and when."""
