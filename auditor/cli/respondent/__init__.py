"""`auditor respondent …`: who was interviewed, and what they said."""
